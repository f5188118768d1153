using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Whose records are read: the tenant, the shop and its zone.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Shop">The shop at the channel.</param>
public sealed record ShopContext(TenantId Tenant, ShopId Shop)
{
    /// <summary>The shop's zone, for the creation day in order ids; null for the profile's.</summary>
    public DateTimeZone? Zone { get; init; }
}
