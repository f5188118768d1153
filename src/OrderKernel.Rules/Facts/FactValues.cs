namespace OrderKernel.Rules;

/// <summary>Facts in an array, set by path or slot; can be cleared and filled again.</summary>
public sealed class FactValues : IFacts
{
    private readonly FactSchema _schema;
    private readonly ExpressionValue[] _values;

    /// <summary>No facts yet.</summary>
    public FactValues(FactSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        (_schema, _values) = (schema, new ExpressionValue[schema.Fields.Count]);
    }

    /// <inheritdoc/>
    public ExpressionValue Get(int slot) => _values[slot];

    /// <summary>Sets a fact by its path.</summary>
    /// <exception cref="ArgumentException">The path is not declared, or the value has another type than declared.</exception>
    public FactValues Set(string path, ExpressionValue value) => Set(_schema.SlotOf(path), value);

    /// <summary>Sets a fact by its slot.</summary>
    /// <exception cref="ArgumentException">The value has another type than declared.</exception>
    public FactValues Set(int slot, ExpressionValue value)
    {
        var field = _schema[slot];
        if (!value.IsAbsent && !Is(value, field.Type)) throw new ArgumentException($"{field.Path} is declared as {field.Type}, given was {value}.", nameof(value));
        _values[slot] = value;
        return this;
    }

    /// <summary>Makes all facts absent.</summary>
    public void Clear() => Array.Clear(_values, 0, _values.Length);

    private static bool Is(ExpressionValue value, FactType type) => value.Kind == type.Kind && value.Kind switch
    {
        ValueKind.List => Array.TrueForAll(value.Elements, e => Is(e, type.Element!)),
        ValueKind.Map => Array.TrueForAll(value.Map.Entries, e => Is(e.Key, type.Key!) && Is(e.Value, type.Element!)),
        _ => true,
    };
}
