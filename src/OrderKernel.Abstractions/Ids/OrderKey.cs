namespace OrderKernel;

/// <summary>What makes a platform order the same order: tenant, channel, shop and the channel's order number.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Channel">The channel, as its profile names it.</param>
/// <param name="Shop">The shop at the channel.</param>
/// <param name="Number">The channel's order number.</param>
public readonly record struct OrderKey(TenantId Tenant, ChannelId Channel, ShopId Shop, OrderNumber Number) : IStreamKey
{
    /// <summary>The first 80 bits of the SHA-256 over the four parts, in lower-case Crockford base 32 (16 characters).</summary>
    /// <remarks>The parts are joined by a zero byte, which no part can hold. Source: vocabulary, "Order id".</remarks>
    public string Digest() =>
        KeyDigest.Of(string.Join("\0", Tenant.Value, Channel.Value, Shop.Value, Number.Value));

    /// <summary>The stream that holds the order's intake facts and events.</summary>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Order, Digest());

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Key("order", this);
}
