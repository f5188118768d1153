using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>Operators and functions of one or two operands, apart from arithmetic.</summary>
internal static class Functions
{
    internal static ExpressionValue Unary(Node node, in ExpressionValue operand) => node.Op switch
    {
        NodeOp.Not when operand.Kind == ValueKind.Bool => ExpressionValue.Of(operand.IsFalse),
        NodeOp.Negate => Arithmetic.Negate(node, operand),
        NodeOp.Size => Size(node, operand),
        NodeOp.Dyn => operand,
        NodeOp.TypeOf => ExpressionValue.OfType(operand.Kind),
        >= NodeOp.ToBool and <= NodeOp.ToUint => Conversions.Convert(node, operand),
        >= NodeOp.Date and <= NodeOp.Milliseconds => Calendar.Get(node, operand),
        NodeOp.Money when operand.Kind == ValueKind.String =>
            Amounts.Parse(operand.Characters) is { IsAbsent: false } amount ? amount : ExpressionValue.Error(Fault.AmountInvalid, node),
        _ => ExpressionValue.Error(Fault.NoOverload, node),
    };

    internal static ExpressionValue Binary(Node node, in ExpressionValue a, in ExpressionValue b)
    {
        switch (node.Op)
        {
            case NodeOp.Equal: return ExpressionValue.Of(Equality.Same(a, b));
            case NodeOp.NotEqual: return ExpressionValue.Of(!Equality.Same(a, b));
            case NodeOp.In: return In(node, a, b);
            case NodeOp.Index: return Index(node, a, b);
            case >= NodeOp.Less and <= NodeOp.GreaterOrEqual: return Relation(node, a, b);
            case >= NodeOp.Date and <= NodeOp.Milliseconds: return Calendar.Get(node, a, b);
        }

        if (a.Kind != ValueKind.String || b.Kind != ValueKind.String) return ExpressionValue.Error(Fault.NoOverload, node);
        return ExpressionValue.Of(node.Op switch
        {
            NodeOp.Matches => node.Pattern!.IsMatch(a.Characters),
            NodeOp.StartsWith => a.Characters.StartsWith(b.Characters, StringComparison.Ordinal),
            NodeOp.EndsWith => a.Characters.EndsWith(b.Characters, StringComparison.Ordinal),
            _ => a.Characters.IndexOf(b.Characters, StringComparison.Ordinal) >= 0,
        });
    }

    private static ExpressionValue Relation(Node node, in ExpressionValue a, in ExpressionValue b)
    {
        if (!Equality.TryOrder(a, b, out var order, out var fault)) return ExpressionValue.Error(fault, node);
        return ExpressionValue.Of(Holds(node.Op, order));
    }

    /// <summary>Whether a relation holds of two values in this order.</summary>
    internal static bool Holds(NodeOp relation, int order) => order != Equality.Unordered && relation switch
    {
        NodeOp.Less => order < 0,
        NodeOp.LessOrEqual => order <= 0,
        NodeOp.Greater => order > 0,
        _ => order >= 0,
    };

    private static ExpressionValue In(Node node, in ExpressionValue sought, in ExpressionValue container)
    {
        if (container.Kind == ValueKind.Map) return ExpressionValue.Of(container.Map.TryGet(sought, out _));
        if (container.Kind != ValueKind.List) return ExpressionValue.Error(Fault.NoOverload, node);
        foreach (ref readonly var element in container.Elements.AsSpan())
        {
            if (Equality.Same(sought, element)) return ExpressionValue.Of(true);
        }

        return ExpressionValue.Of(false);
    }

    private static ExpressionValue Index(Node node, in ExpressionValue container, in ExpressionValue index)
    {
        if (container.Kind == ValueKind.Map)
        {
            if (!Equality.IsNumber(index.Kind) && index.Kind is not (ValueKind.Bool or ValueKind.String)) return ExpressionValue.Error(Fault.NoOverload, node);
            return container.Map.TryGet(index, out var value) ? value : ExpressionValue.Error(Fault.NoSuchKey, node);
        }

        if (container.Kind != ValueKind.List || !Equality.IsNumber(index.Kind)) return ExpressionValue.Error(Fault.NoOverload, node);
        var elements = container.Elements;
        long at;
        if (index.Kind == ValueKind.Double)
        {
            if (index.Number != Math.Floor(index.Number)) return ExpressionValue.Error(Fault.NoOverload, node);
            at = index.Number >= 0 && index.Number < elements.Length ? (long)index.Number : -1;
        }
        else at = index.Bits;
        return at >= 0 && at < elements.Length ? elements[at] : ExpressionValue.Error(Fault.IndexOutOfRange, node);
    }

    private static ExpressionValue Size(Node node, in ExpressionValue operand) => operand.Kind switch
    {
        ValueKind.String => ExpressionValue.Of(CodePoints(operand.Characters)),
        ValueKind.Bytes => ExpressionValue.Of(operand.Octets.LongLength),
        ValueKind.List => ExpressionValue.Of(operand.Elements.LongLength),
        ValueKind.Map => ExpressionValue.Of(operand.Map.Entries.LongLength),
        _ => ExpressionValue.Error(Fault.NoOverload, node),
    };

    private static long CodePoints(string text)
    {
        var count = text.Length;
        for (var i = 1; i < text.Length; i++)
        {
            if (char.IsSurrogatePair(text[i - 1], text[i])) count--;
        }

        return count;
    }
}
