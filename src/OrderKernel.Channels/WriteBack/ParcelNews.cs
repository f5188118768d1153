using NodaTime;

namespace OrderKernel.Channels;

/// <summary>A parcel that left, as far as one order of a channel is concerned.</summary>
/// <param name="Order">The channel's order.</param>
/// <param name="ShippedAt">When it left.</param>
/// <param name="Carrier">The carrier; null when nobody has told.</param>
/// <param name="Waybills">The waybills; none when nobody has told.</param>
/// <param name="Items">What of the order is in it, by the channel's lines.</param>
public sealed record ParcelNews(OrderKey Order, Instant ShippedAt, CarrierId? Carrier, ValueList<Waybill> Waybills, ValueList<ParcelItem> Items);

/// <summary>A channel's line in a parcel.</summary>
/// <param name="Line">The line at the channel.</param>
/// <param name="Units">
/// Its units in the parcel. Of a bundle those whose first component is in it, so that the parcels of an order come to what was ordered: 0 where only other
/// components are.
/// </param>
public readonly record struct ParcelItem(LineId Line, Quantity Units)
{
    /// <summary>The serial numbers of the line's units in the parcel, as far as they are known.</summary>
    public ValueList<SerialNumber> Serials { get; init; }
}

/// <summary>A parcel that the channel has heard of.</summary>
/// <param name="Lines">The lines that were told; none for the whole order.</param>
/// <param name="Waybills">The waybills that were told.</param>
public sealed record ToldParcel(ValueList<LineId> Lines, ValueList<Waybill> Waybills);
