using System.Text;

namespace OrderKernel.Channels;

/// <summary>
/// Texts that come again from record to record (titles, codes of goods, carriers, regions), so that each is one string for as long as it keeps its place.
/// Not for what names persons: it would outlive the record.
/// </summary>
internal sealed class RepeatedTexts
{
    private const int Places = 1024;
    private const int BytesMax = 96;
    private readonly (byte[]? Bytes, string Text)[] _places = new (byte[]?, string)[Places];

    /// <summary>The text of valid UTF-8; of two texts that meet in one place the later one keeps it.</summary>
    public string Of(ReadOnlySpan<byte> utf8, UTF8Encoding encoding)
    {
        if (utf8.Length > BytesMax) return Text(utf8, encoding);
        ref var place = ref _places[Utf8Hash.Of(utf8) & (Places - 1)];
        if (place.Bytes is { } known && utf8.SequenceEqual(known)) return place.Text;
        // Decoded first: what is no UTF-8 has no place.
        place = (null, Text(utf8, encoding));
        place.Bytes = utf8.ToArray();
        return place.Text;
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
