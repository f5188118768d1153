using System.Diagnostics;
using NodaTime;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>The process of a shipment in a decision, as the runner asks for it and moves it.</summary>
internal readonly struct ShipmentProcess(Draft draft, ShipmentId id, WorkflowMachine machine) : IMovingProcess
{
    public ShipmentId Id => id;

    public WorkflowMachine Machine => machine;

    public Actor Actor => draft.Context.Actor;

    public IFacts Facts => new ShipmentFacts(draft.Order, Shipment, draft.Policies);

    // What its present step has scanned says nothing of where it belongs.
    public IFacts EntryFacts =>
        new ShipmentFacts(draft.Order, Shipment is { Process: null } fresh ? fresh : Shipment with { Process = null }, draft.Policies);

    public string Step => At.Step;

    public string Status => At.Status.ToString();

    public string? MovedBy => At.Trigger;

    public ActorId By => At.By;

    public ValueList<ActorId> ApprovedBy => StepApproval.Elsewhere(At.Approvals, At.Step);

    public bool HasRegions => !At.Regions.IsEmpty;

    public WorkflowPosition Place => At.Place();

    public bool IsRefused => draft.IsRefused;

    private Shipment Shipment => draft.Order.Shipment(id)!;

    private ShipmentPosition At => Shipment.Process!;

    public void Enter(WorkflowStep step, string? trigger)
    {
        if (!Enum.TryParse<ShipmentStatus>(step.Status, out var status)) throw new UnreachableException($"{step} stands for no shipment status.");
        draft.Using(machine.Policy);
        Say(step);
        draft.Add(new ShipmentStepEntered(id, machine.Policy, step.Name, status, trigger, draft.Context.At, draft.Context.Actor.Id,
            StepHolds.Of(draft, step, id), Shipment.Process?.Hold) { Regions = StepHolds.Starts(draft, machine, step, id) });
    }

    public void EnterRegion(WorkflowStep step, string trigger)
    {
        var (at, region) = (draft.Context, step.Region!.Name);
        Say(step);
        draft.Add(new RegionStepEntered(region, step.Name, trigger, at.At, at.Actor.Id, StepHolds.Of(draft, step, id), At.Regions.HoldOf(region))
        {
            Shipment = id,
        });
    }

    public void Do(Firing firing, Instant? dueAt)
    {
        var at = draft.Context.At;
        switch (firing.Verb)
        {
            case ShipmentVerbs.HandOver: Shipping.Leave(draft, Shipment, new ShipShipment(id, at, [], [])); break;
            case ShipmentVerbs.Deliver: Shipping.Deliver(draft, new RecordDelivery(at, id, [])); break;
            case ShipmentVerbs.GiveBack: Shipping.GiveBack(draft, new GiveBackUndelivered(id, [])); break;
            case ShipmentVerbs.Lose: Shipping.Lose(draft, new RecordLoss(id, [])); break;
            case ShipmentVerbs.Release: Planning.Release(draft, new ReleaseShipment(id)); break;
            default: throw new UnreachableException($"{firing.Trigger} does what no shipment can do.");
        }
    }

    public void Remind(Firing firing) => draft.Add(new ShipmentStepReminded(id, firing.Step.Name, firing.Trigger.Name));

    private void Say(WorkflowStep step) =>
        draft.Because(OrdersCodes.ShipmentStepEnteredNow, ("shipment", id), ("step", step.Name), ("status", step.Status));
}
