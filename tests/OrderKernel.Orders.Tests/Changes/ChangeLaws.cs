using FsCheck.Xunit;
using NodaTime;

namespace OrderKernel.Orders.Tests.Changes;

// Fails when confirming does something else than the preview said, declining does anything, a history with changes makes a ledger lose or invent
// units or money, or a bundle is torn.
[Properties(Arbitrary = [typeof(ChangeMoves)])]
public class ChangeLaws
{
    [Law(200, 3_000)]
    public void Both_ledgers_conserve_under_every_history_with_changes(Seed seed, Move[] moves) => Through(seed, moves);

    [Law(200, 3_000)]
    public void Confirming_does_what_the_preview_said(Seed seed, Move[] moves) => Through(seed, moves, (w, command, before) =>
    {
        if (command is ConfirmChange c && !w.Last!.Events.IsEmpty) DoesWhatItSays(before, w.Order, before.Change(c.Proposal)!.Preview);
    });

    [Law(200, 3_000)]
    public void A_preview_is_what_proposing_and_confirming_at_once_does(Seed seed, Move[] moves)
    {
        Through(seed, moves, (w, command, _) =>
        {
            var change = Change(w.Order, w.Events.Count, moves.Length);
            var preview = OrderChanges.Preview(w.Order, change);
            var (id, context) = (ChangeId.Of("now"), new DecisionContext(World.Channel, w.Now, MessageId.Of("now")));
            var proposed = OrderDecider.Decide(w.Order, new ProposeChange(id, change), w.Policies, context);
            Assert.Equal(preview.Refusal?.Code, proposed.Refusal?.Code);
            if (!preview.IsOk) return;
            var before = proposed.ValueOrThrow().Events.Items.Aggregate(w.Order, OrderDecider.Evolve);
            var after = OrderDecider.Decide(before, new ConfirmChange(id), w.Policies, context).ValueOrThrow().Events.Items
                .Aggregate(before, OrderDecider.Evolve);
            DoesWhatItSays(before, after, preview.ValueOrThrow());
        });
    }

#if NET
    // Orders that no event makes are for this assembly alone.
    [Law(200, 3_000)]
    public void Proposing_and_declining_change_nothing_but_the_trail(Seed seed, Move[] moves) => Through(seed, moves, (w, command, before) =>
    {
        if (command is ProposeChange or DeclineChange) Assert.Equal(before, w.Order with { Desk = w.Order.Desk with { Changes = before.Changes } });
    });

#endif

    [Law(200, 3_000)]
    public void Bundles_stay_whole(Seed seed, Move[] moves) => Through(seed, moves, (w, _, _) => AreWhole(w.Order));

    [Law(200, 3_000)]
    public void Any_sequence_of_changes_cancels_and_refunds_returns_exactly_what_was_paid(Seed seed, Move[] moves)
    {
        var world = Play.Begin(seed);
        if (world.Order.Money.Due.IsZero) return;
        world.Must(new RecordPayment(PaymentId.Of("all"), Tender.Cash, world.Order.Money.Due, World.Start));
        var paid = world.Order.Money.Paid;
        foreach (var (op, a, b, _) in moves)
        {
            switch (op % 5)
            {
                case 0: world.Do(Play.Command(world.Order, 1, a, b, world.Now)); break;
                case 1: world.Do(Play.Command(world.Order, 4, a, b, world.Now)); break;
                case 2: world.Do(Play.Command(world.Order, 11, a, b, world.Now)); break;
                default:
                    var id = ChangeId.Of($"c{world.Order.Changes.Count}");
                    if (world.Do(new ProposeChange(id, Change(world.Order, a, b))).IsOk) world.Must(new ConfirmChange(id));
                    break;
            }
        }

        var money = world.Order.Money;
        if (!(money.Kept + world.Order.PendingUnassigned).IsZero) world.Must(new OweRefund(RefundId.Of("rest"), null, []));
        foreach (var refund in world.Order.Refunds.Items.Where(r => r.IsOpen)) world.Must(new RecordRefund(refund.Id, refund.Amount, World.Start));
        Assert.Equal(paid, world.Order.Money.Refunded);
        Assert.True(world.Order.Money.Kept.IsZero && world.Order.Money.RefundPending.IsZero);
    }

    [Law(200, 3_000)]
    public void Replaying_gives_the_same_order_and_canonical_bytes_round_trip(Seed seed, Move[] moves)
    {
        var world = Through(seed, moves);
        Play.Replays(world.Order, world.Events);
    }

    [Fact]
    public void The_histories_do_change_things()
    {
        var names = new HashSet<string>();
        foreach (var (seed, moves) in Play.Histories(ChangeMoves.Kinds, 200, 5))
            Through(seed, moves, (w, _, _) => names.UnionWith(w.Last!.Events.Items.Select(e => e.GetType().Name)));

        Assert.Empty(new[] { nameof(LineAmended), nameof(LineExchanged), nameof(AddressChanged), nameof(RemarkChanged), nameof(PriceAmended),
            nameof(ChangeConfirmed), nameof(ChangeDeclined) }.Except(names));
    }

    [Fact]
    public void Planted_bugs_are_found()
    {
        var before = World.Placed().Paid();
        before.Must(new ProposeChange(ChangeId.Of("c"), OrderChange.ToQuantity(LineId.Of("a"), World.Units(1))));
        var (was, preview) = (before.Order, before.Order.Change(ChangeId.Of("c"))!.Preview);
        before.Must(new ConfirmChange(ChangeId.Of("c")));
        DoesWhatItSays(was, before.Order, preview);
        Assert.ThrowsAny<Exception>(() => DoesWhatItSays(was, before.Order, preview with { Due = preview.Due + Money.Fen(1) }));
        Assert.ThrowsAny<Exception>(() => DoesWhatItSays(was, before.Order, preview with { OwedBack = World.Yuan(0) }));
        Assert.ThrowsAny<Exception>(() => DoesWhatItSays(was, before.Order, preview with { Lines = [] }));
#if NET
        var torn = new World();
        torn.Must(World.Placing(new(World.Yuan(100)), World.Bundle("a", 2, 100, 2, 1)));
        var half = torn.Order.Lines[0] with { Units = torn.Order.Lines[0].Units.Add(World.Units(2)) };
        Assert.ThrowsAny<Exception>(() => AreWhole(torn.Order with { Lines = torn.Order.Lines.SetItem(0, half) }));
#endif
    }

    internal static OrderChange Change(Order order, int a, int b)
    {
        var (x, y) = (Math.Abs((long)a), Math.Abs((long)b));
        var line = order.Lines.IsEmpty ? LineId.Of("none") : order.Lines[(int)(x % order.Lines.Count)].Id;
        var money = y % 3 == 0 ? Money.Fen(y * 37) : (Money?)null;
        return (x % 7) switch
        {
            0 => OrderChange.ToAddress(PersonToken.Of($"t{y}")),
            1 => OrderChange.ToRemark($"r{y}"),
            2 => OrderChange.ToPrice(order.Amounts with { Due = Money.Fen(1 + (y * 53)) }),
            3 or 4 => OrderChange.ToGoods(line, Quantity.Of(1 + (y % 2)), SkuId.Of($"k{y % 3}"), LineId.Of($"x{order.Lines.Count}"), money),
            _ => OrderChange.ToQuantity(line, Quantity.Of(1 + (y % 6)), y % 6 > 2 ? money : null),
        };
    }

    internal static World Through(int seed, Move[] moves, Action<World, OrderCommand, Order>? look = null)
    {
        var world = Play.Begin(seed);
        foreach (var (op, a, b, who) in moves)
        {
            world.Now += Duration.FromMinutes(7);
            var before = world.Order;
            var open = before.Changes.Items.Where(c => c.Status == ChangeStatus.Proposed).Select(c => c.Id).DefaultIfEmpty(ChangeId.Of("none")).ToArray();
            OrderCommand command = op switch
            {
                < 24 => Play.Command(before, op, a, b, world.Now),
                < 29 => new ProposeChange(ChangeId.Of($"c{before.Changes.Count}"), Change(before, a, b)),
                < 34 => new ConfirmChange(open[a % open.Length]),
                _ => new DeclineChange(open[a % open.Length], "no"),
            };
            if (world.Do(command, Play.ActorOf(who)).IsOk) look?.Invoke(world, command, before);
        }

        return world;
    }

    // Reads both orders once more, without the code that made the preview.
    private static void DoesWhatItSays(Order before, Order after, ChangePreview preview)
    {
        Assert.Equal(after.Money.Due.MinorUnits - before.Money.Due.MinorUnits, preview.Due.MinorUnits);
        Assert.Equal(after.Money.RefundPending.MinorUnits - before.Money.RefundPending.MinorUnits, preview.OwedBack.MinorUnits);
        var changed = new List<string>();
        foreach (var line in after.Lines)
        {
            var (units, total) = before.Line(line.Id) is { } was ? (was.Units.Ordered.Units, was.Total.MinorUnits) : (0, 0);
            if (units != line.Units.Ordered.Units || total != line.Total.MinorUnits)
                changed.Add($"{line.Id} {units} {line.Units.Ordered} {total} {line.Total.MinorUnits}");
        }

        Assert.Equal(changed, preview.Lines.Items.Select(l => $"{l.Line} {l.UnitsBefore} {l.UnitsAfter} {l.TotalBefore.MinorUnits} {l.TotalAfter.MinorUnits}"));
        Assert.Equal(before.Money.Paid, after.Money.Paid);
        foreach (var line in before.Lines)
            Assert.Equal((line.Units.Sent, line.Units.Cancelled), (after.Line(line.Id)!.Units.Sent, after.Line(line.Id)!.Units.Cancelled));
    }

    private static void AreWhole(Order order)
    {
        foreach (var group in order.Lines.Items.Where(l => l.Bundle is not null).GroupBy(l => l.Bundle))
        {
            Assert.Single(group.Select(l => l.Units.Ordered.Units / l.BundleSize.Units).Distinct());
            Assert.All(group, l => Assert.Equal(0, l.Units.Ordered.Units % l.BundleSize.Units));
        }
    }
}
