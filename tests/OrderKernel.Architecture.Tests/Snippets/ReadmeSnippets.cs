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
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));
        var id = OrderId.Mint("WB", new LocalDate(2026, 2, 9), key);
        var noon = Instant.FromUtc(2026, 2, 9, 4, 0);
        var price = Money.Fen(12_800);
        var mugs = new OrderedLine(LineId.Of("1"), Quantity.Of(2), price, [new(SkuId.Of("MUG-1"), Quantity.Of(1))]);
        DecisionContext As(string message) => new(new Actor(ActorId.Of("web"), [Role.Channel]), noon, MessageId.Of(message));

        var kernel = new Kernel(new MemoryOrderStore());
        await kernel.TellAsync(key, new PlaceOrder(key, id, noon, PaymentTerms.Prepaid, new(price), [mugs]), As("placed"));
        await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("p-1"), Tender.Cash, price, noon), As("paid"));
        await kernel.TellAsync(key, new ShipElsewhere(ShipmentId.Of("s-1"), noon, []), As("sent"));
        var order = (await kernel.TellAsync(key, new RecordDelivery(noon, null, []), As("received"))).ValueOrThrow();
        // end

        Assert.Equal((OrderStatus.Delivered, PaymentStatus.Paid, FulfilmentStatus.Delivered), (order.Statuses.Headline, order.Statuses.Payment, order.Statuses.Fulfilment));
        Assert.Equal((price, Quantity.Of(2)), (order.Money.Kept, order.Lines[0].Units.Delivered));
    }
}
