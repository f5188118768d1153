using NodaTime;

namespace OrderKernel.Orders;

/// <summary>What a device read, as it tells it.</summary>
/// <param name="Device">The device.</param>
/// <param name="Sequence">The device's own number of the reading, not negative and never used twice by it.</param>
/// <param name="DeviceAt">The device's time of the reading: what was scanned offline is put in order by it.</param>
/// <param name="Step">The step of work, such as <c>picking</c> or <c>rechecking</c>; each counts for itself.</param>
/// <param name="Barcode">What was read, 1 to 128 characters.</param>
/// <param name="Operator">Who held the device.</param>
public sealed record ScanReading(DeviceId Device, long Sequence, Instant DeviceAt, string Step, string Barcode, ActorId Operator);

/// <summary>A reading as the order keeps it, with what the barcodes said of it.</summary>
/// <param name="Reading">What the device read.</param>
/// <param name="Sku">The goods; null when no table knew the barcode (it may still be a SKU's own code).</param>
/// <param name="Units">How many units one such scan stands for.</param>
public sealed record Scan(ScanReading Reading, SkuId? Sku, Quantity Units) : IComparable<Scan>
{
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
        return order != 0 ? order : Units.CompareTo(other.Units);
    }
}
