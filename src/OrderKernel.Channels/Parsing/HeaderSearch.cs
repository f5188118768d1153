namespace OrderKernel.Channels;

/// <summary>
/// Finds the header among the first rows of a CSV input: the first row with every column that must be there, else of the first rows the one with the most
/// names that the profile knows. What stands above it is no record.
/// </summary>
internal sealed class HeaderSearch(PathTree tree)
{
    private const int BytesMax = 256 * 1024;
    private readonly List<(RecordPosition Start, byte[] Row, byte[] Gap, HeaderFit Fit)> _rows = [];
    private int _bytes;

    /// <summary>Looks at the next row.</summary>
    /// <param name="start">Where it stands.</param>
    /// <param name="row">The row without its line end.</param>
    /// <param name="gap">Its line end.</param>
    /// <returns>True when it is clear which row is the header.</returns>
    public bool Take(RecordPosition start, ReadOnlySpan<byte> row, ReadOnlySpan<byte> gap)
    {
        if (Cleaning.Trim(row).IsEmpty)
        {
            if (_rows.Count > 0) _rows[_rows.Count - 1] = _rows[_rows.Count - 1] with { Gap = [.. _rows[_rows.Count - 1].Gap, .. row, .. gap] };
            return false;
        }

        var fit = CsvDialect.Fit(row, tree);
        _rows.Add((start, row.ToArray(), gap.ToArray(), fit));
        _bytes += row.Length;
        return fit.IsWhole || _rows.Count == CsvDialect.RowsMax || _bytes > BytesMax;
    }

    /// <summary>The header, and the rows below it that were looked at; null where there was no row.</summary>
    public (byte[] Header, byte Delimiter, IEnumerable<(RecordPosition Start, byte[] Row, byte[] Gap)> Below)? Settle()
    {
        if (_rows.Count == 0) return null;
        var at = 0;
        for (var i = 1; i < _rows.Count; i++)
        {
            if (_rows[i].Fit.IsWhole || _rows[i].Fit.Known > _rows[at].Fit.Known) at = i;
        }

        return (_rows[at].Row, _rows[at].Fit.Delimiter, _rows.Skip(at + 1).Select(r => (r.Start, r.Row, r.Gap)));
    }
}
