using OrderKernel.Figures;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when an own shop's order is not planned from real stock, when its person lands outside
// the vault, when lines and due may disagree, or when a unit price passes for a total.
public class OwnOrderScenarios
{
    private static readonly Recipient Wang =
        new(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail("文三路 100 号 2 室"));

    private static OrderedLine Mugs(long units, string unitPrice = "10.00") =>
        OrderedLine.AtUnitPrice(Shop.First, Shop.Units(units), Shop.Yuan(unitPrice), [new BundleComponent(Shop.Mug, Shop.Units(1))]);

    [Fact]
    public async Task An_own_order_plans_and_reserves_from_the_stock_nearest_to_its_recipient()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 5);
        var order = (await bench.Kernel.PlaceAsync(Shop.Key("ERP-77"), Shop.Yuan("20.00"), Shop.At("10:00"), [Mugs(2)], Wang)).ValueOrThrow();
        Assert.Equal((Shop.Hangzhou, 2L), (order.Shipments[0].Location!.Value, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        var south = (await bench.Kernel.PlaceAsync(Shop.Key("ERP-78"), Shop.Yuan("20.00"), Shop.At("10:00"), [Mugs(2)], Recipient.In("广东省"))).ValueOrThrow();
        Assert.Equal(Shop.Guangzhou, south.Shipments[0].Location!.Value);
    }

    [Fact]
    public async Task The_region_is_in_the_event_and_the_person_in_the_vault_alone()
    {
        var bench = new Bench();
        var order = (await bench.Kernel.PlaceAsync(Shop.Key("ERP-77"), Shop.Yuan("20.00"), Shop.At("10:00"), [Mugs(2)], Wang)).ValueOrThrow();
        Assert.Equal(("浙江省", "杭州市", "西湖区"), (order.Placed.Destination!.Province, order.Placed.Destination.City, order.Placed.Destination.District));
        foreach (var envelope in await bench.EventsAsync("ERP-77"))
        {
            var text = System.Text.Encoding.UTF8.GetString(envelope.Bytes.Span);
            Assert.DoesNotContain("王小明", text, StringComparison.Ordinal);
            Assert.DoesNotContain("13800001234", text, StringComparison.Ordinal);
            Assert.DoesNotContain("文三路", text, StringComparison.Ordinal);
        }

        var entry = await bench.Store.OpenAsync(Shop.Acme, order.Placed.Destination.Person, default);
        Assert.Equal(Wang, PersonEntry.Recipient(entry!.Bytes));
    }

    [Fact]
    public async Task Lines_that_do_not_sum_to_what_is_due_are_refused_with_the_difference()
    {
        var bench = new Bench();
        var refusal = (await bench.Kernel.PlaceAsync(Shop.Key("1"), Shop.Yuan("10.00"), Shop.At("10:00"), [Mugs(2)])).Refusal!;
        Assert.Equal((OrderKernelCodes.LinesDiffer, "CNY -10.00"), (refusal.Code, refusal.Arguments.Items.Single(a => a.Name == "difference").Value));
        Assert.Null(await bench.Kernel.FindAsync(Shop.Key("1")));
    }

    [Fact]
    public async Task An_erps_own_number_stays_the_orders_number_and_finds_it()
    {
        var bench = new Bench();
        var order = (await bench.Kernel.PlaceAsync(Shop.Key("SO-2026-000077"), Shop.Yuan("20.00"), Shop.At("10:00"), [Mugs(2)])).ValueOrThrow();
        Assert.Equal("SO-2026-000077", order.Key.Number.Value);
        Assert.StartsWith("OK_20260209_", order.Id.Value, StringComparison.Ordinal);
        Assert.Equal(order, Assert.Single((await OrderStory.FindAsync(bench.Store, Shop.Acme, "SO-2026-000077")).Items).Order);
    }
}
