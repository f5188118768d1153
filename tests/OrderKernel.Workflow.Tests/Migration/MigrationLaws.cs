using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Workflow.Tests;

/// <summary>
/// Fails when a plan loses a process or names it twice, depends on the population's order, moves into another status, or moves again what it has moved.
/// Planners with such bugs go through the same laws and must be caught.
/// </summary>
public class MigrationLaws
{
    private static readonly WorkflowMachine Old = MigrationPlanTests.Machine(("version", "\"1\""));
    private static readonly WorkflowMachine[] Next =
    [
        MigrationPlanTests.Machine(("version", "\"2\"")), MigrationPlanTests.Renamed(),
        MigrationPlanTests.Machine(("version", "\"2\""), ("steps/guarded/hold", "")),
        MigrationPlanTests.Machine(("version", "\"2\""), ("steps/guarded/deadlines/0/after", "\"PT3H\"")),
        MigrationPlanTests.Machine(("version", "\"2\""), ("enter/Shut/0/when", "\"door.alarmed && door.force > 1\"")),
    ];

    private static readonly Func<MigrationCandidate[], WorkflowMachine, MigrationPlan> Real = (population, to) =>
        MigrationPlan.Of(population, Old, to).ValueOrThrow();

    [Law(200)]
    public bool Each_of_the_population_is_there_exactly_once(Seed seed) => Holds(Real, IsTotal, seed);

    [Law(200)]
    public bool The_order_of_the_population_changes_nothing(Seed seed) => Holds(Real, IsOrderless, seed);

    [Law(200)]
    public bool Who_moves_keeps_the_status(Seed seed) => Holds(Real, KeepsStatus, seed);

    [Law(200)]
    public bool What_was_moved_is_not_moved_again(Seed seed) => Holds(Real, IsDoneOnce, seed);

    [Fact]
    public void A_planner_that_forgets_who_stays_is_caught() => Caught((p, to) => Real(p, to) with { Stays = [] }, IsTotal);

    [Fact]
    public void A_planner_that_names_somebody_twice_is_caught() =>
        Caught((p, to) => Real(p, to) is var plan
            ? plan with { Stays = plan.Stays.AddRange(plan.Moves.Items.Select(m => new ProcessStay(m.Process, Old.Policy, m.From, []))) }
            : null!, IsTotal);

    [Fact]
    public void A_planner_that_follows_the_populations_order_is_caught() =>
        Caught((p, to) => Real(p, to) is var plan
            ? plan with { Moves = p.SelectMany(c => plan.Moves.Items.Where(m => m.Process == c.Process)).ToValueList() }
            : null!, IsOrderless);

    [Fact]
    public void A_planner_that_only_looks_for_the_name_is_caught() => Caught(
        (p, to) => new(Old.Policy, to.Policy, p.Where(c => to.TryStep(c.Step, out _)).Select(c => new ProcessMove(c.Process, c.Step, c.Step)).ToValueList(),
            []), KeepsStatus);

    [Fact]
    public void A_planner_that_does_not_see_who_is_there_already_is_caught() => Caught(
        (p, to) => Real([.. p.Select(c => c with { Workflow = Old.Policy })], to), IsDoneOnce);

    private static bool IsTotal(Func<MigrationCandidate[], WorkflowMachine, MigrationPlan> planner, MigrationCandidate[] population, WorkflowMachine to)
    {
        var plan = planner(population, to);
        return plan.Moves.Items.Select(m => m.Process).Concat(plan.Stays.Items.Select(s => s.Process)).OrderBy(p => p, StringComparer.Ordinal)
            .SequenceEqual(population.Select(p => p.Process).OrderBy(p => p, StringComparer.Ordinal)) && plan.Stays.Items.All(s => !s.Why.IsEmpty);
    }

    private static bool IsOrderless(Func<MigrationCandidate[], WorkflowMachine, MigrationPlan> planner, MigrationCandidate[] population, WorkflowMachine to)
    {
        var (a, b) = (planner(population, to), planner([.. population.Reverse()], to));
        return a.Moves.Items.SequenceEqual(b.Moves.Items) && a.Stays.Items.Select(s => s.ToString()).SequenceEqual(b.Stays.Items.Select(s => s.ToString()));
    }

    private static bool KeepsStatus(Func<MigrationCandidate[], WorkflowMachine, MigrationPlan> planner, MigrationCandidate[] population, WorkflowMachine to) =>
        planner(population, to).Moves.Items
            .All(m => to.TryStep(m.To, out var id) && to.Step(id).Status == population.Single(p => p.Process == m.Process).Status);

    private static bool IsDoneOnce(Func<MigrationCandidate[], WorkflowMachine, MigrationPlan> planner, MigrationCandidate[] population, WorkflowMachine to)
    {
        var moves = planner(population, to).Moves.Items.ToDictionary(m => m.Process);
        return planner([.. population.Select(p => moves.TryGetValue(p.Process, out var m) ? p with { Workflow = to.Policy, Step = m.To } : p)],
            to).Moves.IsEmpty;
    }

    private static void Caught(Func<MigrationCandidate[], WorkflowMachine, MigrationPlan> planner,
        Func<Func<MigrationCandidate[], WorkflowMachine, MigrationPlan>, MigrationCandidate[], WorkflowMachine, bool> law) =>
        Assert.ThrowsAny<Exception>(() => Prop.ForAll(Seed.Any(), seed => Holds(planner, law, seed)).Check(Sizes.Config(200)));

    private static bool Holds(Func<MigrationCandidate[], WorkflowMachine, MigrationPlan> planner,
        Func<Func<MigrationCandidate[], WorkflowMachine, MigrationPlan>, MigrationCandidate[], WorkflowMachine, bool> law, Seed seed)
    {
        var random = new Random(seed);
        return law(planner, Population(random), Next[random.Next(Next.Length)]);
    }

    private static MigrationCandidate[] Population(Random random) =>
        [.. Enumerable.Range(0, random.Next(8)).OrderBy(_ => random.Next()).Select(i => new MigrationCandidate(
        $"p{i}", random.Next(5) == 0 ? Next[random.Next(Next.Length)].Policy : Old.Policy,
        new[] { "shut", "guarded", "open", "gone", "ajar" }[random.Next(5)], new[] { "Shut", "Shut", "Open", "Gone" }[random.Next(4)],
        Domains.DoorWith(random.Next(2) == 0))
    {
        Fired = random.Next(3) == 0 ? ["ring"] : [],
        IsHeld = random.Next(2) == 0,
        IsInRegions = random.Next(6) == 0,
    })];
}
