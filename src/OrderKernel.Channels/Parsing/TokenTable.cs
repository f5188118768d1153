namespace OrderKernel.Channels;

/// <summary>The mapped values of one record; used again for the next, so that reading allocates nothing.</summary>
internal sealed class TokenTable
{
    private readonly Token[][] _cells;
    private readonly int[][] _parents;
    private readonly int[] _rows;
    private readonly long[] _seenIn;
    private readonly int[] _widths;
    private long _objects;

    public TokenTable(PathTree tree)
    {
        _widths = tree.SlotCounts;
        _cells = new Token[_widths.Length][];
        _parents = new int[_widths.Length][];
        _rows = new int[_widths.Length];
        _seenIn = new long[tree.NodeCount];
        for (var i = 0; i < _cells.Length; i++)
        {
            _cells[i] = new Token[_widths[i] * (i == 0 ? 1 : 4)];
            _parents[i] = new int[4];
        }

        _rows[0] = 1;
    }

    public void Clear()
    {
        Array.Clear(_cells[0], 0, _cells[0].Length);
        for (var i = 1; i < _rows.Length; i++) _rows[i] = 0;
    }

    /// <summary>Texts of records before that this one may have again.</summary>
    public RepeatedTexts Repeated { get; } = new();

    public int Rows(int scope) => _rows[scope];

    public int ParentRow(int scope, int row) => row < _rows[scope] ? _parents[scope][row] : 0;

    public Token this[Slot slot, int row] => _cells[slot.Scope][(slot.Scope == 0 ? 0 : row * _widths[slot.Scope]) + slot.Index];

    public void Put(PathNode node, int row, Token token) => _cells[node.Scope][(node.Scope == 0 ? 0 : row * _widths[node.Scope]) + node.Slot] = token;

    public int AddRow(int scope, int parentRow)
    {
        var (row, width) = (_rows[scope]++, _widths[scope]);
        if (_parents[scope].Length <= row) Array.Resize(ref _parents[scope], row * 2);
        if (_cells[scope].Length < (row + 1) * width) Array.Resize(ref _cells[scope], (row + 1) * 2 * width);
        Array.Clear(_cells[scope], row * width, width);
        _parents[scope][row] = parentRow;
        return row;
    }

    public long OpenObject() => ++_objects;

    /// <summary>Notes a property of an object; false when it stood there before.</summary>
    public bool Meet(PathNode node, long inObject)
    {
        if (_seenIn[node.Id] == inObject) return false;
        _seenIn[node.Id] = inObject;
        return true;
    }
}
