using OrderKernel.Workflow;

namespace OrderKernel.Orders.Folding;

// Processes with regions: the order's, and those of its shipments.
internal sealed partial class OrderFold
{
    private void Enter(StepEntered e)
    {
        var before = _order.Process;
        Mine.Process = new(e.Policy, e.Step, e.Status, e.At, e.By, [], e.Placed?.Id)
        {
            Trigger = e.Trigger,
            Regions = Started(e.Regions, e.At, e.By),
            Approvals = before?.Approvals ?? [],
        };
        Swap(before?.Regions ?? [], e.Released, e.Placed, e.Regions);
    }

    private void Enter(ShipmentStepEntered e)
    {
        var before = _order.Shipment(e.Shipment)?.Process;
        Parcel(e.Shipment, s => s with
        {
            Process = new(e.Policy, e.Step, e.Status, e.Trigger, e.At, e.By, [],
                e.Placed?.Id) { Regions = Started(e.Regions, e.At, e.By), Approvals = before?.Approvals ?? [] },
        });
        Swap(before?.Regions ?? [], e.Released, e.Placed, e.Regions);
    }

    private void Enter(RegionStepEntered e)
    {
        var entered = new RegionPosition(e.Region, e.Step, e.At, e.By, [], e.Placed?.Id);
        ValueList<RegionPosition> Regions(ValueList<RegionPosition> regions) => Changed(regions, r => r.Region == e.Region, _ => entered);
        if (e.Shipment is { } shipment) Parcel(shipment, s => s.Process is { } at ? s with { Process = at with { Regions = Regions(at.Regions) } } : s);
        else if (_order.Process is { } process) Mine.Process = process with { Regions = Regions(process.Regions) };
        Swap([], e.Released, e.Placed, null);
    }

    private void Remind(StepReminded e)
    {
        if (_order.Process is not { } process) return;
        Mine.Process = process.Step == e.Step
            ? process with { Fired = process.Fired.Add(e.Trigger), Spent = SpentDeadline.Without(process.Spent, e.Trigger) }
            : process with { Regions = Reminded(process.Regions, e.Step, e.Trigger) };
    }

    private void Remind(ShipmentStepReminded e) => Parcel(e.Shipment, s => s.Process is not { } at ? s : s with
    {
        Process = at.Step == e.Step
            ? at with { Fired = at.Fired.Add(e.Trigger), Spent = SpentDeadline.Without(at.Spent, e.Trigger) }
            : at with { Regions = Reminded(at.Regions, e.Step, e.Trigger) },
    });

    private void Spend(string step, ShipmentId? shipment, string trigger, NodaTime.Instant? dueAgainAt)
    {
        if (shipment is { } parcel) Parcel(parcel, s => s.Process is { } at ? s with { Process = Spent(at, step, trigger, dueAgainAt) } : s);
        else if (_order.Process is { } process) Mine.Process = Spent(process, step, trigger, dueAgainAt);
    }

    private static ProcessPosition Spent(ProcessPosition at, string step, string trigger, NodaTime.Instant? dueAgainAt) => at.Step == step
        ? at with { Spent = SpentDeadline.With(at.Spent, trigger, dueAgainAt) }
        : at with { Regions = Spent(at.Regions, step, trigger, dueAgainAt) };

    private static ShipmentPosition Spent(ShipmentPosition at, string step, string trigger, NodaTime.Instant? dueAgainAt) => at.Step == step
        ? at with { Spent = SpentDeadline.With(at.Spent, trigger, dueAgainAt) }
        : at with { Regions = Spent(at.Regions, step, trigger, dueAgainAt) };

    private static ValueList<RegionPosition> Spent(ValueList<RegionPosition> regions, string step, string trigger, NodaTime.Instant? dueAgainAt) =>
        Changed(regions, r => r.Step == step, r => r with { Spent = SpentDeadline.With(r.Spent, trigger, dueAgainAt) });

    private void Approve(TriggerFired e)
    {
        if (!e.IsApproval) return;
        var approval = new StepApproval(e.Step, e.By);
        if (e.Shipment is { } shipment)
            Parcel(shipment, s => s.Process is { } at ? s with { Process = at with { Approvals = StepApproval.With(at.Approvals, approval) } } : s);
        else if (_order.Process is { } process) Mine.Process = process with { Approvals = StepApproval.With(process.Approvals, approval) };
    }

    private static ValueList<RegionPosition> Started(ValueList<RegionStart>? starts, NodaTime.Instant at, ActorId by) =>
        starts is { } regions ? All(regions, at, by) : [];

    // Apart, so that steps without regions allocate no closure.
    private static ValueList<RegionPosition> All(ValueList<RegionStart> starts, NodaTime.Instant at, ActorId by) =>
        starts.Items.Select(r => new RegionPosition(r.Region, r.Step, at, by, [], r.Placed?.Id)).ToValueList();

    private static ValueList<RegionPosition> Reminded(ValueList<RegionPosition> regions, string step, string trigger) =>
        Changed(regions, r => r.Step == step, r => r with { Fired = r.Fired.Add(trigger), Spent = SpentDeadline.Without(r.Spent, trigger) });

    private static ValueList<RegionPosition> Changed(ValueList<RegionPosition> regions, Func<RegionPosition, bool> isMeant,
        Func<RegionPosition, RegionPosition> change) =>
        regions.Items.Select(r => isMeant(r) ? change(r) : r).ToValueList();

    // Leaving a step ends what it held, and what its regions held; entering one places what it and its regions hold.
    private void Swap(ValueList<RegionPosition> left, HoldId? released, Hold? placed, ValueList<RegionStart>? starts)
    {
        var holds = _order.Holds;
        if (released is { } ended) holds = Without(holds, ended);
        foreach (var region in left)
        {
            if (region.Hold is { } held) holds = Without(holds, held);
        }

        if (placed is not null) holds = holds.Add(placed);
        foreach (var start in starts ?? [])
        {
            if (start.Placed is { } hold) holds = holds.Add(hold);
        }

        Mine.Holds = holds;
    }
}
