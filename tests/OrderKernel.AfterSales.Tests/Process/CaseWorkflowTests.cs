using System.Text;
using NodaTime;
using OrderKernel.Rules;
using OrderKernel.Workflow;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests.Process;

/// <summary>
/// The default workflow of cases beside the case decider. Fails when the document permits what the
/// decider does not or the other way round, or when a verb leads where the domain does not say.
/// </summary>
public class CaseWorkflowTests
{
    private static readonly CaseCommand[] Commands =
    [
        new JudgeCase(), new ApproveCase(), new RejectCase(Party.Seller, "no"), new WithdrawCase(), new CloseCase(Party.Timeout),
        new DisputeCase(Party.Buyer), new SendReturn(Waybill.Of("SF1"), null), new ReceiveGoods([Found(null, 1, InspectionOutcome.Restock)]),
        new SendReplacement(Waybill.Of("SF2")), new ConfirmReplacement(), new SettleRefund(MessageId.Of("ch"), Money.Fen(1)), new AgeStep(),
    ];

    private static readonly Actor Everybody =
        By("everybody", Role.Channel, Role.Agent, Role.Supervisor, Role.Finance, Role.Warehouse, Role.Buyer, Role.Carrier, Role.Kernel);

    public static TheoryData<AfterSalesStatus, int> Pairs()
    {
        var pairs = new TheoryData<AfterSalesStatus, int>();
        foreach (var status in Enum.GetValues(typeof(AfterSalesStatus)).Cast<AfterSalesStatus>())
        {
            for (var i = 0; i < Commands.Length; i++) pairs.Add(status, i);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void The_document_permits_in_each_status_what_the_decider_permits(AfterSalesStatus status, int command)
    {
        var state = In(status);
        var decided = Try(state, Commands[command], Everybody, Noon + Duration.FromDays(3)).Refusal?.Code;
        var permitted = CaseWorkflow.Permit(state, Commands[command], Everybody, CaseWorkflow.Default).Refusal?.Code;
        var expected = decided switch
        {
            AfterSalesCodes.CaseUnknown => AfterSalesCodes.CaseUnknown,
            AfterSalesCodes.TransitionNotPermitted => WorkflowCodes.TriggerNotPermitted,
            _ => null,
        };
        Assert.Equal(expected, permitted);
    }

    [Fact]
    public void Opening_needs_no_step() =>
        Assert.True(CaseWorkflow.Permit(AfterSalesCase.None, new OpenCase(Request(100)), Buyer, CaseWorkflow.Default).IsOk);

    [Theory]
    [InlineData(AfterSalesStatus.Requested, 1, "buyer", WorkflowCodes.RoleMissing)]
    [InlineData(AfterSalesStatus.Requested, 3, "buyer", null)]
    [InlineData(AfterSalesStatus.ReturnInTransit, 7, "agent", WorkflowCodes.RoleMissing)]
    [InlineData(AfterSalesStatus.ReturnInTransit, 7, "warehouse", null)]
    [InlineData(AfterSalesStatus.Requested, 2, "warehouse", WorkflowCodes.RoleMissing)]
    [InlineData(AfterSalesStatus.ReturnReceived, 2, "warehouse", null)]
    [InlineData(AfterSalesStatus.Refunding, 10, "agent", WorkflowCodes.RoleMissing)]
    [InlineData(AfterSalesStatus.Refunding, 10, "finance", null)]
    public void Roles_are_as_usual(AfterSalesStatus status, int command, string role, string? code) =>
        Assert.Equal(code, CaseWorkflow.Permit(In(status), Commands[command], By("x", Role.Of(role)), CaseWorkflow.Default).Refusal?.Code);

    [Fact]
    public void Whoever_asked_may_not_approve() =>
        Assert.Equal(WorkflowCodes.FourEyes,
            CaseWorkflow.Permit(In(AfterSalesStatus.Requested), new ApproveCase(), Buyer with { Roles = [Role.Agent] }, CaseWorkflow.Default).Refusal!.Code);

    [Fact]
    public void A_host_can_narrow_it()
    {
        var text = Encoding.UTF8.GetString(Document()).Replace(
            "\"withdraw\": { \"does\": \"withdraw\", \"roles\": [\"buyer\", \"agent\", \"supervisor\", \"channel\"] }",
            "\"withdraw\": { \"does\": \"withdraw\", \"roles\": [\"buyer\"], \"when\": \"case.kind == 'RefundOnly' && case.asked < money('50') && !case.disputed && (!has(case.granted) || case.granted == case.refunded) && case.evidence == 0 && case.approvals == 0 && case.reason == 'quality'\" }");
        var loaded = WorkflowDocument.Load(Encoding.UTF8.GetBytes(text), CaseDomain.Standard);
        Assert.Equal("", string.Join("\n", loaded.Refusal?.Reasons.Items.Select(r => r.ToString()) ?? []));
        var narrow = WorkflowMachine.Of(loaded.ValueOrThrow());
        Assert.Equal(WorkflowCodes.GuardRefused, CaseWorkflow.Permit(In(AfterSalesStatus.Requested), new WithdrawCase(), Buyer, narrow).Refusal!.Code);
        Assert.True(CaseWorkflow.Permit(Opened(Request(4_999), Given() with { Standing = new(CustomerLevel.Ordinary, CustomerHistory.Watched) }),
            new WithdrawCase(), Buyer, narrow).IsOk);
        Assert.Equal(WorkflowCodes.RoleMissing, CaseWorkflow.Permit(In(AfterSalesStatus.Requested), new WithdrawCase(), Agent, narrow).Refusal!.Code);
    }

    [Fact]
    public void Every_move_of_random_cases_is_one_that_the_domain_declares() => Assert.Null(Undeclared(CaseDomain.Standard));

    [Fact]
    public void A_domain_that_forgets_a_move_is_caught()
    {
        var whole = CaseDomain.Standard;
        foreach (var (verb, to) in new[] { (CaseVerbs.Approve, "Refunding"), (CaseVerbs.ReceiveGoods, "ReplacementDue"), (CaseVerbs.Dispute, "Disputed"),
            (CaseVerbs.SettleRefund, "Refunded") })
        {
            var lame = WorkflowDomain.Of(
                whole.Axis, whole.Statuses, whole.Verbs.Items.Select(v => v.Name == verb ? v with { Moves = v.Moves.Where(m => m.To != to) } : v).ToValueList(),
                whole.Facts, whole.Instants);
            Assert.NotNull(Undeclared(lame));
        }
    }

    // A case carries its status only: what would wait at a step, hold it or move within a status never runs and is refused.
    [Theory]
    [InlineData("\"deadlines\": [{ \"after\": \"PT48H\", \"fires\": \"close\" }],", "\"fire\"", "$.steps.requested.deadlines")]
    [InlineData("\"fire\": { \"nudge\": { \"to\": \"requested\", \"roles\": [\"agent\"] }, ", "\"fire\": {", "$.steps.requested.fire.nudge.to")]
    [InlineData("\"hold\": { \"kind\": \"Manual\", \"scopes\": [\"ship\"] },", "\"fire\"", "$.steps.requested.hold")]
    [InlineData("\"join\": { \"to\": \"requested\" }, \"regions\": { \"papers\": { \"steps\": { \"filed\": { \"final\": true } } } },", "\"fire\"",
        "$.steps.requested.regions")]
    public void What_a_case_does_not_carry_is_refused(string planted, string before, string path)
    {
        var whole = Encoding.UTF8.GetString(Document());
        var at = whole.IndexOf(before, whole.IndexOf("\"requested\": {", StringComparison.Ordinal), StringComparison.Ordinal);
        var rest = whole.Substring(planted.StartsWith(before, StringComparison.Ordinal) ? at + before.Length : at);
        var refusal = WorkflowDocument.Load(Encoding.UTF8.GetBytes(whole.Substring(0, at) + planted + rest), CaseDomain.Standard).Refusal!;
        var found = refusal.Reasons.Items.First(c => c.Code == WorkflowCodes.PartNotCarried);
        Assert.Equal(path, found.Arguments.Items.Single(a => a.Name == "path").Value);
        Assert.True(WorkflowDocument.Load(Document(), CaseDomain.Standard).IsOk);
    }

    [Fact]
    public void The_default_matrix_lets_somebody_fire_everything() =>
        Assert.Empty(RoleMatrix.Default.Policy.NobodyMayFire("aftersales", CaseWorkflow.Default.Definition).Items);

    /// <summary>The first move of random walks that a domain does not declare.</summary>
    private static string? Undeclared(WorkflowDomain domain)
    {
        var random = new Random(5);
        var seen = 0;
        for (var walk = 0; walk < 2_000; walk++)
        {
            var kind = (CaseKind)random.Next(1, 9);
            var asked = random.Next(1, 1_000_000);
            var given = Given() with { Lines = [Units("1", 2, asked)], Standing = new(CustomerLevel.Gold, CustomerHistory.Abusive) };
            var state = Opened(Request(asked, kind) with { Units = random.Next(2) == 0 ? [] : [Some("1", 2)] }, Given() with { Lines = given.Lines });
            var at = Noon;
            for (var step = 0; step < 20; step++)
            {
                var command = random.Next(3) == 0
                    ? new ReceiveGoods([Found(state.Request!.Units.IsEmpty ? null : "1", random.Next(1, 3), (InspectionOutcome)random.Next(1, 6))])
                    : Commands[random.Next(Commands.Length)];
                at += Duration.FromHours(random.Next(40));
                if (!Try(state, command, Everybody with { Id = ActorId.Of("p" + step) }, at, $"m{walk}-{step}", given).TryGet(out var decision, out _))
                    continue;
                var after = CaseProcess.Evolve(state, decision.Events);
                var (verb, move) = (CaseVerbs.Of(command), new StatusMove(state.Status.ToString(), after.Status.ToString()));
                seen++;
                if (!domain.Verbs.Items.Single(v => v.Name == verb).Moves.Items.Contains(move)) return $"{verb}: {move}";
                state = after;
            }
        }

        Assert.True(seen > 1_000);
        return null;
    }

    private static byte[] Document()
    {
        using var stream = typeof(CaseWorkflow).Assembly.GetManifestResourceStream("Documents/aftersales.workflow.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }
}
