using OrderKernel.AfterSales;
using OrderKernel.Deliveries;
using OrderKernel.Inbox;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when money goes back twice, above what was paid, into the wrong tier, or without its units; or when a verdict is not recorded.
public class RefundScenarios
{
    [Theory]
    [InlineData("49.99", "automatic", 1)]
    [InlineData("50.00", "agent", 0)]
    [InlineData("499.99", "agent", 0)]
    [InlineData("500.00", "supervisor", 0)]
    [InlineData("5000.00", "finance", 0)]
    public async Task A_refund_that_the_channel_paid_is_judged_for_the_record_and_booked_whatever_the_tier(string amount, string tier, long automatic)
    {
        var bench = await DeliveredAsync("9000.00");
        var answer = await bench.SendAsync(Sent("2 10:00", "9000.00").With("R1", AfterSalesStatus.Refunded, amount));
        Assert.Equal(DeliveryOutcome.Applied, answer.Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan(amount), Shop.Yuan("9000.00") - Shop.Yuan(amount)), (order.Money.Refunded, order.Money.Kept));
        var figures = await bench.FiguresAsync();
        Assert.Equal(tier, Assert.Single(figures.Tiers.Items).Word);
        Assert.Equal((automatic, 1), (figures.AutoApprovedRefunds, figures.Refunds));
        Assert.Empty(await bench.OutboxAsync("refund"));
    }

    // The tiers are in yuan; no rate is known.
    [Theory]
    [InlineData(2_000, PaymentStatus.Refunded)]
    [InlineData(1, PaymentStatus.PartiallyRefunded)]
    public async Task A_refund_of_an_order_in_dollars_is_booked_in_dollars(long cents, PaymentStatus payment)
    {
        var bench = new Bench();
        var claim = InDollars(Shop.Claim("1", "10:05").Paid("10:04").Shipped("11:00", "W1").Delivered("1 10:00"));
        await bench.SendAsync(claim);
        var refunded = claim with
        {
            SourceTime = Shop.At("2 10:00"), Cases = [new(CaseId.Of("R1"), CaseKind.RefundOnly, AfterSalesStatus.Refunded, Dollars(cents))],
        };
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(refunded)).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal((Dollars(cents), payment), (order.Money.Refunded, order.Statuses.Payment));
        Assert.Equal("finance", Assert.Single((await bench.FiguresAsync()).Tiers.Items).Word);
    }

    [Fact]
    public async Task A_request_in_dollars_waits_for_the_strictest_tier_and_owes_nothing_yet()
    {
        var bench = new Bench();
        var claim = InDollars(Shop.Claim("1", "10:05").Paid("10:04").Shipped("11:00", "W1").Delivered("1 10:00"));
        await bench.SendAsync(claim);
        await bench.SendAsync(claim with
        {
            SourceTime = Shop.At("2 10:00"),
            Cases = [new(CaseId.Of("R1"), CaseKind.RefundOnly, AfterSalesStatus.Requested, Dollars(1)) { RequestedAt = Shop.At("2 09:00") }],
        });
        Assert.Empty(await bench.OutboxAsync("refund"));
        Assert.Equal(Dollars(2_000), (await bench.OrderAsync("1")).Money.Kept);
    }

    [Theory]
    [InlineData("case", true)]
    [InlineData("case", false)]
    [InlineData("amount", true)]
    [InlineData("amount", false)]
    public async Task An_order_that_was_refunded_after_shipping_and_closed_by_the_channel_is_closed_without_a_conflict(string told, bool atOnce)
    {
        var bench = new Bench();
        var claim = Shop.Claim("1", "10:05").Paid("10:04").Shipped("11:00", "W1");
        await bench.SendAsync(claim);
        var refunded = told switch
        {
            "case" => (claim with { SourceTime = Shop.At("2 10:00") }).With("R1", AfterSalesStatus.Refunded, "20.00"),
            _ => claim with { SourceTime = Shop.At("2 10:00"), RefundedAmount = Shop.Yuan("20.00") },
        };
        if (!atOnce) Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(refunded)).Outcome);
        var ended = await bench.SendAsync((refunded with { SourceTime = Shop.At("2 10:05") }).Ended("2 10:05"));
        Assert.Equal((DeliveryOutcome.Applied, null), (ended.Outcome, ended.Code));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Closed, PaymentStatus.Refunded, Shop.Yuan("20.00")), (order.Statuses.Headline, order.Statuses.Payment, order.Money.Refunded));
    }

    [Fact]
    public async Task An_order_of_which_a_part_was_refunded_after_shipping_is_a_conflict_when_the_channel_ends_it()
    {
        var bench = new Bench();
        var claim = Shop.Claim("1", "10:05").Paid("10:04").Shipped("11:00", "W1");
        await bench.SendAsync(claim);
        var ended = await bench.SendAsync((claim with { SourceTime = Shop.At("2 10:05") }).With("R1", AfterSalesStatus.Refunded, "19.99").Ended("2 10:05"));
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.EndedAfterShipping), (ended.Outcome, ended.Code));
    }

    // The word alone says of no refund under which case, for which goods and by whom: a person hears of it, and need not look any more once the refund is told.
    [Fact]
    public async Task An_order_that_ends_after_shipping_as_refunded_waits_for_a_person_until_its_refund_is_told()
    {
        var bench = new Bench();
        var claim = Shop.Claim("1", "10:05").Paid("10:04").Shipped("11:00", "W1");
        await bench.SendAsync(claim);
        var ended = await bench.SendAsync((claim with { SourceTime = Shop.At("2 10:05"), Payment = PaymentStatus.Refunded }).Ended("2 10:05"));
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.EndedAfterShipping), (ended.Outcome, ended.Code));
        Assert.Equal([OpenMatterKind.Conflict], await MattersAsync(bench));
        await bench.SendAsync(Shop.Part("1", "2 10:06").With("R1", AfterSalesStatus.Refunded, "20.00"));
        Assert.Equal(OrderStatus.Closed, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Empty(await MattersAsync(bench));
    }

    // Shopify tells on the order what went back in sum, and of each refund in a record of its own.
    [Theory]
    [InlineData("sum, case", "5.00", 1)]
    [InlineData("case, sum", "5.00", 1)]
    [InlineData("both", "5.00", 1)]
    [InlineData("sum, case, later case", "8.00", 2)]
    [InlineData("sum, case, later sum", "8.00", 2)]
    [InlineData("sum, two cases", "5.00", 1)]
    [InlineData("late word of the case, both", "5.00", 1)]
    [InlineData("late word of the case, both, quiet", "5.00", 1)]
    [InlineData("late word of the case, both, later case", "8.00", 2)]
    [InlineData("late word of two, sum of two", "5.00", 2)]
    [InlineData("late word of the case, sum", "5.00", 1)]
    [InlineData("sum, late word of the case", "5.00", 1)]
    [InlineData("late word of the case, sum, later sum", "8.00", 2)]
    public async Task Money_that_the_channel_tells_in_sum_and_by_case_is_booked_once(string order, string refunded, int refunds)
    {
        var bench = await DeliveredAsync("100.00");
        foreach (var message in order.Split(", "))
        {
            var sent = message switch
            {
                "sum" => Sent("2 10:00", "100.00") with { RefundedAmount = Shop.Yuan("5.00") },
                "case" => Shop.Part("1", "2 09:59").With("R1", AfterSalesStatus.Refunded, "5.00"),
                "both" => (Sent("2 10:00", "100.00") with { RefundedAmount = Shop.Yuan("5.00") }).With("R1", AfterSalesStatus.Refunded, "5.00"),
                "two cases" => Shop.Part("1", "2 09:59").With("R1", AfterSalesStatus.Refunded, "3.00").With("R2", AfterSalesStatus.Refunded, "2.00"),
                "late word of the case" => Shop.Part("1", "2 10:30").With("R1", AfterSalesStatus.Refunded, "5.00"),
                "late word of two" => Shop.Part("1", "2 10:30").With("R1", AfterSalesStatus.Refunded, "3.00").With("R2", AfterSalesStatus.Refunded, "2.00"),
                "sum of two" => (Sent("2 10:00", "100.00") with { RefundedAmount = Shop.Yuan("5.00") })
                    .With("R1", AfterSalesStatus.Refunded, "3.00").With("R2", AfterSalesStatus.Refunded, "2.00"),
                "quiet" => Sent("2 13:00", "100.00"),
                "later case" => Shop.Part("1", "2 11:00").With("R2", AfterSalesStatus.Refunded, "3.00"),
                _ => Sent("2 12:00", "100.00") with { RefundedAmount = Shop.Yuan("8.00") },
            };
            var answer = await bench.SendAsync(sent);
            Assert.Contains((answer.Outcome, answer.Code),
                new[] { (DeliveryOutcome.Applied, null), (DeliveryOutcome.Conflict, OrderKernelCodes.RefundInDoubt) });
        }

        var end = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan(refunded), refunds), (end.Money.Refunded, end.Refunds.Count));
        foreach (var id in new[] { "R1", "R2" })
            Assert.False((await bench.Kernel.FindAsync(CaseKey.Of(Shop.Key("1"), CaseId.Of(id))))?.IsOpen ?? false);
    }

    // We ordered the refund of a case; the channel first tells of it in the sum.
    [Theory]
    [InlineData("sum, case")]
    [InlineData("case, sum")]
    [InlineData("sum, sum")]
    public async Task A_refund_that_we_ordered_is_the_one_that_the_sum_tells_of(string order)
    {
        var bench = await DeliveredAsync("100.00");
        await bench.SendAsync(Sent("2 10:00", "100.00").With("R1", AfterSalesStatus.Requested, "30.00", requested: "2 09:59"));
        Assert.Equal(Shop.Yuan("30.00"), (await bench.OrderAsync("1")).Money.RefundPending);
        var hour = 11;
        foreach (var message in order.Split(", "))
        {
            var at = $"2 {hour++}:00";
            var sent = message == "sum"
                ? Sent(at, "100.00") with { RefundedAmount = Shop.Yuan("30.00") }
                : Shop.Part("1", at).With("R1", AfterSalesStatus.Refunded, "30.00", requested: "2 09:59");
            Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(sent)).Outcome);
        }

        var end = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("30.00"), Shop.Yuan("0.00"), Shop.Yuan("70.00")), (end.Money.Refunded, end.Money.RefundPending, end.Money.Kept));
        Assert.Single(end.Refunds.Items);
        Assert.Equal(AfterSalesStatus.Refunded, (await bench.Kernel.FindAsync(CaseKey.Of(Shop.Key("1"), CaseId.Of("R1"))))!.Status);
    }

    private static async Task<List<OpenMatterKind>> MattersAsync(Bench bench)
    {
        var matters = new List<OpenMatterKind>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default)) matters.Add(matter.Kind);
        return matters;
    }

    private static Money Dollars(long cents) => Money.OfMinor(cents, Currency.Of("USD"));

    private static Claim InDollars(Claim claim) => claim with
    {
        Amounts = new OrderAmounts(Dollars(2_000)) { ListPrice = Dollars(2_000) },
        Lines = [new(Shop.First, Shop.Mug.Value, Shop.Units(2), Dollars(2_000), [new(Shop.Mug, Shop.Units(1))])],
    };

    [Fact]
    public async Task A_refund_above_what_was_paid_is_a_conflict_and_books_nothing()
    {
        var bench = await DeliveredAsync("100.00");
        var answer = await bench.SendAsync(Sent("2 10:00", "100.00").With("R1", AfterSalesStatus.Refunded, "100.01"));
        Assert.Equal((DeliveryOutcome.Conflict, AfterSalesCodes.AboveRefundable), (answer.Outcome, answer.Code));
        Assert.Equal(Shop.Yuan("100.00"), (await bench.OrderAsync("1")).Money.Kept);
        Assert.Equal(1, await bench.CountAsync("1", "channels.conflict-raised"));
    }

    [Fact]
    public async Task A_contradiction_that_every_later_claim_still_holds_is_a_conflict_once()
    {
        var bench = await DeliveredAsync("100.00");
        await bench.SendAsync(Sent("2 10:00", "100.00").With("R1", AfterSalesStatus.Refunded, "100.01"));
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(Sent("2 11:00", "100.00").With("R1", AfterSalesStatus.Refunded, "100.01"))).Outcome);
        Assert.Equal(1, await bench.CountAsync("1", "channels.conflict-raised"));
        Assert.Equal(DeliveryOutcome.Conflict, (await bench.SendAsync(Sent("2 12:00", "100.00").With("R1", AfterSalesStatus.Refunded, "100.02"))).Outcome);
    }

    [Fact]
    public async Task A_late_payment_that_we_owe_back_is_what_the_channel_refunded_and_nothing_is_owed_twice()
    {
        var bench = new Bench();
        var claim = Shop.Claim("1", "11:00").Paid("10:59");
        await bench.SendAsync(claim);
        Assert.Equal(Shop.Yuan("20.00"), (await bench.OrderAsync("1")).Money.RefundPending);
        await bench.SendAsync((claim with { SourceTime = Shop.At("12:00") }).With("R1", AfterSalesStatus.Requested, "20.00", requested: "11:30"));
        Assert.Single(await bench.OutboxAsync("refund"));
        await bench.SendAsync(claim with { SourceTime = Shop.At("13:00"), RefundedAmount = Shop.Yuan("20.00") });
        var order = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("20.00"), Shop.Yuan("0.00")), (order.Money.Refunded, order.Money.RefundPending));
        Assert.Single(order.Refunds.Items);
    }

    [Fact]
    public async Task A_request_while_refunds_are_held_is_a_conflict_and_owes_nothing()
    {
        var bench = await DeliveredAsync("100.00");
        await bench.TellAsync("1", new PlaceHold(HoldId.Of("h"), HoldKind.PaymentRisk, HoldScopes.Refund), Role.Finance, "2 09:00");
        var answer = await bench.SendAsync(Sent("2 10:00", "100.00").With("R1", AfterSalesStatus.Requested, "30.00", requested: "2 09:59"));
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.Held), (answer.Outcome, answer.Code));
        Assert.Equal((Shop.Yuan("100.00"), 0), ((await bench.OrderAsync("1")).Money.Kept, (await bench.OutboxAsync("refund")).Count));
    }

    [Fact]
    public async Task A_granted_request_for_an_unsent_unit_cancels_it_so_that_it_is_not_sent_after_all()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "10:30").Paid("10:04").With("R1", AfterSalesStatus.Requested, "10.00", units: 1, requested: "10:29"));
        var line = (await bench.OrderAsync("1")).Lines[0].Units;
        Assert.Equal((Shop.Units(1), Shop.Units(1)), (line.Cancelled, line.Reserved));
        Assert.Equal(1, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        await bench.SendAsync(Shop.Claim("1", "11:30").Paid("10:04").With("R1", AfterSalesStatus.Refunded, "10.00", units: 1, requested: "10:29"));
        Assert.Equal((Shop.Yuan("10.00"), Shop.Yuan("10.00")), ((await bench.OrderAsync("1")).Money.Refunded, (await bench.OrderAsync("1")).Money.Kept));
    }

    [Fact]
    public async Task Partial_refunds_sum_exactly_and_the_one_too_many_is_a_conflict()
    {
        var bench = await DeliveredAsync("100.00");
        var claim = Sent("2 10:00", "100.00");
        for (var i = 1; i <= 3; i++)
        {
            claim = (claim with { SourceTime = Shop.At($"{i + 1} 10:00") }).With($"R{i}", AfterSalesStatus.Refunded, "33.33");
            Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(claim)).Outcome);
        }

        Assert.Equal((Shop.Yuan("99.99"), Shop.Yuan("0.01")), ((await bench.OrderAsync("1")).Money.Refunded, (await bench.OrderAsync("1")).Money.Kept));
        claim = (claim with { SourceTime = Shop.At("6 10:00") }).With("R4", AfterSalesStatus.Refunded, "0.02");
        Assert.Equal(DeliveryOutcome.Conflict, (await bench.SendAsync(claim)).Outcome);
        Assert.Equal(Shop.Yuan("99.99"), (await bench.OrderAsync("1")).Money.Refunded);
    }

    [Fact]
    public async Task A_small_request_is_granted_owed_and_sent_once_and_booked_when_the_channel_says_it_was_paid()
    {
        var bench = await DeliveredAsync("100.00");
        await bench.SendAsync(Sent("2 10:00", "100.00").With("R1", AfterSalesStatus.Requested, "30.00", requested: "2 09:59"));
        var owed = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("30.00"), Shop.Yuan("70.00")), (owed.Money.RefundPending, owed.Money.Kept));
        Assert.Single(await bench.OutboxAsync("refund"));
        var answer = await bench.SendAsync(Sent("2 12:00", "100.00").With("R1", AfterSalesStatus.Refunded, "30.00", requested: "2 09:59"));
        Assert.Equal(DeliveryOutcome.Applied, answer.Outcome);
        var paid = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("30.00"), Shop.Yuan("0.00"), Shop.Yuan("70.00")), (paid.Money.Refunded, paid.Money.RefundPending, paid.Money.Kept));
        Assert.Single(await bench.OutboxAsync("refund"));
        Assert.Equal(1, (await bench.FiguresAsync()).AutoApprovedRefunds);
    }

    [Fact]
    public async Task A_whole_refund_of_everything_is_granted_and_settled_too()
    {
        var bench = await DeliveredAsync("40.00");
        await bench.SendAsync(Sent("2 10:00", "40.00").With("R1", AfterSalesStatus.Requested, "40.00", requested: "2 09:59"));
        Assert.Equal(DeliveryOutcome.Applied,
            (await bench.SendAsync(Sent("2 12:00", "40.00").With("R1", AfterSalesStatus.Refunded, "40.00", requested: "2 09:59"))).Outcome);
        Assert.Equal(PaymentStatus.Refunded, (await bench.OrderAsync("1")).Statuses.Payment);
    }

    [Fact]
    public async Task Money_that_went_back_without_a_case_gets_one_of_our_own_and_is_told_once()
    {
        var bench = await DeliveredAsync("100.00");
        await bench.SendAsync(Sent("2 10:00", "100.00") with { RefundedAmount = Shop.Yuan("20.00") });
        await bench.SendAsync(Sent("2 11:00", "100.00") with { RefundedAmount = Shop.Yuan("20.00") });
        await bench.SendAsync(Sent("2 12:00", "100.00") with { RefundedAmount = Shop.Yuan("30.00") });
        Assert.Equal(Shop.Yuan("30.00"), (await bench.OrderAsync("1")).Money.Refunded);
        Assert.Equal((2, 2), ((await bench.FiguresAsync()).Refunds, (await bench.FiguresAsync()).AutoApprovedRefunds));
    }

    [Fact]
    public async Task A_refund_of_an_unsent_unit_cancels_it_and_releases_its_reservation()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "10:30").Paid("10:04").With("R1", AfterSalesStatus.Refunded, "10.00", units: 1));
        var line = (await bench.OrderAsync("1")).Lines[0].Units;
        Assert.Equal((Shop.Units(1), Shop.Units(1)), (line.Cancelled, line.Reserved));
        Assert.Equal((5, 1), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Fact]
    public async Task A_full_refund_before_shipping_cancels_all_and_releases_all()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "10:30").Paid("10:04").With("R1", AfterSalesStatus.Refunded, "20.00"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Cancelled, PaymentStatus.Refunded, Shop.Units(2)),
            (order.Statuses.Headline, order.Statuses.Payment, order.Lines[0].Units.Cancelled));
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task An_open_case_on_unsent_units_holds_them_until_it_ends()
    {
        var bench = await AskedBeforeSendingAsync("450.00");
        Assert.Equal(HoldKind.CustomerRequest, Assert.Single((await bench.OrderAsync("1")).Holds.Items).Kind);
        var ship = new ShipShipment(ShipmentId.Of("plan-1"), Shop.At("10:40"), [Waybill.Of("YT1")], []);
        Assert.Equal(OrdersCodes.Held, (await bench.TellAsync("1", ship, Role.Warehouse, "10:40")).Refusal?.Code);
        await bench.SendAsync(Shop.Claim("1", "10:50", "900.00").Paid("10:04").With("R1", AfterSalesStatus.Closed, "450.00", units: 1, requested: "10:29"));
        Assert.Empty((await bench.OrderAsync("1")).Holds);
        Assert.True((await bench.TellAsync("1", ship, Role.Warehouse, "10:51")).IsOk);
    }

    // 30 yuan would be granted by itself; what was over before we heard of it owes nobody anything.
    [Theory]
    [InlineData(AfterSalesStatus.Closed, AfterSalesStatus.Closed)]
    [InlineData(AfterSalesStatus.Completed, AfterSalesStatus.Closed)]
    [InlineData(AfterSalesStatus.Rejected, AfterSalesStatus.Rejected)]
    [InlineData(AfterSalesStatus.Requested, AfterSalesStatus.Refunding)]
    public async Task A_case_first_heard_of_when_it_is_over_orders_no_refund(AfterSalesStatus told, AfterSalesStatus left)
    {
        var bench = await DeliveredAsync("900.00");
        var answer = await bench.SendAsync(Sent("2 10:00", "900.00").With("R1", told, "30.00", requested: "2 09:00"));
        Assert.Equal(DeliveryOutcome.Applied, answer.Outcome);
        var known = await bench.Kernel.FindAsync(new CaseKey(Shop.Key("1").Stream(), CaseId.Of("R1")));
        Assert.Equal((left, VerdictKind.Automatic), (known!.Status, known.Verdict!.Kind));
        Assert.Equal(told == AfterSalesStatus.Requested ? 1 : 0, (await bench.OutboxAsync("refund")).Count);
    }

    // The bank's word ends the case, and with it what the case held.
    [Fact]
    public async Task A_refund_that_the_host_books_frees_what_its_case_held()
    {
        var bench = await AskedBeforeSendingAsync("30.00");
        var refund = Assert.Single((await bench.OrderAsync("1")).Refunds.Items);
        Assert.Single((await bench.OrderAsync("1")).Holds.Items);
        Assert.True((await bench.TellAsync("1", new RecordRefund(refund.Id, refund.Amount, Shop.At("10:40")), Role.Finance, "10:40")).IsOk);
        Assert.Empty((await bench.OrderAsync("1")).Holds);
    }

    [Fact]
    public async Task A_request_that_nobody_answers_is_reminded_and_then_escalated()
    {
        var bench = await DeliveredAsync("900.00");
        await bench.SendAsync(Sent("2 10:00", "900.00").With("R1", AfterSalesStatus.Requested, "450.00", requested: "2 10:00"));
        Assert.Equal(0, await bench.ClockAsync("3 09:59"));
        Assert.Equal(1, await bench.ClockAsync("3 10:00"));
        Assert.Equal(["aftersales.opened", "aftersales.judged", "aftersales.step-reminded"], await CaseEventsAsync(bench));
        Assert.Equal(0, await bench.ClockAsync("4 09:59"));
        Assert.Equal(1, await bench.ClockAsync("4 10:00"));
        Assert.Equal("aftersales.step-escalated", (await CaseEventsAsync(bench))[^1]);
    }

    /// <summary>Two mugs for 900 yuan, paid and reserved, one of which the buyer asks money back for before they leave.</summary>
    private static async Task<Bench> AskedBeforeSendingAsync(string amount)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05", "900.00").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "10:30", "900.00").Paid("10:04").With("R1", AfterSalesStatus.Requested, amount, units: 1, requested: "10:29"));
        return bench;
    }

    private static async Task<List<string>> CaseEventsAsync(Bench bench)
    {
        var types = new List<string>();
        await foreach (var envelope in bench.Store.ReadAllAsync(Shop.Acme, StreamKinds.Case, default)) types.Add(envelope.Type);
        return types;
    }

    private static Claim Sent(string told, string total) => Shop.Claim("1", told, total).Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");

    private static async Task<Bench> DeliveredAsync(string total)
    {
        var bench = new Bench();
        await bench.SendAsync(Sent("1 10:00", total));
        Assert.Equal(OrderStatus.Delivered, (await bench.OrderAsync("1")).Statuses.Headline);
        return bench;
    }
}
