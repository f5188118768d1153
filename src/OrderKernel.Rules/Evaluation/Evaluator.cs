using OrderKernel.Rules.Patterns;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>
/// Evaluates a tree. Errors are values, so nothing is thrown and <c>&amp;&amp;</c> and <c>||</c> can absorb them. Work is linear in the tree and in the
/// sizes of lists and texts; that of macros is measured and bounded.
/// </summary>
internal readonly partial struct Evaluator(IFacts? facts, IReadOnlyDictionary<string, ExpressionValue>? bindings, Frame? frame)
{
    // Without macros there is no frame and nothing to measure.
    internal static ExpressionValue Run(Node node, IFacts? facts, IReadOnlyDictionary<string, ExpressionValue>? bindings)
    {
        if (node.Locals == 0) return new Evaluator(facts, bindings, null).Evaluate(node);
        var frame = new Frame(node.Locals);
        var value = new Evaluator(facts, bindings, frame).Evaluate(node);
        return frame.IsSpent ? ExpressionValue.Error(Fault.TooCostly, node) : value;
    }

    // What an evaluation spends, whether it needs a frame or not.
    internal static long Measure(Node node, IFacts facts)
    {
        var frame = new Frame(node.Locals);
        new Evaluator(facts, null, frame).Evaluate(node);
        return frame.Spent;
    }

    internal ExpressionValue Evaluate(Node node)
    {
        if (frame is not null && !frame.Spend(1)) return ExpressionValue.Error(Fault.TooCostly, node);
        switch (node.Op)
        {
            case NodeOp.Constant: return node.Value;
            case NodeOp.Fact: return Fact(node);
            case NodeOp.HasFact: return ExpressionValue.Of(!facts!.Get(node.Slot).IsAbsent);
            case NodeOp.And: return Chain(node, decidedBy: 0);
            case NodeOp.Or: return Chain(node, decidedBy: 1);
            case NodeOp.Conditional: return Conditional(node);
            case NodeOp.Variable: return Named(node) is { IsAbsent: false } named ? named : ExpressionValue.Error(Fault.UnknownVariable, node);
            case NodeOp.Select: return Select(node);
            case NodeOp.Has: return Has(node);
            case NodeOp.List: return List(node);
            case NodeOp.Map: return Map(node);
            case NodeOp.Local: return frame![node.Slot];
            case >= NodeOp.All and <= NodeOp.Transform: return Macro(node);
            case NodeOp.UnknownCall: return ExpressionValue.Error(Fault.UnknownFunction, node);
        }

        var first = Evaluate(node.Children[0]);
        if (first.IsError) return first;
        if (node.Children.Length == 1)
            return frame is null || frame.Spend(Work.Of(node.Op, first.Weight)) ? Functions.Unary(node, first) : ExpressionValue.Error(Fault.TooCostly, node);
        var second = Evaluate(node.Children[1]);
        if (second.IsError) return second;
        if (node is { Op: NodeOp.Matches, Pattern: null }) return MatchesComputed(node, first, second);
        if (frame is not null && !frame.Spend(Work.Of(node, first.Weight, second.Weight))) return ExpressionValue.Error(Fault.TooCostly, node);
        if (node.Op is >= NodeOp.Add and <= NodeOp.Remainder) return Built(node, Arithmetic.Apply(node, first, second));
        return Functions.Binary(node, first, second);
    }

    // What a pattern costs is known only when it is made. It is used once, so nothing more is made of it than is needed.
    private ExpressionValue MatchesComputed(Node node, in ExpressionValue text, in ExpressionValue pattern)
    {
        if (text.Kind != ValueKind.String || pattern.Kind != ValueKind.String) return ExpressionValue.Error(Fault.NoOverload, node);
        if (frame is not null && !frame.Spend(pattern.Weight)) return ExpressionValue.Error(Fault.TooCostly, node);
        if (Pattern.TryParse(pattern.Characters, out _, PatternWay.Steps) is not { } made) return ExpressionValue.Error(Fault.PatternInvalid, node);
        var work = Work.Plus(Work.OfMaking(made, pattern.Weight), Work.Of(made, text.Weight));
        return frame is null || frame.Spend(work) ? ExpressionValue.Of(made.IsMatch(text.Characters)) : ExpressionValue.Error(Fault.TooCostly, node);
    }

    private ExpressionValue Fact(Node node)
    {
        var value = facts!.Get(node.Slot);
        if (value.Kind == node.Declared) return value;
        return ExpressionValue.Error(value.IsAbsent ? Fault.FactAbsent : Fault.FactTypeMismatch, node);
    }

    // One operand that decides settles the chain, whatever the others are; else the first error counts.
    private ExpressionValue Chain(Node node, long decidedBy)
    {
        var error = default(ExpressionValue);
        foreach (var child in node.Children)
        {
            var value = Evaluate(child);
            if (value.Kind == ValueKind.Bool)
            {
                if (value.Bits == decidedBy) return value;
            }
            else if (error.IsAbsent) error = value.IsError ? value : ExpressionValue.Error(Fault.NoOverload, node);
        }

        return error.IsAbsent ? ExpressionValue.Of(decidedBy == 0) : error;
    }

    private ExpressionValue Conditional(Node node)
    {
        var condition = Evaluate(node.Children[0]);
        if (condition.IsError) return condition;
        return condition.Kind == ValueKind.Bool ? Evaluate(node.Children[condition.IsTrue ? 1 : 2]) : ExpressionValue.Error(Fault.NoOverload, node);
    }

    // What the whole dotted name is bound to, else the type that it stands for; absent when neither.
    private ExpressionValue Named(Node node) =>
        bindings is not null && bindings.TryGetValue(node.Path!, out var value) && !value.IsAbsent ? value : node.Value;

    // A dotted name that is bound as a whole goes before a field of a map.
    private ExpressionValue Select(Node node)
    {
        if (node.Path is not null && Named(node) is { IsAbsent: false } named) return named;
        var operand = Evaluate(node.Children[0]);
        if (operand.IsError) return operand;
        if (operand.Kind != ValueKind.Map) return ExpressionValue.Error(Fault.NoOverload, node);
        return operand.Map.TryGet(ExpressionValue.Of(node.Name), out var value) ? value : ExpressionValue.Error(Fault.NoSuchKey, node);
    }

    private ExpressionValue Has(Node node)
    {
        if (node.Path is not null && !Named(node).IsAbsent) return ExpressionValue.Of(true);
        var operand = Evaluate(node.Children[0]);
        if (operand.IsError) return operand;
        return operand.Kind == ValueKind.Map
            ? ExpressionValue.Of(operand.Map.TryGet(ExpressionValue.Of(node.Name), out _))
            : ExpressionValue.Error(Fault.NoOverload, node);
    }

    private ExpressionValue List(Node node)
    {
        var elements = new ExpressionValue[node.Children.Length];
        for (var i = 0; i < elements.Length; i++)
        {
            elements[i] = Evaluate(node.Children[i]);
            if (elements[i].IsError) return elements[i];
        }

        return Built(node, ExpressionValue.FromElements(elements));
    }

    private ExpressionValue Map(Node node)
    {
        var entries = new KeyValuePair<ExpressionValue, ExpressionValue>[node.Children.Length / 2];
        for (var i = 0; i < entries.Length; i++)
        {
            var key = Evaluate(node.Children[2 * i]);
            if (key.IsError) return key;
            var value = Evaluate(node.Children[(2 * i) + 1]);
            if (value.IsError) return value;
            entries[i] = new(key, value);
        }

        var map = MapValue.Build(entries, out var areKeys);
        if (map is null) return ExpressionValue.Error(areKeys ? Fault.DuplicateKey : Fault.NoOverload, node);
        return Built(node, ExpressionValue.FromMap(map));
    }
}
