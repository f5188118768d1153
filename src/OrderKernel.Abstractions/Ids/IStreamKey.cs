namespace OrderKernel;

/// <summary>What names an aggregate: its tenant and the stream that holds it.</summary>
public interface IStreamKey
{
    /// <summary>The tenant.</summary>
    TenantId Tenant { get; }

    /// <summary>The stream that holds the aggregate.</summary>
    /// <exception cref="ArgumentException">A part of the key is unset (see <see cref="Missing"/>).</exception>
    StreamId Stream();

    /// <summary>What the key leaves out, such as an id that nobody set; null when it is whole.</summary>
    Refusal? Missing();
}

/// <summary>The key of an after-sales case: cases belong to an order.</summary>
/// <param name="Order">The stream of its order.</param>
/// <param name="Case">The case's id within the order.</param>
public readonly record struct CaseKey(StreamId Order, CaseId Case) : IStreamKey
{
    /// <inheritdoc/>
    public TenantId Tenant => Order.Tenant;

    /// <summary>The key of a case of an order.</summary>
    /// <param name="order">The order.</param>
    /// <param name="case">The case's id within the order.</param>
    public static CaseKey Of(OrderKey order, CaseId @case) => new(order.Stream(), @case);

    /// <summary>The key whose stream this is.</summary>
    /// <param name="stream">A stream.</param>
    /// <param name="key">The key.</param>
    /// <returns>False when the stream holds no case.</returns>
    public static bool TryParse(StreamId stream, out CaseKey key)
    {
        key = default;
        if (stream.Kind != StreamKinds.Case || stream.Key.IndexOf('.') is var dot && dot <= 0 || !CaseId.TryParse(stream.Key.Substring(dot + 1), out var id))
            return false;
        key = new(StreamId.Of(stream.Tenant, StreamKinds.Order, stream.Key.Substring(0, dot)), id);
        return true;
    }

    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Case, $"{Order.Key}.{Case}");

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Name("order", Order.Key) ?? Required.Id("case", Case);
}

/// <summary>The key of a stock reservation.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Reservation">The reservation's id.</param>
public readonly record struct ReservationKey(TenantId Tenant, ReservationId Reservation) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Reservation, Reservation.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("reservation", Reservation);
}

/// <summary>The key of a parcel's track.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Carrier">The carrier.</param>
/// <param name="Waybill">The waybill, unique to the carrier.</param>
public readonly record struct TrackKey(TenantId Tenant, CarrierId Carrier, Waybill Waybill) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Track, $"{Carrier}.{Waybill.Number}");

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("carrier", Carrier) ?? Required.Id("waybill", Waybill);
}

/// <summary>The key of one movement of stock that no reservation makes.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Movement">The movement's id: by it a repeat is known.</param>
public readonly record struct MovementKey(TenantId Tenant, MessageId Movement) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Stock, Movement.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("movement", Movement);
}

/// <summary>The key of one unit of goods that has a serial number.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Sku">The goods: two makers may use the same number.</param>
/// <param name="Serial">The unit's number, unique among the units of the SKU.</param>
public readonly record struct SerialKey(TenantId Tenant, SkuId Sku, SerialNumber Serial) : IStreamKey
{
    /// <inheritdoc/>
    // Both together may be longer than a key: the SKU stands in it by its digest.
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Serial, $"{Serial}.{KeyDigest.Of(Sku.Value)}");

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("sku", Sku) ?? Required.Id("serial", Serial);
}
