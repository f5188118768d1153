using NodaTime;

namespace OrderKernel.Inventory.Tests.Rebalancing;

// Fails when somebody gives units up for one who comes after, gives twice, gives what is not there, or gives and takes; when one who gets something is not
// served in full; when what is free is given to nobody although it is wanted first; or when the order of the input decides.
public class RebalancingLaws
{
    private static readonly SkuId Sku = SkuId.Of("A");

    [Law(1_000, 50_000)]
    public void Nobody_gives_for_one_who_comes_after_and_who_takes_is_served_in_full(Seed seed)
    {
        var (free, waiting, holders, policy) = Case(new Random(seed));
        var moves = Inventory.Rebalancing.Propose(Sku, Quantity.Of(free), waiting, holders, policy);
        var given = moves.Items.SelectMany(m => m.From.Items).ToList();
        Assert.Equal(given.Count, given.Distinct().Count());
        Assert.Subset(holders.Select(h => h.Gift).ToHashSet(), given.ToHashSet());
        Assert.Empty(waiting.Select(w => w.OrderKey).Intersect(given.Select(g => g.OrderKey)));
        foreach (var move in moves)
        {
            var taker = waiting.Single(w => w.OrderKey == move.Taker);
            Assert.Equal(taker.UnitsOf(Sku), move.Units);
            Assert.True(move.Free.Units + move.From.Items.Sum(g => g.Units.Units) >= move.Units.Units);
            Assert.Equal(move.From.Count, move.Why.Count);
            foreach (var gift in move.From) Assert.True(IsBefore(taker, holders.Single(h => h.Gift == gift), policy));
            // Not one parcel more than is needed.
            if (move.From.Count > 1) Assert.True(move.Free.Units + move.From.Items.Take(move.From.Count - 1).Sum(g => g.Units.Units) < move.Units.Units);
        }

        // Nothing appears: what all takers get is what was free and what was given.
        Assert.True(moves.Items.Sum(m => m.Units.Units) <= free + given.Sum(g => g.Units.Units));
        Assert.Equal(moves, Inventory.Rebalancing.Propose(Sku, Quantity.Of(free), waiting.AsEnumerable().Reverse(), holders.AsEnumerable().Reverse(), policy));
    }

    [Fact]
    public void The_first_who_waits_takes_from_the_last_who_holds_and_equals_take_nothing()
    {
        var policy = Policy(GiveOutBy.Priority, GiveOutBy.Payment);
        RebalancingHolder[] holders = [Holder("old", 2, 1, 1), Holder("new", 2, 1, 5), Holder("vip", 2, 0, 9)];
        var moves = Inventory.Rebalancing.Propose(Sku, Quantity.Of(1), [Waits("w", 3, 0, 7)], holders, policy);
        var move = Assert.Single(moves.Items);
        Assert.Equal(("w", 3L, 1L, "new"), (move.Taker, move.Units.Units, move.Free.Units, Assert.Single(move.From.Items).OrderKey));
        Assert.Contains(("by", "Priority"), move.Why[0].Arguments.Items.Select(a => (a.Name, a.Value)));
        Assert.Empty(Inventory.Rebalancing.Propose(Sku, Quantity.Zero, [Waits("w", 2, 1, 5)], [Holder("same", 2, 1, 5)], policy));
        Assert.Empty(Inventory.Rebalancing.Propose(Sku, Quantity.Zero, [Waits("w", 9, 0, 0)], holders, policy));
    }

    [Fact]
    public void The_event_has_its_name_and_bytes()
    {
        var happened = new StockRebalanced(Sku, "w", Quantity.Of(2), [Holder("h", 2, 0, 0).Gift]);
        var stream = new RebalancingKey(TenantId.Of("t"), Sku).Stream();
        var kept = RebalanceEvents.Codec.Seal(new(stream, 0, ChainHash.Genesis(stream)), happened, new(At(4), ActorId.Of("k"), MessageId.Of("m"), [], []));
        Assert.Equal("inventory.stock-rebalanced", kept.Type);
        Assert.EndsWith("""
            "data":{"sku":"A","taker":"w","units":2,"from":[{"orderKey":"h","shipment":"s","reservation":"r-h","units":2}]}}
            """, System.Text.Encoding.UTF8.GetString(kept.Bytes.ToArray()), StringComparison.Ordinal);
        Assert.Equal(happened, RebalanceEvents.Codec.Decode(kept));
    }

    [Fact]
    public void A_promise_counts_between_two_that_have_one()
    {
        var policy = Policy(GiveOutBy.Promise, GiveOutBy.Payment);
        var due = Waits("w", 1, 0, 9, due: 3);
        Assert.Null(Inventory.Rebalancing.Before(due, Holder("h", 1, 0, 1), policy));
        Assert.Equal(GiveOutBy.Promise, Inventory.Rebalancing.Before(due, Holder("h", 1, 0, 1) with { DueAt = At(4) }, policy));
        Assert.Null(Inventory.Rebalancing.Before(due, Holder("h", 1, 0, 10) with { DueAt = At(2) }, policy));
    }

    // The rule said once more, without the code that is tested.
    private static bool IsBefore(Backorder taker, RebalancingHolder holder, SellAheadPolicy policy)
    {
        foreach (var by in policy.Order)
        {
            if (by == GiveOutBy.Promise && taker.DueAt is { } a && holder.DueAt is { } b && a != b) return a < b;
            if (by == GiveOutBy.Priority && taker.Rank.Priority != holder.Rank.Priority) return taker.Rank.Priority < holder.Rank.Priority;
            if (by == GiveOutBy.Payment && taker.Rank.Since != holder.Rank.Since)
                return taker.Rank.Since is { } paid && (holder.Rank.Since is not { } since || paid < since);
        }

        return false;
    }

    private static (int Free, List<Backorder> Waiting, List<RebalancingHolder> Holders, SellAheadPolicy Policy) Case(Random random)
    {
        GiveOutBy[] all = [GiveOutBy.Promise, GiveOutBy.Priority, GiveOutBy.Payment];
        var policy = Policy([.. all.OrderBy(_ => random.Next()).Take(random.Next(1, 4))]);
        var waiting = Enumerable.Range(0, random.Next(5))
            .Select(i => Waits($"w{i}", random.Next(1, 6), random.Next(3), random.Next(5), random.Next(2) == 0 ? null : random.Next(5))).ToList();
        // Some hold a part of what they wait for.
        var holders = Enumerable.Range(0, random.Next(7)).Select(i => $"{(random.Next(4) == 0 ? 'w' : 'h')}{i}")
            .Select(key => Holder(key, random.Next(1, 5), random.Next(3), random.Next(5)) with { DueAt = random.Next(2) == 0 ? null : At(random.Next(5)) })
            .ToList();
        return (random.Next(4), waiting, holders, policy);
    }

    private static SellAheadPolicy Policy(params GiveOutBy[] order) => new(90, order.ToValueList(), [], []);

    private static Backorder Waits(string key, int units, int priority, int since, int? due = null) => new(key, ChannelId.Of("jd"),
        [new(Sku, Quantity.Of(units)) { DueAt = due is { } d ? At(d) : null }], new(priority, since == 4 ? null : At(since)));

    private static RebalancingHolder Holder(string key, int units, int priority, int since) =>
        new(new(key, ShipmentId.Of("s"), ReservationId.Of($"r-{key}"), Quantity.Of(units)), new(priority, since == 4 ? null : At(since)), null);

    private static Instant At(int hour) => Instant.FromUtc(2026, 2, 9, hour, 0);
}
