
namespace OrderKernel.Channels;

/// <summary>Takes one record's rows or row of a CSV input, or what is bad of it.</summary>
internal delegate void RowsHandler(RecordPosition start, ReadOnlySpan<byte> rows, Refusal? problem, RecordHandler handler);

/// <summary>Gathers CSV rows that follow one another with the same texts in some columns into one record.</summary>
/// <remarks>
/// Rows of one record that stand apart would be two records, of which the second overwrites the first: of the last 65,536 records it is known that they were
/// there, and rows that come again are a bad record. A row that cannot be read makes the groups beside it bad, since it may belong to either.
/// </remarks>
internal sealed class RowGroups(IReadOnlyList<string> columns, RecordLimits limits, RowsHandler hand)
{
    private const int KnownMax = 65_536;
    private CsvTokens _fields = new(new PathTree(), (byte)',');
    private readonly ByteBuffer _rows = new();
    private readonly ByteBuffer _gap = new();
    private readonly ByteBuffer _key = new();
    private readonly ByteBuffer _next = new();
    private readonly HashSet<ulong> _known = [];
    private readonly Queue<ulong> _order = new();
    private bool[] _isKey = [];
    private bool _isOpen, _isHanded;
    private RecordPosition _start;
    private Refusal? _problem, _bad;

    /// <summary>Finds the columns in a header row; where one is missing each row stands alone, and its reader says so.</summary>
    public void Bind(ReadOnlySpan<byte> header, byte delimiter)
    {
        var names = CsvTokens.Names(header, delimiter);
        _fields = new(new PathTree(), delimiter);
        _isKey = columns.All(names.Contains) ? [.. names.Select(n => columns.Contains(n))] : [];
    }

    public void Add(RecordPosition start, ReadOnlySpan<byte> row, RecordHandler handler)
    {
        _fields.Key(row, _isKey, _next);
        if (_isOpen && _isKey.Length > 0 && _next.Written.SequenceEqual(_key.Written))
        {
            if (_isHanded) return;
            var length = _rows.Length + _gap.Length + row.Length;
            if (length > limits.BytesMax)
            {
                hand(_start, _rows.Written, Refusal.Of(ChannelsCodes.RecordTooLarge, ("bytes", length), ("most", limits.BytesMax)), handler);
                _isHanded = true;
                return;
            }

            _rows.Append(_gap.Written);
            _rows.Append(row);
            _gap.Clear();
            return;
        }

        End(handler);
        (_isOpen, _isHanded, _start, _problem, _bad) = (true, false, start, _bad, null);
        _key.Clear();
        _key.Append(_next.Written);
        _rows.Append(row);
        if (_isKey.Length > 0 && _known.Contains(Hash(_key.Written)))
            _problem ??= Refusal.Of(ChannelsCodes.RowsScattered, ("line", start.Line), ("columns", string.Join(", ", columns)));
    }

    /// <summary>A row that cannot be read: the groups before and behind it may lack it.</summary>
    public void AddBad(RecordPosition start, ReadOnlySpan<byte> row, Refusal problem, RecordHandler handler)
    {
        if (_isOpen) _problem ??= problem;
        End(handler);
        _bad = problem;
        hand(start, row, problem, handler);
    }

    /// <summary>What stands between two rows: line ends, blank rows.</summary>
    public void Gap(ReadOnlySpan<byte> bytes, ReadOnlySpan<byte> end)
    {
        if (!_isOpen) return;
        _gap.Append(bytes);
        _gap.Append(end);
    }

    /// <summary>Hands out the group that is open.</summary>
    public void End(RecordHandler handler)
    {
        if (!_isOpen) return;
        if (!_isHanded) hand(_start, _rows.Written, _problem, handler);
        if (_isKey.Length > 0) Remember(Hash(_key.Written));
        _isOpen = false;
        _rows.Clear();
        _gap.Clear();
    }

    private void Remember(ulong hash)
    {
        if (!_known.Add(hash)) return;
        _order.Enqueue(hash);
        if (_order.Count > KnownMax) _known.Remove(_order.Dequeue());
    }

    private static ulong Hash(ReadOnlySpan<byte> key)
    {
        var hash = 14695981039346656037ul;
        foreach (var b in key) hash = unchecked((hash ^ b) * 1099511628211ul);
        return hash;
    }
}
