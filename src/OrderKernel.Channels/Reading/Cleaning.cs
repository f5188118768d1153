using System.Globalization;
using System.Net;
using System.Text;

namespace OrderKernel.Channels;

/// <summary>The ready-made cleaning steps.</summary>
internal static class Cleaning
{
    private const string Opening = "([{（【［｛〔《";
    private const string Closing = ")]}）】］｝〕》";

    /// <summary>Blanks off both ends, without making a copy.</summary>
    public static ReadOnlySpan<byte> Trim(ReadOnlySpan<byte> text)
    {
        // Most have none.
        if (text.Length > 0 && text[0] > ' ' && text[text.Length - 1] > ' ') return text;
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
                CleaningStep.StripMarks => Unmarked(text.Trim()),
                CleaningStep.CollapseBlanks => Collapse(text),
                CleaningStep.HalfWidth => HalfWidth(text),
                CleaningStep.Unquote => text.Length >= 2 && text[0] == '"' && text[text.Length - 1] == '"' ? text.Substring(1, text.Length - 2) : text,
                CleaningStep.LowerCase => text.ToLowerInvariant(),
                CleaningStep.UpperCase => text.ToUpperInvariant(),
                CleaningStep.StripBlanks => Without(text, char.IsWhiteSpace),
                CleaningStep.StripInvisible => Without(text, c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format),
                CleaningStep.Unguard => IdText.Plain(text),
                CleaningStep.DigitsOnly => Without(text, c => c is < '0' or > '9'),
                CleaningStep.StripZeros => text.Trim().TrimStart('0') is { Length: > 0 } rest ? rest : text.IndexOf('0') >= 0 ? "0" : "",
                CleaningStep.StripBrackets => WithoutBrackets(text),
                CleaningStep.StripDashes => Without(text, c => CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation),
                CleaningStep.FirstLine => Before(text.TrimStart(), text.TrimStart().IndexOfAny(['\r', '\n'])),
                CleaningStep.HtmlDecode => WebUtility.HtmlDecode(text),
                CleaningStep.StripTags => WithoutTags(text),
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

    private static string Unmarked(string text) => text.Length > 0 && (IsMark(text[0]) || IsMark(text[text.Length - 1])) ? text.Trim('#', '@') : text;

    private static bool IsMark(char c) => c is '#' or '@';

    private static string Collapse(string text)
    {
        text = text.Trim();
        if (!HasGap(text)) return text;
        var result = new StringBuilder(text.Length);
        foreach (var c in text)
        {
            if (!char.IsWhiteSpace(c)) result.Append(c);
            else if (result.Length > 0 && result[result.Length - 1] != ' ') result.Append(' ');
        }

        return result.ToString();
    }

    // A blank that is not the plain one, or two of them.
    private static bool HasGap(string text)
    {
        for (var i = 0; i < text.Length; i++)
        {
            if (char.IsWhiteSpace(text[i]) && (text[i] != ' ' || text[i - 1] == ' ')) return true;
        }

        return false;
    }

    private static string Without(string text, Func<char, bool> isTaken) => new([.. text.Where(c => !isTaken(c))]);

    // Brackets within brackets go with them; one that is never closed stands for itself.
    private static string WithoutBrackets(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var end = Opening.IndexOf(text[i]) >= 0 ? Closed(text, i) : -1;
            if (end < 0) result.Append(text[i]);
            else i = end;
        }

        return result.ToString();
    }

    private static int Closed(string text, int from)
    {
        var depth = 0;
        for (var i = from; i < text.Length; i++)
        {
            if (Opening.IndexOf(text[i]) >= 0) depth++;
            else if (Closing.IndexOf(text[i]) >= 0 && --depth == 0) return i;
        }

        return -1;
    }

    // A sign that begins no tag stands for itself: a < b.
    private static string WithoutTags(string text)
    {
        var result = new StringBuilder(text.Length);
        for (var i = 0; i < text.Length; i++)
        {
            var isTag = text[i] == '<' && i + 1 < text.Length && (text[i + 1] is '/' or '!' || char.IsLetter(text[i + 1]));
            var end = isTag ? text.IndexOf('>', i) : -1;
            if (end < 0) result.Append(text[i]);
            else i = end;
        }

        return result.ToString();
    }

    private static char Half(char c) => c is >= '\uFF01' and <= '\uFF5E' ? (char)(c - 0xFEE0) : c == '\u3000' ? ' ' : c;

    private static string HalfWidth(string text)
    {
        var at = 0;
        while (at < text.Length && Half(text[at]) == text[at]) at++;
        if (at == text.Length) return text;
        var characters = text.ToCharArray();
        for (; at < characters.Length; at++) characters[at] = Half(characters[at]);
        return new(characters);
    }
}
