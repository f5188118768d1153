namespace OrderKernel.Orders;

/// <summary>What is wrong with serial numbers, in words for a person.</summary>
internal static class SerialFaults
{
    private const int ShownMax = 20;

    public static Refusal Refuse(SerialFault fault, SkuId sku, Scan scan) => fault switch
    {
        SerialFault.Missing => Refusal.Of(OrdersCodes.SerialMissing, ("sku", sku)),
        SerialFault.Malformed => Malformed(new(sku, scan.Reading.Serial ?? default)),
        SerialFault.OfCarton => Refusal.Of(OrdersCodes.SerialOfCarton, ("sku", sku), ("serial", scan.Reading.Serial), ("units", scan.Units)),
        _ => Elsewhere(new(new(sku, scan.Reading.Serial ?? default), scan.With ?? default)),
    };

    public static Refusal Malformed(SerialUnit unit) => Refusal.Of(OrdersCodes.SerialMalformed, ("sku", unit.Sku), ("serial", unit.Serial));

    public static Refusal Elsewhere(HeldUnit held) =>
        Refusal.Of(OrdersCodes.SerialElsewhere, ("sku", held.Unit.Sku), ("serial", held.Unit.Serial), ("order", held.Order));

    public static Refusal Twice(SerialUnit unit, ShipmentId shipment) =>
        Refusal.Of(OrdersCodes.SerialTwice, ("sku", unit.Sku), ("serial", unit.Serial), ("shipment", shipment));

    public static Refusal Other(SerialUnit unit, Quantity units, ValueList<SerialUnit> known) =>
        Refusal.Of(OrdersCodes.SerialOther, ("sku", unit.Sku), ("serial", unit.Serial), ("units", units), ("known", Texts(known)));

    public static Refusal Strange(SerialUnit unit, ValueList<SerialUnit> sent) =>
        Refusal.Of(OrdersCodes.SerialStrange, ("sku", unit.Sku), ("serial", unit.Serial), ("sent", Texts(sent)));

    /// <summary>The numbers for a person: of many the first few.</summary>
    public static string Texts(ValueList<SerialUnit> units)
    {
        if (units.IsEmpty) return "-";
        var shown = string.Join(", ", units.Items.Take(ShownMax).Select(u => u.Serial.Value));
        return units.Count > ShownMax ? shown + ", …" : shown;
    }

    public static Refusal? Unset(ValueList<SerialUnit> units) => Required.Each("units", units, static u => Unset("", u));

    public static Refusal? Unset(ValueList<HeldUnit> held) =>
        Required.Each("held", held, static h => Unset("unit.", h.Unit) ?? Required.Id("order", h.Order));

    public static Refusal? Unset(string at, SerialUnit unit) => Required.Id(at + "sku", unit.Sku) ?? Required.Id(at + "serial", unit.Serial);
}
