using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>What a device read, as it tells it.</summary>
/// <param name="Device">The device.</param>
/// <param name="Sequence">The device's own number of the reading, not negative and never used twice by it.</param>
/// <param name="DeviceAt">The device's time of the reading: what was scanned offline is put in order by it.</param>
/// <param name="Step">The step of work, such as <c>picking</c> or <c>rechecking</c>; each counts for itself.</param>
/// <param name="Barcode">What was read, 1 to 128 characters.</param>
/// <param name="Operator">Who held the device.</param>
public sealed record ScanReading(DeviceId Device, long Sequence, Instant DeviceAt, string Step, string Barcode, ActorId Operator)
{
    /// <summary>The serial number that was read with it (SN, IMEI); null for none.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SerialNumber? Serial { get; init; }
}

/// <summary>A reading as the order keeps it, with what the barcodes said of it.</summary>
/// <param name="Reading">What the device read.</param>
/// <param name="Sku">The goods; null when no table knew the barcode (it may still be a SKU's own code).</param>
/// <param name="Units">How many units one such scan stands for.</param>
public sealed record Scan(ScanReading Reading, SkuId? Sku, Quantity Units) : IComparable<Scan>
{
    /// <summary>What the rules of serial numbers found wrong when the scan became known; null for nothing.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public SerialFault? Fault { get; init; }

    /// <summary>The order that has the unit, for <see cref="SerialFault.Elsewhere"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public OrderId? With { get; init; }

    /// <summary>The order in which scans are judged: device time, device, sequence; what a faulty device numbered twice, by content.</summary>
    public int CompareTo(Scan? other)
    {
        if (other is null) return 1;
        var (a, b) = (Reading, other.Reading);
        var order = a.DeviceAt.CompareTo(b.DeviceAt);
        if (order == 0) order = a.Device.CompareTo(b.Device);
        if (order == 0) order = a.Sequence.CompareTo(b.Sequence);
        if (order == 0) order = string.CompareOrdinal(a.Step, b.Step);
        if (order == 0) order = string.CompareOrdinal(a.Barcode, b.Barcode);
        if (order == 0) order = string.CompareOrdinal(a.Operator.Value, b.Operator.Value);
        if (order == 0) order = string.CompareOrdinal(Sku?.Value, other.Sku?.Value);
        if (order == 0) order = Units.CompareTo(other.Units);
        if (order == 0) order = string.CompareOrdinal(a.Serial?.Value, b.Serial?.Value);
        if (order == 0) order = Nullable.Compare(Fault, other.Fault);
        return order != 0 ? order : string.CompareOrdinal(With?.Value, other.With?.Value);
    }
}
