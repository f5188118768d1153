using System.Collections.Immutable;

namespace OrderKernel.Orders;

/// <summary>How many orders came to about which amount: counts in buckets that grow with the amount, whole numbers only, mergeable.</summary>
/// <remarks>
/// <para>Formula: amounts below 16 minor units are exact; above, each power of two has 16 buckets.</para>
/// <para>Laws: a quantile is at least the true one and at most a sixteenth more;
/// merging is commutative and associative; the order of adding does not matter.</para>
/// </remarks>
public sealed record AmountSketch
{
    private const int SubBits = 4;
    private const int Sub = 1 << SubBits;
    private static readonly Comparer<AmountBucket> ByIndex = Comparer<AmountBucket>.Create((a, b) => a.Index.CompareTo(b.Index));

    private AmountSketch(Currency currency, ValueList<AmountBucket> buckets) => (Currency, Buckets) = (currency, buckets);

    /// <summary>The currency of the amounts.</summary>
    public Currency Currency { get; }

    /// <summary>The buckets that hold anything, ascending.</summary>
    public ValueList<AmountBucket> Buckets { get; }

    /// <summary>The orders counted.</summary>
    /// <exception cref="OverflowException">The counts sum past 64 bits.</exception>
    public long Count
    {
        get
        {
            long count = 0;
            foreach (var bucket in Buckets) count = checked(count + bucket.Count);
            return count;
        }
    }

    /// <summary>A sketch without orders.</summary>
    /// <param name="currency">The currency of what is to be counted.</param>
    public static AmountSketch Empty(Currency currency) => new(currency, []);

    /// <summary>A sketch of amounts.</summary>
    /// <param name="currency">The currency of every amount.</param>
    /// <param name="amounts">What orders cost, none negative, in any order.</param>
    /// <exception cref="ArgumentException">An amount is negative or of another currency.</exception>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public static AmountSketch Of(Currency currency, IEnumerable<Money> amounts)
    {
        ArgumentNullException.ThrowIfNull(amounts);
        var counts = new SortedDictionary<int, long>();
        foreach (var amount in amounts)
        {
            Counts(amount, currency, nameof(amounts));
            var index = IndexOf(amount.MinorUnits);
            counts.TryGetValue(index, out var known);
            counts[index] = checked(known + 1);
        }

        return Of(currency, counts);
    }

    /// <summary>The sketch with one more amount.</summary>
    /// <param name="amount">What one order cost, not negative.</param>
    /// <exception cref="ArgumentException">The amount is negative or of another currency.</exception>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public AmountSketch Add(Money amount)
    {
        Counts(amount, Currency, nameof(amount));
        var index = IndexOf(amount.MinorUnits);
        var at = Buckets.Items.BinarySearch(new(index, 0), ByIndex);
        return new(Currency, at < 0 ? Buckets.Items.Insert(~at, new(index, 1)).ToValueList() : Buckets.SetItem(at, new(index, checked(Buckets[at].Count + 1))));
    }

    /// <summary>Both sketches together.</summary>
    /// <param name="other">A sketch of other orders; what both saw counts twice.</param>
    /// <exception cref="ArgumentException">The other one is of another currency.</exception>
    /// <exception cref="OverflowException">A count passes 64 bits.</exception>
    public AmountSketch Merge(AmountSketch other)
    {
        ArgumentNullException.ThrowIfNull(other);
        if (other.Currency != Currency) throw new ArgumentException($"Amounts in {other.Currency} do not count among amounts in {Currency}.", nameof(other));
        var counts = new SortedDictionary<int, long>();
        foreach (var bucket in Buckets) counts[bucket.Index] = bucket.Count;
        foreach (var bucket in other.Buckets)
        {
            counts.TryGetValue(bucket.Index, out var known);
            counts[bucket.Index] = checked(known + bucket.Count);
        }

        return Of(Currency, counts);
    }

    /// <summary>The amount that so many of ten thousand orders do not exceed, rounded up to the end of its bucket; null without orders.</summary>
    /// <param name="basisPoints">From 1 to 10 000.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="basisPoints"/> is not from 1 to 10 000.</exception>
    public Money? Quantile(int basisPoints)
    {
        if (basisPoints is < 1 or > 10_000) throw new ArgumentOutOfRangeException(nameof(basisPoints), basisPoints, "From 1 to 10 000.");
        // ⌈count · basisPoints / 10 000⌉ of the orders, in parts that cannot overflow.
        var (whole, rest) = (Count / 10_000, Count % 10_000);
        var (needed, seen) = ((whole * basisPoints) + (((rest * basisPoints) + 9_999) / 10_000), 0L);
        foreach (var bucket in Buckets)
        {
            seen += bucket.Count;
            if (seen >= needed) return Money.OfMinor(End(bucket.Index), Currency);
        }

        return null;
    }

    private static void Counts(Money amount, Currency currency, string parameter)
    {
        if (amount.Currency != currency || amount.MinorUnits < 0)
            throw new ArgumentException($"{amount} does not count among amounts in {currency}.", parameter);
    }

    private static AmountSketch Of(Currency currency, SortedDictionary<int, long> counts) =>
        new(currency, counts.Select(c => new AmountBucket(c.Key, c.Value)).ToValueList());

    private static int IndexOf(long minor)
    {
        if (minor < Sub) return (int)minor;
        var exponent = SubBits;
        while (minor >> (exponent + 1) != 0) exponent++;
        return (Sub * (exponent - SubBits + 1)) + (int)((minor >> (exponent - SubBits)) & (Sub - 1));
    }

    private static long End(int index)
    {
        if (index < Sub) return index;
        var shift = (index / Sub) - 1;
        return (long)((((ulong)(Sub + (index % Sub)) + 1) << shift) - 1);
    }
}

/// <summary>One bucket of an <see cref="AmountSketch"/>.</summary>
/// <param name="Index">Its place.</param>
/// <param name="Count">The orders in it, positive.</param>
public readonly record struct AmountBucket(int Index, long Count);
