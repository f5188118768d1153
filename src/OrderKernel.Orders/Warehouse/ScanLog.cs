namespace OrderKernel.Orders;

/// <summary>Merges scans into one order of judgement.</summary>
/// <remarks>
/// <para>A device's sequence number names one scan; should a faulty device have used it for two, the lesser stays.</para>
/// <para>Laws: merging is commutative, associative and idempotent, so that the log is the same whatever came first or twice.</para>
/// </remarks>
internal static class ScanLog
{
    public static ValueList<Scan> Merge(ValueList<Scan> known, ValueList<Scan> more)
    {
        var all = new List<Scan>(known.Count + more.Count);
        all.AddRange(known.Items);
        all.AddRange(more.Items);
        all.Sort();
        var seen = new HashSet<(DeviceId, long)>();
        return all.Where(s => seen.Add((s.Reading.Device, s.Reading.Sequence))).ToValueList();
    }

    public static Scan? Find(ValueList<Scan> log, ScanReading reading)
    {
        foreach (var scan in log)
        {
            if (scan.Reading.Sequence == reading.Sequence && scan.Reading.Device == reading.Device) return scan;
        }

        return null;
    }
}
