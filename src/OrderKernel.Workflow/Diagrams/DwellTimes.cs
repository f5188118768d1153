namespace OrderKernel.Workflow;

/// <summary>Dwell times by whole second, each with how often it was seen: the median is exact and two of them add up.</summary>
internal sealed class DwellTimes
{
    private readonly SortedDictionary<long, long> _bySeconds = [];

    public long Count { get; private set; }

    public void Add(long seconds, long times = 1)
    {
        _bySeconds[seconds] = (_bySeconds.TryGetValue(seconds, out var known) ? known : 0) + times;
        Count += times;
    }

    public void Add(DwellTimes other)
    {
        foreach (var pair in other._bySeconds) Add(pair.Key, pair.Value);
    }

    /// <summary>The lower median: of n times in order the one at position ⌈n/2⌉, so that it was really seen; null without any.</summary>
    public long? Median()
    {
        var before = 0L;
        foreach (var pair in _bySeconds)
        {
            before += pair.Value;
            if (before >= Count - before) return pair.Key;
        }

        return null;
    }
}
