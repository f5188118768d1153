using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Units of a SKU for which an order waits.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Units">How many, positive.</param>
public readonly record struct BackorderLine(SkuId Sku, Quantity Units)
{
    /// <summary>Until when they are promised; null where nothing is.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Instant? DueAt { get; init; }

    /// <summary>The goods to come against which they are promised; null where none are named.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public InboundId? Inbound { get; init; }
}

/// <summary>What a backorder's place among those who wait follows from.</summary>
/// <param name="Priority">The class of the order, 0 the first.</param>
/// <param name="Since">When it was paid, or placed where nothing is paid before it is sent; null while it is not paid: then it comes last.</param>
public readonly record struct BackorderRank(int Priority, Instant? Since);

/// <summary>What an order waits for until there is stock 缺货待补, promised or not.</summary>
/// <param name="OrderKey">The key of the order's stream.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Lines">What it waits for, one entry a SKU, in the order of the SKUs; none once it waits no more.</param>
/// <param name="Rank">What its place follows from.</param>
public sealed record Backorder(string OrderKey, ChannelId Channel, ValueList<BackorderLine> Lines, BackorderRank Rank)
{
    /// <summary>True while it waits.</summary>
    public bool IsWaiting => !Lines.IsEmpty;

    /// <summary>Until when all of it is promised: the latest of its lines; null where a line is not promised, or nothing waits.</summary>
    public Instant? DueAt => Lines.IsEmpty || Lines.Items.Any(l => l.DueAt is null) ? null : Lines.Items.Max(l => l.DueAt);

    /// <summary>The units of a SKU for which it waits.</summary>
    /// <param name="sku">The SKU.</param>
    public Quantity UnitsOf(SkuId sku) => Lines.Items.FirstOrDefault(l => l.Sku == sku).Units;
}

/// <summary>The key of what an order waits for.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Order">The key of the order's stream.</param>
public readonly record struct BackorderKey(TenantId Tenant, string Order) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Backorder, Order);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Name("order", Order);
}
