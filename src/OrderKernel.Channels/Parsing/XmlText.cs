using System.Globalization;
using System.Text;

namespace OrderKernel.Channels;

/// <summary>The characters that stand for an XML text: entities, CDATA sections; comments and instructions are none.</summary>
internal static class XmlText
{
    /// <summary>The text of an element's or attribute's content.</summary>
    /// <exception cref="FormatException">An entity is unknown or names no character; only those of XML itself are read.</exception>
    public static string Unescape(ReadOnlySpan<byte> content)
    {
        var text = new UTF8Encoding(false, true).GetString(content.ToArray());
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length;)
        {
            if (text[i] == '&')
            {
                var end = text.IndexOf(';', i);
                if (end < 0) throw new FormatException("An entity has no end.");
                Append(result, text.Substring(i + 1, end - i - 1));
                i = end + 1;
            }
            else if (Starts(text, i, "<![CDATA["))
            {
                var end = text.IndexOf("]]>", i, StringComparison.Ordinal);
                if (end < 0) throw new FormatException("A CDATA section has no end.");
                result.Append(text, i + 9, end - i - 9);
                i = end + 3;
            }
            else if (text[i] == '<')
            {
                var mark = Starts(text, i, "<!--") ? "-->" : "?>";
                var end = text.IndexOf(mark, i, StringComparison.Ordinal);
                if (end < 0) throw new FormatException("A comment has no end.");
                i = end + mark.Length;
            }
            else
            {
                result.Append(text[i++]);
            }
        }

        return result.ToString();
    }

    private static bool Starts(string text, int at, string start) => string.CompareOrdinal(text, at, start, 0, start.Length) == 0;

    private static void Append(StringBuilder result, string entity)
    {
        switch (entity)
        {
            case "lt": result.Append('<'); return;
            case "gt": result.Append('>'); return;
            case "amp": result.Append('&'); return;
            case "quot": result.Append('"'); return;
            case "apos": result.Append('\''); return;
        }

        var isHex = entity.StartsWith("#x", StringComparison.Ordinal);
        var isNumber = isHex
            ? int.TryParse(entity.Substring(2), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var code)
            : int.TryParse(entity.StartsWith('#') ? entity.Substring(1) : "", NumberStyles.None, CultureInfo.InvariantCulture, out code);
        var isCharacter = code is 9 or 10 or 13 or (>= 0x20 and <= 0xD7FF) or (>= 0xE000 and <= 0xFFFD) or (>= 0x10000 and <= 0x10FFFF);
        if (!isNumber || !isCharacter) throw new FormatException($"'{entity}' is no character.");
        result.Append(char.ConvertFromUtf32(code));
    }
}
