using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Evaluation;

/// <summary>Sums and differences of moments and lengths of time, and their ranges.</summary>
/// <remarks>
/// Source: the language definition. A moment lies from 0001-01-01T00:00:00Z to 9999-12-31T23:59:59.999999999Z;
/// a length of time is a 64-bit count of nanoseconds, about 292 years either way.
/// </remarks>
internal static class Times
{
    internal const int NanosecondsPerSecond = 1_000_000_000;
    private const long FirstSecond = -62_135_596_800, LastSecond = 253_402_300_799;

    internal static ExpressionValue Apply(Node node, in ExpressionValue a, in ExpressionValue b) => (a.Kind, b.Kind, node.Op) switch
    {
        (ValueKind.Duration, ValueKind.Duration, NodeOp.Add) => Length(node, a.Bits, a.Extra, b.Bits, b.Extra, 1),
        (ValueKind.Duration, ValueKind.Duration, NodeOp.Subtract) => Length(node, a.Bits, a.Extra, b.Bits, b.Extra, -1),
        (ValueKind.Instant, ValueKind.Instant, NodeOp.Subtract) => Length(node, a.Bits, a.Extra, b.Bits, b.Extra, -1),
        (ValueKind.Instant, ValueKind.Duration, NodeOp.Add) => Moment(node, a, b, 1),
        (ValueKind.Duration, ValueKind.Instant, NodeOp.Add) => Moment(node, b, a, 1),
        (ValueKind.Instant, ValueKind.Duration, NodeOp.Subtract) => Moment(node, a, b, -1),
        _ => ExpressionValue.Error(Fault.NoOverload, node),
    };

    // Absent when out of range.
    internal static ExpressionValue MomentOf(long seconds, int nanoseconds) =>
        seconds is >= FirstSecond and <= LastSecond ? new(ValueKind.Instant, seconds, nanoseconds) : default;

    // Whether so many seconds and less than one more surely have 64 bits of nanoseconds.
    internal static bool IsLength(long seconds) => seconds is > long.MinValue / NanosecondsPerSecond and < long.MaxValue / NanosecondsPerSecond;

    internal static ExpressionValue LengthOf(long nanoseconds)
    {
        var (seconds, rest) = (nanoseconds / NanosecondsPerSecond, (int)(nanoseconds % NanosecondsPerSecond));
        return rest < 0 ? new(ValueKind.Duration, seconds - 1, rest + NanosecondsPerSecond) : new(ValueKind.Duration, seconds, rest);
    }

    // Hosts hand in lengths that have more than 64 bits of nanoseconds; seconds of both have few enough bits to be added.
    private static ExpressionValue Length(Node node, long seconds, int nanoseconds, long otherSeconds, int otherNanoseconds, int sign)
    {
        var (sum, rest) = Sum(seconds, nanoseconds, otherSeconds, otherNanoseconds, sign);
        if (sum is < long.MinValue / NanosecondsPerSecond - 1 or > long.MaxValue / NanosecondsPerSecond) return ExpressionValue.Error(Fault.Overflow, node);
        // One second up, so that the product fits where the sum does.
        var isBelow = sum < 0;
        var fits = Integers.TryAdd((isBelow ? sum + 1 : sum) * NanosecondsPerSecond, isBelow ? rest - NanosecondsPerSecond : rest, out var total);
        return fits ? LengthOf(total) : ExpressionValue.Error(Fault.Overflow, node);
    }

    private static ExpressionValue Moment(Node node, in ExpressionValue moment, in ExpressionValue length, int sign)
    {
        var (seconds, nanoseconds) = Sum(moment.Bits, moment.Extra, length.Bits, length.Extra, sign);
        return MomentOf(seconds, nanoseconds) is { IsAbsent: false } sum ? sum : ExpressionValue.Error(Fault.Overflow, node);
    }

    private static (long Seconds, int Nanoseconds) Sum(long seconds, int nanoseconds, long otherSeconds, int otherNanoseconds, int sign)
    {
        var (sum, rest) = (seconds + (sign * otherSeconds), nanoseconds + (sign * otherNanoseconds));
        return rest < 0 ? (sum - 1, rest + NanosecondsPerSecond) : rest >= NanosecondsPerSecond ? (sum + 1, rest - NanosecondsPerSecond) : (sum, rest);
    }
}
