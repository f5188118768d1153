using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Feeds;

/// <summary>A feed of a shop that is pulled.</summary>
/// <param name="Shop">The shop.</param>
/// <param name="Profile">The name of the profile that reads it, one whose <c>pulls</c> name the feed.</param>
/// <param name="Feed">The feed, such as <c>orders</c>.</param>
/// <param name="Since">From when on changes are wanted, where the feed was never pulled.</param>
public sealed record PulledFeed(ShopContext Shop, string Profile, string Feed, Instant Since)
{
    /// <summary>What tells the feed apart: tenant, shop, profile and feed, a line each.</summary>
    public string Key => $"{Shop.Tenant}\n{Shop.Shop}\n{Profile}\n{Feed}";
}
