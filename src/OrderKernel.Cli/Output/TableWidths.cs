namespace OrderKernel.Cli.Output;

/// <summary>How wide the columns of a table are, so that it fits and no word is broken.</summary>
internal static class TableWidths
{
    // A frame between columns takes three columns of the terminal, and one more at the end.
    private const int Frame = 3;

    /// <summary>The widths; null where words alone are wider than the terminal.</summary>
    /// <param name="heads">The heads.</param>
    /// <param name="rows">The rows, each with a cell a head.</param>
    /// <param name="width">The columns of the terminal.</param>
    public static int[]? Of(IEnumerable<string> heads, IReadOnlyCollection<IReadOnlyList<string>> rows, int width)
    {
        var columns = heads.Select((h, i) => rows.Select(r => r[i]).Prepend(h).ToList()).ToList();
        var least = columns.Select(c => c.Max(TextWidth.LongestWord)).ToArray();
        var most = columns.Select(c => c.Max(t => t.Split('\n').Max(TextWidth.Of))).ToArray();
        var free = width - (Frame * columns.Count) - 1 - least.Sum();
        if (free < 0) return null;
        // What needs least more gets it first: short columns stay whole, the longest is wrapped.
        var left = columns.Count;
        foreach (var i in Enumerable.Range(0, columns.Count).OrderBy(i => most[i] - least[i]))
        {
            var more = Math.Min(most[i] - least[i], free / left--);
            least[i] += more;
            free -= more;
        }

        return least;
    }
}
