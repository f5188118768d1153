using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Place the order.</summary>
/// <param name="Key">The order's key.</param>
/// <param name="Id">Its id (see <see cref="OrderId.Mint"/>).</param>
/// <param name="CreatedAt">When it was created at the channel.</param>
/// <param name="Terms">The payment terms.</param>
/// <param name="Amounts">The amounts.</param>
/// <param name="Lines">The channel's lines; empty where exports have none.</param>
public sealed record PlaceOrder(OrderKey Key, OrderId Id, Instant CreatedAt, PaymentTerms Terms, OrderAmounts Amounts, ValueList<OrderedLine> Lines)
    : OrderCommand
{
    /// <summary>False when goods are not this order's matter; an order without lines never needs fulfilment.</summary>
    public bool NeedsFulfilment { get; init; } = true;

    /// <summary>True when the channel never tells whether it shipped.</summary>
    public bool IsShippingNeverTold { get; init; }

    /// <summary>From where it came, by id or name; required for channels whose orders people enter (see <see cref="ManualSources"/>).</summary>
    public string? Source { get; init; }

    /// <summary>
    /// Who receives the goods: the region goes into the event, so that the order can be sourced; the person goes into the vault, under a token.
    /// </summary>
    [JsonIgnore]
    public Recipient? Recipient { get; init; }

    /// <summary>What is known of the customer, for the screening.</summary>
    public CustomerStanding Customer { get; init; } = CustomerStanding.Unknown;

    /// <summary>
    /// What is known for the screening for anomalies; null to leave it out. Circumstances, not content: the same order with other facts is the same order.
    /// </summary>
    [JsonIgnore]
    public ScreeningFacts? Facts { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Key("key", Key)
        ?? Required.Id("id", Id)
        ?? Required.Each("lines", Lines, static l => Required.Id("line", l.Line) ?? Required.Each("goods", l.Goods, static g => Required.Id("sku", g.Sku)));
}

/// <summary>One line as the channel sold it.</summary>
/// <param name="Line">The channel's line.</param>
/// <param name="Quantity">Units sold, positive.</param>
/// <param name="Total">What the buyer pays for them.</param>
/// <param name="Goods">Our SKUs in one unit sold; empty when not known: one stand-in unit moves for the line.</param>
public sealed record OrderedLine(LineId Line, Quantity Quantity, Money Total, ValueList<BundleComponent> Goods)
{
    /// <summary>A line by the price of one unit, which cannot be taken for the price of them all.</summary>
    /// <param name="line">The line.</param>
    /// <param name="quantity">Units sold, positive.</param>
    /// <param name="unitPrice">What the buyer pays for one.</param>
    /// <param name="goods">Our SKUs in one unit sold.</param>
    /// <exception cref="OverflowException">The total is more than an amount can hold.</exception>
    public static OrderedLine AtUnitPrice(LineId line, Quantity quantity, Money unitPrice, ValueList<BundleComponent> goods) =>
        new(line, quantity, unitPrice * quantity.Units, goods);

    /// <summary>The title of the goods, for people.</summary>
    public string? Title { get; init; }

    /// <summary>False when nothing is sent for the line.</summary>
    public bool NeedsFulfilment { get; init; } = true;
}

/// <summary>Change the price before anything is paid 改价.</summary>
/// <param name="Amounts">The new amounts, in the order's currency.</param>
public sealed record AmendPrice(OrderAmounts Amounts) : OrderCommand;

/// <summary>Put a tag on the order.</summary>
/// <param name="Tag">The tag.</param>
public sealed record TagOrder(OrderTag Tag) : OrderCommand
{
    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("tag", Tag);
}

/// <summary>Send units in place of goods that came back or were lost.</summary>
/// <param name="Line">The new line's id.</param>
/// <param name="InPlaceOf">The line that is replaced.</param>
/// <param name="Sku">What is sent; null for the same goods.</param>
/// <param name="Units">The units, at most those that came back or were lost, whose money question is open, and that are not replaced yet.</param>
public sealed record AddReplacement(LineId Line, LineId InPlaceOf, SkuId? Sku, Quantity Units) : OrderCommand
{
    /// <summary>What the goods cost more, which is due then, or less, which is owed back as the refund <c>difference-LINE</c>; null for the same.</summary>
    public Money? Difference { get; init; }

    /// <inheritdoc/>
    public override Refusal? Missing() => Required.Id("line", Line) ?? Required.Id("inPlaceOf", InPlaceOf) ?? Required.Id("sku", Sku);
}
