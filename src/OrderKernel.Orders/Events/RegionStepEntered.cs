using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>A region that starts because the step that holds it was entered.</summary>
/// <param name="Region">The region.</param>
/// <param name="Step">The step at which it starts.</param>
/// <param name="Placed">The hold that the step places; null for none.</param>
public sealed record RegionStart(string Region, string Step, Hold? Placed);

/// <summary>A region of the process's step, or of a shipment's, went on to another of its steps.</summary>
/// <param name="Region">The region.</param>
/// <param name="Step">The step.</param>
/// <param name="Trigger">The trigger that moved it.</param>
/// <param name="At">When.</param>
/// <param name="By">Who fired it; approvals with four eyes need somebody else.</param>
/// <param name="Placed">The hold that the step places; null for none.</param>
/// <param name="Released">The hold of the step that was left; null for none.</param>
public sealed record RegionStepEntered(string Region, string Step, string Trigger, Instant At, ActorId By, Hold? Placed, HoldId? Released) : OrderEvent
{
    /// <summary>The shipment whose process it is; null for the order's.</summary>
    public ShipmentId? Shipment { get; init; }
}

/// <summary>A trigger fired that leaves more behind than its effect: it was an approval with four eyes, or the host is asked to act.</summary>
/// <param name="Step">The step that has it.</param>
/// <param name="Trigger">The trigger.</param>
/// <param name="By">Who fired it.</param>
/// <param name="IsApproval">True when it needs four eyes: who fired it approves nothing more in this process.</param>
/// <param name="Actions">What the host is asked to do; in the outbox from then on.</param>
public sealed record TriggerFired(string Step, string Trigger, ActorId By, bool IsApproval, ValueList<WorkflowAction> Actions) : OrderEvent
{
    /// <summary>The shipment whose process has the step; null for the order's.</summary>
    public ShipmentId? Shipment { get; init; }
}
