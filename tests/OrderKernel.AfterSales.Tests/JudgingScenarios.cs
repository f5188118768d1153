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
        var verdict = Judging.Judge(Request(fen), Plenty, Tiers.Policy).Verdict;
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
        var request = Request(1_000) with { Standing = new(CustomerLevel.Gold, history), IsDisputed = disputed };
        Assert.Equal(tier, Judging.Judge(request, Plenty, Tiers.Policy).Verdict.Tier);
    }

    [Fact]
    public void Approvers_go_up_step_by_step() =>
        Assert.Equal([Role.Agent, Role.Supervisor, Role.Finance], Judging.Judge(Request(500_000), Plenty, Tiers.Policy).Verdict.Approvers);

    [Fact]
    public void Reasons_name_the_tiers_passed_over_and_the_numbers()
    {
        var reasons = Judging.Judge(Request(60_000), Plenty, Tiers.Policy).Reasons;
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
        var request = Request(1_000) with { IsNoReason = true, DeliveredAt = Noon - Duration.FromMinutes(minutesAfter) };
        var judgement = Judging.Judge(request, Plenty, Tiers.Policy);
        Assert.Equal(code, judgement.Refusal?.Code);
        Assert.Equal(code is not null, judgement.Refusal?.IsTransient ?? false);
        Assert.Null(Judging.Judge(request with { IsNoReason = false }, Plenty, Tiers.Policy).Refusal);
        Assert.Null(Judging.Judge(request with { DeliveredAt = null }, Plenty, Tiers.Policy).Refusal);
    }

    [Fact]
    public void More_than_the_free_balance_is_refused_with_both_numbers()
    {
        Assert.Null(Judging.Judge(Request(4_000), Balance(10_000, 6_000), Tiers.Policy).Refusal);
        var refusal = Judging.Judge(Request(4_001), Balance(10_000, 6_000), Tiers.Policy).Refusal!;
        Assert.Equal(AfterSalesCodes.AboveRefundable, refusal.Code);
        Assert.Equal<ValueList<Argument>>([new("asked", "CNY 40.01"), new("free", "CNY 40.00")], refusal.Arguments);
        Assert.Equal(AfterSalesCodes.AboveRefundable, Judging.Judge(Request(1), Balance(5, 6), Tiers.Policy).Refusal!.Code);
    }

    [Fact]
    public void A_large_refund_cut_into_small_ones_is_judged_by_its_sum() =>
        Assert.Equal("agent", Judging.Judge(Request(100) with { Earlier = Money.Fen(4_900) }, Plenty, Tiers.Policy).Verdict.Tier);

    [Fact]
    public void Goods_without_money_are_judged_by_their_worth()
    {
        var request = Request(0, CaseKind.Exchange) with { Units = [Units("1", 2, 60_000)] };
        Assert.Equal("supervisor", Judging.Judge(request, Plenty, Tiers.Policy).Verdict.Tier);
        Assert.Equal("agent", Judging.Judge(request with { Asked = Money.Fen(5_000) }, Plenty, Tiers.Policy).Verdict.Tier);
    }

    [Fact]
    public void Money_cases_ask_for_money_of_one_currency()
    {
        Assert.Equal(AfterSalesCodes.NothingAsked, Judging.Judge(Request(0), Plenty, Tiers.Policy).Refusal!.Code);
        Assert.Equal(AfterSalesCodes.NothingAsked, Judging.Judge(Request(-1, CaseKind.Reship), Plenty, Tiers.Policy).Refusal!.Code);
        Assert.Null(Judging.Judge(Request(0, CaseKind.Reship), Plenty, Tiers.Policy).Refusal);
        var dollars = Money.OfMinor(100, Currency.Of("USD"));
        Assert.All(
            new[]
            {
                Judging.Judge(Request(1) with { Asked = dollars }, Plenty, Tiers.Policy),
                Judging.Judge(Request(1) with { Earlier = dollars }, Plenty, Tiers.Policy),
                Judging.Judge(Request(1) with { Units = [new(LineId.Of("1"), Quantity.Of(1), dollars)] }, Plenty, Tiers.Policy),
                Judging.Judge(Request(1), new(dollars, dollars), Tiers.Policy),
            },
            j => Assert.Equal(AfterSalesCodes.CurrencyMismatch, j.Refusal!.Code));
    }
}
