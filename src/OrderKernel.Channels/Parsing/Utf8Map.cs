using System.Text;

namespace OrderKernel.Channels;

/// <summary>A read-only map from UTF-8 texts, asked with raw bytes: no string is made.</summary>
internal sealed class Utf8Map<T>
{
    private readonly byte[][] _keys;
    private readonly T[] _values;
    private readonly int[] _slots;
    private readonly bool _ignoresCase;
    private readonly ulong _lengths;

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
            var at = (ignoresCase ? Utf8Hash.OfLower(_keys[i]) : Utf8Hash.Of(_keys[i])) & (size - 1);
            while (_slots[at] != 0) at = (at + 1) & (size - 1);
            _slots[at] = i + 1;
            _lengths |= LengthBit(_keys[i].Length);
        }
    }

    public int Count => _keys.Length;

    public bool TryGet(ReadOnlySpan<byte> key, out T value)
    {
        if ((_lengths & LengthBit(key.Length)) == 0)
        {
            value = default!;
            return false;
        }

        var slots = _slots;
        for (var at = _ignoresCase ? Utf8Hash.OfLower(key) : Utf8Hash.Of(key);; at++)
        {
            at &= slots.Length - 1;
            var index = slots[at] - 1;
            if (index < 0) break;
            if (_ignoresCase ? !Utf8Case.AreEqual(key, _keys[index]) : !key.SequenceEqual(_keys[index])) continue;
            value = _values[index];
            return true;
        }

        value = default!;
        return false;
    }

    // Most texts that are none of a map's have the length of none.
    private static ulong LengthBit(int length) => 1UL << Math.Min(length, 63);
}
