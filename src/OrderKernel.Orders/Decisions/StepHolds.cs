using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>What entering a step places: its hold, and its regions with theirs; for the order's process and for those of its shipments.</summary>
internal static class StepHolds
{
    /// <summary>The hold of a step; null when it has none.</summary>
    /// <param name="draft">The decision.</param>
    /// <param name="step">The step that is entered.</param>
    /// <param name="shipment">The shipment whose process it is; null for the order's.</param>
    public static Hold? Of(Draft draft, WorkflowStep step, ShipmentId? shipment)
    {
        if (step.Hold is not { } held) return null;
        var of = shipment is { } parcel ? $"{parcel}:{step.Name}" : step.Name;
        return new(HoldId.Derived("step", of), held.Kind, held.Scopes, HoldOrigin.Step, draft.Context.Actor.Id, draft.Context.At) { Shipment = shipment };
    }

    /// <summary>The regions that start with a step; null when it has none.</summary>
    public static ValueList<RegionStart>? Starts(Draft draft, WorkflowMachine machine, WorkflowStep step, ShipmentId? shipment) =>
        step.Regions.IsEmpty ? null : All(draft, machine, step, shipment);

    // Apart, so that steps without regions allocate no closure.
    private static ValueList<RegionStart> All(Draft draft, WorkflowMachine machine, WorkflowStep step, ShipmentId? shipment) =>
        step.Regions.Items.Select(r => Start(draft, machine, r, shipment)).ToValueList();

    private static RegionStart Start(Draft draft, WorkflowMachine machine, WorkflowRegion region, ShipmentId? shipment) =>
        machine.TryStep(region.Start, out var id)
        ? new(region.Name, region.Start, Of(draft, machine.Step(id), shipment))
        : throw new System.Diagnostics.UnreachableException($"{region} starts nowhere.");
}
