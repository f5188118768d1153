using BenchmarkDotNet.Attributes;
using NodaTime;
using OrderKernel.Orders;

namespace OrderKernel.Benchmarks;

/// <summary>
/// What one hand-over costs: the decision on an order of four lines with its events and
/// reasons, and the order that follows. Against a bare copy of four lines of counters.
/// </summary>
[MemoryDiagnoser]
public class ShipDecisionBenchmarks
{
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 2, 0);
    private static readonly LineId[] Lines = [LineId.Of("1"), LineId.Of("2"), LineId.Of("3"), LineId.Of("4")];
    private static readonly DecisionContext Warehouse = Context("w1", Role.Warehouse);
    private readonly long[][] _counters = [.. Enumerable.Range(0, 4).Select(_ => new long[7])];
    private readonly ShipShipment _ship = new(ShipmentId.Of("s1"), Start + Duration.FromHours(1), [Waybill.Of("SF1")], []);
    private readonly Order _planned = Planned();

    [GlobalSetup]
    public void Setup()
    {
        if (DecideAndEvolve().Statuses.Headline != OrderStatus.Shipped) throw new InvalidOperationException("The order was not shipped.");
    }

    [Benchmark(Baseline = true)]
    public long[][] CopyOfCounters()
    {
        var copy = new long[_counters.Length][];
        for (var i = 0; i < copy.Length; i++)
        {
            copy[i] = (long[])_counters[i].Clone();
            copy[i][2]++;
        }

        return copy;
    }

    [Benchmark]
    public Decision<OrderEvent> Decide() => OrderDecider.Decide(_planned, _ship, OrderPolicies.Default, Warehouse).ValueOrThrow();

    [Benchmark]
    public Order DecideAndEvolve()
    {
        var order = _planned;
        foreach (var e in Decide().Events) order = OrderDecider.Evolve(order, e);
        return order;
    }

    [Benchmark]
    public Handled<Order, OrderEvent> Handle() => OrderDecider.Handle(_planned, _ship, OrderPolicies.Default, Warehouse).ValueOrThrow();

    private static DecisionContext Context(string actor, Role role) => new(new(ActorId.Of(actor), [role]), Start + Duration.FromHours(1), MessageId.Of("m1"));

    private static Order Planned()
    {
        var key = new OrderKey(TenantId.Of("t"), ChannelId.Of("taobao"), ShopId.Of("s"), OrderNumber.Of("1"));
        var lines = Lines.Select(l => new OrderedLine(l, Quantity.Of(2), Money.Fen(5_000), [new(SkuId.Of($"sku-{l}"), Quantity.Of(1))])).ToValueList();
        Order? order = null;
        Do(new PlaceOrder(key, OrderId.Mint("TB", new LocalDate(2026, 2, 9), key), Start, PaymentTerms.Prepaid,
            new(Money.Fen(21_000)) { Freight = Money.Fen(1_000) }, lines), Role.Channel);
        Do(new RecordPayment(PaymentId.Of("p"), Tender.Cash, Money.Fen(21_000), Start), Role.Channel);
        Do(new PlanShipment(ShipmentId.Of("s1"), LocationId.Of("HZ"), CarrierId.Of("SF"), ReservationId.Of("r1"),
            Lines.Select(l => new LineUnits(l, Quantity.Of(2))).ToValueList()), Role.Kernel);
        return order!;

        void Do(OrderCommand command, Role role)
        {
            foreach (var e in OrderDecider.Decide(order, command, OrderPolicies.Default, Context("a", role)).ValueOrThrow().Events)
                order = OrderDecider.Evolve(order, e);
        }
    }
}
