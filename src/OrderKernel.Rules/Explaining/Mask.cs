using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules.Explaining;

/// <summary>Keeps what is personal out of texts: a value that was read from a personal fact or field, and such fields inside a record.</summary>
internal sealed class Mask
{
    internal const string Hidden = "***";

    private readonly FactSchema? _schema;
    private readonly HashSet<string> _fields = new(StringComparer.Ordinal);

    internal Mask(FactSchema? schema)
    {
        _schema = schema;
        if (schema is null) return;
        foreach (var field in schema.Fields) Enter(field.Type);
    }

    /// <summary>Whether a part reads something personal, at whatever depth.</summary>
    internal bool Hides(Node node) =>
        (node.Op == NodeOp.Fact && _schema is not null && _schema[node.Slot].IsPersonal)
        || (node.Op is NodeOp.Select && _fields.Contains(node.Name))
        || (node.Op == NodeOp.Index && node.Children[1] is { Op: NodeOp.Constant, Value.Kind: ValueKind.String } key && _fields.Contains(key.Value.Characters))
        || Array.Exists(node.Children, Hides);

    /// <summary>Whether a value has a personal field, at whatever depth.</summary>
    internal bool Hides(in ExpressionValue value) => _fields.Count > 0 && value.Kind switch
    {
        ValueKind.List => Array.Exists(value.Elements, e => Hides(e)),
        ValueKind.Map => Array.Exists(value.Map.Entries, e => IsHidden(e.Key) || Hides(e.Value)),
        _ => false,
    };

    internal string Shown(Node node, in ExpressionValue value) => Hides(node) ? Hidden : Shown(value);

    // A field is known by its name alone, so that it stays hidden wherever its record went.
    internal string Shown(in ExpressionValue value)
    {
        if (_fields.Count == 0) return value.ToString();
        return value.Kind switch
        {
            ValueKind.List => $"[{string.Join(", ", value.Elements.Select(e => Shown(e)))}]",
            ValueKind.Map => $"{{{string.Join(", ", value.Map.Entries.Select(e => $"{e.Key}: {(IsHidden(e.Key) ? Hidden : Shown(e.Value))}"))}}}",
            _ => value.ToString(),
        };
    }

    private bool IsHidden(in ExpressionValue key) => key.Kind == ValueKind.String && _fields.Contains(key.Characters);

    private void Enter(FactType type)
    {
        foreach (var field in type.Fields ?? [])
        {
            if (field.IsPersonal) _fields.Add(field.Path);
            Enter(field.Type);
        }

        if (type.Fields is null && type.Element is not null) Enter(type.Element);
    }
}
