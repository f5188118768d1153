namespace OrderKernel.Channels;

/// <summary>Texts of which capital letters of ASCII do not count; other letters do.</summary>
internal static class Utf8Case
{
    public static byte Lower(byte b) => b is >= (byte)'A' and <= (byte)'Z' ? (byte)(b | 0x20) : b;

    public static string Lower(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++) characters[i] = characters[i] is >= 'A' and <= 'Z' ? (char)(characters[i] | 0x20) : characters[i];
        return new(characters);
    }

    /// <summary>True when a text equals one of small letters.</summary>
    public static bool AreEqual(ReadOnlySpan<byte> text, ReadOnlySpan<byte> lower)
    {
        if (text.Length != lower.Length) return false;
        for (var i = 0; i < text.Length; i++)
        {
            if (Lower(text[i]) != lower[i]) return false;
        }

        return true;
    }
}
