using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>How the number is made that channels are told of what a rule fits. Units are those of the channel SKU where nothing else is said.</summary>
/// <param name="Channel">The channel; null for all.</param>
/// <param name="Shop">The shop; null for all.</param>
/// <param name="Skus">Fits what consists of one of these SKUs of ours, alone or with others; null for whatever goods.</param>
/// <param name="Codes">Fits what is sold under one of these codes; null for whatever code.</param>
public sealed record PublicationRule(ChannelId? Channel, ShopId? Shop, ValueList<SkuId>? Skus, ValueList<string>? Codes)
{
    /// <summary>The share of whoever says none: all.</summary>
    public const int WholeBasisPoints = 10_000;

    /// <summary>The locations whose stock counts; null for all.</summary>
    public ValueList<LocationId>? Locations { get; init; }

    /// <summary>The pools whose stock counts; null for all, and for what lies in none.</summary>
    public ValueList<PoolId>? Pools { get; init; }

    /// <summary>Units of each of our SKUs that are not shown, taken off before the share.</summary>
    public long Buffer { get; init; }

    /// <summary>The share that is shown, 0 to 10 000; rounded down to a unit of our SKU.</summary>
    public int RatioBasisPoints { get; init; } = WholeBasisPoints;

    /// <summary>Units that are kept for each channel SKU which the rule decides, unseen by all others.</summary>
    public long Kept { get; init; }

    /// <summary>Units added to what is there, or with a minus taken off; never below zero.</summary>
    public long Plus { get; init; }

    /// <summary>At least so many are shown, if so many are there and kept for nobody else.</summary>
    public long Minimum { get; init; }

    /// <summary>At most so many are shown; null for no bound.</summary>
    public long? Maximum { get; init; }

    /// <summary>Below this number nothing is shown; 0 for no such bound.</summary>
    public long DelistBelow { get; init; }

    /// <summary>From this number on what was delisted is shown again; never less than <see cref="DelistBelow"/>.</summary>
    public long ListFrom { get; init; }

    /// <summary>Nothing is shown before; null for no such bound.</summary>
    public Instant? From { get; init; }

    /// <summary>Nothing is shown, or kept, from then on; null for no such bound.</summary>
    public Instant? Until { get; init; }

    /// <summary>Nothing is shown outside these hours; null for all hours.</summary>
    public BusinessCalendar? Hours { get; init; }

    /// <summary>Fixed numbers of campaigns, which no stock changes; their times do not overlap.</summary>
    public ValueList<PublicationLock> Locks { get; init; }

    /// <summary>True when the rule fits a shop, whatever is sold there.</summary>
    internal bool Fits(ChannelShop shop) => (Channel is not { } channel || channel == shop.Channel) && (Shop is not { } own || own == shop.Shop);

    /// <summary>True when the rule fits what a shop sells.</summary>
    internal bool Fits(Listing listing) => Fits(listing.Shop)
        && (Skus is not { } skus || listing.Goods.Items.Any(g => skus.Items.Contains(g.Sku)))
        && (Codes is not { } codes || codes.Items.Contains(listing.Code));

    /// <summary>True when stock of a cell counts.</summary>
    internal bool Counts(StockCell cell) => Counts(cell.Location, cell.Pool);

    /// <summary>True when stock of a pool at a location counts.</summary>
    internal bool Counts(LocationId location, PoolId pool) =>
        (Locations is not { } locations || locations.Items.Contains(location)) && (Pools is not { } pools || pools.Items.Contains(pool));
}

/// <summary>A number that holds during a campaign, whatever the stock.</summary>
/// <param name="From">The first instant.</param>
/// <param name="Until">The first instant behind it.</param>
/// <param name="Units">The number, not negative.</param>
public sealed record PublicationLock(Instant From, Instant Until, long Units);
