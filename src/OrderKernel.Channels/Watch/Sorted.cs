using System.Collections.Immutable;

namespace OrderKernel.Channels;

/// <summary>Sums of lists that are sorted by a key. Of two bounded lists the first of both are kept, so that it does not matter how they were cut.</summary>
internal static class Sorted
{
    /// <summary>Both lists as one, the same keys summed; and what of it went beyond the bound.</summary>
    public static (ValueList<T> Kept, long LeftOut) Join<T>(
        ValueList<T> a, ValueList<T> b, Comparison<T> order, Func<T, T, T> sum, int most, Func<T, long> count)
    {
        if (b.IsEmpty && a.Count <= most) return (a, 0);
        if (a.IsEmpty && b.Count <= most) return (b, 0);
        var kept = ImmutableArray.CreateBuilder<T>(Math.Min(most, a.Count + b.Count));
        long leftOut = 0;
        for (int i = 0, j = 0; i < a.Count || j < b.Count;)
        {
            var which = i == a.Count ? 1 : j == b.Count ? -1 : order(a[i], b[j]);
            var next = which == 0 ? sum(a[i++], b[j++]) : which < 0 ? a[i++] : b[j++];
            if (kept.Count < most) kept.Add(next);
            else leftOut += count(next);
        }

        return (kept.ToImmutable().ToValueList(), leftOut);
    }

    public static ValueList<CountOf> Join(ValueList<CountOf> a, ValueList<CountOf> b) =>
        Join(a, b, (x, y) => string.CompareOrdinal(x.Name, y.Name), (x, y) => x with { Count = x.Count + y.Count }, int.MaxValue, _ => 0).Kept;

    /// <summary>Counts by place, summed; a shorter list has zeros behind its end.</summary>
    public static ValueList<long> Plus(ValueList<long> a, ValueList<long> b)
    {
        if (a.IsEmpty) return b;
        if (b.IsEmpty) return a;
        var sums = ImmutableArray.CreateBuilder<long>(Math.Max(a.Count, b.Count));
        for (var i = 0; i < Math.Max(a.Count, b.Count); i++) sums.Add((i < a.Count ? a[i] : 0) + (i < b.Count ? b[i] : 0));
        return sums.ToImmutable().ToValueList();
    }
}
