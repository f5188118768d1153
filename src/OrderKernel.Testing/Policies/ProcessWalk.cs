using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Testing;

/// <summary>A turn of a process: the facts as they are then, and which of the ways that are open is gone.</summary>
internal sealed record ProcessTurn(IFacts Facts, int Way)
{
    public override string ToString() => $"way {Way}";
}

/// <summary>Walks a workflow at random and looks from where it stands for a way to a final step.</summary>
internal sealed class ProcessWalk
{
    private const int DrawnAtEnd = 20;
    private readonly WorkflowMachine _machine;
    private readonly WorkflowDefinition _definition;
    private readonly ValueList<Role> _roles;
    private readonly Dictionary<string, Expression?> _always;
    private readonly ImmutableArray<IFacts> _examples;
    private int _people;

    public ProcessWalk(WorkflowMachine machine)
    {
        (_machine, _definition) = (machine, machine.Definition);
        // Rights only add up: one who has all roles may do what any of them may.
        _roles = _definition.Steps.SelectMany(s => s.Triggers.Items).SelectMany(t => t.Roles.Items)
            .Concat(machine.Roles is { } matrix ? matrix.Roles.Select(r => r.Role) : []).Distinct().ToValueList();
        _always = _definition.Domain.Statuses.Items.ToDictionary(s => s.Name, s => s.Always is { } always ? Guard(always) : null, StringComparer.Ordinal);
        _examples = [.. Examples()];
        Turns = Arb.From(
            from length in Gen.Choose(0, 8)
            from turns in Turn().ArrayOf(length + DrawnAtEnd)
            select turns,
            // From the beginning: the facts that are drawn for the way home stay as many.
            turns => turns.Length > DrawnAtEnd ? [turns[1..]] : []);
    }

    public Arbitrary<ProcessTurn[]> Turns { get; }

    /// <summary>Where the process is stuck after the turns, and why; null when it can end from there.</summary>
    public string? StuckAfter(ProcessTurn[] turns)
    {
        _people = 0;
        var drawn = turns.Select(t => t.Facts).Concat(_examples).ToImmutableArray();
        var starts = _definition.Domain.Statuses.Items.Where(s => s.IsInitial).SelectMany(s => Entered(s.Name, null, drawn)).ToArray();
        if (starts.Length == 0) return null;
        var position = starts[turns[0].Way % starts.Length];
        foreach (var turn in turns.SkipLast(DrawnAtEnd))
        {
            var ways = Ways(position, [turn.Facts]).ToArray();
            if (ways.Length > 0) position = ways[turn.Way % ways.Length];
        }

        return Ends(position, drawn) ? null : $"{_machine.Policy} never ends from {position}: {WhyNot(position, drawn)}";
    }

    private bool Ends(WorkflowPosition start, ImmutableArray<IFacts> facts)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { start.ToString() };
        var open = new Queue<WorkflowPosition>([start]);
        while (open.Count > 0)
        {
            var position = open.Dequeue();
            if (StepOf(position).IsFinal) return true;
            foreach (var next in Ways(position, facts))
            {
                if (seen.Add(next.ToString())) open.Enqueue(next);
            }
        }

        return false;
    }

    // All positions that may come next: by what somebody fires, and by facts alone.
    private IEnumerable<WorkflowPosition> Ways(WorkflowPosition position, ImmutableArray<IFacts> facts)
    {
        var status = StepOf(position).Status;
        var follows = new HashSet<string>(_definition.Domain.Statuses.Items.Single(s => s.Name == status).ByFacts, StringComparer.Ordinal);
        foreach (var one in facts.Where(f => MayBe(status, f)))
        {
            foreach (var answer in Permitted(position, one))
            {
                if (answer.Passage is not { } passage) continue;
                if (passage.Position.ToString() != position.ToString()) yield return passage.Position;
                if (passage.Firing.Verb is { } verb)
                    follows.UnionWith(_definition.Domain.Verbs.Items.Single(v => v.Name == verb).Moves.Where(m => m.From == status).Select(m => m.To));
            }
        }

        follows.Remove(status);
        foreach (var entered in follows.SelectMany(s => Entered(s, position, facts))) yield return entered;
    }

    private IEnumerable<WorkflowPosition> Entered(string status, WorkflowPosition? before, ImmutableArray<IFacts> facts)
    {
        foreach (var one in facts.Where(f => MayBe(status, f)))
        {
            if (_machine.Enter(status, one).TryGet(out var entry, out _)) yield return WorkflowPosition.Of(entry.Step, Somebody().Id, before?.Approvals ?? []);
        }
    }

    private ValueList<StepAnswer> Permitted(WorkflowPosition position, IFacts facts) => _machine.Permitted(position, Somebody(), facts).ValueOrThrow();

    private string WhyNot(WorkflowPosition position, ImmutableArray<IFacts> facts) => string.Join("; ",
        facts.Where(f => MayBe(StepOf(position).Status, f)).SelectMany(f => Permitted(position, f).Items)
            .Select(a => a.WhyNot is { } refusal ? $"{a.Step}/{a.Trigger}: {refusal.Code}" : $"{a.Step}/{a.Trigger} leads to no end").Distinct());

    private bool MayBe(string status, IFacts facts) => _always[status] is not { } always || (always.Holds(facts).TryGet(out var holds, out _) && holds);

    private WorkflowStep StepOf(WorkflowPosition position) =>
        _machine.TryStep(position.Main.Step, out var step) ? _machine.Step(step) : throw new System.Diagnostics.UnreachableException(position.ToString());

    // Each time somebody else, so that four eyes hold nobody up.
    private Actor Somebody() => new(ActorId.Of($"person-{++_people}"), _roles);

    private Expression Guard(string text) => Expression.Compile(text, _definition.Domain.Facts, FactType.Bool).ValueOrThrow();

    // Facts on which each guard holds, and on which it does not, within what each status promises.
    private IEnumerable<IFacts> Examples()
    {
        var promises = _always.Values.Select(a => a?.Text ?? "true").Distinct(StringComparer.Ordinal).ToArray();
        var guards = _definition.Steps.SelectMany(s => s.Triggers.Items).Select(t => t.When)
            .Concat(_definition.Entries.SelectMany(e => e.Steps.Items).Select(s => s.When))
            .OfType<Expression>().Select(g => g.Text).Append("true").Distinct(StringComparer.Ordinal);
        foreach (var guard in guards)
        {
            foreach (var promise in promises)
            {
                if (GuardLogic.ExampleOf(Guard($"({guard}) && ({promise})")) is { } yes) yield return yes;
                if (GuardLogic.ExampleOf(Guard($"!({guard}) && ({promise})")) is { } no) yield return no;
            }
        }
    }

    private Gen<ProcessTurn> Turn() =>
        from values in Gen.CollectToArray(_definition.Domain.Facts.Fields.Select((field, slot) => ValueOf(field, slot)))
        from way in Gen.Choose(0, int.MaxValue)
        select new ProcessTurn(new Drawn(values), way);

    // What some example has there, or something of the type.
    private Gen<ExpressionValue> ValueOf(FactField field, int slot)
    {
        var known = _examples.Select(e => e.Get(slot)).ToArray();
        return Any(field.Type) is { } any ? Gen.OneOf(Gen.Elements(known), any) : Gen.Elements(known);
    }

    private static Gen<ExpressionValue>? Any(FactType type) =>
        type == FactType.Bool ? Gen.Elements(true, false).Select(v => ExpressionValue.Of(v))
        : type == FactType.Int ? Gen.Choose(-100, 1_000).Select(n => ExpressionValue.Of((long)n))
        : type == FactType.Uint ? Gen.Choose(0, 1_000).Select(n => ExpressionValue.Of((ulong)n))
        : type == FactType.Money ? ValueGenerators.Minor.Select(n => ExpressionValue.Of(Money.OfMinor(n, Currency.Cny)))
        : type == FactType.Instant ? ValueGenerators.Instants.Select(ExpressionValue.Of)
        : type == FactType.Duration ? Gen.Choose(0, 1_000_000).Select(n => ExpressionValue.Of(Duration.FromSeconds(n)))
        : null;

    private sealed class Drawn(ExpressionValue[] values) : IFacts
    {
        public ExpressionValue Get(int slot) => values[slot];
    }
}
