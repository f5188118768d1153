namespace OrderKernel.Orders;

/// <summary>The units of a shipment that are known by their serial numbers, whoever told them: our scans, or a warehouse's record.</summary>
/// <remarks>Law: of a SKU never more than the shipment holds units of it, and none twice.</remarks>
public static class ShipmentSerials
{
    /// <summary>The units that were put into a shipment.</summary>
    /// <param name="order">The order.</param>
    /// <param name="shipment">One of its shipments.</param>
    public static ValueList<SerialUnit> Of(Order order, Shipment shipment)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(shipment);
        var isScanned = shipment.Scans.Items.Any(s => s.Reading.Serial is not null);
        if (!isScanned && shipment.Serials.IsEmpty) return [];
        var known = new List<SerialUnit>();
        foreach (var unit in shipment.Serials.Items.Concat(isScanned ? ScanSheet.Of(order, shipment).Serials.Items.Except(shipment.SerialsLeftOut.Items) : []))
        {
            if (!known.Contains(unit) && known.Count(k => k.Sku == unit.Sku) < UnitsOf(order, shipment, unit.Sku)) known.Add(unit);
        }

        return known.ToValueList();
    }

    /// <summary>Of these, the units that the buyer has or that are on their way: the shipment left, and they have not come back.</summary>
    /// <param name="order">The order.</param>
    /// <param name="shipment">One of its shipments.</param>
    public static ValueList<SerialUnit> Out(Order order, Shipment shipment)
    {
        ArgumentNullException.ThrowIfNull(shipment);
        return shipment.HandedOverAt is null || shipment.Status == ShipmentStatus.Cancelled
            ? []
            : Of(order, shipment).Where(u => !shipment.SerialsBack.Items.Contains(u));
    }

    /// <summary>The hold that a unit sets which came back and was not sent: whoever releases it lets the unit pass.</summary>
    /// <param name="unit">The unit.</param>
    public static HoldId HoldOf(SerialUnit unit) => HoldId.Derived("serial", $"{unit.Sku}:{unit.Serial}");

    internal static long UnitsOf(Order order, Shipment shipment, SkuId sku)
    {
        long units = 0;
        foreach (var line in shipment.Lines)
        {
            if (order.Line(line.Line)?.Sku == sku) units += line.Units.Units;
        }

        return units;
    }
}
