using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// What counts where two claims tell of the same instant, or one ranks above the other. Fails when a word further along its axis gives way to an earlier one,
/// when a part's lines replace a whole order's, or when an order is placed that nobody told the amounts of.
/// </summary>
public sealed class TieScenarios
{
    private static readonly Instant At = Instant.FromUtc(2026, 2, 9, 10, 0);

    private static readonly Claim Bare = IntakeLaws.Make(1) with
    {
        Scope = ClaimScope.Whole, SourceTime = At, CreatedAt = At, PaidAt = null, ShippedAt = null, DeliveredAt = null, EndedAt = null, Payment = null,
        Fulfilment = null, AfterSales = null, Outcome = null, Holds = null, Terms = null, Amounts = new OrderAmounts(Money.Fen(1000)), PaidAmount = null,
        RefundedAmount = null, AreAmountsAfterRefunds = false, Lines = default, Shipments = default, Cases = default, PaidBy = default,
    };

    [Fact]
    public void Of_two_words_of_one_instant_the_further_one_counts()
    {
        Further([PaymentStatus.Unpaid, PaymentStatus.PendingConfirmation, PaymentStatus.Authorized, PaymentStatus.Voided, PaymentStatus.PartiallyPaid,
            PaymentStatus.Paid, PaymentStatus.PartiallyRefunded, PaymentStatus.Refunded], s => Bare with { Payment = s }, m => m.Payment!.Value);
        Further([FulfilmentStatus.NotRequired, FulfilmentStatus.Unfulfilled, FulfilmentStatus.InPreparation, FulfilmentStatus.PartiallyShipped,
            FulfilmentStatus.Shipped, FulfilmentStatus.PartiallyDelivered, FulfilmentStatus.Delivered, FulfilmentStatus.PartiallyReturned,
            FulfilmentStatus.Lost, FulfilmentStatus.Returned], s => Bare with { Fulfilment = s }, m => m.Fulfilment!.Value);
        AfterSalesStatus[] cases = [AfterSalesStatus.None, AfterSalesStatus.Requested, AfterSalesStatus.Disputed, AfterSalesStatus.AwaitingReturn,
            AfterSalesStatus.ReturnInTransit, AfterSalesStatus.ReturnReceived, AfterSalesStatus.ReplacementDue, AfterSalesStatus.ReplacementShipped,
            AfterSalesStatus.Refunding, AfterSalesStatus.Rejected, AfterSalesStatus.Closed, AfterSalesStatus.Completed, AfterSalesStatus.Refunded];
        Further(cases, s => Bare with { AfterSales = s }, m => m.AfterSales!.Value);
        Further(cases, s => Bare with { Cases = [new ClaimedCase(CaseId.Of("c"), CaseKind.RefundOnly, s, null)] }, m => m.Cases[0].Status);
        Further([ClaimOutcome.Succeeded, ClaimOutcome.Ended, ClaimOutcome.Replaced], o => Bare with { Outcome = o }, m => m.Outcome!.Value);
        Further([9, 10, 100], n => Bare with { PaidAmount = Money.Fen(n) }, m => m.PaidAmount!.Value.MinorUnits);
        Further([9, 10, 100], n => Bare with { RefundedAmount = Money.Fen(n) }, m => m.RefundedAmount!.Value.MinorUnits);
        // A word more has its place above.
        Assert.Equal((8, 10), (Enum.GetValues<PaymentStatus>().Length, Enum.GetValues<FulfilmentStatus>().Length));
        Assert.Equal((13, 3), (Enum.GetValues<AfterSalesStatus>().Length, Enum.GetValues<ClaimOutcome>().Length));
    }

    [Fact]
    public void Lines_of_a_whole_order_stand_against_a_later_part()
    {
        var whole = Bare with { Lines = [Line("1"), Line("2")] };
        var part = Bare with { Scope = ClaimScope.Part, SourceTime = At + Duration.FromHours(1), Lines = [Line("1")] };
        Assert.All(Both(whole, part), s => Assert.Equal(2, s.Merged!.Lines.Count));
        Assert.All(Both(whole, part with { Scope = ClaimScope.Whole }), s => Assert.Single(s.Merged!.Lines.Items));
    }

    [Fact]
    public void An_order_is_placed_once_a_whole_record_tells_when_it_was_made_and_what_it_costs()
    {
        Assert.True(IntakeLaws.Fold([Bare]).CanPlace);
        Assert.False(IntakeLaws.Fold([Bare with { Amounts = null }]).CanPlace);
        Assert.False(IntakeLaws.Fold([Bare with { CreatedAt = null }]).CanPlace);
        Assert.False(IntakeLaws.Fold([Bare with { Scope = ClaimScope.Part }]).CanPlace);
        Assert.All(Both(Bare with { Amounts = null }, Bare with { Scope = ClaimScope.Part }), s => Assert.False(s.CanPlace));
    }

    [Fact]
    public void Of_two_codes_and_zones_the_lesser_counts() =>
        Assert.All(Both(Bare with { ChannelCode = "TB", ZoneName = "UTC" }, Bare with { ChannelCode = "AM", ZoneName = "Asia/Shanghai" }),
            s => Assert.Equal(("AM", "Asia/Shanghai"), (s.Merged!.ChannelCode, s.Merged.ZoneName)));

    private static void Further<T>(T[] inOrder, Func<T, Claim> claim, Func<ClaimContent, T> told)
    {
        for (var further = 1; further < inOrder.Length; further++)
        {
            for (var earlier = 0; earlier < further; earlier++)
                Assert.All(Both(claim(inOrder[earlier]), claim(inOrder[further])), s => Assert.Equal(inOrder[further], told(s.Merged!)));
        }
    }

    // In both orders of arrival.
    private static IntakeState[] Both(Claim one, Claim other) => [IntakeLaws.Fold([one, other]), IntakeLaws.Fold([other, one])];

    private static ClaimedLine Line(string id) => new(LineId.Of(id), "A", Quantity.Of(1), Money.Fen(100), default);
}
