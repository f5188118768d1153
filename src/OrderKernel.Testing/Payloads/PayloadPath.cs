namespace OrderKernel.Testing;

/// <summary>One name of a path; of a list also which of its rows count.</summary>
internal sealed record PayloadPart(string Name, bool IsList, IReadOnlyList<PayloadTest> Tests);

/// <summary>A comparison as a profile writes it: the value at the path is one of the texts, or with <c>!=</c> none of them.</summary>
internal sealed record PayloadTest(string Path, bool IsNot, bool IgnoresCase, IReadOnlyList<string> Values)
{
    public bool IsMet(string value) =>
        Values.Any(v => string.Equals(v, value, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal)) != IsNot;
}

/// <summary>Reads the paths and comparisons of profile documents, apart from the loader: the two must agree.</summary>
internal static class PayloadPath
{
    public static IReadOnlyList<PayloadPart> Parts(string path)
    {
        var parts = new List<PayloadPart>();
        foreach (var text in Split(path, '.'))
        {
            var open = text.IndexOf('[', StringComparison.Ordinal);
            parts.Add(open < 0 ? new(text, false, []) : new(text[..open], true, Tests(text[(open + 1)..^1])));
        }

        return parts;
    }

    public static IReadOnlyList<PayloadTest> Tests(string text)
    {
        if (string.IsNullOrWhiteSpace(text)) return [];
        return [.. Split(text, ',').Select(Test)];
    }

    private static PayloadTest Test(string text)
    {
        var sides = Split(text, '=');
        var (path, values) = (sides[0], string.Join("=", sides.Skip(1)));
        var (isNot, ignoresCase) = (path[^1] == '!', path[^1] == '~');
        return new(Plain(isNot || ignoresCase ? path[..^1] : path), isNot, ignoresCase, [.. Split(values, '|').Select(Plain)]);
    }

    // Marks within quotes and within brackets part nothing.
    private static List<string> Split(string text, char mark)
    {
        var (parts, start, inQuotes, depth) = (new List<string>(), 0, false, 0);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '\'') inQuotes = !inQuotes;
            else if (inQuotes) continue;
            else if (text[i] == '[') depth++;
            else if (text[i] == ']') depth--;
            else if (text[i] == mark && depth == 0)
            {
                parts.Add(text[start..i]);
                start = i + 1;
            }
        }

        parts.Add(text[start..]);
        return parts;
    }

    private static string Plain(string text) => text.Trim() is ['\'', .. var inner, '\''] ? inner : text.Trim();
}
