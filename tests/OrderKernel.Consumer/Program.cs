using System.Security.Cryptography;
using NodaTime;
using OrderKernel;
using OrderKernel.Allocation;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Stores;
using OrderKernel.Testing;

var path = args.Length > 0 ? args[0] : "shop.db";
var (tenant, shop) = (TenantId.Of("acme"), ShopId.Of("jd-pop"));
DeliverySlip Slip(string id, byte[] raw) => new(MessageId.Of(id), Convert.ToHexString(SHA256.HashData(raw)), id, raw);

// One file holds events, stock, timers, effects and what could not be used. Four warehouses and their tariffs decide who ships.
await using var store = SqliteOrderStore.Open(path);
var kernel = new Kernel(store, KernelPolicies.Default with { Network = Network.Default });

// The warehouse in Hangzhou counts ten mugs.
var count = """{"kind":"stock","at":"2026-02-08T16:00:00Z","location":"HZ","sku":"MUG-1","onHand":10}"""u8.ToArray();
var counted = PartnerRecord.Read(count).ValueOrThrow();
(await kernel.DeliverAsync(tenant, new PartnerDelivery(Slip("count-1", count), counted))).ValueOrThrow();

// The channel tells of an order: two mugs, paid, to Suzhou. A profile document turns its words into ours.
var record = """
    {
      "orderId": "379090200043", "orderState": "WAIT_SELLER_STOCK_OUT", "payType": "4-在线支付",
      "orderStartTime": "2026-02-09 10:00:00", "paymentConfirmTime": "2026-02-09 10:04:00", "modified": "2026-02-09 10:04:00",
      "orderTotalPrice": "128.00", "sellerDiscount": "0.00", "freightPrice": "0.00", "shouldPay": "128.00", "actualPay": "128.00",
      "consigneeInfo": { "fullname": "王小明", "mobile": "13800000000", "province": "江苏", "city": "苏州市", "county": "姑苏区", "fullAddress": "平江路1号2室" },
      "itemInfoList": [{ "skuId": "100600000903", "outerSkuId": "MUG-1", "skuName": "Mug", "itemTotal": "2", "jdPrice": "64.00" }]
    }
    """u8.ToArray();
var reading = new ProfileReader(Profiles.Default("jd"), SkuMap.Same, new ShopContext(tenant, shop)).Read(record);
var claim = reading.Claim ?? throw new InvalidOperationException($"{reading.Refusal}");
(await kernel.DeliverAsync(tenant, new ClaimDelivery(Slip("jd-1", record), claim))).ValueOrThrow();

// One unit of work placed the order, took the money, planned the parcel and reserved the mugs for it.
var order = await kernel.FindAsync(claim.Order) ?? throw new InvalidOperationException("The order was not placed.");
var parcel = order.Shipments[0];

// The warehouse hands the parcel over. The same message again gets the first answer; a parcel that is gone cannot go twice.
var warehouse = new Actor(ActorId.Of("warehouse-hz"), [Role.Warehouse]);
var at = Instant.FromUtc(2026, 2, 9, 7, 30);
var ship = new ShipShipment(parcel.Id, at, [Waybill.Of("YT1001")], []);
order = (await kernel.TellAsync(claim.Order, ship, new DecisionContext(warehouse, at, MessageId.Of("hand-over-1")))).ValueOrThrow();
var again = await kernel.TellAsync(claim.Order, ship with { Waybills = [Waybill.Of("YT1002")] }, new DecisionContext(warehouse, at, MessageId.Of("hand-over-2")));

// Every promise of the store's ports, checked on the in-memory store; hand in your own when you write one.
var checks = await StoreConformance.RunAsync(() => new(new MemoryOrderStore()), new StoreConformanceOptions { TraceLength = 50, Workers = 4, Buyers = 40 });

var stock = await store.BalancesAsync(tenant, SkuId.Of("MUG-1"), CancellationToken.None);
var left = stock.Single(b => b.Account == StockAccount.OnHand).Units;
Console.WriteLine($"{order.Id} {order.Statuses.Headline} from {parcel.Location}, {left} mugs left; again: {again.Refusal?.Code}; store checks: {checks.Checks.Count - checks.Failed.Count} of {checks.Checks.Count}");
return order.Statuses.Headline == OrderStatus.Shipped && left == 8 && checks.IsPassed ? 0 : 1;
