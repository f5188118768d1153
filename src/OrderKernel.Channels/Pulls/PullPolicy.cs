using NodaTime;

namespace OrderKernel.Channels;

/// <summary>How feeds of channels are pulled: how often, how far windows overlap, what follows a failure.</summary>
/// <remarks>Source: capabilities C7. Read from a document, see <see cref="Load"/>; all problems are told at once.</remarks>
public sealed record PullPolicy
{
    /// <summary>The schema that a document names.</summary>
    public const string Schema = "pull-plan-1.json";

    /// <summary>The policy that holds when a host brings none.</summary>
    public static PolicyDocument<PullPolicy> Default { get; } = Load(DefaultBytes()).OrUnreachable("The package's own documents load");

    /// <summary>How long after a pull the next is due.</summary>
    public required Duration Every { get; init; }

    /// <summary>A pull is never due later than this after the last: <see cref="Every"/> and <see cref="Jitter"/> stay within it.</summary>
    public required Duration EveryMax { get; init; }

    /// <summary>How much later a pull may be due by chance, so that shops do not all ask in the same second.</summary>
    public required Duration Jitter { get; init; }

    /// <summary>How far a window reaches back into the one before: channels tell some changes late.</summary>
    public required Duration Overlap { get; init; }

    /// <summary>After a failure the same page is asked for again after this long, then after twice as long, and so on.</summary>
    public required Duration RetryAfter { get; init; }

    /// <summary>How often a page is tried before its window waits for the next pull.</summary>
    public required int Tries { get; init; }

    /// <summary>How long after a compensating scan the next is due.</summary>
    public required Duration ScanEvery { get; init; }

    /// <summary>How far back a compensating scan asks again for what changed.</summary>
    public required Duration ScanOver { get; init; }

    /// <summary>More failures than these within <see cref="FailuresWithin"/> are told to people, once in that time; an open circuit is too.</summary>
    public required int FailuresMax { get; init; }

    /// <summary>The stretch in which failures are counted.</summary>
    public required Duration FailuresWithin { get; init; }

    /// <summary>After so many failures in a row the feed is left alone (熔断).</summary>
    public required int OpenAfter { get; init; }

    /// <summary>How long the feed is left alone; then one call tries it, which closes the circuit or opens it again.</summary>
    public required Duration OpenFor { get; init; }

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8; any bytes are safe.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path.</remarks>
    public static Result<PolicyDocument<PullPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, PullPolicyReader.Read);

    /// <summary>The bytes of the default document.</summary>
    public static ReadOnlyMemory<byte> DefaultBytes()
    {
        using var stream = typeof(PullPolicy).Assembly.GetManifestResourceStream("Documents/pull-plan.json")
            ?? throw new System.Diagnostics.UnreachableException("The package embeds no pull-plan.json.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
