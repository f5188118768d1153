using System.Security.Cryptography;
using NodaTime;
using OrderKernel;
using OrderKernel.Allocation;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Partners;
using OrderKernel.Policies;
using OrderKernel.Stores;

// A channel pushes two orders (Douyin's own JSON). One becomes an order and is sent from a warehouse; the other has a status that nobody knows.
var (tenant, shop) = (TenantId.Of("acme"), ShopId.Of("dy-live"));
var store = new MemoryOrderStore();
var kernel = new Kernel(store, KernelPolicies.Default with { Network = Network.Default });   // example warehouses; name your own in a document

// The warehouse in Hangzhou counts ten mugs, so that there is something to send.
var count = """{"kind":"stock","at":"2026-02-08T16:00:00Z","location":"HZ","sku":"MUG-1","onHand":10}"""u8.ToArray();
(await kernel.DeliverAsync(tenant, new PartnerDelivery(Slip("count-1", count), PartnerRecord.Read(count).ValueOrThrow()))).ValueOrThrow();

// The body of the push, as your web server hands it over. The profile knows where its records stand and what its words mean.
var body = File.ReadAllBytes(Path.Combine(AppContext.BaseDirectory, "webhook.json"));
var profile = Profiles.Default("doudian");
var reader = new ProfileReader(profile, SkuMap.Same, new ShopContext(tenant, shop));
var read = new List<(byte[] Raw, RecordReading Reading)>();
var parser = RecordParser.For(profile.Policy);
parser.Push(body, Take);
parser.Complete(Take);
void Take(RecordSlice record) => read.Add((record.ToBytes(), reader.Read(record)));

foreach (var (raw, reading) in read)
{
    if (reading.Claim is not { } claim)
    {
        // Not understood: said with the field and what to do about it. Keep the bytes and try again once the profile has learnt the word.
        Console.WriteLine($"not read: {Text(reading.Refusal!)}");
        continue;
    }

    // Deliver it under an id that is the same when the channel pushes it again: the second time nothing happens.
    var delivery = new ClaimDelivery(Slip($"push-{claim.Order.Number}", raw), claim);
    Console.WriteLine($"{claim.Order.Number}: {(await kernel.DeliverAsync(tenant, delivery)).ValueOrThrow().Outcome}");
    var order = await kernel.FindAsync(claim.Order) ?? throw new InvalidOperationException("The order was not placed.");
    var parcel = order.Shipments[0];
    Console.WriteLine($"  {order.Statuses.Headline}, {order.Statuses.Payment}; to be sent from {parcel.Location}");

    // The warehouse hands the parcel over.
    var at = Instant.FromUtc(2026, 2, 9, 7, 30);
    var ship = new ShipShipment(parcel.Id, at, [Waybill.Of("YT1001")], []);
    order = (await kernel.TellAsync(claim.Order, ship, Role.Warehouse, at)).ValueOrThrow();
    var onHand = (await store.BalancesAsync(tenant, SkuId.Of("MUG-1"), default)).Single(b => b.Account == StockAccount.OnHand).Units;
    Console.WriteLine($"  {order.Statuses.Headline}; {onHand} mugs left in {parcel.Location}");

    // The channel hears of it: an effect that your program sends.
    await kernel.SendDueAsync(tenant, at, (effect, _) =>
    {
        Console.WriteLine($"  to be told to the channel: {effect.Kind}");
        return ValueTask.CompletedTask;
    });
}

static DeliverySlip Slip(string id, byte[] raw) => new(MessageId.Of(id), Convert.ToHexString(SHA256.HashData(raw)), id, raw);

static string Text(Refusal refusal) => $"{RefusalTexts.Default.Text(refusal, Language.English)} [{refusal.Code}]";
