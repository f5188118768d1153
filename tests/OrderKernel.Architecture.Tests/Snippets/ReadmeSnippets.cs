using NodaTime;
using OrderKernel;
using OrderKernel.Orders;
using OrderKernel.Stores;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when the code on the front page does not run an order to its buyer.
public class ReadmeSnippets
{
    [Fact]
    public async Task Five_lines_run_an_order_end_to_end()
    {
        // snippet: five lines
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of("1001"));
        var (price, now) = (Money.Parse("59.90", Currency.Cny), Instant.FromUtc(2026, 2, 9, 10, 0));

        var kernel = new Kernel(new MemoryOrderStore());
        (await kernel.PlaceAsync(key, price, now, [new(LineId.Of("1"), Quantity.Of(2), price, [new(SkuId.Of("MUG"), Quantity.Of(1))])])).ValueOrThrow();
        (await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("1"), Tender.Cash, price, now), Role.Channel, now)).ValueOrThrow();
        (await kernel.TellAsync(key, new ShipElsewhere(ShipmentId.Of("1"), now, []), Role.Carrier, now)).ValueOrThrow();
        var order = (await kernel.TellAsync(key, new RecordDelivery(now, null, []), Role.Carrier, now)).ValueOrThrow();
        // end

        var statuses = order.Statuses;
        Assert.Equal((OrderStatus.Delivered, PaymentStatus.Paid, FulfilmentStatus.Delivered), (statuses.Headline, statuses.Payment, statuses.Fulfilment));
        Assert.Equal((price, Quantity.Of(2)), (order.Money.Kept, order.Lines[0].Units.Delivered));
    }
}
