using FsCheck;
using FsCheck.Fluent;
using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>Two speeds, one meaning. Fails when the table moves, does or refuses where the machine does not, or leaves open what needs no facts.</summary>
public class TransitionTableLaws
{
    private static readonly Actor[] Actors = [Domains.As("anyone"), Domains.As("kernel"), Domains.As("anyone", "kernel"), Domains.As()];

    [Law(400)]
    public bool The_table_answers_as_the_machine_does(Seed seed) =>
        Machine(seed) is not { } machine || Agrees(machine, machine.TableFor(ActorOf(seed)), ActorOf(seed));

    [Fact]
    public void A_table_made_for_other_roles_is_caught() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        Seed.Any(), seed => Machine(seed) is not { } machine || Agrees(machine, machine.TableFor(Actors[0]), ActorOf(seed))).Check(Sizes.Config(400)));

    [Fact]
    public void The_tiny_door_in_numbers()
    {
        var door = Documents.Machine(Documents.Tiny, Domains.Door);
        var table = door.TableFor(Domains.As("keeper", "owner"));
        Assert.Equal("shut/push Refused; shut/lock guarded; guarded/unlock NeedsLook; guarded/push Does; open/fall-shut Refused",
            string.Join("; ",
                new[] { ("shut", "push"), ("shut", "lock"), ("guarded", "unlock"), ("guarded", "push"),
                    ("open", "fall-shut") }.Select(p => $"{p.Item1}/{p.Item2} {Answer(door, table, p.Item1, p.Item2)}")));
    }

    [Fact]
    public void Numbers_that_are_none_are_refused()
    {
        var table = Documents.Machine(Documents.Tiny, Domains.Door).TableFor(Domains.As("keeper"));
        Assert.Throws<ArgumentException>(() => table.Fire([0], [99], new ushort[1]));
        Assert.Throws<ArgumentException>(() => table.Fire([99], [0], new ushort[1]));
        Assert.Throws<ArgumentException>(() => table.Fire([ushort.MaxValue], [ushort.MaxValue], new ushort[1]));
        Assert.Throws<ArgumentException>(() => table.Fire([0, 0], [0], new ushort[2]));
        Assert.Throws<ArgumentException>(() => table.Fire([0, 0], [0, 0], new ushort[1]));
        Assert.Throws<ArgumentException>(() => TransitionTable.NumberOf(default(StepId)));
        Assert.Throws<ArgumentException>(() => TransitionTable.NumberOf(default(TriggerId)));
        table.Fire([], [], []);
    }

    private static string Answer(WorkflowMachine machine, TransitionTable table, string step, string trigger)
    {
        Assert.True(machine.TryStep(step, out var s) & machine.TryTrigger(trigger, out var t));
        var answers = new ushort[1];
        table.Fire([TransitionTable.NumberOf(s)], [TransitionTable.NumberOf(t)], answers);
        return answers[0] switch
        {
            TransitionTable.Does => nameof(TransitionTable.Does),
            TransitionTable.NeedsLook => nameof(TransitionTable.NeedsLook),
            TransitionTable.Refused => nameof(TransitionTable.Refused),
            var answer => TransitionTable.TryStep(answer, out var target) ? machine.Step(target).Name : "",
        };
    }

    private static bool Agrees(WorkflowMachine machine, TransitionTable table, Actor actor)
    {
        foreach (var step in machine.Definition.Steps)
        {
            foreach (var trigger in machine.Triggers)
            {
                var answer = Answer(machine, table, step.Name, trigger);
                var known = step.Triggers.Items.FirstOrDefault(t => t.Name == trigger);
                foreach (var facts in AllFacts())
                {
                    var fired = machine.Fire(step.Name, trigger, actor, facts);
                    var expected = !fired.TryGet(out var firing, out _) ? nameof(TransitionTable.Refused) : firing.Target?.Name ?? nameof(TransitionTable.Does);
                    if (answer != expected && (answer != nameof(TransitionTable.NeedsLook) || known is not { When: not null })) return false;
                }
            }
        }

        return true;
    }

    private static IEnumerable<FactValues> AllFacts() =>
        from a in new[] { false, true }
        from b in new[] { false, true }
        select new FactValues(Sketch.Domain.Facts).Set("f.a", ExpressionValue.Of(a)).Set("f.b", ExpressionValue.Of(b));

    private static Actor ActorOf(Seed seed) => Actors[seed % Actors.Length];

    private static WorkflowMachine? Machine(Seed seed) => Sketch.Of(seed) is var s && s.IsSound() ? Documents.Machine(s.Json(), Sketch.Domain) : null;
}
