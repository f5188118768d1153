using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Finds feeds that nobody could pull as the profile says.</summary>
internal static class LintPulls
{
    /// <summary>A day of windows of a second is 86 400 calls.</summary>
    private const long WindowsMax = 100_000;

    public static IEnumerable<Finding> Of(ValueList<PullTerms> pulls)
    {
        for (var i = 0; i < pulls.Count; i++)
        {
            var (pull, path) = (pulls[i], $"$.pulls[{i}].windowMax");
            var ticks = Math.Max(1, pull.WindowMax.BclCompatibleTicks);
            if (pull.HistoryMax is { } history && history.BclCompatibleTicks / ticks is var windows and > WindowsMax)
                yield return Finding.Of(path, ChannelsCodes.PullWindowsTooMany, ("window", pull.WindowMax), ("history", history), ("windows", windows));
            // One window is at least one call: where a call is gained more slowly than time goes by, the feed is never read to its end.
            if (pull.Budget is { } budget && budget.Every > pull.WindowMax)
                yield return Finding.Of(path, ChannelsCodes.PullTooSlow, ("window", pull.WindowMax), ("every", budget.Every));
        }
    }
}
