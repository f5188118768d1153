using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>Walks of cases from request to end.</summary>
/// <remarks>Fails when a refund is ordered without all approvals, paid twice, or when a refusal changes its code.</remarks>
public class CaseProcessTests
{
    [Fact]
    public void A_small_request_is_refunded_without_a_person()
    {
        var state = AfterSalesCase.None.Do(new OpenCase(Request(4_999)), Buyer, message: "open");
        Assert.Equal(AfterSalesStatus.Refunding, state.Status);
        Assert.Equal([new(MessageId.Of("open"), Money.Fen(4_999), RefundProgress.Ordered)], state.Refunds);
        state = state.Do(new SettleRefund(MessageId.Of("open"), Money.Fen(4_999)), Actor.Kernel);
        Assert.Equal((AfterSalesStatus.Refunded, Money.Fen(4_999), Money.Zero(Currency.Cny)), (state.Status, state.Refunded!.Value, state.Outstanding!.Value));
    }

    [Fact]
    public void A_large_request_needs_each_approver_of_its_tier_in_order()
    {
        var state = Opened(Request(60_000));
        Assert.Equal(Role.Agent, state.AwaitedRole);
        Assert.Equal(AfterSalesCodes.RoleMissing, state.Refused(new ApproveCase(), Supervisor));
        state = state.Do(new ApproveCase(), Agent);
        Assert.Equal((AfterSalesStatus.Requested, Role.Supervisor), (state.Status, state.AwaitedRole));
        state = state.Do(new ApproveCase(), Supervisor, message: "last");
        Assert.Equal(AfterSalesStatus.Refunding, state.Status);
        Assert.NotNull(state.Find("last"));
        Assert.Null(state.AwaitedRole);
    }

    [Fact]
    public void Who_asked_or_approved_before_does_not_approve()
    {
        var allRoles = By("one", Role.Buyer, Role.Agent, Role.Supervisor);
        var state = AfterSalesCase.None.Do(new OpenCase(Request(60_000)), allRoles);
        Assert.Equal(WorkflowCodes.FourEyes, state.Refused(new ApproveCase(), allRoles));
        Assert.Equal(AfterSalesCodes.FourEyes, state.Refused(new RejectCase(Party.Seller, "no"), allRoles));
        var both = By("two", Role.Agent, Role.Supervisor);
        state = state.Do(new ApproveCase(), both);
        Assert.Equal(WorkflowCodes.FourEyes, state.Refused(new ApproveCase(), both));
    }

    [Fact]
    public void An_approval_looks_at_the_balance_again()
    {
        var state = Opened(Request(10_000));
        Assert.Equal(AfterSalesCodes.AboveRefundable, state.Refused(new ApproveCase(), Agent, given: Given(Balance(9_999))));
        Assert.Equal(AfterSalesCodes.CurrencyMismatch,
            state.Refused(new ApproveCase(), Agent,
                given: Given(new RefundableBalance(Money.OfMinor(1, Currency.Of("USD")), Money.OfMinor(0, Currency.Of("USD"))))));
    }

    [Fact]
    public void An_ask_that_the_verdict_refuses_opens_nothing_but_a_channels_fact_is_recorded()
    {
        var early = Request(1_000) with { IsNoReason = true };
        var signed = Given() with { DeliveredAt = Noon };
        Assert.Equal(AfterSalesCodes.QuietPeriod, AfterSalesCase.None.Refused(new OpenCase(early), Buyer, given: signed));
        var state = AfterSalesCase.None.Do(new OpenCase(early), Channel, given: signed);
        Assert.Equal((AfterSalesStatus.Requested, AfterSalesCodes.QuietPeriod), (state.Status, state.Verdict!.RefusedAs));
        Assert.Equal(AfterSalesCodes.VerdictRefuses, state.Refused(new ApproveCase(), Agent));
        Assert.Equal(WorkflowCodes.RoleMissing, state.Refused(new RejectCase(Party.Seller, "quiet"), Warehouse));
        Assert.Equal(AfterSalesStatus.Rejected, state.Do(new RejectCase(Party.Seller, "quiet"), Agent).Status);
        var later = state.Do(new JudgeCase(), Actor.Kernel, Noon + Duration.FromHours(24), "again", signed);
        Assert.Equal((AfterSalesStatus.Refunding, VerdictKind.Automatic), (later.Status, later.Verdict!.Kind));
        Assert.Equal(AfterSalesCodes.NothingAsked, AfterSalesCase.None.Refused(new OpenCase(Request(0)), Channel));
    }

    [Fact]
    public void Judging_again_with_another_verdict_lapses_approvals_and_with_the_same_changes_nothing()
    {
        var state = Opened(Request(60_000)).Do(new ApproveCase(), Agent);
        Assert.Empty(Try(state, new JudgeCase(), Actor.Kernel).ValueOrThrow().Events);
        var refused = state.Do(new JudgeCase(), Actor.Kernel, given: Given(Balance(1)));
        Assert.Equal((VerdictKind.Refused, 0), (refused.Verdict!.Kind, refused.ApprovedBy.Count));
    }

    [Fact]
    public void Opening_again_is_the_same_answer_or_a_refusal()
    {
        var state = Opened(Request(10_000));
        Assert.Empty(Try(state, new OpenCase(Request(10_000)), Buyer, Noon + Duration.FromHours(1), given: Given(Balance(1))).ValueOrThrow().Events);
        Assert.Equal(AfterSalesCodes.CaseExists, state.Refused(new OpenCase(Request(10_001)), Buyer));
        Assert.Equal(AfterSalesCodes.CaseExists, state.Refused(new RecordPaidRefund(Request(10_001), MessageId.Of("r")), Channel));
    }

    [Fact]
    public void A_refund_that_the_channel_paid_is_refunded_whatever_the_tier_and_a_finding_above_it()
    {
        var small = Try(AfterSalesCase.None, new RecordPaidRefund(Request(4_999), MessageId.Of("ch-1")), Channel).ValueOrThrow();
        Assert.Equal([AfterSalesCodes.JudgedAutomatic, AfterSalesCodes.PaidByChannel], small.Reasons.Items.Select(r => r.Code));
        var large = Try(AfterSalesCase.None, new RecordPaidRefund(Request(600_000), MessageId.Of("ch-2")), Channel).ValueOrThrow();
        Assert.Equal(AfterSalesCodes.PaidAboveTier, large.Reasons.Items[large.Reasons.Count - 1].Code);
        var state = CaseProcess.Evolve(AfterSalesCase.None, large.Events);
        Assert.Equal((AfterSalesStatus.Refunded, "finance", VerdictKind.Approval), (state.Status, state.Verdict!.Tier, state.Verdict.Kind));
        Assert.True(state.Refunds[0].Progress == RefundProgress.Settled && large.Events.Items.OfType<RefundSettled>().Single().IsAboveTier);
        Assert.Equal(AfterSalesCodes.AboveRefundable,
            AfterSalesCase.None.Refused(new RecordPaidRefund(Request(100), MessageId.Of("ch-3")), Channel, given: Given(Balance(99))));
    }

    [Fact]
    public void What_other_cases_ask_for_bounds_asks_but_not_money_that_went_back()
    {
        var given = Given(Balance(10_000, 9_000));
        Assert.Equal(AfterSalesCodes.AboveRefundable, AfterSalesCase.None.Refused(new OpenCase(Request(2_000)), Buyer, given: given));
        Assert.Null(AfterSalesCase.None.Refused(new RecordPaidRefund(Request(2_000), MessageId.Of("ch")), Channel, given: given));
        Assert.Null(In(AfterSalesStatus.Refunding).Refused(new SettleRefund(MessageId.Of("m-1"), Money.Fen(10_000)), Actor.Kernel, given: given));
    }

    [Fact]
    public void A_channel_that_pays_an_open_case_ends_it_and_withdraws_our_own_order()
    {
        var state = In(AfterSalesStatus.Refunding).Do(new SettleRefund(MessageId.Of("ch"), Money.Fen(10_000)), Channel);
        Assert.Equal(AfterSalesStatus.Refunded, state.Status);
        Assert.Equal([RefundProgress.Withdrawn, RefundProgress.Settled], state.Refunds.Items.Select(r => r.Progress));
        var open = Try(In(AfterSalesStatus.Requested), new SettleRefund(MessageId.Of("ch"), Money.Fen(10_000)), Channel).ValueOrThrow();
        Assert.True(open.Events.Items.OfType<RefundSettled>().Single().IsAboveTier);
    }

    [Fact]
    public void Settling_twice_pays_once_and_other_content_is_refused()
    {
        var state = In(AfterSalesStatus.Refunded);
        Assert.Empty(Try(state, new SettleRefund(MessageId.Of("m-1"), Money.Fen(10_000)), Actor.Kernel, given: Given(Balance(0))).ValueOrThrow().Events);
        Assert.Equal(AfterSalesCodes.RefundExists, state.Refused(new SettleRefund(MessageId.Of("m-1"), Money.Fen(9_999)), Actor.Kernel));
        Assert.Equal(AfterSalesCodes.RefundUnknown, state.Refused(new SettleRefund(MessageId.Of("other"), Money.Fen(1)), Actor.Kernel));
        Assert.Equal(AfterSalesCodes.AboveRefundable, state.Refused(new SettleRefund(MessageId.Of("other"), Money.Fen(2)), Channel, given: Given(Balance(1))));
        Assert.Equal(AfterSalesCodes.NothingAsked, state.Refused(new SettleRefund(MessageId.Of("other"), Money.Fen(0)), Channel));
        Assert.Equal(AfterSalesCodes.CurrencyMismatch, state.Refused(new SettleRefund(MessageId.Of("other"), Money.OfMinor(1, Currency.Of("USD"))), Channel));
    }

    [Fact]
    public void Waiting_steps_remind_then_escalate_to_the_superior()
    {
        var state = Opened(Request(10_000));
        var due = Noon + Duration.FromHours(24);
        Assert.Equal(due, CaseProcess.StepDueAt(state, Tiers.Policy));
        Assert.Equal(AfterSalesCodes.StepNotDue, state.Refused(new AgeStep(), Actor.Kernel, due - Duration.Epsilon));
        var reminded = Try(state, new AgeStep(), Actor.Kernel, due).ValueOrThrow();
        Assert.Equal([new CaseStepReminded(Role.Agent, Role.Supervisor)], reminded.Events);
        Assert.Equal(AfterSalesCodes.StepOverdue, reminded.Reasons[0].Code);
        state = CaseProcess.Evolve(state, reminded.Events);
        Assert.Equal(Noon + Duration.FromHours(48), CaseProcess.StepDueAt(state, Tiers.Policy));
        state = state.Do(new AgeStep(), Actor.Kernel, Noon + Duration.FromHours(48));
        Assert.Equal((Role.Supervisor, false), (state.AwaitedRole, state.IsReminded));
        Assert.Equal(AfterSalesCodes.RoleMissing, state.Refused(new ApproveCase(), Agent));
        Assert.Equal(AfterSalesStatus.Refunding, state.Do(new ApproveCase(), Supervisor).Status);
    }

    [Fact]
    public void Nobody_stands_above_the_highest_of_the_ladder()
    {
        var state = Opened(Request(600_000)).Do(new ApproveCase(), Agent).Do(new ApproveCase(), Supervisor)
            .Do(new AgeStep(), Actor.Kernel, Noon + Duration.FromDays(9));
        Assert.Equal((Role.Finance, true, null), (state.AwaitedRole, state.IsReminded, CaseProcess.StepDueAt(state, Tiers.Policy)));
    }

    [Fact]
    public void A_dispute_takes_the_grant_back_until_it_is_judged_anew()
    {
        var state = In(AfterSalesStatus.AwaitingReturn).Do(new DisputeCase(Party.Buyer), Buyer);
        Assert.Equal((AfterSalesStatus.Disputed, null, Party.Platform), (state.Status, state.Granted, state.AwaitedParty));
        Assert.True(state.IsDisputed);
        Assert.Equal(AfterSalesStatus.AwaitingReturn, state.Do(new ApproveCase(), Agent).Status);
    }
}

file static class Finding
{
    public static CaseRefund? Find(this AfterSalesCase state, string refund) => state.Refunds.Items.FirstOrDefault(r => r.Refund == MessageId.Of(refund));
}
