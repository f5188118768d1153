namespace OrderKernel.Channels;

/// <summary>How well a row serves as the header of a profile's inputs, read with the delimiter that makes most of it.</summary>
/// <param name="Delimiter">The delimiter.</param>
/// <param name="Known">How many of its names the profile knows.</param>
/// <param name="IsWhole">True when every column that must be there is.</param>
internal readonly record struct HeaderFit(byte Delimiter, int Known, bool IsWhole);

/// <summary>What CSV files differ in: the delimiter, and at which row the header stands.</summary>
/// <remarks>Both follow from the names that the profile knows, and from the header row alone: a record read again with its header is read the same.</remarks>
internal static class CsvDialect
{
    /// <summary>How many rows are looked at for the header: titles, blank rows and a <c>sep=</c> line may stand above it.</summary>
    public const int RowsMax = 20;

    private static ReadOnlySpan<byte> Delimiters => [(byte)',', (byte)';', (byte)'\t', (byte)'|'];

    /// <summary>True for a byte that is a delimiter in some file: before the header is found a quote may open behind any of them.</summary>
    public static bool MayDelimit(byte b) => b is (byte)',' or (byte)';' or (byte)'\t' or (byte)'|';

    /// <summary>A row as header: of the delimiters the one that gives the most known names, of equals the most fields, then the comma.</summary>
    public static HeaderFit Fit(ReadOnlySpan<byte> row, PathTree tree)
    {
        var (best, bestFields) = (default(HeaderFit), -1);
        foreach (var delimiter in Delimiters)
        {
            var names = CsvTokens.Names(row, delimiter);
            var fit = Fit(names, delimiter, tree);
            if (bestFields >= 0 && (fit.Known, names.Count).CompareTo((best.Known, bestFields)) <= 0) continue;
            (best, bestFields) = (fit, names.Count);
        }

        return best;
    }

    /// <summary>The names of the header in the first bytes of an input, as a profile would read them; none where there is no row.</summary>
    public static List<string> HeaderNames(ReadOnlySpan<byte> firstBytes, PathTree tree)
    {
        var (names, best, isFirst) = (new List<string>(), default(HeaderFit), true);
        var end = LineEnd(firstBytes);
        for (var rows = 0; !firstBytes.IsEmpty && rows < RowsMax && !best.IsWhole;)
        {
            var length = CsvTokens.RowLength(firstBytes, null, end);
            var row = CsvTokens.WithoutEnd(firstBytes.Slice(0, length));
            firstBytes = firstBytes.Slice(Math.Min(length + 1, firstBytes.Length));
            if (Cleaning.Trim(row).IsEmpty) continue;
            rows++;
            var fit = Fit(row, tree);
            if (!isFirst && !fit.IsWhole && fit.Known <= best.Known) continue;
            (names, best, isFirst) = (CsvTokens.Names(row, fit.Delimiter), fit, false);
        }

        return names;
    }

    /// <summary>The byte at which rows end: a carriage return where the first one outside of quotes stands alone.</summary>
    private static byte LineEnd(ReadOnlySpan<byte> text)
    {
        var (lineFeed, carriage) = (CsvTokens.RowLength(text, null), CsvTokens.RowLength(text, null, (byte)'\r'));
        return carriage < lineFeed - 1 ? (byte)'\r' : (byte)'\n';
    }

    private static HeaderFit Fit(List<string> names, byte delimiter, PathTree tree)
    {
        var known = names.FindAll(tree.ReadsColumn);
        return new(delimiter, known.Distinct().Count(), known.Count > 0 && tree.Wanted.TrueForAll(any => any.Exists(id => known.Contains(tree.NameOf(id)))));
    }
}
