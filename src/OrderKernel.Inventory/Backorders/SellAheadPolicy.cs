namespace OrderKernel.Inventory;

/// <summary>By what those who wait for stock are put in their order. 0 is unset.</summary>
public enum GiveOutBy
{
    /// <summary>The promise: the earliest first, those without one last.</summary>
    Promise = 1,

    /// <summary>The class of the order: the first tag of the document's that it bears.</summary>
    Priority = 2,

    /// <summary>The instant of the payment: the earliest first.</summary>
    Payment = 3,
}

/// <summary>What may be sold before it is there, of which SKUs and to which channels.</summary>
/// <param name="Channel">The channel; null for all.</param>
/// <param name="Skus">The SKUs; null for all.</param>
/// <param name="Cap">The most units of a SKU that are promised at a time, to all channels together.</param>
/// <param name="ChannelCap">The most of these to one channel; null for no bound of its own.</param>
/// <param name="AfterInboundDays">Days from the instant at which goods are expected to the promise; null where it needs no goods to come.</param>
/// <param name="WithinDays">Days from the sale to the promise; null where it follows from goods to come.</param>
public sealed record SellAheadRule(ChannelId? Channel, ValueList<SkuId>? Skus, long Cap, long? ChannelCap, int? AfterInboundDays, int? WithinDays);

/// <summary>What may be sold before it is there 预售, for when it is promised, and in which order stock that arrives is given out.</summary>
/// <param name="HorizonDays">For how many days goods to come are looked at.</param>
/// <param name="Order">By what those who wait are put in their order, the first first; the order's key is the last.</param>
/// <param name="Priority">The tags of orders that come first, the first first; those without come after them.</param>
/// <param name="Rules">The rules; the first that fits a channel and a SKU decides, and without one nothing is sold ahead.</param>
public sealed record SellAheadPolicy(int HorizonDays, ValueList<GiveOutBy> Order, ValueList<OrderTag> Priority, ValueList<SellAheadRule> Rules)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "sell-ahead-1.json";

    private const int DaysMax = 3_650;
    private const long UnitsMax = 1_000_000_000;

    /// <summary>The policy that holds when a host brings none: nothing is sold ahead; promise, VIP, payment.</summary>
    public static PolicyDocument<SellAheadPolicy> Default { get; } = LoadDefault();

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>, whose reasons list every problem with its path; among them
    /// <see cref="InventoryCodes.AheadPromiseUnclear"/> and <see cref="InventoryCodes.AheadOrderRepeated"/>.</remarks>
    public static Result<PolicyDocument<SellAheadPolicy>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>The rule that decides for a channel and a SKU; null where none fits.</summary>
    /// <param name="channel">The channel.</param>
    /// <param name="sku">The SKU.</param>
    public SellAheadRule? RuleOf(ChannelId channel, SkuId sku) => Rules.Items.FirstOrDefault(r =>
        (r.Channel is not { } own || own == channel) && (r.Skus is not { } skus || skus.Items.Contains(sku)));

    /// <summary>The class of an order: the first tag that it bears, and after all tags where it bears none.</summary>
    /// <param name="tags">The order's tags.</param>
    public int PriorityOf(ValueList<OrderTag> tags)
    {
        for (var i = 0; i < Priority.Count; i++)
        {
            if (tags.Items.Contains(Priority[i])) return i;
        }

        return Priority.Count;
    }

    private static SellAheadPolicy Read(DocumentReader root)
    {
        var days = root.WholeOrNull("horizonDays", 1, DaysMax) ?? 90;
        var order = new List<GiveOutBy>();
        var words = root.Texts("order");
        for (var i = 0; i < words.Count; i++)
        {
            if (!Enum.TryParse<GiveOutBy>(words[i], out var by) || words[i] != by.ToString())
                root.ReportAt($"{root.Path}.order[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "Promise|Priority|Payment"));
            else if (order.Contains(by)) root.ReportAt($"{root.Path}.order[{i}]", InventoryCodes.AheadOrderRepeated, ("by", by));
            else order.Add(by);
        }

        if (order.Count == 0) order.AddRange([GiveOutBy.Promise, GiveOutBy.Priority, GiveOutBy.Payment]);
        var priority = Ids(root, "priority", static (string t, out OrderTag tag) => OrderTag.TryParse(t, out tag));
        return new((int)days, order.ToValueList(), priority ?? [], root.Children("rules").Select(Rule).ToValueList());
    }

    private static SellAheadRule Rule(DocumentReader entry)
    {
        var channel = entry.TextOrNull("channel");
        ChannelId? id = null;
        if (channel is not null && ChannelId.TryParse(channel, out var known)) id = known;
        else if (channel is not null) entry.Report("channel", KernelCodes.DocumentValueInvalid, ("value", channel), ("expected", "id"));
        var skus = Ids(entry, "skus", static (string t, out SkuId sku) => SkuId.TryParse(t, out sku));
        var (cap, channelCap) = (entry.Whole("cap", 0, UnitsMax), entry.WholeOrNull("channelCap", 0, UnitsMax));
        var (after, within) = (entry.WholeOrNull("afterInboundDays", 0, DaysMax), entry.WholeOrNull("withinDays", 1, DaysMax));
        if (after is null == within is null) entry.ReportAt(entry.Path, InventoryCodes.AheadPromiseUnclear);
        entry.Close();
        return new(id, skus, cap ?? 0, channelCap, (int?)after, (int?)within);
    }

    private delegate bool Parsing<T>(string text, out T id);

    private static ValueList<T>? Ids<T>(DocumentReader from, string name, Parsing<T> parse)
    {
        if (!from.Has(name)) return null;
        var (ids, texts) = (new List<T>(), from.Texts(name));
        for (var i = 0; i < texts.Count; i++)
        {
            if (parse(texts[i], out var id)) ids.Add(id);
            else from.ReportAt($"{from.Path}.{name}[{i}]", KernelCodes.DocumentValueInvalid, ("value", texts[i]), ("expected", "id"));
        }

        return ids.ToValueList();
    }

    private static PolicyDocument<SellAheadPolicy> LoadDefault()
    {
        using var stream = typeof(SellAheadPolicy).Assembly.GetManifestResourceStream("Documents/sell-ahead.json")!;
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return Load(copy.ToArray()).OrUnreachable("Embedded documents load");
    }
}
