using System.Diagnostics.CodeAnalysis;

namespace OrderKernel.Channels;

/// <summary>Which of our SKUs, or bundle of them, a channel's or merchant's code means.</summary>
public sealed class SkuMap
{
    /// <summary>The schema that a SKU map document names.</summary>
    public const string Schema = "sku-map-1.json";

    private readonly Dictionary<(string Channel, string Code), ValueList<BundleComponent>> _items;

    private SkuMap(Dictionary<(string, string), ValueList<BundleComponent>> items, bool isSameOtherwise, ValueList<SkuMapping> mappings) =>
        (_items, IsSameOtherwise, Items) = (items, isSameOtherwise, mappings);

    /// <summary>A map in which every code is its own SKU.</summary>
    public static SkuMap Same { get; } = new([], true, []);

    /// <summary>True when a code that is not listed is its own SKU; else it parks the order.</summary>
    public bool IsSameOtherwise { get; }

    /// <summary>The listed codes in the document's order.</summary>
    public ValueList<SkuMapping> Items { get; }

    /// <summary>The number of listed codes.</summary>
    public int Count => _items.Count;

    /// <summary>Reads a SKU map document; problems are listed all at once with their paths.</summary>
    /// <param name="utf8">The document's bytes, UTF-8, with or without byte-order mark.</param>
    /// <remarks>Refuses with: <see cref="KernelCodes.DocumentInvalid"/>.</remarks>
    public static Result<PolicyDocument<SkuMap>> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.Load(utf8, Schema, Read);

    /// <summary>What one unit of a code consists of; entries of the channel go before those of all channels.</summary>
    /// <param name="channel">The channel that uses the code.</param>
    /// <param name="code">The channel's code of the goods, with the same case.</param>
    /// <param name="goods">The components of one unit; null where the answer is false.</param>
    public bool TryFind(ChannelId channel, string code, [NotNullWhen(true)] out ValueList<BundleComponent>? goods)
    {
        if (_items.Count > 0 && (_items.TryGetValue((channel.Value, code), out var found) || _items.TryGetValue(("*", code), out found)))
        {
            goods = found;
            return true;
        }

        goods = IsSameOtherwise && SkuId.TryParse(code, out var sku) ? [new BundleComponent(sku, Quantity.Of(1))] : (ValueList<BundleComponent>?)null;
        return goods is not null;
    }

    private static SkuMap Read(DocumentReader reader)
    {
        var items = new Dictionary<(string, string), ValueList<BundleComponent>>();
        var mappings = new List<SkuMapping>();
        foreach (var item in reader.Children("items"))
        {
            var channel = item.Text("channel");
            var code = item.Text("code");
            var goods = item.Has("bundle") ? Bundle(item) : Single(item);
            item.Close();
            if (channel is null || code is null || goods is not { } found) continue;
            if (items.TryAdd((channel, code), found)) mappings.Add(new(channel, code, found));
            else item.Report("code", ChannelsCodes.SkuDuplicate, ("channel", channel), ("code", code));
        }

        var otherwise = reader.TextOrNull("otherwise") ?? "park";
        if (otherwise is not ("park" or "same")) reader.Report("otherwise", KernelCodes.DocumentValueInvalid, ("value", otherwise), ("expected", "park|same"));
        return new(items, otherwise == "same", mappings.ToValueList());
    }

    private static ValueList<BundleComponent>? Single(DocumentReader item) =>
        Sku(item) is { } sku ? new ValueList<BundleComponent>().Add(new(sku, Quantity.Of(1))) : null;

    private static ValueList<BundleComponent>? Bundle(DocumentReader item)
    {
        var goods = new ValueList<BundleComponent>();
        foreach (var part in item.Children("bundle"))
        {
            var sku = Sku(part);
            var quantity = part.Whole("quantity", atLeast: 1, atMost: 1_000_000);
            part.Close();
            if (sku is { } s && quantity is { } q) goods = goods.Add(new(s, Quantity.Of(q)));
        }

        if (goods.IsEmpty) item.Report("bundle", KernelCodes.DocumentValueInvalid, ("value", "[]"), ("expected", "at least one SKU"));
        return goods;
    }

    private static SkuId? Sku(DocumentReader reader)
    {
        var text = reader.Text("sku");
        if (text is null) return null;
        if (SkuId.TryParse(text, out var sku)) return sku;
        reader.Report("sku", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "SKU id"));
        return null;
    }
}

/// <summary>What one code means.</summary>
/// <param name="Channel">The channel that uses the code; <c>*</c> for all.</param>
/// <param name="Code">The channel's or merchant's code.</param>
/// <param name="Goods">What one unit consists of.</param>
public sealed record SkuMapping(string Channel, string Code, ValueList<BundleComponent> Goods);
