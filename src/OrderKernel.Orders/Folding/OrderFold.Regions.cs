namespace OrderKernel.Orders.Folding;

internal sealed partial class OrderFold
{
    private void Enter(StepEntered e)
    {
        var before = _order.Process;
        var holds = e.Released is { } left ? Without(_order.Holds, left) : _order.Holds;
        // Leaving a step leaves its regions, and what their steps held.
        foreach (var region in before?.Regions ?? [])
        {
            if (region.Hold is { } held) holds = Without(holds, held);
        }

        if (e.Placed is { } hold) holds = holds.Add(hold);
        var process = new ProcessPosition(e.Policy, e.Step, e.Status, e.At, e.By, [], e.Placed?.Id) { Trigger = e.Trigger, Approvers = before?.Approvers ?? [] };
        if (e.Regions is { } starts)
        {
            process = process with { Regions = starts.Items.Select(s => new RegionPosition(s.Region, s.Step, e.At, e.By, [], s.Placed?.Id)).ToValueList() };
            holds = holds.AddRange(starts.Items.Select(s => s.Placed).OfType<Hold>());
        }

        (Mine.Holds, Mine.Process) = (holds, process);
    }

    private void Enter(RegionStepEntered e)
    {
        if (_order.Process is not { } process) return;
        Mine.Process = WithRegion(process, r => r.Region == e.Region, _ => new(e.Region, e.Step, e.At, e.By, [], e.Placed?.Id));
        var holds = e.Released is { } left ? Without(_order.Holds, left) : _order.Holds;
        Mine.Holds = e.Placed is { } hold ? holds.Add(hold) : holds;
    }

    private void Remind(StepReminded e)
    {
        if (_order.Process is not { } process) return;
        Mine.Process = process.Regions.Items.Any(r => r.Step == e.Step)
            ? WithRegion(process, r => r.Step == e.Step, r => r with { Fired = r.Fired.Add(e.Trigger) })
            : process with { Fired = process.Fired.Add(e.Trigger) };
    }

    private void Approve(TriggerFired e)
    {
        if (e.IsApproval && _order.Process is { } process && !process.Approvers.Items.Contains(e.By))
            Mine.Process = process with { Approvers = process.Approvers.Add(e.By) };
    }

    private static ProcessPosition WithRegion(ProcessPosition process, Func<RegionPosition, bool> isMeant, Func<RegionPosition, RegionPosition> change) =>
        process with { Regions = process.Regions.Items.Select(r => isMeant(r) ? change(r) : r).ToValueList() };
}
