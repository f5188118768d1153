using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>Reads the paths of one record kind, under each of its prefixes, and gives them their places in the profile's tree.</summary>
internal sealed class PathLoader
{
    private const string CsvRows = "rows";

    private readonly PathTree _tree;
    private readonly RecordFormat _format;
    private readonly IReadOnlyList<IReadOnlyList<PathPart>> _prefixes;

    public PathLoader(PathTree tree, RecordFormat format, DocumentReader record)
    {
        (_tree, _format) = (tree, format);
        _prefixes = record.Has("prefixes") ? [.. FieldLoader.NotEmpty(record, "prefixes").Select(p => Prefix(record, p))] : [[]];
    }

    /// <summary>A rule that reads the first of several paths that tells; null when none is a path. Bad ones are reported.</summary>
    /// <param name="reader">Takes reports.</param>
    /// <param name="at">Where the paths stand in the document.</param>
    /// <param name="texts">The paths.</param>
    /// <param name="below">The list that they lie in; null for the record itself.</param>
    /// <param name="isRead">False when it is only looked at whether something stands there.</param>
    public FieldRule? Rule(DocumentReader reader, string at, IReadOnlyList<string> texts, RowList[]? below, bool isRead = true)
    {
        var places = new List<Place>();
        var isWords = false;
        foreach (var text in texts)
        {
            if (Starts(text, below, out var rest) is not { } starts || Parts(rest) is not { } parts)
            {
                reader.ReportAt(at, ChannelsCodes.PathInvalid, ("value", text));
                continue;
            }

            isWords |= parts[parts.Count - 1].IsList;
            foreach (var start in starts)
            {
                IReadOnlyList<PathPart> whole = [.. start, .. parts];
                var place = new Place(_tree.SlotOf(whole, isRead), Filters(reader, at, whole, start.Count));
                if (!places.Exists(place.IsSame)) places.Add(place);
            }
        }

        if (places.Count == 0) return null;
        _tree.Wanted.Add(places.ConvertAll(p => _tree.IdOf(p.Slot)));
        return new([.. places], string.Join("|", texts)) { IsWords = isWords };
    }

    /// <summary>The lists of rows under a name, such as <c>orders.order[]</c>, under every prefix.</summary>
    public RowList[] Lists(DocumentReader reader, string name)
    {
        var isList = reader.KindOf(name) == JsonValueKind.Array;
        IReadOnlyList<string> texts = isList ? FieldLoader.NotEmpty(reader, name) : reader.Text(name) is { } one ? [one] : [];
        var lists = new List<RowList>();
        foreach (var text in texts)
        {
            if (FieldPath.Parse(text) is not { } parts || !parts[parts.Count - 1].IsList || (IsCsv && (parts.Count > 1 || parts[0].Name != CsvRows)))
            {
                reader.Report(name, ChannelsCodes.PathInvalid, ("value", text));
                continue;
            }

            foreach (var prefix in _prefixes)
            {
                IReadOnlyList<PathPart> whole = [.. prefix, .. parts];
                var scope = IsCsv ? _tree.RowsOfCsv(whole) : _tree.RowsOf(whole);
                lists.Add(new(whole, scope, Filters(reader, $"{reader.Path}.{name}", whole, 0)));
            }
        }

        return [.. lists];
    }

    /// <summary>Comparisons of values of a record or of a row.</summary>
    public RowTest[]? Tests(DocumentReader reader, string at, string text, RowList[]? below)
    {
        if (FieldPath.Tests(text) is { Count: > 0 } tests)
            return [.. tests.Select(t => Rule(reader, at, [t.Path], below) is { } field ? RowTest.Of(t, field) : null).OfType<RowTest>()];
        reader.ReportAt(at, ChannelsCodes.PathInvalid, ("value", text));
        return null;
    }

    private bool IsCsv => _format == RecordFormat.Csv;

    private IReadOnlyList<PathPart> Prefix(DocumentReader record, string text)
    {
        if (text.Length == 0) return [];
        if (!IsCsv && text.EndsWith('.') && FieldPath.Parse(text.Substring(0, text.Length - 1)) is { } parts && parts.All(p => !p.IsList)) return parts;
        record.Report("prefixes", ChannelsCodes.PathInvalid, ("value", text));
        return [];
    }

    private IReadOnlyList<PathPart>? Parts(string text) =>
        !IsCsv ? FieldPath.Parse(text) : text.Trim().Length > 0 ? [new PathPart(text.Trim(), false, [])] : null;

    /// <summary>Where a path begins: at the row; with <c>$.</c> at the record; with <c>^.</c> at the row above.</summary>
    private IReadOnlyList<IReadOnlyList<PathPart>>? Starts(string text, RowList[]? below, out string rest)
    {
        rest = text;
        if (below is null || text.StartsWith("$.", StringComparison.Ordinal))
        {
            if (below is not null) rest = text.Substring(2);
            return _prefixes;
        }

        IReadOnlyList<IReadOnlyList<PathPart>> starts = [.. below.Select(b => b.Parts)];
        while (rest.StartsWith("^.", StringComparison.Ordinal))
        {
            rest = rest.Substring(2);
            if (starts.Any(s => s.Count == 0)) return null;
            starts = [.. starts.Select(Above)];
        }

        return starts;
    }

    // Up to the list before the last one; where there is none the record.
    private IReadOnlyList<PathPart> Above(IReadOnlyList<PathPart> parts)
    {
        for (var i = parts.Count - 2; i >= 0; i--)
        {
            if (parts[i].IsList) return [.. parts.Take(i + 1)];
        }

        return _prefixes.FirstOrDefault(p => p.Count > 0 && p.Count <= parts.Count && p.SequenceEqual(parts.Take(p.Count))) ?? [];
    }

    // What the rows of a block's own list have to be, the block looks at; here only what lies below its rows.
    private RowFilter[]? Filters(DocumentReader reader, string at, IReadOnlyList<PathPart> whole, int from)
    {
        List<RowFilter>? filters = null;
        for (var i = from; i < whole.Count; i++)
        {
            if (whole[i].Tests.Count == 0) continue;
            IReadOnlyList<PathPart> list = [.. whole.Take(i + 1)];
            var scope = _tree.RowsOf(list);
            RowList[] rows = [new(list, scope, null)];
            var tests = whole[i].Tests.Select(t => Rule(reader, at, [t.Path], rows) is { } field ? RowTest.Of(t, field) : null).OfType<RowTest>();
            (filters ??= []).Add(new(scope, [.. tests]));
        }

        return filters?.ToArray();
    }
}
