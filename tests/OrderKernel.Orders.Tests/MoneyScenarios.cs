using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a payment, refund or withheld amount moves other money than it names, more than was paid, or twice.
public class MoneyScenarios
{
    private static readonly Instant Due = Start + Duration.FromMinutes(30);

    [Fact]
    public void A_payment_in_time_covers_the_order()
    {
        var w = Placed().Paid();
        w.Says(OrdersCodes.Paid);
        Assert.Equal((OrderStatus.AwaitingFulfilment, PaymentStatus.Paid), (w.Statuses.Headline, w.Statuses.Payment));
    }

    [Fact]
    public void A_payment_dated_at_the_deadline_is_late_even_before_the_clock_fired()
    {
        var w = Placed().Paid(at: Due);
        w.Says(OrdersCodes.Expired);
        w.Says(OrdersCodes.PaidLate);
        w.Says(OrdersCodes.Reinstated);
        Assert.Equal(OrderStatus.AwaitingFulfilment, w.Statuses.Headline);
        Assert.True(w.Order.Payments[0].IsLate && w.Order.HasExpired);
        Assert.Equal(Yuan(160), w.Order.Money.Kept);
        Assert.Equal("ready", w.Order.Process!.Step);
    }

    [Fact]
    public void A_payment_one_tick_before_the_deadline_is_in_time()
    {
        var w = Placed().Paid(at: Due - Duration.FromNanoseconds(1));
        Assert.False(w.Order.Payments[0].IsLate);
        Assert.False(w.Order.HasExpired);
    }

    [Fact]
    public void Money_that_was_paid_in_time_and_reported_after_the_expiry_reinstates()
    {
        var w = Expired();
        Assert.Equal(OrderStatus.Cancelled, w.Statuses.Headline);
        w.Paid(160, at: Due - Duration.FromMinutes(1));
        w.Says(OrdersCodes.PaidInTime);
        Assert.False(w.Order.Payments[0].IsLate);
        Assert.Equal((OrderStatus.AwaitingFulfilment, Yuan(160), Yuan(0)), (w.Statuses.Headline, w.Order.Money.Kept, w.Order.Money.RefundPending));
    }

    [Fact]
    public void An_end_by_the_channel_and_a_payment_come_to_the_same_in_any_order()
    {
        foreach (var make in new Func<World>[] { () => Placed(), () => TotalsOnly(160) })
        {
            var facts = new Action<World>[]
            {
                w => w.Must(new EndOrder(ClaimOutcome.Ended, Due)),
                w => w.Must(new RecordPayment(PaymentId.Of("p"), Tender.Cash, Yuan(160), Due - Duration.FromMinutes(1))),
                w => w.Must(new FireDeadline("expire"), Actor.Kernel),
            };
            var ends = new HashSet<(OrderStatus, Money, Money, Money)>();
            foreach (var order in new[] { (0, 1, 2), (0, 2, 1), (1, 0, 2), (1, 2, 0), (2, 0, 1), (2, 1, 0) })
            {
                var w = make();
                w.Now = Due;
                foreach (var i in new[] { order.Item1, order.Item2, order.Item3 }) facts[i](w);
                ends.Add((w.Statuses.Headline, w.Order.Money.Kept, w.Order.PendingUnassigned, w.Order.Money.Due));
            }

            Assert.Single(ends);
        }
    }

    [Fact]
    public void A_deposit_stops_the_clock_and_a_reinstated_order_has_its_time_again()
    {
        var w = Placed(PaymentTerms.Deposit).Paid(30);
        Assert.Empty(OrderTimers.Of(w.Order, w.Policies));
        w = Expired();
        w.Now += Duration.FromHours(5);
        w.Must(new ReinstateOrder([], MessageId.Of("m2")), Supervisor);
        Assert.Equal(w.Now + Duration.FromMinutes(30), OrderTimers.PaymentDueAt(w.Order, w.Policies));
    }

    [Fact]
    public void Late_money_of_a_totals_only_order_is_recognised_and_completes_it()
    {
        var w = TotalsOnly().Paid(100, at: Due + Duration.FromMinutes(3));
        w.Says(OrdersCodes.PaidLate);
        Assert.Equal(OrderStatus.Completed, w.Statuses.Headline);
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(100), w.Now));
        w.Says(OrdersCodes.Refunded);
        Assert.Equal((OrderStatus.Closed, PaymentStatus.Refunded), (w.Statuses.Headline, w.Statuses.Payment));
    }

    [Fact]
    public void Only_what_the_expiry_cancelled_comes_back_with_late_money()
    {
        var w = Placed();
        w.Must(new CancelUnits([Units("b", 1)]), Buyer);
        w.Now = Due;
        w.Must(new FireDeadline("expire"), Actor.Kernel);
        w.Paid(200, at: Due);
        Assert.Equal((Yuan(110), Yuan(90)), (w.Order.Money.Kept, w.Order.Money.RefundPending));
        Assert.Equal(1, w.Order.Line(LineId.Of("b"))!.Units.Cancelled.Units);
        w.Says(OrdersCodes.Overpaid);
    }

    [Fact]
    public void Money_for_an_order_that_the_buyer_cancelled_is_owed_back()
    {
        var w = Placed();
        w.Must(new CancelUnits([]), Buyer);
        w.Says(OrdersCodes.Cancelled);
        w.Paid(160);
        w.Says(OrdersCodes.PaidAfterCancel);
        Assert.Equal((OrderStatus.Cancelled, Yuan(160)), (w.Statuses.Headline, w.Order.PendingUnassigned));
        Assert.Equal("money-held", w.Order.Process!.Step);
    }

    [Fact]
    public void The_same_payment_again_changes_nothing_and_other_content_is_refused()
    {
        var w = Placed().Paid();
        w.Unchanged(new RecordPayment(PaymentId.Of("p1"), Tender.Cash, Yuan(160), Start + Duration.FromMinutes(5)));
        w.MustNot(OrdersCodes.PaymentExists, new RecordPayment(PaymentId.Of("p1"), Tender.Cash, Yuan(161), Start + Duration.FromMinutes(5)));
        w.MustNot(KernelCodes.LedgerCurrencyMismatch, new RecordPayment(PaymentId.Of("p2"), Tender.Cash, Money.OfMinor(5, Currency.Of("USD")), Start));
        w.MustNot(KernelCodes.LedgerNothingToMove, new RecordPayment(PaymentId.Of("p3"), Tender.Cash, Yuan(0), Start));
    }

    [Fact]
    public void A_double_refund_by_an_echo_pays_once()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(50), w.Now));
        w.Unchanged(new RecordRefund(RefundId.Of("r"), Yuan(50), w.Now));
        w.MustNot(OrdersCodes.RefundExists, new RecordRefund(RefundId.Of("r"), Yuan(51), w.Now));
        w.MustNot(OrdersCodes.RefundExists, new OweRefund(RefundId.Of("r"), Yuan(51), []));
        Assert.Equal(Yuan(50), w.Order.Money.Refunded);
        w.MustNot(KernelCodes.LedgerMoneyShort, new RecordRefund(RefundId.Of("r2"), Yuan(111), w.Now));
    }

    [Fact]
    public void Several_partial_refunds_never_exceed_units_lines_or_the_payment()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new OweRefund(RefundId.Of("1"), null, [new(LineId.Of("a"), Units(1))]));
        w.Says(OrdersCodes.RefundOwedNow);
        Assert.Equal(Yuan(50), w.Order.Refund(RefundId.Of("1"))!.Amount);
        w.MustNot(OrdersCodes.RefundAboveUnits, new OweRefund(RefundId.Of("2"), null, [new(LineId.Of("a"), Units(1), Yuan(51))]));
        w.MustNot(OrdersCodes.UnitsAlreadySettled, new OweRefund(RefundId.Of("2"), null, [new(LineId.Of("a"), Units(2))]));
        w.MustNot(OrdersCodes.RefundAboveUnits, new OweRefund(RefundId.Of("2"), null, []) { Freight = Yuan(11) });
        w.MustNot(OrdersCodes.RefundAmountMismatch, new OweRefund(RefundId.Of("2"), Yuan(49), [new(LineId.Of("a"), Units(1))]));
        w.MustNot(OrdersCodes.LineUnknown, new OweRefund(RefundId.Of("2"), null, [new(LineId.Of("z"), Units(1))]));
        w.MustNot(OrdersCodes.AmountsInvalid, new OweRefund(RefundId.Of("2"), null, [new(LineId.Of("a"), Units(1), Yuan(-1))]));
        w.MustNot(KernelCodes.LedgerCurrencyMismatch, new OweRefund(RefundId.Of("2"), Money.OfMinor(1, Currency.Of("USD")), []));
        w.Must(new OweRefund(RefundId.Of("3"), null, []) { Freight = Yuan(10) });
        w.Must(new OweRefund(RefundId.Of("4"), null, []));
        Assert.Equal((Yuan(0), Yuan(160)), (w.Order.Money.Kept, w.Order.Money.RefundPending));
    }

    [Fact]
    public void Refunding_all_money_of_an_unshipped_unit_cancels_it_in_the_same_event()
    {
        var w = Placed().Paid().Planned("s1", true, Units("a", 2));
        var decision = w.Must(new OweRefund(RefundId.Of("1"), null, [new(LineId.Of("a"), Units(2))]));
        w.Says(OrdersCodes.RefundCancels);
        Assert.Single(decision.Events.Items.OfType<RefundOwed>());
        Assert.Equal(2, w.Order.Line(LineId.Of("a"))!.Units.Cancelled.Units);
        Assert.Equal(ShipmentStatus.Cancelled, w.Order.Shipments[0].Status);
        Assert.Equal(Yuan(100), w.Order.Refunds[0].FromPending);
    }

    [Fact]
    public void Failed_stays_owed_withdrawn_is_kept_again_reversed_comes_back()
    {
        var w = Placed().Paid().Shipped().Delivered();
        var id = RefundId.Of("1");
        w.Must(new OweRefund(id, null, [new(LineId.Of("b"), Units(1))]));
        w.Must(new FailRefund(id, "bank-said-no"));
        w.Unchanged(new FailRefund(id, "bank-said-no"));
        Assert.Equal(Yuan(50), w.Order.Money.RefundPending);
        w.Must(new WithdrawRefund(id));
        w.Unchanged(new WithdrawRefund(id));
        Assert.Equal((Yuan(160), Yuan(160)), (w.Order.Money.Kept, w.Order.Money.Due));
        w.MustNot(OrdersCodes.RefundStanding, new RecordRefund(id, Yuan(50), w.Now));
        w.MustNot(OrdersCodes.RefundStanding, new FailRefund(id, "x"));
        var again = RefundId.Of("2");
        w.Must(new RecordRefund(again, Yuan(50), w.Now));
        w.MustNot(OrdersCodes.RefundStanding, new WithdrawRefund(again));
        w.Must(new ReverseRefund(again));
        w.Unchanged(new ReverseRefund(again));
        Assert.Equal((Yuan(160), Yuan(0)), (w.Order.Money.Kept, w.Order.Money.Refunded));
        w.MustNot(OrdersCodes.RefundUnknown, new ReverseRefund(RefundId.Of("none")));
        w.MustNot(OrdersCodes.RefundStanding, new ReverseRefund(id));
    }

    [Fact]
    public void A_forfeited_deposit_is_withheld_from_what_is_owed_back()
    {
        var w = Placed(PaymentTerms.Deposit).Paid(30);
        Assert.Equal(PaymentStatus.PartiallyPaid, w.Statuses.Payment);
        w.Must(new CancelUnits([]), Buyer);
        Assert.Equal(Yuan(30), w.Order.PendingUnassigned);
        w.MustNot(OrdersCodes.PendingShort, new WithholdMoney(Yuan(31), [], "deposit"));
        w.MustNot(KernelCodes.LedgerCurrencyMismatch, new WithholdMoney(Money.OfMinor(1, Currency.Of("USD")), [], "deposit"));
        w.Must(new WithholdMoney(Yuan(30), [], "deposit"));
        Assert.Equal((Yuan(30), Yuan(0)), (w.Order.Money.Withheld, w.Order.Money.RefundPending));
        w.Says(OrdersCodes.Recorded);
    }

    [Fact]
    public void Withholding_the_money_of_a_returned_unit_settles_it()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2), Units("b", 1)]));
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
        w.Must(new WithholdMoney(null, [new(LineId.Of("a"), Units(2)), new(LineId.Of("b"), Units(1))], "worn out"));
        Assert.Equal((OrderStatus.Closed, Yuan(150)), (w.Statuses.Headline, w.Order.Money.Withheld));
    }

    [Fact]
    public void A_withheld_fee_is_given_back_by_decision()
    {
        var w = Placed(PaymentTerms.Deposit).Paid(30);
        w.Must(new CancelUnits([]), Buyer);
        w.Must(new WithholdMoney(null, [], "deposit"), Finance);
        w.MustNot(WorkflowCodes.RoleMissing, new ReleaseWithheld(null, "goodwill"), Buyer);
        w.MustNot(KernelCodes.LedgerMoneyShort, new ReleaseWithheld(Yuan(31), "goodwill"), Finance);
        w.Must(new ReleaseWithheld(Yuan(20), "goodwill"), Finance);
        w.Says(OrdersCodes.WithheldReleased);
        Assert.Equal((Yuan(10), Yuan(20)), (w.Order.Money.Withheld, w.Order.PendingUnassigned));
        w.Must(new ReleaseWithheld(null, "goodwill"), Finance);
        w.Must(new RecordRefund(RefundId.Of("all"), Yuan(30), w.Now));
        Assert.Equal((Yuan(0), Yuan(30), PaymentStatus.Refunded), (w.Order.Money.Withheld, w.Order.Money.Refunded, w.Statuses.Payment));
        w.MustNot(KernelCodes.LedgerNothingToMove, new ReleaseWithheld(null, "again"), Finance);
    }

    [Fact]
    public void An_exchange_for_dearer_goods_is_paid_for_and_one_for_cheaper_goods_gives_money_back()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2)]));
        w.Must(new AddReplacement(LineId.Of("a2"), LineId.Of("a"), SkuId.Of("big"), Units(1)) { Difference = Yuan(15) }, Agent);
        w.Says(OrdersCodes.DifferenceDue);
        Assert.Equal((Yuan(175), Yuan(160), PaymentStatus.PartiallyPaid), (w.Order.Money.Due, w.Order.Money.Kept, w.Statuses.Payment));
        w.Must(new RecordPayment(PaymentId.Of("more"), Tender.Cash, Yuan(15), w.Now));
        Assert.Equal((Yuan(175), Yuan(0), PaymentStatus.Paid), (w.Order.Money.Kept, w.Order.Money.RefundPending, w.Statuses.Payment));

        w.MustNot(KernelCodes.LedgerCurrencyMismatch, new AddReplacement(LineId.Of("a3"), LineId.Of("a"), SkuId.Of("small"), Units(1))
            { Difference = Money.OfMinor(-1, Currency.Of("USD")) }, Agent);
        w.MustNot(WorkflowCodes.RoleMissing, new AddReplacement(LineId.Of("a3"), LineId.Of("a"), SkuId.Of("small"), Units(1)) { Difference = Yuan(-20) }, Buyer);
        w.MustNot(OrdersCodes.RefundAboveUnits, new AddReplacement(LineId.Of("a3"), LineId.Of("a"), null, Units(1)) { Difference = Yuan(-101) }, Agent);
        w.Must(new AddReplacement(LineId.Of("a3"), LineId.Of("a"), SkuId.Of("small"), Units(1)) { Difference = Yuan(-20) }, Agent);
        Assert.Equal((Yuan(155), Yuan(155), Yuan(20)), (w.Order.Money.Due, w.Order.Money.Kept, w.Order.Money.RefundPending));
        Assert.Equal("difference-a3", w.Order.Refunds[0].Id.Value);
        Assert.Equal([1500L, 0L], w.Order.Lines.Items.Where(l => l.IsReplacement).Select(l => l.Total.MinorUnits));
        // What was paid more goes back with the goods that it was paid for.
        w.Must(new OweRefund(RefundId.Of("big"), null, [new(LineId.Of("a2"), Units(1))]), Agent);
        Assert.Equal((Yuan(15), Yuan(140)), (w.Order.Refunds[1].Amount, w.Order.Money.Due));
    }

    [Fact]
    public void Wear_that_is_given_back_is_refunded_and_the_unit_stays_settled()
    {
        var w = Placed().Paid().Shipped().Delivered();
        w.Must(new RecordReturn(Hangzhou, [Units("a", 2), Units("b", 1)]));
        w.Must(new WithholdMoney(null, [new(LineId.Of("a"), Units(2)), new(LineId.Of("b"), Units(1))], "worn out"));
        w.Must(new ReleaseWithheld(Yuan(50), "it was not"), Finance);
        w.Must(new RecordRefund(RefundId.Of("b"), Yuan(50), w.Now));
        Assert.Equal((OrderStatus.Closed, Yuan(100), Yuan(50), Yuan(10)),
            (w.Statuses.Headline, w.Order.Money.Withheld, w.Order.Money.Refunded, w.Order.Money.Kept));
    }

    [Fact]
    public void The_balance_after_a_forfeited_deposit_counts_with_the_deposit()
    {
        var w = Preset.Placed("pre-sale@1", PaymentTerms.Deposit).Paid(30).Due("open-balance").Due("forfeit");
        w.Must(new WithholdMoney(null, [], "forfeited"), Finance);
        w.Must(new RecordPayment(PaymentId.Of("balance"), Tender.Cash, Yuan(130), w.Now));
        Assert.Equal((Yuan(160), Yuan(160), Yuan(0), Yuan(0)), (w.Order.Money.Due, w.Order.Money.Kept, w.Order.Money.Withheld, w.Order.Money.RefundPending));
        Assert.Equal((OrderStatus.AwaitingFulfilment, PaymentStatus.Paid), (w.Statuses.Headline, w.Statuses.Payment));
        w.Says(OrdersCodes.WithheldReleased);
    }

    [Fact]
    public void Of_a_forfeited_deposit_only_what_is_missing_counts_again()
    {
        var w = Preset.Placed("pre-sale@1", PaymentTerms.Deposit).Paid(30).Due("open-balance").Due("forfeit");
        w.Must(new WithholdMoney(null, [], "forfeited"), Finance);
        w.Must(new RecordPayment(PaymentId.Of("all"), Tender.Cash, Yuan(150), w.Now));
        Assert.Equal((Yuan(160), Yuan(20), Yuan(0)), (w.Order.Money.Kept, w.Order.Money.Withheld, w.Order.Money.RefundPending));
    }

    [Fact]
    public void A_payment_that_is_taken_back_leaves_the_order_open_and_it_can_be_paid_by_another_tender()
    {
        var w = Placed().Paid().Planned();
        w.Must(new ReversePayment(PaymentId.Of("p1"), w.Now, "by card"));
        w.Says(OrdersCodes.PaymentReversedNow);
        Assert.Equal((OrderStatus.AwaitingPayment, PaymentStatus.Unpaid), (w.Statuses.Headline, w.Statuses.Payment));
        Assert.Equal((Yuan(160), Yuan(0), Yuan(0), Yuan(0)), (w.Order.Money.Due, w.Order.Money.Paid, w.Order.Money.RefundPending, w.Order.Money.Refunded));
        // Stock waits for whoever has paid, and there is as much time to pay as there was at first.
        Assert.Equal((0L, ShipmentStatus.Cancelled), (w.Order.Lines[0].Units.Reserved.Units, w.Order.Shipments[0].Status));
        Assert.Equal(w.Now + Duration.FromMinutes(30), OrderTimers.PaymentDueAt(w.Order, w.Policies));
        w.Unchanged(new ReversePayment(PaymentId.Of("p1"), w.Now, "by card"));
        w.Must(new RecordPayment(PaymentId.Of("p2"), Tender.GiftCard, Yuan(160), w.Now));
        Assert.Equal((OrderStatus.AwaitingFulfilment, PaymentStatus.Paid), (w.Statuses.Headline, w.Statuses.Payment));
        w.Must(new OweRefund(RefundId.Of("r"), Yuan(60), []), Agent);
        Assert.Equal([new TenderAmount(Tender.GiftCard, Yuan(60))], w.Order.Refunds[0].Tenders);
    }

    [Fact]
    public void A_payment_taken_back_takes_what_was_owed_back_first_and_never_what_went_back()
    {
        var w = Placed().Paid().Paid(160, "p2");
        w.Must(new ReversePayment(PaymentId.Of("p2"), w.Now, "double"));
        Assert.Equal((Yuan(160), Yuan(0), PaymentStatus.Paid), (w.Order.Money.Kept, w.Order.Money.RefundPending, w.Statuses.Payment));
        w.MustNot(OrdersCodes.PaymentUnknown, new ReversePayment(PaymentId.Of("none"), w.Now, "x"));
        w.Must(new RecordRefund(RefundId.Of("r"), Yuan(20), w.Now));
        w.MustNot(OrdersCodes.PaymentSpent, new ReversePayment(PaymentId.Of("p1"), w.Now, "bank"));
    }

    [Fact]
    public void A_bank_that_takes_a_payment_back_after_shipping_leaves_the_goods_where_they_are()
    {
        var w = Placed().Paid().Shipped();
        w.Must(new ReversePayment(PaymentId.Of("p1"), w.Now, "chargeback"));
        Assert.Equal((OrderStatus.Shipped, PaymentStatus.Unpaid, Yuan(160)), (w.Statuses.Headline, w.Statuses.Payment, w.Order.Money.Due));
    }

    [Theory]
    [InlineData("[]", 30, 20)]
    [InlineData("""["Cash"]""", 50, 0)]
    [InlineData("""["Points"]""", 10, 40)]
    [InlineData("""["RedPacket", "Points", "Cash"]""", 10, 40)]
    public void Half_of_cash_60_and_points_40_goes_back_as_the_document_says(string first, long cash, long points)
    {
        var rules = RefundRules.Load(System.Text.Encoding.UTF8.GetBytes($$"""{"$schema":"refunds-1.json","name":"r","version":"1","first":{{first}},"giveBack":["finance"]}"""));
        var w = new World { Policies = OrderPolicies.Default.With(DeskRules.Default with { Refunds = rules.ValueOrThrow() }) };
        w.Must(Placing(new(Yuan(100)), Line("a", 2, 100)));
        w.Must(new RecordPayment(PaymentId.Of("points"), Tender.Points, Yuan(40), Start));
        w.Must(new RecordPayment(PaymentId.Of("cash"), Tender.Cash, Yuan(60), Start));
        var decision = w.Must(new RecordRefund(RefundId.Of("1"), Yuan(50), w.Now));
        Assert.Equal((Yuan(cash), Yuan(points)), (Back(w, Tender.Cash), Back(w, Tender.Points)));
        Assert.Contains(decision.Policies, p => p.Name == "r");
        w.Must(new RecordRefund(RefundId.Of("2"), Yuan(50), w.Now));
        Assert.Equal(PaymentStatus.Refunded, w.Statuses.Payment);
    }

    private static Money Back(World w, Tender tender) =>
        w.Order.Refunds[0].Tenders.Where(t => t.Tender == tender).Aggregate(Yuan(0), (sum, t) => sum + t.Amount);

    [Theory]
    [InlineData("""["Cheque"]""", "$.first[0]")]
    [InlineData("""["Cash", "cash"]""", "$.first[1]")]
    [InlineData("""["Cash", "Cash"]""", "$.first[1]")]
    public void A_refund_document_that_names_no_tender_or_one_twice_is_refused(string first, string path)
    {
        var refusal = RefundRules.Load(System.Text.Encoding.UTF8.GetBytes($$"""{"$schema":"refunds-1.json","name":"r","version":"1","first":{{first}},"giveBack":["finance"]}""")).Refusal!;
        Assert.Contains(refusal.Reasons.Items, r => r.Code == KernelCodes.DocumentValueInvalid && r.Arguments[0].Value == path);
    }

    [Fact]
    public void Cash_on_delivery_is_written_off_with_refused_and_lost_units_and_due_again_when_found()
    {
        var w = Placed(PaymentTerms.CashOnDelivery);
        Assert.Equal(OrderStatus.AwaitingFulfilment, w.Statuses.Headline);
        w.Shipped();
        w.Must(new RecordLoss(ShipmentId.Of("s1"), [Units("b", 1)]));
        w.Says(OrdersCodes.WrittenOff);
        Assert.Equal(Yuan(110), w.Order.Money.Due);
        w.Must(new StepBack(StepBackKind.Loss, ShipmentId.Of("s1"), [Units("b", 1)], MessageId.Of("m3")));
        Assert.Equal(Yuan(160), w.Order.Money.Due);
        w.Must(new GiveBackUndelivered(ShipmentId.Of("s1"), []));
        Assert.Equal((Yuan(0), OrderStatus.Closed, FulfilmentStatus.Returned), (w.Order.Money.Due, w.Statuses.Headline, w.Statuses.Fulfilment));
    }

    [Fact]
    public void Cash_on_delivery_is_delivered_but_not_completed_until_the_money_is_there()
    {
        var w = Placed(PaymentTerms.CashOnDelivery).Shipped().Delivered();
        w.Now += Duration.FromDays(7);
        w.Must(new FireDeadline("complete"), Actor.Kernel);
        Assert.Equal(OrderStatus.Delivered, w.Statuses.Headline);
        Assert.DoesNotContain(OrderTimers.Of(w.Order, w.Policies), t => t.Trigger == "complete");
        w.Must(new RecordPayment(PaymentId.Of("cod"), Tender.Cash, Yuan(160), w.Now));
        Assert.Equal(OrderStatus.Completed, w.Statuses.Headline);
    }

    [Fact]
    public void A_price_changes_before_payment_and_never_after()
    {
        var w = Placed();
        w.Must(new AmendPrice(new(Yuan(100)) { Freight = Yuan(10) }), Agent);
        Assert.Equal(Yuan(100), w.Order.Money.Due);
        Assert.Equal(Yuan(60), w.Order.Line(LineId.Of("a"))!.Total);
        w.Unchanged(new AmendPrice(new(Yuan(100)) { Freight = Yuan(10) }), actor: Agent);
        w.MustNot(OrdersCodes.AmountsInvalid, new AmendPrice(new(Yuan(-1))), Agent);
        w.MustNot(Workflow.WorkflowCodes.RoleMissing, new AmendPrice(new(Yuan(90))), Buyer);
        w.Paid();
        w.MustNot(OrdersCodes.PriceFixed, new AmendPrice(new(Yuan(90))), Agent);
    }

    [Fact]
    public void Notes_on_a_payment_move_no_money()
    {
        var w = Placed();
        w.Must(new NotePayment(PaymentStatus.PendingConfirmation));
        Assert.Equal((PaymentStatus.PendingConfirmation, OrderStatus.AwaitingPayment), (w.Statuses.Payment, w.Statuses.Headline));
        w.Unchanged(new NotePayment(PaymentStatus.PendingConfirmation));
        w.Must(new NotePayment(PaymentStatus.Voided));
        Assert.Equal(PaymentStatus.Voided, w.Statuses.Payment);
        w.MustNot(OrdersCodes.NoteInvalid, new NotePayment(PaymentStatus.Paid));
    }

    [Fact]
    public void A_full_refund_of_odd_cents_in_three_parts_returns_every_cent()
    {
        var w = new World();
        w.Must(Placing(new(Money.Fen(1000)), new OrderedLine(LineId.Of("a"), Units(3), Money.Fen(1000), [new(SkuId.Of("k"), Units(1))])));
        w.Paid(10).Shipped("s1", Units("a", 3)).Delivered();
        var amounts = new List<long>();
        for (var i = 0; i < 3; i++)
        {
            w.Must(new OweRefund(RefundId.Of($"{i}"), null, [new(LineId.Of("a"), Units(1))]));
            amounts.Add(w.Order.Refunds[i].Amount.MinorUnits);
        }

        Assert.Equal([333, 333, 334], amounts);
    }

    internal static World Expired(World? world = null)
    {
        var w = world ?? Placed();
        w.Now = Due;
        w.Must(new FireDeadline("expire"), Actor.Kernel);
        return w;
    }
}
