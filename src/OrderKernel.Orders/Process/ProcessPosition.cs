using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Where an order is in its process.</summary>
/// <param name="Policy">The workflow under which it started.</param>
/// <param name="Step">The step.</param>
/// <param name="Status">The headline that the step stands for.</param>
/// <param name="Since">When it was entered.</param>
/// <param name="By">Who caused that.</param>
/// <param name="Fired">Deadline triggers that have fired in this step.</param>
/// <param name="Hold">The hold that the step placed; null for none.</param>
public sealed record ProcessPosition(PolicyReference Policy, string Step, OrderStatus Status, Instant Since, ActorId By, ValueList<string> Fired, HoldId? Hold)
{
    /// <summary>The trigger that moved it here; null when the status, or facts within it, did.</summary>
    public string? Trigger { get; init; }

    /// <summary>Deadlines that were refused in this step.</summary>
    public ValueList<SpentDeadline> Spent { get; init; }

    /// <summary>Where the regions of the step stand, in their order; empty for a step without.</summary>
    public ValueList<RegionPosition> Regions { get; init; }

    /// <summary>Who fired a trigger with four eyes in this process so far, and at which step.</summary>
    public ValueList<StepApproval> Approvals { get; init; }
}
