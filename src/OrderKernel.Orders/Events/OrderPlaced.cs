using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>The order came into being.</summary>
/// <param name="Key">The order's key.</param>
/// <param name="Id">Its id.</param>
/// <param name="CreatedAt">When it was created at the channel.</param>
/// <param name="Terms">The payment terms.</param>
/// <param name="Amounts">The amounts.</param>
/// <param name="Parts">The part of what is due that no line explains.</param>
/// <param name="NeedsFulfilment">False when goods are not this order's matter.</param>
/// <param name="IsShippingNeverTold">True when the channel never tells whether it shipped.</param>
/// <param name="Lines">The lines, bundles exploded.</param>
public sealed record OrderPlaced(
    OrderKey Key, OrderId Id, Instant CreatedAt, PaymentTerms Terms, OrderAmounts Amounts, OrderParts Parts,
    bool NeedsFulfilment, bool IsShippingNeverTold, ValueList<PlacedLine> Lines) : OrderEvent
{
    /// <summary>From where an order that people entered came; null for one that a channel told.</summary>
    public SourceId? Source { get; init; }

    /// <summary>To where it goes, where whoever placed it said so; null for one that a channel told: its claims know.</summary>
    public RecipientRegion? Destination { get; init; }
}

/// <summary>One line of a placed order.</summary>
/// <param name="Id">The line's id.</param>
/// <param name="Source">The channel's line.</param>
/// <param name="Sku">Our SKU; null when not known.</param>
/// <param name="Bundle">The bundle; null outside bundles.</param>
/// <param name="BundleSize">Units in one bundle; 1 outside.</param>
/// <param name="Title">The title.</param>
/// <param name="Units">The units ordered.</param>
/// <param name="Total">What the buyer pays for them.</param>
/// <param name="NeedsFulfilment">False when nothing is sent for it.</param>
public sealed record PlacedLine(LineId Id, LineId Source, SkuId? Sku, BundleId? Bundle, Quantity BundleSize, string? Title, Quantity Units, Money Total,
    bool NeedsFulfilment);

/// <summary>The price changed before anything was paid 改价.</summary>
/// <param name="Amounts">The new amounts.</param>
/// <param name="Parts">The new part that no line explains.</param>
/// <param name="Lines">The new money still due of each line, by line.</param>
public sealed record PriceAmended(OrderAmounts Amounts, OrderParts Parts, ValueList<LineShare> Lines) : OrderEvent;

/// <summary>A tag was put on the order.</summary>
/// <param name="Tag">The tag.</param>
public sealed record OrderTagged(OrderTag Tag) : OrderEvent;

/// <summary>Units are sent in place of goods that came back or were lost.</summary>
/// <param name="Line">The new line.</param>
/// <param name="InPlaceOf">The line whose units it replaces.</param>
/// <param name="Sku">What is sent; null when not known.</param>
/// <param name="Units">The units.</param>
public sealed record ReplacementAdded(LineId Line, LineId InPlaceOf, SkuId? Sku, Quantity Units) : OrderEvent
{
    /// <summary>What is due more for it, positive; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Money? Difference { get; init; }
}
