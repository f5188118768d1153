using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>Units of a SKU that an order gives up: one planned parcel with all that it holds, which is planned anew.</summary>
/// <param name="OrderKey">The key of the order's stream.</param>
/// <param name="Shipment">Its planned parcel.</param>
/// <param name="Reservation">What the parcel holds.</param>
/// <param name="Units">The units of the SKU in it, not zero.</param>
public readonly record struct RebalancingGift(string OrderKey, ShipmentId Shipment, ReservationId Reservation, Quantity Units);

/// <summary>Have orders give up units of a SKU for an order that waits and comes before them 库存再分配; all of it happens or nothing.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Taker">The key of the stream of the order that waits.</param>
/// <param name="Units">For how many units of the SKU it waits, not zero.</param>
/// <param name="From">Who gives up what; not empty, each parcel once.</param>
public sealed record Rebalance(SkuId Sku, string Taker, Quantity Units, ValueList<RebalancingGift> From) : ICommand
{
    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("sku", Sku) ?? Required.Name("taker", Taker)
        ?? Required.Each("from", From, static g => Required.Name("orderKey", g.OrderKey) ?? Required.Id("shipment", g.Shipment)
            ?? Required.Id("reservation", g.Reservation));
}

/// <summary><c>inventory.stock-rebalanced</c>: orders gave up units of a SKU for one that came before them.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Taker">The key of the stream of the order that got them.</param>
/// <param name="Units">For how many units it waited.</param>
/// <param name="From">Who gave up what.</param>
public sealed record StockRebalanced(SkuId Sku, string Taker, Quantity Units, ValueList<RebalancingGift> From);

/// <summary>The key of what was given from order to order of a SKU.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Sku">The SKU.</param>
public readonly record struct RebalancingKey(TenantId Tenant, SkuId Sku) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Rebalancing, Sku.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("sku", Sku);
}

/// <summary>The command's stable name and its canonical bytes.</summary>
public static class RebalanceCommands
{
    /// <summary>The command.</summary>
    public static CommandCodec<Rebalance> Codec { get; } = new CommandCodec<Rebalance>()
        .With("inventory.rebalance", static () => RebalanceEvents.Json.Rebalance);
}

/// <summary>The event's stable name and its canonical bytes.</summary>
public static class RebalanceEvents
{
    internal static RebalanceJsonContext Json { get; } = new(CanonicalJson.Options(CanonicalJson.ListOf<RebalancingGift>()));

    /// <summary>The event.</summary>
    public static EventCodec<StockRebalanced> Codec { get; } = new EventCodec<StockRebalanced>()
        .With("inventory.stock-rebalanced", () => Json.StockRebalanced);
}

[JsonSerializable(typeof(Rebalance))]
[JsonSerializable(typeof(StockRebalanced))]
[JsonSerializable(typeof(RebalancingGift))]
internal sealed partial class RebalanceJsonContext : JsonSerializerContext;
