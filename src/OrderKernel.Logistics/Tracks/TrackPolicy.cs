using NodaTime;

namespace OrderKernel.Logistics;

/// <summary>What confirms a sign-off. 0 is unset.</summary>
public enum SignOffProof
{
    /// <summary>The carrier's own site says so, with its time.</summary>
    Carrier = 1,

    /// <summary>A signer record or photo is there.</summary>
    Evidence = 2,
}

/// <summary>The policy of parcel tracks.</summary>
/// <param name="RepeatWindow">Reports of the same node this soon after the last one kept are repeats; exclusive.</param>
/// <param name="FirstScanWithin">How soon after shipping the carrier must have scanned the parcel; exclusive.</param>
/// <param name="StalledAfter">How long a parcel on its way may be without news; exclusive.</param>
/// <param name="SignOffConfirmedBy">What confirms a sign-off; any one is enough, none listed means that nothing does.</param>
/// <remarks>Source: capabilities G1, G2, G7; the stalled time is ours.</remarks>
public sealed record TrackPolicy(Duration RepeatWindow, Duration FirstScanWithin, Duration StalledAfter, ValueList<SignOffProof> SignOffConfirmedBy)
{
    /// <summary>How long a waybill must have been without news before its number is used again; inclusive. 60 days where a document says nothing.</summary>
    /// <remarks>Source: carriers give numbers out again after half a year or more; parcels rest at a counter for a month at most. Ours.</remarks>
    public Duration ReusedAfter { get; init; } = Duration.FromDays(60);

    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "track-policy-1.json";

    /// <summary>The policy that holds when a host brings none.</summary>
    public static PolicyDocument<TrackPolicy> Default { get; } = Load(Embedded.Document("track-policy.json")).OrUnreachable("Embedded documents load");

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path.</remarks>
    public static Result<PolicyDocument<TrackPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    private static TrackPolicy Read(DocumentReader root)
    {
        var proofs = new List<SignOffProof>();
        foreach (var text in root.Texts("signOffConfirmedBy"))
        {
            if (root.WordOf<SignOffProof>(text, root.Path + ".signOffConfirmedBy") is { } proof && !proofs.Contains(proof)) proofs.Add(proof);
        }

        var policy = new TrackPolicy(Positive(root, "repeatWindow"), Positive(root, "firstScanWithin"), Positive(root, "stalledAfter"), proofs.ToValueList());
        return root.Has("reusedAfter") ? policy with { ReusedAfter = Positive(root, "reusedAfter") } : policy;
    }

    private static Duration Positive(DocumentReader root, string name)
    {
        if (root.Duration(name) is not { } duration) return Duration.Zero;
        if (duration <= Duration.Zero) root.Report(name, KernelCodes.DocumentValueInvalid, ("value", duration), ("expected", "more than nothing"));
        return duration;
    }
}
