namespace OrderKernel.Allocation.Tests;

// Fails when two independent integer-programming solvers find a cheaper plan than ours, or a dearer one.
public class SourcingOracleTests
{
    private static readonly int Orders = Sizes.Of(100, 2_000);

    [SolverFact("glpsol")]
    public void Glpk_finds_the_same_cost() => Compare(LinearProgram.CostByGlpsol, 0);

    [SolverFact("cbc")]
    public void Cbc_finds_the_same_cost() => Compare(LinearProgram.CostByCbc, 50_000);

    private static void Compare(Func<Case, long> solve, int seed)
    {
        for (var i = 0; i < Orders; i++)
        {
            var @case = CaseGenerator.Large(seed + i, 20);
            var plan = @case.Plan();
            Assert.True(plan.IsProven);
            Assert.True(solve(@case) == plan.Cost.TotalMilliFen, $"seed {seed + i}: {@case}");
        }
    }
}
