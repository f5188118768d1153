using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What is kept of how a channel does, when its circuit opens, what counts as drift, and which turns of an order's statuses are told.</summary>
/// <remarks>Source: capabilities C7, C8, C11 and C23. Read from a document, see <see cref="Load"/>. Shares are in basis points.</remarks>
public sealed record WatchPolicy
{
    /// <summary>The schema that a document names.</summary>
    public const string Schema = "channel-watch-1.json";

    /// <summary>The policy that holds when a host brings none.</summary>
    public static PolicyDocument<WatchPolicy> Default { get; } = Load(DefaultBytes()).OrUnreachable("The package's own documents load");

    /// <summary>What is kept.</summary>
    public required TallyLimits Keeps { get; init; }

    /// <summary>Pushes that are the channel's and of which nothing can be used: too many of them open the circuit.</summary>
    public required RateLimit Failing { get; init; }

    /// <summary>Pushes whose signature is refused: too many of them open the circuit for pushes without proof.</summary>
    public required RateLimit Unsigned { get; init; }

    /// <summary>What counts as drift of a field's form and of words.</summary>
    public required DriftRules Drift { get; init; }

    /// <summary>How long a circuit that opened is left alone, and how long those that try it are waited for.</summary>
    public required Duration OpenFor { get; init; }

    /// <summary>How many may try a circuit at a time, and have to come through until it closes.</summary>
    public required int Probes { get; init; }

    /// <summary>How many pushes without proof are kept while the circuit is open for them; 0 for none.</summary>
    public required int UnprovedMax { get; init; }

    /// <summary>The turns of an order's statuses that people hear of.</summary>
    public ValueList<StatusPattern> Patterns { get; init; }

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8; any bytes are safe.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path.</remarks>
    public static Result<PolicyDocument<WatchPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, WatchPolicyReader.Read);

    /// <summary>The bytes of the default document.</summary>
    public static ReadOnlyMemory<byte> DefaultBytes()
    {
        using var stream = typeof(WatchPolicy).Assembly.GetManifestResourceStream("Documents/channel-watch.json")
            ?? throw new System.Diagnostics.UnreachableException("The package embeds no channel-watch.json.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}

/// <summary>How many of how many, within a stretch, are too many.</summary>
/// <param name="Within">The stretch, in whole minutes, at most an hour.</param>
/// <param name="Least">Of fewer nothing is said.</param>
/// <param name="ShareBasisPoints">So large a share is too large.</param>
public sealed record RateLimit(Duration Within, int Least, int ShareBasisPoints)
{
    internal bool IsReached(long bad, long all) => all >= Least && bad * 10_000 >= all * ShareBasisPoints;
}

/// <summary>How much of a channel's hours is kept.</summary>
/// <param name="Hours">Hours that are kept behind the newest, positive.</param>
/// <param name="Fields">Fields that are kept an hour, the first in ordinal order; the others are counted together.</param>
/// <param name="Words">Unknown words that are kept an hour, the first in ordinal order; the others are counted together.</param>
public readonly record struct TallyLimits(int Hours, int Fields, int Words);

/// <summary>What counts as drift.</summary>
/// <param name="Least">Of fewer records of a kind in the hour, or unknown words, nothing is said.</param>
/// <param name="PastLeast">Of a past of fewer records nothing is said.</param>
/// <param name="ShareBasisPoints">Forms that are new make drift from this share of the hour's records on.</param>
/// <param name="PastShareBasisPoints">A form that made less than this share of the past is new.</param>
/// <param name="Opens">Which drift opens the circuit.</param>
public sealed record DriftRules(int Least, int PastLeast, int ShareBasisPoints, int PastShareBasisPoints, DriftOpening Opens);

/// <summary>Which drift opens a channel's circuit. 0 is unset.</summary>
public enum DriftOpening
{
    /// <summary>None: it is told.</summary>
    Never = 1,

    /// <summary>Drift by which records cannot be read any more.</summary>
    Unread = 2,

    /// <summary>All drift: what is tolerated waits for a person as well.</summary>
    Always = 3,
}
