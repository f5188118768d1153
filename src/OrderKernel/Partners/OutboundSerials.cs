using OrderKernel.Channels;
using OrderKernel.Orders;

namespace OrderKernel.Partners;

/// <summary>The serial numbers that a warehouse names for a parcel, given out to the order's shipments that the parcel is.</summary>
internal sealed class OutboundSerials(Order order, OutboundRecord record, bool isAsked)
{
    private readonly Dictionary<SkuId, Queue<SerialNumber>> _left = record.Lines.Items.GroupBy(l => l.Sku)
        .ToDictionary(g => g.Key, g => new Queue<SerialNumber>(g.SelectMany(l => l.Serials.Items)));

    private readonly HashSet<SkuId> _named = new(record.Lines.Items.Where(l => !l.Serials.IsEmpty).Select(l => l.Sku));

    /// <summary>What to tell of units before they leave: nothing where no number is named, for the door itself asks.</summary>
    public RecordSerials? Before(ShipmentId shipment, ValueList<LineUnits> units) =>
        Of(shipment, units) is { Units.IsEmpty: false } told ? told with { IsAll = told.Units.Count == units.Items.Sum(Named) } : null;

    /// <summary>What to tell of units that have left; also that no number is named, where one may be needed.</summary>
    public RecordSerials? After(ShipmentId shipment, ValueList<LineUnits> units) =>
        Of(shipment, units) is var told && (isAsked || !told.Units.IsEmpty) ? told : null;

    // A record that names each unit of the goods names all that go.
    private long Named(LineUnits units) => order.Line(units.Line)?.Sku is { } sku && _named.Contains(sku) ? units.Units.Units : 0;

    private RecordSerials Of(ShipmentId shipment, ValueList<LineUnits> units)
    {
        var named = new List<SerialUnit>();
        foreach (var (line, some) in units)
        {
            if (order.Line(line)?.Sku is not { } sku || !_left.TryGetValue(sku, out var serials)) continue;
            for (var i = 0L; i < some.Units && serials.Count > 0; i++) named.Add(new(sku, serials.Dequeue()));
        }

        return new(shipment, named.ToValueList());
    }
}
