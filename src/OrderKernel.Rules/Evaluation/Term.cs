using System.Runtime.CompilerServices;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>One term of a <see cref="Condition"/>: most often a fact beside a constant.</summary>
internal readonly struct Term
{
    internal const int Holds = -1;
    internal const int Fails = -2;

    private const byte Less = 1;
    private const byte Equal = 2;
    private const byte Greater = 4;
    private const byte Different = Less | Greater;
    private const byte Unordered = 8;
    private const byte AnyButEqual = Different | Unordered;

    private readonly TermKind _kind;

    // Which orders of value and constant hold: bit 0 less, bit 1 equal, bit 2 greater; bit 3 where they have no order, as a double that is no number.
    private readonly byte _accepts;
    private readonly ValueKind _declared;
    private readonly int _slot;

    // The number, or the slot of the second fact.
    private readonly long _bits;

    // The text, the texts, the steps, the value or the node, as the kind has it.
    private readonly object? _constant;

    private Term(TermKind kind, object? constant, Node? fact = null, byte accepts = 0, long bits = 0)
    {
        (_kind, _constant, _accepts, _bits) = (kind, constant, accepts, bits);
        if (fact is not null) (_slot, _declared) = (fact.Slot, fact.Declared);
    }

    /// <summary>The term that follows when this one holds; <see cref="Holds"/> or <see cref="Fails"/> when none does.</summary>
    internal int IfTrue { get; init; }

    /// <summary>The term that follows when this one does not hold.</summary>
    internal int IfFalse { get; init; }

    internal static Term Of(Node node) => node switch
    {
        { Op: NodeOp.Fact } => new(TermKind.Flag, null, node),
        { Op: NodeOp.HasFact } => new(TermKind.IsThere, null, node),
        { Op: NodeOp.In, Children: [{ Op: NodeOp.Fact, Declared: ValueKind.String } fact, var list] } when TextsOf(list) is { } texts =>
            new(TermKind.TextIn, texts, fact),
        { Op: >= NodeOp.Equal and <= NodeOp.GreaterOrEqual, Children: [{ Op: NodeOp.Fact } fact, { Op: NodeOp.Constant } constant] } =>
            Beside(AcceptedBy(node.Op), fact, constant.Value),
        { Op: >= NodeOp.Equal and <= NodeOp.GreaterOrEqual, Children: [{ Op: NodeOp.Constant } constant, { Op: NodeOp.Fact } fact] } =>
            Beside(Mirrored(AcceptedBy(node.Op)), fact, constant.Value),
        { Op: NodeOp.Equal or NodeOp.NotEqual, Children: [{ Op: NodeOp.Fact } fact, { Op: NodeOp.Fact } other] } =>
            new(TermKind.SamePair, other, fact, AcceptedBy(node.Op), other.Slot),
        { Op: >= NodeOp.Less and <= NodeOp.GreaterOrEqual, Children: [{ Op: NodeOp.Fact } fact, { Op: NodeOp.Fact } other] } =>
            new(TermKind.OrderedPair, other, fact, AcceptedBy(node.Op), other.Slot),
        _ => new(TermKind.Evaluated, node),
    };

    // A part of the loop over terms, so that sources cost no call of their own.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    internal Truth Test<TSource>(ref readonly TSource facts) where TSource : struct, ISource
    {
        switch (_kind)
        {
            case TermKind.Text:
                if (!facts.TryText(_slot, out var text)) return Truth.Errs;
                return Accepts(string.Equals(text, Unsafe.As<string>(_constant!), StringComparison.Ordinal) ? Equal : Different);
            case TermKind.Amount:
                return facts.TryAmount(_slot, out var minor, out var decimals) ? AmountBeside(minor, decimals) : Truth.Errs;
            case TermKind.Number:
                if (!facts.TryNumber(_slot, out var number)) return Truth.Errs;
                return Accepts(number < _bits ? Less : number == _bits ? Equal : Greater);
            case TermKind.Flag:
                return facts.TryFlag(_slot, out var flag) ? Of(flag) : Truth.Errs;
            case TermKind.TextIn:
                return facts.TryText(_slot, out var sought) ? Of(IsAmong(Unsafe.As<string[]>(_constant!), sought)) : Truth.Errs;
            default:
                return AnyOther(in facts);
        }
    }

    private Truth AnyOther<TSource>(ref readonly TSource facts) where TSource : struct, ISource
    {
        if (_kind == TermKind.Evaluated)
        {
            var truth = new Evaluator(facts.Facts, null, null).Evaluate(Unsafe.As<Node>(_constant!));
            return truth.Kind != ValueKind.Bool ? Truth.Errs : Of(truth.IsTrue);
        }

        Unsafe.SkipInit(out ExpressionValue copy);
        ref readonly var value = ref facts.Get(_slot, ref copy);
        if (_kind == TermKind.IsThere) return Of(!value.IsAbsent);
        if (value.Kind != _declared) return Truth.Errs;
        if (_kind is TermKind.Same or TermKind.Ordered) return Beside(value, Unsafe.Unbox<ExpressionValue>(_constant!));
        Unsafe.SkipInit(out ExpressionValue second);
        ref readonly var other = ref facts.Get((int)_bits, ref second);
        return other.Kind != Unsafe.As<Node>(_constant!).Declared ? Truth.Errs : Beside(value, other);
    }

    private Truth Beside(in ExpressionValue value, in ExpressionValue other)
    {
        if (_kind is TermKind.Same or TermKind.SamePair) return Accepts(Equality.Same(value, other) ? Equal : Different);
        if (!Equality.TryOrder(value, other, out var order, out _)) return Truth.Errs;
        return Accepts(order == Equality.Unordered ? Unordered : order < 0 ? Less : order == 0 ? Equal : Greater);
    }

    private static Term Beside(byte accepts, Node fact, in ExpressionValue constant) => (fact.Declared, constant.Kind) switch
    {
        (ValueKind.Int, ValueKind.Int) => new(TermKind.Number, null, fact, accepts, constant.Bits),
        (ValueKind.Money, ValueKind.Money) when constant.Reference is null && AmountStep.Of(constant) is { } steps =>
            new(TermKind.Amount, steps, fact, accepts),
        (ValueKind.String, ValueKind.String) when accepts is Equal or AnyButEqual => new(TermKind.Text, constant.Characters, fact, accepts),
        _ when accepts is Equal or AnyButEqual => new(TermKind.Same, constant, fact, accepts),
        _ => new(TermKind.Ordered, constant, fact, accepts),
    };

    private static byte AcceptedBy(NodeOp op) => op switch
    {
        NodeOp.Equal => Equal,
        NodeOp.NotEqual => AnyButEqual,
        NodeOp.Less => Less,
        NodeOp.LessOrEqual => Less | Equal,
        NodeOp.Greater => Greater,
        _ => Greater | Equal,
    };

    private static byte Mirrored(byte accepts) => (byte)((accepts & ~Different) | ((accepts & Less) << 2) | ((accepts & Greater) >> 2));

    private static string[]? TextsOf(Node list)
    {
        if (list.Op != NodeOp.List || !Array.TrueForAll(list.Children, c => c is { Op: NodeOp.Constant, Value.Kind: ValueKind.String })) return null;
        return Array.ConvertAll(list.Children, c => c.Value.Characters);
    }

    private static bool IsAmong(string[] texts, string text)
    {
        foreach (var known in texts)
        {
            if (string.Equals(known, text, StringComparison.Ordinal)) return true;
        }

        return false;
    }

    private Truth AmountBeside(long minor, int decimals)
    {
        var steps = Unsafe.As<AmountStep[]>(_constant!);
        if ((uint)decimals >= (uint)steps.Length) return Truth.Errs;
        ref readonly var step = ref steps[decimals];
        return Accepts(minor < step.Bits ? Less : minor > step.Bits ? Greater : step.AtBits);
    }

    private Truth Accepts(byte order) => Of((_accepts & order) != 0);

    private static Truth Of(bool holds) => holds ? Truth.True : Truth.False;
}

/// <summary>What a term looks at.</summary>
internal enum TermKind : byte
{
    Evaluated,
    IsThere,
    Flag,
    Number,
    Text,
    TextIn,
    Amount,
    Same,
    Ordered,
    SamePair,
    OrderedPair,
}

/// <summary>An amount of the text in the minor units of a currency, rounded down, so that amounts are compared without rescaling either.</summary>
/// <remarks>Amounts with more decimals than currencies have are left to the evaluator.</remarks>
internal readonly struct AmountStep
{
    // As many as currencies have.
    private const int DecimalsMax = 4;

    private AmountStep(long bits, byte atBits) => (Bits, AtBits) = (bits, atBits);

    /// <summary>The largest number of minor units that is not above it.</summary>
    internal long Bits { get; }

    /// <summary>How so many minor units stand to it: bit 0 below, bit 1 equal.</summary>
    internal byte AtBits { get; }

    /// <summary>A step for each number of decimals; null where one does not fit.</summary>
    internal static AmountStep[]? Of(in ExpressionValue constant)
    {
        var steps = new AmountStep[DecimalsMax + 1];
        for (var decimals = 0; decimals < steps.Length; decimals++)
        {
            long power = 1;
            for (var i = decimals; i < constant.Extra; i++) power *= 10;
            var whole = constant.Bits / power;
            if (whole * power > constant.Bits) whole--;
            var isExact = whole * power == constant.Bits;
            if (!isExact) steps[decimals] = new(whole, 1);
            else if (Amounts.TryRescale(constant.Bits, constant.Extra, decimals, out var bits) == Fault.None) steps[decimals] = new(bits, 2);
            else return null;
        }

        return steps;
    }
}
