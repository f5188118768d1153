using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Reads the <c>pulls</c> of a profile: what the channel allows when its feeds are pulled.</summary>
internal static class PullLoader
{
    private const int CountMax = 100_000;
    private const int BurstMax = 10_000;
    private static readonly Duration EveryMax = Duration.FromDays(1);
    private static readonly Duration SpanMax = Duration.FromDays(3650);
    private static readonly string[] OrderWords = ["first", "last"];

    public static ValueList<PullTerms> Read(DocumentReader reader)
    {
        var feeds = new List<PullTerms>();
        foreach (var pull in reader.Children("pulls"))
        {
            var feed = pull.Text("feed");
            if (feed is not null && (feed.Length is 0 or > 64 || feeds.Any(f => f.Feed == feed)))
                pull.Report("feed", KernelCodes.DocumentValueInvalid, ("value", feed), ("expected", "a name of its own"));
            var window = Span(pull, "windowMax");
            var reach = pull.Has("historyMax") ? Span(pull, "historyMax") : (Duration?)null;
            // A channel that answers less far back than one window is long would never be read through.
            if (reach < window) pull.Report("historyMax", KernelCodes.DocumentValueInvalid, ("value", reach), ("expected", "at least windowMax"));
            var page = pull.WholeOrNull("pageMax", 1, CountMax);
            var isLastFirst = pull.Has("pages") && FieldLoader.WordIndex(pull, "pages", OrderWords) == 1;
            var budget = pull.ChildOrNull("budget") is { } b ? Budget(b) : null;
            var evidence = (EvidenceMark)(FieldLoader.WordIndex(pull, "evidence", StatusLoader.EvidenceWords) + 1);
            _ = pull.TextOrNull("note");
            pull.Close();
            if (feed is not null)
                feeds.Add(new(feed, window, evidence) { HistoryMax = reach, PageMax = (int?)page, IsLastPageFirst = isLastFirst, Budget = budget });
        }

        return feeds.ToValueList();
    }

    private static PullBudget? Budget(DocumentReader reader)
    {
        var (burst, every) = (reader.Whole("burst", 1, BurstMax), Span(reader, "every"));
        if (every > EveryMax) reader.Report("every", KernelCodes.DocumentValueInvalid, ("value", every), ("expected", "a duration of at most P1D"));
        reader.Close();
        return burst is { } b ? new((int)b, every) : null;
    }

    private static Duration Span(DocumentReader reader, string name)
    {
        if (reader.Duration(name) is not { } span) return Duration.Zero;
        if (span <= Duration.Zero || span > SpanMax)
            reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", span), ("expected", "a duration of at most P3650D"));
        return span;
    }
}
