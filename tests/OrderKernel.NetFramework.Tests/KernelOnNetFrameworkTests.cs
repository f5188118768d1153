using System.Threading.Tasks;
using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Stores;

namespace OrderKernel.NetFramework.Tests;

// Fails when the composed kernel cannot be loaded, or decides otherwise, from its netstandard2.0 assembly.
public class KernelOnNetFrameworkTests
{
    private static readonly OrderKey Key = new(TenantId.Of("acme"), ChannelId.Of("web"), ShopId.Of("main"), OrderNumber.Of("1001"));
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);
    private static readonly Money Price = Money.Fen(12_800);

    [Fact]
    public async Task An_order_runs_from_placing_to_delivery()
    {
        var kernel = await PlacedAsync();
        await kernel.TellAsync(Key, new RecordPayment(PaymentId.Of("1"), Tender.Cash, Price, Noon), Role.Channel, Noon);
        await kernel.TellAsync(Key, new ShipElsewhere(ShipmentId.Of("1"), Noon, []), Role.Carrier, Noon);
        var order = (await kernel.TellAsync(Key, new RecordDelivery(Noon, null, []), Role.Carrier, Noon)).ValueOrThrow();
        Assert.Equal((OrderStatus.Delivered, PaymentStatus.Paid, FulfilmentStatus.Delivered),
            (order.Statuses.Headline, order.Statuses.Payment, order.Statuses.Fulfilment));
    }

    [Fact]
    public async Task An_unpaid_order_expires_by_the_clock_alone()
    {
        var kernel = await PlacedAsync();
        Assert.Equal(0, (await kernel.FireDueAsync(Key.Tenant, Noon + Duration.FromMinutes(29))).Fired);
        Assert.Equal(1, (await kernel.FireDueAsync(Key.Tenant, Noon + Duration.FromMinutes(30))).Fired);
        Assert.Equal(OrderStatus.Cancelled, (await kernel.FindAsync(Key))!.Statuses.Headline);
    }

    private static async Task<Kernel> PlacedAsync()
    {
        var kernel = new Kernel(new MemoryOrderStore());
        (await kernel.PlaceAsync(Key, Price, Noon, [new(LineId.Of("1"), Quantity.Of(2), Price, [new(SkuId.Of("MUG"), Quantity.Of(1))])])).ValueOrThrow();
        return kernel;
    }
}
