using NodaTime;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>A shipment as guards and deadlines of its workflow read it: nothing is copied.</summary>
internal sealed class ShipmentFacts(Order order, Shipment shipment, OrderPolicies policies) : IFacts
{
    private static readonly FactType Line = FactType.RecordOf(
        FactField.Optional("sku", FactType.String), FactField.Required("units", FactType.Int), FactField.Required("bulky", FactType.Bool),
        FactField.Required("replacement", FactType.Bool));

    private static readonly FactTable<ShipmentFacts> Table = new(
        new(FactField.Required("shipment.service", FactType.String), s => s.Shipment.Service ?? Orders.Shipment.StandardService),
        new(FactField.Required("shipment.lines", FactType.ListOf(Line)), s => ExpressionValue.OfList(s.Shipment.Lines.Items.Select(s.LineOf))),
        new(FactField.Required("shipment.units", FactType.Int), s => s.Units()),
        new(FactField.Required("shipment.bulky", FactType.Bool), s => s.HasBulky()),
        new(FactField.Optional("shipment.carrier", FactType.String), s => s.Shipment.Carrier is { } carrier ? carrier.Value : default(ExpressionValue)),
        new(FactField.Optional("shipment.location", FactType.String), s => s.Shipment.Location is { } location ? location.Value : default(ExpressionValue)),
        new(FactField.Required("shipment.waybills", FactType.Int), s => s.Shipment.Waybills.Count),
        new(FactField.Optional("shipment.weight", FactType.Int), s => s.Shipment.Weighing is { } weighing ? weighing.Grams : default(ExpressionValue)),
        new(FactField.Required("shipment.weighed", FactType.Bool), s => s.Shipment.Weighing is not null && !s.Order.Holds.Items.Any(s.IsWrongWeight)),
        new(FactField.Required("shipment.scanned.complete", FactType.Bool), s => s.At is { } at && ScanSheet.Of(s.Order, s.Shipment).IsComplete(at.Step)),
        new(FactField.Required("shipment.scanned.units", FactType.Int),
            s => s.At is { } at ? ScanSheet.Of(s.Order, s.Shipment).Counted(at.Step).Units : 0),
        new(FactField.Optional("shipment.plannedAt", FactType.Instant), s => OrderFacts.Of(s.Shipment.PlannedAt)),
        new(FactField.Optional("shipment.handedOverAt", FactType.Instant), s => OrderFacts.Of(s.Shipment.HandedOverAt)),
        new(FactField.Optional("shipment.firstScanAt", FactType.Instant), s => OrderFacts.Of(s.Shipment.FirstScanAt)),
        new(FactField.Optional("shipment.deliveredAt", FactType.Instant), s => OrderFacts.Of(s.Shipment.DeliveredAt)),
        new(FactField.Required("order.total", FactType.Money), s => s.Order.Amounts.Due),
        new(FactField.Required("order.terms", FactType.String), s => s.Order.Terms.ToString()),
        new(FactField.Required("order.channel", FactType.String), s => s.Order.Key.Channel.Value),
        new(FactField.Required("order.shop", FactType.String), s => s.Order.Key.Shop.Value),
        new(FactField.Required("order.tags", FactType.ListOf(FactType.String)), s => ExpressionValue.OfList(s.Order.Tags.Items.Select(t => t.Value))));

    private static readonly InstantTable<ShipmentFacts> Moments =
        new(Table, ("order.createdAt", s => s.Order.CreatedAt), ("order.paidAt", s => s.Order.PaidAt));

    public static FactSchema Schema => Table.Schema;

    public static ValueList<string> Instants => Moments.Names;

    private Order Order => order;

    private Shipment Shipment => shipment;

    private ShipmentPosition? At => shipment.Process;

    public ExpressionValue Get(int slot) => Table.Get(this, slot);

    public Instant? InstantOf(string name) => Moments.Of(this, name);

    private long Units()
    {
        long units = 0;
        foreach (var line in shipment.Lines) units += line.Units.Units;
        return units;
    }

    // What a step of the process itself holds is no finding of the scales.
    private bool IsWrongWeight(Hold hold) => hold.Kind == HoldKind.WeightMismatch && hold.Shipment == shipment.Id && hold.Origin != HoldOrigin.Step;

    private bool HasBulky() => shipment.Lines.Items.Any(l => IsBulky(l.Line));

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
