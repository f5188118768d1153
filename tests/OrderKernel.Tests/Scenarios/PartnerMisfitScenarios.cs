using System.Text;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a partner's record with goods that its order has no place for is applied in part, changes stock that nobody said to change, answers that all is
// well, or does not say what does not fit; and when units that did not come back are booked as if they had.
public class PartnerMisfitScenarios
{
    private static readonly KernelPolicies Booking = Bench.Sourced with
    {
        Orders = Bench.Sourced.Orders.WithWarehouse(WarehouseDocument.Load(Encoding.UTF8.GetBytes("""
            { "$schema": "warehouse-1.json", "name": "warehouse", "version": "2.0.0", "bookMisfits": true, "scanning": { "roles": ["picker"] },
              "weighing": { "packagingGrams": 0, "tolerancePerMille": 30, "toleranceGrams": 20, "roles": ["packer"] } }
            """)).ValueOrThrow()),
    };

    // What leaves or comes: mugs, teas; the code; what it names; on hand of mugs and teas when such goods are booked as found.
    [Theory]
    [InlineData("outbound", 3, 0, OrderKernelCodes.GoodsSurplus, "sku=MUG, wanted=3, had=2", 2, 5)]
    [InlineData("outbound", 2, 1, OrderKernelCodes.GoodsUnordered, "sku=TEA, wanted=1, had=0", 3, 4)]
    [InlineData("outbound", 0, 2, OrderKernelCodes.GoodsUnordered, "sku=TEA, wanted=2, had=0", 5, 3)]
    [InlineData("receipt", 5, 0, OrderKernelCodes.GoodsSurplus, "sku=MUG, wanted=5, had=2", 8, 5)]
    [InlineData("receipt", 2, 1, OrderKernelCodes.GoodsUnordered, "sku=TEA, wanted=1, had=0", 5, 6)]
    [InlineData("receipt", 0, 1, OrderKernelCodes.GoodsUnordered, "sku=TEA, wanted=1, had=0", 3, 6)]
    public async Task Goods_that_do_not_fit_are_named_and_nothing_is_done_or_all_of_it_as_found(string kind, long mugs, long teas, string code, string named,
        long mugsFound, long teasFound)
    {
        foreach (var isBooked in new[] { false, true })
        {
            var bench = await BegunAsync(kind, isBooked ? Booking : Bench.Sourced);
            var before = await StateAsync(bench);
            var answer = await bench.SendAsync(Record(kind, mugs, teas));
            Assert.Equal((isBooked ? DeliveryOutcome.Conflict : DeliveryOutcome.Parked, code), (answer.Outcome, answer.Code));
            var kept = Assert.Single(await bench.QuarantineAsync());
            Assert.Equal(code, kept.Code);
            Assert.Contains(named, kept.Detail, StringComparison.Ordinal);
            Assert.NotEmpty(await bench.OutboxAsync("notice"));
            if (!isBooked)
            {
                Assert.Equal(before, await StateAsync(bench));
                continue;
            }

            Assert.Equal((mugsFound, teasFound), (await OnHandAsync(bench, Shop.Mug), await OnHandAsync(bench, Shop.Tea)));
            Assert.True(await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold) >= 0);
            var line = (await bench.OrderAsync("1")).Lines[0].Units;
            Assert.Equal(Shop.Units(Math.Min(mugs, 2)), kind == "outbound" ? line.Shipped : line.Returned);
        }
    }

    [Fact]
    public async Task A_second_receipt_of_goods_that_all_came_back_does_not_fit()
    {
        var bench = await BegunAsync("receipt", Bench.Sourced);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 2)).Outcome);
        var second = await bench.ReceiptAsync("1", "R2", Shop.Hangzhou, "5 11:00", 1);
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.GoodsSurplus), (second.Outcome, second.Code));
        Assert.Equal((5L, 0L), (await OnHandAsync(bench, Shop.Mug), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    [Fact]
    public async Task Of_three_units_one_comes_back_one_is_missing_and_one_is_another_article()
    {
        var bench = await BegunAsync("receipt", Bench.Sourced, 3);
        var record = new ReceiptRecord(Shop.At("5 10:00"), "R1", Bench.Platform("1"), Shop.Hangzhou,
        [
            new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.Restock), new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.Missing),
            new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.WrongGoods),
        ]);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(record)).Outcome);
        var line = (await bench.OrderAsync("1")).Lines[0].Units;
        Assert.Equal((Shop.Units(1), Shop.Units(2)), (line.Returned, line.Delivered));
        Assert.Equal((3L, 2L), (await OnHandAsync(bench, Shop.Mug), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        var told = (await bench.OutboxAsync("notice")).Select(m => Encoding.UTF8.GetString(m.Body.Span))
            .Where(b => b.Contains(OrderKernelCodes.GoodsNotBack, StringComparison.Ordinal)).ToArray();
        Assert.Contains(told, b => b.Contains("\"Missing\"", StringComparison.Ordinal));
        Assert.Contains(told, b => b.Contains("\"WrongGoods\"", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_parcel_that_the_channel_told_of_without_a_number_is_none_too_many()
    {
        var bench = await BegunAsync("outbound", Bench.Sourced);
        await bench.SendAsync(Told(null));
        Assert.Equal(DeliveryOutcome.Applied, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2)).Outcome);
        Assert.Equal(3, await OnHandAsync(bench, Shop.Mug));
    }

    // Told shipped by the channel, with its number or without: what the warehouse's record names beyond the order is named, and booked once where it is booked.
    [Theory]
    [InlineData("YT1", false)]
    [InlineData("YT1", true)]
    [InlineData(null, false)]
    [InlineData(null, true)]
    public async Task A_record_of_a_parcel_that_the_channel_told_of_is_looked_into(string? told, bool isBooked)
    {
        var bench = await ToldAsync(told, isBooked ? Booking : Bench.Sourced);
        Assert.Equal(3, await OnHandAsync(bench, Shop.Mug));
        var before = await StateAsync(bench);
        var answer = await bench.SendAsync(Record("outbound", 3, 1));
        Assert.Equal((isBooked ? DeliveryOutcome.Conflict : DeliveryOutcome.Parked, OrderKernelCodes.GoodsSurplus), (answer.Outcome, answer.Code));
        var kept = Assert.Single(await bench.QuarantineAsync());
        Assert.Contains("sku=MUG, wanted=3, had=2", kept.Detail, StringComparison.Ordinal);
        Assert.Contains("sku=TEA, wanted=1, had=0", kept.Detail, StringComparison.Ordinal);
        if (!isBooked) Assert.Equal(before, await StateAsync(bench));
        Assert.Equal(isBooked ? (2L, 4L) : (3L, 5L), (await OnHandAsync(bench, Shop.Mug), await OnHandAsync(bench, Shop.Tea)));
    }

    [Theory]
    [InlineData("YT1")]
    [InlineData(null)]
    public async Task What_a_record_has_confirmed_is_no_parcel_of_a_second_record(string? told)
    {
        var bench = await ToldAsync(told, Bench.Sourced);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2)).Outcome);
        Assert.False((await bench.OrderAsync("1")).Shipments[0].IsTold);
        var before = await StateAsync(bench);
        var second = await bench.OutboundAsync("1", Shop.Hangzhou, "12:10", "YT2", 2);
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.GoodsSurplus), (second.Outcome, second.Code));
        Assert.Contains("wanted=2, had=0", Assert.Single(await bench.QuarantineAsync()).Detail, StringComparison.Ordinal);
        var same = new OutboundRecord(Shop.At("12:20"), "another", Bench.Platform("1"), Shop.Hangzhou, null, null,
            [new GoodsLine(Shop.Mug, Shop.Units(1), null)]);
        Assert.Equal(DeliveryOutcome.Parked, (await bench.SendAsync(same)).Outcome);
        Assert.Equal(before, await StateAsync(bench));
    }

    // The track came first and waited for its parcel.
    [Fact]
    public async Task The_number_of_a_record_goes_to_the_parcel_that_had_none()
    {
        var bench = await ToldAsync(null, Bench.Sourced);
        await bench.SendAsync(new TrackReport(Waybill.Of("YT1"), Shop.Yuantong, TrackNode.Accepted, Shop.At("13:00")) { IsFromCarrier = true },
            new TrackReport(Waybill.Of("YT1"), Shop.Yuantong, TrackNode.Delivered, Shop.At("1 09:00")) { IsFromCarrier = true });
        Assert.Null((await bench.OrderAsync("1")).DeliveredAt);
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        var order = await bench.OrderAsync("1");
        Assert.Equal(Waybill.Of("YT1"), Assert.Single(Assert.Single(order.Shipments.Items).Waybills.Items));
        Assert.Equal((OrderStatus.Delivered, Shop.At("1 09:00")), (order.Statuses.Headline, order.DeliveredAt));
    }

    // Two parcels of which the channel told in one word: each has its number, and what each holds is confirmed by its own record.
    [Fact]
    public async Task Two_records_of_what_the_channel_told_in_one_word_are_two_parcels()
    {
        var bench = await ToldAsync(null, Bench.Sourced);
        foreach (var waybill in new[] { "YT1", "YT2" })
            Assert.Equal(DeliveryOutcome.Applied, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", waybill, 1)).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal(["YT1", "YT2"], order.Shipments.Items.Select(s => Assert.Single(s.Waybills.Items).Value).Order());
        Assert.Equal((Shop.Units(2), 3L), (order.Lines[0].Units.Shipped, await OnHandAsync(bench, Shop.Mug)));
        Assert.Equal(DeliveryOutcome.Parked, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:30", "YT3", 1)).Outcome);
    }

    // Nothing was held, so nobody knew which shelf let the goods go; the records of two places tell.
    [Theory]
    [InlineData("YT1")]
    [InlineData(null)]
    public async Task What_left_an_unknown_place_leaves_the_shelf_that_a_record_names(string? told)
    {
        var bench = new Bench();
        await bench.SendAsync(Told(told));
        foreach (var place in new[] { Shop.Hangzhou, Shop.Guangzhou }) await bench.StockAsync(place, Shop.Mug, 5, "08:00");
        foreach (var place in new[] { Shop.Hangzhou, Shop.Guangzhou })
        {
            var record = new OutboundRecord(Shop.At("12:00"), $"out-{place}", Bench.Platform("1"), place, null, Waybill.Of("YT1"),
                [new GoodsLine(Shop.Mug, Shop.Units(1), null)]);
            var answer = await bench.SendAsync(told is null ? record with { Waybill = Waybill.Of($"YT{place}") } : record);
            Assert.Equal(DeliveryOutcome.Applied, answer.Outcome);
            Assert.Equal(4, await bench.UnitsAsync(place, StockAccount.OnHand));
        }

        var order = await bench.OrderAsync("1");
        Assert.Equal([Shop.Guangzhou, Shop.Hangzhou], order.Shipments.Items.Select(s => s.Location!.Value).OrderBy(l => l.Value));
        Assert.Equal(Shop.Units(2), order.Lines[0].Units.Shipped);
    }

    // What was booked as gone from one warehouse did not leave another: a person says which of the two is wrong.
    [Fact]
    public async Task A_record_of_another_place_confirms_nothing()
    {
        var bench = await ToldAsync("YT1", Bench.Sourced);
        var answer = await bench.OutboundAsync("1", Shop.Guangzhou, "12:00", "YT1", 2);
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.GoodsSurplus), (answer.Outcome, answer.Code));
    }

    // A warehouse that writes one record a line, with an id each.
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Two_records_under_one_number_ship_two_lines(bool isTold)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 5);
        var claim = Shop.Claim("1", "10:05", "50.00").Paid("10:04") with
        {
            Lines = [Shop.Line("1", Shop.Mug, 1, "20.00"), Shop.Line("2", Shop.Tea, 1, "30.00")],
        };
        await bench.SendAsync(claim);
        if (isTold) await bench.SendAsync(claim.Shipped("10:59", "YT1") with { SourceTime = Shop.At("11:00") });
        foreach (var sku in new[] { Shop.Mug, Shop.Tea })
        {
            var record = new OutboundRecord(Shop.At("12:00"), $"out-{sku}", Bench.Platform("1"), Shop.Hangzhou, Shop.Yuantong, Waybill.Of("YT1"),
                [new GoodsLine(sku, Shop.Units(1), null)]);
            Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(record)).Outcome);
            Assert.Equal(DeliveryOutcome.Parked, (await bench.SendAsync(record with { Id = $"again-{sku}" })).Outcome);
        }

        var order = await bench.OrderAsync("1");
        Assert.Equal(OrderStatus.Shipped, order.Statuses.Headline);
        Assert.All(order.Shipments.Items.Where(s => s.HandedOverAt is not null), s => Assert.Equal(Waybill.Of("YT1"), s.Waybills[0]));
        Assert.Equal((4L, 4L), (await OnHandAsync(bench, Shop.Mug), await OnHandAsync(bench, Shop.Tea)));
        foreach (var sku in new[] { Shop.Mug, Shop.Tea }) Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked, sku));
    }

    [Fact]
    public async Task Goods_that_were_sent_back_to_the_buyer_can_come_back_again()
    {
        var bench = await BegunAsync("receipt", Bench.Sourced);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 2)).Outcome);
        var again = new SendBack(ShipmentId.Of("again"), Shop.At("6 10:00"), [new(Shop.First, Shop.Units(1))]) { Location = Shop.Hangzhou };
        (await bench.TellAsync("1", again, Role.Carrier, "6 10:00")).ValueOrThrow();
        (await bench.TellAsync("1", new RecordDelivery(Shop.At("8 10:00"), again.Shipment, []), Role.Carrier, "8 10:00")).ValueOrThrow();
        var more = await bench.ReceiptAsync("1", "R2", Shop.Hangzhou, "9 10:00", 2);
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.GoodsSurplus), (more.Outcome, more.Code));
        Assert.Contains("wanted=2, had=1", Assert.Single(await bench.QuarantineAsync()).Detail, StringComparison.Ordinal);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.ReceiptAsync("1", "R3", Shop.Hangzhou, "9 11:00", 1)).Outcome);
        Assert.Equal((5L, Shop.Units(2)), (await OnHandAsync(bench, Shop.Mug), (await bench.OrderAsync("1")).Lines[0].Units.Returned));
        Assert.Equal(DeliveryOutcome.Parked, (await bench.ReceiptAsync("1", "R4", Shop.Hangzhou, "9 12:00", 1)).Outcome);
    }

    // What the warehouse itself says did not come takes no place from what did; people hear of all of it.
    [Theory]
    [InlineData(InspectionOutcome.WrongGoods)]
    [InlineData(InspectionOutcome.Missing)]
    public async Task Units_that_did_not_come_leave_those_that_came_their_place(InspectionOutcome outcome)
    {
        var bench = await BegunAsync("receipt", Bench.Sourced);
        var record = new ReceiptRecord(Shop.At("5 10:00"), "R1", Bench.Platform("1"), Shop.Hangzhou,
        [
            new GoodsLine(Shop.Mug, Shop.Units(1), outcome), new GoodsLine(Shop.Mug, Shop.Units(2), InspectionOutcome.Restock),
            new GoodsLine(Shop.Mug, Shop.Units(2), outcome),
        ]);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(record)).Outcome);
        Assert.Equal((5L, Shop.Units(2)), (await OnHandAsync(bench, Shop.Mug), (await bench.OrderAsync("1")).Lines[0].Units.Returned));
        var told = (await bench.OutboxAsync("notice")).Select(m => Encoding.UTF8.GetString(m.Body.Span))
            .Where(b => b.Contains(OrderKernelCodes.GoodsNotBack, StringComparison.Ordinal)).ToArray();
        Assert.NotEmpty(told);
        Assert.All(told, b => Assert.Contains("\"units\":\"3\"", b, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Of_goods_that_are_booked_as_found_those_that_did_not_come_take_no_place()
    {
        var bench = await BegunAsync("receipt", Booking);
        var record = new ReceiptRecord(Shop.At("5 10:00"), "R1", Bench.Platform("1"), Shop.Hangzhou,
            [new GoodsLine(Shop.Mug, Shop.Units(1), InspectionOutcome.Missing), new GoodsLine(Shop.Mug, Shop.Units(3), InspectionOutcome.Restock)]);
        Assert.Equal(DeliveryOutcome.Conflict, (await bench.SendAsync(record)).Outcome);
        Assert.Contains("wanted=3, had=2", Assert.Single(await bench.QuarantineAsync()).Detail, StringComparison.Ordinal);
        Assert.Equal((6L, Shop.Units(2)), (await OnHandAsync(bench, Shop.Mug), (await bench.OrderAsync("1")).Lines[0].Units.Returned));
    }

    private static Claim Told(string? waybill) => Shop.Claim("1", "11:00").Paid("10:04").Shipped("10:59", waybill is null ? [] : [waybill]);

    /// <summary>Five mugs and five teas; an order for two mugs that were held and of which the channel says that they left.</summary>
    private static async Task<Bench> ToldAsync(string? waybill, KernelPolicies policies)
    {
        var bench = await BegunAsync("outbound", policies);
        await bench.SendAsync(Told(waybill));
        return bench;
    }

    private static PartnerRecord Record(string kind, long mugs, long teas)
    {
        InspectionOutcome? outcome = kind == "receipt" ? InspectionOutcome.Restock : null;
        var lines = new[] { new GoodsLine(Shop.Mug, Shop.Units(mugs), outcome), new GoodsLine(Shop.Tea, Shop.Units(teas), outcome) }
            .Where(l => !l.Units.IsZero).ToValueList();
        return kind == "outbound"
            ? new OutboundRecord(Shop.At("12:00"), "out", Bench.Platform("1"), Shop.Hangzhou, Shop.Yuantong, Waybill.Of("YT1"), lines)
            : new ReceiptRecord(Shop.At("5 10:00"), "back", Bench.Platform("1"), Shop.Hangzhou, lines);
    }

    /// <summary>Five mugs and five teas; an order for mugs that are held, or delivered where goods are to come back.</summary>
    private static async Task<Bench> BegunAsync(string kind, KernelPolicies policies, long mugs = 2)
    {
        var bench = new Bench(policies: policies);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05", mugs: mugs).Paid("10:04"));
        if (kind == "outbound") return bench;
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", mugs);
        await bench.SendAsync(Shop.Claim("1", "3 10:00", mugs: mugs).Paid("10:04").Shipped("12:00", "YT1").Delivered("3 09:00"));
        return bench;
    }

    private static Task<long> OnHandAsync(Bench bench, SkuId sku) => bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand, sku);

    private static async Task<string> StateAsync(Bench bench)
    {
        var lines = new List<string>();
        await foreach (var head in bench.Store.HeadsAsync(Shop.Acme, default)) lines.Add($"{head.Stream} {head.Version}");
        foreach (var sku in new[] { Shop.Mug, Shop.Tea })
            lines.AddRange((await bench.Store.BalancesAsync(Shop.Acme, sku, default)).Select(b => b.ToString()));
        return string.Join("\n", lines.Order(StringComparer.Ordinal));
    }
}
