using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Reads a document of how channels are watched.</summary>
internal static class WatchPolicyReader
{
    private const int Whole = 10_000;
    private const string Nothing = "none";
    private static readonly Duration Hour = Duration.FromHours(1);
    private static readonly Duration Longest = Duration.FromDays(7);

    public static WatchPolicy Read(DocumentReader root)
    {
        var keep = root.Child("keep");
        var drift = root.Child("drift");
        var circuit = root.Child("circuit");
        var policy = new WatchPolicy
        {
            Keeps = new(Count(keep, "hours", 24 * 31), Count(keep, "fields", 2000), Count(keep, "words", 2000)),
            Failing = Rate(root, "failing"),
            Unsigned = Rate(root, "unsigned"),
            Drift = new(Count(drift, "least", 1_000_000), Count(drift, "pastLeast", 1_000_000), Share(drift, "shareBasisPoints"),
                Share(drift, "pastShareBasisPoints"), drift?.Word<DriftOpening>("opens") ?? DriftOpening.Never),
            OpenFor = Span(circuit, "for", Longest),
            Probes = Count(circuit, "probes", 100),
            UnprovedMax = (int)(circuit?.Whole("unprovedMax", 0, 10_000) ?? 0),
            Patterns = root.Children("patterns").Select(Pattern).OfType<StatusPattern>().ToValueList(),
        };
        foreach (var child in new[] { keep, drift, circuit }) child?.Close();
        return policy;
    }

    private static RateLimit Rate(DocumentReader root, string name)
    {
        var rate = root.Child(name);
        var limit = new RateLimit(Span(rate, "within", Hour), Count(rate, "least", 1_000_000), Share(rate, "shareBasisPoints"));
        // It is counted by the minute.
        if (rate is not null && limit.Within > Duration.Zero && limit.Within.ToTimeSpan().Ticks % TimeSpan.TicksPerMinute != 0)
            rate.Report("within", KernelCodes.DocumentValueInvalid, ("value", limit.Within), ("expected", "whole minutes"));
        rate?.Close();
        return limit;
    }

    private static StatusPattern? Pattern(DocumentReader pattern)
    {
        var name = pattern.Text("name");
        var within = Span(pattern, "within", Longest);
        var steps = new List<StatusStep>();
        foreach (var step in pattern.Children("steps"))
        {
            var words = new List<StatusWord>();
            Add<PaymentStatus>(step, "payment", ClaimAxis.Payment, words);
            Add<FulfilmentStatus>(step, "fulfilment", ClaimAxis.Fulfilment, words);
            Add<AfterSalesStatus>(step, "afterSales", ClaimAxis.AfterSales, words);
            Add<ClaimOutcome>(step, "outcome", ClaimAxis.Outcome, words);
            if (!words.Exists(w => w.Word is not null)) step.Report("payment", KernelCodes.DocumentPropertyMissing);
            step.Close();
            steps.Add(new(words.ToValueList()));
        }

        if (steps.Count < 2) pattern.Report("steps", KernelCodes.DocumentValueInvalid, ("value", steps.Count), ("expected", "at least two steps"));
        pattern.Close();
        return name is null ? null : new(name, within, steps.ToValueList());
    }

    private static void Add<TStatus>(DocumentReader step, string name, ClaimAxis axis, List<StatusWord> words) where TStatus : struct, Enum
    {
        if (!step.Has(name)) return;
        if (step.KindOf(name) == System.Text.Json.JsonValueKind.String && step.Text(name) == Nothing) words.Add(new(axis, null));
        else if (step.Word<TStatus>(name) is { } word) words.Add(new(axis, word.ToString()));
    }

    private static Duration Span(DocumentReader? reader, string name, Duration longest)
    {
        if (reader?.Duration(name) is not { } span) return Duration.Zero;
        if (span <= Duration.Zero || span > longest)
            reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", span), longest == Hour
                ? ("expected", "a duration of at most PT1H")
                : ("expected", "a duration of at most P7D"));
        return span;
    }

    private static int Count(DocumentReader? reader, string name, int atMost) => (int)(reader?.Whole(name, 1, atMost) ?? 1);

    private static int Share(DocumentReader? reader, string name) => (int)(reader?.Whole(name, 1, Whole) ?? 1);
}
