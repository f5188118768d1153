using OrderKernel.Rules.Evaluation;
using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Explaining;

/// <summary>The value nearest to a bound with which a comparison comes out as wanted.</summary>
internal static class Nearest
{
    /// <summary>
    /// What a subject of a kind would have to be for a relation to the bound to be so; absent when there is no such value or it is not known.
    /// </summary>
    /// <param name="relation">The relation as it stands, the subject on its left.</param>
    /// <param name="subject">What the subject is now; absent when only its kind is known.</param>
    /// <param name="kind">The subject's kind.</param>
    /// <param name="bound">The other side.</param>
    /// <param name="wanted">How the relation is to come out.</param>
    internal static ExpressionValue Of(NodeOp relation, in ExpressionValue subject, ValueKind kind, in ExpressionValue bound, bool wanted)
    {
        foreach (var candidate in Around(subject, kind, bound))
        {
            if (!candidate.IsAbsent && Holds(relation, candidate, bound) == wanted) return candidate;
        }

        return default;
    }

    /// <summary>A value that differs from all of a list; absent when none is known.</summary>
    internal static ExpressionValue Other(ValueKind kind, ExpressionValue[] values)
    {
        foreach (var value in values)
        {
            foreach (var candidate in Around(value, kind, value))
            {
                if (!candidate.IsAbsent && !Array.Exists(values, v => Equality.Same(candidate, v))) return candidate;
            }
        }

        return default;
    }

    private static bool? Holds(NodeOp relation, in ExpressionValue a, in ExpressionValue b)
    {
        if (relation is NodeOp.Equal or NodeOp.NotEqual) return Equality.Same(a, b) == (relation == NodeOp.Equal);
        return Equality.TryOrder(a, b, out var order, out _) ? Functions.Holds(relation, order) : null;
    }

    // The bound in the subject's kind and the next values on both sides of it, nearest first.
    private static ExpressionValue[] Around(in ExpressionValue subject, ValueKind kind, in ExpressionValue bound)
    {
        switch (kind)
        {
            case ValueKind.Int: return Equality.IsNumber(bound.Kind) ? AroundInt(bound) : [];
            case ValueKind.Uint: return Equality.IsNumber(bound.Kind) ? AroundUint(bound) : [];
            case ValueKind.Double:
                if (!Equality.IsNumber(bound.Kind)) return [];
                var number = AsDouble(bound);
                return [ExpressionValue.Of(number), ExpressionValue.Of(Numbers.Next(number)), ExpressionValue.Of(-Numbers.Next(-number))];
            case ValueKind.Money: return bound.Kind == ValueKind.Money ? AroundAmount(subject, bound) : [];
        }

        if (bound.Kind != kind) return [];
        return kind switch
        {
            ValueKind.Bool => [bound, ExpressionValue.Of(bound.IsFalse)],
            ValueKind.String => [bound, ExpressionValue.Of(bound.Characters + "?"), ExpressionValue.Of("")],
            ValueKind.Bytes => [bound, ExpressionValue.OfBytes([.. bound.Octets, 0]), ExpressionValue.OfBytes([])],
            ValueKind.Instant or ValueKind.Duration => [bound, Moved(bound, 1), Moved(bound, -1)],
            _ => [bound],
        };
    }

    private static ExpressionValue[] AroundInt(in ExpressionValue bound)
    {
        if (bound.Kind == ValueKind.Uint)
            return bound.Bits < 0 ? [ExpressionValue.Of(long.MaxValue)] : AroundInt(ExpressionValue.Of(bound.Bits));
        if (bound.Kind == ValueKind.Int)
        {
            return [bound, Integers.TryAdd(bound.Bits, 1, out var up) ? ExpressionValue.Of(up) : default,
                Integers.TrySubtract(bound.Bits, 1, out var down) ? ExpressionValue.Of(down) : default];
        }

        // Beside a large double many whole numbers are one: the next that are not lie half way to its neighbours.
        var found = new List<ExpressionValue>();
        foreach (var edge in Edges(bound.Number))
        {
            if (edge >= long.MinValue && edge <= long.MaxValue) found.Add(ExpressionValue.Of((long)edge));
        }

        return [.. found, ExpressionValue.Of(long.MaxValue), ExpressionValue.Of(long.MinValue)];
    }

    private static ExpressionValue[] AroundUint(in ExpressionValue bound)
    {
        if (bound.Kind == ValueKind.Int) return bound.Bits < 0 ? [ExpressionValue.Of(0UL)] : AroundUint(ExpressionValue.Of((ulong)bound.Bits));
        if (bound.Kind == ValueKind.Uint)
        {
            var value = unchecked((ulong)bound.Bits);
            return [bound, value < ulong.MaxValue ? ExpressionValue.Of(value + 1) : default, value > 0 ? ExpressionValue.Of(value - 1) : default];
        }

        var found = new List<ExpressionValue>();
        foreach (var edge in Edges(bound.Number))
        {
            if (edge >= 0 && edge <= ulong.MaxValue) found.Add(ExpressionValue.Of((ulong)edge));
        }

        return [.. found, ExpressionValue.Of(ulong.MaxValue), ExpressionValue.Of(0UL)];
    }

    private static IEnumerable<System.Numerics.BigInteger> Edges(double number)
    {
        if (double.IsNaN(number) || double.IsInfinity(number)) yield break;
        var floor = new System.Numerics.BigInteger(Math.Floor(number));
        for (var step = 0; step <= 1; step++) yield return floor + step;
        yield return floor - 1;
        foreach (var next in new[] { Numbers.Next(number), -Numbers.Next(-number) })
        {
            if (double.IsInfinity(next)) continue;
            var middle = (floor + new System.Numerics.BigInteger(Math.Floor(next))) / 2;
            for (var step = -1; step <= 1; step++) yield return middle + step;
        }
    }

    private static double AsDouble(in ExpressionValue number) => number.Kind switch
    {
        ValueKind.Int => number.Bits,
        ValueKind.Uint => unchecked((ulong)number.Bits),
        _ => number.Number,
    };

    // In the subject's currency where it has one: the amount if it is exact there, else the minor units on both sides.
    private static ExpressionValue[] AroundAmount(in ExpressionValue subject, in ExpressionValue bound)
    {
        var currency = subject.Kind == ValueKind.Money ? subject.Reference ?? bound.Reference : bound.Reference;
        var scale = subject.Kind == ValueKind.Money && subject.Reference is not null ? subject.Extra : bound.Extra;
        var minor = bound.Bits;
        if (scale >= bound.Extra)
        {
            if (Amounts.TryRescale(bound.Bits, bound.Extra, scale, out minor) != Fault.None) return [];
        }
        else
        {
            for (var from = bound.Extra; from > scale; from--) minor = minor >= 0 || minor % 10 == 0 ? minor / 10 : (minor / 10) - 1;
        }

        return [Amount(minor), Integers.TryAdd(minor, 1, out var up) ? Amount(up) : default,
            Integers.TrySubtract(minor, 1, out var down) ? Amount(down) : default];

        ExpressionValue Amount(long value) => new(ValueKind.Money, value, scale, currency);
    }

    // By nanoseconds; absent beyond the ends of what the language has.
    private static ExpressionValue Moved(in ExpressionValue time, int by)
    {
        var (seconds, nanoseconds) = (time.Bits, time.Extra + by);
        if (nanoseconds < 0) (seconds, nanoseconds) = (seconds - 1, nanoseconds + Times.NanosecondsPerSecond);
        if (nanoseconds >= Times.NanosecondsPerSecond) (seconds, nanoseconds) = (seconds + 1, nanoseconds - Times.NanosecondsPerSecond);
        if (time.Kind == ValueKind.Instant) return Times.MomentOf(seconds, nanoseconds);
        return Times.IsLength(seconds) ? new(time.Kind, seconds, nanoseconds) : default;
    }
}
