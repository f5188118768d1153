using System.Text;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Partners;
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
        await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:04").Shipped("10:59"));
        Assert.Equal(DeliveryOutcome.Applied, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2)).Outcome);
        Assert.Equal(3, await OnHandAsync(bench, Shop.Mug));
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
