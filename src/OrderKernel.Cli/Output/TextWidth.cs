using System.Text;
using Spectre.Console.Rendering;

namespace OrderKernel.Cli.Output;

/// <summary>How many columns of a terminal a text takes, and where it may be broken.</summary>
internal static class TextWidth
{
    /// <summary>Columns: two for what East Asian fonts draw wide.</summary>
    public static int Of(string text) => text.EnumerateRunes().Sum(Of);

    /// <summary>
    /// The text in lines of a number of columns: broken at spaces and beside wide characters, inside a word only where it alone is longer than a line.
    /// </summary>
    public static IEnumerable<string> Wrap(string text, int width)
    {
        var (line, used) = (new StringBuilder(), 0);
        foreach (var piece in Pieces(text))
        {
            var columns = Of(piece);
            if (used > 0 && used + Of(piece.TrimEnd()) > width)
            {
                yield return line.ToString().TrimEnd();
                (line, used) = (new StringBuilder(), 0);
            }

            foreach (var rune in piece.EnumerateRunes())
            {
                if (columns > width && used + Of(rune) > width && used > 0)
                {
                    yield return line.ToString();
                    (line, used) = (new StringBuilder(), 0);
                }

                line.Append(rune);
                used += Of(rune);
            }
        }

        if (line.Length > 0 || text.Length == 0) yield return line.ToString().TrimEnd();
    }

    /// <summary>The columns of the longest piece that is not broken.</summary>
    public static int LongestWord(string text) => text.Split('\n').SelectMany(Pieces).Select(p => Of(p.TrimEnd())).DefaultIfEmpty().Max();

    // A word with the spaces behind it, or one wide character with the punctuation that must not begin a line.
    private static IEnumerable<string> Pieces(string text)
    {
        var piece = new StringBuilder();
        Rune? before = null;
        foreach (var rune in text.EnumerateRunes())
        {
            if (before is { } last && MayBreak(last, rune))
            {
                yield return piece.ToString();
                piece.Clear();
            }

            piece.Append(rune);
            before = rune;
        }

        if (piece.Length > 0) yield return piece.ToString();
    }

    private static bool MayBreak(Rune last, Rune next) =>
        next.Value != ' ' && !IsClosing(next) && (last.Value == ' ' || ((Of(last) == 2 || Of(next) == 2) && !IsOpening(last)));

    private static bool IsClosing(Rune rune) => ",。;:!?)”’》」】、,.;:!?)]".Contains((char)rune.Value, StringComparison.Ordinal);

    private static bool IsOpening(Rune rune) => "(“‘《「【([".Contains((char)rune.Value, StringComparison.Ordinal);

    private static int Of(Rune rune) => new Segment(rune.ToString()).CellCount();
}
