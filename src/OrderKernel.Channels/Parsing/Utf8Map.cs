using System.Text;

namespace OrderKernel.Channels;

/// <summary>A read-only map from UTF-8 texts, asked with raw bytes: no string is made.</summary>
internal sealed class Utf8Map<T>
{
    private readonly byte[][] _keys;
    private readonly T[] _values;
    private readonly int[] _slots;
    private readonly bool _ignoresCase;

    /// <summary>A map of entries; where case does not count, of keys that differ in nothing else the first stands.</summary>
    public Utf8Map(IReadOnlyCollection<KeyValuePair<string, T>> entries, bool ignoresCase = false)
    {
        var size = 4;
        while (size < entries.Count * 2) size *= 2;
        _ignoresCase = ignoresCase;
        _slots = new int[size];
        _keys = entries.Select(e => Encoding.UTF8.GetBytes(ignoresCase ? Utf8Case.Lower(e.Key) : e.Key)).ToArray();
        _values = entries.Select(e => e.Value).ToArray();
        for (var i = 0; i < _keys.Length; i++)
        {
            var at = Hash(_keys[i]) & (size - 1);
            while (_slots[at] != 0) at = (at + 1) & (size - 1);
            _slots[at] = i + 1;
        }
    }

    public int Count => _keys.Length;

    public bool TryGet(ReadOnlySpan<byte> key, out T value)
    {
        var mask = _slots.Length - 1;
        for (var at = (_ignoresCase ? LowerHash(key) : Hash(key)) & mask; _slots[at] != 0; at = (at + 1) & mask)
        {
            var index = _slots[at] - 1;
            if (_ignoresCase ? !Utf8Case.AreEqual(key, _keys[index]) : !key.SequenceEqual(_keys[index])) continue;
            value = _values[index];
            return true;
        }

        value = default!;
        return false;
    }

    private static int Hash(ReadOnlySpan<byte> key)
    {
        var hash = unchecked((uint)key.Length * 2654435761u);
        foreach (var b in key) hash = unchecked(((hash ^ b) * 16777619u) ^ (hash >> 13));
        return (int)(hash & int.MaxValue);
    }

    private static int LowerHash(ReadOnlySpan<byte> key)
    {
        var hash = unchecked((uint)key.Length * 2654435761u);
        foreach (var b in key) hash = unchecked(((hash ^ Utf8Case.Lower(b)) * 16777619u) ^ (hash >> 13));
        return (int)(hash & int.MaxValue);
    }
}
