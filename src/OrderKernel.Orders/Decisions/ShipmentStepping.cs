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
                Follow(draft, shipment, shipment.Process, machine);
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
        if (Planning.Of(draft, command.Shipment) is not { } shipment) return;
        if (Fired(draft, shipment, command.Trigger) is { } firing) Do(draft, shipment, firing);
    }

    /// <summary>Fires a shipment's deadline; false when the timer is not a shipment's.</summary>
    public static bool Deadline(Draft draft, OrderTimer timer)
    {
        if (!ShipmentTimers.TryRead(timer.Trigger, out var id, out var trigger)) return false;
        if (Planning.Of(draft, id) is not { } shipment) return true;
        if (shipment.Process is { } process) trigger = TimedStep.Own(trigger, process.Step, process.Regions);
        if (Fired(draft, shipment, trigger) is not { } firing) return true;
        draft.Because(OrdersCodes.DeadlineFired, ("trigger", timer.Trigger), ("step", firing.Step.Name));
        Do(draft, shipment, firing);
        if (firing.Verb is { } verb && !IsNotice(verb) && !draft.IsRefused) draft.Add(new ShipmentStepReminded(id, firing.Step.Name, firing.Trigger.Name));
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
        if (Machine(draft, shipment) is not { } machine) return false;
        var process = shipment.Process!;
        Refusal? first = null;
        if (machine.TryStep(process.Step, out var id))
        {
            foreach (var trigger in machine.Step(id).Triggers)
            {
                if (trigger.Does != verb) continue;
                if (Judge(draft, shipment, machine, trigger.Name).TryGet(out var firing, out var refusal))
                {
                    draft.Leaves(firing, shipment.Id);
                    return true;
                }

                first ??= refusal;
            }
        }

        draft.Refuse(first ?? Refusal.Of(WorkflowCodes.TriggerNotPermitted, ("trigger", verb), ("step", process.Step), ("status", process.Status)));
        return false;
    }

    private static bool IsNotice(string verb) => verb is ShipmentVerbs.Notify or ShipmentVerbs.Remind or ShipmentVerbs.Alert;

    private static void Start(Draft draft, Shipment shipment, WorkflowDefinition workflow)
    {
        var facts = new ShipmentFacts(draft.Order, shipment, draft.Policies);
        if (!draft.Policies.ShipmentsOf(workflow, facts).TryGet(out var chosen, out var refusal)) Note(draft, refusal);
        else if (draft.Policies.ShipmentWorkflow(chosen) is not { } machine) draft.Refuse(OrdersCodes.WorkflowUnknown, ("policy", chosen));
        else if (machine.Enter(shipment.Status.ToString(), facts).TryGet(out var entry, out refusal)) Enter(draft, shipment, machine, entry.Step, null);
        else Note(draft, refusal);
    }

    // What left before is not looked after from now on: its deadlines would all have passed.
    private static bool IsLeaving(Draft draft, Shipment shipment) =>
        shipment is { Status: not ShipmentStatus.Planned, IsElsewhere: false } && draft.Before?.Shipment(shipment.Id)?.HandedOverAt is null;

    private static void Follow(Draft draft, Shipment shipment, ShipmentPosition process, WorkflowMachine machine)
    {
        // As with the order: work side by side ends by a trigger, the join or another status.
        if (!process.Regions.IsEmpty && process.Status == shipment.Status) return;
        // Asked as if it stood nowhere: what its present step has scanned says nothing of where it belongs, and would send it to and fro.
        var facts = new ShipmentFacts(draft.Order, shipment with { Process = null }, draft.Policies);
        var next = Entering.Next(machine, process.Step, process.Trigger, process.Status == shipment.Status, shipment.Status.ToString(), facts);
        if (!next.TryGet(out var entry, out var refusal)) Note(draft, refusal);
        else if (entry.IsEntered) Enter(draft, shipment, machine, entry.Step, null);
    }

    // What happened to the parcel stands whatever its workflow says: the process keeps its step, and the reason tells a person to look.
    private static void Note(Draft draft, Refusal refusal) => draft.Because(refusal.Code, [.. refusal.Arguments]);

    private static WorkflowMachine? Machine(Draft draft, Shipment shipment)
    {
        if (shipment.Process is not { } process)
        {
            draft.Refuse(OrdersCodes.ShipmentWithoutProcess, ("shipment", shipment.Id));
            return null;
        }

        var machine = draft.Policies.ShipmentWorkflow(process.Policy);
        if (machine is null) draft.Refuse(OrdersCodes.WorkflowUnknown, ("policy", process.Policy));
        return machine;
    }

    private static Result<Firing> Judge(Draft draft, Shipment shipment, WorkflowMachine machine, string trigger) =>
        machine.Fire(shipment.Process!.Place(), trigger, draft.Context.Actor, new ShipmentFacts(draft.Order, shipment, draft.Policies))
            .Then(p => Result.Ok(p.Firing));

    private static Firing? Fired(Draft draft, Shipment shipment, string trigger)
    {
        if (Machine(draft, shipment) is not { } machine) return null;
        if (!Judge(draft, shipment, machine, trigger).TryGet(out var firing, out var refusal))
        {
            draft.Refuse(refusal);
            return null;
        }

        draft.Using(machine.Policy);
        draft.Leaves(firing, shipment.Id);
        return firing;
    }

    private static void Do(Draft draft, Shipment shipment, Firing firing)
    {
        var at = draft.Context.At;
        if (firing.Target is { } target)
        {
            var machine = draft.Policies.ShipmentWorkflow(shipment.Process!.Policy)!;
            if (firing.Step.Region is { } region) GoOn(draft, shipment, machine, region.Name, target, firing.Trigger.Name);
            else Enter(draft, shipment, machine, target, firing.Trigger.Name);
            return;
        }

        switch (firing.Verb)
        {
            case ShipmentVerbs.HandOver: Shipping.Leave(draft, shipment, new ShipShipment(shipment.Id, at, [], [])); break;
            case ShipmentVerbs.Deliver: Shipping.Deliver(draft, new RecordDelivery(at, shipment.Id, [])); break;
            case ShipmentVerbs.GiveBack: Shipping.GiveBack(draft, new GiveBackUndelivered(shipment.Id, [])); break;
            case ShipmentVerbs.Lose: Shipping.Lose(draft, new RecordLoss(shipment.Id, [])); break;
            case ShipmentVerbs.Release: Planning.Release(draft, new ReleaseShipment(shipment.Id)); break;
            default: draft.Add(new ShipmentStepReminded(shipment.Id, firing.Step.Name, firing.Trigger.Name)); break;
        }
    }

    private static void Enter(Draft draft, Shipment shipment, WorkflowMachine machine, WorkflowStep step, string? trigger)
    {
        if (!Enum.TryParse<ShipmentStatus>(step.Status, out var status))
            throw new System.Diagnostics.UnreachableException($"{step} stands for no shipment status.");
        var (at, by) = (draft.Context.At, draft.Context.Actor.Id);
        draft.Using(machine.Policy);
        draft.Because(OrdersCodes.ShipmentStepEnteredNow, ("shipment", shipment.Id), ("step", step.Name), ("status", status));
        draft.Add(new ShipmentStepEntered(shipment.Id, machine.Policy, step.Name, status, trigger, at, by, StepHolds.Of(draft, step, shipment.Id),
            shipment.Process?.Hold)
        {
            Regions = StepHolds.Starts(draft, machine, step, shipment.Id),
        });
    }

    // A region goes on by itself; once enough of them are done, so does the shipment's process.
    private static void GoOn(Draft draft, Shipment shipment, WorkflowMachine machine, string region, WorkflowStep step, string trigger)
    {
        var left = shipment.Process!.Regions.Items.First(r => r.Region == region);
        draft.Because(OrdersCodes.ShipmentStepEnteredNow, ("shipment", shipment.Id), ("step", step.Name), ("status", step.Status));
        draft.Add(new RegionStepEntered(region, step.Name, trigger, draft.Context.At, draft.Context.Actor.Id, StepHolds.Of(draft, step, shipment.Id),
            left.Hold) { Shipment = shipment.Id });
        if (!draft.IsRefused && draft.Order.Shipment(shipment.Id) is { } now && machine.Joined(now.Process!.Place()) is { } joined)
            Enter(draft, now, machine, joined, trigger);
    }
}
