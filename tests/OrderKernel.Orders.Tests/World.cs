using NodaTime;

namespace OrderKernel.Orders.Tests;

/// <summary>One order under test: does commands, folds their events, and remembers both.</summary>
internal sealed class World
{
    public static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 2, 0);
    public static readonly Actor Channel = new(ActorId.Of("channel"), [Role.Channel]);
    public static readonly Actor Agent = new(ActorId.Of("agent-1"), [Role.Agent]);
    public static readonly Actor Supervisor = new(ActorId.Of("supervisor-1"), [Role.Supervisor]);
    public static readonly Actor Buyer = new(ActorId.Of("buyer-1"), [Role.Buyer]);
    public static readonly Actor Warehouse = new(ActorId.Of("warehouse-1"), [Role.Warehouse]);
    public static readonly Actor Finance = new(ActorId.Of("finance-1"), [Role.Finance]);
    public static readonly LocationId Hangzhou = LocationId.Of("HZ");
    private int _messages;

    public OrderPolicies Policies { get; set; } = OrderPolicies.Default;

    public Order? State { get; private set; }

    public Order Order => State!;

    public List<OrderEvent> Events { get; } = [];

    public ValueList<Reason> Reasons { get; private set; }

    public Decision<OrderEvent> Last { get; private set; }

    public Instant Now { get; set; } = Start;

    public DerivedStatuses Statuses => Order.Statuses;

    public static OrderKey Key(string number = "100") => new(TenantId.Of("t"), ChannelId.Of("taobao"), ShopId.Of("s"), OrderNumber.Of(number));

    public static Money Yuan(long yuan) => Money.Fen(yuan * 100);

    public static Quantity Units(long n) => Quantity.Of(n);

    public static LineUnits Units(string line, long n) => new(LineId.Of(line), Quantity.Of(n));

    public static OrderedLine Line(string id, long units, long yuan) =>
        new(LineId.Of(id), Quantity.Of(units), Yuan(yuan), [new(SkuId.Of($"sku-{id}"), Quantity.Of(1))]) { Title = $"goods {id}" };

    public static OrderedLine Bundle(string id, long bundles, long yuan, params long[] sizes) =>
        new(LineId.Of(id), Quantity.Of(bundles), Yuan(yuan), sizes.Select((n, i) => new BundleComponent(SkuId.Of($"part-{i}"), Quantity.Of(n))).ToValueList());

    public static PlaceOrder Placing(OrderAmounts amounts, params OrderedLine[] lines) =>
        new(Key(), OrderId.Mint("TB", new LocalDate(2026, 2, 9), Key()), Start, PaymentTerms.Prepaid, amounts, lines.ToValueList());

    /// <summary>Two units at 100 yuan, one at 50, ten of freight: 160 due.</summary>
    public static World Placed(PaymentTerms terms = PaymentTerms.Prepaid)
    {
        var world = new World();
        world.Must(Placing(new(Yuan(160)) { ListPrice = Yuan(150), Freight = Yuan(10) }, Line("a", 2, 100), Line("b", 1, 50)) with { Terms = terms });
        return world;
    }

    public static World TotalsOnly(long yuan = 100)
    {
        var world = new World();
        world.Must(Placing(new(Yuan(yuan))));
        return world;
    }

    public World Paid(long? yuan = null, string id = "p1", Instant? at = null)
    {
        Must(new RecordPayment(PaymentId.Of(id), Tender.Cash, yuan is { } y ? Yuan(y) : Order.Money.Due, at ?? Start + Duration.FromMinutes(5)));
        return this;
    }

    public World Planned(string id = "s1", bool reserved = true, params LineUnits[] lines)
    {
        var units = lines.Length > 0 ? lines.ToValueList() : [Units("a", 2), Units("b", 1)];
        Must(new PlanShipment(ShipmentId.Of(id), Hangzhou, CarrierId.Of("SF"), reserved ? ReservationId.Of($"r-{id}") : null, units), Actor.Kernel);
        return this;
    }

    public World Shipped(string id = "s1", params LineUnits[] lines)
    {
        if (Order.Shipment(ShipmentId.Of(id)) is null) Planned(id, true, lines);
        Must(new ShipShipment(ShipmentId.Of(id), Now, [Waybill.Of($"w-{id}")], []), Warehouse);
        return this;
    }

    public World Delivered(Instant? at = null)
    {
        Must(new RecordDelivery(at ?? Now, null, []));
        return this;
    }

    public Result<Decision<OrderEvent>> Do(OrderCommand command, Actor? actor = null)
    {
        var context = new DecisionContext(actor ?? Channel, Now, MessageId.Of($"m{++_messages}"));
        var before = State;
        var result = OrderDecider.Decide(State, command, Policies, context);
        var handled = OrderDecider.Handle(State, command, Policies, context);
        if (!result.TryGet(out var decision, out _))
        {
            Assert.Equal(before, State);
            return result;
        }

        foreach (var e in decision.Events)
        {
            State = OrderDecider.Evolve(State, e);
            Events.Add(e);
        }

        // Deciding and evolving in one go is the same as one after the other.
        Assert.Equal(State, handled.ValueOrThrow().State);
        (Last, Reasons) = (decision, decision.Reasons);
        OrderLaws.Conserves(Order, before ?? Order, decision);
        return result;
    }

    public Decision<OrderEvent> Must(OrderCommand command, Actor? actor = null)
    {
        var result = Do(command, actor);
        Assert.True(result.IsOk, result.ToString());
        return result.ValueOrThrow();
    }

    public Refusal MustNot(string code, OrderCommand command, Actor? actor = null)
    {
        var result = Do(command, actor);
        Assert.False(result.IsOk, $"{command} should be refused with {code}");
        Assert.Equal(code, result.Refusal!.Code);
        return result.Refusal;
    }

    public void Says(string code) => Assert.Contains(code, Reasons.Items.Select(r => r.Code));

    public void Unchanged(OrderCommand command, string code = OrdersCodes.AlreadyKnown, Actor? actor = null)
    {
        Assert.Empty(Must(command, actor).Events);
        Says(code);
    }
}
