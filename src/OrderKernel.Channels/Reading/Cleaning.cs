using System.Text;

namespace OrderKernel.Channels;

/// <summary>The ready-made cleaning steps.</summary>
internal static class Cleaning
{
    /// <summary>Blanks off both ends, without making a copy.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        while (text.Length > 0 && text[0] <= ' ') text = text.Slice(1);
        while (text.Length > 0 && text[text.Length - 1] <= ' ') text = text.Slice(0, text.Length - 1);
        return text;
    }

    /// <summary>One pair of double quotes off, plain or escaped.</summary>
    public static ReadOnlySpan<byte> Unquote(ReadOnlySpan<byte> text)
    {
        if (text.Length >= 4 && text.StartsWith("\\\""u8) && text.EndsWith("\\\""u8)) return Trim(text.Slice(2, text.Length - 4));
        return text.Length >= 2 && text[0] == '"' && text[text.Length - 1] == '"' ? Trim(text.Slice(1, text.Length - 2)) : text;
    }

    /// <summary>The text after all steps, in the order given, and cut; blanks at the ends go last.</summary>
    /// <param name="text">The text.</param>
    /// <param name="rule">The field with its steps.</param>
    /// <param name="trace">Told the text after each step; null where nobody looks.</param>
    public static string Apply(string text, FieldRule rule, ReadingTrace? trace = null)
    {
        foreach (var step in rule.Cleaning)
        {
            text = step switch
            {
                CleaningStep.StripMarks => text.Trim().Trim('#', '@'),
                CleaningStep.CollapseBlanks => Collapse(text),
                CleaningStep.HalfWidth => HalfWidth(text),
                CleaningStep.Unquote => text.Length >= 2 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2) : text,
                CleaningStep.LowerCase => text.ToLowerInvariant(),
                CleaningStep.UpperCase => text.ToUpperInvariant(),
                _ => text,
            };
            trace?.Step(FieldLoader.WordOf(step), text);
        }

        if (rule.Cut is { } cut)
        {
            text = Part(text, cut);
            trace?.Step("cut", text);
        }

        return text.Trim();
    }

    private static string Part(string text, TextCut cut)
    {
        text = Behind(text, cut.AfterFirst, cut.AfterFirst is { } first ? text.IndexOf(first, StringComparison.Ordinal) : -1);
        text = Behind(text, cut.AfterLast, cut.AfterLast is { } last ? text.LastIndexOf(last, StringComparison.Ordinal) : -1);
        text = Before(text, cut.BeforeFirst is { } end ? text.IndexOf(end, StringComparison.Ordinal) : -1);
        return Before(text, cut.BeforeLast is { } final ? text.LastIndexOf(final, StringComparison.Ordinal) : -1);
    }

    private static string Behind(string text, string? mark, int at) => at < 0 ? text : text.Substring(at + mark!.Length);

    private static string Before(string text, int at) => at < 0 ? text : text.Substring(0, at);

    private static string Collapse(string text)
    {
        var result = new StringBuilder(text.Length);
        foreach (var c in text.Trim())
        {
            if (!char.IsWhiteSpace(c)) result.Append(c);
            else if (result.Length > 0 && result[result.Length - 1] != ' ') result.Append(' ');
        }

        return result.ToString();
    }

    private static string HalfWidth(string text)
    {
        var characters = text.ToCharArray();
        for (var i = 0; i < characters.Length; i++)
        {
            if (characters[i] == '\u3000') characters[i] = ' ';
            else if (characters[i] is >= '\uFF01' and <= '\uFF5E') characters[i] = (char)(characters[i] - 0xFEE0);
        }

        return new(characters);
    }
}
