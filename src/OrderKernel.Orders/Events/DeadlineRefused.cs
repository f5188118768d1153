using NodaTime;

namespace OrderKernel.Orders;

/// <summary>A deadline passed and what it fires was refused; the reasons say why. It does not fire at this step until nothing refuses it any more.</summary>
/// <param name="Step">The step, of the process or of a region.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="Code">What refused it.</param>
public sealed record DeadlineRefused(string Step, string Trigger, string Code) : OrderEvent
{
    /// <summary>The shipment whose process has the step; null for the order's.</summary>
    public ShipmentId? Shipment { get; init; }
}

/// <summary>A deadline that was refused is due again: what happened took away what refused it.</summary>
/// <param name="Step">The step, of the process or of a region.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="DueAt">When: at once, or at its own instant if that is still to come.</param>
public sealed record DeadlineDueAgain(string Step, string Trigger, Instant DueAt) : OrderEvent
{
    /// <summary>The shipment whose process has the step; null for the order's.</summary>
    public ShipmentId? Shipment { get; init; }
}
