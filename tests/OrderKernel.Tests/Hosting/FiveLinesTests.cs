using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Stores;

namespace OrderKernel.Tests.Hosting;

// Fails when the README's first program no longer compiles, or no longer takes an order from placing to the buyer's door.
public class FiveLinesTests
{
    [Fact]
    public async Task Five_lines_run_an_order_end_to_end()
    {
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of("1001"));
        var (price, now) = (Money.Parse("59.90", Currency.Cny), Instant.FromUtc(2026, 2, 9, 10, 0));

        var kernel = new Kernel(new MemoryOrderStore());
        await kernel.PlaceAsync(key, price, now, [new(LineId.Of("1"), Quantity.Of(2), price, [new(SkuId.Of("MUG"), Quantity.Of(1))])]);
        await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("1"), Tender.Cash, price, now), Role.Channel, now);
        await kernel.TellAsync(key, new ShipElsewhere(ShipmentId.Of("1"), now, []), Role.Carrier, now);
        var order = await kernel.TellAsync(key, new RecordDelivery(now, null, []), Role.Carrier, now);

        Assert.Equal(OrderStatus.Delivered, order.ValueOrThrow().Statuses.Headline);
        Assert.Equal(price, order.ValueOrThrow().Money.Kept);
    }
}
