namespace OrderKernel.Orders;

/// <summary>A scan and what was found wrong with it.</summary>
/// <param name="Scan">The scan.</param>
/// <param name="WhyNot">Why it does not count; null when it does.</param>
public sealed record JudgedScan(Scan Scan, Refusal? WhyNot);

/// <summary>A shipment's scans, judged one after the other by device time against what it holds.</summary>
/// <remarks>
/// <para>A carton counts whole or not at all. Each step of work counts for itself.</para>
/// <para>Laws: what a step counts of a SKU never exceeds the shipment's units of it; the sheet follows from the set of scans, not from their arrival.</para>
/// </remarks>
public sealed class ScanSheet
{
    private const int ExpectedShownMax = 20;

    private readonly Order _order;
    private readonly Shipment _shipment;
    private readonly Dictionary<SkuId, Quantity> _held;
    private readonly HashSet<string> _ownCodes;
    private readonly Dictionary<(string Step, SkuId Sku), Quantity> _counted = [];
    private readonly List<(string Step, SerialUnit Unit)> _serials = [];

    private ScanSheet(Order order, Shipment shipment)
    {
        (_order, _shipment, _held) = (order, shipment, Held(order, shipment));
        _ownCodes = new(order.Lines.Items.Select(l => l.Sku?.Value).OfType<string>(), StringComparer.Ordinal);
    }

    /// <summary>All scans in the order in which they were judged.</summary>
    public ValueList<JudgedScan> Scans { get; private set; }

    /// <summary>The units that are known by their serial number, each once, in the order in which they were scanned first.</summary>
    public ValueList<SerialUnit> Serials => _serials.Select(s => s.Unit).Distinct().ToValueList();

    /// <summary>The sheet of a shipment.</summary>
    /// <param name="order">The order.</param>
    /// <param name="shipment">One of its shipments.</param>
    public static ScanSheet Of(Order order, Shipment shipment)
    {
        ArgumentNullException.ThrowIfNull(shipment);
        return Of(order, shipment, shipment.Scans);
    }

    /// <summary>The units of a SKU that a step has counted.</summary>
    /// <param name="step">The step of work, as scans name it; one without scans has counted nothing.</param>
    /// <param name="sku">The goods.</param>
    public Quantity Counted(string step, SkuId sku) => _counted.TryGetValue((step, sku), out var units) ? units : default;

    /// <summary>All units that a step has counted.</summary>
    /// <param name="step">The step of work, as scans name it; one without scans has counted nothing.</param>
    public Quantity Counted(string step) => _counted.Where(c => c.Key.Step == step).Aggregate(default(Quantity), (sum, c) => sum + c.Value);

    /// <summary>What a step still has to scan; empty when nothing.</summary>
    /// <param name="step">The step of work, as scans name it; one without scans misses everything.</param>
    public ValueList<(SkuId Sku, Quantity Units)> Missing(string step) =>
        _held.Select(h => (h.Key, Quantity.SaturatingSubtract(h.Value, Counted(step, h.Key)))).Where(m => !m.Item2.IsZero).ToValueList();

    /// <summary>True when a step has scanned everything; never while the goods of a line are not known.</summary>
    /// <param name="step">The step of work, as scans name it.</param>
    public bool IsComplete(string step) => _shipment.Lines.Items.All(l => l.Units.IsZero || _order.Line(l.Line)?.Sku is not null) && Missing(step).IsEmpty;

    internal static ScanSheet Of(Order order, Shipment shipment, ValueList<Scan> scans)
    {
        ArgumentNullException.ThrowIfNull(order);
        var sheet = new ScanSheet(order, shipment);
        sheet.Scans = scans.Items.Select(s => new JudgedScan(s, sheet.Judge(s))).ToValueList();
        return sheet;
    }

    // Of a large parcel the first few: a person reads this, and thousands of wrong scans may each say it.
    internal string Expected(string step)
    {
        var missing = new List<string>();
        foreach (var held in _held)
        {
            var rest = Quantity.SaturatingSubtract(held.Value, Counted(step, held.Key));
            if (rest.IsZero) continue;
            if (missing.Count == ExpectedShownMax)
            {
                missing.Add("…");
                break;
            }

            missing.Add($"{held.Key} × {rest}");
        }

        return missing.Count == 0 ? "-" : string.Join(", ", missing);
    }

    private Refusal? Judge(Scan scan)
    {
        var (step, barcode) = (scan.Reading.Step, scan.Reading.Barcode);
        if ((scan.Sku ?? OwnCode(barcode)) is not { } sku)
        {
            return Gtin.MissingDigit(barcode) is { } digit
                ? Refusal.Of(OrdersCodes.BarcodeMisread, ("barcode", barcode), ("digit", digit))
                : Refusal.Of(OrdersCodes.BarcodeUnknown, ("barcode", barcode), ("expected", Expected(step)));
        }

        if (!_held.TryGetValue(sku, out var units))
            return Refusal.Of(OrdersCodes.ScanNotInShipment, ("sku", sku), ("shipment", _shipment.Id), ("expected", Expected(step)));
        if (scan.Fault is { } fault) return SerialFaults.Refuse(fault, sku, scan);
        if (WhyNot(step, sku, scan.Reading.Serial, units) is { } whyNot) return whyNot;
        var before = Counted(step, sku);
        if (Quantity.SaturatingSubtract(units, before) < scan.Units)
            return Refusal.Of(OrdersCodes.ScanTooMany, ("sku", sku), ("scanned", scan.Units), ("counted", before), ("held", units),
                ("expected", Expected(step)));
        _counted[(step, sku)] = before + scan.Units;
        if (scan.Reading.Serial is { } serial) _serials.Add((step, new(sku, serial)));
        return null;
    }

    // Another step scans the same units again: once each of them has a number, no other can be among them.
    private Refusal? WhyNot(string step, SkuId sku, SerialNumber? read, Quantity units)
    {
        if (read is not { } serial) return null;
        var unit = new SerialUnit(sku, serial);
        if (_serials.Contains((step, unit))) return SerialFaults.Twice(unit, _shipment.Id);
        var known = Serials.Where(s => s.Sku == sku);
        return known.Items.Contains(unit) || known.Count < units.Units ? null : SerialFaults.Other(unit, units, known);
    }

    private SkuId? OwnCode(string barcode) => _ownCodes.Contains(barcode) ? SkuId.Of(barcode) : null;

    private static Dictionary<SkuId, Quantity> Held(Order order, Shipment shipment)
    {
        var held = new Dictionary<SkuId, Quantity>();
        foreach (var line in shipment.Lines)
        {
            if (order.Line(line.Line)?.Sku is not { } sku || line.Units.IsZero) continue;
            held[sku] = held.TryGetValue(sku, out var units) ? units + line.Units : line.Units;
        }

        return held;
    }
}
