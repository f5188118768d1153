using OrderKernel.Orders;

namespace OrderKernel.Buyers;

/// <summary>What a kernel remembers of placed orders for the screening of the next ones: a buyer's recent orders, and what a shop's orders come to.</summary>
/// <remarks>
/// <para>In memory only: buyers are personal data, and what identifies them is not stored with orders. A host that restarts fills it again with
/// <see cref="Take"/>, or brings its own facts with each order.</para>
/// <para>Concurrency: safe for any number of threads. Bounds: <see cref="OrdersMax"/> orders a
/// buyer, and about twice <see cref="BuyersMax"/> buyers, those who ordered last.</para>
/// </remarks>
public sealed class ScreeningHistory
{
    /// <summary>Orders kept of one buyer.</summary>
    public const int OrdersMax = 32;

    /// <summary>Buyers after which those that did not order meanwhile are forgotten.</summary>
    public const int BuyersMax = 50_000;

    private readonly object _gate = new();
    private readonly Dictionary<(TenantId, ChannelId, ShopId, Currency), AmountSketch> _shops = [];
    private Dictionary<(TenantId, string), ValueList<Known>> _young = [];
    private Dictionary<(TenantId, string), ValueList<Known>> _old = [];

    /// <summary>The facts with what is remembered; what the caller brought stays.</summary>
    /// <param name="order">The order that is to be placed.</param>
    public ScreeningFacts FactsFor(PlaceOrder order)
    {
        ArgumentNullException.ThrowIfNull(order);
        var facts = order.Facts ?? new ScreeningFacts();
        lock (_gate)
        {
            return facts with
            {
                Recent = facts.Recent.IsEmpty && facts.Buyer is { Length: > 0 } buyer ? Others(Of((order.Key.Tenant, buyer)), order.Key) : facts.Recent,
                ShopAmounts = facts.ShopAmounts ?? (_shops.TryGetValue(ShopOf(order.Key, order.Amounts.Due), out var sketch) ? sketch : null),
            };
        }
    }

    /// <summary>Remembers an order that was placed.</summary>
    /// <param name="order">The order with the facts that it was screened on.</param>
    /// <param name="rules">What makes an order risky; null when nothing does.</param>
    public void Take(PlaceOrder order, RiskRules? rules)
    {
        ArgumentNullException.ThrowIfNull(order);
        var facts = order.Facts ?? new ScreeningFacts();
        if (facts.Buyer is not { Length: > 0 } buyer)
        {
            TakeAmount(order.Key, order.Amounts.Due);
            return;
        }

        var isAnomalous = rules is not null && RiskScreen.Judge(order, facts, rules).IsAnomalous;
        var past = new PastOrder(order.CreatedAt, order.Amounts.Due, ScreeningFacts.GoodsOf(order.Lines), ScreeningFacts.AddressOf(facts.Recipient),
            isAnomalous);
        lock (_gate)
        {
            var key = (order.Key.Tenant, buyer);
            // Decided again because another writer came between: it is one order all the same.
            if (Of(key).Items.Any(k => k.Key == order.Key)) return;
            Count(order.Key, order.Amounts.Due);
            var known = Of(key).Add(new(order.Key, past));
            _young[key] = known.Count > OrdersMax ? known.Items.RemoveAt(0).ToValueList() : known;
            if (_young.Count >= BuyersMax) (_old, _young) = (_young, []);
        }
    }

    /// <summary>Remembers what an order came to whose buyer nobody told.</summary>
    internal void TakeAmount(OrderKey order, Money due)
    {
        lock (_gate) Count(order, due);
    }

    private void Count(OrderKey order, Money due)
    {
        var shop = ShopOf(order, due);
        _shops[shop] = (_shops.TryGetValue(shop, out var sketch) ? sketch : AmountSketch.Empty(due.Currency)).Add(due);
    }

    private static ValueList<PastOrder> Others(ValueList<Known> orders, OrderKey than) =>
        orders.Items.Where(k => k.Key != than).Select(k => k.Past).ToValueList();

    private ValueList<Known> Of((TenantId, string) buyer) => _young.TryGetValue(buyer, out var known) || _old.TryGetValue(buyer, out known) ? known : [];

    private static (TenantId, ChannelId, ShopId, Currency) ShopOf(OrderKey order, Money due) => (order.Tenant, order.Channel, order.Shop, due.Currency);

    private sealed record Known(OrderKey Key, PastOrder Past);
}
