using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>The operators + - * / % and the sign.</summary>
internal static class Arithmetic
{
    internal static ExpressionValue Apply(Node node, in ExpressionValue a, in ExpressionValue b)
    {
        if (a.Kind == b.Kind)
        {
            switch (a.Kind)
            {
                case ValueKind.Int: return OfInts(node, a.Bits, b.Bits);
                case ValueKind.Uint: return OfUints(node, unchecked((ulong)a.Bits), unchecked((ulong)b.Bits));
                case ValueKind.Double: return OfDoubles(node, a.Number, b.Number);
                case ValueKind.Money when node.Op is NodeOp.Add or NodeOp.Subtract:
                    return Checked(node, Amounts.Add(a, b, node.Op == NodeOp.Subtract, out var fault), fault);
                case ValueKind.String when node.Op == NodeOp.Add: return ExpressionValue.Of(a.Characters + b.Characters);
                case ValueKind.Bytes when node.Op == NodeOp.Add: return ExpressionValue.OfBytes([.. a.Octets, .. b.Octets]);
                case ValueKind.Duration or ValueKind.Instant: return Times.Apply(node, a, b);
                case ValueKind.List when node.Op == NodeOp.Add: return ExpressionValue.FromElements([.. a.Elements, .. b.Elements]);
            }
        }
        else if (node.Op is NodeOp.Add or NodeOp.Subtract) return Times.Apply(node, a, b);
        else if (node.Op == NodeOp.Multiply)
        {
            if (a.Kind == ValueKind.Money && b.Kind == ValueKind.Int) return Checked(node, Amounts.Multiply(a, b.Bits, out var fault), fault);
            if (a.Kind == ValueKind.Int && b.Kind == ValueKind.Money) return Checked(node, Amounts.Multiply(b, a.Bits, out var fault), fault);
        }

        return ExpressionValue.Error(Fault.NoOverload, node);
    }

    internal static ExpressionValue Negate(Node node, in ExpressionValue value) => value.Kind switch
    {
        ValueKind.Int => value.Bits == long.MinValue ? ExpressionValue.Error(Fault.Overflow, node) : ExpressionValue.Of(-value.Bits),
        ValueKind.Double => ExpressionValue.Of(-value.Number),
        ValueKind.Money => Checked(node, Amounts.Multiply(value, -1, out var fault), fault),
        _ => ExpressionValue.Error(Fault.NoOverload, node),
    };

    private static ExpressionValue Checked(Node node, in ExpressionValue value, Fault fault) =>
        fault == Fault.None ? value : ExpressionValue.Error(fault, node);

    private static ExpressionValue OfInts(Node node, long a, long b)
    {
        long result;
        bool fits;
        switch (node.Op)
        {
            case NodeOp.Add: fits = Integers.TryAdd(a, b, out result); break;
            case NodeOp.Subtract: fits = Integers.TrySubtract(a, b, out result); break;
            case NodeOp.Multiply: fits = Integers.TryMultiply(a, b, out result); break;
            default:
                if (b == 0) return ExpressionValue.Error(Fault.DivideByZero, node);
                fits = a != long.MinValue || b != -1;
                result = !fits ? 0 : node.Op == NodeOp.Divide ? a / b : a % b;
                break;
        }

        return fits ? ExpressionValue.Of(result) : ExpressionValue.Error(Fault.Overflow, node);
    }

    private static ExpressionValue OfUints(Node node, ulong a, ulong b)
    {
        ulong result;
        bool fits;
        switch (node.Op)
        {
            case NodeOp.Add: (result, fits) = (unchecked(a + b), a <= ulong.MaxValue - b); break;
            case NodeOp.Subtract: (result, fits) = (unchecked(a - b), a >= b); break;
            case NodeOp.Multiply: fits = Integers.TryMultiply(a, b, out result); break;
            default:
                if (b == 0) return ExpressionValue.Error(Fault.DivideByZero, node);
                (result, fits) = (node.Op == NodeOp.Divide ? a / b : a % b, true);
                break;
        }

        return fits ? ExpressionValue.Of(result) : ExpressionValue.Error(Fault.Overflow, node);
    }

    private static ExpressionValue OfDoubles(Node node, double a, double b) => node.Op switch
    {
        NodeOp.Add => ExpressionValue.Of(a + b),
        NodeOp.Subtract => ExpressionValue.Of(a - b),
        NodeOp.Multiply => ExpressionValue.Of(a * b),
        NodeOp.Divide => ExpressionValue.Of(a / b),
        _ => ExpressionValue.Error(Fault.NoOverload, node),
    };
}
