using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>Who may say what to a case: people and the clock ask, and the workflow answers; a channel states facts.</summary>
/// <remarks>
/// Fails when an ask gets around the workflow of cases, when a fact is stopped by it, when somebody
/// but a channel states a refund as paid, or when a command may leave out what it must say.
/// </remarks>
public class AskScenarios
{
    [Theory]
    [InlineData("buyer", WorkflowCodes.RoleMissing)]
    [InlineData("warehouse", WorkflowCodes.RoleMissing)]
    [InlineData("agent", null)]
    public void An_approval_is_an_ask_that_the_workflow_answers(string role, string? code) =>
        Assert.Equal(code, In(AfterSalesStatus.Requested).Refused(new ApproveCase(), By("x", Role.Of(role))));

    [Fact]
    public void A_narrowed_workflow_stops_people_and_the_clock_and_not_a_channel()
    {
        var given = Given()
            with { Workflow = Narrowed("\"withdraw\": { \"does\": \"withdraw\", \"roles\": [\"buyer\", \"agent\", \"supervisor\", \"channel\"] }",
                "\"withdraw\": { \"does\": \"withdraw\", \"roles\": [\"finance\"] }") };
        var state = In(AfterSalesStatus.Requested);
        Assert.Equal(WorkflowCodes.RoleMissing, state.Refused(new WithdrawCase(), Buyer, given: given));
        Assert.Null(state.Refused(new WithdrawCase(), Finance, given: given));
        Assert.Null(state.Refused(new WithdrawCase(), Channel, given: given));
        Assert.Null(state.Refused(new WithdrawCase(), Buyer));
    }

    [Fact]
    public void A_workflow_without_four_eyes_does_not_let_the_asker_approve_either()
    {
        var given = Given() with { Workflow = Narrowed(", \"fourEyes\": true", "") };
        var asker = By("one", Role.Buyer, Role.Agent);
        var state = AfterSalesCase.None.Do(new OpenCase(Request(60_000)), asker);
        Assert.Equal(AfterSalesCodes.FourEyes, state.Refused(new ApproveCase(), asker, given: given));
    }

    [Fact]
    public void A_decision_on_an_ask_names_the_workflow_and_a_fact_does_not()
    {
        var state = In(AfterSalesStatus.Requested);
        var expected = CaseWorkflow.Default.Policy;
        Assert.Equal([expected], Try(state, new WithdrawCase(), Buyer).ValueOrThrow().Policies);
        Assert.Equal([Tiers.Reference, expected], Try(state, new AgeStep(), Actor.Kernel, Noon + Duration.FromDays(1)).ValueOrThrow().Policies);
        Assert.Empty(Try(state, new WithdrawCase(), Channel).ValueOrThrow().Policies);
        Assert.Equal([Tiers.Reference], Try(AfterSalesCase.None, new OpenCase(Request(1)), Buyer).ValueOrThrow().Policies);
    }

    [Fact]
    public void Nobody_but_a_channel_says_that_a_refund_was_paid()
    {
        var paid = new RecordPaidRefund(Request(100), MessageId.Of("ch"));
        foreach (var actor in new[] { Buyer, Agent, Supervisor, Finance, Warehouse, Actor.Kernel })
            Assert.Equal(AfterSalesCodes.RoleMissing, AfterSalesCase.None.Refused(paid, actor));
        Assert.Null(AfterSalesCase.None.Refused(paid, Channel));
    }

    [Fact]
    public void What_is_recorded_is_the_request_with_what_others_knew()
    {
        var given = Given(id: "c-9")
            with { Standing = new(CustomerLevel.Gold, CustomerHistory.Good), DeliveredAt = Noon - Duration.FromDays(2), Earlier = Money.Fen(7) };
        var opened = (CaseOpened)Try(AfterSalesCase.None, new OpenCase(Request(100) with { RequestedAt = Noon - Duration.FromHours(1) }), Buyer, given: given)
            .ValueOrThrow().Events[0];
        Assert.Equal(
            new JudgedRequest(CaseId.Of("c-9"), Order, CaseKind.RefundOnly, Money.Fen(100), "quality", Noon - Duration.FromHours(1),
                given.Standing) { DeliveredAt = given.DeliveredAt, Earlier = Money.Fen(7) },
            opened.Request);
    }

    [Fact]
    public void Saying_the_same_again_changes_nothing_although_others_know_more_by_then()
    {
        var open = new OpenCase(Request(10_000) with { Units = [Some("1", 2)] });
        var state = AfterSalesCase.None.Do(open, Buyer).Do(new DisputeCase(Party.Buyer), Buyer);
        var later = Given(Balance(1)) with { Standing = CustomerStanding.Unknown, Earlier = Money.Fen(1), DeliveredAt = Noon, Lines = [] };
        Assert.Empty(Try(state, open, Buyer, Noon + Duration.FromDays(1), given: later).ValueOrThrow().Events);
        foreach (var other in new[]
        {
            open.Request with { Asked = Money.Fen(10_001) }, open.Request with { Kind = CaseKind.PriceProtection }, open.Request with { Reason = "late" },
                open.Request with { Units = [Some("1", 1)] },
            open.Request with { RequestedAt = Noon + Duration.FromHours(1) }, open.Request with { IsNoReason = true }, open.Request with { IsDisputed = true },
            open.Request with { Evidence = [EvidenceReference.Of("sha256:ab")] },
        })
        {
            Assert.Equal(AfterSalesCodes.CaseExists, state.Refused(new OpenCase(other), Buyer));
        }
    }

    [Fact]
    public void A_refund_that_was_paid_is_known_again_by_its_id()
    {
        var paid = new RecordPaidRefund(Request(100), MessageId.Of("ch-1"));
        var state = AfterSalesCase.None.Do(paid, Channel);
        Assert.Empty(Try(state, paid, Channel).ValueOrThrow().Events);
        Assert.Equal(AfterSalesCodes.CaseExists, state.Refused(paid with { Refund = MessageId.Of("ch-2") }, Channel));
        Assert.Equal(AfterSalesCodes.CaseExists, Opened(Request(10_000)).Refused(paid with { Request = Request(10_000) }, Channel));
    }

    public static TheoryData<string, CaseCommand> Unsaid() => new()
    {
        { "request.kind", new OpenCase(Request(1) with { Kind = 0 }) },
        { "request.reason", new OpenCase(Request(1) with { Reason = " " }) },
        { "request.asked", new OpenCase(Request(1) with { Asked = default }) },
        { "request.reason", new RecordPaidRefund(Request(1) with { Reason = "" }, MessageId.Of("r")) },
        { "refund", new RecordPaidRefund(Request(1), default) },
        { "by", new RejectCase(0, "no") },
        { "why", new RejectCase(Party.Seller, "  ") },
        { "by", new CloseCase(0) },
        { "by", new DisputeCase(0) },
        { "waybill", new SendReturn(default, null) },
        { "waybill", new SendReplacement(default) },
        { "refund", new SettleRefund(default, Money.Fen(1)) },
        { "units[0].outcome", new ReceiveGoods([new(null, Quantity.Of(1), 0)]) },
        { "units[0].line", new ReceiveGoods([new(default(LineId), Quantity.Of(1), InspectionOutcome.Restock)]) },
    };

    [Theory]
    [MemberData(nameof(Unsaid))]
    public void What_must_be_said_is_said(string field, CaseCommand command)
    {
        foreach (var state in new[] { AfterSalesCase.None, In(AfterSalesStatus.Requested), In(AfterSalesStatus.AwaitingReturn) })
        {
            var refusal = Try(state, command, Channel).Refusal!;
            var isReason = field.EndsWith("reason", StringComparison.Ordinal) || field == "why";
            Assert.Equal($"{(isReason ? KernelCodes.ReasonBlank : KernelCodes.IdUnset)} (part={field})", refusal.ToString());
        }
    }

    private static WorkflowMachine Narrowed(string from, string to)
    {
        using var stream = typeof(CaseWorkflow).Assembly.GetManifestResourceStream("Documents/aftersales.workflow.json")!;
        var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd();
        Assert.Contains(from, text, StringComparison.Ordinal);
        return WorkflowMachine.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes(text.Replace(from, to, StringComparison.Ordinal)), CaseDomain.Standard)
            .ValueOrThrow());
    }
}
