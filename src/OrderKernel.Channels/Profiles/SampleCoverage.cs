namespace OrderKernel.Channels;

/// <summary>What of a profile the records of samples have shown: which kinds were met, and which fields that an order needs were told.</summary>
/// <param name="profile">The profile.</param>
public sealed class SampleCoverage(ChannelProfile profile)
{
    private readonly HashSet<string> _met = [];
    private readonly HashSet<string> _traced = [];
    private readonly HashSet<string> _told = [];

    /// <summary>Takes a record that was read.</summary>
    /// <param name="reading">What became of it.</param>
    public void Add(RecordReading reading)
    {
        if (reading.RecordKind is { } kind) _met.Add(kind);
    }

    /// <summary>Takes a record that was read step by step; only of these is known which fields they told.</summary>
    /// <param name="trace">How it was read.</param>
    public void Add(RecordTrace trace)
    {
        ArgumentNullException.ThrowIfNull(trace);
        Add(trace.Reading);
        if (trace.RecordKind is null || trace.Reading.Kind == ReadingKind.Skipped) return;
        _traced.Add(trace.RecordKind);
        foreach (var field in trace.Fields)
        {
            if (field.Value is not null || !field.Read.IsEmpty) _told.Add(field.Rule);
        }
    }

    /// <summary>
    /// What no sample shows: record kinds that none has (<see cref="ChannelsCodes.RecordUnsampled"/>), and of the others the fields that an order needs and
    /// none tells (<see cref="ChannelsCodes.FieldUntold"/>).
    /// </summary>
    public ValueList<Finding> Findings()
    {
        var findings = new List<Finding>();
        for (var i = 0; i < profile.Kinds.Length; i++)
        {
            var kind = profile.Kinds[i];
            if (!_met.Contains(kind.Name)) findings.Add(Finding.Of($"$.records[{i}]", ChannelsCodes.RecordUnsampled, ("kind", kind.Name)));
            if (!_traced.Contains(kind.Name)) continue;
            foreach (var rule in Needed(kind))
            {
                if (!_told.Contains(rule.Name)) findings.Add(Finding.Of(rule.Name, ChannelsCodes.FieldUntold, ("field", rule.PathText), ("kind", kind.Name)));
            }
        }

        return findings.ToValueList();
    }

    // Without these a record is no claim; of total and price one is enough.
    private static IEnumerable<FieldRule> Needed(RecordKind kind)
    {
        if (kind.Partner is { } partner) return partner.Needed(kind);
        var needed = new List<FieldRule?> { kind.Number };
        if (kind.Scope == ClaimScope.Whole) needed.AddRange([kind.CreatedAt, kind.Amounts?.Due]);
        if (kind.Lines is { MayBeMissing: false } lines)
        {
            needed.AddRange([lines.Code, lines.Quantity]);
            if (lines.UnitPrice is null || lines.Total is null) needed.Add(lines.Total ?? lines.UnitPrice);
        }

        return needed.OfType<FieldRule>();
    }
}
