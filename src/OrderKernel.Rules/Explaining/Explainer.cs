using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Explaining;

/// <summary>Finds the parts that decided a result, by walking down from the whole to where its value comes from.</summary>
internal sealed class Explainer(IFacts? facts, IReadOnlyDictionary<string, ExpressionValue>? bindings, FactSchema? schema)
{
    private readonly Mask _mask = new(schema);
    private readonly List<Reason> _reasons = [];

    internal Explanation Explain(Node node)
    {
        var value = Evaluate(node);
        Decided(node, value);
        return new(new(value), _reasons.ToValueList()) { Changes = Turner.Of(node, value, facts, bindings).Select(Change).ToValueList() };
    }

    private ExpressionChange Change(Turn turn) =>
        new(Printer.Print(turn.Leaf), turn.Leaf.Position + 1, Printer.Print(turn.Subject), turn.From, turn.To) 
        {
            IsPersonal = _mask.Hides(turn.Leaf) || _mask.Hides(turn.From) || _mask.Hides(turn.To),
        };

    private ExpressionValue Evaluate(Node node) => Evaluator.Run(node, facts, bindings);

    private void Decided(Node node, in ExpressionValue value)
    {
        switch (node.Op)
        {
            case NodeOp.And or NodeOp.Or:
                Chain(node, value);
                break;
            case NodeOp.Not when !value.IsError || value.Reference != node:
                Decided(node.Children[0], Evaluate(node.Children[0]));
                break;
            case NodeOp.Conditional:
                var condition = Evaluate(node.Children[0]);
                Decided(node.Children[0], condition);
                if (condition.Kind == ValueKind.Bool) Decided(node.Children[condition.IsTrue ? 1 : 2], value);
                break;
            default:
                Leaf(node, value);
                break;
        }
    }

    // One operand with the deciding value settles a chain; the other value or an error needs all operands that gave it.
    private void Chain(Node node, in ExpressionValue value)
    {
        var isDecidedByOne = value.Kind == ValueKind.Bool && value.IsFalse == (node.Op == NodeOp.And);
        foreach (var child in node.Children)
        {
            var part = Evaluate(child);
            var counts = value.IsError ? part.Kind != ValueKind.Bool : part.Kind == ValueKind.Bool && part.IsTrue == value.IsTrue;
            if (!counts) continue;
            Decided(child, part);
            if (isDecidedByOne) return;
        }
    }

    private void Leaf(Node node, in ExpressionValue value)
    {
        if (value.IsError)
        {
            _reasons.Add(new ExpressionResult(value).Error!.ToReason());
            return;
        }

        Argument expression = ("expression", Printer.Print(node)), seen = ("seen", Seen(node)), position = ("position", node.Position + 1);
        _reasons.Add(value.Kind == ValueKind.Bool
            ? Reason.Of(value.IsTrue ? RulesCodes.Held : RulesCodes.DidNotHold, expression, seen, position)
            : Reason.Of(RulesCodes.Gave, expression, seen, position, ("value", _mask.Shown(node, value))));
    }

    private string Seen(Node node)
    {
        var seen = new List<string>();
        Collect(node, seen);
        return seen.Count == 0 ? "-" : string.Join(", ", seen.Distinct(StringComparer.Ordinal));
    }

    private void Collect(Node node, List<string> seen)
    {
        if (node.IsMacro && Evaluator.Witness(node, facts, bindings) is var (index, element))
        {
            var name = Evaluate(node.Children[0]).Kind == ValueKind.List ? Printer.Print(ElementAt(node, index)) : node.Binds;
            seen.Add($"{name} = {Element(node, element)}");
            CollectOuter(node.Children[1], seen);
            return;
        }

        if (node.IsMacro)
        {
            Collect(node.Children[0], seen);
            foreach (var argument in node.Children.Skip(1)) CollectOuter(argument, seen);
            return;
        }

        if (node.Op is NodeOp.Fact or NodeOp.Variable or NodeOp.Select or NodeOp.Index && Evaluate(node) is { IsError: false } value)
        {
            seen.Add($"{Printer.Print(node)} = {_mask.Shown(node, value)}");
            return;
        }

        foreach (var child in node.Children) Collect(child, seen);
    }

    private static Node ElementAt(Node macro, int index) =>
        new(NodeOp.Index, macro.Position, macro.Children[0], new Node(NodeOp.Constant, macro.Position) { Value = ExpressionValue.Of((long)index) });

    private string Element(Node macro, in ExpressionValue element) => _mask.Shown(macro.Children[0], element);

    // Inside a macro only what does not depend on its variable has one value.
    private void CollectOuter(Node node, List<string> seen)
    {
        if (!ReadsLocal(node)) Collect(node, seen);
        else
        {
            foreach (var child in node.Children) CollectOuter(child, seen);
        }

        static bool ReadsLocal(Node node) => node.Op == NodeOp.Local || Array.Exists(node.Children, ReadsLocal);
    }
}
