using System.Text;

namespace OrderKernel.Channels;

/// <summary>
/// Texts that come again from record to record (titles, codes of goods, carriers, regions), so that each is one string for as long as it keeps its place.
/// Not for what names persons: it would outlive the record.
/// </summary>
internal sealed class RepeatedTexts
{
    private const int PlacesLeast = 64;
    private const int PlacesMost = 4096;
    private const int BytesMax = 96;
    private (byte[]? Bytes, string Text)[] _places = [];
    private int _taken;

    /// <summary>The text of valid UTF-8; of two texts that meet in one place the later one keeps it.</summary>
    public string Of(ReadOnlySpan<byte> utf8, UTF8Encoding encoding)
    {
        if (utf8.Length > BytesMax) return Text(utf8, encoding);
        var hash = Utf8Hash.Of(utf8);
        if (_places.Length > 0 && _places[hash & (_places.Length - 1)] is { Bytes: { } known, Text: var text } && utf8.SequenceEqual(known)) return text;
        // Decoded first: what is no UTF-8 has no place.
        var made = Text(utf8, encoding);
        // A reader of one record needs few places, one of a catalogue many.
        if (_taken++ == _places.Length / 2 && _places.Length < PlacesMost) Grow();
        _places[hash & (_places.Length - 1)] = (utf8.ToArray(), made);
        return made;
    }

    private void Grow()
    {
        var before = _places;
        _places = new (byte[]?, string)[Math.Max(PlacesLeast, before.Length * 4)];
        foreach (var entry in before)
        {
            if (entry.Bytes is { } bytes) _places[Utf8Hash.Of(bytes) & (_places.Length - 1)] = entry;
        }
    }

    /// <summary>The text of valid UTF-8.</summary>
    /// <exception cref="DecoderFallbackException">The bytes are no UTF-8.</exception>
    public static string Text(ReadOnlySpan<byte> utf8, UTF8Encoding encoding)
    {
#if NET10_0_OR_GREATER
        return encoding.GetString(utf8);
#else
        return encoding.GetString(utf8.ToArray());
#endif
    }
}
