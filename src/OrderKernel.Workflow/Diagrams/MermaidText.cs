using System.Text;

namespace OrderKernel.Workflow;

/// <summary>Makes any text safe inside a quoted Mermaid label.</summary>
internal static class MermaidText
{
    public static string Escaped(string text)
    {
        var safe = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            // Mermaid takes entities as #name; or #number;, and reads quotes, backticks, brackets of tags and the hash itself as syntax.
            if (c is '"' or '#' or '<' or '>' or '&' or '`' or ';' or '\\') safe.Append('#').Append((int)c).Append(';');
            else safe.Append(char.IsControl(c) || c is '\u2028' or '\u2029' ? ' ' : c);
        }

        return safe.ToString();
    }
}
