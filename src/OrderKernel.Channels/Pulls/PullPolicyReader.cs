using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Reads a document of how feeds are pulled.</summary>
internal static class PullPolicyReader
{
    private const int TriesMax = 20;
    private const int FailuresMax = 1000;
    private static readonly Duration Longest = Duration.FromDays(7);

    public static PullPolicy Read(DocumentReader root)
    {
        var (every, everyMax) = (Span(root, "every"), Span(root, "everyMax"));
        var (jitter, overlap) = (Span(root, "jitter", mayBeZero: true), Span(root, "overlap", mayBeZero: true));
        if (every + jitter > everyMax)
            root.Report("everyMax", KernelCodes.DocumentValueInvalid, ("value", everyMax), ("expected", "at least every and jitter together"));
        var retry = root.Child("retry");
        var scan = root.Child("scan");
        var alert = root.Child("alert");
        var circuit = root.Child("circuit");
        var policy = new PullPolicy
        {
            Every = every,
            EveryMax = everyMax,
            Jitter = jitter,
            Overlap = overlap,
            RetryAfter = Span(retry, "after"),
            Tries = Count(retry, "tries", TriesMax),
            ScanEvery = Span(scan, "every"),
            ScanOver = Span(scan, "over"),
            FailuresMax = Count(alert, "failuresMax", FailuresMax),
            FailuresWithin = Span(alert, "within"),
            OpenAfter = Count(circuit, "after", FailuresMax),
            OpenFor = Span(circuit, "for"),
        };
        // A scan that reaches less far back than scans are apart leaves out what it is for.
        if (scan is not null && policy.ScanOver < policy.ScanEvery)
            scan.Report("over", KernelCodes.DocumentValueInvalid, ("value", policy.ScanOver), ("expected", "at least every"));
        foreach (var child in new[] { retry, scan, alert, circuit }) child?.Close();
        return policy;
    }

    private static Duration Span(DocumentReader? reader, string name, bool mayBeZero = false)
    {
        if (reader?.Duration(name) is not { } span) return Duration.Zero;
        if (span < Duration.Zero || (span == Duration.Zero && !mayBeZero) || span > Longest)
            reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", span), ("expected", "a duration of at most P7D"));
        return span;
    }

    private static int Count(DocumentReader? reader, string name, int atMost) => (int)(reader?.Whole(name, 1, atMost) ?? 1);
}
