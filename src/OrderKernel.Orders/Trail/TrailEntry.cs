using NodaTime;

namespace OrderKernel.Orders;

/// <summary>One field of an order before and after an event.</summary>
/// <param name="Field">The field's stable path, such as <c>lines[1].units.shipped</c>.</param>
/// <param name="Before">What stood there as invariant text; null for nothing.</param>
/// <param name="After">What stands there now; null for nothing any more.</param>
public readonly record struct FieldChange(string Field, string? Before, string? After);

/// <summary>One stored event as people read it: who, when, why, and what changed.</summary>
/// <param name="Version">The event's place in the stream.</param>
/// <param name="Type">The event's stable name.</param>
/// <param name="At">The business instant.</param>
/// <param name="Hash">The link of the stream's hash chain after it.</param>
/// <param name="Changes">What changed, field by field, in ordinal order of the paths; personal data only as tokens and masks.</param>
public sealed record TrailEntry(long Version, string Type, Instant At, ChainHash Hash, ValueList<FieldChange> Changes)
{
    /// <summary>Who decided; null when the detail was dropped.</summary>
    public ActorId? Actor { get; init; }

    /// <summary>The message under which it was decided; null when the detail was dropped.</summary>
    public MessageId? Message { get; init; }

    /// <summary>Why. The events of one decision share its reasons.</summary>
    public ValueList<Reason> Reasons { get; init; }

    /// <summary>The documents that decided.</summary>
    public ValueList<PolicyReference> Policies { get; init; }

    /// <summary>What was attached.</summary>
    public Evidence? Attachment { get; init; }

    /// <summary>True when only the hash of the event is left.</summary>
    public bool IsDropped { get; init; }
}

/// <summary>What to show of a trail; every part that is set must fit.</summary>
public sealed record TrailFilter
{
    /// <summary>A field, or the beginning of one at a dot or bracket: <c>lines[1]</c> fits <c>lines[1].units.open</c>.</summary>
    public string? Field { get; init; }

    /// <summary>Who decided.</summary>
    public ActorId? Actor { get; init; }

    /// <summary>Not before this instant.</summary>
    public Instant? From { get; init; }

    /// <summary>Before this instant.</summary>
    public Instant? Until { get; init; }
}

/// <summary>An order as it was known at an instant.</summary>
/// <param name="Order">The order; null when it was not placed yet.</param>
/// <param name="Version">The last event that counts; 0 for none.</param>
public sealed record OrderMoment(Order? Order, long Version);
