using System.Text;

namespace OrderKernel.Channels;

/// <summary>Splits a CSV row by RFC 4180 and puts the mapped columns into the table.</summary>
internal sealed class CsvTokens(PathTree tree, PolicyDocument<ChannelProfile>? profile = null)
{
    private readonly ByteBuffer _header = new();
    private readonly ByteBuffer _scratch = new();
    private PathNode?[] _columns = [];
    private List<Finding> _missing = [];

    /// <summary>Reads a row under a header.</summary>
    /// <param name="header">The header row without its line end.</param>
    /// <param name="row">The row without its line end.</param>
    /// <param name="table">Where the values go.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="values">The bytes that the table's tokens point into.</param>
    /// <returns>False when columns are missing, when one tells what the profile does not read, or when the row does not fit the header.</returns>
    public bool TryRead(ReadOnlySpan<byte> header, ReadOnlySpan<byte> row, TokenTable table, List<Finding> problems, out ReadOnlySpan<byte> values)
    {
        if (!header.SequenceEqual(_header.Written) || _columns.Length == 0) Bind(header);
        table.Clear();
        values = row;
        problems.AddRange(_missing);
        if (problems.Count > 0) return false;
        var hasQuotes = row.IndexOf((byte)'"') >= 0;
        _scratch.Clear();
        var (at, column) = (0, 0);
        while (true)
        {
            int start, length;
            if (hasQuotes)
            {
                start = _scratch.Length;
                at = Unquote(row, at);
                length = _scratch.Length - start;
            }
            else
            {
                start = at;
                var comma = row.Slice(at).IndexOf((byte)',');
                length = comma < 0 ? row.Length - at : comma;
                at += length;
            }

            if (column < _columns.Length && _columns[column] is { } node) table.Put(node, 0, new(start, length, TokenKind.Text));
            column++;
            if (at >= row.Length) break;
            at++;
        }

        if (hasQuotes) values = _scratch.Written;
        if (column == _columns.Length) return true;
        problems.Add(Finding.Of("$", ChannelsCodes.RowWidthWrong, ("fields", column), ("columns", _columns.Length)));
        return false;
    }

    /// <summary>The length of the first row, its line end not counted.</summary>
    public static int RowLength(ReadOnlySpan<byte> text)
    {
        var (inQuotes, mayOpen) = (false, true);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') (inQuotes, mayOpen) = (!inQuotes && mayOpen, inQuotes);
            else if (inQuotes) continue;
            else if (text[i] == '\n') return i;
            else mayOpen = text[i] == ',';
        }

        return text.Length;
    }

    /// <summary>A row without carriage return and line feed at its end.</summary>
    public static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> row)
    {
        while (row.Length > 0 && row[row.Length - 1] is (byte)'\r' or (byte)'\n') row = row.Slice(0, row.Length - 1);
        return row;
    }

    /// <summary>The column names of a header row, blanks at their ends taken off.</summary>
    public static List<string> Names(ReadOnlySpan<byte> header)
    {
        var tokens = new CsvTokens(new PathTree());
        var names = new List<string>();
        for (var at = 0; at <= header.Length; at++)
        {
            tokens._scratch.Clear();
            at = tokens.Unquote(header, at);
            names.Add(Encoding.UTF8.GetString(tokens._scratch.Written.ToArray()).Trim());
        }

        return names;
    }

    /// <summary>Copies one field into the scratch bytes; returns where its comma or the row's end stands.</summary>
    private int Unquote(ReadOnlySpan<byte> row, int at)
    {
        if (at >= row.Length || row[at] != '"')
        {
            var length = row.Slice(Math.Min(at, row.Length)).IndexOf((byte)',');
            if (length < 0) length = row.Length - at;
            _scratch.Append(row.Slice(at, length));
            return at + length;
        }

        for (at++; at < row.Length; at++)
        {
            if (row[at] != '"') _scratch.Append(row[at]);
            else if (at + 1 < row.Length && row[at + 1] == '"') _scratch.Append(row[at++]);
            else break;
        }

        at = Math.Min(at + 1, row.Length);
        while (at < row.Length && row[at] != ',') _scratch.Append(row[at++]);
        return at;
    }

    private void Bind(ReadOnlySpan<byte> header)
    {
        _header.Clear();
        _header.Append(header);
        var names = Names(header);
        _columns = new PathNode?[names.Count];
        _missing = [];
        var found = new HashSet<int>();
        for (var i = 0; i < names.Count; i++)
        {
            _columns[i] = tree.Root.Find(Encoding.UTF8.GetBytes(names[i]));
            if (_columns[i] is { } node && !found.Add(node.Id)) _missing.Add(Finding.Of("$", ChannelsCodes.PropertyDuplicate, ("column", names[i])));
        }

        foreach (var any in tree.Wanted)
        {
            if (!any.Exists(found.Contains))
                _missing.Add(Finding.Of("$", ChannelsCodes.ColumnMissing, ("column", string.Join("|", any.ConvertAll(tree.NameOf)))));
        }

        if (profile is not null) _missing.AddRange(TellingColumns.Unread(profile.Policy, names).Select(c => ProfileRecognizer.Unread("$", c, profile)));
    }
}
