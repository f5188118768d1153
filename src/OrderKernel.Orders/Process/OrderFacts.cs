using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Orders;

/// <summary>An order as guards and deadlines read it: slot by slot, nothing copied.</summary>
internal sealed class OrderFacts(Order order) : IFacts
{
    public static FactSchema Schema { get; } = FactSchema.Of(
        FactField.Required("order.total", FactType.Money),
        FactField.Required("order.due", FactType.Money),
        FactField.Required("order.paid", FactType.Money),
        FactField.Required("order.kept", FactType.Money),
        FactField.Required("order.withheld", FactType.Money),
        FactField.Required("order.refundPending", FactType.Money),
        FactField.Required("order.refunded", FactType.Money),
        FactField.Required("order.createdAt", FactType.Instant),
        FactField.Optional("order.paidAt", FactType.Instant),
        FactField.Optional("order.shippedAt", FactType.Instant),
        FactField.Optional("order.deliveredAt", FactType.Instant),
        FactField.Required("order.terms", FactType.String),
        FactField.Required("order.channel", FactType.String),
        FactField.Required("order.shop", FactType.String),
        FactField.Required("order.tags", FactType.ListOf(FactType.String)),
        FactField.Required("order.lines", FactType.Int),
        FactField.Required("order.units.open", FactType.Int),
        FactField.Required("order.units.sent", FactType.Int));

    public static ValueList<string> Instants { get; } = ["order.createdAt", "order.payableSince", "order.paidAt", "order.shippedAt", "order.deliveredAt"];

    public ExpressionValue Get(int slot) => slot switch
    {
        0 => ExpressionValue.Of(order.Amounts.Due),
        1 => ExpressionValue.Of(order.Money.Due),
        2 => ExpressionValue.Of(order.Money.Paid),
        3 => ExpressionValue.Of(order.Money.Kept),
        4 => ExpressionValue.Of(order.Money.Withheld),
        5 => ExpressionValue.Of(order.Money.RefundPending),
        6 => ExpressionValue.Of(order.Money.Refunded),
        7 => ExpressionValue.Of(order.CreatedAt),
        8 => Of(order.PaidAt),
        9 => Of(order.ShippedAt),
        10 => Of(order.DeliveredAt),
        11 => ExpressionValue.Of(order.Terms.ToString()),
        12 => ExpressionValue.Of(order.Key.Channel.Value),
        13 => ExpressionValue.Of(order.Key.Shop.Value),
        14 => ExpressionValue.OfList(order.Tags.Items.Select(t => t.Value)),
        15 => ExpressionValue.Of((long)order.Lines.Count),
        16 => ExpressionValue.Of(order.Position.Units.Rest.Units),
        17 => ExpressionValue.Of(order.Position.Units.Sent.Units),
        _ => default,
    };

    public Instant? InstantOf(string name) => name switch
    {
        "order.createdAt" => order.CreatedAt,
        "order.payableSince" => order.PayableSince,
        "order.paidAt" => order.PaidAt,
        "order.shippedAt" => order.ShippedAt,
        "order.deliveredAt" => order.DeliveredAt,
        _ => null,
    };

    private static ExpressionValue Of(Instant? at) => at is { } known ? ExpressionValue.Of(known) : default;
}
