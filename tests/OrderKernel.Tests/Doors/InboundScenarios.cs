using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

/// <summary>
/// Goods that are to come, told to a kernel. Fails when a cell does not expect them, a receipt is not counted off, what is overdue or too much is told to
/// nobody or twice, a timer survives, the reconciliation does not know them, or what can be promised is not what is there and to come.
/// </summary>
public class InboundScenarios
{
    private static readonly StockCell Shelf = new(Shop.Hangzhou, Shop.Mug);

    [Fact]
    public async Task What_is_expected_is_promised_for_its_day_and_counted_off_when_it_comes()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await ExpectAsync(bench, "po-1", 20, "3 08:00");
        await ExpectAsync(bench, "po-2", 10, "40 08:00");
        Assert.Equal(["5", "25", "35"], await PromisedAsync(bench, "09:00"));
        Assert.Equal(30, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Expected));
        Assert.Equal("5", Assert.Single(await PromisedAsync(bench, "09:00", "2 09:00")));
        var there = await bench.Kernel.PromisableAsync(Shop.Acme, Shop.Mug, Shop.At("09:00"), location: Shop.Guangzhou);
        Assert.Equal((0L, 0), (Assert.Single(there.Points.Items).Units.Units, there.Inbounds.Count));

        Assert.Null((await ReceiveAsync(bench, "in-1", "po-1", 8, "2 10:00")).Refusal);
        Assert.Equal(["13", "25", "35"], await PromisedAsync(bench, "2 11:00"));
        // The same again changes nothing; the rest and two more come.
        Assert.Null((await ReceiveAsync(bench, "in-1", "po-1", 8, "2 10:00")).Refusal);
        Assert.Null((await ReceiveAsync(bench, "in-2", "po-1", 14, "2 12:00")).Refusal);
        Assert.Equal((InboundStatus.Received, 2L), await FoundAsync(bench, "po-1"));
        Assert.Equal(["27", "37"], await PromisedAsync(bench, "2 13:00"));
        Assert.Equal(InventoryCodes.InboundSurplus, Assert.Single(await NoticesAsync(bench)));
        Assert.Equal(InventoryCodes.InboundUnknown, (await ReceiveAsync(bench, "in-3", "po-9", 1, "2 12:00")).Refusal?.Code);
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
    }

    [Fact]
    public async Task What_does_not_come_in_time_is_told_once_and_again_after_it_was_put_off()
    {
        var bench = new Bench();
        await ExpectAsync(bench, "po-1", 20, "3 08:00");
        await bench.ClockAsync("3 07:59");
        Assert.Empty(await NoticesAsync(bench));
        await bench.ClockAsync("4 08:00");
        await bench.ClockAsync("5 08:00");
        Assert.Equal(InventoryCodes.InboundOverdue, Assert.Single(await NoticesAsync(bench)));
        Assert.Equal("0", Assert.Single(await PromisedAsync(bench, "5 09:00")));
        Assert.True(Assert.Single((await bench.Kernel.PromisableAsync(Shop.Acme, Shop.Mug, Shop.At("5 09:00"))).Inbounds.Items).IsOverdue);
        await TellAsync(bench, new PutOffInbound(InboundId.Of("po-1"), Shop.At("70 08:00"), "storm"), "5 10:00");
        Assert.Equal(["0", "20"], await PromisedAsync(bench, "5 11:00"));
        await bench.ClockAsync("71 08:00");
        Assert.Equal(2, (await NoticesAsync(bench)).Count);
        await TellAsync(bench, new CancelInbound(InboundId.Of("po-1"), "ended"), "71 10:00");
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Expected));
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        Assert.Equal(0, (await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("90 08:00"))).Fired);
    }

    private static async Task ExpectAsync(Bench bench, string id, long units, string at) =>
        await TellAsync(bench, new ExpectGoods(InboundId.Of(id), Shelf, Shop.Units(units), Shop.At(at)), "08:30");

    private static async Task TellAsync(Bench bench, InboundCommand command, string at) =>
        (await bench.Kernel.TellAsync(new InboundKey(Shop.Acme, command.Id), command, Role.Warehouse, Shop.At(at))).ValueOrThrow();

    private static async Task<Result<StockEvent>> ReceiveAsync(Bench bench, string id, string inbound, long units, string at) =>
        await bench.Kernel.TellAsync(new MovementKey(Shop.Acme, MessageId.Of(id)),
            new ReceiveStock([new(Shelf, Shop.Units(units))]) { Inbound = InboundId.Of(inbound) }, Role.Warehouse, Shop.At(at));

    private static async Task<string[]> PromisedAsync(Bench bench, string now, string? until = null) =>
        [.. (await bench.Kernel.PromisableAsync(Shop.Acme, Shop.Mug, Shop.At(now), until is null ? null : Shop.At(until))).Points.Items.Select(p => $"{p.Units}")];

    private static async Task<(InboundStatus, long)> FoundAsync(Bench bench, string id) =>
        await bench.Kernel.FindAsync(new InboundKey(Shop.Acme, InboundId.Of(id))) is { } found ? (found.Status, found.Surplus.Units) : default;

    private static async Task<List<string>> NoticesAsync(Bench bench)
    {
        var lease = new Lease(Shop.Acme, "test", Shop.At("100 08:00"), Shop.At("100 08:00"));
        var all = await bench.Store.ClaimAsync(lease, int.MaxValue, default);
        return [.. all.Where(m => m.Kind == "notice").Select(m => System.Text.Json.JsonDocument.Parse(m.Body).RootElement.GetProperty("code").GetString()!)];
    }
}
