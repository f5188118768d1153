namespace OrderKernel.Channels;

/// <summary>Cuts CSV with a header row into rows (RFC 4180: quoted fields, CR LF or LF, byte-order mark).</summary>
public sealed class CsvRecordParser : RecordParser
{
    private readonly RecordLimits _limits;
    private readonly ByteBuffer _kept = new();
    private byte[] _header = [];
    private bool _hasHeader, _inQuotes, _mayOpen = true, _isTooLarge;
    private long _offset, _line = 1, _number, _startLine = 1, _startOffset;

    /// <summary>A parser.</summary>
    /// <param name="profile">The channel's profile, of CSV; rows are cut without its fields.</param>
    /// <param name="limits">How large a row may get.</param>
    public CsvRecordParser(ChannelProfile profile, RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
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
        if (_inQuotes && !_isTooLarge) Hand(_kept.Written, Refusal.Of(ChannelsCodes.RecordTruncated, ("line", _startLine), ("byte", _startOffset)), handler);
        else if (_kept.Length > 0) RowEnd(default, handler);
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
        }
        else if (!Cleaning.Trim(row).IsEmpty)
        {
            if (row.Length > _limits.BytesMax) Hand(row.Slice(0, _limits.BytesMax), TooLarge(row.Length), handler);
            else Hand(row, null, handler);
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

        Hand(_kept.Written, TooLarge(_kept.Length + more.Length), handler);
        _kept.Clear();
        _isTooLarge = true;
    }

    private Refusal TooLarge(long bytes) => Refusal.Of(ChannelsCodes.RecordTooLarge, ("bytes", bytes), ("most", _limits.BytesMax));

    private void Hand(ReadOnlySpan<byte> row, Refusal? problem, RecordHandler handler)
    {
        _number++;
        handler(new(new(_number, _startLine, _startOffset), row, _header, problem));
    }
}
