namespace OrderKernel.Storage.Sqlite;

/// <summary>Text as bytes whose order is the ordinal order of .NET: UTF-8, but with surrogates encoded one by one (CESU-8).</summary>
/// <remarks>
/// Equal to UTF-8 for all text in the basic plane. SQLite compares text by its bytes, .NET by
/// UTF-16 units; plain UTF-8 disagrees beyond the basic plane. Keeps lone surrogates.
/// </remarks>
internal static class OrdinalText
{
    public static int BytesMax(string text) => text.Length * 3;

    /// <summary>Writes the bytes into a buffer of at least <see cref="BytesMax"/>; returns their number.</summary>
    public static int Encode(string text, byte[] buffer)
    {
        var at = 0;
        foreach (var c in text)
        {
            if (c < 0x80)
            {
                buffer[at++] = (byte)c;
            }
            else if (c < 0x800)
            {
                buffer[at++] = (byte)(0xC0 | (c >> 6));
                buffer[at++] = (byte)(0x80 | (c & 0x3F));
            }
            else
            {
                buffer[at++] = (byte)(0xE0 | (c >> 12));
                buffer[at++] = (byte)(0x80 | ((c >> 6) & 0x3F));
                buffer[at++] = (byte)(0x80 | (c & 0x3F));
            }
        }

        return at;
    }

    /// <exception cref="FormatException">The bytes are not what <see cref="Encode"/> wrote.</exception>
    public static string Decode(ReadOnlySpan<byte> bytes)
    {
        if (bytes.IsEmpty) return "";
        var chars = bytes.Length <= 256 ? stackalloc char[bytes.Length] : new char[bytes.Length];
        int count = 0, at = 0;
        while (at < bytes.Length)
        {
            int b = bytes[at++];
            if (b < 0x80) chars[count++] = (char)b;
            else if (b >> 5 == 0b110) chars[count++] = (char)(((b & 0x1F) << 6) | Tail(bytes, ref at));
            else if (b >> 4 == 0b1110) chars[count++] = (char)(((b & 0x0F) << 12) | (Tail(bytes, ref at) << 6) | Tail(bytes, ref at));
            else throw new FormatException("A stored text is damaged.");
        }

        return chars.Slice(0, count).ToString();
    }

    private static int Tail(ReadOnlySpan<byte> bytes, ref int at) => at < bytes.Length && bytes[at] >> 6 == 0b10
        ? bytes[at++] & 0x3F
        : throw new FormatException("A stored text is damaged.");
}
