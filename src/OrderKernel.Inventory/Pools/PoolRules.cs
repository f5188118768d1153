namespace OrderKernel.Inventory;

/// <summary>From which pools of a location an order is served, and in which order: what one sells the other does not eat, unless a rule allows it.</summary>
/// <param name="Rules">The rules; the first that fits decides.</param>
/// <param name="Otherwise">The pools of an order that no rule fits.</param>
public sealed record PoolRules(ValueList<PoolRule> Rules, ValueList<PoolId> Otherwise)
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "pools-1.json";

    /// <summary>The name under which the stock of a location that is in no pool is said: <c>common</c>. Its cells have an unset pool.</summary>
    public static PoolId Common { get; } = PoolId.Of("common");

    /// <summary>The rules that hold when a host brings none: stock that is in no pool, and no other.</summary>
    public static PolicyDocument<PoolRules> Default { get; } = LoadDefault();

    /// <summary>Reads and checks a document as a whole.</summary>
    /// <param name="utf8">The document's bytes.</param>
    /// <returns>The rules, or a refusal whose reasons list all problems, <see cref="InventoryCodes.PoolRuleShadowed"/> among them.</returns>
    public static Result<PolicyDocument<PoolRules>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>The pools for an order, the first to be served from first.</summary>
    /// <param name="channel">Its channel.</param>
    /// <param name="shop">Its shop.</param>
    /// <param name="tags">Its tags.</param>
    public ValueList<PoolId> For(ChannelId channel, ShopId shop, ValueList<OrderTag> tags)
    {
        foreach (var rule in Rules)
        {
            if (rule.Fits(channel, shop, tags)) return rule.Pools;
        }

        return Otherwise;
    }

    /// <summary>The pools that are named, each once, in the order in which they are.</summary>
    public ValueList<PoolId> Named =>
        Rules.Items.SelectMany(r => r.Pools.Items).Concat(Otherwise.Items).Where(p => p != Common).Distinct().ToValueList();

    private static PoolRules Read(DocumentReader root)
    {
        var rules = new List<PoolRule>();
        foreach (var entry in root.Children("rules"))
        {
            var rule = new PoolRule(Id<ChannelId>(entry, "channel", ChannelId.TryParse), Id<ShopId>(entry, "shop", ShopId.TryParse),
                Id<OrderTag>(entry, "tag", OrderTag.TryParse), Pools(entry, "pools"));
            var before = rules.FindIndex(r => r.Covers(rule));
            if (before >= 0) entry.ReportAt(entry.Path, InventoryCodes.PoolRuleShadowed, ("before", $"$.rules[{before}]"));
            entry.Close();
            rules.Add(rule);
        }

        return new(rules.ToValueList(), root.Has("otherwise") ? Pools(root, "otherwise") : [Common]);
    }

    /// <summary>The pool of the cells that a name means.</summary>
    internal static PoolId CellPool(PoolId named) => named == Common ? default : named;

    private static ValueList<PoolId> Pools(DocumentReader from, string name)
    {
        var (pools, texts) = (new List<PoolId>(), from.Texts(name));
        if (texts.Count == 0) from.Report(name, KernelCodes.DocumentPropertyMissing);
        for (var i = 0; i < texts.Count; i++)
        {
            if (!PoolId.TryParse(texts[i], out var pool) || pools.Contains(pool))
                from.ReportAt($"{from.Path}.{name}[{i}]", KernelCodes.DocumentValueInvalid, ("value", texts[i]), ("expected", "a pool, each once"));
            else pools.Add(pool);
        }

        return pools.ToValueList();
    }

    private delegate bool Parse<T>(string? text, out T id);

    private static T? Id<T>(DocumentReader entry, string name, Parse<T> parse) where T : struct
    {
        if (entry.TextOrNull(name) is not { } text) return null;
        if (parse(text, out var id)) return id;
        entry.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
        return null;
    }

    private static PolicyDocument<PoolRules> LoadDefault()
    {
        using var stream = typeof(PoolRules).Assembly.GetManifestResourceStream("Documents/pools.json")!;
        var bytes = new byte[stream.Length];
        var read = 0;
        while (read < bytes.Length) read += stream.Read(bytes, read, bytes.Length - read);
        return Load(bytes).OrUnreachable("Embedded documents load");
    }
}

/// <summary>The pools for orders of a channel, a shop or a tag.</summary>
/// <param name="Channel">The channel; null for all.</param>
/// <param name="Shop">The shop; null for all.</param>
/// <param name="Tag">A tag that the order bears; null for any order.</param>
/// <param name="Pools">The pools, the first to be served from first.</param>
public sealed record PoolRule(ChannelId? Channel, ShopId? Shop, OrderTag? Tag, ValueList<PoolId> Pools)
{
    internal bool Fits(ChannelId channel, ShopId shop, ValueList<OrderTag> tags) =>
        (Channel is null || Channel == channel) && (Shop is null || Shop == shop) && (Tag is not { } tag || tags.Items.Contains(tag));

    internal bool Covers(PoolRule other) =>
        (Channel is null || Channel == other.Channel) && (Shop is null || Shop == other.Shop) && (Tag is null || Tag == other.Tag);
}
