using Microsoft.Extensions.DependencyInjection;
using NodaTime;
using OrderKernel;
using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Stores;

// A shop of one's own: an order is placed, paid, sent, delivered and partly refunded. With a file name as argument all of it is kept in that file.
var services = new ServiceCollection();
services.AddOrderKernel(options => options.Store = _ => args.Length > 0 ? SqliteOrderStore.Open(args[0]) : new MemoryOrderStore());
await using var provider = services.BuildServiceProvider();
var kernel = provider.GetRequiredService<Kernel>();

var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("own"), ShopId.Of("flagship"), OrderNumber.Of("1001"));
var at = Instant.FromUtc(2026, 2, 9, 2, 0);

// Two mugs at 64 yuan each. The total is told too: lines that do not sum to it are refused.
var (unit, total) = (Money.Parse("64.00", Currency.Cny), Money.Parse("128.00", Currency.Cny));
Say("placed", await kernel.PlaceAsync(key, total, at, [OrderedLine.AtUnitPrice(LineId.Of("1"), Quantity.Of(2), unit, [new(SkuId.Of("MUG"), Quantity.Of(1))])]));

// What your payment provider, warehouse and carrier tell you. Nobody sets a status: statuses follow from what happened.
Say("paid", await kernel.TellAsync(key, new RecordPayment(PaymentId.Of("pay-1"), Tender.Cash, total, at), Role.Channel, at));
Say("sent", await kernel.TellAsync(key, new ShipElsewhere(ShipmentId.Of("1"), Later(5), []) { Waybills = [Waybill.Of("SF1001")] }, Role.Warehouse, Later(5)));
Say("delivered", await kernel.TellAsync(key, new RecordDelivery(Later(50), null, []), Role.Carrier, Later(50)));

// The buyer asks for money back. The refund tiers grant 20 yuan without a person; a document of yours can say otherwise.
var request = new CaseRequest(CaseKind.RefundOnly, Money.Parse("20.00", Currency.Cny), "chipped");
var opened = (await kernel.TellAsync(CaseKey.Of(key, CaseId.Of("case-1")), new OpenCase(request), Role.Buyer, Later(60))).ValueOrThrow();
Console.WriteLine($"{"asked",-10} {opened.Status}");

// The refund waits among the effects that leave: give them to your payment provider, and say when the money is back.
await kernel.SendDueAsync(key.Tenant, Later(61), (effect, _) =>
{
    Console.WriteLine($"{"effect",-10} {effect.Kind}");
    return ValueTask.CompletedTask;
});
var refund = (await kernel.FindAsync(key))!.Refunds[0];
Say("refunded", await kernel.TellAsync(key, new RecordRefund(refund.Id, refund.Amount, Later(62)), Role.Channel, Later(62)));

// What cannot be is refused with a code, and changes nothing.
Say("again", await kernel.TellAsync(key, new RecordDelivery(Later(70), ShipmentId.Of("2"), []), Role.Carrier, Later(70)));

Instant Later(int hours) => at + Duration.FromHours(hours);

static void Say(string step, Result<Order> result)
{
    if (result.TryGet(out var order, out var refusal))
        Console.WriteLine($"{step,-10} {order.Statuses.Headline}, {order.Statuses.Payment}");
    else
        Console.WriteLine($"{step,-10} {RefusalTexts.Default.Text(refusal, Language.English)} [{refusal.Code}]");
}
