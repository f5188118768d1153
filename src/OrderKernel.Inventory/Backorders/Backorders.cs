using System.Text.Json.Serialization;

namespace OrderKernel.Inventory;

/// <summary>What orders wait for, as aggregates and as balances. What is told happens: orders and stock have decided before.</summary>
/// <remarks>
/// <para>Formula: placed ahead + where it is promised, awaited + where it is not; ended the same −. They are counted beside the locations, for nobody knows
/// where the goods will be: of a SKU at <see cref="Anywhere"/>, and what is promised also by its channel (as the pool) and by its inbound (as the batch).</para>
/// <para>Laws: ahead and awaited of a SKU are the sums of what waits; what is promised never passes its cap.</para>
/// </remarks>
public static class Backorders
{
    /// <summary>Where units that orders wait for are counted: at no location of ours.</summary>
    public static LocationId Anywhere { get; } = LocationId.Of("*");

    /// <summary>What an order waits for, as an aggregate.</summary>
    public static Decider<Backorder, BackorderEvent, BackorderEvent, ValueList<PolicyReference>> Decider { get; } = new(
        StreamKinds.Backorder, BackorderEvents.Codec, Evolve,
        static (state, told, policies, _) => new Handled<Backorder, BackorderEvent>(new([told], [], policies), Evolve(state, told)));

    /// <summary>To whom the stock of a SKU was given, as an aggregate: its state is the last time.</summary>
    public static Decider<StockGivenOut, StockGivenOut, StockGivenOut, ValueList<PolicyReference>> GivingOut { get; } = new(
        StreamKinds.GivingOut, BackorderEvents.GivingOut, static (_, happened) => happened,
        static (_, told, policies, _) => new Handled<StockGivenOut, StockGivenOut>(new([told], [], policies), told));

    /// <summary>The backorder after an event.</summary>
    /// <param name="state">The backorder before; null for none.</param>
    /// <param name="happened">The event.</param>
    public static Backorder Evolve(Backorder? state, BackorderEvent happened)
    {
        ArgumentNullException.ThrowIfNull(happened);
        return happened is BackorderPlaced placed
            ? new(placed.OrderKey, placed.Channel, placed.Lines, placed.Rank)
            : (state ?? new(happened.OrderKey, happened.Channel, [], default)) with { Lines = [] };
    }

    /// <summary>The cell in which all that waits for a SKU is counted.</summary>
    /// <param name="sku">The SKU.</param>
    public static StockCell CellOf(SkuId sku) => new(Anywhere, sku);

    /// <summary>The cell in which is counted what is promised of a SKU to a channel.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="channel">The channel.</param>
    public static StockCell CellOf(SkuId sku, ChannelId channel) => new(Anywhere, sku, PoolId.Of(channel.Value));

    /// <summary>The cell in which is counted what is promised of goods to come.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="inbound">The goods.</param>
    public static StockCell CellOf(SkuId sku, InboundId inbound) => new(Anywhere, sku, default, BatchId.Of(inbound.Value));

    /// <summary>The effect of an event. What is promised has a floor where a cap bounds it.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="policy">What may be sold ahead, as it decided the event; null for no floors.</param>
    public static StockEffect EffectOf(BackorderEvent happened, SellAheadPolicy? policy = null)
    {
        ArgumentNullException.ThrowIfNull(happened);
        var sign = happened is BackorderPlaced ? 1 : -1;
        var (postings, floors) = (new List<Posting>(), new List<StockFloor>());
        foreach (var line in happened.Lines)
        {
            var delta = QuantityDelta.Of(sign * line.Units.Units);
            postings.Add(new(CellOf(line.Sku), line.DueAt is null ? StockAccount.Awaited : StockAccount.Ahead, delta));
            if (line.DueAt is null) continue;
            postings.Add(new(CellOf(line.Sku, happened.Channel), StockAccount.Ahead, delta));
            if (line.Inbound is { } inbound) postings.Add(new(CellOf(line.Sku, inbound), StockAccount.Ahead, delta));
            if (sign < 0 || policy?.RuleOf(happened.Channel, line.Sku) is not { } rule) continue;
            floors.Add(AtMost(CellOf(line.Sku), rule.Cap));
            if (rule.ChannelCap is { } cap) floors.Add(AtMost(CellOf(line.Sku, happened.Channel), cap));
        }

        return new(postings.ToValueList(), floors.ToValueList());
    }

    /// <summary>Those who wait, in the order in which arriving stock is given out.</summary>
    /// <param name="waiting">Those who wait.</param>
    /// <param name="policy">It states the order.</param>
    public static ValueList<Backorder> InOrder(IEnumerable<Backorder> waiting, SellAheadPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var ordered = waiting.OrderBy(static _ => 0);
        foreach (var criterion in policy.Order)
        {
            ordered = criterion switch
            {
                GiveOutBy.Promise => ordered.ThenBy(static b => b.DueAt ?? NodaTime.Instant.MaxValue),
                GiveOutBy.Priority => ordered.ThenBy(static b => b.Rank.Priority),
                _ => ordered.ThenBy(static b => b.Rank.Since ?? NodaTime.Instant.MaxValue),
            };
        }

        return ordered.ThenBy(static b => b.OrderKey, StringComparer.Ordinal).ToValueList();
    }

    private static StockFloor AtMost(StockCell cell, long cap) => new(cell, [new(StockAccount.Ahead, -1)], -cap);
}

/// <summary>The stable names of what happens to backorders, and their canonical bytes.</summary>
public static class BackorderEvents
{
    private static BackorderJsonContext Json { get; } =
        new(CanonicalJson.Options(CanonicalJson.WordOf<BackorderEnd>(), CanonicalJson.ListOf<BackorderLine>(), CanonicalJson.ListOf<string>()));

    /// <summary>The events of what an order waits for.</summary>
    public static EventCodec<BackorderEvent> Codec { get; } = new EventCodec<BackorderEvent>()
        .With("inventory.backorder-placed", () => Json.BackorderPlaced)
        .With("inventory.backorder-ended", () => Json.BackorderEnded);

    /// <summary>The events of a SKU's stock that is given out.</summary>
    public static EventCodec<StockGivenOut> GivingOut { get; } = new EventCodec<StockGivenOut>()
        .With("inventory.stock-given-out", () => Json.StockGivenOut);
}

[JsonSerializable(typeof(BackorderPlaced))]
[JsonSerializable(typeof(BackorderEnded))]
[JsonSerializable(typeof(StockGivenOut))]
[JsonSerializable(typeof(BackorderLine))]
[JsonSerializable(typeof(string))]
internal sealed partial class BackorderJsonContext : JsonSerializerContext;
