using NodaTime;

namespace OrderKernel.Channels;

// The same reading once more, told step by step.
public sealed partial class ProfileReader
{
    /// <summary>Reads a record as <see cref="Read(RecordSlice, Instant?)"/> does and shows how: for people who make profiles, not for the way of orders.</summary>
    /// <param name="record">A record of an input of this profile; not kept.</param>
    /// <param name="arrivedAt">When it arrived.</param>
    /// <remarks>Laws: its reading equals that of the same record without a trace.</remarks>
    public RecordTrace Trace(RecordSlice record, Instant? arrivedAt = null)
    {
        var trace = _trace = new ReadingTrace();
        try
        {
            var reading = Read(record, arrivedAt);
            var values = trace.Kind is null ? [] : ValuesOf(record);
            return new(reading, trace.Kind?.Name, trace.Fields.ToValueList(), trace.Kind is { } kind ? Leftovers.Of(kind, _profile.Policy.Tree, values) : [])
            {
                TieOut = trace.TieOut,
                Tried = trace.Tried.ToValueList(),
            };
        }
        finally
        {
            _trace = null;
        }
    }

    private List<PayloadValue> ValuesOf(RecordSlice record) => PayloadValues.Of(_profile.Policy.Format, record.Header, Unfolded(record.Bytes, []),
        _csv is null ? (byte)',' : CsvDialect.Fit(record.Header, _profile.Policy.Tree).Delimiter, _limits.DepthMax);
}
