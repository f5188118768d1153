using System.Diagnostics;
using NodaTime;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders.Decisions;

/// <summary>The process of the order in a decision, as the runner asks for it and moves it.</summary>
internal readonly struct OrderProcess(Draft draft, WorkflowMachine machine) : IMovingProcess
{
    public WorkflowMachine Machine => machine;

    public Actor Actor => draft.Context.Actor;

    public IFacts Facts => new OrderFacts(draft.Order);

    public IFacts EntryFacts => new OrderFacts(draft.Order);

    public string Step => At.Step;

    public string Status => At.Status.ToString();

    public string? MovedBy => At.Trigger;

    public ActorId By => At.By;

    public ValueList<ActorId> ApprovedBy => StepApproval.Elsewhere(At.Approvals, At.Step);

    public bool HasRegions => !At.Regions.IsEmpty;

    public WorkflowPosition Place => At.Place();

    public bool IsRefused => draft.IsRefused;

    private ProcessPosition At => draft.Order.Process!;

    public void Enter(WorkflowStep step, string? trigger)
    {
        if (!Enum.TryParse<OrderStatus>(step.Status, out var status)) throw new UnreachableException($"{step} stands for no headline.");
        Say(step);
        draft.Add(new StepEntered(machine.Policy, step.Name, status, trigger, draft.Context.At, draft.Context.Actor.Id, StepHolds.Of(draft, step, null),
            draft.Order.Process?.Hold) { Regions = StepHolds.Starts(draft, machine, step, null) });
    }

    public void EnterRegion(WorkflowStep step, string trigger)
    {
        var (at, region) = (draft.Context, step.Region!.Name);
        Say(step);
        draft.Add(new RegionStepEntered(region, step.Name, trigger, at.At, at.Actor.Id, StepHolds.Of(draft, step, null), At.Regions.HoldOf(region)));
    }

    public void Do(Firing firing, Instant? dueAt)
    {
        switch (firing.Verb)
        {
            case OrderVerbs.Expire when dueAt is { } due:
                Cancelling.Expire(draft, due);
                break;
            case OrderVerbs.Complete when dueAt is { } due:
                draft.Add(new OrderCompleted(CompletionCause.WindowOver, due));
                break;
            case OrderVerbs.Cancel or OrderVerbs.CancelOpen:
                if (draft.IsFree(HoldScopes.Edit, null, [])) Cancelling.Cancel(draft, new CancelUnits([]));
                break;
            case OrderVerbs.Complete:
                Cancelling.Complete(draft);
                break;
            default:
                draft.Refuse(OrdersCodes.TriggerNeedsCommand, ("trigger", firing.Trigger.Name), ("verb", firing.Verb));
                break;
        }
    }

    public void Remind(Firing firing) => draft.Add(new StepReminded(firing.Step.Name, firing.Trigger.Name));

    private void Say(WorkflowStep step)
    {
        draft.Using(machine.Policy);
        draft.Because(OrdersCodes.StepEnteredNow, ("step", step.Name), ("status", step.Status));
    }
}
