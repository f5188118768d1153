namespace OrderKernel.Channels;

/// <summary>
/// Cuts CSV with a header row into rows, or into groups of rows where the profile says so: quoted fields as in RFC 4180; delimited by comma, semicolon, tab
/// or bar; CR LF, LF or CR; a byte-order mark, title rows and a <c>sep=</c> line above the header.
/// </summary>
/// <remarks>
/// The header is the first of the first 20 rows that has all columns which the profile must have, else the one with the most that it knows; the delimiter is
/// the one by which most of them are found. Lines end at CR alone where the first one of the input does.
/// </remarks>
public sealed class CsvRecordParser : RecordParser
{
    private readonly RecordLimits _limits;
    private readonly RowGroups? _groups;
    private readonly HeaderSearch _search;
    private readonly ByteBuffer _kept = new();
    private byte[] _header = [];
    private bool _inQuotes, _mayOpen = true, _isTooLarge;
    private byte? _delimiter;
    private LineEnds _ends;
    private long _offset, _line = 1, _number, _startLine = 1, _startOffset;

    /// <summary>A parser.</summary>
    /// <param name="profile">The channel's profile, of CSV; of its fields those count by which rows are grouped, and the names of the others to find the header.</param>
    /// <param name="limits">How large a row may get.</param>
    public CsvRecordParser(ChannelProfile profile, RecordLimits limits)
    {
        ArgumentNullException.ThrowIfNull(profile);
        ArgumentNullException.ThrowIfNull(limits);
        _limits = limits;
        _search = new(profile.Tree);
        if (profile.GroupBy.Count > 0) _groups = new(profile.GroupBy, limits, Hand);
    }

    private enum LineEnds
    {
        Unknown = 0,
        MaybeCarriageReturn,
        LineFeed,
        CarriageReturn,
    }

    /// <summary>What fields are delimited by; null before the header was found.</summary>
    public char? Delimiter => (char?)_delimiter;

    /// <inheritdoc/>
    public override void Push(ReadOnlySpan<byte> chunk, RecordHandler handler)
    {
        ArgumentNullException.ThrowIfNull(handler);
        var start = 0;
        for (var i = 0; i < chunk.Length; i++)
        {
            var b = chunk[i];
            if (_ends == LineEnds.MaybeCarriageReturn)
            {
                _ends = b == '\n' ? LineEnds.LineFeed : LineEnds.CarriageReturn;
                if (b != '\n') start = NextRow(chunk, start, i, default, handler);
            }

            if (_offset + i >= ProfileReader.Mark.Length && Ordinary(chunk.Slice(i)) is > 1 and var length)
            {
                // Of what neither quotes nor ends a row only the last byte matters.
                i += length - 1;
                b = chunk[i];
            }

            if (b == '\n' || (b == '\r' && _ends == LineEnds.CarriageReturn))
            {
                if (_inQuotes && !_isTooLarge)
                {
                    _line++;
                    continue;
                }

                if (_ends == LineEnds.Unknown) _ends = LineEnds.LineFeed;
                start = NextRow(chunk, start, i, chunk.Slice(i, 1), handler);
            }
            else if (b == '"')
            {
                // A doubled quote closes the field and, standing right behind, opens it again.
                var closes = _inQuotes;
                _inQuotes = !_inQuotes && _mayOpen;
                _mayOpen = closes;
            }
            else if (!_inQuotes && !IsMark(_offset + i, b))
            {
                _mayOpen = _delimiter is { } known ? b == known : CsvDialect.MayDelimit(b);
                if (b == '\r' && _ends == LineEnds.Unknown) _ends = LineEnds.MaybeCarriageReturn;
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
        {
            Settle(handler);
            HandOrGroup(Start, _kept.Written, Refusal.Of(ChannelsCodes.RecordTruncated, ("line", _startLine), ("byte", _startOffset)), handler);
        }
        else if (_kept.Length > 0)
        {
            RowEnd(default, default, handler);
        }

        Settle(handler);
        _groups?.End(handler);
        _kept.Clear();
        (_inQuotes, _isTooLarge) = (false, false);
    }

    private static int Ordinary(ReadOnlySpan<byte> text)
    {
        var length = text.IndexOfAny((byte)'\n', (byte)'\r', (byte)'"');
        return length < 0 ? text.Length : length;
    }

    // Behind the mark a quote may open as at the start.
    private static bool IsMark(long at, byte b) => at < ProfileReader.Mark.Length && b == ProfileReader.Mark[(int)at];

    private RecordPosition Start => new(0, _startLine, _startOffset);

    /// <summary>Ends a row before a byte of the chunk, of which so many are its line end; returns where the next one starts.</summary>
    private int NextRow(ReadOnlySpan<byte> chunk, int start, int i, ReadOnlySpan<byte> end, RecordHandler handler)
    {
        RowEnd(chunk.Slice(start, i - start), end, handler);
        _line++;
        (_startLine, _startOffset, _mayOpen) = (_line, _offset + i + end.Length, true);
        return i + end.Length;
    }

    private void RowEnd(ReadOnlySpan<byte> tail, ReadOnlySpan<byte> end, RecordHandler handler)
    {
        _inQuotes = false;
        if (!_isTooLarge && _kept.Length > 0)
        {
            Keep(tail, handler);
            tail = _kept.Written;
        }

        if (_isTooLarge)
        {
            _isTooLarge = false;
            _kept.Clear();
            return;
        }

        Row(tail, end, handler);
        _kept.Clear();
    }

    private void Row(ReadOnlySpan<byte> text, ReadOnlySpan<byte> end, RecordHandler handler)
    {
        if (_startOffset == 0 && text.StartsWith(ProfileReader.Mark)) text = text.Slice(ProfileReader.Mark.Length);
        var row = CsvTokens.WithoutEnd(text);
        if (row.Length > _limits.BytesMax) Settle(handler);
        else if (_delimiter is null)
        {
            if (_search.Take(Start, row, [.. text.Slice(row.Length), .. end])) Settle(handler);
            return;
        }

        if (!Cleaning.Trim(row).IsEmpty)
        {
            if (row.Length > _limits.BytesMax) HandOrGroup(Start, row.Slice(0, _limits.BytesMax), TooLarge(row.Length), handler);
            else HandOrGroup(Start, row, null, handler);
            text = text.Slice(row.Length);
        }

        _groups?.Gap(text, end);
    }

    /// <summary>The header is the best that was seen; the rows below it are records.</summary>
    private void Settle(RecordHandler handler)
    {
        if (_delimiter is not null || _search.Settle() is not { } found) return;
        (_header, _delimiter) = (found.Header, found.Delimiter);
        _groups?.Bind(_header, found.Delimiter);
        foreach (var (start, row, gap) in found.Below)
        {
            HandOrGroup(start, row, null, handler);
            _groups?.Gap(gap, default);
        }
    }

    private void Keep(ReadOnlySpan<byte> more, RecordHandler handler)
    {
        if (_isTooLarge || more.IsEmpty) return;
        if (_kept.Length + more.Length <= _limits.BytesMax)
        {
            _kept.Append(more);
            return;
        }

        Settle(handler);
        HandOrGroup(Start, _kept.Written, TooLarge(_kept.Length + more.Length), handler);
        _kept.Clear();
        _isTooLarge = true;
    }

    private Refusal TooLarge(long bytes) => Refusal.Of(ChannelsCodes.RecordTooLarge, ("bytes", bytes), ("most", _limits.BytesMax));

    private void HandOrGroup(RecordPosition start, ReadOnlySpan<byte> row, Refusal? problem, RecordHandler handler)
    {
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
