using OrderKernel.Rules;
using OrderKernel.Workflow;
using Stateless;

namespace OrderKernel.Stateless.Tests;

/// <summary>A workflow's machine beside the Stateless machine that was exported from it, with one process in hand.</summary>
internal sealed class Pair
{
    private readonly List<string> _told = [];
    private readonly Dictionary<string, TriggerId> _triggers;
    private readonly Actor _everybody;
    private StepId _step;
    private string _status = "";
    private IFacts _facts;

    private Pair(WorkflowMachine workflow, WorkflowMachine exported)
    {
        Workflow = workflow;
        _facts = new FactValues(workflow.Definition.Domain.Facts);
        _step = Id(Steps.First().Name);
        _triggers = workflow.Triggers.ToDictionary(n => n, n => workflow.TryTrigger(n, out var id) ? id : default);
        // Roles and four eyes are left aside: whoever asks has every role, and asks for somebody else.
        _everybody = new(ActorId.Of("everybody"), workflow.Definition.Steps.SelectMany(s => s.Triggers).SelectMany(t => t.Roles).Distinct().ToValueList());
        Machine = StatelessExport.ToStateMachine(exported, new(() => _step, s => _step = s, () => _facts, _ => _status)
        {
            Keeps = HostParts.All,
            Left = s => _told.Add($"left {s.Name}"),
            Entered = s => _told.Add($"entered {s.Name}"),
            Fired = f => _told.Add($"fired {f.Trigger.Name}"),
        }).ValueOrThrow();
    }

    public WorkflowMachine Workflow { get; }

    public StateMachine<StepId, TriggerId> Machine { get; }

    public IEnumerable<WorkflowStep> Steps => Workflow.Definition.Steps.Items.Where(s => s.Region is null);

    public static Pair Of(WorkflowMachine workflow, WorkflowMachine? exported = null) => new(workflow, exported ?? workflow);

    public TriggerId Trigger(string name) => _triggers[name];

    public string NameOf(StepId step) => Workflow.Step(step).Name;

    public string NameOf(TriggerId trigger) => _triggers.Single(t => t.Value == trigger).Key;

    /// <summary>Null when both machines do the same at every step on these facts, else where they differ.</summary>
    public string? Difference(IFacts facts)
    {
        _facts = facts;
        foreach (var step in Steps)
        {
            Stand(step);
            var answers = Workflow.Permitted(step.Name, _everybody, facts, ActorId.Of("asked")).ValueOrThrow().Items.Where(a => a.IsPermitted).ToArray();
            var permitted = Machine.PermittedTriggersAsync.GetAwaiter().GetResult().Select(NameOf).OrderBy(n => n, StringComparer.Ordinal).ToArray();
            if (!permitted.SequenceEqual(answers.Select(a => a.Trigger).OrderBy(n => n, StringComparer.Ordinal))) return $"{step}: {string.Join(", ", permitted)}";
            foreach (var trigger in Workflow.Triggers)
            {
                if (Machine.CanFire(Trigger(trigger)) != permitted.Contains(trigger)) return $"{step}: CanFire {trigger}";
            }

            foreach (var answer in answers)
            {
                if (Difference(step, answer.Firing!, facts) is { } difference) return difference;
            }
        }

        return null;
    }

    private string? Difference(WorkflowStep step, Firing firing, IFacts facts)
    {
        foreach (var status in Statuses(step, firing))
        {
            Stand(step);
            _status = status;
            var entry = firing.Target is { } target
                ? new StepEntry(target, true)
                : Workflow.Follow(step.Name, status, facts).TryGet(out var follows, out _) ? follows : default(StepEntry?);
            if (entry is not { } expected)
            {
                // Where no step can be found the process keeps its own, and nobody is told.
                Assert.Throws<RefusalException>(() => Machine.Fire(Trigger(firing.Trigger.Name)));
                if (NameOf(_step) != step.Name || _told.Count > 0) return $"{step}: {firing.Trigger} moves without an entry";
                continue;
            }

            Machine.Fire(Trigger(firing.Trigger.Name));
            string[] moved = expected.IsEntered ? [$"left {step.Name}", $"entered {expected.Step.Name}"] : [];
            var said = $"{NameOf(_step)}: {string.Join(", ", _told)}";
            var wanted = $"{expected.Step.Name}: {string.Join(", ", moved.Append($"fired {firing.Trigger.Name}"))}";
            if (said != wanted) return $"{step}, {firing.Trigger}, {status}: {said}, not {wanted}";
        }

        return null;
    }

    /// <summary>The statuses that may follow a firing; its own where it moves to a step or moves nothing.</summary>
    private IEnumerable<string> Statuses(WorkflowStep step, Firing firing)
    {
        var moves = Workflow.Definition.Domain.Verbs.Items.FirstOrDefault(v => v.Name == firing.Verb)?.Moves.Where(m => m.From == step.Status) ?? [];
        return moves.IsEmpty ? [step.Status] : moves.Items.Select(m => m.To).Where(Has);
    }

    private bool Has(string status) => Workflow.Definition.Entries.Items.Any(e => e.Status == status);

    private void Stand(WorkflowStep step)
    {
        _step = Id(step.Name);
        _told.Clear();
    }

    private StepId Id(string step) => Workflow.TryStep(step, out var id) ? id : throw new ArgumentException(step);
}
