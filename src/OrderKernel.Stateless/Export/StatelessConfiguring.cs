using OrderKernel.Rules;
using OrderKernel.Workflow;
using Stateless;
using Stateless.Reflection;

namespace OrderKernel.Stateless;

/// <summary>Configures one Stateless machine after a workflow.</summary>
internal sealed class StatelessConfiguring(WorkflowMachine workflow, StatelessHost host)
{
    private static readonly TextCatalog Texts = TextCatalog.Of(typeof(WorkflowMachine).Assembly);

    // Roles and four eyes are the host's: nobody in particular asks, for somebody else.
    private static readonly Actor Nobody = new(ActorId.Of("stateless"), []);
    private static readonly ActorId SomebodyElse = ActorId.Of("host");

    private readonly Dictionary<(StepId Step, TriggerId Trigger), Firing> _firings = [];

    public StateMachine<StepId, TriggerId> Machine()
    {
        var machine = new StateMachine<StepId, TriggerId>(host.Step, host.SetStep);
        foreach (var step in workflow.Definition.Steps)
        {
            if (step.Region is null) Configure(machine, step);
        }

        machine.OnUnhandledTrigger((step, trigger, _) => throw new RefusalException(WhyNot(step, trigger)));
        // A host may configure more: of that the workflow knows no firing.
        if (host.Fired is { } fired)
            machine.OnTransitionCompleted(t => { if (_firings.TryGetValue((t.Source, t.Trigger), out var firing)) fired(firing); });
        return machine;
    }

    private void Configure(StateMachine<StepId, TriggerId> machine, WorkflowStep step)
    {
        var state = machine.Configure(Id(step.Name));
        if (host.Left is { } left) state.OnExit(t => { if (Moves(t)) left(step); }, nameof(StatelessHost.Left));
        if (host.Entered is { } entered) state.OnEntry(t => { if (Moves(t)) entered(step); }, nameof(StatelessHost.Entered));
        foreach (var trigger in step.Triggers)
        {
            workflow.TryTrigger(trigger.Name, out var id);
            var firing = new Firing(step, trigger, trigger.To is { } to ? workflow.Step(Id(to)) : null);
            _firings.Add((Id(step.Name), id), firing);
            if (trigger.When is { } guard) Permit(state, id, firing, () => Holds(guard), Described(firing, guard));
            else Permit(state, id, firing);
        }
    }

    private void Permit(StateMachine<StepId, TriggerId>.StateConfiguration state, TriggerId id, Firing firing)
    {
        if (firing.Target is { } target)
        {
            if (target == firing.Step) state.PermitReentry(id);
            else state.Permit(id, Id(target.Name));
        }
        else if (MovesNothing(firing)) state.InternalTransition(id, _ => Notice(firing));
        else state.PermitDynamic(id, () => After(firing), firing.Verb, Possible(firing));
    }

    private void Permit(StateMachine<StepId, TriggerId>.StateConfiguration state, TriggerId id, Firing firing, Func<bool> guard, string description)
    {
        if (firing.Target is { } target)
        {
            if (target == firing.Step) state.PermitReentryIf(id, guard, description);
            else state.PermitIf(id, Id(target.Name), guard, description);
        }
        else if (MovesNothing(firing)) state.InternalTransitionIf(id, _ => guard(), _ => Notice(firing), description);
        else state.PermitDynamicIf(id, () => After(firing), firing.Verb, guard, description, Possible(firing));
    }

    // Stateless enters a step anew where a dynamic transition ends at where it began; a workflow stays.
    private bool Moves(StateMachine<StepId, TriggerId>.Transition transition) =>
        !transition.IsReentry || !_firings.TryGetValue((transition.Source, transition.Trigger), out var firing) || firing.Target is not null;

    private bool Holds(Expression guard) => guard.Holds(host.Facts()).TryGet(out var isOpen, out _) && isOpen;

    private void Notice(Firing firing)
    {
        host.Does(firing);
        host.Fired?.Invoke(firing);
    }

    private StepId After(Firing firing) =>
        Id(workflow.Follow(firing.Step.Name, host.Does(firing), host.Facts()).ValueOrThrow().Step.Name);

    private Refusal WhyNot(StepId step, TriggerId trigger) =>
        workflow.FireAsOpen(workflow.Step(step).Name, NameOf(trigger), Nobody, host.Facts(), SomebodyElse).Refusal
            // The facts changed between the two looks.
            ?? Refusal.Of(WorkflowCodes.TriggerNotPermitted, ("trigger", NameOf(trigger)), ("step", workflow.Step(step).Name),
                ("status", workflow.Step(step).Status)) with { IsTransient = true };

    private string NameOf(TriggerId trigger) => workflow.Triggers.FirstOrDefault(n => workflow.TryTrigger(n, out var id) && id == trigger) ?? "";

    private static string Described(Firing firing, Expression guard)
    {
        var reason = Reason.Of(WorkflowCodes.GuardRefused, ("trigger", firing.Trigger), ("step", firing.Step.Name), ("guard", guard.Text));
        return $"{reason.Code}: {Texts.Text(reason, Language.English)}";
    }

    private DynamicStateInfos Possible(Firing firing)
    {
        var possible = new DynamicStateInfos();
        foreach (var move in Verb(firing).Moves)
        {
            if (move.From != firing.Step.Status) continue;
            if (move.To == move.From) possible.Add(firing.Step.Name, move.To);
            else
            {
                foreach (var entry in workflow.Definition.Entries.Items.Where(e => e.Status == move.To).SelectMany(e => e.Steps))
                    possible.Add(entry.Step, move.To);
            }
        }

        return possible;
    }

    private bool MovesNothing(Firing firing) => Verb(firing).MovesNothing;

    private DomainVerb Verb(Firing firing) => workflow.Definition.Domain.Verbs.Items.First(v => v.Name == firing.Verb);

    private StepId Id(string step) => workflow.TryStep(step, out var id) ? id : throw new System.Diagnostics.UnreachableException($"There is no step {step}.");
}
