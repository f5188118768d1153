namespace OrderKernel.Testing.Tests.Stores;

/// <summary>
/// Whether the answers of several threads are those of one that does all acts one after the other, each between its beginning and its end. By search over the
/// next act of each thread; what was tried in vain is not tried again.
/// </summary>
internal static class Linearizability
{
    /// <param name="threads">The calls of each thread, in order.</param>
    public static bool Holds(Call[][] threads) => Search(threads, new int[threads.Length], PlainShop.New, new HashSet<string>(StringComparer.Ordinal));

    private static bool Search(Call[][] threads, int[] next, PlainShop shop, HashSet<string> inVain)
    {
        // Who begins after another has ended does not come before it.
        var firstEnd = long.MaxValue;
        for (var i = 0; i < threads.Length; i++)
            if (next[i] < threads[i].Length) firstEnd = Math.Min(firstEnd, threads[i][next[i]].Until);
        if (firstEnd == long.MaxValue) return true;
        var key = shop.Key(next);
        if (inVain.Contains(key)) return false;
        for (var i = 0; i < threads.Length; i++)
        {
            if (next[i] == threads[i].Length || threads[i][next[i]] is var call && call.From > firstEnd) continue;
            call = threads[i][next[i]];
            var (answer, after) = shop.Do(call.Act);
            if (answer != call.Answer) continue;
            next[i]++;
            if (Search(threads, next, after, inVain)) return true;
            next[i]--;
        }

        inVain.Add(key);
        return false;
    }
}
