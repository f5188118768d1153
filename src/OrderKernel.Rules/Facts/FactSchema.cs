using OrderKernel.Rules.Syntax;

namespace OrderKernel.Rules;

/// <summary>The fields that expressions may read, each with a slot: its place in the order of declaration.</summary>
public sealed class FactSchema
{
    private readonly Dictionary<string, int> _slots = new(StringComparer.Ordinal);
    private readonly Dictionary<string, List<string>> _groups = new(StringComparer.Ordinal) { [""] = [] };
    private readonly FactField[] _fields;

    private FactSchema(FactField[] fields)
    {
        _fields = fields;
        for (var slot = 0; slot < fields.Length; slot++)
        {
            var path = fields[slot].Path;
            if (!_slots.TryAdd(path, slot)) throw new ArgumentException($"'{path}' is declared twice.", nameof(fields));
            Enter(path);
        }

        foreach (var path in _slots.Keys)
        {
            if (_groups.ContainsKey(path)) throw new ArgumentException($"'{path}' is declared as a field and as a group of fields.", nameof(fields));
        }
    }

    /// <summary>The fields in slot order.</summary>
    public IReadOnlyList<FactField> Fields => Array.AsReadOnly(_fields);

    /// <summary>A schema of fields.</summary>
    /// <param name="fields">The fields; each one's place is its slot.</param>
    /// <exception cref="ArgumentException">A path is no dotted identifier, stands there twice, or is the beginning of another.</exception>
    public static FactSchema Of(params FactField[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new((FactField[])fields.Clone());
    }

    /// <summary>The same schema with more fields after its own; slots that are known stay.</summary>
    /// <param name="fields">What is added; none of it may be there already.</param>
    /// <exception cref="ArgumentException">As for <see cref="Of"/>.</exception>
    public FactSchema With(params FactField[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        return new([.. _fields, .. fields]);
    }

    /// <summary>The slot of a path, or false when it is not declared.</summary>
    /// <param name="path">Identifiers joined by dots.</param>
    /// <param name="slot">From zero; zero too where the answer is false.</param>
    public bool TrySlotOf(string path, out int slot) => _slots.TryGetValue(path, out slot);

    /// <summary>The slot of a path.</summary>
    /// <param name="path">Identifiers joined by dots.</param>
    /// <exception cref="ArgumentException">The path is not declared.</exception>
    public int SlotOf(string path) => _slots.TryGetValue(path, out var slot) ? slot : throw new ArgumentException($"'{path}' is not declared.", nameof(path));

    internal FactField this[int slot] => _fields[slot];

    internal bool IsGroup(string path) => _groups.ContainsKey(path);

    internal IReadOnlyList<string> NamesIn(string group) => _groups.TryGetValue(group, out var names) ? names : [];

    private void Enter(string path)
    {
        var group = "";
        var names = path.Split('.');
        for (var i = 0; i < names.Length; i++)
        {
            if (!Words.IsIdentifier(names[i]) || (i == 0 && Words.IsReserved(names[i])))
                throw new ArgumentException($"'{path}' is no dotted identifier.", nameof(path));
            var known = _groups[group];
            if (!known.Contains(names[i])) known.Add(names[i]);
            group = i == 0 ? names[i] : $"{group}.{names[i]}";
            if (i < names.Length - 1 && !_groups.ContainsKey(group)) _groups.Add(group, []);
        }
    }
}
