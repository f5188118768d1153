namespace OrderKernel.Channels;

/// <summary>
/// Cuts CSV with a header row into rows (RFC 4180: quoted fields, CR LF or LF, byte-order mark), or into groups of rows where the profile says so.
/// </summary>
public sealed class CsvRecordParser : RecordParser
{
    private readonly RecordLimits _limits;
    private readonly RowGroups? _groups;
    private readonly ByteBuffer _kept = new();
    private byte[] _header = [];
    private bool _hasHeader, _inQuotes, _mayOpen = true, _isTooLarge;
    private long _offset, _line = 1, _number, _startLine = 1, _startOffset;

    /// <summary>A parser.</summary>
    /// <param name="profile">The channel's profile, of CSV; of its fields only those by which rows are grouped count.</param>
    /// <param name="limits">How large a row may get.</param>
    public CsvRecordParser(ChannelProfile profile, RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        if (profile.GroupBy.Count > 0) _groups = new(profile.GroupBy, limits, Hand);
    }

    /// <inheritdoc/>
    public override void Push(ReadOnlySpan<byte> chunk, RecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var start = 0;
        for (var i = 0; i < chunk.Length; i++)
        {
            var b = chunk[i];
            if (b == '\n')
            {
                _line++;
                if (_inQuotes && !_isTooLarge) continue;
                RowEnd(chunk.Slice(start, i - start), handler);
                start = i + 1;
                _startLine = _line;
                _startOffset = _offset + start;
                _mayOpen = true;
            }
            else if (b == '"')
            {
                // A doubled quote closes the field and, standing right behind, opens it again.
                var closes = _inQuotes;
                _inQuotes = !_inQuotes && _mayOpen;
                _mayOpen = closes;
            }
            else if (!_inQuotes)
            {
                _mayOpen = b == ',';
            }
        }

        Keep(chunk.Slice(start), handler);
        _offset += chunk.Length;
    }

    /// <inheritdoc/>
    public override void Complete(RecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        if (_inQuotes && !_isTooLarge)
            HandOrGroup(_kept.Written, Refusal.Of(ChannelsCodes.RecordTruncated, ("line", _startLine), ("byte", _startOffset)), handler);
        else if (_kept.Length > 0) RowEnd(default, handler);
        _groups?.End(handler);
        _kept.Clear();
        (_inQuotes, _isTooLarge) = (false, false);
    }

    private void RowEnd(ReadOnlySpan<byte> tail, RecordHandler handler)
    {
        _inQuotes = false;
        if (_isTooLarge)
        {
            _isTooLarge = false;
            _kept.Clear();
            return;
        }

        if (_kept.Length > 0)
        {
            Keep(tail, handler);
            if (_isTooLarge) { _isTooLarge = false; return; }
            tail = _kept.Written;
        }

        var row = CsvTokens.WithoutEnd(tail);
        if (!_hasHeader)
        {
            if (row.Length >= 3 && row[0] == 0xEF && row[1] == 0xBB && row[2] == 0xBF) row = row.Slice(3);
            _header = row.ToArray();
            _hasHeader = _header.Length > 0;
            if (_hasHeader) _groups?.Bind(_header);
        }
        else if (!Cleaning.Trim(row).IsEmpty)
        {
            if (row.Length > _limits.BytesMax) HandOrGroup(row.Slice(0, _limits.BytesMax), TooLarge(row.Length), handler);
            else HandOrGroup(row, null, handler);
            _groups?.Gap(tail.Slice(row.Length));
        }
        else
        {
            _groups?.Gap(tail);
        }

        _kept.Clear();
    }

    private void Keep(ReadOnlySpan<byte> more, RecordHandler handler)
    {
        if (_isTooLarge || more.IsEmpty) return;
        if (_kept.Length + more.Length <= _limits.BytesMax)
        {
            _kept.Append(more);
            return;
        }

        HandOrGroup(_kept.Written, TooLarge(_kept.Length + more.Length), handler);
        _kept.Clear();
        _isTooLarge = true;
    }

    private Refusal TooLarge(long bytes) => Refusal.Of(ChannelsCodes.RecordTooLarge, ("bytes", bytes), ("most", _limits.BytesMax));

    private void HandOrGroup(ReadOnlySpan<byte> row, Refusal? problem, RecordHandler handler)
    {
        var start = new RecordPosition(0, _startLine, _startOffset);
        if (_groups is null) Hand(start, row, problem, handler);
        else if (problem is null) _groups.Add(start, row, handler);
        else _groups.AddBad(start, row, problem, handler);
    }

    private void Hand(RecordPosition start, ReadOnlySpan<byte> rows, Refusal? problem, RecordHandler handler)
    {
        _number++;
        handler(new(start with { Number = _number }, rows, _header, problem));
    }
}
