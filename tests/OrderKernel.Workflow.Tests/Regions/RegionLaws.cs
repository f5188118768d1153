using System.Text.Json.Nodes;
using OrderKernel.Rules;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when the machine and a naive reading of the document part ways on a random walk, when a position is none that the workflow knows,
/// when leaving a status leaves a region behind, or when the order in which regions go on decides where they join.
/// </summary>
public class RegionLaws
{
    private static readonly string[] Actors = ["zhang", "li", "wang"];
    private static readonly string[][] Roles = [["x"], ["y"], ["x", "y"], ["z"]];

    [Law(400, 20_000)]
    public void The_machine_does_what_the_document_says(Seed seed) => Assert.Null(Walk(seed, NaiveFault.None));

    [Theory]
    [InlineData(NaiveFault.NeverJoins)]
    [InlineData(NaiveFault.AnyWillDo)]
    [InlineData(NaiveFault.KeepsRegions)]
    [InlineData(NaiveFault.ForgetsApprovers)]
    [InlineData(NaiveFault.BarsForGood)]
    [InlineData(NaiveFault.ForgetsGuards)]
    internal void A_reading_with_a_fault_is_caught(NaiveFault fault) => Assert.Contains(Enumerable.Range(0, 300), seed => Walk(seed, fault) is not null);

    [Law(400, 20_000)]
    public bool Regions_that_go_on_in_any_order_join_at_the_same_step(Seed seed) => Interleaved(seed, false);

    [Fact]
    public void A_join_that_asks_which_region_was_first_is_caught() => Assert.Contains(Enumerable.Range(0, 100), seed => !Interleaved(seed, true));

    [Law(400, 20_000)]
    public bool What_a_position_permits_is_what_firing_there_says_and_asking_changes_nothing(Seed seed)
    {
        var machine = Machine(RegionSketch.Of(seed));
        var random = new Random(seed);
        var facts = Facts(random);
        foreach (var step in machine.Definition.Steps.Where(s => s.Region is null))
        {
            var position = WorkflowPosition.Of(step, ActorId.Of("wang"));
            var actor = ActorOf(random);
            var answers = machine.Permitted(position, actor, facts).ValueOrThrow();
            if (answers != machine.Permitted(position, actor, facts).ValueOrThrow()) return false;
            if (!position.Active.SelectMany(a => Step(machine, a.Step).Triggers.Items.Select(t => (a.Step, t.Name)))
                .SequenceEqual(answers.Items.Select(a => (a.Step, a.Trigger)))) return false;
            foreach (var answer in answers)
            {
                var said = machine.Fire(position, $"{answer.Step}/{answer.Trigger}", actor, facts);
                if (said.IsOk != answer.IsPermitted || said.Refusal != answer.WhyNot || (said.IsOk && said.ValueOrThrow() != answer.Passage)) return false;
            }
        }

        return true;
    }

    // Null when both agree all the way, else where they parted.
    private static string? Walk(int seed, NaiveFault fault)
    {
        var document = RegionSketch.Of(seed);
        var machine = Machine(document);
        var random = new Random(seed ^ 0x5A5A);
        var facts = Facts(random);
        var naive = new NaiveProcess(document, Holds, fault);
        var position = WorkflowPosition.Of(machine.Enter("A", facts).ValueOrThrow().Step, ActorId.Of("zhang"));
        naive.Enter("A", "zhang");
        for (var i = 0; i < 60; i++)
        {
            facts = Facts(random);
            var actor = ActorOf(random);
            if (random.Next(12) == 0)
            {
                // A fact moves the status, whatever the step.
                Follow(random.Next(2) == 0 ? "A" : "B", actor);
            }
            else
            {
                var trigger = Trigger(machine, position, random);
                var before = position;
                var result = machine.Fire(position, trigger, actor, facts);
                var (refusal, verb) = naive.Fire(trigger, actor.Id.Value, [.. actor.Roles.Items.Select(r => r.Value)]);
                if (result.Refusal?.Code != refusal) return $"{before} {trigger}: {result} and {refusal ?? verb}";
                if (result.TryGet(out var passage, out _))
                {
                    position = passage.Position;
                    if (passage.Firing.Verb != verb) return $"{before} {trigger}: {passage.Firing.Verb} and {verb}";
                    if (verb == "go") Follow(Status(position) == "A" ? "B" : "A", actor);
                }
            }

            if (Text(position) != naive.ToString()) return $"{Text(position)} and {naive}";
            if (!IsKnown(machine, position)) return $"{position} is no position of the workflow.";
        }

        return null;

        bool Holds(string guard) => Expression.Compile(guard, Sketch.Domain.Facts, FactType.Bool).ValueOrThrow().Holds(facts).ValueOrThrow();

        string Status(WorkflowPosition at) => Step(machine, at.Main.Step).Status;

        void Follow(string status, Actor actor)
        {
            position = machine.Follow(position, status, facts, actor.Id).ValueOrThrow();
            naive.Follow(status, actor.Id.Value);
        }
    }

    // Mostly what an active step has, so that walks get somewhere.
    private static string Trigger(WorkflowMachine machine, WorkflowPosition position, Random random)
    {
        var own = position.Active.SelectMany(a => Step(machine, a.Step).Triggers.Items.Select(t => t.Name)).ToArray();
        return own.Length > 0 && random.Next(6) > 0 ? own[random.Next(own.Length)] : machine.Triggers[random.Next(machine.Triggers.Count)];
    }

    private static bool IsKnown(WorkflowMachine machine, WorkflowPosition position)
    {
        var main = Step(machine, position.Main.Step);
        return main.Region is null && main.Regions.Count == position.Regions.Count
            && main.Regions.Items.Zip(position.Regions, (region, active) => region.Steps.Items.Contains(active.Step)).All(known => known);
    }

    private static bool Interleaved(int seed, bool isWrong)
    {
        var machine = Machine(RegionSketch.Of(seed));
        var random = new Random(seed);
        var facts = new FactValues(Sketch.Domain.Facts).Set("f.a", ExpressionValue.Of(true)).Set("f.b", ExpressionValue.Of(false));
        foreach (var holder in machine.Definition.Steps.Where(s => !s.Regions.IsEmpty))
        {
            for (var round = 0; round < 4; round++)
            {
                var position = WorkflowPosition.Of(holder, ActorId.Of("start"));
                var left = holder.Regions.Items.Select(r => new Queue<string>(Enumerable.Range(0, r.Steps.Count - 1).Select(i => $"{r.Steps[i]}-on"))).ToList();
                var first = "";
                WorkflowStep? joined = null;
                for (var n = 0; joined is null; n++)
                {
                    var open = left.Where(q => q.Count > 0).ToArray();
                    if (open.Length == 0) return false;
                    var passage = machine.Fire(position, open[random.Next(open.Length)].Dequeue(),
                        new Actor(ActorId.Of($"actor{n}"), [Role.Of("x"), Role.Of("y")]), facts).ValueOrThrow();
                    if (first.Length == 0) first = passage.Firing.Step.Region!.Name;
                    (position, joined) = (passage.Position, passage.Joined);
                }

                var isDone = holder.Join!.Needs == JoinNeeds.Any ? left.Exists(q => q.Count == 0) : left.TrueForAll(q => q.Count == 0);
                var expected = isWrong && first != "r1" ? "elsewhere" : holder.Join.To;
                if (!isDone || joined.Name != expected || position.Main.Step != joined.Name) return false;
            }
        }

        return true;
    }

    private static Actor ActorOf(Random random) =>
        new(ActorId.Of(Actors[random.Next(Actors.Length)]), Roles[random.Next(Roles.Length)].Select(Role.Of).ToValueList());

    private static FactValues Facts(Random random) =>
        new FactValues(Sketch.Domain.Facts).Set("f.a", ExpressionValue.Of(random.Next(2) == 0)).Set("f.b", ExpressionValue.Of(random.Next(2) == 0));

    private static string Text(WorkflowPosition p) =>
        $"{p.Main.Step}:{p.Main.By} [{string.Join(", ", p.Regions.Items.Select(r => $"{r.Step}:{r.By}"))}] {string.Join(" ", p.Approvals.Items.Select(a => $"{a.Step}={a.By}"))}";

    private static WorkflowStep Step(WorkflowMachine machine, string name) =>
        machine.TryStep(name, out var id) ? machine.Step(id) : throw new ArgumentException(name);

    private static WorkflowMachine Machine(JsonObject document) => Documents.Machine(document.ToJsonString(), Sketch.Domain);
}
