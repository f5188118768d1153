using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Where a shipment is in its own process.</summary>
/// <param name="Policy">The workflow under which it started.</param>
/// <param name="Step">The step.</param>
/// <param name="Status">The shipment status that the step stands for.</param>
/// <param name="Trigger">The trigger that moved it here; null when the status, or facts within it, did.</param>
/// <param name="Since">When it was entered.</param>
/// <param name="By">Who caused that: the operator of the step before.</param>
/// <param name="Fired">Deadline triggers that have fired in this step.</param>
/// <param name="Hold">The hold that the step placed; null for none.</param>
public sealed record ShipmentPosition(
    PolicyReference Policy, string Step, ShipmentStatus Status, string? Trigger, Instant Since, ActorId By, ValueList<string> Fired, HoldId? Hold)
{
    /// <summary>Deadlines that were refused in this step.</summary>
    public ValueList<SpentDeadline> Spent { get; init; }

    /// <summary>Where the regions of the step stand, in their order; empty for a step without.</summary>
    public ValueList<RegionPosition> Regions { get; init; }

    /// <summary>Who fired a trigger with four eyes in this process so far, and at which step.</summary>
    public ValueList<StepApproval> Approvals { get; init; }
}
