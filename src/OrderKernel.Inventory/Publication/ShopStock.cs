using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>The key of what a shop was told of stock.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Shop">The shop.</param>
public readonly record struct ShopStockKey(TenantId Tenant, ChannelShop Shop) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Publication, $"{Shop.Channel}/{Shop.Shop}");

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("channel", Shop.Channel) ?? Required.Id("shop", Shop.Shop);
}

/// <summary>What a shop was told last of each of its channel SKUs.</summary>
/// <param name="Numbers">One a channel SKU, in the order of the codes.</param>
public sealed record ShopStock(ValueList<PublishedUnits> Numbers)
{
    /// <summary>How a shop's numbers are kept: what is told is what happens.</summary>
    public static Decider<ShopStock, StockPublished, StockPublished, PolicyReference> Decider { get; } = new(StreamKinds.Publication, PublicationEvents.Codec,
        Evolve, static (state, told, rules, _) => new Handled<ShopStock, StockPublished>(new([told], [], [rules]), Evolve(state, told)), Replay);

    private static ShopStock Evolve(ShopStock? state, StockPublished happened) => Of((state?.Numbers ?? []).AddRange(happened.Numbers));

    private static ShopStock? Replay(IEnumerable<StockPublished> all)
    {
        var numbers = all.SelectMany(h => h.Numbers.Items).ToList();
        return numbers.Count == 0 ? null : Of(numbers);
    }

    /// <summary>The last number of each code.</summary>
    private static ShopStock Of(IEnumerable<PublishedUnits> told)
    {
        var last = new SortedDictionary<string, PublishedUnits>(StringComparer.Ordinal);
        foreach (var number in told) last[number.Code] = number;
        return new(last.Values.ToValueList());
    }
}

/// <summary><c>inventory.stock-published</c>: a shop is told of stock.</summary>
/// <param name="Numbers">The numbers that are others than before, each code once.</param>
public sealed record StockPublished(ValueList<PublishedUnits> Numbers);

/// <summary>The stable names of what shops are told, and their canonical bytes.</summary>
public static class PublicationEvents
{
    private static PublicationJsonContext Json { get; } = new(CanonicalJson.Options(CanonicalJson.ListOf<PublishedUnits>()));

    /// <summary>The events of a shop's stream.</summary>
    public static EventCodec<StockPublished> Codec { get; } = new EventCodec<StockPublished>().With("inventory.stock-published", () => Json.StockPublished);
}

[JsonSerializable(typeof(StockPublished))]
[JsonSerializable(typeof(PublishedUnits))]
internal sealed partial class PublicationJsonContext : JsonSerializerContext;
