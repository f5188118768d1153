using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>The address of one event stream: tenant, kind and key. <c>default</c> is unset.</summary>
[JsonConverter(typeof(StreamIdConverter))]
public readonly record struct StreamId : IComparable<StreamId>
{
    private StreamId(TenantId tenant, string kind, string key) => (Tenant, Kind, Key) = (tenant, kind, key);

    /// <summary>The tenant; it is also the partition whose heads are anchored.</summary>
    public TenantId Tenant { get; }

    /// <summary>The kind, such as those of <see cref="StreamKinds"/>.</summary>
    public string Kind { get; }

    /// <summary>The key within tenant and kind.</summary>
    public string Key { get; }

    /// <summary>A stream's address.</summary>
    /// <param name="tenant">Whose stream it is.</param>
    /// <param name="kind">One of <see cref="StreamKinds"/>, or a host's own; without a slash.</param>
    /// <param name="key">What tells the streams of one kind apart; it may hold slashes.</param>
    /// <exception cref="ArgumentException">The tenant is unset, or kind or key is no valid id or holds a slash.</exception>
    public static StreamId Of(TenantId tenant, string kind, string key)
    {
        if (tenant.Value is null) throw new ArgumentException("A tenant is required.", nameof(tenant));
        if (!IdText.IsValid(kind) || kind.Contains('/')) throw new ArgumentException($"'{kind}' is no stream kind.", nameof(kind));
        if (!IdText.IsValid(key)) throw new ArgumentException($"'{key}' is no stream key.", nameof(key));
        return new(tenant, kind, key);
    }

    /// <summary>Ordinal order of tenant, kind, key.</summary>
    public int CompareTo(StreamId other)
    {
        var byTenant = Tenant.CompareTo(other.Tenant);
        if (byTenant != 0) return byTenant;
        var byKind = string.CompareOrdinal(Kind, other.Kind);
        return byKind != 0 ? byKind : string.CompareOrdinal(Key, other.Key);
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Tenant}/{Kind}/{Key}";
}

/// <summary>The kinds of stream that the family writes.</summary>
public static class StreamKinds
{
    /// <summary>A platform order: intake facts, order events and its shipments.</summary>
    public const string Order = "order";

    /// <summary>A stock reservation.</summary>
    public const string Reservation = "reservation";

    /// <summary>An after-sales case.</summary>
    public const string Case = "case";

    /// <summary>A parcel's track.</summary>
    public const string Track = "track";

    /// <summary>An approval process.</summary>
    public const string Approval = "approval";

    /// <summary>A stock adjustment with its approval.</summary>
    public const string Adjustment = "adjustment";

    /// <summary>One movement of stock that no reservation made.</summary>
    public const string Stock = "stock";

    /// <summary>What a shop was told of stock.</summary>
    public const string Publication = "publication";

    /// <summary>What outside stock masters said of a location.</summary>
    public const string Snapshot = "snapshot";

    /// <summary>A stock-take.</summary>
    public const string StockTake = "stock-take";

    /// <summary>Goods that a supplier is to bring.</summary>
    public const string Inbound = "inbound";

    /// <summary>Goods that go from one location of ours to another.</summary>
    public const string Transfer = "transfer";

    /// <summary>What an order waits for until there is stock.</summary>
    public const string Backorder = "backorder";

    /// <summary>To whom the stock of a SKU was given that orders waited for.</summary>
    public const string GivingOut = "giving-out";

    /// <summary>Stock of a SKU that orders gave up for others.</summary>
    public const string Rebalancing = "rebalancing";

    /// <summary>One unit of goods with a serial number: with whom it is.</summary>
    public const string Serial = "serial";
}
