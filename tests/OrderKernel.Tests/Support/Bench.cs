using System.Security.Cryptography;
using System.Text;
using NodaTime;
using OrderKernel.Allocation;
using OrderKernel.Chains;
using OrderKernel.Deliveries;
using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Tests.Support;

/// <summary>A kernel over a store, with what tests say to it and ask of it.</summary>
internal sealed class Bench
{
    private int _count;

    public Bench(IOrderStore? store = null, KernelPolicies? policies = null, IRuleFacts? facts = null)
    {
        Store = store ?? new MemoryOrderStore();
        Kernel = new Kernel(Store, policies ?? Sourced) { RuleFacts = facts };
    }

    /// <summary>The default policies over the default network of four warehouses.</summary>
    public static KernelPolicies Sourced { get; } = KernelPolicies.Default with { Network = Network.Default };

    /// <summary>The same policies under rules that tag, wake one another, hold, tell people, ask the host, and err.</summary>
    public static KernelPolicies Ruled { get; } = Sourced.With("ruleChain", """
        {
          "$schema": "rule-chain-1.json", "name": "day", "version": "1",
          "facts": [{ "path": "gift.available", "type": "int" }],
          "levers": [{ "lever": "remark", "with": [{ "name": "text", "type": "string" }] }],
          "rules": [
            { "id": "many", "when": "order.units.open > 1", "then": [{ "lever": "tag", "with": { "value": "many" } }] },
            { "id": "follows", "when": "\"many\" in order.tags && order.paid >= order.total", "then": [{ "lever": "remark", "with": { "text": "paid" } }] },
            { "id": "sent", "when": "order.units.sent > 0", "then": [{ "lever": "notify", "with": { "role": "agent" } }] },
            { "id": "back", "when": "order.refunded > money(\"0\")", "then": [{ "lever": "hold", "with": { "kind": "PaymentRisk" } }] },
            { "id": "gift", "when": "gift.available > 0", "then": [{ "lever": "tag", "with": { "value": "gift" } }] }
          ]
        }
        """u8.ToArray()).ValueOrThrow();

    public IOrderStore Store { get; }

    public Kernel Kernel { get; }

    /// <summary>A delivery of a claim under an id of its own; the same claim has the same fingerprint.</summary>
    public static ClaimDelivery Delivery(Claim claim, string id) => new(Slip(id, claim.ToString()), claim);

    public static PartnerDelivery Delivery(PartnerRecord record, string id) => new(Slip(id, record.ToString()!), record);

    public static TrackDelivery Delivery(ValueList<TrackReport> reports, string id) => new(Slip(id, reports.ToString()), reports.Items.Max(r => r.At), reports);

    public static DeliverySlip Slip(string id, string content) =>
        new(MessageId.Of(id), Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(content))), $"test {id}", Encoding.UTF8.GetBytes(content));

    public async Task<DeliveryAnswer> SendAsync(Delivery delivery, TenantId? tenant = null) =>
        (await Kernel.DeliverAsync(tenant ?? Shop.Acme, delivery)).ValueOrThrow();

    public Task<DeliveryAnswer> SendAsync(Claim claim) => SendAsync(Delivery(claim, $"m{++_count}"), claim.Order.Tenant);

    public Task<DeliveryAnswer> SendAsync(PartnerRecord record) => SendAsync(Delivery(record, $"m{++_count}"));

    public Task<DeliveryAnswer> SendAsync(params TrackReport[] reports) => SendAsync(Delivery(reports.ToValueList(), $"m{++_count}"));

    public Task StockAsync(LocationId location, SkuId sku, long units, string at = "08:00") =>
        SendAsync(new StockCountRecord(Shop.At(at), location, sku, Shop.Units(units)));

    public Task<DeliveryAnswer> OutboundAsync(string number, LocationId location, string at, string waybill, long units, SkuId? sku = null) => SendAsync(
        new OutboundRecord(Shop.At(at), $"out-{number}-{waybill}", Platform(number), location, Shop.Yuantong, Waybill.Of(waybill),
            [new GoodsLine(sku ?? Shop.Mug, Shop.Units(units), null)]));

    public Task<DeliveryAnswer> ReceiptAsync(string number, string id, LocationId location, string at, long units,
        InspectionOutcome outcome = InspectionOutcome.Restock, SkuId? sku = null) => SendAsync(
        new ReceiptRecord(Shop.At(at), id, Platform(number), location, [new GoodsLine(sku ?? Shop.Mug, Shop.Units(units), outcome)]));

    public static PlatformOrder Platform(string number) => new(ChannelId.Of("taobao"), ShopId.Of("flagship"), OrderNumber.Of(number));

    public async Task<Order> OrderAsync(string number, TenantId? tenant = null) =>
        await Kernel.FindAsync(Shop.Key(number, tenant)) ?? throw new InvalidOperationException($"Order {number} is not there.");

    public async Task<Result<Order>> TellAsync(string number, OrderCommand command, Role role, string at) =>
        await Kernel.TellAsync(Shop.Key(number), command, role, Shop.At(at));

    public async Task TellInboundAsync(Inventory.InboundCommand command, string at) =>
        (await Kernel.TellAsync(new Inventory.InboundKey(Shop.Acme, command.Id), command, Role.Warehouse, Shop.At(at))).ValueOrThrow();

    public Task<int> ClockAsync(string at) => Kernel.ClockAsync(Shop.At(at));

    public async Task<long> UnitsAsync(LocationId location, StockAccount account, SkuId? sku = null) =>
        (await Store.BalancesAsync(Shop.Acme, sku ?? Shop.Mug, default)).Where(b => b.Cell.Location == location && b.Account == account).Sum(b => b.Units);

    public async Task<List<EventEnvelope>> EventsAsync(string number) => [.. await Store.ReadAsync(Shop.Key(number).Stream(), 0, default)];

    public async Task<int> CountAsync(string number, string type) => (await EventsAsync(number)).Count(e => e.Type == type);

    public async Task<List<OutboxMessage>> OutboxAsync(string kind)
    {
        var now = Shop.At("300 00:00");
        return [.. (await Store.ClaimAsync(new Lease(Shop.Acme, "test", now, now), int.MaxValue, default)).Where(m => m.Kind == kind)];
    }

    public async Task<KernelFigures> FiguresAsync() => (await FigureReport.FoldAsync(Store, Kernel.Policies, Shop.Acme)).Figures;

    public async Task<List<QuarantineEntry>> QuarantineAsync()
    {
        var all = new List<QuarantineEntry>();
        await foreach (var entry in Store.ListAsync(Shop.Acme, null, default)) all.Add(entry);
        return all;
    }
}
