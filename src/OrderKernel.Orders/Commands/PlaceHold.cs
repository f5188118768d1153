using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Place a hold.</summary>
/// <param name="Hold">The new hold's id; one with a colon is the kernel's (<see cref="HoldId.Derived"/>) and refused with
/// <see cref="OrdersCodes.HoldIdReserved"/>.</param>
/// <param name="Kind">Why.</param>
/// <param name="Scopes">What it forbids.</param>
public sealed record PlaceHold(HoldId Hold, HoldKind Kind, HoldScopes Scopes) : OrderCommand
{
    /// <summary>The line that it is on; null for all.</summary>
    public LineId? Line { get; init; }

    /// <summary>The shipment that it is on; null for all.</summary>
    public ShipmentId? Shipment { get; init; }

    /// <summary>The reason in a person's words; phone numbers in it are masked before they are kept.</summary>
    public string? Note { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public Instant? Until { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("hold", Hold)
        ?? Required.Id("kind", Kind)
        ?? Required.Id("line", Line)
        ?? Required.Id("shipment", Shipment);
}

/// <summary>Release a hold that was asked for.</summary>
/// <param name="Hold">The hold.</param>
public sealed record ReleaseHold(HoldId Hold) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("hold", Hold);
}

/// <summary>
/// Reject what a hold covers: the hold ends, and what was not sent of the order, line
/// or shipment is cancelled. A step's hold is rejected too; the channel's is not.
/// </summary>
/// <param name="Hold">The hold.</param>
/// <param name="Why">Why, in a person's words.</param>
public sealed record RejectHold(HoldId Hold, string Why) : OrderCommand
{
    /// <summary>Why, without phone numbers.</summary>
    public string Why { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Why);

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("hold", Hold) ?? Required.Reason("why", Why);
}

/// <summary>The channel's holds, as its latest claim has them (a fact): replaces the set that the channel had.</summary>
/// <param name="Kinds">All kinds now; empty for none. They forbid shipping and changing.</param>
public sealed record SetChannelHolds(ValueList<HoldKind> Kinds) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Ids("kinds", Kinds);
}

/// <summary>Fire a trigger of the current step that moves between steps, such as an approval.</summary>
/// <param name="Trigger">The trigger's name.</param>
public sealed record FireTrigger(string Trigger) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Name("trigger", Trigger);
}

/// <summary>The clock reached a deadline that <see cref="OrderTimers"/> gave. Only the kernel fires it.</summary>
/// <param name="Trigger">The timer's trigger.</param>
public sealed record FireDeadline(string Trigger) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Name("trigger", Trigger);
}
