using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>The merge state of one order's claims: a join of registers, so that it does not depend on the order or number of arrivals.</summary>
public sealed record IntakeState
{
    /// <summary>No claim yet.</summary>
    public static IntakeState Empty { get; } = new();

    /// <summary>The merged view over all claims, parked ones too; null before the first.</summary>
    public ClaimContent? Merged { get; init; }

    /// <summary>True once a whole claim told when the order was created and what it costs: it may be placed.</summary>
    public bool CanPlace { get; init; }

    /// <summary>True once a claim told that the goods were received, or that all succeeded: no later word takes back that they came.</summary>
    public bool IsReceived { get; init; }

    /// <summary>True once a claim told that all succeeded: the buyer confirmed, whatever ended later.</summary>
    public bool IsConfirmed { get; init; }

    /// <summary>Which claim stands on each told axis, in the order of axes and keys.</summary>
    public ValueList<AxisStamp> Stamps { get; init; }

    /// <summary>The fingerprints taken in so far, in ordinal order; a record without news beyond earlier ones leaves none.</summary>
    public ValueList<string> Seen { get; init; }

    /// <summary>The conflicts raised, in ordinal order of fingerprint, code and arguments.</summary>
    public ValueList<ConflictRaised> Conflicts { get; init; }

    /// <summary>True when this content was taken in before.</summary>
    /// <param name="contentHash">The fingerprint of a claim's content.</param>
    public bool HasSeen(string contentHash) => Seen.Items.BinarySearch(contentHash, StringComparer.Ordinal) >= 0;

    /// <summary>The source time of the claim that stands on an axis; null when none tells it.</summary>
    /// <param name="axis">The axis.</param>
    /// <param name="key">The waybill or case number on keyed axes; on others empty.</param>
    public Instant? ToldAt(ClaimAxis axis, string key = "")
    {
        foreach (var stamp in Stamps)
        {
            if (stamp.CompareTo(axis, key) == 0) return stamp.SourceTime;
        }

        return null;
    }
}

/// <summary>How the value on an axis stands: the greatest stamp wins, compared by weight, source time and progress; ties by the value's text.</summary>
/// <param name="Axis">The axis.</param>
/// <param name="Key">The waybill or case number on keyed axes, else empty.</param>
/// <param name="Weight">0 for amounts from which refunds were already taken off and for lines of a part, else 1.</param>
/// <param name="SourceTime">The claim's source time.</param>
/// <param name="Progress">How far along the axis the told value is; 0 where the axis has no such order.</param>
public readonly record struct AxisStamp(ClaimAxis Axis, string Key, int Weight, Instant SourceTime, long Progress)
{
    internal int CompareTo(AxisStamp other)
    {
        if (Weight != other.Weight) return Weight.CompareTo(other.Weight);
        return SourceTime != other.SourceTime ? SourceTime.CompareTo(other.SourceTime) : Progress.CompareTo(other.Progress);
    }

    internal int CompareTo(ClaimAxis axis, string key) => Axis != axis ? ((int)Axis).CompareTo((int)axis) : string.CompareOrdinal(Key, key);
}
