using System.Collections.Frozen;
using System.Collections.Immutable;
using System.Diagnostics;
using System.Runtime.CompilerServices;
using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>A workflow compiled to a table of steps and triggers. Immutable; it holds no process, so that one serves all.</summary>
/// <remarks>
/// Facts are read through the slots of <see cref="WorkflowDomain.Facts"/>. Cost: a firing
/// without guard is a look-up in an array and a comparison of roles, and allocates nothing.
/// </remarks>
public sealed partial class WorkflowMachine
{
    private readonly WorkflowStep[] _steps;
    private readonly string[] _triggers;
    private readonly Cell?[] _table;
    private readonly int _width;
    private readonly FrozenDictionary<string, int> _stepIndex;
    private readonly FrozenDictionary<string, int> _triggerIndex;
    private readonly FrozenDictionary<string, StatusEntries> _entries;

    private WorkflowMachine(PolicyReference policy, WorkflowDefinition definition)
    {
        (Policy, Definition) = (policy, definition);
        _steps = [.. definition.Steps];
        _triggers = [.. definition.Steps.SelectMany(s => s.Triggers).Select(t => t.Name).Distinct(StringComparer.Ordinal)];
        _stepIndex = Indexed(_steps.Select(s => s.Name));
        _triggerIndex = Indexed(_triggers);
        _entries = definition.Entries.ToFrozenDictionary(e => e.Status, StringComparer.Ordinal);
        _width = _triggers.Length;
        _table = new Cell?[_steps.Length * _width];
        for (var i = 0; i < _steps.Length; i++)
        {
            foreach (var trigger in _steps[i].Triggers)
            {
                var target = trigger.To is null ? default : new StepId(_stepIndex[trigger.To]);
                var firing = new Firing(_steps[i], trigger, target.IsSet ? _steps[target.Index] : null) { TargetId = target };
                _table[(i * _width) + _triggerIndex[trigger.Name]] = new(firing);
            }
        }
    }

    /// <summary>The document that the machine was compiled from.</summary>
    public PolicyReference Policy { get; }

    /// <summary>The workflow.</summary>
    public WorkflowDefinition Definition { get; }

    /// <summary>All trigger names of the workflow, in document order.</summary>
    public IReadOnlyList<string> Triggers => Array.AsReadOnly(_triggers);

    /// <summary>Compiles a checked workflow.</summary>
    /// <param name="document">A document that loaded without finding.</param>
    public static WorkflowMachine Of(PolicyDocument<WorkflowDefinition> document)
    {
        ArgumentNullException.ThrowIfNull(document);
        return new(document.Reference, document.Policy);
    }

    /// <summary>The id of a step name, or false when the workflow has no such step.</summary>
    /// <param name="name">The name, as the document has it.</param>
    /// <param name="step">The id; unset where the answer is false.</param>
    public bool TryStep(string name, out StepId step)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = _stepIndex.TryGetValue(name, out var index);
        step = found ? new(index) : default;
        return found;
    }

    /// <summary>The id of a trigger name, or false when no step has such a trigger.</summary>
    /// <param name="name">The name, as the document has it.</param>
    /// <param name="trigger">The id; unset where the answer is false.</param>
    public bool TryTrigger(string name, out TriggerId trigger)
    {
        ArgumentNullException.ThrowIfNull(name);
        var found = _triggerIndex.TryGetValue(name, out var index);
        trigger = found ? new(index) : default;
        return found;
    }

    /// <summary>The step behind an id.</summary>
    /// <param name="step">An id that this machine gave.</param>
    /// <exception cref="ArgumentException">The id is unset or of another machine.</exception>
    public WorkflowStep Step(StepId step) =>
        (uint)step.Index < (uint)_steps.Length ? _steps[step.Index] : throw new ArgumentException("No step of this machine.", nameof(step));

    /// <summary>The step by which a status is entered: the first whose guard holds.</summary>
    /// <param name="status">A status of the axis, by its name.</param>
    /// <param name="facts">The facts that guards of entries read.</param>
    /// <remarks>
    /// Refuses with: <see cref="WorkflowCodes.StatusNotInWorkflow"/>; <c>rules.evaluation-failed</c>
    /// when a guard errs. Law: of the entries of a status one always holds.
    /// </remarks>
    public Result<StepEntry> Enter(string status, IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(status);
        ArgumentNullException.ThrowIfNull(facts);
        if (!_entries.TryGetValue(status, out var entries)) return Refusal.Of(WorkflowCodes.StatusNotInWorkflow, ("workflow", Policy), ("status", status));
        foreach (var entry in entries.Steps)
        {
            var holds = entry.When?.Holds(facts) ?? true;
            if (!holds.TryGet(out var isOpen, out var error)) return error;
            if (isOpen) return new StepEntry(_steps[_stepIndex[entry.Step]], true);
        }

        throw new UnreachableException($"The entries of {status} in {Policy} are all guarded.");
    }

    /// <summary>Where the process stands after an event: where it was while the status is the step's, else at the entry of the new status.</summary>
    /// <param name="step">The name of the step before the event.</param>
    /// <param name="status">The status after the event.</param>
    /// <param name="facts">The facts after the event.</param>
    /// <remarks>
    /// Refuses with: <see cref="WorkflowCodes.StepNotInWorkflow"/>, <see cref="WorkflowCodes.StatusNotInWorkflow"/>;
    /// <c>rules.evaluation-failed</c> when a guard of an entry errs.
    /// A refusal never undoes the event: only a ledger refuses facts. The process then keeps its step, and a person has to look.
    /// </remarks>
    public Result<StepEntry> Follow(string step, string status, IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(status);
        if (!TryStep(step, out var id)) return Unknown(step);
        var present = _steps[id.Index];
        return present.Status == status ? new StepEntry(present, false) : Enter(status, facts);
    }

    /// <summary>Whether an actor may fire a trigger at a step, and what that means; changes nothing.</summary>
    /// <param name="step">The name of the step at which the process stands.</param>
    /// <param name="trigger">The trigger's name.</param>
    /// <param name="actor">Who fires, in which roles.</param>
    /// <param name="facts">The facts that guards read.</param>
    /// <param name="requestedBy">Who asked for what is approved; needed by triggers with four eyes only.</param>
    /// <param name="approvedBy">Who approved at other steps of this process before (see
    /// <see cref="StepApproval.Elsewhere"/>): none of them may fire a trigger with four eyes.</param>
    /// <remarks>
    /// Refuses with, the first that applies: <see cref="WorkflowCodes.StepNotInWorkflow"/>, <see cref="WorkflowCodes.TriggerNotPermitted"/>,
    /// <see cref="WorkflowCodes.RoleMissing"/>, <see cref="RoleCodes.MayNotFire"/>,
    /// <see cref="WorkflowCodes.RequesterUnknown"/>, <see cref="WorkflowCodes.FourEyes"/>,
    /// <see cref="WorkflowCodes.GuardRefused"/>, <c>rules.evaluation-failed</c>.
    /// </remarks>
    /// <example>
    /// <code>
    /// var machine = OrderPolicies.Default.Standard;                                          // a loaded document, compiled to a table
    /// var agent = new Actor(ActorId.Of("agent-1"), [Role.Agent]);
    /// var facts = new FactValues(OrderDomain.Standard.Facts);
    ///
    /// Firing cancel = machine.Fire("unpaid", "cancel", agent, facts).ValueOrThrow();         // does the verb "cancel"
    /// Refusal refused = machine.Fire("on-the-way", "cancel", agent, facts).Refusal!;         // workflow.trigger-not-permitted
    /// string picture = WorkflowDiagram.Mermaid(machine.Definition);                          // paste it into any Markdown page
    /// </code>
    /// </example>
    public Result<Firing> Fire(string step, string trigger, Actor actor, IFacts facts, ActorId requestedBy = default, ValueList<ActorId> approvedBy = default)
    {
        if (!TryStep(step, out var stepId)) return Unknown(step);
        return TryTrigger(trigger, out var triggerId)
            ? Fire(stepId, triggerId, actor, facts, requestedBy, approvedBy)
            : Refusals.NotPermitted(_steps[stepId.Index], trigger);
    }

    /// <summary>The same by ids, without looking up names.</summary>
    /// <param name="step">Where the process stands.</param>
    /// <param name="trigger">What is fired.</param>
    /// <param name="actor">Who fires, in which roles.</param>
    /// <param name="facts">The facts that guards read.</param>
    /// <param name="requestedBy">Who asked for what is approved; needed by triggers with four eyes only.</param>
    /// <param name="approvedBy">Who approved at other steps of this process before.</param>
    /// <exception cref="ArgumentException">An id is unset or of another machine.</exception>
    public Result<Firing> Fire(StepId step, TriggerId trigger, Actor actor, IFacts facts, ActorId requestedBy = default,
        ValueList<ActorId> approvedBy = default)
    {
        var table = _table;
        var at = (step.Index * _width) + trigger.Index;
        // What is usual is answered here without a call, or by one that ends here; all else is apart, so that this needs no frame of its own.
        if (actor is null || facts is null || step.Index < 0 || (uint)trigger.Index >= (uint)_width || (uint)at >= (uint)table.Length
            || table[at] is not { } cell || !cell.IsAtOnceOpenTo(actor)) return Asked(step, trigger, actor, facts, requestedBy, approvedBy);
        return cell.IsPlain ? cell.Firing : Judged(cell, actor, facts, requestedBy, approvedBy);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Result<Firing> Asked(StepId step, TriggerId trigger, Actor? actor, IFacts? facts, ActorId requestedBy, ValueList<ActorId> approvedBy)
    {
        var at = (step.Index * _width) + trigger.Index;
        if (actor is null || facts is null || step.Index < 0 || (uint)trigger.Index >= (uint)_width || (uint)at >= (uint)_table.Length)
            throw Unusable(step, actor, facts);
        if (_table[at] is not { } cell) return NotPermitted(step, trigger);
        if (!cell.IsOpenTo(actor)) return NotOpen(cell, actor);
        return cell.IsPlain ? cell.Firing : Judged(cell, actor, facts, requestedBy, approvedBy);
    }

    /// <summary>The same for an actor whose right was judged elsewhere: guard and four eyes alone decide.</summary>
    /// <param name="step">The name of the step at which the process stands.</param>
    /// <param name="trigger">The trigger's name.</param>
    /// <param name="actor">Who fires; the roles do not matter.</param>
    /// <param name="facts">The facts that guards read.</param>
    /// <param name="requestedBy">As for <see cref="Fire(string, string, Actor, IFacts, ActorId, ValueList{ActorId})"/>.</param>
    /// <param name="approvedBy">As there.</param>
    public Result<Firing> FireAsOpen(string step, string trigger, Actor actor, IFacts facts, ActorId requestedBy = default,
        ValueList<ActorId> approvedBy = default)
    {
        ArgumentNullException.ThrowIfNull(actor);
        ArgumentNullException.ThrowIfNull(facts);
        if (!TryStep(step, out var stepId)) return Unknown(step);
        return TryTrigger(trigger, out var triggerId) && _table[(stepId.Index * _width) + triggerId.Index] is { } cell
            ? Judged(cell, actor, facts, requestedBy, approvedBy)
            : Refusals.NotPermitted(_steps[stepId.Index], trigger);
    }

    /// <summary>What an actor can fire at a step now, and for every other trigger of the workflow why not; in document order.</summary>
    /// <param name="step">The name of the step at which the process stands.</param>
    /// <param name="actor">Who would fire, in which roles.</param>
    /// <param name="facts">The facts that guards read.</param>
    /// <param name="requestedBy">Who asked for what is approved; unset where nothing is.</param>
    /// <param name="approvedBy">Who approved at other steps of this process before.</param>
    /// <remarks>
    /// Refuses with: <see cref="WorkflowCodes.StepNotInWorkflow"/>. Law: each answer is what
    /// <see cref="Fire(string, string, Actor, IFacts, ActorId, ValueList{ActorId})"/> gives.
    /// </remarks>
    public Result<ValueList<TriggerAnswer>> Permitted(string step, Actor actor, IFacts facts, ActorId requestedBy = default,
        ValueList<ActorId> approvedBy = default)
    {
        if (!TryStep(step, out var id)) return Unknown(step);
        var answers = new TriggerAnswer[_triggers.Length];
        for (var i = 0; i < answers.Length; i++)
        {
            var result = Fire(id, new TriggerId(i), actor, facts, requestedBy, approvedBy);
            answers[i] = result.TryGet(out var firing, out var refusal) ? new(_triggers[i], firing, null) : new(_triggers[i], null, refusal);
        }

        return answers.ToValueList();
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private Refusal NotPermitted(StepId step, TriggerId trigger) => Refusals.NotPermitted(_steps[step.Index], _triggers[trigger.Index]);

    [MethodImpl(MethodImplOptions.NoInlining)]
    private ArgumentException Unusable(StepId step, Actor? actor, IFacts? facts) =>
        actor is null ? new ArgumentNullException(nameof(actor))
        : facts is null ? new ArgumentNullException(nameof(facts))
        : (uint)step.Index >= (uint)_steps.Length ? new ArgumentException("No step of this machine.", nameof(step))
        : new ArgumentException("No trigger of this machine.", "trigger");

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static Result<Firing> Judged(Cell cell, Actor actor, IFacts facts, ActorId requestedBy, ValueList<ActorId> approvedBy)
    {
        if (cell.NeedsFourEyes)
        {
            if (requestedBy == default) return Refusals.RequesterUnknown(cell.Firing);
            if (requestedBy == actor.Id || approvedBy.Items.Contains(actor.Id)) return Refusals.FourEyes(cell.Firing, actor);
        }

        if (cell.Guard is not { } guard) return cell.Firing;
        if (!guard.Holds(facts).TryGet(out var isOpen, out var error)) return error;
        return isOpen ? cell.Firing : Refusals.Guard(cell.Firing, guard, facts);
    }

    private static FrozenDictionary<string, int> Indexed(IEnumerable<string> names) =>
        names.Select((name, index) => (name, index)).ToFrozenDictionary(p => p.name, p => p.index, StringComparer.Ordinal);

    private Refusal Unknown(string step) => Refusal.Of(WorkflowCodes.StepNotInWorkflow, ("workflow", Policy), ("step", step));
}
