namespace OrderKernel.Rules;

/// <summary>The type of a fact or of an expression. Compared by value; prints as <c>list&lt;string&gt;</c>.</summary>
public sealed class FactType : IEquatable<FactType>
{
    private FactType(string name, ValueKind kind, FactType? key = null, FactType? element = null) => (Name, Kind, Key, Element) = (name, kind, key, element);

    /// <summary>The null value.</summary>
    public static FactType Null { get; } = new("null", ValueKind.Null);

    /// <summary>True or false.</summary>
    public static FactType Bool { get; } = new("bool", ValueKind.Bool);

    /// <summary>A signed 64-bit integer.</summary>
    public static FactType Int { get; } = new("int", ValueKind.Int);

    /// <summary>An unsigned 64-bit integer.</summary>
    public static FactType Uint { get; } = new("uint", ValueKind.Uint);

    /// <summary>A binary floating-point number.</summary>
    public static FactType Double { get; } = new("double", ValueKind.Double);

    /// <summary>A text.</summary>
    public static FactType String { get; } = new("string", ValueKind.String);

    /// <summary>Octets.</summary>
    public static FactType Bytes { get; } = new("bytes", ValueKind.Bytes);

    /// <summary>An amount.</summary>
    public static FactType Money { get; } = new("money", ValueKind.Money);

    /// <summary>A moment.</summary>
    public static FactType Instant { get; } = new("instant", ValueKind.Instant);

    /// <summary>A length of time.</summary>
    public static FactType Duration { get; } = new("duration", ValueKind.Duration);

    // What type(…) gives and what the name of a type stands for.
    internal static FactType Type { get; } = new("type", ValueKind.Type);

    // A value of any type: only equality and `in` take it, so that no type error is left for evaluation.
    internal static FactType Any { get; } = new("any", 0);

    // No value: the element of an empty list, or the type of what was already reported. Fits everywhere.
    internal static FactType Never { get; } = new("never", 0);

    internal string Name { get; }

    internal ValueKind Kind { get; }

    internal FactType? Key { get; }

    internal FactType? Element { get; }

    // The fields of a record; null for all other types.
    internal FactField[]? Fields { get; private init; }

    internal bool IsNumber => Kind is ValueKind.Int or ValueKind.Uint or ValueKind.Double;

    /// <summary>A list whose elements have one type.</summary>
    /// <param name="element">The type of every element.</param>
    public static FactType ListOf(FactType element)
    {
        ArgumentNullException.ThrowIfNull(element);
        return new($"list<{element.Name}>", ValueKind.List, null, element);
    }

    /// <summary>A map whose keys and whose values have one type each.</summary>
    /// <param name="key">The type of every key: bool, int, uint or string.</param>
    /// <param name="value">The type of every value.</param>
    /// <exception cref="ArgumentException">The key's type is not bool, int, uint or string.</exception>
    public static FactType MapOf(FactType key, FactType value)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(value);
        return key.Kind is ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.String || key == Never || key == Any
            ? new($"map<{key.Name}, {value.Name}>", ValueKind.Map, key, value)
            : throw new ArgumentException($"{key} is no type of a key.", nameof(key));
    }

    /// <summary>A record: a map with known fields, each of its own type. Made for lists such as the lines of an order.</summary>
    /// <param name="fields">The fields; a path is one identifier. An optional field must be asked for with <c>has(…)</c>.</param>
    /// <exception cref="ArgumentException">A path is no identifier or stands there twice.</exception>
    public static FactType RecordOf(params FactField[] fields)
    {
        ArgumentNullException.ThrowIfNull(fields);
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var field in fields)
        {
            if (!Syntax.Words.IsIdentifier(field.Path) || !names.Add(field.Path))
                throw new ArgumentException($"'{field.Path}' is no identifier or stands there twice.", nameof(fields));
        }

        var name = $"record{{{string.Join(", ", fields.Select(f => $"{f.Path}{(f.IsOptional ? "?" : "")}: {f.Type.Name}"))}}}";
        return new(name, ValueKind.Map, String, Any) { Fields = (FactField[])fields.Clone() };
    }

    /// <inheritdoc/>
    public bool Equals(FactType? other) => other is not null && Name == other.Name;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as FactType);

    /// <inheritdoc/>
    public override int GetHashCode() => StringComparer.Ordinal.GetHashCode(Name);

    /// <summary>True when both are the same type.</summary>
    public static bool operator ==(FactType? a, FactType? b) => a is null ? b is null : a.Equals(b);

    /// <summary>True when the types differ.</summary>
    public static bool operator !=(FactType? a, FactType? b) => !(a == b);

    /// <inheritdoc/>
    public override string ToString() => Name;

    internal FactField? Field(string name) => Fields is null ? null : Array.Find(Fields, f => f.Path == name);

    internal bool Includes(ExpressionValue value) => value.Kind == Kind && value.Kind switch
    {
        ValueKind.List => Array.TrueForAll(value.Elements, Element!.Includes),
        ValueKind.Map when Fields is not null => IncludesRecord(value.Map),
        ValueKind.Map => Array.TrueForAll(value.Map.Entries, e => Key!.Includes(e.Key) && Element!.Includes(e.Value)),
        _ => true,
    };

    private bool IncludesRecord(MapValue map)
    {
        var found = 0;
        foreach (var field in Fields!)
        {
            if (!map.TryGet(ExpressionValue.Of(field.Path), out var value))
            {
                if (!field.IsOptional) return false;
            }
            else if (field.Type.Includes(value)) found++;
            else return false;
        }

        return found == map.Entries.Length;
    }

    // Whether a value of this type may stand where the other is required.
    internal bool Fits(FactType required)
    {
        if (this == Never || required == Any || this == required) return true;
        if (Kind != required.Kind || Element is null || Fields is not null || required.Fields is not null) return false;
        return Element.Fits(required.Element!) && (Key is null || Key.Fits(required.Key!));
    }

    // Whether == between the two types makes sense: some value of the one may equal some value of the other.
    internal bool MayEqual(FactType other)
    {
        if (this == other || this == Never || other == Never || this == Any || other == Any || (IsNumber && other.IsNumber)) return true;
        if (Kind != other.Kind || Element is null) return false;
        return Element.MayEqual(other.Element!) && (Key is null || Key.MayEqual(other.Key!));
    }

    // The narrowest type that both fit.
    internal static FactType Join(FactType a, FactType b)
    {
        if (a.Fits(b)) return b;
        if (b.Fits(a)) return a;
        if (a.Kind == b.Kind && a.Kind == ValueKind.List) return ListOf(Join(a.Element!, b.Element!));
        if (a.Kind == b.Kind && a.Kind == ValueKind.Map) return MapOf(Join(a.Key!, b.Key!), Join(a.Element!, b.Element!));
        return Any;
    }
}
