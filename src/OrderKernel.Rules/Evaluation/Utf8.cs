namespace OrderKernel.Rules.Evaluation;

/// <summary>Whether octets are a text in UTF-8: the shortest form of every code point, no surrogates, nothing above U+10FFFF.</summary>
internal static class Utf8
{
    internal static bool IsWell(byte[] octets)
    {
        for (var at = 0; at < octets.Length;)
        {
            var length = LengthAt(octets, at);
            if (length == 0) return false;
            at += length;
        }

        return true;
    }

    // Zero when none begins there.
    private static int LengthAt(byte[] octets, int at)
    {
        var first = octets[at];
        if (first < 0x80) return 1;
        var length = first switch { >= 0xC2 and <= 0xDF => 2, >= 0xE0 and <= 0xEF => 3, >= 0xF0 and <= 0xF4 => 4, _ => 0 };
        if (length == 0 || at + length > octets.Length) return 0;
        var (least, most) = first switch { 0xE0 => (0xA0, 0xBF), 0xED => (0x80, 0x9F), 0xF0 => (0x90, 0xBF), 0xF4 => (0x80, 0x8F), _ => (0x80, 0xBF) };
        if (octets[at + 1] < least || octets[at + 1] > most) return 0;
        for (var i = 2; i < length; i++)
        {
            if (octets[at + i] is < 0x80 or > 0xBF) return 0;
        }

        return length;
    }
}
