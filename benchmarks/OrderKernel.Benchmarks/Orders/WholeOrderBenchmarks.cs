using BenchmarkDotNet.Attributes;
using NodaTime;
using OrderKernel.Orders;
using Stateless;

namespace OrderKernel.Benchmarks;

/// <summary>
/// An order of one line from placing to delivery: placed, paid, planned, shipped, delivered, with all its events, reasons and the orders that follow.
/// Against a Stateless machine whose entry actions note the status and the instant, built for each order as its documentation does, and one that is
/// built once and only fired.
/// </summary>
[MemoryDiagnoser]
public class WholeOrderBenchmarks
{
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 2, 0);
    private static readonly OrderKey Key = new(TenantId.Of("t"), ChannelId.Of("taobao"), ShopId.Of("s"), OrderNumber.Of("1"));

    private static readonly (OrderCommand Command, DecisionContext Context)[] Told =
    [
        (new PlaceOrder(Key, OrderId.Mint("TB", new LocalDate(2026, 2, 9), Key), Start, PaymentTerms.Prepaid, new(Money.Fen(10_000)),
            [new(LineId.Of("1"), Quantity.Of(2), Money.Fen(5_000), [new(SkuId.Of("mug"), Quantity.Of(1))])]), Context("taobao", Role.Channel, 0)),
        (new RecordPayment(PaymentId.Of("p"), Tender.Cash, Money.Fen(10_000), Start), Context("taobao", Role.Channel, 1)),
        (new PlanShipment(ShipmentId.Of("s1"), LocationId.Of("HZ"), CarrierId.Of("SF"), ReservationId.Of("r1"), [new(LineId.Of("1"), Quantity.Of(2))]),
            Context("kernel", Role.Kernel, 1)),
        (new ShipShipment(ShipmentId.Of("s1"), Start + Duration.FromHours(5), [Waybill.Of("SF1")], []), Context("w1", Role.Warehouse, 5)),
        (new RecordDelivery(Start + Duration.FromHours(40), ShipmentId.Of("s1"), []), Context("sf", Role.Carrier, 40)),
    ];

    private readonly Plain _plain = new();
    private readonly StateMachine<Status, Trigger> _built;

    public WholeOrderBenchmarks() => _built = _plain.Machine();

    private enum Status { New, AwaitingPayment, AwaitingFulfilment, Planned, Shipped, Delivered }

    private enum Trigger { Place, Pay, Plan, Ship, Deliver }

    [GlobalSetup]
    public void Setup()
    {
        if (Handled()?.Statuses.Headline != OrderStatus.Delivered) throw new InvalidOperationException("The order was not delivered.");
        if (StatelessBuiltForEach() != 5 || StatelessBuiltOnce() != 5) throw new InvalidOperationException("The machine did not go through.");
    }

    [Benchmark(Baseline = true)]
    public int StatelessBuiltForEach()
    {
        var plain = new Plain();
        return plain.Run(plain.Machine());
    }

    [Benchmark]
    public int StatelessBuiltOnce() => _plain.Run(_built);

    [Benchmark]
    public Order? Handled()
    {
        Order? order = null;
        foreach (var (command, context) in Told) order = OrderDecider.Handle(order, command, OrderPolicies.Default, context).ValueOrThrow().State;
        return order;
    }

    private static DecisionContext Context(string actor, Role role, int hours) =>
        new(new(ActorId.Of(actor), [role]), Start + Duration.FromHours(hours), MessageId.Of($"m-{actor}-{hours}"));

    /// <summary>What a shop's own program keeps: a status, and when each began.</summary>
    private sealed class Plain
    {
        private readonly List<(Status, Instant)> _history = [];
        private Status _status;

        public StateMachine<Status, Trigger> Machine()
        {
            var machine = new StateMachine<Status, Trigger>(() => _status, s => _status = s);
            machine.Configure(Status.New).Permit(Trigger.Place, Status.AwaitingPayment);
            machine.Configure(Status.AwaitingPayment).OnEntry(Note).Permit(Trigger.Pay, Status.AwaitingFulfilment);
            machine.Configure(Status.AwaitingFulfilment).OnEntry(Note).Permit(Trigger.Plan, Status.Planned);
            machine.Configure(Status.Planned).OnEntry(Note).Permit(Trigger.Ship, Status.Shipped);
            machine.Configure(Status.Shipped).OnEntry(Note).Permit(Trigger.Deliver, Status.Delivered);
            machine.Configure(Status.Delivered).OnEntry(Note);
            return machine;
        }

        public int Run(StateMachine<Status, Trigger> machine)
        {
            _status = Status.New;
            _history.Clear();
            machine.Fire(Trigger.Place);
            machine.Fire(Trigger.Pay);
            machine.Fire(Trigger.Plan);
            machine.Fire(Trigger.Ship);
            machine.Fire(Trigger.Deliver);
            return _history.Count;
        }

        private void Note() => _history.Add((_status, Start));
    }
}
