using System.Text;

namespace OrderKernel.Cli.Input;

/// <summary>
/// One sheet of a workbook as CSV: a line a row, so that a record's line is its row; blank rows at the end are dropped. A line break in a cell becomes a
/// carriage return.
/// </summary>
internal sealed class SheetForm(string name, string path) : FileForm
{
    private const int WideRows = 20;
    private const int RowsMax = 1_048_576;

    public override string Encoding => "xlsx";

    public override string? Sheet => name;

    /// <summary>The sheets of a workbook.</summary>
    /// <exception cref="FileFormException">It cannot be read.</exception>
    public static List<SheetForm> All(Stream file) => Workbook.With(file, book => book.Sheets.ConvertAll(s => new SheetForm(s.Name, s.Path)));

    public override void Copy(Stream from, Stream to, long most = long.MaxValue) => Workbook.With(from, book =>
    {
        var rows = new SheetRows(book);
        var width = Width(rows);
        var (line, next, written) = (new StringBuilder(), 1, 0L);
        rows.Read(path, (row, cells) =>
        {
            if (row < next || row > RowsMax) throw new InvalidDataException("row");
            line.Clear().Append('\n', row - next);
            for (var i = 0; i < Math.Max(cells.Count, width); i++) Append(line, i == 0 ? "" : ",", i < cells.Count ? cells[i] : "");
            next = row + 1;
            var bytes = System.Text.Encoding.UTF8.GetBytes(line.Append('\n').ToString());
            to.Write(bytes);
            return (written += bytes.Length) < most;
        });
        return written;
    });

    /// <summary>How many columns the first rows have: one of them is the header, and a row ends where its last cell does.</summary>
    private int Width(SheetRows rows)
    {
        var (width, seen) = (0, 0);
        rows.Read(path, (_, cells) =>
        {
            width = Math.Max(width, cells.Count);
            return ++seen < WideRows;
        });
        return width;
    }

    private static void Append(StringBuilder line, string delimiter, string cell)
    {
        line.Append(delimiter);
        if (cell.AsSpan().IndexOfAny("\",;\t|\r\n") < 0) line.Append(cell);
        else line.Append('"').Append(cell.Replace("\"", "\"\"", StringComparison.Ordinal).ReplaceLineEndings("\r")).Append('"');
    }
}
