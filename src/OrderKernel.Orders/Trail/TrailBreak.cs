namespace OrderKernel.Orders;

/// <summary>How a trail is broken. 0 is unset.</summary>
public enum TrailBreakKind
{
    /// <summary>A line is none that a trail has.</summary>
    Malformed = 1,

    /// <summary>What stands beside an event's content is not what the content or the chain says.</summary>
    Metadata = 2,

    /// <summary>An event's content was changed.</summary>
    Payload = 3,

    /// <summary>The link to the event before was changed.</summary>
    PreviousHash = 4,

    /// <summary>The link after the event was changed.</summary>
    LinkHash = 5,

    /// <summary>Events stand in another order.</summary>
    Order = 6,

    /// <summary>An event is missing between others.</summary>
    Gap = 7,

    /// <summary>An event stands there twice.</summary>
    Duplicate = 8,

    /// <summary>Events at the end are missing.</summary>
    TailCut = 9,

    /// <summary>Two different events stand at one version.</summary>
    Fork = 10,

    /// <summary>The head is not that of the events.</summary>
    Head = 11,

    /// <summary>The anchored head is not that of the events: the chain was made anew, at this version or before it.</summary>
    Anchor = 12,
}

/// <summary>The first place where a trail is not what was written.</summary>
/// <param name="Kind">How it is broken.</param>
/// <param name="Version">The first event that is not as it was written; 0 for the trail's first line.</param>
/// <param name="Line">The line of the file, from 1.</param>
/// <param name="Field">Which field; empty when the line as a whole.</param>
public sealed record TrailBreak(TrailBreakKind Kind, long Version, int Line, string Field)
{
    /// <summary>The break as a finding, whose path is <c>line:version</c>.</summary>
    public Finding ToFinding() => Finding.Of(
        System.FormattableString.Invariant($"{Line}:{Version}"), TrailCodes.Of(Kind), ("version", Version), ("line", Line), ("field", Field));
}

/// <summary>What a look at an exported trail found.</summary>
/// <param name="Stream">The order's stream; null when the first line does not tell.</param>
/// <param name="Events">The events that hold, up to the first break.</param>
/// <param name="Dropped">Of these, those of which only the hash is left.</param>
/// <param name="Anchored">The version that an anchor vouches for; 0 when there is none,
/// and then a tail that was cut together with its head is not noticed.</param>
/// <param name="Break">The first break; null when all is as it was written.</param>
public sealed record TrailVerification(StreamId? Stream, long Events, long Dropped, long Anchored, TrailBreak? Break)
{
    /// <summary>True when nothing is broken.</summary>
    public bool IsSound => Break is null;
}
