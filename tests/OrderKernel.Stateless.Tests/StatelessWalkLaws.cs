using FsCheck;
using FsCheck.Fluent;
using OrderKernel.Workflow;
using Stateless;

namespace OrderKernel.Stateless.Tests;

/// <summary>
/// Random machines with superstates, initial transitions, guards, dynamic, internal and ignored triggers are walked. Fails when a machine goes a way
/// that its imported document does not have.
/// </summary>
public class StatelessWalkLaws
{
    private static readonly string[] States = ["a", "b", "c", "d", "e", "f"];
    private static readonly string[] Triggers = ["x", "y", "z"];

    [Law(2_000, 50_000)]
    public void Every_way_that_a_machine_goes_is_in_its_document(Seed seed) =>
        Assert.Empty(Walked(seed).Except(Ways(Machine(seed, true))));

    [Fact]
    public void An_import_that_forgets_superstates_is_caught() => Assert.ThrowsAny<Exception>(() => Prop.ForAll(
        Seed.Any(), seed => !Walked(seed).Except(Ways(Machine(seed, false))).Any()).Check(Sizes.Config(200)));

    [Fact]
    public void The_machines_go_somewhere() => Assert.True(Enumerable.Range(0, 100).Sum(n => Walked(n).Distinct().Count()) > 300);

    private static IEnumerable<string> Walked(int seed)
    {
        var (random, turn) = (new Random(seed), 0);
        var machine = Machine(seed, true, () => turn);
        for (; turn < 40; turn++)
        {
            var (from, trigger) = (machine.State, Triggers[random.Next(Triggers.Length)]);
            // Neither what is not permitted nor what two guards permit is a way.
            if (!Fires(machine, trigger)) continue;
            // What is ignored and what would enter the present state again from above is taken and does nothing.
            if (machine.State != from) yield return $"{from} {trigger} {machine.State}";
        }
    }

    private static bool Fires(StateMachine<string, string> machine, string trigger)
    {
        try
        {
            machine.Fire(trigger);
            return true;
        }
        catch (InvalidOperationException)
        {
            return false;
        }
    }

    private static IEnumerable<string> Ways(StateMachine<string, string> machine)
    {
        var imported = StatelessImport.ToDocument(machine.GetInfo(), new("walk", "1", [Role.Agent])).ValueOrThrow();
        return imported.Domain.Verbs.Items.SelectMany(v => v.Moves.Items.Select(m => $"{m.From} {v.Name} {m.To}"));
    }

    private static StateMachine<string, string> Machine(int seed, bool hasSuperstates, Func<int>? turn = null)
    {
        var random = new Random(seed);
        var machine = new StateMachine<string, string>("a");
        var goesOn = new HashSet<string>();
        for (var i = 0; i < States.Length; i++)
        {
            var state = machine.Configure(States[i]);
            foreach (var trigger in Triggers) Configure(state, States[i], trigger, random, turn ?? (() => 0));
            // Only into states before it, so that nothing lies in itself; and sometimes the first that lies there is gone on into.
            var above = i > 0 && random.Next(2) == 0 ? States[random.Next(i)] : null;
            if (above is null || !hasSuperstates) continue;
            state.SubstateOf(above);
            if (random.Next(3) == 0 && goesOn.Add(above)) machine.Configure(above).InitialTransition(States[i]);
        }

        return machine;
    }

    private static void Configure(StateMachine<string, string>.StateConfiguration state, string name, string trigger, Random random, Func<int> turn)
    {
        var to = States[random.Next(States.Length)];
        // What a guard or a selector says changes from firing to firing, not within one: a guard may be asked twice.
        var salt = random.Next();
        int Chance(int count) => new Random(salt ^ turn()).Next(count);
        switch (random.Next(10))
        {
            case 0 or 1 when to != name: state.Permit(trigger, to); break;
            case 2 or 3 when to != name: state.PermitIf(trigger, to, () => Chance(2) == 0, "by chance"); break;
            case 4: state.PermitDynamic(trigger, () => States[Chance(2)], "one of two", [new("a", ""), new("b", "")]); break;
            case 5 when random.Next(4) == 0: state.PermitDynamic(trigger, () => States[Chance(States.Length)]); break;
            case 6: state.InternalTransition(trigger, () => { }); break;
            case 7: state.PermitReentry(trigger); break;
            case 8 when random.Next(2) == 0: state.Ignore(trigger); break;
        }
    }
}
