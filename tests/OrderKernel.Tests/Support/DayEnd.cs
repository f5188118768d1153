using OrderKernel.Deliveries;
using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Runs;

namespace OrderKernel.Tests.Support;

/// <summary>What is left when a day is over: orders with their ledgers and statuses, stock, figures.</summary>
internal sealed record DayEnd(ValueList<string> Orders, ValueList<StockBalance> Stock, KernelFigures Figures)
{
    /// <summary>The outcome without what rightly depends on how the same news was packed: counts of answers, events and the hash.</summary>
    public DayEnd Essence =>
        this with { Figures = Figures with { Duplicates = 0, Stale = 0, Applied = 0, Conflicts = 0, Parked = 0, ParkedBy = [], ConflictsBy = [], Events = 0,
            Streams = 0, EventHash = "" } };

    public static async Task<DayEnd> RunAsync(IOrderStore store, IEnumerable<Delivery> deliveries)
    {
        await new KernelRun(store, Bench.Sourced, Shop.Acme).ApplyAsync(deliveries, History.End);
        return await OfAsync(store);
    }

    public static async Task<DayEnd> OfAsync(IOrderStore store) => new(await OrdersAsync(store), await StockAsync(store),
        (await FigureReport.FoldAsync(store, Bench.Sourced, Shop.Acme)).Figures);

    public static async Task<ValueList<string>> OrdersAsync(IOrderStore store)
    {
        var orders = new List<string>();
        await foreach (var head in store.HeadsAsync(Shop.Acme, default))
        {
            if (head.Stream.Kind != StreamKinds.Order) continue;
            var events = await store.ReadAsync(head.Stream, 0, default);
            if (OrderDecider.Replay(events.Where(e => OrderEvents.Codec.Knows(e.Type)).Select(OrderEvents.Codec.Decode)) is { } order) orders.Add(Print(order));
        }

        return orders.Order(StringComparer.Ordinal).ToValueList();
    }

    public static async Task<ValueList<StockBalance>> StockAsync(IOrderStore store, params SkuId[] more)
    {
        var stock = new List<StockBalance>();
        foreach (var sku in more.Prepend(Shop.Tea).Prepend(Shop.Mug))
            stock.AddRange((await store.BalancesAsync(Shop.Acme, sku, default)).Where(b => b.Units != 0));
        return stock.OrderBy(b => b.Cell).ThenBy(b => b.Account).ToValueList();
    }

    private static string Print(Order o) =>
        $"{o.Key.Number} {o.Statuses.Headline} {o.Statuses.Payment} {o.Statuses.Fulfilment} due {o.Money.Due} paid {o.Money.Paid} kept {o.Money.Kept} pending {o.Money.RefundPending} refunded {o.Money.Refunded} "
        + string.Join("; ", o.Lines.Items.Where(l => !l.Units.Ordered.IsZero).Select(l => $"{l.Source} {l.Sku} {l.Units}").Order(StringComparer.Ordinal))
        + $" holds {string.Join(",", o.Holds.Items.Select(h => h.Kind).Order())}";
}
