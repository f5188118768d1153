using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Who set a hold, and so who may release it. 0 is unset.</summary>
public enum HoldOrigin
{
    /// <summary>A person or the kernel.</summary>
    Asked = 1,

    /// <summary>The channel: only its latest claim replaces the set of these.</summary>
    Channel = 2,

    /// <summary>A step of the workflow: leaving the step releases it.</summary>
    Step = 3,
}

/// <summary>Something that must be settled before the order, a line or a shipment may go on.</summary>
/// <param name="Id">The hold's id, unique in the order.</param>
/// <param name="Kind">Why.</param>
/// <param name="Scopes">What it forbids.</param>
/// <param name="Origin">Who set it.</param>
/// <param name="By">The actor.</param>
/// <param name="Since">When it was set.</param>
public sealed record Hold(HoldId Id, HoldKind Kind, HoldScopes Scopes, HoldOrigin Origin, ActorId By, Instant Since)
{
    /// <summary>The line that it is on; null for all of the order or a shipment.</summary>
    public LineId? Line { get; init; }

    /// <summary>The shipment that it is on; null for all of the order or a line.</summary>
    public ShipmentId? Shipment { get; init; }

    /// <summary>The reason in a person's words.</summary>
    public string? Note { get; init; }

    /// <summary>When it ends by itself; null for never.</summary>
    public Instant? Until { get; init; }

    /// <summary>True while it stands.</summary>
    /// <param name="at">The business instant; the very end no longer counts.</param>
    public bool StandsAt(Instant at) => Until is not { } until || at < until;
}
