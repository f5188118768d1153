namespace OrderKernel.Channels;

/// <summary>The channel and shop that an order is from, as ids where they are known, else in the words of the systems that tell of it.</summary>
/// <remarks><c>default</c> is unset.</remarks>
/// <param name="Channel">The channel.</param>
/// <param name="Shop">The shop.</param>
public readonly record struct OrderSource(string Channel, string Shop);

/// <summary>Which channel and shop the words of other systems mean: shops are called by their own id, or by names that somebody gave them.</summary>
public sealed class OrderSources
{
    private readonly Dictionary<string, OrderSource> _names;
    private readonly OrderSource[] _shops;

    /// <summary>Sources.</summary>
    /// <param name="shops">The shops of which there are files of the channel; none where there is no such side.</param>
    /// <param name="names">What other systems call channels and shops; case does not count.</param>
    public OrderSources(IEnumerable<OrderSource> shops, IEnumerable<KeyValuePair<string, OrderSource>>? names = null)
    {
        ArgumentNullException.ThrowIfNull(shops);
        _names = new(StringComparer.OrdinalIgnoreCase);
        foreach (var pair in names ?? []) _names[pair.Key.Trim()] = pair.Value;
        _shops = [.. shops.Concat(_names.Values).Distinct()];
    }

    /// <summary>False where nothing is known of any shop: words stand for themselves then, and none is unknown.</summary>
    public bool AreKnown => _shops.Length > 0;

    /// <summary>Parts the records of one order number into orders: the same number may stand for orders of two shops.</summary>
    /// <param name="records">All records of one number, of all sides.</param>
    /// <returns>The orders, by source; one whose source nobody knows last.</returns>
    public IReadOnlyList<SourcedOrder> Part(IReadOnlyList<SideRecord> records)
    {
        ArgumentNullException.ThrowIfNull(records);
        var orders = new SortedDictionary<OrderSource, SourcedOrder>(Comparer<OrderSource>.Create(Compare));
        List<SideRecord> untold = [], unknown = [];
        foreach (var record in records)
        {
            if (record.Source is not ({ Channel: not null } or { Shop: not null })) untold.Add(record);
            else if (Find(record.Source.Value) is not { } source) unknown.Add(record);
            else if (orders.TryGetValue(source, out var order)) order.Own.Add(record);
            else orders.Add(source, new(source, [record], []));
        }

        var only = orders.Count == 1 ? orders.Values.First() : null;
        if (only is not null)
        {
            // A number that one shop has is that shop's order where a system does not tell shops.
            only.Own.AddRange(untold);
            untold.Clear();
            // Under a shop that nobody knows it may be that order or another: it stands beside it, and is not compared.
            var had = new HashSet<DiagnosisSide>(only.Own.Select(r => r.Side));
            only.Strange.AddRange(unknown.Where(r => !had.Contains(r.Side)));
            unknown.RemoveAll(r => !had.Contains(r.Side));
        }
        else if (orders.Count > 1)
        {
            // Which of the orders of this number it is, nobody says.
            unknown.AddRange(untold);
            untold.Clear();
        }

        var parted = orders.Values.ToList();
        if (untold.Count + unknown.Count > 0) parted.Add(new(null, untold, unknown));
        return parted;
    }

    private OrderSource? Find(RecordSource told)
    {
        if (!AreKnown) return new(told.Channel ?? "", told.Shop ?? "");
        if (_names.TryGetValue((told.Shop ?? told.Channel)!.Trim(), out var named)) return named;
        OrderSource? found = null;
        foreach (var shop in _shops)
        {
            if (!(Is(told.Shop, shop.Shop) && Is(told.Channel, shop.Channel))) continue;
            if (found is not null) return null;
            found = shop;
        }

        return found;
    }

    private static bool Is(string? word, string id) => word is null || string.Equals(word.Trim(), id, StringComparison.OrdinalIgnoreCase);

    private static int Compare(OrderSource a, OrderSource b) =>
        string.CompareOrdinal(a.Channel, b.Channel) is not 0 and var order ? order : string.CompareOrdinal(a.Shop, b.Shop);
}

/// <summary>The records of one order.</summary>
public sealed class SourcedOrder
{
    internal SourcedOrder(OrderSource? source, List<SideRecord> own, List<SideRecord> strange) => (Source, Own, Strange) = (source, own, strange);

    /// <summary>Where it is from; null where nobody knows.</summary>
    public OrderSource? Source { get; }

    internal List<SideRecord> Own { get; }

    /// <summary>Records of its number under a source that nobody knows.</summary>
    internal List<SideRecord> Strange { get; }
}
