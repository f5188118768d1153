namespace OrderKernel.Allocation;

/// <summary>The refusal, finding and reason codes of sourcing decisions.</summary>
public static class AllocationCodes
{
    /// <summary>A network document names something that it does not declare.</summary>
    public const string NetworkNameUnknown = "allocation.network-name-unknown";

    /// <summary>A network document declares something twice.</summary>
    public const string NetworkRepeated = "allocation.network-repeated";

    /// <summary>A network document has no location.</summary>
    public const string NetworkWithoutLocation = "allocation.network-without-location";

    /// <summary>A location or an area of a network document lies in itself.</summary>
    public const string NetworkTreeLoops = "allocation.network-tree-loops";

    /// <summary>A ban of a network document forbids nothing in particular.</summary>
    public const string BanForNothing = "allocation.ban-for-nothing";

    /// <summary>A request has no units.</summary>
    public const string NothingToPlan = "allocation.nothing-to-plan";

    /// <summary>The destination is in no zone.</summary>
    public const string RegionUnknown = "allocation.region-unknown";

    /// <summary>The costs of a request pass 64 bits.</summary>
    public const string CostOverflow = "allocation.cost-overflow";

    /// <summary>The network does not know a SKU: it is planned with the default weight, from any location that has it.</summary>
    public const string SkuUnknown = "allocation.sku-unknown";

    /// <summary>Units that no location serves at a price below their penalty.</summary>
    public const string Unfilled = "allocation.unfilled";

    /// <summary>The search budget ended before the plan was proven cheapest.</summary>
    public const string Bounded = "allocation.bounded";

    /// <summary>A location ships a part of the order.</summary>
    public const string Ships = "allocation.ships";

    /// <summary>A location is closed.</summary>
    public const string LocationClosed = "allocation.location-closed";

    /// <summary>A location may not ship to the destination.</summary>
    public const string RegionBanned = "allocation.region-banned";

    /// <summary>No carrier has a tariff from the location to the destination.</summary>
    public const string NoTariff = "allocation.no-tariff";

    /// <summary>What is wanted may not be bought from the location at the destination.</summary>
    public const string PurchaseRestricted = "allocation.purchase-restricted";

    /// <summary>The location never ships what is wanted.</summary>
    public const string NotStockedHere = "allocation.not-stocked-here";

    /// <summary>The location has nothing of what is wanted.</summary>
    public const string NoStock = "allocation.no-stock";

    /// <summary>The location has a part of what must travel together, and nothing else that is wanted.</summary>
    public const string GroupIncomplete = "allocation.group-incomplete";

    /// <summary>The location could serve, but only at a higher cost.</summary>
    public const string Dominated = "allocation.dominated";
}
