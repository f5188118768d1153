using NodaTime;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>An order as guards and deadlines read it: nothing is copied.</summary>
internal sealed class OrderFacts(Order order) : IFacts
{
    private static readonly FactTable<Order> Table = new(
        new(FactField.Required("order.total", FactType.Money), o => o.Amounts.Due),
        new(FactField.Required("order.goods", FactType.Money), GoodsOf),
        new(FactField.Required("order.due", FactType.Money), o => o.Money.Due),
        new(FactField.Required("order.paid", FactType.Money), o => o.Money.Paid),
        new(FactField.Required("order.kept", FactType.Money), o => o.Money.Kept),
        new(FactField.Required("order.withheld", FactType.Money), o => o.Money.Withheld),
        new(FactField.Required("order.refundPending", FactType.Money), o => o.Money.RefundPending),
        new(FactField.Required("order.refunded", FactType.Money), o => o.Money.Refunded),
        new(FactField.Required("order.createdAt", FactType.Instant), o => ExpressionValue.Of(o.CreatedAt)),
        new(FactField.Optional("order.paidAt", FactType.Instant), o => Of(o.PaidAt)),
        new(FactField.Optional("order.shippedAt", FactType.Instant), o => Of(o.ShippedAt)),
        new(FactField.Optional("order.deliveredAt", FactType.Instant), o => Of(o.DeliveredAt)),
        new(FactField.Required("order.terms", FactType.String), o => o.Terms.ToString()),
        new(FactField.Required("order.channel", FactType.String), o => o.Key.Channel.Value),
        new(FactField.Required("order.shop", FactType.String), o => o.Key.Shop.Value),
        new(FactField.Required("order.tags", FactType.ListOf(FactType.String)), o => ExpressionValue.OfList(o.Tags.Items.Select(t => t.Value))),
        new(FactField.Required("order.skus", FactType.ListOf(FactType.String)), o => ExpressionValue.OfList(SkusOf(o))),
        new(FactField.Optional("order.source", FactType.String), o => o.Source is { } source ? source.Value : default(string)),
        new(FactField.Required("order.status", FactType.String), o => o.Statuses.Headline.ToString()),
        new(FactField.Required("order.lines", FactType.Int), o => o.Lines.Count),
        new(FactField.Required("order.units.open", FactType.Int), o => o.Position.Units.Rest.Units),
        new(FactField.Required("order.units.sent", FactType.Int), o => o.Position.Units.Sent.Units));

    private static readonly InstantTable<Order> Moments = new(Table, ("order.payableSince", o => o.PayableSince));

    public static FactSchema Schema => Table.Schema;

    public static ValueList<string> Instants => Moments.Names;

    public ExpressionValue Get(int slot) => Table.Get(order, slot);

    public Instant? InstantOf(string name) => Moments.Of(order, name);

    private static Money GoodsOf(Order order)
    {
        var sum = Money.Zero(order.Amounts.Due.Currency);
        foreach (var line in order.Lines) sum += line.Total;
        return sum;
    }

    // Each once, as the lines have them.
    private static IEnumerable<ExpressionValue> SkusOf(Order order) =>
        order.Lines.Items.Where(l => l.Sku is not null).Select(l => l.Sku!.Value.Value).Distinct(StringComparer.Ordinal).Select(s => ExpressionValue.Of(s));

    /// <summary>An instant that may not be known.</summary>
    public static ExpressionValue Of(Instant? at) => at is { } known ? ExpressionValue.Of(known) : default;
}
