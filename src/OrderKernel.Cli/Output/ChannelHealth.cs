using OrderKernel.Channels;

namespace OrderKernel.Cli.Output;

/// <summary>How the records of one channel and shop could be read, as a run found them in its files.</summary>
/// <param name="Channel">The profile that read them.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Total">All of them.</param>
/// <param name="Hours">Those whose time is known, by the hour of the shop's clock.</param>
/// <param name="Drifts">What drifted, each once, from the hour on in which it began.</param>
/// <remarks>How long records were under way nobody can tell of a file: it was saved when somebody saved it.</remarks>
internal sealed record ChannelHealth(string Channel, string Shop, HourTally Total, ValueList<HourTally> Hours, ValueList<ChannelDrift> Drifts)
{
    private const int WorstMax = 3;

    /// <summary>The hours in which most records were put away or tolerated, those with the most first.</summary>
    public IEnumerable<HourTally> Worst => Hours.Items.Where(h => Bad(h) > 0).OrderByDescending(Bad).ThenBy(h => h.Start).Take(WorstMax);

    /// <summary>True when there is something to say beyond that all of it was read.</summary>
    public bool IsNotable => Bad(Total) > 0 || !Drifts.IsEmpty;

    /// <summary>How the channel did, from what was counted of it.</summary>
    public static ChannelHealth Of(string channel, string shop, TallyBuilder counted, WatchPolicy policy)
    {
        var hours = counted.ToTally().Hours;
        var drifts = new Dictionary<string, ChannelDrift>(StringComparer.Ordinal);
        for (var i = 0; i < hours.Count; i++)
        {
            // Each hour against as many before it as a channel keeps.
            var first = hours[i].Start - (NodaTime.Duration.FromHours(1) * policy.Keeps.Hours);
            var known = new ChannelTally { Hours = hours.Items.Take(i + 1).SkipWhile(h => h.Start <= first).ToValueList() };
            var now = DriftSearch.Of(known, policy.Drift);
            foreach (var drift in now) drifts.TryAdd(drift.Key, drift);
        }

        return new(channel, shop, counted.Total, hours, drifts.Values.ToValueList());
    }

    private static long Bad(HourTally hour) => hour.Of(RecordEnd.Parked) + hour.Tolerated;
}
