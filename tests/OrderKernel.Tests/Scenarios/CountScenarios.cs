using OrderKernel.Deliveries;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a count that comes late undoes a later one, takes back what left since, or says nothing of it.
public class CountScenarios
{
    [Fact]
    public async Task A_count_of_eleven_that_comes_after_the_one_of_twelve_changes_nothing()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 7, "12:00");
        var late = await bench.SendAsync(new StockCountRecord(Shop.At("11:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(10)));
        Assert.Equal((DeliveryOutcome.Stale, 7L), (late.Outcome, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
        Assert.Empty(await bench.QuarantineAsync());
    }

    [Fact]
    public async Task Units_that_left_after_a_count_which_comes_late_have_left()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 6);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.OutboundAsync("1", Shop.Hangzhou, "13:00", "YT1", 2);
        Assert.Equal(DeliveryOutcome.Applied,
            (await bench.SendAsync(Bench.Delivery(new StockCountRecord(Shop.At("12:00"), Shop.Hangzhou, Shop.Mug, Shop.Units(10)), "late"))).Outcome);
        Assert.Equal((8L, 0L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        var counted = Assert.Single(await bench.Store.ReadAsync(new MovementKey(Shop.Acme, MessageId.Of("HZ.late.1")).Stream(), 0, default));
        var reasons = System.Text.Encoding.UTF8.GetString(counted.Bytes.Span);
        Assert.Contains(InventoryCodes.CountMoved, reasons, StringComparison.Ordinal);
        Assert.Contains("\"since\":-2", reasons, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_parcel_from_before_the_count_that_is_told_after_it_was_on_the_shelf_no_more()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 6);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4, "12:00");
        await bench.OutboundAsync("1", Shop.Hangzhou, "11:00", "YT1", 2);
        Assert.Equal((4L, 0L, 2L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    [Fact]
    public async Task A_host_is_told_that_its_count_is_too_old()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 7, "12:00");
        var count = new CountStock([new(new(Shop.Hangzhou, Shop.Mug), Shop.Units(9))], "by hand");
        Task<Result<StockEvent>> TellAsync(CountStock said, string id, string at) =>
            bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of(id)), said, Role.Warehouse, Shop.At(at)).AsTask();
        Assert.Equal(InventoryCodes.CountOutdated, (await TellAsync(count, "old", "11:59")).Refusal?.Code);
        // Of a count of two cells the one that is news stands.
        var both = count with { Counted = count.Counted.Add(new(new(Shop.Guangzhou, Shop.Mug), Shop.Units(5))) };
        var counted = Assert.IsType<StockCounted>((await TellAsync(both, "both", "11:59")).ValueOrThrow());
        Assert.Equal(Shop.Guangzhou, Assert.Single(counted.Counts.Items).Cell.Location);
        Assert.Equal((7L, 5L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Guangzhou, StockAccount.OnHand)));
        // Of two counts of one instant the lower one stands.
        Assert.Equal(InventoryCodes.CountOutdated, (await TellAsync(count, "same", "12:00")).Refusal?.Code);
        Assert.True((await TellAsync(count with { Counted = [new(new(Shop.Hangzhou, Shop.Mug), Shop.Units(6))] }, "lower", "12:00")).IsOk);
        Assert.Equal(6, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
    }

    [Fact]
    public async Task What_a_host_tells_late_has_left_when_it_left()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 8, "12:00");
        var ship = new ShipShipment(ShipmentId.Of("plan-1"), Shop.At("11:00"), [Waybill.Of("YT1")], []);
        Assert.True((await bench.TellAsync("1", ship, Role.Warehouse, "13:00")).IsOk);
        Assert.Equal((8L, 0L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Theory]
    [InlineData("15:00", 10)]
    [InlineData("13:30", 10)]
    public async Task A_parcel_that_never_left_did_not_move_whenever_it_was_counted(string counted, long found)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.OutboundAsync("1", Shop.Hangzhou, "14:00", "YT1", 2);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, found, counted);
        var parcel = (await bench.OrderAsync("1")).Shipments[0].Id;
        Assert.True((await bench.TellAsync("1", new StepBack(StepBackKind.ShippingToOpen, parcel, [], MessageId.Of("m2")), Role.Supervisor, "16:00")).IsOk);
        Assert.Equal(10, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
    }
}
