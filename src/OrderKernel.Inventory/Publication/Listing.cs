using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>A shop of a channel.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Shop">The shop.</param>
public readonly record struct ChannelShop(ChannelId Channel, ShopId Shop) : IComparable<ChannelShop>
{
    /// <summary>Ordinal order of channel, then shop.</summary>
    public int CompareTo(ChannelShop other) => Channel != other.Channel ? Channel.CompareTo(other.Channel) : Shop.CompareTo(other.Shop);
}

/// <summary>A channel SKU: what a shop sells under one code, and which of our goods one unit of it consists of.</summary>
/// <param name="Shop">The shop that sells it.</param>
/// <param name="Code">The channel's or merchant's code, as the SKU map has it.</param>
/// <param name="Goods">The components of one unit, at least one; a SKU that is named twice is summed.</param>
public sealed record Listing(ChannelShop Shop, string Code, ValueList<BundleComponent> Goods);

/// <summary>What a channel was told last of one of its SKUs.</summary>
/// <param name="Code">The channel's or merchant's code.</param>
/// <param name="Units">The number, in units of the channel SKU.</param>
/// <param name="IsDelisted">True when the number fell below the delisting threshold: it is zero until the listing threshold is reached.</param>
public sealed record PublishedUnits(string Code, Quantity Units,
    [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsDelisted = false);
