using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>Where one of the regions of an order's step, or a shipment's, stands.</summary>
/// <param name="Region">The region's name.</param>
/// <param name="Step">Its step.</param>
/// <param name="Since">When that was entered.</param>
/// <param name="By">Who caused that.</param>
/// <param name="Fired">Deadline triggers that have fired there.</param>
/// <param name="Hold">The hold that the step placed; null for none.</param>
public sealed record RegionPosition(string Region, string Step, Instant Since, ActorId By, ValueList<string> Fired, HoldId? Hold)
{
    /// <summary>Deadlines that were refused there.</summary>
    public ValueList<SpentDeadline> Spent { get; init; }
}

/// <summary>What workflows are asked with: the position without what only orders know of it.</summary>
internal static class Positions
{
    /// <summary>The hold that the step of a region placed; null for none.</summary>
    public static HoldId? HoldOf(this ValueList<RegionPosition> regions, string region) => regions.Items.First(r => r.Region == region).Hold;

    public static WorkflowPosition Place(this ProcessPosition process) => Place(process.Step, process.By, process.Regions, process.Approvals);

    public static WorkflowPosition Place(this ShipmentPosition process) => Place(process.Step, process.By, process.Regions, process.Approvals);

    private static WorkflowPosition Place(string step, ActorId by, ValueList<RegionPosition> regions, ValueList<StepApproval> approvals) =>
        new(new(step, by), regions.Items.Select(r => new ActiveStep(r.Step, r.By)).ToValueList(), approvals);
}
