using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>Why an order waits no more, or not for this. 0 is unset.</summary>
public enum BackorderEnd
{
    /// <summary>It has its stock.</summary>
    Given = 1,

    /// <summary>It wants it no more.</summary>
    Withdrawn = 2,

    /// <summary>It waits for something else, or is promised for another time: what follows says so.</summary>
    Changed = 3,
}

/// <summary>What happened to what an order waits for; each event posts its own lines.</summary>
/// <param name="OrderKey">The key of the order's stream.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Lines">What it waits for, or waits for no more.</param>
public abstract record BackorderEvent([property: JsonPropertyOrder(-3)] string OrderKey, [property: JsonPropertyOrder(-2)] ChannelId Channel,
    [property: JsonPropertyOrder(-1)] ValueList<BackorderLine> Lines);

/// <summary><c>inventory.backorder-placed</c>: an order waits.</summary>
/// <param name="OrderKey">The key of the order's stream.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Lines">For what, one entry a SKU, in the order of the SKUs.</param>
/// <param name="Rank">What its place follows from.</param>
public sealed record BackorderPlaced(string OrderKey, ChannelId Channel, ValueList<BackorderLine> Lines, BackorderRank Rank)
    : BackorderEvent(OrderKey, Channel, Lines);

/// <summary><c>inventory.backorder-ended</c>: it waits for this no more.</summary>
/// <param name="OrderKey">The key of the order's stream.</param>
/// <param name="Channel">Its channel.</param>
/// <param name="Lines">What it waited for.</param>
/// <param name="How">Why.</param>
public sealed record BackorderEnded(string OrderKey, ChannelId Channel, ValueList<BackorderLine> Lines, BackorderEnd How)
    : BackorderEvent(OrderKey, Channel, Lines);

/// <summary><c>inventory.stock-given-out</c>: stock of a SKU for which orders waited was offered to them in their order.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Given">The orders that got theirs, in their order.</param>
/// <param name="PassedOver">The orders before the last of these whose goods did not fit, in their order.</param>
public sealed record StockGivenOut(SkuId Sku, ValueList<string> Given, ValueList<string> PassedOver);
