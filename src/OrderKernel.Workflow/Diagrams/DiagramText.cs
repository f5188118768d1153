using System.Text;

namespace OrderKernel.Workflow;

/// <summary>Makes any text safe inside a quoted label of a diagram format.</summary>
internal static class DiagramText
{
    /// <summary>Mermaid takes entities as #name; or #number;, and reads quotes, backticks, brackets of tags and the hash itself as syntax.</summary>
    public static string Mermaid(string text) => Escaped(text, "#", "\"#<>&`;\\");

    /// <summary>DOT ends labels at quotes and reads backslashes as escapes; entities it takes as in HTML.</summary>
    public static string Dot(string text) => Escaped(text, "&#", "\"&<>\\");

    private static string Escaped(string text, string entity, string syntax)
    {
        var safe = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var c = text[i];
            if (syntax.IndexOf(c) >= 0) safe.Append(entity).Append((int)c).Append(';');
            else if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1])) safe.Append(c).Append(text[++i]);
            else safe.Append(char.IsSurrogate(c) ? '\uFFFD' : IsPrinted(c) ? c : ' ');
        }

        return safe.ToString();
    }

    // Line ends would end a statement; marks of writing direction would turn what follows around.
    private static bool IsPrinted(char c) =>
        !char.IsControl(c) && c is not ('\u2028' or '\u2029' or (>= '\u202A' and <= '\u202E') or (>= '\u2066' and <= '\u2069'));
}
