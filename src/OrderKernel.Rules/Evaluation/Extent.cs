namespace OrderKernel.Rules.Evaluation;

/// <summary>How large the values of a part can be: the weight of the whole and, for lists and maps, how many parts of which extent.</summary>
internal sealed class Extent
{
    // A number, a time or a type as a text.
    private const int ScalarCharactersMax = 40;

    internal static readonly Extent Scalar = new(1);

    private readonly Dictionary<string, Extent>? _fields;

    private Extent(long weight, long count = 0, Extent? key = null, Extent? element = null, Dictionary<string, Extent>? fields = null) =>
        (Weight, Count, Key, Element, _fields) = (weight, count, key, element, fields);

    internal long Weight { get; }

    internal long Count { get; }

    /// <summary>Of the keys of a map; null for all else.</summary>
    internal Extent? Key { get; }

    /// <summary>Of the elements of a list or the values of a map.</summary>
    internal Extent? Element { get; }

    internal static Extent OfWeight(long weight) => new(weight);

    /// <summary>What the values of a declared type can be.</summary>
    internal static Extent Of(FactType type, int characters, int elements)
    {
        switch (type.Kind)
        {
            case ValueKind.String or ValueKind.Bytes: return new(WeightOf(characters));
            case ValueKind.List: return OfList(elements, Of(type.Element!, characters, elements));
            case ValueKind.Map when type.Fields is null:
                return OfMap(elements, Of(type.Key!, characters, elements), Of(type.Element!, characters, elements));
            case ValueKind.Map: return OfRecord(type.Fields.ToDictionary(f => f.Path, f => Of(f.Type, characters, elements), StringComparer.Ordinal));
            default: return Scalar;
        }
    }

    internal static Extent Of(in ExpressionValue value) => value.Kind switch
    {
        ValueKind.List => Of(value.Elements.Select(e => Of(e))),
        ValueKind.Map => OfEntries(value.Map.Entries.SelectMany(e => new[] { Of(e.Key), Of(e.Value) })),
        _ => new(value.Weight),
    };

    internal static Extent Of(IEnumerable<Extent> elements)
    {
        var (weight, count, element) = (1L, 0L, (Extent?)null);
        foreach (var each in elements) (weight, count, element) = (Work.Plus(weight, each.Weight), count + 1, Join(element, each));
        return new(weight, count, null, element ?? Scalar);
    }

    /// <summary>Keys and values in turn.</summary>
    internal static Extent OfEntries(IEnumerable<Extent> entries)
    {
        var (weight, count, key, value) = (1L, 0L, (Extent?)null, (Extent?)null);
        foreach (var each in entries)
        {
            if (count % 2 == 0) key = Join(key, each);
            else value = Join(value, each);
            (weight, count) = (Work.Plus(weight, each.Weight), count + 1);
        }

        return new(weight, count / 2, key ?? Scalar, value ?? Scalar);
    }

    internal static Extent OfList(long count, Extent element) => new(Work.Plus(1, Work.Times(count, element.Weight)), count, null, element);

    /// <summary>Two texts, octets or lists, one after the other; two of anything else weigh less.</summary>
    internal static Extent Concatenated(Extent a, Extent b) =>
        new(Work.Plus(a.Weight, b.Weight), Work.Plus(a.Count, b.Count), null, a.Element is null && b.Element is null ? null : Join(a.Element, b.Element));

    /// <summary>As a text: octets are as long, all else is short.</summary>
    internal static Extent AsText(Extent value) => new(Math.Max(value.Weight, WeightOf(ScalarCharactersMax)));

    /// <summary>As octets: at most three to a code unit.</summary>
    internal static Extent AsBytes(Extent value) => new(Work.Times(3, value.Weight));

    /// <summary>Whichever of the two it is.</summary>
    internal static Extent Join(Extent? a, Extent? b)
    {
        if (a is null || b is null || ReferenceEquals(a, b)) return a ?? b ?? Scalar;
        var element = a.Element is null && b.Element is null ? null : Join(a.Element, b.Element);
        var key = a.Key is null && b.Key is null ? null : Join(a.Key, b.Key);
        return new(Math.Max(a.Weight, b.Weight), Math.Max(a.Count, b.Count), key, element, Join(a._fields, b._fields));
    }

    private static Dictionary<string, Extent>? Join(Dictionary<string, Extent>? a, Dictionary<string, Extent>? b) => a is null || b is null
        ? null
        : a.Keys.Intersect(b.Keys, StringComparer.Ordinal).ToDictionary(f => f, f => Join(a[f], b[f]), StringComparer.Ordinal);

    /// <summary>Of a field of a record, or of any value of a map.</summary>
    internal Extent Field(string name) => _fields is not null && _fields.TryGetValue(name, out var field) ? field : Element ?? Scalar;

    private static Extent OfMap(long count, Extent key, Extent value) =>
        new(Work.Plus(1, Work.Times(count, Work.Plus(key.Weight, value.Weight))), count, key, value);

    private static Extent OfRecord(Dictionary<string, Extent> fields)
    {
        var all = OfEntries(fields.SelectMany(f => new[] { new Extent(WeightOf(f.Key.Length)), f.Value }));
        return new(all.Weight, all.Count, all.Key, all.Element, fields);
    }

    private static long WeightOf(int characters) => 1 + (characters / 8);
}
