using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Something must be settled before the order goes on.</summary>
/// <param name="Hold">The hold.</param>
public sealed record HoldPlaced(Hold Hold) : OrderEvent;

/// <summary>A hold ended.</summary>
/// <param name="Hold">The hold.</param>
public sealed record HoldReleased(HoldId Hold) : OrderEvent
{
    /// <summary>True when nobody released it: what it waited for came, or is no longer needed.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsMoot { get; init; }
}

/// <summary>A reviewer rejected what a hold covers: the hold ended, and what was not sent of it is cancelled by the event that follows.</summary>
/// <param name="Hold">The hold.</param>
/// <param name="Why">Why, in a person's words.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record HoldRejected(HoldId Hold, string Why, ActorId By, Instant At) : OrderEvent;

/// <summary>The channel's set of holds was replaced by its latest claim's.</summary>
/// <param name="Holds">All holds that the channel has now.</param>
public sealed record ChannelHoldsSet(ValueList<Hold> Holds) : OrderEvent;

/// <summary>The process entered a step, because the derived status left the old one's or a trigger moved it.</summary>
/// <param name="Policy">The workflow.</param>
/// <param name="Step">The step.</param>
/// <param name="Status">The headline that it stands for.</param>
/// <param name="Trigger">The trigger that moved it; null when the status did.</param>
/// <param name="At">When.</param>
/// <param name="By">Who caused it; approvals with four eyes need somebody else.</param>
/// <param name="Placed">The hold that the step places; null for none.</param>
/// <param name="Released">The hold of the step that was left; null for none.</param>
public sealed record StepEntered(
    PolicyReference Policy, string Step, OrderStatus Status, string? Trigger, Instant At, ActorId By, Hold? Placed, HoldId? Released) : OrderEvent
{
    /// <summary>The regions that start with the step; null for a step without.</summary>
    public ValueList<RegionStart>? Regions { get; init; }
}

/// <summary>A deadline of the step passed that only tells people.</summary>
/// <param name="Step">The step, of the process or of a region.</param>
/// <param name="Trigger">The trigger that the deadline fired.</param>
public sealed record StepReminded(string Step, string Trigger) : OrderEvent;
