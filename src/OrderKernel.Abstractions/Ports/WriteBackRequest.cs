using NodaTime;

namespace OrderKernel.Ports;

/// <summary>A parcel that left, in the channel's own items, for one of its orders.</summary>
/// <param name="Tenant">Whose shop it is.</param>
/// <param name="Channel">The channel.</param>
/// <param name="Shop">The shop.</param>
/// <param name="Order">The channel's order number.</param>
/// <param name="Carrier">The carrier in the channel's own code.</param>
/// <param name="Waybills">The waybill numbers, at least one, as many as the channel takes.</param>
/// <param name="ShippedAt">When the parcel left.</param>
public sealed record WriteBackRequest(
    TenantId Tenant, ChannelId Channel, ShopId Shop, OrderNumber Order, string Carrier, ValueList<Waybill> Waybills, Instant ShippedAt)
{
    /// <summary>What is in the parcel, by the channel's lines; none for the whole order.</summary>
    public ValueList<WriteBackItem> Items { get; init; }

    /// <summary>The serial numbers of what is in the parcel, for a channel that takes them with the order as a whole; else they stand with the items.</summary>
    public ValueList<SerialNumber> Serials { get; init; }
}

/// <summary>A channel's line in a parcel.</summary>
/// <param name="Line">The line's id at the channel.</param>
/// <param name="Units">How many of its units are in the parcel; null for a channel that takes whole lines only.</param>
public readonly record struct WriteBackItem(LineId Line, Quantity? Units)
{
    /// <summary>The serial numbers of its units in the parcel (SN, IMEI), for a channel that takes them and as far as they are known.</summary>
    public ValueList<SerialNumber> Serials { get; init; }
}

/// <summary>What a channel answered to a write-back.</summary>
public abstract record WriteBackAnswer
{
    private protected WriteBackAnswer()
    {
    }
}

/// <summary>It took it, now or before: a channel that says that the order is sent under this waybill already has taken it.</summary>
public sealed record WriteBackTaken : WriteBackAnswer;

/// <summary>It did not take it.</summary>
/// <param name="Answer">The channel's own code or a word for it, 1 to 128 characters, without personal data.</param>
/// <param name="IsFinal">True when asking again would change nothing, such as an order that was closed; false to ask again later.</param>
public sealed record WriteBackRefusal(string Answer, bool IsFinal) : WriteBackAnswer;
