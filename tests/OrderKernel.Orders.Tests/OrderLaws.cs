using FsCheck.Xunit;

namespace OrderKernel.Orders.Tests;

// Fails when any history of commands makes a ledger lose or invent units or money, gives a status that the plain rules do not give,
// or leaves a state that its events do not make.
[Properties(Arbitrary = [typeof(OrderMoves)])]
public class OrderLaws
{
    // A World asks Conserves after each command.
    [Law(300, 4_000)]
    public void Both_ledgers_conserve_under_every_history(Seed seed, Move[] moves) => Play.Through(seed, moves);

    [Law(300, 4_000)]
    public void Statuses_are_what_the_plain_rules_say(Seed seed, Move[] moves)
    {
        var naive = new Naive();
        var seen = 0;
        Play.Through(seed, moves, (w, command, _) =>
        {
            for (; seen < w.Events.Count; seen++) naive.See(w.Events[seen]);
            naive.IsMoneyGone = id => w.Order.Line(LineId.Of(id)) is { } l && l.Money.Left.IsZero && l.RefundOwed.IsZero;
            Assert.Equal((w.Statuses.Headline, w.Statuses.Payment), naive.Statuses);
            Assert.Equal(w.Statuses.Headline, w.Order.Process!.Status);
        });
    }

#if NET
    // The facts of guards are for this assembly alone.
    [Law(300, 4_000)]
    public void What_a_status_promises_of_the_ledgers_holds_in_every_state(Seed seed, Move[] moves) =>
        Play.Through(seed, moves, (w, _, _) => Assert.True(Keeps(w.Order, w.Statuses.Headline), w.Statuses.ToString()));

    [Fact]
    public void A_promise_of_another_status_is_caught() => Assert.True(Play.IsCaught(
        OrderMoves.Kinds, (seed, moves) => Play.Through(seed, moves, (w, _, _) => Assert.True(Keeps(w.Order, OrderStatus.Delivered)))));

    private static bool Keeps(Order order, OrderStatus status) =>
        OrderDomain.Standard.Statuses.Items.Single(s => s.Name == status.ToString()).Always is not { } always
        || Rules.Expression.Compile(always, OrderFacts.Schema).ValueOrThrow().Holds(new OrderFacts(order)).ValueOrThrow();
#endif

    [Law(300, 4_000)]
    public void Parcels_hold_the_units_that_are_on_their_way_and_each_is_confirmed_once(Seed seed, Move[] moves) => Play.Through(seed, moves, (w, _, _) =>
    {
        var left = w.Order.Shipments.Items.Where(s => s.HandedOverAt is not null).ToList();
        foreach (var line in w.Order.Lines) Assert.Equal(line.Units.Shipped.Units, left.Sum(s => s.Of(line.Id).Out.Units));
        foreach (var shipment in w.Order.Shipments)
        {
            Assert.Equal(shipment.Confirmed.Count, shipment.Confirmed.Items.Select(c => c.Line).Distinct().Count());
            Assert.All(shipment.Confirmed, c => Assert.True(!c.Units.IsZero && c.Units <= shipment.Of(c.Line).Units));
            Assert.True(shipment.Confirmed.IsEmpty || (shipment.HandedOverAt is not null && !shipment.IsTold));
        }
    });

    [Law(300, 4_000)]
    public void Replaying_the_stored_events_gives_the_same_order(Seed seed, Move[] moves)
    {
        var world = Play.Through(seed, moves);
        Play.Replays(world.Order, world.Events);
        Assert.Equal(world.Order, OrderDecider.Replay(world.Events));
    }

    [Fact]
    public void A_store_that_forgets_or_changes_an_event_is_caught()
    {
        Assert.True(IsCaught(e => e is ShipmentReserved ? null : e));
        Assert.True(IsCaught(e => e is RefundWithdrawn ? null : e));
        Assert.True(IsCaught(e => e is OrderPaid paid ? paid with { PaidAt = paid.PaidAt + NodaTime.Duration.FromNanoseconds(1) } : e));

        static bool IsCaught(Func<OrderEvent, OrderEvent?> stored) => Play.IsCaught(OrderMoves.Kinds, (seed, moves) =>
        {
            var world = Play.Through(seed, moves);
            Play.Replays(world.Order, world.Events, stored);
        });
    }

    [Law(300, 4_000)]
    public void Reserve_ship_and_deliver_never_move_the_headline_back(Seed seed, Move[] moves) => GoesOn(seed, moves, IsForward);

    [Fact]
    public void A_step_back_that_is_taken_for_a_step_forward_is_caught() =>
        Assert.True(Play.IsCaught(OrderMoves.Kinds, (seed, moves) => GoesOn(seed, moves, c => IsForward(c) || c is StepBack)));

    private static bool IsForward(OrderCommand command) => command is PlanShipment or ReserveShipment or ShipShipment or ShipElsewhere or RecordDelivery;

    private static void GoesOn(int seed, Move[] moves, Func<OrderCommand, bool> isForward) => Play.Through(seed, moves, (w, command, before) =>
    {
        if (!isForward(command)) return;
        if (w.Last!.Events.Items.Any(e => e is OrderReinstated)) return;

        // A replacement that leaves after its unit was settled another way opens a closed order: it counts for its unit again.
        if (before.Statuses.Headline == OrderStatus.Closed && before.Lines.Items.Any(l => l.IsReplacement)) return;
        Assert.True(w.Statuses.Headline >= before.Statuses.Headline, $"{before.Statuses.Headline} → {w.Statuses.Headline} by {command}");
    });

    [Law(300, 4_000)]
    public void Any_partition_of_cancels_and_refunds_returns_exactly_what_was_paid(Seed seed, Move[] moves) => GivesBack(seed, moves, refunds => refunds);

    [Fact]
    public void A_refund_that_nobody_executes_is_caught() =>
        Assert.True(Play.IsCaught(OrderMoves.Kinds, (seed, moves) => GivesBack(seed, moves, refunds => refunds.Skip(1))));

    private static void GivesBack(int seed, Move[] moves, Func<IEnumerable<Refund>, IEnumerable<Refund>> executed)
    {
        var world = Play.Begin(seed);
        if (world.Order.Money.Due.IsZero) return;
        world.Must(new RecordPayment(PaymentId.Of("all"), Tender.Cash, world.Order.Money.Due, World.Start));
        foreach (var (op, a, b, who) in moves)
        {
            var command = (op % 4) switch
            {
                0 => Play.Command(world.Order, 1, a, b, world.Now),
                1 => Play.Command(world.Order, 4, a, b, world.Now),
                _ => Play.Command(world.Order, 11, a, b, world.Now),
            };
            world.Do(command, World.Channel);
        }

        var money = world.Order.Money;
        if (!(money.Kept + world.Order.PendingUnassigned).IsZero) world.Must(new OweRefund(RefundId.Of("rest"), null, []));
        foreach (var refund in executed(world.Order.Refunds.Items.Where(r => r.IsOpen))) world.Must(new RecordRefund(refund.Id, refund.Amount, World.Start));
        Assert.Equal(world.Order.Money.Paid, world.Order.Money.Refunded);
        Assert.True(world.Order.Money.Kept.IsZero && world.Order.Money.RefundPending.IsZero);

        // Giving back the freight of goods that cost nothing does not cancel the goods.
        Assert.All(world.Order.Lines,
            l => Assert.True(l.Units.Rest.IsZero || l.Total.IsZero, "nothing that was paid for is left to send once all money is back"));
    }

    [Law(300, 4_000)]
    public void Every_decision_says_why_and_names_its_workflow_when_the_step_moved(Seed seed, Move[] moves) =>
        Play.Through(seed, moves, (w, _, _) => Explains(w.Last!));

    [Fact]
    public void A_decision_that_keeps_its_reason_or_its_workflow_to_itself_is_caught()
    {
        Assert.True(Play.IsCaught(OrderMoves.Kinds, (seed, moves) => Play.Through(seed, moves, (w, _, _) => Explains(w.Last! with { Reasons = [] }))));
        Assert.True(Play.IsCaught(OrderMoves.Kinds, (seed, moves) => Play.Through(seed, moves, (w, _, _) => Explains(w.Last! with { Policies = [] }))));
    }

    private static void Explains(Decision<OrderEvent> decision)
    {
        if (decision.Events.IsEmpty) Assert.NotEmpty(decision.Reasons);
        if (decision.Events.Items.Any(e => e is StepEntered)) Assert.NotEmpty(decision.Policies);
    }

    [Fact]
    public void The_histories_are_no_idle_ones()
    {
        var headlines = new HashSet<OrderStatus>();
        var names = new HashSet<string>();
        foreach (var (seed, moves) in Play.Histories(OrderMoves.Kinds, 300))
        {
            Play.Through(seed, moves, (w, _, _) =>
            {
                headlines.Add(w.Statuses.Headline);
                foreach (var e in w.Last!.Events) names.Add(e.GetType().Name);
            });
        }

        Assert.Empty(Enum.GetValues<OrderStatus>().Except(headlines));
        var money = new[] { nameof(RefundReversed), nameof(RefundWithdrawn), nameof(MoneyWithheld), nameof(WithheldReleased),
            nameof(PaymentReversed), nameof(OrderExpired), nameof(OrderReinstated),
            nameof(UnitsSentBack), nameof(UnitsSteppedBack), nameof(ShipmentLost), nameof(ShipmentReserved), nameof(OrderCompleted) };
        Assert.Empty(money.Except(names));
    }

    [Fact]
    public void A_model_that_forgets_that_lost_units_must_be_settled_disagrees()
    {
        var (right, wrong) = (new Naive(), new Naive { IsMoneyGone = _ => true });
        var w = World.Placed().Paid().Shipped();
        w.Must(new RecordLoss(ShipmentId.Of("s1"), [World.Units("b", 1)]));
        w.Must(new RecordDelivery(w.Now, null, []));
        foreach (var e in w.Events)
        {
            right.See(e);
            wrong.See(e);
        }

        Assert.Equal(w.Statuses.Headline, right.Statuses.Headline);
        Assert.NotEqual(w.Statuses.Headline, wrong.Statuses.Headline);
    }

#if NET
    // Orders that no event makes are for this assembly alone.
    [Fact]
    public void A_planted_leak_is_found()
    {
        var world = World.Placed().Paid();
        var leaky = world.Order with { Books = world.Order.Books with { Parts = OrderParts.None(Currency.Cny) } };
        Assert.ThrowsAny<Exception>(() => Conserves(leaky, world.Order, world.Last!));
        var line = world.Order.Lines[0];
        var invented = world.Order with { Lines = world.Order.Lines.SetItem(0, line with { Units = line.Units.Add(Quantity.Of(1)) }) };
        Assert.ThrowsAny<Exception>(() => Conserves(invented, world.Order, world.Last!));
    }
#endif

    internal static void Conserves(Order order, Order before, Decision<OrderEvent> last)
    {
        var m = order.Money;
        var zero = Money.Zero(m.Due.Currency);
        Assert.True(m.Kept <= m.Due && m.Kept >= zero && m.Withheld >= zero && m.RefundPending >= zero && m.Refunded >= zero && m.Due >= zero);
        var moved = order.MovedMoney.Items.SelectMany(x => x.Tenders.Items.Select(t => t with { Amount = x.IsIn ? t.Amount : -t.Amount })).ToArray();
        var paid = order.Payments.Where(p => p.ReversedAt is null).Aggregate(zero, (sum, p) => sum + p.Amount);
        Assert.Equal(paid + moved.Aggregate(zero, (sum, t) => sum + t.Amount), m.Paid);
        Assert.Equal(m.Due, order.Lines.Items.Aggregate(order.Parts.Sum, (sum, l) => sum + l.Money.Left));
        Assert.True(order.PendingUnassigned >= zero);
        Assert.Equal(order.Refunds.Items.Where(r => r.Status == RefundStatus.Refunded).Aggregate(zero, (sum, r) => sum + r.Amount), m.Refunded);
        foreach (var tender in Enum.GetValues<Tender>())
        {
            var back = order.Refunds.Items.Where(r => r.Status is not (RefundStatus.Withdrawn or RefundStatus.Reversed)).SelectMany(r => r.Tenders.Items)
                .Where(t => t.Tender == tender);
            Assert.True(back.Aggregate(zero, (sum, t) => sum + t.Amount) <= order.Payments.Where(p => p.Tender == tender && p.ReversedAt is null)
                .Aggregate(zero, (sum, p) => sum + p.Amount) + moved.Where(t => t.Tender == tender).Aggregate(zero, (sum, t) => sum + t.Amount));
        }

        foreach (var line in order.Lines)
        {
            if (before.Line(line.Id) is { } was) Assert.Equal(was.Units.Ordered.Units + Amended(last, line.Id), line.Units.Ordered.Units);
            var planned = order.Shipments.Items.Where(s => s is { Status: ShipmentStatus.Planned, Reservation: not null })
                .Aggregate(default(Quantity), (sum, s) => sum + s.Of(line.Id).Units);
            Assert.Equal(planned, line.Units.Reserved);
            Assert.True(Planning(order, line.Id) <= line.Units.Open);
            foreach (var place in Enum.GetValues<SentPlace>())
                Assert.True(line.Owed.At(place) + line.Settled.At(place) <= line.At(place), $"{line.Id} {place}");
            var claimed = line.Owed.Sum + line.Settled.Sum + line.Units.Cancelled;
            Assert.True(claimed + line.Money.UnitsLeft == line.Units.Ordered,
                $"{line.Id}: {claimed} claimed, {line.Money.UnitsLeft} left of {line.Units.Ordered}");
            Assert.True(line.Refunded >= zero && line.RefundOwed >= zero && line.CancelledMoney >= zero && line.WrittenOffMoney >= zero);
            Assert.Equal(OfRefunds(order, line.Id, r => r.IsOpen), line.RefundOwed);
            Assert.Equal(OfRefunds(order, line.Id, r => r.Status == RefundStatus.Refunded), line.Refunded);
            Assert.Equal(line.Total, line.Money.Left + line.RefundOwed + line.Refunded + line.CancelledMoney + line.WrittenOffMoney + line.WithheldMoney);
            if (line.WrittenOff.IsZero) Assert.Equal(zero, line.WrittenOffMoney);
            if (line.Units.Cancelled.IsZero) Assert.Equal(zero, line.CancelledMoney);
            var outNow = order.Shipments.Items.Where(s => s.HandedOverAt is not null).Aggregate(default(Quantity), (sum, s) => sum + s.Of(line.Id).Out);
            Assert.Equal(line.Units.Shipped, outNow);
        }

        var isTold = order.Changes.Items.Any(c => c is { Change.Kind: ChangeKind.Content, Status: ChangeStatus.Confirmed });
        if (order.Amounts == order.Placed.Amounts && order.MovedMoney.IsEmpty && order.Kin.From.IsEmpty && order.Kin.To.IsEmpty && !isTold)
            Assert.Equal(order.Placed.Parts, order.Refunds.Items.Where(r => r.IsOpen || r.Status == RefundStatus.Refunded)
                .Aggregate(order.Parts + order.CancelledParts + order.WrittenOffParts, (sum, r) => sum + r.Parts));
        Assert.Equal(order.Holds.Count, order.Holds.Items.Select(h => h.Id).Distinct().Count());
    }

    private static Money OfRefunds(Order order, LineId line, Func<Refund, bool> which) => order.Refunds.Items.Where(which)
        .SelectMany(r => r.Units.Items.Where(u => u.Line == line).Select(u => u.Money).Concat(r.Goods.Items.Where(g => g.Line == line).Select(g => g.Money)))
        .Aggregate(Money.Zero(order.Money.Due.Currency), (sum, m) => sum + m);

    // Only an explicit event changes what was ordered.
    private static long Amended(Decision<OrderEvent> last, LineId line) => last.Events.Items
        .SelectMany(e => e switch
        {
            LineAmended x => x.Lines.Items.AsEnumerable(),
            LineExchanged x => x.Taken.Items,
            ContentAmended x => x.Lines.Items,
            UnitsReassigned x => x.Lines.Items.Select(l => new AmendedUnits(l.Line, QuantityDelta.Minus(l.Open + l.Reserved), -l.Money)),
            _ => Enumerable.Empty<AmendedUnits>(),
        }).Where(a => a.Line == line).Sum(a => a.Units.Units);

    private static Quantity Planning(Order order, LineId line) =>
        order.Shipments.Items.Where(s => s is { Status: ShipmentStatus.Planned, Reservation: null })
            .Aggregate(default(Quantity), (sum, s) => sum + s.Of(line).Units);
}
