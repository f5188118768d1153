namespace OrderKernel.Rules;

/// <summary>Entries in their order with a look-up under which equal numbers of different kinds are one key.</summary>
internal sealed class MapValue
{
    private readonly Dictionary<ExpressionValue, int> _index;

    private MapValue(KeyValuePair<ExpressionValue, ExpressionValue>[] entries, Dictionary<ExpressionValue, int> index) => (Entries, _index) = (entries, index);

    internal KeyValuePair<ExpressionValue, ExpressionValue>[] Entries { get; }

    // Null when a key is of no key kind (then areKeys is false) or stands there twice.
    internal static MapValue? Build(KeyValuePair<ExpressionValue, ExpressionValue>[] entries, out bool areKeys)
    {
        var index = new Dictionary<ExpressionValue, int>(entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var key = entries[i].Key;
            areKeys = key.Kind is ValueKind.Bool or ValueKind.Int or ValueKind.Uint or ValueKind.String;
            if (!areKeys || !index.TryAdd(Normal(key), i)) return null;
        }

        areKeys = true;
        return new(entries, index);
    }

    internal bool TryGet(ExpressionValue key, out ExpressionValue value)
    {
        var found = _index.TryGetValue(Normal(key), out var i);
        value = found ? Entries[i].Value : default;
        return found;
    }

    private static ExpressionValue Normal(ExpressionValue key) => key.Kind switch
    {
        ValueKind.Uint when key.Bits >= 0 => ExpressionValue.Of(key.Bits),
        ValueKind.Double when key.Number is >= -9223372036854775808.0 and < 9223372036854775808.0
            && key.Number == Math.Floor(key.Number) => ExpressionValue.Of((long)key.Number),
        ValueKind.Double when key.Number is >= 9223372036854775808.0 and < 18446744073709551616.0 => ExpressionValue.Of((ulong)key.Number),
        _ => key,
    };
}
