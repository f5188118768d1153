using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>
/// A condition made ready to be asked often: a tree of tests that give a truth and no value. Immutable.
/// </summary>
/// <remarks>
/// The second speed of <see cref="Evaluator"/>, for <see cref="Expression.Holds"/>: most guards compare facts with constants, and of those nothing but the
/// truth is wanted. Law: it is true and false where the evaluator gives true and false, and errs where the evaluator gives an error.
/// </remarks>
internal abstract class Condition
{
    internal abstract Truth Test(IFacts facts);

    /// <summary>The condition of a checked node of type bool; null where macros need a frame.</summary>
    internal static Condition? Of(Node node) => node.Locals == 0 ? Made(node) : null;

    private static Condition Made(Node node) => node.Op switch
    {
        NodeOp.And => new Chain(Array.ConvertAll(node.Children, Made), decidedBy: Truth.False, otherwise: Truth.True),
        NodeOp.Or => new Chain(Array.ConvertAll(node.Children, Made), decidedBy: Truth.True, otherwise: Truth.False),
        NodeOp.Not => new Opposite(Made(node.Children[0])),
        >= NodeOp.Equal and <= NodeOp.GreaterOrEqual => Comparison(node, node.Children[0], node.Children[1]),
        _ => new Evaluated(node),
    };

    private static Truth Of(bool holds) => holds ? Truth.True : Truth.False;

    private static Condition Comparison(Node node, Node left, Node right) => (left.Op, right.Op) switch
    {
        (NodeOp.Fact, NodeOp.Constant) => Comparison(node.Op, left, right.Value),
        (NodeOp.Constant, NodeOp.Fact) => Comparison(Mirrored(node.Op), right, left.Value),
        _ => new Evaluated(node),
    };

    private static Condition Comparison(NodeOp op, Node fact, in ExpressionValue constant) =>
        op is NodeOp.Equal or NodeOp.NotEqual ? new Sameness(fact, constant, op == NodeOp.Equal)
        : constant.Kind == ValueKind.Money ? new OrderOfAmounts(op, fact, constant)
        : new Order(op, fact, constant);

    private static NodeOp Mirrored(NodeOp op) => op switch
    {
        NodeOp.Less => NodeOp.Greater,
        NodeOp.LessOrEqual => NodeOp.GreaterOrEqual,
        NodeOp.Greater => NodeOp.Less,
        NodeOp.GreaterOrEqual => NodeOp.LessOrEqual,
        _ => op,
    };

    private sealed class Chain(Condition[] parts, Truth decidedBy, Truth otherwise) : Condition
    {
        // One part that decides settles the chain, also after one that errs.
        internal override Truth Test(IFacts facts)
        {
            var answer = otherwise;
            foreach (var part in parts)
            {
                var truth = part.Test(facts);
                if (truth == decidedBy) return truth;
                if (truth == Truth.Errs) answer = Truth.Errs;
            }

            return answer;
        }
    }

    private sealed class Opposite(Condition part) : Condition
    {
        internal override Truth Test(IFacts facts) => part.Test(facts) switch
        {
            Truth.False => Truth.True,
            Truth.True => Truth.False,
            _ => Truth.Errs,
        };
    }

    private sealed class Sameness(Node fact, ExpressionValue constant, bool isSame) : Condition
    {
        private readonly string? _text = fact.Declared == ValueKind.String && constant.Kind == ValueKind.String ? constant.Characters : null;
        private readonly int _slot = fact.Slot;
        private readonly ValueKind _declared = fact.Declared;
        private readonly ExpressionValue _constant = constant;

        internal override Truth Test(IFacts facts)
        {
            var value = facts.Get(_slot);
            if (value.Kind != _declared) return Truth.Errs;
            // A text most often; the same as below, without asking for the kind again.
            var isEqual = _text is not null ? string.Equals(value.Characters, _text, StringComparison.Ordinal) : Equality.Same(value, _constant);
            return Of(isEqual == isSame);
        }
    }

    private sealed class Order(NodeOp op, Node fact, ExpressionValue constant) : Condition
    {
        private readonly int _slot = fact.Slot;
        private readonly ValueKind _declared = fact.Declared;
        private readonly ExpressionValue _constant = constant;

        internal override Truth Test(IFacts facts)
        {
            var value = facts.Get(_slot);
            if (value.Kind != _declared || !Equality.TryOrder(value, _constant, out var order, out _)) return Truth.Errs;
            return Of(Functions.Holds(op, order));
        }
    }

    private sealed class OrderOfAmounts(NodeOp op, Node fact, ExpressionValue constant) : Condition
    {
        // The constant in as many decimals as currencies have, where that fits: most amounts are compared without rescaling either.
        private const int DecimalsMax = 4;

        private readonly int _slot = fact.Slot;
        private readonly ValueKind _declared = fact.Declared;
        private readonly ExpressionValue _constant = constant;
        private readonly long?[] _scaled = fact.Declared == ValueKind.Money && constant.Reference is null ? Scaled(constant) : [];
        private readonly Truth _less = Of(Functions.Holds(op, -1));
        private readonly Truth _equal = Of(Functions.Holds(op, 0));
        private readonly Truth _greater = Of(Functions.Holds(op, 1));

        internal override Truth Test(IFacts facts)
        {
            var value = facts.Get(_slot);
            if (value.Kind != _declared) return Truth.Errs;
            if ((uint)value.Extra < (uint)_scaled.Length && _scaled[value.Extra] is { } bits)
                return value.Bits < bits ? _less : value.Bits > bits ? _greater : _equal;
            return !Equality.TryOrder(value, _constant, out var order, out _) ? Truth.Errs : order < 0 ? _less : order > 0 ? _greater : _equal;
        }

        private static long?[] Scaled(ExpressionValue constant)
        {
            var scaled = new long?[DecimalsMax + 1];
            for (var decimals = 0; decimals < scaled.Length; decimals++)
            {
                if (Amounts.TryRescale(constant.Bits, constant.Extra, decimals, out var bits) == Fault.None) scaled[decimals] = bits;
            }

            return scaled;
        }
    }

    private sealed class Evaluated(Node node) : Condition
    {
        internal override Truth Test(IFacts facts)
        {
            var value = new Evaluator(facts, null, null).Evaluate(node);
            return value.Kind != ValueKind.Bool ? Truth.Errs : Of(value.IsTrue);
        }
    }
}
