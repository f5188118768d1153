using NodaTime;

namespace OrderKernel.Orders;

/// <summary>A shipment's process entered a step.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Policy">The workflow.</param>
/// <param name="Step">The step.</param>
/// <param name="Status">The shipment status that it stands for.</param>
/// <param name="Trigger">The trigger that moved it; null when the status, or facts within it, did.</param>
/// <param name="At">When.</param>
/// <param name="By">Who caused it: the operator.</param>
/// <param name="Placed">The hold that the step places; null for none.</param>
/// <param name="Released">The hold of the step that was left; null for none.</param>
public sealed record ShipmentStepEntered(
    ShipmentId Shipment, PolicyReference Policy, string Step, ShipmentStatus Status, string? Trigger, Instant At, ActorId By, Hold? Placed, HoldId? Released)
        : OrderEvent
{
    /// <summary>The regions that start with the step; null for a step without.</summary>
    public ValueList<RegionStart>? Regions { get; init; }
}

/// <summary>A trigger that only tells people was fired at a shipment's step, by the clock or by hand.</summary>
/// <param name="Shipment">The shipment.</param>
/// <param name="Step">The step, of the process or of a region.</param>
/// <param name="Trigger">The trigger.</param>
public sealed record ShipmentStepReminded(ShipmentId Shipment, string Step, string Trigger) : OrderEvent;
