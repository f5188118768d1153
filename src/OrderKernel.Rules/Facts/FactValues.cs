namespace OrderKernel.Rules;

/// <summary>Facts in an array, set by path or slot; can be cleared and filled again.</summary>
public sealed class FactValues : IFacts
{
    private readonly FactSchema _schema;
    private readonly ExpressionValue[] _values;

    /// <summary>No facts yet.</summary>
    /// <param name="schema">The fields that can be set.</param>
    public FactValues(FactSchema schema)
    {
        ArgumentNullException.ThrowIfNull(schema);
        (_schema, _values) = (schema, new ExpressionValue[schema.Fields.Count]);
    }

    /// <inheritdoc/>
    public ExpressionValue Get(int slot) => _values[slot];

    internal ref readonly ExpressionValue At(int slot) => ref _values[slot];

    /// <summary>Sets a fact by its path.</summary>
    /// <param name="path">A declared path.</param>
    /// <param name="value">Of the declared type; absent takes the fact away.</param>
    /// <exception cref="ArgumentException">The path is not declared, or the value has another type than declared.</exception>
    public FactValues Set(string path, ExpressionValue value) => Set(_schema.SlotOf(path), value);

    /// <summary>Sets a fact by its slot.</summary>
    /// <param name="slot">A slot of the schema.</param>
    /// <param name="value">Of the declared type; absent takes the fact away.</param>
    /// <exception cref="ArgumentException">The value has another type than declared.</exception>
    public FactValues Set(int slot, ExpressionValue value)
    {
        var field = _schema[slot];
        if (!value.IsAbsent && !field.Type.Includes(value))
            throw new ArgumentException($"{field.Path} is declared as {field.Type}, given was {value}.", nameof(value));
        _values[slot] = value;
        return this;
    }

    /// <summary>Makes all facts absent.</summary>
    public void Clear() => Array.Clear(_values, 0, _values.Length);
}
