using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>A planned parcel that could give units of a SKU up.</summary>
/// <param name="Gift">The parcel, with its units of the SKU.</param>
/// <param name="Rank">What its order's place follows from.</param>
/// <param name="DueAt">Until when the order was promised its goods; null where nobody promised.</param>
public sealed record RebalancingHolder(RebalancingGift Gift, BackorderRank Rank, Instant? DueAt);

/// <summary>An order that waits, and who would give up what for it.</summary>
/// <param name="Taker">The order that waits.</param>
/// <param name="Units">For how many units of the SKU it waits.</param>
/// <param name="Free">How many of them are free anyway.</param>
/// <param name="From">Who gives up what, the last in the order first.</param>
/// <param name="Why">A reason a gift: by what the taker comes before the giver.</param>
public sealed record RebalancingMove(string Taker, Quantity Units, Quantity Free, ValueList<RebalancingGift> From, ValueList<Reason> Why)
{
    /// <summary>The id of the order that waits, where somebody looked it up; null else.</summary>
    public OrderId? Order { get; init; }
}

/// <summary>Who gives up units of a SKU for whom (库存再分配): proposed, previewed, and done when somebody confirms.</summary>
/// <remarks>
/// <para>Formula: who waits is looked at in the order in which arriving stock is given out (<see cref="SellAheadPolicy"/>). What is free comes first, then the
/// parcels of those who come after, the last first; a parcel that alone is enough goes before several. Who is not served in full takes nothing.</para>
/// <para>One comes after another by the first criterion of the order on which both are known and differ; by the key of its stream alone nobody gives up
/// anything.</para>
/// <para>Laws: nobody gives for one who comes after, nobody gives twice or gives and takes, and each taker is served in full.</para>
/// </remarks>
public static class Rebalancing
{
    /// <summary>What was given from order to order, as an aggregate: its state is the last time.</summary>
    public static Decider<StockRebalanced, Rebalance, StockRebalanced, PolicyReference> Decider { get; } = new(
        StreamKinds.Rebalancing, RebalanceEvents.Codec, static (_, happened) => happened, static (_, command, policy, context) =>
        {
            if (Required.Of(command, context) is { } unset) return unset;
            var happened = new StockRebalanced(command.Sku, command.Taker, command.Units, command.From);
            return new Handled<StockRebalanced, StockRebalanced>(new([happened], [], [policy]), happened);
        });

    /// <summary>Who would give up what for whom.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="free">How many units are free now.</param>
    /// <param name="waiting">Those who wait.</param>
    /// <param name="holders">The parcels that could give up units of the SKU.</param>
    /// <param name="policy">It states the order.</param>
    public static ValueList<RebalancingMove> Propose(SkuId sku, Quantity free, IEnumerable<Backorder> waiting, IEnumerable<RebalancingHolder> holders,
        SellAheadPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(policy);
        var takers = Backorders.InOrder(waiting, policy);
        // Who waits for the SKU and holds some of it gives none.
        var (moves, left) = (new List<RebalancingMove>(), free.Units);
        var unasked = holders.Where(h => !takers.Items.Any(t => t.OrderKey == h.Gift.OrderKey)).ToList();
        foreach (var taker in takers)
        {
            var units = taker.UnitsOf(sku);
            if (units.IsZero) continue;
            var own = Math.Min(left, units.Units);
            var asked = unasked.Select(h => (Holder: h, By: Before(taker, h, policy))).Where(a => a.By is not null).ToList();
            asked.Sort((a, b) => -InOrder(a.Holder, b.Holder, policy));
            if (Chosen(asked, units.Units - own) is not { } chosen) continue;
            var more = chosen.Sum(c => c.Holder.Gift.Units.Units);
            left += more - units.Units;
            unasked.RemoveAll(h => chosen.Exists(c => c.Holder == h));
            if (chosen.Count == 0) continue;
            moves.Add(new(taker.OrderKey, units, Quantity.Of(own), chosen.Select(c => c.Holder.Gift).ToValueList(),
                chosen.Select(c => Why(sku, taker, c.Holder, c.By!.Value, taker.OrderKey, c.Holder.Gift.OrderKey)).ToValueList()));
        }

        return moves.ToValueList();
    }

    /// <summary>By what one who waits comes before one who holds; null when it does not.</summary>
    /// <param name="taker">Who waits.</param>
    /// <param name="holder">Who holds.</param>
    /// <param name="policy">It states the order.</param>
    public static GiveOutBy? Before(Backorder taker, RebalancingHolder holder, SellAheadPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(taker);
        ArgumentNullException.ThrowIfNull(holder);
        ArgumentNullException.ThrowIfNull(policy);
        foreach (var by in policy.Order)
        {
            var order = Compare(by, taker.Rank, taker.DueAt, holder.Rank, holder.DueAt);
            if (order != 0) return order < 0 ? by : null;
        }

        return null;
    }

    private static int InOrder(RebalancingHolder a, RebalancingHolder b, SellAheadPolicy policy)
    {
        // As those who wait stand: without a promise last.
        foreach (var by in policy.Order)
        {
            var order = Compare(by, a.Rank, a.DueAt ?? Instant.MaxValue, b.Rank, b.DueAt ?? Instant.MaxValue);
            if (order != 0) return order;
        }

        var keys = string.CompareOrdinal(a.Gift.OrderKey, b.Gift.OrderKey);
        return keys != 0 ? keys : a.Gift.Shipment.CompareTo(b.Gift.Shipment);
    }

    // Who has not paid comes after who has; a promise counts between two that have one.
    private static int Compare(GiveOutBy by, BackorderRank a, Instant? aDue, BackorderRank b, Instant? bDue) => by switch
    {
        GiveOutBy.Promise => aDue is { } x && bDue is { } y ? x.CompareTo(y) : 0,
        GiveOutBy.Priority => a.Priority.CompareTo(b.Priority),
        _ => (a.Since ?? Instant.MaxValue).CompareTo(b.Since ?? Instant.MaxValue),
    };

    // One that is enough, else the last ones until it is; null when all together are not.
    private static List<(RebalancingHolder Holder, GiveOutBy? By)>? Chosen(List<(RebalancingHolder Holder, GiveOutBy? By)> asked, long missing)
    {
        var chosen = new List<(RebalancingHolder Holder, GiveOutBy? By)>();
        if (missing <= 0) return chosen;
        var enough = asked.FindIndex(a => a.Holder.Gift.Units.Units >= missing);
        if (enough >= 0) return [asked[enough]];
        foreach (var one in asked)
        {
            chosen.Add(one);
            missing -= one.Holder.Gift.Units.Units;
            if (missing <= 0) return chosen;
        }

        return null;
    }

    /// <summary>Why one gives up units for another.</summary>
    /// <param name="sku">The SKU.</param>
    /// <param name="taker">Who waits.</param>
    /// <param name="giver">Who gives up.</param>
    /// <param name="by">By what the one comes before the other.</param>
    /// <param name="takerName">The name under which people know the one.</param>
    /// <param name="giverName">And the other.</param>
    public static Reason Why(SkuId sku, Backorder taker, RebalancingHolder giver, GiveOutBy by, string takerName, string giverName)
    {
        ArgumentNullException.ThrowIfNull(taker);
        ArgumentNullException.ThrowIfNull(giver);
        return Reason.Of(InventoryCodes.GivesUp, ("giver", giverName), ("taker", takerName), ("sku", sku),
            ("units", giver.Gift.Units.Units), ("by", by),
            ("first", Value(by, taker.Rank, taker.DueAt)), ("then", Value(by, giver.Rank, giver.DueAt)));
    }

    private static string Value(GiveOutBy by, BackorderRank rank, Instant? due) => by switch
    {
        GiveOutBy.Promise => due?.ToString() ?? "-",
        GiveOutBy.Priority => rank.Priority.ToString(System.Globalization.CultureInfo.InvariantCulture),
        _ => rank.Since?.ToString() ?? "-",
    };
}
