using System.Globalization;

namespace OrderKernel.Channels;

/// <summary>The mapped places of a profile as a tree of property names, so that one pass over a record finds them all.</summary>
internal sealed class PathTree
{
    private readonly List<PathNode> _nodes = [];
    private readonly List<int> _slotCounts = [0];
    private readonly List<int> _parents = [-1];
    private int[]? _sealed;

    public PathTree() => Root = Add(null, "", 0);

    public PathNode Root { get; }

    public int NodeCount => _nodes.Count;

    /// <summary>Scope 0 is the record; each further scope is a list of rows.</summary>
    public int[] SlotCounts => _sealed ?? throw new InvalidOperationException("The tree is not sealed.");

    /// <summary>Of a CSV profile the list of a record's rows; null when no field reads them.</summary>
    public PathNode? CsvRows { get; private set; }

    /// <summary>The place of a path, made when it is new; of a path that ends in a list the list's own entries.</summary>
    /// <param name="parts">The path.</param>
    /// <param name="isRead">False when it is only looked at whether something stands there.</param>
    public Slot SlotOf(IReadOnlyList<PathPart> parts, bool isRead = true)
    {
        var node = NodeOf(parts);
        if (node.RowScope > 0 && parts[parts.Count - 1].IsList) node = node.Element ??= Add(null, node, "", node.RowScope);
        if (node.Slot < 0) node.Slot = _slotCounts[node.Scope]++;
        node.IsRead |= isRead;
        return new(node.Scope, node.Slot);
    }

    /// <summary>The scope of the rows at a path that ends in a list.</summary>
    public int RowsOf(IReadOnlyList<PathPart> parts) => NodeOf(parts).RowScope;

    /// <summary>The scope of the rows of a CSV record.</summary>
    public int RowsOfCsv(IReadOnlyList<PathPart> parts) => (CsvRows ??= NodeOf(parts)).RowScope;

    /// <summary>The scope in which the rows of a scope lie; −1 above the record.</summary>
    public int ParentOf(int scope) => _parents[scope];

    /// <summary>True when the rows of one scope lie, however deep, in those of another.</summary>
    public bool IsBelow(int scope, int other)
    {
        for (var above = _parents[scope]; above >= 0; above = _parents[above])
        {
            if (above == other) return true;
        }

        return false;
    }

    /// <summary>The path of a place for people, without row numbers.</summary>
    public string PathOf(Slot slot) => NodeAt(slot)?.Describe(null, 0) ?? "$";

    /// <summary>The path of a place for people, with the rows' numbers put in.</summary>
    public string PathOf(Slot slot, TokenTable table, int row) => NodeAt(slot)?.Describe(table, row) ?? "$";

    /// <summary>The paths of all places, each once: of CSV the names of columns.</summary>
    public IEnumerable<string> Paths() => _nodes.Where(n => n.Slot >= 0)
        .Select(n => CsvRows is { } rows && rows.Children.Contains(n) ? n.Name : n.Describe(null, 0).Substring(2)).Distinct();

    /// <summary>True when a field of a CSV profile reads a column.</summary>
    public bool ReadsColumn(string name) =>
        Root.Children.Exists(n => n.Name == name && n != CsvRows) || (CsvRows is { } rows && rows.Children.Exists(n => n.Name == name));

    /// <summary>Of each entry one place at least must be there: the columns that a CSV header must have.</summary>
    public List<List<int>> Wanted { get; } = [];

    public string NameOf(int id) => _nodes[id].Name;

    public int IdOf(Slot slot) => NodeAt(slot)!.Id;

    /// <summary>Call once, when all paths are known.</summary>
    public void Seal()
    {
        foreach (var node in _nodes) node.Seal();
        _sealed = [.. _slotCounts];
    }

    private PathNode? NodeAt(Slot slot) => _nodes.Find(n => n.Scope == slot.Scope && n.Slot == slot.Index);

    private PathNode NodeOf(IReadOnlyList<PathPart> parts)
    {
        var node = Root;
        foreach (var part in parts)
        {
            var scope = node.RowScope > 0 ? node.RowScope : node.Scope;
            node = node.Children.Find(c => c.Name == part.Name) ?? Add(node, node, part.Name, scope);
            if (!part.IsList || node.RowScope > 0) continue;
            node.RowScope = _slotCounts.Count;
            _slotCounts.Add(0);
            _parents.Add(scope);
        }

        return node;
    }

    private PathNode Add(PathNode? siblings, PathNode? parent, string name, int scope)
    {
        var node = new PathNode(parent, name, scope, _nodes.Count);
        _nodes.Add(node);
        siblings?.Children.Add(node);
        return node;
    }

    private PathNode Add(PathNode? parent, string name, int scope) => Add(parent, parent, name, scope);
}

/// <summary>One property name of the tree.</summary>
internal sealed class PathNode(PathNode? parent, string name, int scope, int id)
{
    private Utf8Map<PathNode>? _byName;

    public string Name { get; } = name;

    public int Scope { get; } = scope;

    public int Id { get; } = id;

    public int Slot { get; set; } = -1;

    /// <summary>True when a field reads the value that stands there.</summary>
    public bool IsRead { get; set; }

    /// <summary>The scope of this list's rows; 0 when it is no list.</summary>
    public int RowScope { get; set; }

    /// <summary>The place of this list's entries themselves, of a list of plain values; null when no field reads them.</summary>
    public PathNode? Element { get; set; }

    public List<PathNode> Children { get; } = [];

    public void Seal() => _byName = Children.Count == 0 ? null : new(Children.ConvertAll(c => new KeyValuePair<string, PathNode>(c.Name, c)));

    public PathNode? Find(ReadOnlySpan<byte> property) => _byName is { } map && map.TryGet(property, out var child) ? child : null;

    /// <summary>The node's path; with a table the numbers of the rows stand in it, <paramref name="row"/> being one of the node's own scope.</summary>
    public string Describe(TokenTable? table, int row)
    {
        if (parent is null) return "$";
        var above = parent.RowScope > 0 && table is not null ? table.ParentRow(parent.RowScope, row) : row;
        var start = parent.Describe(table, above);
        if (parent.RowScope > 0) start += table is null ? "[]" : $"[{row.ToString(CultureInfo.InvariantCulture)}]";
        return Name.Length == 0 ? start : $"{start}.{Name}";
    }
}
