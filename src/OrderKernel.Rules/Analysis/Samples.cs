using System.Numerics;

namespace OrderKernel.Rules.Analysis;

/// <summary>
/// Values that stand for all: what a condition says of a value depends only on where it lies between the constants that it is compared with, so one value
/// on each of them and enough in each gap do.
/// With <c>count</c> unknowns compared to one another, each gap needs as many.
/// </summary>
internal static class Samples
{
    // With two decimals, three and none, as all currencies have; examples show the first that will do.
    private static readonly Currency[] Single = [Currency.Cny, Currency.Of("KWD"), Currency.Of("JPY")];
    private static readonly Currency[] Several = [Currency.Of("KWD"), Currency.Of("BHD"), Currency.Of("OMR")];

    /// <summary>Null when the kind, or so many unknowns, cannot be sampled in full.</summary>
    internal static List<ExpressionValue>? Of(ValueKind kind, IEnumerable<ExpressionValue> constants, IEnumerable<string> prefixes, int count) => kind switch
    {
        ValueKind.Bool => [ExpressionValue.Of(false), ExpressionValue.Of(true)],
        ValueKind.Int => Ints(constants, count),
        ValueKind.Uint => Uints(constants, count),
        ValueKind.Double => Doubles(constants, count),
        ValueKind.String => Texts(constants, prefixes, count),
        ValueKind.Money => Amounts(constants, count),
        ValueKind.Instant or ValueKind.Duration => Times(kind, constants, count),
        _ => null,
    };

    private static List<ExpressionValue> Ints(IEnumerable<ExpressionValue> constants, int count) =>
        [.. Around(constants.SelectMany(Edges).Append(0), count, long.MinValue, long.MaxValue).Select(n => ExpressionValue.Of((long)n))];

    private static List<ExpressionValue> Uints(IEnumerable<ExpressionValue> constants, int count) =>
        [.. Around(constants.SelectMany(Edges).Append(0), count, 0, ulong.MaxValue).Select(n => ExpressionValue.Of((ulong)n))];

    private static List<ExpressionValue>? Amounts(IEnumerable<ExpressionValue> constants, int count)
    {
        var all = constants.ToArray();
        if (count > Several.Length) return null;
        var samples = new List<ExpressionValue>();
        foreach (var currency in count == 1 ? Single : Several.AsSpan(0, count).ToArray())
        {
            foreach (var minor in Around(all.Select(c => Floor(c, currency.Digits)).Append(0), count, long.MinValue, long.MaxValue))
                samples.Add(ExpressionValue.Of(Money.OfMinor((long)minor, currency)));
        }

        return samples;
    }

    // In nanoseconds, which is as fine as both are.
    private static List<ExpressionValue> Times(ValueKind kind, IEnumerable<ExpressionValue> constants, int count)
    {
        BigInteger unit = Evaluation.Times.NanosecondsPerSecond;
        var (min, max) = kind == ValueKind.Instant
            ? (InNanoseconds(ExpressionValue.Of(NodaTime.Instant.MinValue)), InNanoseconds(ExpressionValue.Of(NodaTime.Instant.MaxValue)))
            : (InNanoseconds(ExpressionValue.Of(NodaTime.Duration.MinValue)), InNanoseconds(ExpressionValue.Of(NodaTime.Duration.MaxValue)));
        return [.. Around(constants.Select(InNanoseconds).Append(0), count, min, max).Select(n => Time(FloorDivide(n, unit), n))];

        ExpressionValue Time(BigInteger seconds, BigInteger nanoseconds) => new(kind, (long)seconds, (int)(nanoseconds - (seconds * unit)));

        BigInteger InNanoseconds(ExpressionValue time) => (time.Bits * unit) + time.Extra;
    }

    // The whole numbers next to each constant on both sides, and the ends of the range.
    private static IEnumerable<BigInteger> Around(IEnumerable<BigInteger> floors, int count, BigInteger min, BigInteger max)
    {
        var numbers = new SortedSet<BigInteger>();
        foreach (var floor in floors)
        {
            for (var step = -count; step <= count + 1; step++) numbers.Add(floor + step);
        }

        for (var step = 0; step < count; step++)
        {
            numbers.Add(min + step);
            numbers.Add(max - step);
        }

        return numbers.Where(n => n >= min && n <= max);
    }

    // Where whole numbers begin to lie differently to a constant: at it, and for a double so large that they are rounded to it, half way to its neighbours.
    private static IEnumerable<BigInteger> Edges(ExpressionValue constant)
    {
        var floor = Floor(constant, 0);
        yield return floor;
        if (constant.Kind != ValueKind.Double || floor == 0 || double.IsInfinity(constant.Number)) yield break;
        foreach (var next in new[] { Next(constant.Number), -Next(-constant.Number) })
        {
            if (!double.IsInfinity(next)) yield return FloorDivide(floor + Floor(ExpressionValue.Of(next), 0), 2);
        }
    }

    private static BigInteger Floor(ExpressionValue constant, int digits) => constant.Kind switch
    {
        ValueKind.Int => constant.Bits,
        ValueKind.Uint => unchecked((ulong)constant.Bits),
        ValueKind.Double => double.IsNaN(constant.Number) || double.IsInfinity(constant.Number) ? 0 : new BigInteger(Math.Floor(constant.Number)),
        _ => FloorDivide(constant.Bits * BigInteger.Pow(10, digits), BigInteger.Pow(10, constant.Extra)),
    };

    private static BigInteger FloorDivide(BigInteger a, BigInteger b)
    {
        var quotient = BigInteger.DivRem(a, b, out var rest);
        return rest.Sign < 0 ? quotient - 1 : quotient;
    }

    private static List<ExpressionValue> Doubles(IEnumerable<ExpressionValue> constants, int count)
    {
        var numbers = new SortedSet<double> { double.NegativeInfinity, double.PositiveInfinity, double.NaN };
        foreach (var constant in constants.Append(ExpressionValue.Of(0.0)))
        {
            var number = constant.Kind switch { ValueKind.Int => constant.Bits, ValueKind.Uint => unchecked((ulong)constant.Bits), _ => constant.Number };
            var (up, down) = (number, number);
            numbers.Add(number);
            for (var step = 0; step <= count; step++)
            {
                numbers.Add(up = Next(up));
                numbers.Add(down = -Next(-down));
            }
        }

        var (largest, smallest) = (double.MaxValue, double.MinValue);
        for (var step = 0; step < count; step++, largest = -Next(-largest), smallest = Next(smallest)) numbers.UnionWith([largest, smallest]);
        return [.. numbers.Select(ExpressionValue.Of)];
    }

    private static double Next(double value) => Evaluation.Numbers.Next(value);

    // The texts directly after a text are it and zero characters; directly after all that begin with it comes its last character raised.
    private static List<ExpressionValue> Texts(IEnumerable<ExpressionValue> constants, IEnumerable<string> prefixes, int count)
    {
        var texts = new HashSet<string>(StringComparer.Ordinal) { "" };
        var edges = new List<string> { "" };
        edges.AddRange(constants.Select(c => c.Characters));
        foreach (var prefix in prefixes)
        {
            edges.Add(prefix);
            if (After(prefix) is { } after) edges.Add(after);
        }

        foreach (var edge in edges)
        {
            for (var zeros = 0; zeros <= count; zeros++) texts.Add(edge + new string('\0', zeros));
        }

        return [.. texts.Select(ExpressionValue.Of)];
    }

    private static string? After(string prefix)
    {
        for (var last = prefix.Length - 1; last >= 0; last--)
        {
            // Surrogates come after all other units in the language's order of texts.
            if (prefix[last] == '\udfff') continue;
            var raised = prefix[last] switch { '\ud7ff' => '\ue000', '\uffff' => '\ud800', var c => (char)(c + 1) };
            return prefix.Substring(0, last) + raised;
        }

        return null;
    }
}
