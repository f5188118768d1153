namespace OrderKernel.Channels;

/// <summary>One pass over an element that is a record: the values at mapped places go into the table, everything else is passed over.</summary>
/// <remarks>
/// Elements are properties, attributes are properties whose name begins with <c>@</c>, prefixes of namespaces do not count. An element at a list is a row.
/// Document types are refused: nothing is expanded and nothing fetched.
/// </remarks>
internal ref struct XmlTokens
{
    private readonly ReadOnlySpan<byte> _record;
    private readonly TokenTable _table;
    private readonly List<Finding> _problems;
    private readonly int _depthMax;
    private int _at;
    private int _deepest;

    private XmlTokens(ReadOnlySpan<byte> record, TokenTable table, int depthMax, List<Finding> problems)
    {
        _record = record;
        _table = table;
        _depthMax = depthMax;
        _problems = problems;
    }

    /// <summary>Reads a record.</summary>
    /// <returns>False when it is no well-formed element, or nested too deeply; the problem is added then.</returns>
    public static bool TryRead(ReadOnlySpan<byte> record, PathTree tree, TokenTable table, int depthMax, List<Finding> problems)
    {
        table.Clear();
        record = Cleaning.Trim(record);
        var tokens = new XmlTokens(record, table, depthMax, problems);
        if (record.IsEmpty || record[0] != '<')
        {
            problems.Add(Finding.Of("$", ChannelsCodes.RecordNotObject));
            return false;
        }

        if (tokens.ReadElement(tree.Root, 0, 1) && tokens._at == record.Length) return true;
        problems.Add(tokens._deepest > depthMax
            ? Finding.Of("$", ChannelsCodes.RecordTooDeep, ("depth", tokens._deepest), ("most", depthMax))
            : Finding.Of("$", ChannelsCodes.RecordMalformed, ("line", tokens.Line()), ("byte", tokens._at)));
        return false;
    }

    /// <summary>Reads an element whose start stands here, its children below a node; false when it is malformed.</summary>
    private bool ReadElement(PathNode? node, int row, int depth)
    {
        _deepest = Math.Max(_deepest, depth);
        if (depth > _depthMax) return false;
        _at++;
        var name = Name();
        if (name.IsEmpty) return false;
        var id = _table.OpenObject();
        if (!Attributes(node, row, id, out var isEmpty, out var isNil)) return false;
        if (isEmpty) return Put(node, row, new(_at, 0, isNil ? TokenKind.Null : TokenKind.Text));
        var (start, hasChildren, isEscaped) = (_at, false, false);
        while (true)
        {
            if (!PassText(ref isEscaped)) return false;
            if (_at + 1 >= _record.Length) return false;
            if (_record[_at + 1] == '/') break;
            if (_record[_at + 1] is (byte)'!' or (byte)'?')
            {
                isEscaped = true;
                if (!PassMarkup()) return false;
                continue;
            }

            hasChildren = true;
            if (!ReadChild(node, row, id, depth)) return false;
        }

        var end = _at;
        _at += 2;
        if (!Name().SequenceEqual(name)) return false;
        PassBlanks();
        if (_at >= _record.Length || _record[_at] != '>') return false;
        _at++;
        var kind = isNil ? TokenKind.Null : hasChildren ? TokenKind.Container : isEscaped ? TokenKind.EscapedText : TokenKind.Text;
        return Put(node, row, kind == TokenKind.Container ? new(0, 0, kind) : new(start, end - start, kind));
    }

    private bool ReadChild(PathNode? node, int row, long id, int depth)
    {
        var at = _at++;
        var child = node?.Find(Local(Name()));
        _at = at;
        if (child is null) return ReadElement(null, 0, depth + 1);
        if (child.RowScope > 0)
        {
            if (child.Slot >= 0) _table.Put(child, row, new(0, 0, TokenKind.Container));
            return ReadElement(child, _table.AddRow(child.RowScope, row), depth + 1);
        }

        if (!_table.Meet(child, id)) _problems.Add(Finding.Of(child.Describe(_table, row), ChannelsCodes.PropertyDuplicate));
        return ReadElement(child, row, depth + 1);
    }

    // The content of an element: of one at a list it is the row's own value.
    private bool Put(PathNode? node, int row, Token token)
    {
        if (node is null) return true;
        if (node.RowScope > 0)
        {
            if (node.Element is { } element) _table.Put(element, row, token);
        }
        else if (node.Slot >= 0)
        {
            _table.Put(node, row, token);
        }

        return true;
    }

    private bool Attributes(PathNode? node, int row, long id, out bool isEmpty, out bool isNil)
    {
        isEmpty = isNil = false;
        while (true)
        {
            PassBlanks();
            if (_at >= _record.Length) return false;
            if (_record[_at] == '>')
            {
                _at++;
                return true;
            }

            if (_record[_at] == '/')
            {
                isEmpty = true;
                if (++_at >= _record.Length || _record[_at] != '>') return false;
                _at++;
                return true;
            }

            var start = _at;
            var name = Name();
            PassBlanks();
            if (name.IsEmpty || _at + 1 >= _record.Length || _record[_at++] != '=') return false;
            PassBlanks();
            if (_at >= _record.Length || _record[_at] is not ((byte)'"' or (byte)'\'')) return false;
            var quote = _record[_at++];
            var length = _record.Slice(_at).IndexOf(quote);
            if (length < 0 || !IsText(_record.Slice(_at, length))) return false;
            var value = _record.Slice(_at, length);
            if (Local(name).SequenceEqual("nil"u8) && value.SequenceEqual("true"u8)) isNil = true;
            if (node is not null && Attribute(node, Local(name)) is { } child)
            {
                if (!_table.Meet(child, id)) _problems.Add(Finding.Of(child.Describe(_table, row), ChannelsCodes.PropertyDuplicate));
                _table.Put(child, row, new(_at, length, value.IndexOf((byte)'&') >= 0 ? TokenKind.EscapedText : TokenKind.Text));
            }

            _at += length + 1;
            if (_at <= start) return false;
        }
    }

    private static PathNode? Attribute(PathNode node, ReadOnlySpan<byte> name)
    {
        if (name.Length > 127) return null;
        Span<byte> property = stackalloc byte[128];
        property[0] = (byte)'@';
        name.CopyTo(property.Slice(1));
        return node.Find(property.Slice(0, name.Length + 1));
    }

    // Up to the next mark; false when a character stands there that no XML has, or none follows.
    private bool PassText(ref bool isEscaped)
    {
        var rest = _record.Slice(_at);
        var length = rest.IndexOf((byte)'<');
        if (length < 0) return false;
        var text = rest.Slice(0, length);
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] < ' ' && text[i] is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))
            {
                _at += i;
                return false;
            }

            if (text[i] == '&') isEscaped = true;
        }

        _at += length;
        return true;
    }

    // A comment, a CDATA section, an instruction.
    private bool PassMarkup()
    {
        var rest = _record.Slice(_at);
        var end = rest.StartsWith("<!--"u8) ? "-->"u8 : rest.StartsWith("<![CDATA["u8) ? "]]>"u8 : rest.StartsWith("<?"u8) ? "?>"u8 : default;
        if (end.IsEmpty) return false;
        var length = rest.Slice(2).IndexOf(end);
        if (length < 0) return false;
        _at += 2 + length + end.Length;
        return true;
    }

    // What ends a name besides blanks.
    private static ReadOnlySpan<byte> NoName => "<>/=\"'&"u8;

    private ReadOnlySpan<byte> Name()
    {
        var start = _at;
        while (_at < _record.Length && _record[_at] > ' ' && NoName.IndexOf(_record[_at]) < 0) _at++;
        return _record.Slice(start, _at - start);
    }

    private void PassBlanks()
    {
        while (_at < _record.Length && _record[_at] is (byte)' ' or (byte)'\t' or (byte)'\n' or (byte)'\r') _at++;
    }

    private readonly int Line()
    {
        var line = 1;
        foreach (var b in _record.Slice(0, Math.Min(_at, _record.Length))) line += b == '\n' ? 1 : 0;
        return line;
    }

    private static bool IsText(ReadOnlySpan<byte> value)
    {
        foreach (var b in value)
        {
            if (b == '<' || (b < ' ' && b is not ((byte)'\t' or (byte)'\n' or (byte)'\r'))) return false;
        }

        return true;
    }

    private static ReadOnlySpan<byte> Local(ReadOnlySpan<byte> name)
    {
        var colon = name.LastIndexOf((byte)':');
        return colon < 0 ? name : name.Slice(colon + 1);
    }
}
