using System.Security.Cryptography;
using NodaTime;
using OrderKernel;
using OrderKernel.Allocation;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Stores;

// A channel pushes two orders (Douyin's own JSON). One becomes an order and is sent from a warehouse; the other has a status that nobody knows.
var (tenant, shop) = (TenantId.Of("acme"), ShopId.Of("dy-live"));
var store = new MemoryOrderStore();
var kernel = new Kernel(store, KernelPolicies.Default with { Network = Network.Default });   // example warehouses; name your own in a document

// The warehouse in Hangzhou counts ten mugs, so that there is something to send.
var count = """{"kind":"stock","at":"2026-02-08T16:00:00Z","location":"HZ","sku":"MUG-1","onHand":10}"""u8.ToArray();
(await kernel.DeliverAsync(tenant, new PartnerDelivery(Slip("count-1", count), PartnerRecord.Read(count).ValueOrThrow()))).ValueOrThrow();

// The body of the push and its headers, as your web server hands them over: raw, before anything parsed them. The profile knows how the channel signs, where
// its records stand and what its words mean. Here the push signs itself; in your shop the channel does, with the secret of your application.
var body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "webhook.json"));
var key = SigningKey.Of("2026", "the application's secret"u8, app: "3000");
var signature = Profiles.Default("doudian").Policy.PushSignature!.Sign(body, key);
var push = Push.Signed(body, name => name == "event-sign" ? signature : null, key);
var arrived = Instant.FromUtc(2026, 2, 9, 2, 5);
var received = (await kernel.ReceiveAsync(new ShopContext(tenant, shop), "doudian", push, arrived)).ValueOrThrow();

foreach (var record in received.Items)
{
    if (record.Why is { } why)
    {
        // Not understood: said with the field and what to do about it. The bytes are kept, and read again once the profile has learnt the word.
        Console.WriteLine($"not read: {Text(why)}");
        continue;
    }

    // The channel pushes it again: the same answer, and nothing happens twice.
    var orderKey = record.Order!.Value;
    Console.WriteLine($"{orderKey.Number}: {record.Answer.Outcome}");
    var order = await kernel.FindAsync(orderKey) ?? throw new InvalidOperationException("The order was not placed.");
    var parcel = order.Shipments[0];
    Console.WriteLine($"  {order.Statuses.Headline}, {order.Statuses.Payment}; to be sent from {parcel.Location}");

    // The warehouse hands the parcel over.
    var at = Instant.FromUtc(2026, 2, 9, 7, 30);
    var ship = new ShipShipment(parcel.Id, at, [Waybill.Of("YT1001")], []);
    order = (await kernel.TellAsync(orderKey, ship, Role.Warehouse, at)).ValueOrThrow();
    var onHand = (await store.BalancesAsync(tenant, SkuId.Of("MUG-1"), default)).Single(b => b.Account == StockAccount.OnHand).Units;
    Console.WriteLine($"  {order.Statuses.Headline}; {onHand} mugs left in {parcel.Location}");

    // The channel hears of it, and people of the record that waits: effects that your program sends.
    await kernel.SendDueAsync(tenant, at, (effect, _) =>
    {
        Console.WriteLine(effect.Kind == "notice" ? "  to be told to people: a record waits" : $"  to be told to the channel: {effect.Kind}");
        return ValueTask.CompletedTask;
    });
}

static DeliverySlip Slip(string id, byte[] raw) => new(MessageId.Of(id), Convert.ToHexString(SHA256.HashData(raw)), id, raw);

static string Text(Refusal refusal) => $"{RefusalTexts.Default.Text(refusal, Language.English)} [{refusal.Code}]";
