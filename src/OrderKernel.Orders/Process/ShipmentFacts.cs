using NodaTime;
using OrderKernel.Rules;

namespace OrderKernel.Orders;

/// <summary>A shipment as guards and deadlines of its workflow read it: slot by slot, nothing copied.</summary>
internal sealed class ShipmentFacts(Order order, Shipment shipment, OrderPolicies policies) : IFacts
{
    private static readonly FactType Line = FactType.RecordOf(
        FactField.Optional("sku", FactType.String), FactField.Required("units", FactType.Int), FactField.Required("bulky", FactType.Bool),
        FactField.Required("replacement", FactType.Bool));

    public static FactSchema Schema { get; } = FactSchema.Of(
        FactField.Required("shipment.service", FactType.String),
        FactField.Required("shipment.lines", FactType.ListOf(Line)),
        FactField.Required("shipment.units", FactType.Int),
        FactField.Required("shipment.bulky", FactType.Bool),
        FactField.Optional("shipment.carrier", FactType.String),
        FactField.Optional("shipment.location", FactType.String),
        FactField.Required("shipment.waybills", FactType.Int),
        FactField.Optional("shipment.weight", FactType.Int),
        FactField.Required("shipment.weighed", FactType.Bool),
        FactField.Required("shipment.scanned.complete", FactType.Bool),
        FactField.Required("shipment.scanned.units", FactType.Int),
        FactField.Optional("shipment.plannedAt", FactType.Instant),
        FactField.Optional("shipment.handedOverAt", FactType.Instant),
        FactField.Optional("shipment.firstScanAt", FactType.Instant),
        FactField.Optional("shipment.deliveredAt", FactType.Instant),
        FactField.Required("order.total", FactType.Money),
        FactField.Required("order.terms", FactType.String),
        FactField.Required("order.channel", FactType.String),
        FactField.Required("order.shop", FactType.String),
        FactField.Required("order.tags", FactType.ListOf(FactType.String)));

    public static ValueList<string> Instants { get; } =
        ["shipment.plannedAt", "shipment.handedOverAt", "shipment.firstScanAt", "shipment.deliveredAt", "order.createdAt", "order.paidAt"];

    public ExpressionValue Get(int slot) => slot switch
    {
        0 => ExpressionValue.Of(shipment.Service ?? Shipment.StandardService),
        1 => ExpressionValue.OfList(shipment.Lines.Items.Select(LineOf)),
        2 => ExpressionValue.Of(Units()),
        3 => ExpressionValue.Of(shipment.Lines.Items.Any(l => IsBulky(l.Line))),
        4 => shipment.Carrier is { } carrier ? ExpressionValue.Of(carrier.Value) : default,
        5 => shipment.Location is { } location ? ExpressionValue.Of(location.Value) : default,
        6 => ExpressionValue.Of((long)shipment.Waybills.Count),
        7 => shipment.Weighing is { } weighing ? ExpressionValue.Of(weighing.Grams) : default,
        8 => ExpressionValue.Of(shipment.Weighing is not null && !order.Holds.Items.Any(IsWrongWeight)),
        9 => ExpressionValue.Of(shipment.Process is { } at && ScanSheet.Of(order, shipment).IsComplete(at.Step)),
        10 => ExpressionValue.Of(shipment.Process is { } here ? ScanSheet.Of(order, shipment).Counted(here.Step).Units : 0),
        11 => Of(shipment.PlannedAt),
        12 => Of(shipment.HandedOverAt),
        13 => Of(shipment.FirstScanAt),
        14 => Of(shipment.DeliveredAt),
        15 => ExpressionValue.Of(order.Amounts.Due),
        16 => ExpressionValue.Of(order.Terms.ToString()),
        17 => ExpressionValue.Of(order.Key.Channel.Value),
        18 => ExpressionValue.Of(order.Key.Shop.Value),
        19 => ExpressionValue.OfList(order.Tags.Items.Select(t => t.Value)),
        _ => default,
    };

    public Instant? InstantOf(string name) => name switch
    {
        "shipment.plannedAt" => shipment.PlannedAt,
        "shipment.handedOverAt" => shipment.HandedOverAt,
        "shipment.firstScanAt" => shipment.FirstScanAt,
        "shipment.deliveredAt" => shipment.DeliveredAt,
        "order.createdAt" => order.CreatedAt,
        "order.paidAt" => order.PaidAt,
        _ => null,
    };

    private static ExpressionValue Of(Instant? at) => at is { } known ? ExpressionValue.Of(known) : default;

    private long Units()
    {
        long units = 0;
        foreach (var line in shipment.Lines) units += line.Units.Units;
        return units;
    }

    // What a step of the process itself holds is no finding of the scales.
    private bool IsWrongWeight(Hold hold) => hold.Kind == HoldKind.WeightMismatch && hold.Shipment == shipment.Id && hold.Origin != HoldOrigin.Step;

    private bool IsBulky(LineId line) => order.Line(line)?.Sku is { } sku && policies.Warehouse.Policy.Of(sku).IsBulky;

    private ExpressionValue LineOf(ShipmentLine line)
    {
        var ordered = order.Line(line.Line);
        var fields = new List<KeyValuePair<ExpressionValue, ExpressionValue>>
        {
            new("units", line.Units.Units), new("bulky", IsBulky(line.Line)), new("replacement", ordered is { IsReplacement: true }),
        };
        if (ordered?.Sku is { } sku) fields.Add(new("sku", sku.Value));
        return ExpressionValue.OfMap(fields);
    }
}
