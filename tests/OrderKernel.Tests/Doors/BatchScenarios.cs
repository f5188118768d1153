using System.Text;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Dispatches;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when an order is served from a batch that another one expires before, from one that is too near its end, or from a pool that no rule gives it;
// when what leaves, comes back or is cancelled is booked on another batch than the one that was held; a parcel does not tell which batches are in it; or
// when the report forgets what is promised of old batches.
public class BatchScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);

    [Fact]
    public async Task An_order_is_served_from_the_batch_that_expires_first_and_that_is_what_leaves()
    {
        var bench = await StockedAsync(KernelPolicies.Default, ("late", 5, "2027-06-30"), ("soon", 1, "2026-04-01"), ("old", 9, "2026-02-01"));
        await PaidAsync(bench);
        Assert.Equal((1L, 1L, 0L), (await LockedAsync(bench, "soon"), await LockedAsync(bench, "late"), await LockedAsync(bench, "old")));
        Assert.Equal(["soon 1 0", "late 1 0"], await OfParcelsAsync(bench));
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        Assert.Equal(["soon 0 1", "late 0 1"], await OfParcelsAsync(bench));
        Assert.Equal((0L, 0L), (await LockedAsync(bench, "soon"), await LockedAsync(bench, "late")));
        Assert.Equal((1L, 1L), (await BalanceAsync(bench, Cell("soon"), StockAccount.Sold), await BalanceAsync(bench, Cell("late"), StockAccount.Sold)));
    }

    [Fact]
    public async Task What_is_too_near_its_end_serves_nobody_and_the_report_tells_what_is_promised_of_it()
    {
        var bench = await StockedAsync(WithFormula(3), ("soon", 9, "2026-05-20"));
        await PaidAsync(bench);
        Assert.Equal(2, await LockedAsync(bench, "soon"));
        // Eleven days later its last three months have begun.
        var report = (await bench.Kernel.BatchesAsync(Shop.Acme, Shop.At("09:00") + Duration.FromDays(12))).ValueOrThrow();
        var line = Assert.Single(report.Lines.Items);
        Assert.Equal((BatchStanding.NearEnd, 9L, 2L), (line.Standing, line.OnHand, line.Promised));
        Assert.Equal(InventoryCodes.BatchPromised, Assert.Single(report.Findings.Items).Code);
        var next = await StockedAsync(WithFormula(4), ("soon", 9, "2026-05-20"));
        var order = await PaidAsync(next);
        Assert.Contains(order.Holds.Items, h => h.Kind == HoldKind.StockShortage);
    }

    [Fact]
    public async Task Who_waits_is_served_when_a_label_says_that_a_batch_is_good_for_longer()
    {
        var bench = await StockedAsync(KernelPolicies.Default, ("old", 9, "2026-02-01"));
        Assert.Contains((await PaidAsync(bench)).Holds.Items, h => h.Kind == HoldKind.StockShortage);
        var read = new DateBatches([new(Cell("old"), new LocalDate(2026, 12, 31))], "label read");
        (await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of("d-1")), read, Role.Of("warehouse"), Shop.At("10:30"))).ValueOrThrow();
        await bench.ClockAsync("10:31");
        Assert.DoesNotContain((await bench.OrderAsync("1")).Holds.Items, h => h.Kind == HoldKind.StockShortage);
        Assert.Equal(2, await LockedAsync(bench, "old"));
    }

    [Theory]
    [InlineData("{\"tag\":\"wholesale\",\"pools\":[\"wholesale\"]}", false)]
    [InlineData("{\"channel\":\"taobao\",\"pools\":[\"wholesale\",\"common\"]}", true)]
    public async Task A_pool_serves_those_whom_a_rule_gives_it(string rule, bool isServed)
    {
        var rules = $$"""{"$schema":"pools-1.json","name":"p","version":"1","rules":[{{rule}}]}""";
        var bench = new Bench(null, KernelPolicies.Default.With("pools", Encoding.UTF8.GetBytes(rules)).ValueOrThrow() with { Network = Allocation.Network.Default });
        await bench.SendAsync(new StockCountRecord(Shop.At("08:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(5)) { Pool = PoolId.Of("wholesale") });
        var order = await PaidAsync(bench);
        Assert.Equal(!isServed, order.Holds.Items.Any(h => h.Kind == HoldKind.StockShortage));
        Assert.Equal(isServed ? 2 : 0, await BalanceAsync(bench, Shelf with { Pool = PoolId.Of("wholesale") }, StockAccount.Locked));
    }

    private static KernelPolicies WithFormula(int months) => KernelPolicies.Default.With("stockFormula", Encoding.UTF8.GetBytes($$"""
        {"$schema":"stock-formula-1.json","name":"f","version":"1","nearExpiryMonths":{{months}},
         "terms":[{"account":"OnHand","sign":1},{"account":"Locked","sign":-1},{"account":"InTransfer","sign":-1}]}
        """)).ValueOrThrow();

    private static async Task<string[]> OfParcelsAsync(Bench bench) =>
        [.. (await ParcelBatches.ReadAsync(bench.Store, await bench.OrderAsync("1"))).Items.Select(b => $"{b.Cell.Batch} {b.Held} {b.Left}")];

    private static StockCell Cell(string batch) => Shelf with { Batch = BatchId.Of(batch) };

    private static ValueTask<long> LockedAsync(Bench bench, string batch) => BalanceAsync(bench, Cell(batch), StockAccount.Locked);

    private static async ValueTask<long> BalanceAsync(Bench bench, StockCell cell, StockAccount account) =>
        StockSheet.BalanceOf(await bench.Store.BalancesAsync(Shop.Acme, cell.Sku, default), cell, account);

    private static async Task<Order> PaidAsync(Bench bench)
    {
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:01"));
        return await bench.OrderAsync("1");
    }

    private static async Task<Bench> StockedAsync(KernelPolicies policies, params (string Batch, int Units, string Day)[] batches)
    {
        var bench = new Bench(null, policies with { Network = Allocation.Network.Default });
        foreach (var (batch, units, day) in batches)
        {
            await bench.SendAsync(new StockCountRecord(Shop.At("08:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(units))
            {
                Batch = BatchId.Of(batch), ExpiresOn = NodaTime.Text.LocalDatePattern.Iso.Parse(day).Value,
            });
        }

        return bench;
    }
}
