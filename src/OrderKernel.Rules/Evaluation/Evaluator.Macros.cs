using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>The macros: the variable takes each element in turn.</summary>
internal readonly partial struct Evaluator
{
    private ExpressionValue Macro(Node node)
    {
        var range = Evaluate(node.Children[0]);
        if (range.IsError) return range;
        if (range.Kind is not (ValueKind.List or ValueKind.Map)) return ExpressionValue.Error(Fault.NoOverload, node);
        return node.Op switch
        {
            NodeOp.All => Quantified(node, range, decidedBy: 0),
            NodeOp.Exists => Quantified(node, range, decidedBy: 1),
            NodeOp.ExistsOne => One(node, range),
            _ => Listed(node, range),
        };
    }

    // The element that alone decided a quantifier; null when there is none or all were needed.
    internal static (int Index, ExpressionValue Value)? Witness(Node node, IFacts? facts, IReadOnlyDictionary<string, ExpressionValue>? bindings)
    {
        var frame = new Frame(node.Locals);
        var evaluator = new Evaluator(facts, bindings, frame);
        var range = evaluator.Evaluate(node.Children[0]);
        if (node.Op is not (NodeOp.All or NodeOp.Exists) || range.Kind is not (ValueKind.List or ValueKind.Map)) return null;
        for (var i = 0; i < CountOf(range) && !frame.IsSpent; i++)
        {
            evaluator.Bind(node, range, i);
            var value = evaluator.Evaluate(node.Children[1]);
            if (node.Op == NodeOp.All ? value.IsFalse : value.IsTrue) return (i, frame[node.Slot]);
        }

        return null;
    }

    // The elements in turn; for a map its keys.
    private static int CountOf(in ExpressionValue range) => range.Kind == ValueKind.List ? range.Elements.Length : range.Map.Entries.Length;

    private void Bind(Node node, in ExpressionValue range, int i) =>
        frame![node.Slot] = range.Kind == ValueKind.List ? range.Elements[i] : range.Map.Entries[i].Key;

    // As && and || over the elements: one that decides settles it, whatever the others are; else the first error counts.
    private ExpressionValue Quantified(Node node, in ExpressionValue range, long decidedBy)
    {
        var error = default(ExpressionValue);
        for (var i = 0; i < CountOf(range); i++)
        {
            Bind(node, range, i);
            var value = Evaluate(node.Children[1]);
            if (frame!.IsSpent) return ExpressionValue.Error(Fault.TooCostly, node);
            if (value.Kind == ValueKind.Bool)
            {
                if (value.Bits == decidedBy) return value;
            }
            else if (error.IsAbsent) error = value.IsError ? value : ExpressionValue.Error(Fault.NoOverload, node);
        }

        return error.IsAbsent ? ExpressionValue.Of(decidedBy == 0) : error;
    }

    // Looks at all elements, so that an error is never passed over.
    private ExpressionValue One(Node node, in ExpressionValue range)
    {
        var count = 0;
        for (var i = 0; i < CountOf(range); i++)
        {
            Bind(node, range, i);
            var value = Evaluate(node.Children[1]);
            if (value.Kind != ValueKind.Bool) return value.IsError ? value : ExpressionValue.Error(Fault.NoOverload, node);
            if (value.IsTrue) count++;
        }

        return ExpressionValue.Of(count == 1);
    }

    private ExpressionValue Listed(Node node, in ExpressionValue range)
    {
        var elements = new List<ExpressionValue>();
        var transform = node.Op == NodeOp.Transform ? node.Children[^1] : null;
        var condition = transform is null || node.Children.Length == 3 ? node.Children[1] : null;
        for (var i = 0; i < CountOf(range); i++)
        {
            Bind(node, range, i);
            var chosen = condition is null ? ExpressionValue.Of(true) : Evaluate(condition);
            if (chosen.Kind != ValueKind.Bool) return chosen.IsError ? chosen : ExpressionValue.Error(Fault.NoOverload, node);
            if (chosen.IsFalse) continue;
            var element = transform is null ? frame![node.Slot] : Evaluate(transform);
            if (element.IsError) return element;
            elements.Add(element);
        }

        return Built(node, ExpressionValue.FromElements(elements.ToArray()));
    }

    // What was built from the values of variables counts by its size, because the same value may stand in it many times.
    private ExpressionValue Built(Node node, in ExpressionValue value)
    {
        if (value.IsAbsent) return ExpressionValue.Error(Fault.TooDeep, node);
        return frame is null || frame.Spend(value.Weight) ? value : ExpressionValue.Error(Fault.TooCostly, node);
    }
}
