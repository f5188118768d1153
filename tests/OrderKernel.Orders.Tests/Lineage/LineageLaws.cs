using FsCheck.Xunit;
using NodaTime;

namespace OrderKernel.Orders.Tests.Lineage;

// Fails when any sequence of splits, merges, cancels, refunds and parcels makes a lineage lose or invent a unit or a cent, tears a bundle over two
// orders, or leaves an order that its events do not make.
[Properties(Arbitrary = [typeof(LineageMoves)])]
public class LineageLaws
{
    private static readonly int[] Ops = [1, 1, 2, 2, 3, 4, 5, 6, 7, 8, 11, 12, 13, 14, 15, 17, 19, 21];

    [Law(200, 3_000)]
    public void Hand_overs_change_no_sum_and_everything_else_no_other_order(Seed seed, Move[] moves) => Through(seed, moves);

    [Law(200, 3_000)]
    public void No_bundle_spans_two_orders_and_each_stays_whole(Seed seed, Move[] moves) => AreWhole(Through(seed, moves).Orders);

    [Law(200, 3_000)]
    public void Every_order_of_a_lineage_is_what_its_events_make(Seed seed, Move[] moves)
    {
        var f = Through(seed, moves);
        for (var i = 0; i < f.Orders.Count; i++) Play.Replays(f.Orders[i], f.Events[i]);
    }

    [Law(200, 3_000)]
    public void The_lineage_is_kept_at_both_ends(Seed seed, Move[] moves)
    {
        var f = Through(seed, moves);
        foreach (var order in f.Orders)
        {
            foreach (var to in order.Kin.To) Assert.Contains(order.Key, f.Orders.Single(o => o.Key == to).Kin.From.Items);
            foreach (var from in order.Kin.From) Assert.Contains(order.Key, f.Orders.Single(o => o.Key == from).Kin.To.Items);
            Assert.Equal(f.Orders[0].Key, order.Kin.Root);
        }
    }

    [Law(200, 3_000)]
    public void All_money_of_a_lineage_goes_back_to_the_last_cent(Seed seed, Move[] moves)
    {
        var f = Through(seed, moves);
        for (var i = 0; i < f.Orders.Count; i++)
        {
            var order = f.Orders[i];
            if (!(order.Money.Kept + order.PendingUnassigned).IsZero) Assert.Null(f.Do(i, new OweRefund(RefundId.Of("rest"), null, [])));
            foreach (var refund in f.Orders[i].Refunds.Items.Where(r => r.IsOpen))
                Assert.Null(f.Do(i, new RecordRefund(refund.Id, refund.Amount, World.Start)));
        }

        var paid = f.Orders.Sum(o => o.Payments.Items.Sum(p => p.Amount.MinorUnits));
        Assert.Equal(paid, f.Orders.Sum(o => o.Money.Refunded.MinorUnits + o.Money.Withheld.MinorUnits));
    }

    [Fact]
    public void The_histories_do_split_and_merge()
    {
        var (largest, replaced, moved, names) = (0, 0, 0, new HashSet<string>());
        foreach (var (seed, moves) in Play.Histories(LineageMoves.Kinds, 200, 9))
        {
            var f = Through(seed, moves);
            largest = Math.Max(largest, f.Orders.Count);
            replaced += f.Orders.Count(o => o.Outcome == ClaimOutcome.Replaced);
            moved += f.Events.SelectMany(e => e).OfType<UnitsTakenOver>().Count(e => !e.Shipments.IsEmpty);
            names.UnionWith(f.Events.SelectMany(e => e).OfType<UnitsTakenOver>().Select(e => e.Lines.IsEmpty ? "split" : "merge"));
        }

        Assert.True(largest > 3 && replaced > 10 && moved > 10 && names.Count == 2, $"{largest} {replaced} {moved} {names.Count}");
    }

#if NET
    // Orders that no event makes are for this assembly alone.
    [Fact]
    public void Planted_bugs_are_found()
    {
        var w = new World();
        w.Must(World.Placing(new(World.Yuan(100)), World.Bundle("a", 2, 100, 2, 1)));
        var f = new Family(w.Paid(100));
        var before = f.Orders.ToArray();
        Assert.Null(f.Split(0, [World.Units("a#1", 2), World.Units("a#2", 1)]));
        SameSums(before, f.Orders);
        AreWhole(f.Orders);
        var child = f.Orders[1];
        var poor = child with { Books = child.Books with { Money = MoneyLedger.Of(child.Money.Due) } };
        Assert.ThrowsAny<Exception>(() => SameSums(before, [f.Orders[0], poor]));
        var rich = child with { Lines = child.Lines.SetItem(0, child.Lines[0] with { Units = child.Lines[0].Units.Add(World.Units(1)) }) };
        Assert.ThrowsAny<Exception>(() => SameSums(before, [f.Orders[0], rich]));
        Assert.ThrowsAny<Exception>(() => AreWhole([f.Orders[0], rich]));
        var same = child
            with { Lines = child.Lines.SetItem(0, child.Lines[0] with { Placed = child.Lines[0].Placed with { Bundle = f.Orders[0].Lines[0].Bundle } }) };
        Assert.ThrowsAny<Exception>(() => AreWhole([f.Orders[0], same]));
    }
#endif

    private static Family Through(int seed, Move[] moves)
    {
        var world = Play.Begin(seed);
        if (seed % 5 != 0 && !world.Order.Money.Due.IsZero)
            world.Must(new RecordPayment(PaymentId.Of("all"), (Tender)(1 + (seed % 5)), world.Order.Money.Due, World.Start));
        var f = new Family(world);
        var ordered = Family.Ordered(f.Orders);
        foreach (var (op, a, b, who) in moves)
        {
            f.Now += Duration.FromMinutes(7);
            var before = f.Orders.ToArray();
            var i = who % f.Orders.Count;
            if (op < Ops.Length)
            {
                f.Do(i, Play.Command(f.Orders[i], Ops[op], a, b, f.Now));
                for (var k = 0; k < before.Length; k++) Assert.True(k == i || before[k] == f.Orders[k]);
            }
            else
            {
                if (op < 25) f.Split(i, Some(f.Orders[i], a, b));
                else f.Merge(i, a % f.Orders.Count);
                SameSums(before, f.Orders);
            }

            Assert.Equal(ordered, Family.Ordered(f.Orders));
        }

        return f;
    }

    // Whole bundles, some or all units of some lines.
    private static ValueList<LineUnits> Some(Order order, int a, int b)
    {
        if (b % 5 == 0) return All(order);
        var groups = order.Lines.Items.Where(l => !l.IsReplacement).GroupBy(l => l.Bundle?.Value ?? l.Id.Value).ToArray();
        if (groups.Length == 0) return [];
        var units = new List<LineUnits>();
        foreach (var group in groups.Where((_, i) => i == a % groups.Length || (b & (1 << (i % 5))) != 0))
        {
            var most = group.Min(l => l.Units.Rest.Units / l.BundleSize.Units);
            if (most > 0) units.AddRange(group.Select(l => new LineUnits(l.Id, Quantity.Of((1 + (b % most)) * l.BundleSize.Units))));
        }

        return units.ToValueList();
    }

    private static ValueList<LineUnits> All(Order order) =>
        order.Lines.Items.Where(l => !l.Units.Rest.IsZero).Select(l => new LineUnits(l.Id, l.Units.Rest)).ToValueList();

    private static void SameSums(IReadOnlyList<Order> before, IReadOnlyList<Order> after)
    {
        Assert.Equal(Family.Money(before), Family.Money(after));
        Assert.Equal(Family.Ordered(before), Family.Ordered(after));
    }

    private static void AreWhole(IReadOnlyList<Order> orders)
    {
        var seen = new Dictionary<string, OrderKey>();
        foreach (var order in orders)
        {
            foreach (var group in order.Lines.Items.Where(l => l.Bundle is not null).GroupBy(l => l.Bundle!.Value.Value))
            {
                Assert.True(!seen.TryGetValue(group.Key, out var other) || other == order.Key, $"bundle {group.Key} is in two orders");
                seen[group.Key] = order.Key;
                Assert.Single(group.Select(l => l.Units.Ordered.Units / l.BundleSize.Units).Distinct());
                Assert.All(group, l => Assert.Equal(0, l.Units.Ordered.Units % l.BundleSize.Units));
            }
        }
    }
}
