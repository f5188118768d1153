using System.Text.Json.Serialization;
using NodaTime;

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

/// <summary>What a shop was told last of each of its channel SKUs, and what came of it.</summary>
/// <param name="Numbers">One a channel SKU, in the order of the codes.</param>
public sealed record ShopStock(ValueList<ToldUnits> Numbers)
{
    /// <summary>How a shop's numbers are kept: what is told is what happens.</summary>
    public static Decider<ShopStock, ShopStockEvent, ShopStockEvent, ValueList<PolicyReference>> Decider { get; } = new(
        StreamKinds.Publication, PublicationEvents.Codec, Evolve,
        static (state, happened, rules, _) => new Handled<ShopStock, ShopStockEvent>(new([happened], [], rules), Evolve(state, happened)),
        Replay, new("inventory.shop-stock-carried", s => new ShopStockCarried(s.Numbers)));

    /// <summary>The number of a code; null for one that the shop was never told of.</summary>
    /// <param name="code">The channel's or merchant's code.</param>
    public ToldUnits? Of(string code)
    {
        var (from, to) = (0, Numbers.Count - 1);
        while (from <= to)
        {
            var middle = from + ((to - from) / 2);
            switch (string.CompareOrdinal(Numbers[middle].Number.Code, code))
            {
                case 0: return Numbers[middle];
                case < 0: from = middle + 1; break;
                default: to = middle - 1; break;
            }
        }

        return null;
    }

    private static ShopStock? Evolve(ShopStock? state, ShopStockEvent happened) => Replay([new ShopStockCarried(state?.Numbers ?? []), happened]);

    private static ShopStock? Replay(IEnumerable<ShopStockEvent> all)
    {
        var last = new SortedDictionary<string, ToldUnits>(StringComparer.Ordinal);
        foreach (var happened in all) Take(last, happened);
        return last.Count == 0 ? null : new(last.Values.ToValueList());
    }

    private static void Take(SortedDictionary<string, ToldUnits> last, ShopStockEvent happened)
    {
        switch (happened)
        {
            case StockPublished e:
                foreach (var number in e.Numbers)
                    last[number.Code] = new(number, e.At) { Refused = last.TryGetValue(number.Code, out var before) ? before.Refused : null };
                break;
            case StockAnswered e:
                foreach (var code in e.Taken)
                {
                    if (!last.TryGetValue(code, out var told)) continue;
                    // An older number that was taken while a newer one was under way may have come after it.
                    last[code] = told.At == e.At ? told with { IsTaken = true, Refused = null } : told with { IsDoubted = told.IsDoubted || told.At > e.At };
                }

                foreach (var (code, answer) in e.Refused)
                {
                    if (last.TryGetValue(code, out var told) && told.At == e.At)
                        last[code] = told with { Refused = new(answer, told.Refused?.Since ?? e.AnsweredAt, e.AnsweredAt) };
                }

                break;
            case ShopStockCarried e:
                last.Clear();
                foreach (var told in e.Numbers) last[told.Number.Code] = told;
                break;
        }
    }
}

/// <summary>The last number that a shop was told of a channel SKU.</summary>
/// <param name="Number">The number.</param>
/// <param name="At">When it was decided.</param>
public sealed record ToldUnits(PublishedUnits Number, Instant At)
{
    /// <summary>How long a number that was refused rests before it is told again.</summary>
    public static Duration AgainAfter { get; } = Duration.FromHours(1);

    /// <summary>True once the shop has taken it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsTaken { get; init; }

    /// <summary>The last refusal of this number or of an earlier one; null once one was taken.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public RefusedUnits? Refused { get; init; }

    /// <summary>True when an older number may have come to the shop after it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public bool IsDoubted { get; init; }

    /// <summary>True when the same number is to be told again: an older one may have come after it, or the shop refused it a while ago.</summary>
    /// <param name="now">The instant.</param>
    public bool IsToTellAgain(Instant now) => IsDoubted || (Refused is { } refused && refused.At >= At && now - refused.At >= AgainAfter);
}

/// <summary>That a shop refused a number for good.</summary>
/// <param name="Answer">Its own word, 1 to 128 characters.</param>
/// <param name="Since">When it refused the first one since it took any.</param>
/// <param name="At">When it refused the last one.</param>
public sealed record RefusedUnits(string Answer, Instant Since, Instant At);

/// <summary>What happened between a shop and us about stock.</summary>
public abstract record ShopStockEvent;

/// <summary><c>inventory.stock-published</c>: a shop is told of stock.</summary>
/// <param name="Numbers">The numbers that are others than before, or told again; each code once.</param>
/// <param name="At">When they were decided.</param>
public sealed record StockPublished(ValueList<PublishedUnits> Numbers, Instant At) : ShopStockEvent;

/// <summary><c>inventory.stock-answered</c>: a shop has answered what it was told.</summary>
/// <param name="At">When the numbers were decided.</param>
/// <param name="Taken">The codes of which it took the number, in order.</param>
/// <param name="Refused">Those of which it refused the number for good, in the order of the codes.</param>
/// <param name="AnsweredAt">When it answered.</param>
public sealed record StockAnswered(Instant At, ValueList<string> Taken, ValueList<RefusedCode> Refused, Instant AnsweredAt) : ShopStockEvent;

/// <summary>A code of which a shop refused the number for good.</summary>
/// <param name="Code">The channel's or merchant's code.</param>
/// <param name="Answer">Its own word, 1 to 128 characters.</param>
public readonly record struct RefusedCode(string Code, string Answer);

/// <summary><c>inventory.shop-stock-carried</c>: all that is known of a shop so far, so that nobody has to read what came before.</summary>
/// <param name="Numbers">One a channel SKU, in the order of the codes.</param>
public sealed record ShopStockCarried(ValueList<ToldUnits> Numbers) : ShopStockEvent;

/// <summary>The stable names of what shops are told, and their canonical bytes.</summary>
public static class PublicationEvents
{
    private static PublicationJsonContext Json { get; } = new(CanonicalJson.Options(CanonicalJson.ListOf<PublishedUnits>(), CanonicalJson.ListOf<string>(),
        CanonicalJson.ListOf<RefusedCode>(), CanonicalJson.ListOf<ToldUnits>()));

    /// <summary>The events of a shop's stream.</summary>
    public static EventCodec<ShopStockEvent> Codec { get; } = new EventCodec<ShopStockEvent>()
        .With("inventory.stock-published", () => Json.StockPublished)
        .With("inventory.stock-answered", () => Json.StockAnswered)
        .With("inventory.shop-stock-carried", () => Json.ShopStockCarried);
}

[JsonSerializable(typeof(StockPublished))]
[JsonSerializable(typeof(StockAnswered))]
[JsonSerializable(typeof(ShopStockCarried))]
[JsonSerializable(typeof(PublishedUnits))]
[JsonSerializable(typeof(RefusedCode))]
[JsonSerializable(typeof(ToldUnits))]
internal sealed partial class PublicationJsonContext : JsonSerializerContext;
