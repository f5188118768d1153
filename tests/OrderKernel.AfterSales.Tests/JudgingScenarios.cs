using NodaTime;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>The tiers of the default document at their bounds.</summary>
/// <remarks>Fails when a bound moves by one fen or one tick, a dispute or a bad history is granted automatically, or a reason lacks its numbers.</remarks>
public class JudgingScenarios
{
    [Theory]
    [InlineData(1, "automatic", VerdictKind.Automatic)]
    [InlineData(4_999, "automatic", VerdictKind.Automatic)]
    [InlineData(5_000, "agent", VerdictKind.Approval)]
    [InlineData(49_999, "agent", VerdictKind.Approval)]
    [InlineData(50_000, "supervisor", VerdictKind.Approval)]
    [InlineData(499_999, "supervisor", VerdictKind.Approval)]
    [InlineData(500_000, "finance", VerdictKind.Approval)]
    [InlineData(99_999_999, "finance", VerdictKind.Approval)]
    public void The_amount_finds_its_tier(long fen, string tier, VerdictKind kind)
    {
        var verdict = Judged(Request(fen)).Verdict;
        Assert.Equal((tier, kind), (verdict.Tier, verdict.Kind));
    }

    [Theory]
    [InlineData(CustomerHistory.Unknown, false, "automatic")]
    [InlineData(CustomerHistory.Good, false, "automatic")]
    [InlineData(CustomerHistory.Watched, false, "agent")]
    [InlineData(CustomerHistory.Abusive, false, "agent")]
    [InlineData(CustomerHistory.Good, true, "agent")]
    public void A_dispute_or_a_bad_history_wants_a_person(CustomerHistory history, bool disputed, string tier)
    {
        var given = Given() with { Standing = new(CustomerLevel.Gold, history) };
        Assert.Equal(tier, Judged(Request(1_000) with { IsDisputed = disputed }, given).Verdict.Tier);
    }

    [Fact]
    public void Given_under_other_tiers_and_a_standing_is_judged_by_them()
    {
        var reviewed = new ApprovalTier("reviewed", [Role.Finance]);
        var tiers = ApprovalTiers.Default with { Policy = ApprovalTiers.Default.Policy with { Tiers = [reviewed], RiskReview = null } };
        var given = Given().Under(tiers, new(CustomerLevel.Gold, CustomerHistory.Watched));
        Assert.Equal("reviewed", Judged(Request(1_000), given).Verdict.Tier);
        Assert.Equal(CustomerHistory.Watched, given.Standing.History);
        Assert.Equal(given.Standing, given.Under(ApprovalTiers.Default).Standing);
    }

    [Fact]
    public void Approvers_go_up_step_by_step() =>
        Assert.Equal([Role.Agent, Role.Supervisor, Role.Finance], Judged(Request(500_000)).Verdict.Approvers);

    [Fact]
    public void Reasons_name_the_tiers_passed_over_and_the_numbers()
    {
        var reasons = Judged(Request(60_000)).Reasons;
        Assert.Equal([AfterSalesCodes.TierPassedOver, AfterSalesCodes.TierPassedOver, AfterSalesCodes.JudgedForApproval], reasons.Items.Select(r => r.Code));
        Assert.Contains(new Argument("value", "CNY 600.00"), reasons[0].Arguments.Items);
        Assert.Contains(new Argument("bound", "< CNY 50.00"), reasons[0].Arguments.Items);
    }

    [Theory]
    [InlineData(-1, null)]
    [InlineData(0, AfterSalesCodes.QuietPeriod)]
    [InlineData(24 * 60 - 1, AfterSalesCodes.QuietPeriod)]
    [InlineData(24 * 60, null)]
    public void Requests_without_a_reason_wait_a_day_after_sign_off(int minutesAfter, string? code)
    {
        var request = Request(1_000) with { IsNoReason = true };
        var given = Given() with { DeliveredAt = Noon - Duration.FromMinutes(minutesAfter) };
        var judgement = Judged(request, given);
        Assert.Equal(code, judgement.Refusal?.Code);
        Assert.Equal(code is not null, judgement.Refusal?.IsTransient ?? false);
        Assert.Null(Judged(request with { IsNoReason = false }, given).Refusal);
        Assert.Null(Judged(request).Refusal);
    }

    [Fact]
    public void A_request_dated_ahead_waits_like_any_other()
    {
        var given = Given() with { DeliveredAt = Noon };
        var request = Request(1_000) with { IsNoReason = true };
        Assert.Equal(AfterSalesCodes.QuietPeriod,
            Judged(request with { RequestedAt = Noon + Duration.FromDays(2) }, given, Noon + Duration.FromHours(1)).Refusal?.Code);
        Assert.Equal(AfterSalesCodes.QuietPeriod,
            Judged(request with { RequestedAt = Noon + Duration.FromHours(1) }, given, Noon + Duration.FromDays(2)).Refusal?.Code);
    }

    [Theory]
    [InlineData("3", 1)]
    [InlineData("2", 2)]
    [InlineData("1", 4)]
    [InlineData("1", 0)]
    public void Units_that_the_order_does_not_hold_are_refused(string line, long units)
    {
        var request = Request(100) with { Units = [Some(line, units)] };
        Assert.Equal(AfterSalesCodes.UnitsNotInOrder, Judged(request).Refusal?.Code);
        Assert.Equal(AfterSalesCodes.UnitsNotInOrder, AfterSalesCase.None.Refused(new OpenCase(request), Channel));
        Assert.Equal(AfterSalesCodes.UnitsNotInOrder, AfterSalesCase.None.Refused(new RecordPaidRefund(request, MessageId.Of("ch")), Channel));
    }

    [Fact]
    public void Units_of_one_line_are_counted_together_and_are_worth_their_share()
    {
        Assert.Equal(AfterSalesCodes.UnitsNotInOrder, Judged(Request(100) with { Units = [Some("1", 2), Some("1", 2)] }).Refusal?.Code);
        var opened = Opened(Request(100) with { Units = [Some("1", 2), Some("2", 1)] });
        Assert.Equal<ValueList<CaseUnits>>([Units("1", 2, 5_333), Units("2", 1, 1_000)], opened.Request!.Units);
    }

    [Fact]
    public void More_than_the_free_balance_is_refused_with_both_numbers()
    {
        Assert.Null(Judged(Request(4_000), Given(Balance(10_000, 6_000))).Refusal);
        var refusal = Judged(Request(4_001), Given(Balance(10_000, 6_000))).Refusal!;
        Assert.Equal(AfterSalesCodes.AboveRefundable, refusal.Code);
        Assert.Equal<ValueList<Argument>>([new("asked", "CNY 40.01"), new("free", "CNY 40.00")], refusal.Arguments);
        Assert.Equal(AfterSalesCodes.AboveRefundable, Judged(Request(1), Given(Balance(5, 6))).Refusal!.Code);
    }

    [Fact]
    public void A_large_refund_cut_into_small_ones_is_judged_by_its_sum() =>
        Assert.Equal("agent", Judged(Request(100), Given() with { Earlier = Money.Fen(4_900) }).Verdict.Tier);

    [Theory]
    [InlineData(CaseKind.RefundOnly, 1_000, 2, "automatic")]
    [InlineData(CaseKind.RefundOnly, 1_000, 3, "agent")]
    [InlineData(CaseKind.RefundOnly, 1_000, 9, "agent")]
    [InlineData(CaseKind.RefundOnly, 60_000, 3, "supervisor")]
    [InlineData(CaseKind.ReturnRefund, 1_000, 3, "automatic")]
    public void Who_asks_for_money_alone_too_often_is_looked_at_by_a_person(CaseKind kind, long fen, int earlier, string tier)
    {
        var judgement = Judged(Request(fen, kind), Given() with { EarlierRequests = earlier });
        var isReviewed = kind == CaseKind.RefundOnly && earlier > 2;
        Assert.Equal((tier, isReviewed), (judgement.Verdict.Tier, judgement.Reasons.Items.Any(r => r.Code == AfterSalesCodes.RiskReview)));
        if (isReviewed)
            Assert.Equal<ValueList<Argument>>([new("requestsMax", "3"), new("within", "720:00:00"), new("tier", "agent")], judgement.Reasons[0].Arguments);
    }

    [Fact]
    public void How_often_the_customer_asked_is_recorded_and_counts_when_it_is_judged_again()
    {
        var opened = Opened(Request(1_000) with { IsDisputed = true }, Given() with { EarlierRequests = 2 });
        Assert.Equal((2, null), (opened.Request!.EarlierRequests, Opened(Request(1_000)).Request!.EarlierRequests));
        Assert.Equal("agent", opened.Do(new JudgeCase(), Agent, given: Given() with { EarlierRequests = 3 }).Verdict!.Tier);
    }

    [Fact]
    public void Goods_without_money_are_judged_by_their_worth()
    {
        var request = Request(0, CaseKind.Exchange) with { Units = [Some("1", 2)] };
        var given = Given() with { Lines = [Units("1", 2, 60_000)] };
        Assert.Equal("supervisor", Judged(request, given).Verdict.Tier);
        Assert.Equal("agent", Judged(request with { Asked = Money.Fen(5_000) }, given).Verdict.Tier);
    }

    [Fact]
    public void Money_cases_ask_for_money_of_one_currency()
    {
        Assert.Equal(AfterSalesCodes.NothingAsked, Judged(Request(0)).Refusal!.Code);
        Assert.Equal(AfterSalesCodes.NothingAsked, Judged(Request(-1, CaseKind.Reship)).Refusal!.Code);
        Assert.Null(Judged(Request(0, CaseKind.Reship)).Refusal);
        var dollars = Money.OfMinor(100, Currency.Of("USD"));
        Assert.All(
            new[]
            {
                Judged(Request(1) with { Asked = dollars }),
                Judged(Request(1), Given() with { Earlier = dollars }),
                Judged(Request(1) with { Units = [Some("1", 1)] }, Given() with { Lines = [new(LineId.Of("1"), Quantity.Of(1), dollars)] }),
                Judged(Request(1), Given(new RefundableBalance(dollars, dollars))),
            },
            j => Assert.Equal(AfterSalesCodes.CurrencyMismatch, j.Refusal!.Code));
    }

    [Fact]
    public void Money_in_another_currency_than_the_tiers_is_judged_by_the_strictest()
    {
        Money Dollars(long cents) => Money.OfMinor(cents, Currency.Of("USD"));
        var given = Given(new RefundableBalance(Dollars(5_000), Dollars(0)));
        var judged = Judged(Request(1) with { Asked = Dollars(1) }, given);
        Assert.Null(judged.Refusal);
        Assert.Equal((VerdictKind.Approval, ApprovalTiers.Default.Policy.Tiers[^1].Name), (judged.Verdict.Kind, judged.Verdict.Tier));
        Assert.Contains(judged.Reasons.Items, r => r.Code == AfterSalesCodes.TierPassedOver
            && r.Arguments.Items.Any(a => a is { Name: "condition", Value: "currency" }) && r.Arguments.Items.Any(a => a is { Name: "value", Value: "USD" }));
        Assert.Equal(AfterSalesCodes.AboveRefundable, Judged(Request(1) with { Asked = Dollars(5_001) }, given).Refusal!.Code);
    }
}
