namespace OrderKernel.Testing;

/// <summary>A record while it is written: a text, an object, or a list of rows.</summary>
internal sealed class PayloadNode
{
    /// <summary>The value as the channel writes it; null where this is none, or nothing stands here.</summary>
    public string? Text { get; set; }

    /// <summary>True when JSON writes the text without quotes: numbers, true and false.</summary>
    public bool IsLiteral { get; set; }

    /// <summary>True where JSON writes null: nothing is told.</summary>
    public bool IsNull { get; set; }

    public List<KeyValuePair<string, PayloadNode>> Members { get; } = [];

    public List<PayloadNode>? Rows { get; set; }

    /// <summary>True for an object or a list; attributes alone make an element neither.</summary>
    public bool IsContainer => Text is null && (Rows is not null || Members.Exists(m => m.Key[0] != '@'));

    public bool IsNothing => Text is null && Rows is null && Members.Count == 0 && !IsNull;

    public PayloadNode? Find(string name) => Members.Find(m => m.Key == name).Value;

    /// <summary>What stands under a name, put there when nothing does.</summary>
    public PayloadNode At(string name)
    {
        if (Find(name) is { } known) return known;
        var made = new PayloadNode();
        Members.Add(new(name, made));
        return made;
    }

    public PayloadNode AddRow()
    {
        var row = new PayloadNode();
        (Rows ??= []).Add(row);
        return row;
    }

    /// <summary>All values below, in the order in which they are written.</summary>
    public IEnumerable<PayloadNode> Leaves()
    {
        if (Text is not null) yield return this;
        foreach (var below in Members.Select(m => m.Value).Concat(Rows ?? []).SelectMany(n => n.Leaves())) yield return below;
    }
}

/// <summary>A row of a list, or the record itself where nothing is above.</summary>
/// <param name="Node">What stands in it.</param>
/// <param name="Above">The row, or the record, in which its list lies.</param>
internal sealed record PayloadRow(PayloadNode Node, PayloadRow? Above)
{
    /// <summary>True when a node is this row or one above it.</summary>
    public bool IsIn(PayloadNode node) => ReferenceEquals(Node, node) || (Above?.IsIn(node) ?? false);
}
