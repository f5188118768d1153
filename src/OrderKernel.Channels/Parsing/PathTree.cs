namespace OrderKernel.Channels;

/// <summary>The mapped places of a profile as a tree of property names, so that one pass over a record finds them all.</summary>
internal sealed class PathTree
{
    private readonly List<PathNode> _nodes = [];
    private readonly List<int> _slotCounts = [0];

    public PathTree() => Root = Add(null, "", 0);

    public PathNode Root { get; }

    public int NodeCount => _nodes.Count;

    /// <summary>Scope 0 is the record; each further scope is a list of rows.</summary>
    public IReadOnlyList<int> SlotCounts => _slotCounts;

    /// <summary>The place of a path such as <c>orders.order[].oid</c>, made when it is new.</summary>
    public Slot SlotOf(string path)
    {
        var node = NodeOf(path);
        if (node.Slot < 0) node.Slot = _slotCounts[node.Scope]++;
        return new(node.Scope, node.Slot);
    }

    /// <summary>The scope of the rows at a path that ends in <c>[]</c>.</summary>
    public int RowsOf(string path) => NodeOf(path).RowScope;

    /// <summary>The path of a place for people, with the row put in.</summary>
    public string PathOf(Slot slot, int row)
    {
        foreach (var node in _nodes)
        {
            if (node.Scope == slot.Scope && node.Slot == slot.Index) return node.Describe(row);
        }

        return "$";
    }

    /// <summary>The paths of all places, each once.</summary>
    public IEnumerable<string> Paths() => _nodes.Where(n => n.Slot >= 0).Select(n => n.Describe(-1).Substring(2));

    /// <summary>Of each entry one place at least must be there: the columns that a CSV header must have.</summary>
    public List<List<int>> Wanted { get; } = [];

    public string NameOf(int id) => _nodes[id].Name;

    public int IdOf(Slot slot) => _nodes.Find(n => n.Scope == slot.Scope && n.Slot == slot.Index)!.Id;

    /// <summary>Call once, when all paths are known.</summary>
    public void Seal()
    {
        foreach (var node in _nodes) node.Seal();
    }

    private PathNode NodeOf(string path)
    {
        var node = Root;
        foreach (var part in path.Split('.'))
        {
            var isList = part.EndsWith("[]", StringComparison.Ordinal);
            var name = isList ? part.Substring(0, part.Length - 2) : part;
            var scope = node.RowScope > 0 ? node.RowScope : node.Scope;
            node = node.Children.Find(c => c.Name == name) ?? Add(node, name, scope);
            if (!isList || node.RowScope > 0) continue;
            node.RowScope = _slotCounts.Count;
            _slotCounts.Add(0);
        }

        return node;
    }

    private PathNode Add(PathNode? parent, string name, int scope)
    {
        var node = new PathNode(parent, name, scope, _nodes.Count);
        _nodes.Add(node);
        parent?.Children.Add(node);
        return node;
    }
}

/// <summary>One property name of the tree.</summary>
internal sealed class PathNode(PathNode? parent, string name, int scope, int id)
{
    private Utf8Map<PathNode>? _byName;

    public string Name { get; } = name;

    public int Scope { get; } = scope;

    public int Id { get; } = id;

    public int Slot { get; set; } = -1;

    /// <summary>The scope of this list's rows; 0 when it is no list.</summary>
    public int RowScope { get; set; }

    public List<PathNode> Children { get; } = [];

    public void Seal() => _byName = Children.Count == 0 ? null : new(Children.ConvertAll(c => new KeyValuePair<string, PathNode>(c.Name, c)));

    public PathNode? Find(ReadOnlySpan<byte> property) => _byName is { } map && map.TryGet(property, out var child) ? child : null;

    public string Describe(int row)
    {
        if (parent is null) return "$";
        var list = RowScope > 0 ? "[]" : "";
        var path = $"{parent.Describe(-1)}.{Name}{list}";
        return row < 0 ? path : path.Replace("[]", $"[{row.ToString(System.Globalization.CultureInfo.InvariantCulture)}]");
    }
}
