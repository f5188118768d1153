using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when the analysis accepts a workflow in which a step cannot be met or a process gets stuck, refuses a sound one, or when the list of what is
/// permitted differs from what firing says.
/// Each law is also held against a wrong variant that it must catch.
/// </summary>
public class WorkflowLaws
{
    private static readonly Actor Anyone = Domains.As("anyone");

    [Law(500, 20_000)]
    public bool A_workflow_is_accepted_exactly_when_a_naive_walk_finds_it_sound(Seed seed) =>
        Sketch.Of(seed) is var s && Documents.Load(s.Json(), Sketch.Domain).IsOk == s.IsSound();

    [Fact]
    public void Random_workflows_are_of_both_kinds()
    {
        var sound = Enumerable.Range(0, 500).Count(seed => Sketch.Of(seed).IsSound());
        Assert.InRange(sound, 50, 450);
    }

    [Theory]
    [InlineData(false, true, true)]
    [InlineData(true, false, true)]
    [InlineData(true, true, false)]
    public void A_walk_that_forgets_facts_or_verbs_or_ends_is_caught(bool withFacts, bool withVerbs, bool withEnds) =>
        Assert.Contains(Enumerable.Range(0, 2_000),
            seed => Sketch.Of(seed) is var s && Documents.Load(s.Json(), Sketch.Domain).IsOk != s.IsSound(withFacts, withVerbs, withEnds));

    [Law(500, 20_000)]
    public bool Every_step_of_an_accepted_workflow_is_met_by_the_machine(Seed seed) => OnSound(seed, (sketch, machine) => MeetsAll(sketch, machine, AllFacts));

    [Fact]
    public void Facts_that_never_change_leave_steps_unmet() => Caught((sketch, machine) => MeetsAll(sketch, machine, () => AllFacts().Take(1)));

    private static bool MeetsAll(Sketch sketch, WorkflowMachine machine, Func<IEnumerable<FactValues>> all)
    {
        var met = new HashSet<string>();
        var open = new Stack<string>();
        foreach (var facts in all()) open.Push(machine.Enter("A", facts).ValueOrThrow().Step.Name);
        while (open.TryPop(out var step))
        {
            if (!met.Add(step)) continue;
            foreach (var facts in all())
            {
                foreach (var next in Next(sketch, machine, step, facts)) open.Push(next);
            }
        }

        return met.Count == sketch.Steps.Count;
    }

    [Law(500, 20_000)]
    public bool A_random_walk_can_always_go_on_or_stands_at_a_final_step(Seed seed) => OnSound(seed, (sketch, machine) => GoesOn(sketch, machine, Anyone));

    [Fact]
    public void An_actor_without_roles_gets_stuck() => Caught((sketch, machine) => GoesOn(sketch, machine, new Actor(ActorId.Of("nobody"), [])));

    private static bool GoesOn(Sketch sketch, WorkflowMachine machine, Actor actor)
    {
        var random = new Random(sketch.Steps.Count);
        var step = machine.Enter("A", AllFacts().First()).ValueOrThrow().Step.Name;
        for (var i = 0; i < 50; i++)
        {
            var next = AllFacts().SelectMany(f => Next(sketch, machine, step, f, actor)).Where(n => n != step).ToArray();
            if (next.Length == 0)
                return sketch.Steps.Single(s => s.Name == step).IsFinal || sketch.After(step).Any(s => s != sketch.Steps.Single(x => x.Name == step).Status);
            step = next[random.Next(next.Length)];
        }

        return true;
    }

    [Law(500, 20_000)]
    public bool What_is_permitted_is_what_firing_says_and_asking_changes_nothing(Seed seed) =>
        OnSound(seed, (sketch, machine) => Agree(sketch, machine, facts => facts));

    [Fact]
    public void An_answer_about_other_facts_is_caught() => Caught((sketch, machine) => Agree(sketch, machine, _ => AllFacts().First()));

    private static bool Agree(Sketch sketch, WorkflowMachine machine, Func<FactValues, FactValues> seen)
    {
        foreach (var step in sketch.Steps)
        {
            foreach (var facts in AllFacts())
            {
                var before = machine.Permitted(step.Name, Anyone, seen(facts)).ValueOrThrow();
                foreach (var answer in before)
                {
                    var result = machine.Fire(step.Name, answer.Trigger, Anyone, facts);
                    if (result.IsOk != answer.IsPermitted || result.Refusal != answer.WhyNot) return false;
                    if (result.TryGet(out var firing, out _) && firing != answer.Firing) return false;
                }

                if (machine.Permitted(step.Name, Anyone, seen(facts)).ValueOrThrow() != before) return false;
            }
        }

        return true;
    }

    [Law(500, 20_000)]
    public bool Following_ends_at_a_step_of_the_status_and_following_again_stays(Seed seed) =>
        OnSound(seed, (sketch, machine) => Follows(sketch, machine.Follow));

    [Fact]
    public void A_machine_that_enters_anew_each_time_is_caught() =>
        Caught((sketch, machine) => Follows(sketch, (_, status, facts) => machine.Enter(status, facts)));

    private static bool Follows(Sketch sketch, Func<string, string, IFacts, Result<StepEntry>> follow) =>
        sketch.Steps.TrueForAll(step => Sketch.Statuses.Where(sketch.Entries.ContainsKey).All(status => AllFacts().All(facts =>
        {
            var entry = follow(step.Name, status, facts).ValueOrThrow();
            var again = follow(entry.Step.Name, status, facts).ValueOrThrow();
            return entry.Step.Status == status && entry.IsEntered == (step.Status != status) && again == new StepEntry(entry.Step, false);
        })));

    // The facts after an event are others than those before it.
    private static IEnumerable<string> Next(Sketch sketch, WorkflowMachine machine, string step, FactValues facts, Actor? actor = null)
    {
        var present = sketch.Steps.Single(s => s.Name == step);
        var statuses = Sketch.ByFacts.Where(m => m.From == present.Status).Select(m => m.To).ToList();
        foreach (var answer in machine.Permitted(step, actor ?? Anyone, facts).ValueOrThrow())
        {
            if (answer.Firing is not { } firing) continue;
            if (firing.Target is not null) yield return firing.Target.Name;
            else statuses.AddRange(Sketch.Moves.Where(m => m.Verb == firing.Verb && m.From == present.Status).Select(m => m.To));
        }

        foreach (var status in statuses)
        {
            foreach (var after in AllFacts()) yield return machine.Follow(step, status, after).ValueOrThrow().Step.Name;
        }
    }

    private static IEnumerable<FactValues> AllFacts() =>
        from a in new[] { false, true }
        from b in new[] { false, true }
        select new FactValues(Sketch.Domain.Facts).Set("f.a", ExpressionValue.Of(a)).Set("f.b", ExpressionValue.Of(b));

    private static bool OnSound(Seed seed, Func<Sketch, WorkflowMachine, bool> law) =>
        Sketch.Of(seed) is var s && (!s.IsSound() || law(s, Documents.Machine(s.Json(), Sketch.Domain)));

    private static void Caught(Func<Sketch, WorkflowMachine, bool> law) =>
        Assert.Contains(Enumerable.Range(0, 2_000).Select(Sketch.Of).Where(s => s.IsSound()), s => !law(s, Documents.Machine(s.Json(), Sketch.Domain)));
}
