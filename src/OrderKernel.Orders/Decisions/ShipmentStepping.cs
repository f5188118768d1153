using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>The places of shipments in their own processes: they follow the shipment's status, move by triggers, and are told by the clock.</summary>
internal static class ShipmentStepping
{
    /// <summary>Starts the processes of shipments that run none yet and lets the others follow what the whole decision led to.</summary>
    public static void Follow(Draft draft)
    {
        if (draft.IsRefused || draft.Order.Shipments.IsEmpty || draft.Order.Process is not { } order) return;
        var workflow = draft.Policies.Workflow(order.Policy)?.Definition;
        foreach (var shipment in draft.Order.Shipments)
        {
            if (shipment.Process is null)
            {
                if (workflow is not null && shipment.Status != ShipmentStatus.Cancelled && draft.Policies.Starts(workflow, IsLeaving(draft, shipment)))
                    Start(draft, shipment, workflow);
            }
            else if (draft.Policies.ShipmentWorkflow(shipment.Process.Policy) is { } machine)
            {
                var refusal = ProcessRunner.Follow(
                    new ShipmentProcess(draft, shipment.Id, machine), shipment.Status.ToString(), shipment.Process.Status == shipment.Status);
                if (refusal is not null) Note(draft, refusal);
            }
            else if (shipment.Process.Status != shipment.Status)
            {
                // It follows with the next decision after the host has brought the workflow; until then the trail says what is missing.
                draft.Because(OrdersCodes.WorkflowUnknown, ("policy", shipment.Process.Policy));
            }
        }
    }

    public static void Fire(Draft draft, FireShipmentTrigger command)
    {
        if (Planning.Of(draft, command.Shipment) is not { } shipment || Process(draft, shipment) is not { } process) return;
        if (Took(draft, process, ProcessRunner.Ask(process, command.Trigger)) is { } firing) ProcessRunner.Do(process, firing);
    }

    /// <summary>Fires a shipment's deadline; false when the timer is not a shipment's.</summary>
    public static bool Deadline(Draft draft, OrderTimer timer)
    {
        if (!ShipmentTimers.TryRead(timer.Trigger, out var id, out var trigger)) return false;
        if (Planning.Of(draft, id) is not { } shipment || Process(draft, shipment) is not { } process) return true;
        if (Took(draft, process, ProcessRunner.AskDeadline(process, trigger)) is not { } firing) return true;
        draft.Because(OrdersCodes.DeadlineFired, ("trigger", timer.Trigger), ("step", firing.Step.Name));
        ProcessRunner.Pass(process, firing, timer.DueAt);
        return true;
    }

    /// <summary>True and a refusal when a timer is of a shipment whose workflow is not among the policies: nobody can say what its deadline fires.</summary>
    public static bool IsWithoutWorkflow(Draft draft, string timer)
    {
        if (!ShipmentTimers.TryRead(timer, out var id, out _) || draft.Order.Shipment(id)?.Process is not { } process) return false;
        if (draft.Policies.ShipmentWorkflow(process.Policy) is not null) return false;
        draft.Refuse(OrdersCodes.WorkflowUnknown, ("policy", process.Policy));
        return true;
    }

    /// <summary>False and a refusal when the shipment's step has no trigger for the verb that the actor may fire; facts and consequences pass.</summary>
    public static bool MayDo(Draft draft, Shipment shipment, string verb)
    {
        if (draft.IsFact || draft.IsConsequence) return true;
        if (Process(draft, shipment) is not { } process) return false;
        if (ProcessRunner.AskFor(process, verb).TryGet(out var firing, out var refusal)) draft.Leaves(firing, shipment.Id);
        else draft.Refuse(refusal);
        return !draft.IsRefused;
    }

    private static void Start(Draft draft, Shipment shipment, WorkflowDefinition workflow)
    {
        var facts = new ShipmentFacts(draft.Order, shipment, draft.Policies);
        if (!draft.Policies.ShipmentsOf(workflow, facts).TryGet(out var chosen, out var refusal)) Note(draft, refusal);
        else if (draft.Policies.ShipmentWorkflow(chosen) is not { } machine) draft.Refuse(OrdersCodes.WorkflowUnknown, ("policy", chosen));
        else if (ProcessRunner.Start(new ShipmentProcess(draft, shipment.Id, machine), shipment.Status.ToString()) is { } why) Note(draft, why);
    }

    // What left before is not looked after from now on: its deadlines would all have passed.
    private static bool IsLeaving(Draft draft, Shipment shipment) =>
        shipment is { Status: not ShipmentStatus.Planned, IsElsewhere: false } && draft.Before?.Shipment(shipment.Id)?.HandedOverAt is null;

    // What happened to the parcel stands whatever its workflow says: the process keeps its step, and the reason tells a person to look.
    private static void Note(Draft draft, Refusal refusal) => draft.Because(refusal.Code, [.. refusal.Arguments]);

    private static ShipmentProcess? Process(Draft draft, Shipment shipment)
    {
        if (shipment.Process is not { } at) draft.Refuse(OrdersCodes.ShipmentWithoutProcess, ("shipment", shipment.Id));
        else if (draft.Policies.ShipmentWorkflow(at.Policy) is { } machine) return new ShipmentProcess(draft, shipment.Id, machine);
        else draft.Refuse(OrdersCodes.WorkflowUnknown, ("policy", at.Policy));
        return null;
    }

    private static Firing? Took(Draft draft, ShipmentProcess process, Result<Firing> fired)
    {
        if (!fired.TryGet(out var firing, out var refusal))
        {
            draft.Refuse(refusal);
            return null;
        }

        draft.Using(process.Machine.Policy);
        draft.Leaves(firing, process.Id);
        return firing;
    }
}
