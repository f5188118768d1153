using NodaTime;

namespace OrderKernel.Orders.Tests;

/// <summary>Turns numbers into orders and commands, so that shrinking numbers shrinks histories.</summary>
internal static class Play
{
    /// <summary>The same histories each time, for looking for what must be among them.</summary>
    public static IEnumerable<(int Seed, Move[] Moves)> Histories(int kinds, int count, uint state = 1)
    {
        int Next(int below) => (int)((state = unchecked((state * 1_664_525u) + 1_013_904_223u)) >> 8) % below;
        for (var run = 0; run < count; run++)
        {
            var moves = Enumerable.Range(0, 40).Select(_ => new Move(Next(kinds), Next(61), Next(61), Next(10))).ToArray();
            yield return (Next(1_000_000), moves);
        }
    }

    /// <summary>The events, read back from their bytes, are the same and make the same order.</summary>
    /// <param name="order">What they made when they happened.</param>
    /// <param name="events">The events.</param>
    /// <param name="stored">What a store makes of one; null forgets it.</param>
    public static void Replays(Order order, IEnumerable<OrderEvent> events, Func<OrderEvent, OrderEvent?>? stored = null)
    {
        var header = new EventHeader(World.Start, ActorId.Of("a"), MessageId.Of("m"), [], []);
        var stream = order.Key.Stream();
        var head = new StreamHead(stream, 0, ChainHash.Genesis(stream));
        Order? replayed = null;
        foreach (var e in events)
        {
            if ((stored is null ? e : stored(e)) is not { } kept) continue;
            var read = OrderEvents.Codec.Decode(OrderEvents.Codec.Seal(head, kept, header));
            Assert.Equal(e, read);
            replayed = OrderDecider.Evolve(replayed, read);
        }

        Assert.Equal(order, replayed);
    }

    /// <summary>True when something among the histories breaks the law.</summary>
    public static bool IsCaught(int kinds, Action<int, Move[]> law) => Histories(kinds, 300).Any(h =>
    {
        try
        {
            law(h.Seed, h.Moves);
            return false;
        }
        catch (Exception)
        {
            return true;
        }
    });

    public static World Begin(int seed)
    {
        var world = new World();
        world.Must(Placing(seed));
        return world;
    }

    public static PlaceOrder Placing(int seed)
    {
        var s = Math.Abs((long)seed);
        var lines = new List<OrderedLine>();
        for (var i = 0; i < s % 4; i++)
        {
            var total = Money.Fen((s / 7 * (i + 3)) % 10_007);
            var units = Quantity.Of(1 + ((s / 3 + i) % 5));
            var id = LineId.Of($"l{i}");
            ValueList<BundleComponent> goods = ((s / 11 + i) % 4) switch
            {
                0 => [],
                1 => [new(SkuId.Of("x"), Quantity.Of(2)), new(SkuId.Of("y"), Quantity.Of(1))],
                _ => [new(SkuId.Of($"k{i}"), Quantity.Of(1))],
            };
            lines.Add(new(id, units, total, goods));
        }

        var sum = lines.Aggregate(Money.Fen(0), (a, l) => a + l.Total);
        var due = Money.Fen(Math.Max(0, sum.MinorUnits + (s % 13 * 100) - 300));
        var terms = (s / 5 % 5) switch { 0 => PaymentTerms.CashOnDelivery, 1 => PaymentTerms.PayLater, _ => PaymentTerms.Prepaid };
        var amounts = new OrderAmounts(due) { Freight = Money.Fen(s % 2 * 500) };
        return World.Placing(amounts, [.. lines]) with { Terms = terms, IsShippingNeverTold = s % 17 == 0 };
    }

    // Often what an earlier record told, with other units, goods or money: the lines are called alike.
    private static ToldContent Told(int seed)
    {
        var told = Placing(seed % 50);
        return new(told.Amounts, told.Lines);
    }

    public static Actor ActorOf(int n) => (Math.Abs((long)n) % 4) switch { 0 => World.Agent, 1 => World.Warehouse, 2 => Actor.Kernel, _ => World.Channel };

    public static OrderCommand Command(Order order, int op, int a, int b, Instant now)
    {
        var (x, y) = (Math.Abs((long)a), Math.Abs((long)b));
        var line = order.Lines.IsEmpty ? LineId.Of("none") : order.Lines[(int)(x % order.Lines.Count)].Id;
        var units = new LineUnits(line, Quantity.Of(1 + (y % 3)));
        ValueList<LineUnits> some = y % 4 == 0 ? [] : [units];
        var parcel = order.Shipments.IsEmpty ? ShipmentId.Of("none") : order.Shipments[(int)(x % order.Shipments.Count)].Id;
        var refund = order.Refunds.IsEmpty ? RefundId.Of("none") : order.Refunds[(int)(x % order.Refunds.Count)].Id;
        var fresh = ShipmentId.Of($"n{order.Shipments.Count}");
        var next = RefundId.Of($"f{order.Refunds.Count}");
        var money = Money.Fen(1 + (y % 4000));
        ValueList<RefundItem> items = (x % 4) switch
        {
            0 => [],
            1 => [new(line, units.Units)],
            2 => [new(line, units.Units, money)],
            _ => [new(line, default, Money.Fen(1 + (y % 300)))],
        };
        return (Math.Abs((long)op) % 28) switch
        {
            0 => new RecordPayment(PaymentId.Of($"p{order.Payments.Count}"), (Tender)(1 + (x % 5)), y % 3 == 0 ? money : order.Money.Due + Money.Fen(y % 2),
                now - Duration.FromMinutes(x % 50)),
            1 => new CancelUnits(some),
            2 => new PlanShipment(fresh, World.Hangzhou, null, y % 3 == 0 ? null : ReservationId.Of($"r{fresh}"), [units]),
            3 => new ShipShipment(parcel, now, [], some),
            4 => new ShipElsewhere(fresh, now, some) { Record = x % 5 == 0 ? "out" : null },
            5 => new RecordDelivery(now, y % 2 == 0 ? null : parcel, y % 2 == 0 ? [] : some),
            6 => new RecordLoss(parcel, some),
            7 => new GiveBackUndelivered(parcel, some),
            8 when y % 2 == 0 => new RecordReturn(null, [units]),
            8 => new ConfirmShipment(parcel, "out", x % 4 == 0 ? [] : [units])
            {
                Location = x % 2 == 0 ? World.Hangzhou : null, Waybills = y % 3 == 0 ? [Waybill.Of("YT1")] : [],
            },
            9 => new SendBack(fresh, now, [units]),
            10 => new StepBack((StepBackKind)(1 + (y % 4)), parcel, some, MessageId.Of("m1")) { Reservation = y % 2 == 0 ? ReservationId.Of("again") : null },
            11 => new OweRefund(next, items.IsEmpty && y % 3 != 0 ? money : null, items) { Freight = x % 5 == 0 ? Money.Fen(y % 400) : null },
            12 => new RecordRefund(y % 2 == 0 ? next : refund, y % 2 == 0 ? money : order.Refund(refund)?.Amount ?? money, now),
            13 => new WithdrawRefund(refund),
            14 => new ReverseRefund(refund),
            15 => new WithholdMoney(x % 2 == 0 ? money : null, x % 2 == 0 ? [] : [new(line, Quantity.Of(1), null, (SentPlace)(1 + (y % 5)))], "wear"),
            16 => new EndOrder((ClaimOutcome)(1 + (y % 2)), now),
            17 => new ReinstateOrder(some, MessageId.Of("m1")),
            18 => new FireDeadline(y % 2 == 0 ? "expire" : "complete"),
            19 => new ReleaseShipment(parcel),
            20 => new FailRefund(refund, "bank-said-no"),
            21 => new AddReplacement(LineId.Of($"again{order.Lines.Count}"), line, null, units.Units),
            22 => new AmendPrice(order.Amounts with { Due = money }),
            24 => new TellContent(ChangeId.Of($"channel-{order.Changes.Count + 1}"), Told(a))
            {
                Paid = y % 2 == 0 ? order.Money.Due + money : null,
            },
            25 => order.Changes.IsEmpty || y % 3 == 0
                ? new TellAddress(ChangeId.Of($"channel-{order.Changes.Count + 1}"), PersonToken.Of($"p{y % 5}"))
                : x % 2 == 0 ? new ConfirmChange(order.Changes.Items[^1].Id) : new DeclineChange(order.Changes.Items[^1].Id, "no"),
            26 => new ReversePayment(order.Payments.IsEmpty ? PaymentId.Of("none") : order.Payments[(int)(x % order.Payments.Count)].Id, now, "tender"),
            27 => new ReleaseWithheld(y % 2 == 0 ? money : null, "goodwill"),
            _ => y % 2 == 0 ? new ReserveShipment(parcel, ReservationId.Of($"r{parcel}")) : new CompleteOrder(),
        };
    }

    /// <summary>Plays a history and looks at the order after every decided command.</summary>
    public static World Through(int seed, Move[] moves, Action<World, OrderCommand, Order>? look = null)
    {
        var world = Begin(seed);
        foreach (var (op, a, b, who) in moves)
        {
            world.Now += Duration.FromMinutes(7);
            var before = world.Order;
            var command = Command(before, op, a, b, world.Now);
            if (world.Do(command, ActorOf(who)).IsOk) look?.Invoke(world, command, before);
        }

        return world;
    }
}
