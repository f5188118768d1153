using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>One restriction 限购: in which ways goods may be bought, in which they may not, and how many at once.</summary>
/// <param name="Name">Its name, once in a document: holds and reasons name it.</param>
/// <param name="Skus">The goods; none for all.</param>
/// <param name="Channels">The channels of the orders that it binds; none for all.</param>
/// <param name="From">The first day on which orders that are placed are bound, in the shop's zone; null for always.</param>
/// <param name="Until">The last day; null for ever.</param>
/// <param name="Only">The ways in which the goods may be bought: one of them must fit; none when any may.</param>
/// <param name="Never">The ways in which they may not be bought.</param>
/// <param name="UnitsMax">The most units of each of the goods in one order, at least 1; null for no bound.</param>
/// <param name="Reason">Why, as a word of whoever declares it; for people.</param>
public sealed record PurchaseRestriction(string Name, ValueList<SkuId> Skus, ValueList<ChannelId> Channels, LocalDate? From, LocalDate? Until,
    ValueList<PurchaseWay> Only, ValueList<PurchaseWay> Never, long? UnitsMax, string Reason)
{
    /// <summary>True when the restriction binds goods of an order.</summary>
    /// <param name="sku">The goods.</param>
    /// <param name="facts">The order.</param>
    public bool Binds(SkuId sku, PurchaseFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return (Skus.IsEmpty || Skus.Items.Contains(sku)) && (Channels.IsEmpty || Channels.Items.Contains(facts.Channel))
            && !(facts.On < From) && !(facts.On > Until);
    }

    /// <summary>True when the goods may be bought from a location.</summary>
    internal bool Allows(PurchaseFacts facts, LocationPlace place) =>
        (Only.IsEmpty || Only.Items.Any(w => w.Fits(facts, place))) && !Never.Items.Any(w => w.Fits(facts, place));
}

/// <summary>A way of buying: who buys by which mode, where to, and where from. What is left out fits everything; of a list one entry must fit.</summary>
/// <param name="Modes">Tags of the order that say how it is bought or fetched, such as <c>pick-up</c> 自提 or <c>wholesale</c>.</param>
/// <param name="Regions">Regions of the destination: provinces, cities, districts or countries; <c>广东/深圳</c> for a place within another.</param>
/// <param name="Locations">Areas or locations of the network from which the goods come.</param>
/// <param name="Kinds">Kinds of locations from which the goods come.</param>
public sealed record PurchaseWay(ValueList<OrderTag> Modes, ValueList<string> Regions, ValueList<LocationId> Locations, ValueList<LocationKind> Kinds)
{
    /// <summary>True when the way says nothing of the location.</summary>
    public bool IsAnywhere => Locations.IsEmpty && Kinds.IsEmpty;

    /// <summary>True when an order is bought in this way, whatever location it comes from.</summary>
    internal bool Fits(PurchaseFacts facts) =>
        (Modes.IsEmpty || Modes.Items.Any(m => facts.Tags.Items.Contains(m))) && (Regions.IsEmpty || Regions.Items.Any(r => IsIn(r, facts.Regions)));

    internal bool Fits(PurchaseFacts facts, LocationPlace place) => Fits(facts)
        && (Locations.IsEmpty || Locations.Items.Any(place.IsIn)) && (Kinds.IsEmpty || Kinds.Items.Contains(place.Kind));

    /// <summary>True when every purchase that fits the other way fits this one, as far as their words tell.</summary>
    internal bool Covers(PurchaseWay other) => Covers(Modes, other.Modes) && Covers(Regions, other.Regions) && Covers(Locations, other.Locations)
        && Covers(Kinds, other.Kinds);

    private static bool Covers<T>(ValueList<T> mine, ValueList<T> others) =>
        mine.IsEmpty || (!others.IsEmpty && others.Items.All(o => mine.Items.Contains(o)));

    private static bool IsIn(string region, ValueList<string> levels) =>
        region.Split('/').All(part => levels.Items.Any(level => OrderKernel.Regions.AreSame(part, level)));
}

/// <summary>What restrictions ask of an order.</summary>
/// <param name="Channel">Its channel.</param>
/// <param name="Tags">Its tags.</param>
/// <param name="Regions">The names of its destination, such as country, province, city and district; none when it is unknown: then no region fits.</param>
/// <param name="On">The day on which it was placed, in the shop's zone.</param>
public sealed record PurchaseFacts(ChannelId Channel, ValueList<OrderTag> Tags, ValueList<string> Regions, LocalDate On);

/// <summary>What a restriction forbids of an order.</summary>
/// <param name="Restriction">The restriction's name.</param>
/// <param name="Sku">The goods.</param>
/// <param name="Location">The location from which they may not come; null for anywhere.</param>
/// <param name="Why">With the code, <see cref="InventoryCodes.PurchaseRestricted"/> or <see cref="InventoryCodes.PurchaseUnitsOver"/>.</param>
public sealed record PurchaseBan(string Restriction, SkuId Sku, LocationId? Location, Reason Why);
