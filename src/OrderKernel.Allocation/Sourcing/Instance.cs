namespace OrderKernel.Allocation;

/// <summary>One order's problem as arrays: items (loose SKUs, then groups), candidate locations, and pairs of location and carrier with their prices.</summary>
/// <remarks>Locations and, within one, pairs stand in ordinal order, so that numbers compare as ids do.</remarks>
internal sealed class Instance
{
    public Instance(Demand demand, Network network, int zone, string province)
    {
        (Demand, Network, Zone, Province) = (demand, network, zone, province);
        Skus = demand.Skus.Length;
        Items = Skus + demand.Groups;
        Known = new NetworkSku[Skus];
        for (var s = 0; s < Skus; s++) Known[s] = network.Sku(demand.Skus[s]);
        Need = new long[Items];
        Penalty = new long[Items];
        GroupNeed = new long[demand.Groups * Skus];
        for (var i = 0; i < demand.Lines.Length; i++)
        {
            var (sku, group, units) = (demand.SkuOfLine[i], demand.GroupOfLine[i], demand.Lines[i].Quantity.Units);
            if (group < 0) Need[sku] = checked(Need[sku] + units);
            else GroupNeed[(group * Skus) + sku] = checked(GroupNeed[(group * Skus) + sku] + units);
        }
    }

    public Demand Demand { get; }

    public Network Network { get; }

    public int Zone { get; }

    /// <summary>The destination without its suffix.</summary>
    public string Province { get; }

    /// <summary>SKUs; item numbers below it are loose SKUs, possibly of no units.</summary>
    public int Skus { get; }

    public int Items { get; }

    /// <summary>What the network knows of each SKU.</summary>
    public NetworkSku[] Known { get; }

    /// <summary>Units of each item; a group counts as one.</summary>
    public long[] Need { get; }

    /// <summary>What a unit of each item costs when it stays unfilled.</summary>
    public long[] Penalty { get; }

    /// <summary>Units of each SKU in each group, a group a row.</summary>
    public long[] GroupNeed { get; }

    /// <summary>Candidate locations as numbers of the network.</summary>
    public int[] Locations { get; set; } = [];

    /// <summary>What each candidate may give of each SKU, a SKU a row.</summary>
    public long[] Stock { get; set; } = [];

    /// <summary>The first pair of each candidate; one more entry than candidates.</summary>
    public int[] PairStart { get; set; } = [];

    /// <summary>The carrier of each pair.</summary>
    public int[] PairCarrier { get; set; } = [];

    /// <summary>The fixed price of each pair plus the split penalty.</summary>
    public long[] Fixed { get; set; } = [];

    /// <summary>The price of a unit of each item by each pair, an item a row.</summary>
    public long[] UnitCost { get; set; } = [];

    /// <summary>Pairs that another carrier of the same location beats whatever they carry.</summary>
    public bool[] Dominated { get; set; } = [];

    public int Pairs => PairCarrier.Length;
}
