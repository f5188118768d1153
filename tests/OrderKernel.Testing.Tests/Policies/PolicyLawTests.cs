using System.Text;
using FsCheck;
using FsCheck.Fluent;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Testing.Tests.Policies;

// Fails when an embedded policy breaks a law that users run on their own, or a law no longer catches what is planted here: a judging that forgets what other
// cases ask for, tiers that let large refunds pass alone, stock that rises as it is promised, an exit that never opens or that nobody may take.
public class PolicyLawTests
{
    private static readonly Role Agent = Role.Of("agent");
    private static readonly Role Supervisor = Role.Of("supervisor");

    public static TheoryData<string> Workflows => [.. Machines().Select(m => m.Policy.ToString())];

    [Theory]
    [MemberData(nameof(Workflows))]
    public void Every_process_of_an_embedded_workflow_ends(string policy)
    {
        var machine = Machines().Single(m => m.Policy.ToString() == policy);
        Holds(PolicyLaws.ProcessesEnd(machine), 30);
        Holds(PolicyLaws.ProcessesEnd(machine.WithRoles(RoleMatrix.Default.Policy)), 10);
    }

    [Fact]
    public void The_embedded_tiers_and_the_embedded_formula_keep_their_laws()
    {
        Holds(PolicyLaws.RefundsStayWithinPaid(ApprovalTiers.Default), 300);
        Holds(PolicyLaws.LargerRefundsAreNoEasier(ApprovalTiers.Default), 500);
        Holds(PolicyLaws.AvailabilityIsMonotone(StockFormula.Default.Policy), 300);
    }

    [Fact]
    public void A_judging_that_forgets_what_other_cases_ask_for_is_caught() => Caught(
        PolicyLaws.RefundsStayWithinPaid(ApprovalTiers.Default, (request, given, at) =>
            Judging.Judge(request, given with { Balance = given.Balance with { Asked = Money.Zero(Currency.Cny) } }, at)));

    [Theory]
    [InlineData("""{ "name": "small", "below": "50.00", "approvers": ["agent"] }, { "name": "rest", "approvers": [] }""")]
    [InlineData("""
        { "name": "small", "below": "50.00", "approvers": ["agent"] }, { "name": "known", "levels": ["Diamond"], "approvers": [] },
        { "name": "rest", "approvers": ["agent"] }
        """)]
    public void Tiers_that_let_a_large_refund_pass_alone_are_caught(string tiers)
    {
        var document = $$"""
            {
              "$schema": "approval-tiers-1.json", "name": "loose", "version": "1", "currency": "CNY", "tiers": [{{tiers}}], "quietPeriod": "PT24H",
              "steps": { "remindAfter": "PT24H", "escalateAfter": "PT48H", "ladder": ["agent"] },
              "receipt": { "Restock": "Accept", "WriteOff": "Accept", "Quarantine": "Wait", "WrongGoods": "Refuse", "Missing": "Refuse" }
            }
            """;
        var loose = ApprovalTiers.Load(Encoding.UTF8.GetBytes(document)).ValueOrThrow();
        Holds(PolicyLaws.RefundsStayWithinPaid(loose), 300);
        Caught(PolicyLaws.LargerRefundsAreNoEasier(loose), 2_000);
    }

    [Fact]
    public void Stock_that_rises_as_it_is_promised_or_falls_as_it_comes_in_is_caught()
    {
        Caught(PolicyLaws.AvailabilityIsMonotone((_, balances) => balances.Sum(b => b.Units)));
        // A buffer that begins at a hundred units takes more than the unit that came in.
        Caught(PolicyLaws.AvailabilityIsMonotone((_, balances) => Units(balances) is var units && units >= 100 ? units - 50 : units), 2_000);

        static long Units(IEnumerable<StockBalance> balances) => balances.Where(b => b.Account == StockAccount.OnHand).Sum(b => b.Units);
    }

    [Fact]
    public void An_exit_that_never_opens_is_caught_and_named()
    {
        var never = Flow(asked => asked.Does("approve", "approve", [Agent], t => t.When("approval.units * 2 == 7")).Does("nudge", "remind", [Agent]));
        var failure = Caught(PolicyLaws.ProcessesEnd(never));
        Assert.Contains("never ends from asked: asked/approve: workflow.guard-refused; asked/nudge leads to no end", failure, StringComparison.Ordinal);
    }

    [Fact]
    public void A_step_that_is_left_only_by_facts_that_never_come_is_found_from_afar()
    {
        var trap = Flow(
            asked => asked.Does("approve", "approve", [Agent]).Moves("ask-lawyer", "lawyer", [Supervisor], t => t.When("approval.units > 90")),
            lawyer => lawyer.Does("approve", "approve", [Agent], t => t.When("approval.units * 2 == 7")));
        Assert.Contains("never ends from lawyer", Caught(PolicyLaws.ProcessesEnd(trap)), StringComparison.Ordinal);
    }

    [Fact]
    public void A_role_matrix_that_lets_nobody_take_the_only_exit_is_caught()
    {
        var machine = Flow(asked => asked.Does("approve", "approve", [Supervisor], t => t.FourEyes()));
        var matrix = RoleMatrix.Load("""
            {
              "$schema": "roles-1.json", "name": "roles", "version": "1", "others": "refused",
              "roles": { "agent": { "name": { "zh": "客服", "en": "agent" }, "fires": ["*"] } }
            }
            """u8.ToArray()).ValueOrThrow();
        Holds(PolicyLaws.ProcessesEnd(machine), 30);
        Assert.Contains(RoleCodes.MayNotFire, Caught(PolicyLaws.ProcessesEnd(machine.WithRoles(matrix.Policy))), StringComparison.Ordinal);
    }

    private static IEnumerable<WorkflowMachine> Machines() =>
    [
        OrderPolicies.Default.Standard, OrderPolicies.Default.TotalsOnly, .. OrderPresets.Names.Select(n => WorkflowMachine.Of(OrderPresets.Load(n))),
        .. ShipmentPresets.Names.Select(n => WorkflowMachine.Of(ShipmentPresets.Load(n))), CaseWorkflow.Default,
        ApprovalPolicies.Default.Current, KernelPolicies.Default.Adjustments.Current,
    ];

    private static WorkflowMachine Flow(Action<StepBuilder> asked, Action<StepBuilder>? lawyer = null)
    {
        var builder = WorkflowBuilder.Of("flow", "1", ApprovalDomain.Standard).Enter("Pending", "asked").Enter("Approved", "approved")
            .Step("asked", "Pending", asked).Step("approved", "Approved", s => s.Final());
        if (lawyer is not null) builder.Step("lawyer", "Pending", lawyer);
        return WorkflowMachine.Of(builder.Load().ValueOrThrow());
    }

    private static void Holds(Property law, int cases) => law.Check(Sizes.Config(Sizes.Of(cases, cases * 50)));

    private static string Caught(Property law, int cases = 300) => Assert.ThrowsAny<Exception>(() => law.Check(Sizes.Config(cases))).ToString();
}
