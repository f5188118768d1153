using NodaTime;

namespace OrderKernel.Channels;

/// <summary>How far one feed of one shop is pulled. A value: keep it wherever you like, and give it to the next step.</summary>
/// <remarks>
/// Law: all that changed between <see cref="Start"/> and <see cref="Through"/> lies in windows whose last page was read, but for what a
/// <see cref="ChannelsCodes.PullHistoryShort"/> names.
/// </remarks>
public sealed record PullState
{
    private PullState()
    {
    }

    /// <summary>From when on changes are wanted.</summary>
    public Instant Start { get; private init; }

    /// <summary>Everything that changed since <see cref="Start"/> and before this was pulled.</summary>
    public Instant Through { get; internal init; }

    /// <summary>The window of which some pages were read; null between windows.</summary>
    public PullWindow? Window { get; internal init; }

    /// <summary>The mark of its next page; null for the first.</summary>
    public string? Cursor { get; internal init; }

    /// <summary>Up to where the last compensating scan asked again.</summary>
    public Instant ScannedThrough { get; internal init; }

    /// <summary>Where the scan under way ends; null between scans.</summary>
    public Instant? ScanEnd { get; internal init; }

    /// <summary>When a scan was begun the last time.</summary>
    public Instant ScannedAt { get; internal init; }

    /// <summary>How often the page was tried in vain.</summary>
    public int Tries { get; internal init; }

    /// <summary>Before this nothing is asked for; null for at any time.</summary>
    public Instant? NotBefore { get; internal init; }

    /// <summary>How many calls in a row failed.</summary>
    public int FailedInARow { get; internal init; }

    /// <summary>The circuit of the feed: open after too many failures in a row.</summary>
    public Circuit Circuit { get; internal init; } = Circuit.Closed;

    /// <summary>The failures that are still counted, oldest first; no more of them than are told.</summary>
    public ValueList<Instant> Failures { get; internal init; }

    /// <summary>When people were told last; null for never.</summary>
    public Instant? ToldAt { get; internal init; }

    /// <summary>When the budget was full, or would be if nothing more were called.</summary>
    public Instant FullAt { get; internal init; }

    /// <summary>A feed that was never pulled.</summary>
    /// <param name="start">From when on changes are wanted, between the years 1990 and 9000.</param>
    /// <exception cref="ArgumentOutOfRangeException">It is not.</exception>
    public static PullState StartingAt(Instant start) => IsSensible(start)
        ? new() { Start = start, Through = start, ScannedThrough = start, ScannedAt = start, FullAt = start }
        : throw new ArgumentOutOfRangeException(nameof(start), start, "Changes are wanted from a time between 1990 and 9000 on.");

    /// <summary>The state as canonical JSON, to be kept.</summary>
    public ReadOnlyMemory<byte> ToBytes() => PullStateJson.Write(this);

    /// <summary>Reads a state that was kept.</summary>
    /// <param name="bytes">As <see cref="ToBytes"/> gave them; any bytes are safe.</param>
    /// <remarks>Refuses with: <see cref="ChannelsCodes.PullStateInvalid"/>.</remarks>
    public static Result<PullState> Read(ReadOnlyMemory<byte> bytes) => PullStateJson.Read(bytes);

    internal static bool IsSensible(Instant at) => at >= Instant.FromUtc(1990, 1, 1, 0, 0) && at < Instant.FromUtc(9000, 1, 1, 0, 0);
}
