namespace OrderKernel;

/// <summary>Exact arithmetic on shares of counts: comparison by cross-multiplication and splitting by largest remainder.</summary>
public static class Ratio
{
    /// <summary>Compares <c>a/b</c> with <c>c/d</c> without dividing.</summary>
    /// <param name="a">Count, not negative.</param>
    /// <param name="b">Base of the first share, positive.</param>
    /// <param name="c">Count, not negative.</param>
    /// <param name="d">Base of the second share, positive.</param>
    /// <returns>Negative, zero or positive as for any comparison.</returns>
    /// <exception cref="ArgumentOutOfRangeException">A count is negative or a base is not positive.</exception>
    public static int Compare(long a, long b, long c, long d)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(a);
        ArgumentOutOfRangeException.ThrowIfNegative(c);
        if (b <= 0) throw new ArgumentOutOfRangeException(nameof(b), b, "A base must be positive.");
        if (d <= 0) throw new ArgumentOutOfRangeException(nameof(d), d, "A base must be positive.");
        return Wide.Product((ulong)a, (ulong)d).CompareTo(Wide.Product((ulong)c, (ulong)b));
    }

    /// <summary><c>⌊total · part / whole⌋</c>, exact through a 128-bit product.</summary>
    /// <param name="total">Count to take the share of, not negative.</param>
    /// <param name="part">Numerator, from 0 to <paramref name="whole"/>.</param>
    /// <param name="whole">Denominator, positive.</param>
    /// <exception cref="ArgumentOutOfRangeException">An argument is out of its range.</exception>
    public static long Floor(long total, long part, long whole)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(total);
        ArgumentOutOfRangeException.ThrowIfNegative(part);
        if (whole <= 0 || part > whole) throw new ArgumentOutOfRangeException(nameof(whole), whole, "Must be positive and at least the part.");
        return (long)Wide.Product((ulong)total, (ulong)part).Divide((ulong)whole).Quotient;
    }

    /// <summary>Splits a signed count by weight with no unit lost (largest remainder; ties go to the lower index).</summary>
    /// <param name="total">Count to split, any sign.</param>
    /// <param name="weights">Non-negative weights, at least one of them positive, with a sum within 64 bits.</param>
    /// <returns>One share per weight; the shares sum to <paramref name="total"/>; a zero weight gets nothing.</returns>
    /// <exception cref="ArgumentException">No weight is positive, or one is negative.</exception>
    /// <exception cref="OverflowException">The weights sum past 64 bits.</exception>
    public static long[] Split(long total, IReadOnlyList<long> weights)
    {
        ArgumentNullException.ThrowIfNull(weights);
        ulong sum = 0;
        foreach (var weight in weights)
        {
            if (weight < 0) throw new ArgumentOutOfRangeException(nameof(weights), weight, "A weight must not be negative.");
            sum = checked(sum + (ulong)weight);
        }

        if (sum == 0) throw new ArgumentException("At least one weight must be positive.", nameof(weights));
        var size = total < 0 ? 0UL - (ulong)total : (ulong)total;
        var shares = new long[weights.Count];
        var rests = new ulong[weights.Count];
        var order = new int[weights.Count];
        var left = size;
        for (var i = 0; i < shares.Length; i++)
        {
            var (quotient, rest) = Wide.Product(size, (ulong)weights[i]).Divide(sum);
            shares[i] = total < 0 ? unchecked(-(long)quotient) : (long)quotient;
            (rests[i], order[i], left) = (rest, i, left - quotient);
        }

        Array.Sort(order, (x, y) => rests[x] != rests[y] ? rests[y].CompareTo(rests[x]) : x.CompareTo(y));
        for (var k = 0; k < (int)left; k++) shares[order[k]] += total < 0 ? -1 : 1;
        return shares;
    }
}
