using System.Globalization;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>
/// What stands in a record that is still a tree, found the plain way: paths are walked, comparisons are made on texts, nothing is cached.
/// </summary>
internal sealed class PayloadReading(PayloadDocument document, PayloadRow record)
{
    /// <summary>The codes of what keeps the record from being a claim.</summary>
    public List<string> Problems { get; } = [];

    /// <summary>The codes of what a claim is told with.</summary>
    public List<string> Findings { get; } = [];

    public PayloadDocument Document => document;

    public PayloadRow Record => record;

    /// <summary>Every value that a path leads to, with the row in which it stands.</summary>
    /// <param name="path">From the row on, or with <c>$.</c> and <c>^.</c> from the record or the row above.</param>
    /// <param name="at">The row of the block.</param>
    /// <param name="near">Of lists that this row lies in, only it counts.</param>
    public IEnumerable<(PayloadNode Node, PayloadRow Row)> Find(string path, PayloadRow at, PayloadRow? near = null)
    {
        if (document.IsCsv) return Columns(path, at);
        var start = Start(ref path, at);
        return Walk(PayloadPath.Parts(path), 0, start.Node, start, near ?? at);
    }

    /// <summary>The rows of a list, those too that do not count.</summary>
    public IReadOnlyList<PayloadRow> Rows(string list)
    {
        if (document.IsCsv) return [.. (record.Node.Rows ?? []).Select(r => new PayloadRow(r, record))];
        IReadOnlyList<PayloadPart> parts = [.. PayloadPath.Parts(list).Select((p, i) => p with { Tests = [] })];
        return [.. Walk(parts, 0, record.Node, record, record).Select(f => f.Row)];
    }

    /// <summary>True when a row of a list counts, and those above it.</summary>
    public bool Passes(string list, PayloadRow row)
    {
        var of = row;
        foreach (var part in PayloadPath.Parts(list).Where(p => p.IsList).Reverse())
        {
            if (!Holds(part.Tests, of)) return false;
            of = of.Above!;
        }

        return true;
    }

    public bool Holds(IReadOnlyList<PayloadTest> tests, PayloadRow at, PayloadRow? near = null) => tests.All(test =>
    {
        if (First([test.Path], at, near) is not { } told) return test.IsMet("");
        return told.Node.IsContainer ? test.IsNot : test.IsMet(told.Node.Text!.Trim());
    });

    /// <summary>The first value of the paths that tells something.</summary>
    public (PayloadNode Node, PayloadRow Row)? First(IReadOnlyList<string> paths, PayloadRow at, PayloadRow? near = null)
    {
        foreach (var found in paths.SelectMany(p => Find(p, at, near)))
        {
            if (Tells(found.Node)) return found;
        }

        return null;
    }

    public bool Tells(PayloadNode node) => node.IsContainer || (node.Text?.Trim() is { Length: > 0 } text && !document.Nulls.Contains(text));

    /// <summary>True when a field or one of its alternatives tells something, readable or not.</summary>
    public bool IsTold(PayloadField? field, PayloadRow at)
    {
        for (; field is not null; field = field.Otherwise)
        {
            if (!Holds(field.When, at)) continue;
            if (field.Constant is not null || First(field.Paths, at) is not null) return true;
            if ((field.Join ?? []).Any(p => First([p], at) is not null)) return true;
            if ((field.Sum ?? []).Any(t => First([Factors(t)[0]], at) is not null)) return true;
        }

        return false;
    }

    public string? Text(PayloadField? field, PayloadRow at)
    {
        for (; field is not null; field = field.Otherwise)
        {
            if (!Holds(field.When, at)) continue;
            if (field.Constant is not null) return field.Constant;
            if (field.Join is { } parts)
            {
                var texts = parts.Select(p => First([p], at)?.Node.Text?.Trim()).OfType<string>().ToList();
                if (texts.Count > 0) return Cut(string.Join(field.With, texts), field);
            }
            else if (First(field.Paths, at) is { } told)
            {
                return TextOf(field, told.Node);
            }
        }

        return null;
    }

    public static string TextOf(PayloadField field, PayloadNode node) => Cut(node.Text!.Trim(), field);

    public Quantity? Units(PayloadField? field, PayloadRow at, PayloadRow? near = null)
    {
        for (; field is not null; field = field.Otherwise)
        {
            if (!Holds(field.When, at)) continue;
            var text = field.Constant ?? First(field.Paths, at, near)?.Node.Text?.Trim();
            if (text is null) continue;
            if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number) && Whole(number, field.Decimals) is > 0 and var units)
                return Quantity.Of(units);
            Problems.Add(number < 0 ? ChannelsCodes.QuantityNegative : ChannelsCodes.QuantityInvalid);
            return null;
        }

        return null;
    }

    public void Missing() => Problems.Add(ChannelsCodes.FieldMissing);

    public static string[] Factors(string term) => [.. term.TrimStart('-').Split(" * ").Select(f => f.Trim())];

    /// <summary>A decimal number of units of so many parts, when it is a whole number of them.</summary>
    public static long? Whole(decimal number, int digits)
    {
        for (; digits > 0; digits--) number *= 10;
        return number == decimal.Truncate(number) ? (long)number : null;
    }

    private static string Cut(string text, PayloadField field)
    {
        // In the order of the words: afterFirst, afterLast, beforeFirst, beforeLast.
        foreach (var (name, mark) in field.Cut.OrderBy(c => c.Key, StringComparer.Ordinal))
        {
            var isFirst = name.EndsWith("First", StringComparison.Ordinal);
            var at = isFirst ? text.IndexOf(mark, StringComparison.Ordinal) : text.LastIndexOf(mark, StringComparison.Ordinal);
            if (at >= 0) text = name.StartsWith("after", StringComparison.Ordinal) ? text[(at + mark.Length)..] : text[..at];
        }

        return text.Trim();
    }

    private PayloadRow Start(ref string path, PayloadRow at)
    {
        if (at.Above is not null && path.StartsWith("$.", StringComparison.Ordinal))
        {
            path = path[2..];
            return record;
        }

        while (path.StartsWith("^.", StringComparison.Ordinal)) (path, at) = (path[2..], at.Above ?? at);
        return at;
    }

    private IEnumerable<(PayloadNode Node, PayloadRow Row)> Walk(IReadOnlyList<PayloadPart> parts, int index, PayloadNode node, PayloadRow row, PayloadRow near)
    {
        if (index == parts.Count) return [(node, row)];
        var part = parts[index];
        if (node.Find(part.Name) is not { } below) return [];
        if (!part.IsList) return Walk(parts, index + 1, below, row, near);
        var rows = below.Rows ?? [];
        if (rows.Find(near.IsIn) is { } own) rows = [own];
        return rows.Select(r => new PayloadRow(r, row)).Where(r => Holds(part.Tests, r)).SelectMany(r => Walk(parts, index + 1, r.Node, r, near));
    }

    // Of several rows the first that tells a value of the whole record tells it; a row has the record's values too.
    private IEnumerable<(PayloadNode Node, PayloadRow Row)> Columns(string path, PayloadRow at)
    {
        var isOfRecord = at.Above is null || path.StartsWith("$.", StringComparison.Ordinal);
        if (at.Above is not null && isOfRecord) path = path[2..];
        PayloadNode?[] found = isOfRecord
            ? [record.Node.Find(path), .. (record.Node.Rows ?? []).Select(r => r.Find(path))]
            : [at.Node.Find(path), record.Node.Find(path)];
        return found.OfType<PayloadNode>().Where(n => !n.IsNothing).Take(isOfRecord ? int.MaxValue : 1).Select(n => (n, at));
    }
}
