using System.Text;

namespace OrderKernel.Channels;

/// <summary>Splits a CSV row by RFC 4180 and puts the mapped columns into the table.</summary>
internal sealed class CsvTokens(PathTree tree, byte delimiter, PolicyDocument<ChannelProfile>? profile = null)
{
    private byte _delimiter = delimiter;
    private readonly ByteBuffer _header = new();
    private readonly ByteBuffer _scratch = new();
    private PathNode?[] _columns = [];
    private PathNode?[] _rowColumns = [];
    private List<Finding> _missing = [];
    private List<string> _names = [];
    private (int At, bool IsOpen)? _badQuote;

    /// <summary>Reads the row or rows of a record under a header.</summary>
    /// <param name="header">The header row without its line end.</param>
    /// <param name="rows">The rows without the last one's line end; blank ones are passed over.</param>
    /// <param name="table">Where the values go.</param>
    /// <param name="problems">Where problems go.</param>
    /// <param name="values">The bytes that the table's tokens point into.</param>
    /// <returns>
    /// False when columns are missing, when one tells what the profile does not read, or when a row does not fit the header or the rows before it.
    /// </returns>
    public bool TryRead(ReadOnlySpan<byte> header, ReadOnlySpan<byte> rows, TokenTable table, List<Finding> problems, out ReadOnlySpan<byte> values)
    {
        if (!header.SequenceEqual(_header.Written) || _columns.Length == 0) Bind(header);
        table.Clear();
        values = rows;
        problems.AddRange(_missing);
        if (problems.Count > 0) return false;
        var hasQuotes = rows.IndexOf((byte)'"') >= 0;
        _scratch.Clear();
        if (profile is not { Policy.GroupBy.Count: > 0 })
        {
            ReadRow(rows, 0, rows, hasQuotes, 0, table, problems);
        }
        else
        {
            var end = LineEnd(rows, _delimiter);
            for (int start = 0, number = 0; start < rows.Length;)
            {
                var length = RowLength(rows.Slice(start), _delimiter, end);
                var row = WithoutEnd(rows.Slice(start, length));
                if (!Cleaning.Trim(row).IsEmpty) ReadRow(rows, start, row, hasQuotes, number++, table, problems);
                start += length + 1;
            }
        }

        if (hasQuotes) values = _scratch.Written;
        return problems.Count == 0;
    }

    /// <summary>The texts of some of a row's fields, each with a mark behind it: what rows of one record have in common.</summary>
    /// <param name="row">The row without its line end.</param>
    /// <param name="isWanted">By column whether its field counts.</param>
    /// <param name="key">Where they go.</param>
    public void Key(ReadOnlySpan<byte> row, IReadOnlyList<bool> isWanted, ByteBuffer key)
    {
        key.Clear();
        for (int column = 0, at = 0; column < isWanted.Count && at <= row.Length; column++, at++)
        {
            _scratch.Clear();
            at = Unquote(row, at);
            if (!isWanted[column]) continue;
            key.Append(Cleaning.Trim(_scratch.Written));
            key.Append(0x1F);
        }
    }

    private void ReadRow(
        ReadOnlySpan<byte> rows, int offset, ReadOnlySpan<byte> row, bool hasQuotes, int number, TokenTable table, List<Finding> problems)
    {
        var entry = tree.CsvRows is { } list ? table.AddRow(list.RowScope, 0) : 0;
        var (at, column) = (0, 0);
        while (true)
        {
            int start, length;
            if (hasQuotes)
            {
                start = _scratch.Length;
                at = Unquote(row, at);
                length = _scratch.Length - start;
                if (_badQuote is { } bad) problems.Add(BadQuote(bad, offset, column));
            }
            else
            {
                start = offset + at;
                var end = row.Slice(at).IndexOf(_delimiter);
                length = end < 0 ? row.Length - at : end;
                at += length;
            }

            if (column < _columns.Length)
            {
                var token = new Token(start, length, TokenKind.Text);
                if (_rowColumns[column] is { } own) table.Put(own, entry, token);
                if (_columns[column] is { } node) Put(node, number, token, hasQuotes ? _scratch.Written : rows, table, problems);
            }

            column++;
            if (at >= row.Length) break;
            at++;
        }

        if (column != _columns.Length) problems.Add(Finding.Of("$", ChannelsCodes.RowWidthWrong, ("fields", column), ("columns", _columns.Length)));
    }

    // Of several rows the first that tells a value of the whole record tells it, and no other may tell another.
    private void Put(PathNode node, int number, Token token, ReadOnlySpan<byte> bytes, TokenTable table, List<Finding> problems)
    {
        var slot = new Slot(0, node.Slot);
        if (number > 0)
        {
            if (!node.IsRead) return;
            var told = Cleaning.Trim(bytes.Slice(token.Start, token.Length));
            if (told.IsEmpty || profile!.Policy.Nulls.TryGet(told, out _)) return;
            var known = Cleaning.Trim(bytes.Slice(table[slot, 0].Start, table[slot, 0].Length));
            if (!known.IsEmpty && !profile.Policy.Nulls.TryGet(known, out _))
            {
                if (!told.SequenceEqual(known))
                    problems.Add(Finding.Of("$." + node.Name, ChannelsCodes.RowsDisagree, ("row", number + 1), ("value", RecordView.Shown(told))));
                return;
            }
        }

        table.Put(node, 0, token);
    }

    /// <summary>The length of the first row, its line end not counted.</summary>
    /// <param name="text">Rows.</param>
    /// <param name="delimiter">What delimits their fields; null for any that may.</param>
    /// <param name="end">The byte at which rows end.</param>
    public static int RowLength(ReadOnlySpan<byte> text, byte? delimiter, byte end = (byte)'\n')
    {
        var (inQuotes, mayOpen) = (false, true);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '"') (inQuotes, mayOpen) = (!inQuotes && mayOpen, inQuotes);
            else if (inQuotes) continue;
            else if (text[i] == end) return i;
            else mayOpen = delimiter is { } known ? text[i] == known : CsvDialect.MayDelimit(text[i]);
        }

        return text.Length;
    }

    /// <summary>Where the rows of one record end: at a line feed, or at a carriage return where there is none.</summary>
    private static byte LineEnd(ReadOnlySpan<byte> rows, byte delimiter) =>
        RowLength(rows, delimiter) < rows.Length ? (byte)'\n' : (byte)'\r';

    /// <summary>A row without carriage return and line feed at its end.</summary>
    public static ReadOnlySpan<byte> WithoutEnd(ReadOnlySpan<byte> row)
    {
        while (row.Length > 0 && row[row.Length - 1] is (byte)'\r' or (byte)'\n') row = row.Slice(0, row.Length - 1);
        return row;
    }

    /// <summary>The column names of a header row, blanks at their ends taken off.</summary>
    public static List<string> Names(ReadOnlySpan<byte> header, byte delimiter)
    {
        var tokens = new CsvTokens(new PathTree(), delimiter);
        var names = new List<string>();
        for (var at = 0; at <= header.Length; at++)
        {
            tokens._scratch.Clear();
            at = tokens.Unquote(header, at);
            names.Add(Encoding.UTF8.GetString(tokens._scratch.Written.ToArray()).Trim());
        }

        return names;
    }

    /// <summary>Copies one field into the scratch bytes, and notes a quote that does not end the field.</summary>
    /// <returns>Where its delimiter or the row's end stands.</returns>
    private int Unquote(ReadOnlySpan<byte> row, int at)
    {
        _badQuote = null;
        if (at >= row.Length || row[at] != '"')
        {
            var length = row.Slice(Math.Min(at, row.Length)).IndexOf(_delimiter);
            if (length < 0) length = row.Length - at;
            _scratch.Append(row.Slice(at, length));
            return at + length;
        }

        var open = at;
        for (at++; at < row.Length; at++)
        {
            if (row[at] != '"') _scratch.Append(row[at]);
            else if (at + 1 < row.Length && row[at + 1] == '"') _scratch.Append(row[at++]);
            else break;
        }

        if (at >= row.Length) _badQuote = (open, true);
        for (at = Math.Min(at + 1, row.Length); at < row.Length && row[at] != _delimiter; at++)
        {
            // Blanks behind a closing quote are of no meaning; what else stands there belongs to nobody knows which field.
            if (row[at] is not ((byte)' ' or (byte)'\t' or (byte)'\r')) _badQuote ??= (at, false);
        }

        return at;
    }

    private Finding BadQuote((int At, bool IsOpen) bad, int offset, int column)
    {
        var path = column < _names.Count ? "$." + FreeText.Masked(_names[column]) : "$";
        return bad.IsOpen
            ? Finding.Of(path, ChannelsCodes.QuoteUnclosed, ("byte", offset + bad.At))
            : Finding.Of(path, ChannelsCodes.TextAfterQuote, ("byte", offset + bad.At));
    }

    private void Bind(ReadOnlySpan<byte> header)
    {
        _header.Clear();
        _header.Append(header);
        _delimiter = CsvDialect.Fit(header, tree).Delimiter;
        var names = _names = Names(header, _delimiter);
        _columns = new PathNode?[names.Count];
        _rowColumns = new PathNode?[names.Count];
        _missing = [];
        var found = new HashSet<int>();
        for (var i = 0; i < names.Count; i++)
        {
            var name = Encoding.UTF8.GetBytes(names[i]);
            _columns[i] = tree.Root.Find(name) is { Slot: >= 0 } node ? node : null;
            _rowColumns[i] = tree.CsvRows?.Find(name);
            var isTwice = (_columns[i] is { } one && !found.Add(one.Id)) | (_rowColumns[i] is { } own && !found.Add(own.Id));
            if (isTwice) _missing.Add(Finding.Of("$", ChannelsCodes.PropertyDuplicate, ("column", names[i])));
        }

        foreach (var any in tree.Wanted)
        {
            if (!any.Exists(found.Contains))
                _missing.Add(Finding.Of("$", ChannelsCodes.ColumnMissing, ("column", string.Join("|", any.ConvertAll(tree.NameOf)))));
        }

        if (profile is not null) _missing.AddRange(TellingColumns.Unread(profile.Policy, names).Select(c => ProfileRecognizer.Unread("$", c, profile)));
    }
}
