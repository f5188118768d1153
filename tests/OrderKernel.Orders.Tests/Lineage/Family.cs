using NodaTime;

namespace OrderKernel.Orders.Tests.Lineage;

/// <summary>An order and all that were split off it or merged with it: does commands, splits and merges, and remembers every event.</summary>
internal sealed class Family
{
    private int _messages;

    public Family(World world)
    {
        Orders.Add(world.Order);
        Events.Add([.. world.Events]);
        Now = world.Now;
    }

    public List<Order> Orders { get; } = [];

    public List<List<OrderEvent>> Events { get; } = [];

    public Instant Now { get; set; }

    public OrderKey NextKey => World.Key($"100-{Orders.Count}");

    public Refusal? Do(int i, OrderCommand command, Actor? actor = null)
    {
        if (!OrderDecider.Handle(Orders[i], command, OrderPolicies.Default, Context(actor)).TryGet(out var handled, out var refusal)) return refusal;
        Take(i, handled);
        return null;
    }

    public Refusal? Split(int i, ValueList<LineUnits> lines, Actor? actor = null)
    {
        if (!OrderReassignment.Split(Orders[i], new SplitOrder(NextKey, lines), OrderPolicies.Default, Context(actor)).TryGet(out var both, out var refusal))
            return refusal;
        Take(i, both.Source);
        Orders.Add(both.Target.State!);
        Events.Add([.. both.Target.Decision.Events]);
        return null;
    }

    public Refusal? Merge(int from, int into, Actor? actor = null)
    {
        if (!OrderReassignment.Merge(Orders[from], Orders[into], OrderPolicies.Default, Context(actor)).TryGet(out var both, out var refusal)) return refusal;
        Take(from, both.Source);
        Take(into, both.Target);
        return null;
    }

    /// <summary>What must not change when units go from order to order.</summary>
    public static (long Due, long Kept, long Withheld, long Pending, long Refunded) Money(IEnumerable<Order> orders) => orders.Aggregate(
        (0L, 0L, 0L, 0L, 0L),
        (s, o) => (s.Item1 + o.Money.Due.MinorUnits, s.Item2 + o.Money.Kept.MinorUnits, s.Item3 + o.Money.Withheld.MinorUnits,
            s.Item4 + o.Money.RefundPending.MinorUnits, s.Item5 + o.Money.Refunded.MinorUnits));

    public static string Goods(IEnumerable<Order> orders) => string.Join(", ", orders.SelectMany(o => o.Lines.Items).Where(l => !l.IsReplacement)
        .GroupBy(l => l.Sku?.Value ?? "?").OrderBy(g => g.Key, StringComparer.Ordinal)
        .Select(g => $"{g.Key}={g.Sum(l => l.Units.Ordered.Units)}/{g.Sum(l => l.Units.Reserved.Units)}"));

    public static string Ordered(IEnumerable<Order> orders) => string.Join(", ", orders.SelectMany(o => o.Lines.Items).Where(l => !l.IsReplacement)
        .GroupBy(l => l.Sku?.Value ?? "?").OrderBy(g => g.Key, StringComparer.Ordinal).Select(g => $"{g.Key}={g.Sum(l => l.Units.Ordered.Units)}"));

    private void Take(int i, Handled<Order, OrderEvent> handled)
    {
        var order = Orders[i];
        foreach (var e in handled.Decision.Events) order = OrderDecider.Evolve(order, e);
        Assert.Equal(order, handled.State);
        OrderLaws.Conserves(order, Orders[i], handled.Decision);
        Orders[i] = order;
        Events[i].AddRange(handled.Decision.Events);
    }

    private DecisionContext Context(Actor? actor) => new(actor ?? World.Channel, Now, MessageId.Of($"f{++_messages}"));
}
