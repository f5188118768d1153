using System.Globalization;

namespace OrderKernel.Testing;

/// <summary>Writes values where a profile document says that they stand; what stands there already stays.</summary>
internal sealed class PayloadWriter(PayloadDocument document, PayloadKind kind, PayloadRow record, PayloadStory story, Dice dice)
{
    private readonly Dictionary<PayloadNode, (long Minor, PayloadField Field)> _amounts = [];
    private readonly bool _writesNumbers = dice.OneIn(2);
    private readonly bool _writesOffsets = dice.OneIn(2);

    public PayloadReading Reading { get; } = new(document, record);

    /// <summary>Rows of a list, so many: those that are there, and new ones.</summary>
    public IReadOnlyList<PayloadRow> Rows(string list, int count, bool areNew = false)
    {
        var wanted = areNew ? Reading.Rows(list).Count + count : count;
        while (Reading.Rows(list).Count < wanted) AddRow(list);
        return areNew ? [.. Reading.Rows(list).TakeLast(count)] : [.. Reading.Rows(list).Take(count)];
    }

    public void Text(PayloadField? field, PayloadRow at, string text)
    {
        if (field is null || Reading.IsTold(field, at) || Chosen(field, at) is not { Constant: null } rule) return;
        foreach (var part in rule.Join ?? []) Put(part, at, text);
        if (rule.Paths.Count > 0) Put(Of(rule).OneIn(3) ? rule.Paths[^1] : rule.Paths[0], at, text);
    }

    public void Time(PayloadField? field, PayloadRow at, NodaTime.Instant time)
    {
        if (field is null || Reading.IsTold(field, at) || Chosen(field, at) is not { } rule) return;
        var hasOffset = _writesOffsets || document.Zone.Id != "Asia/Shanghai";
        Put(dice.Pick(rule.Paths), at, PayloadTimes.Write(time, rule.Time, document.Zone, hasOffset));
    }

    public void Units(PayloadField? field, PayloadRow at, int units)
    {
        if (field is not null && Chosen(field, at) is { Constant: null } rule && Reading.First(rule.Paths, at) is null)
            Put(rule.Paths[0], at, Decimal(units, rule.Decimals));
    }

    public void Amount(PayloadField? field, PayloadRow at, Money amount)
    {
        if (field is null || Reading.IsTold(field, at) || Chosen(field, at) is not { Constant: null } rule) return;
        var term = rule.Sum?.FirstOrDefault(t => !t.StartsWith('-')) ?? rule.Sum?[0] ?? dice.Pick(rule.Paths);
        var factors = PayloadReading.Factors(term);
        if (Put(factors[0], at, "0") is not { } place) return;
        var minor = term.StartsWith('-') ? -amount.MinorUnits : amount.MinorUnits;
        foreach (var factor in factors.Skip(1))
        {
            if (Reading.First([factor], at, place.Row) is null) Put(factor, at, "1", place.Row);
            if (Reading.First([factor], at, place.Row)?.Node.Text is { } text) minor /= Math.Max(1, (long)decimal.Parse(text, CultureInfo.InvariantCulture));
        }

        if (rule.Currency is { } own && Reading.First(own.Paths, at, place.Row) is null) Put(own.Paths[0], at, story.Currency.Code, place.Row);
        if (rule.Divisor is { } by && Reading.First(by.Paths, at, place.Row) is null)
            Put(by.Paths[0], at, Math.Pow(10, story.Currency.Digits).ToString(CultureInfo.InvariantCulture), place.Row);
        Write(place.Node, minor, rule);
        if (factors.Length == 1) _amounts.Add(place.Node, (minor, rule));
    }

    /// <summary>Makes an amount so much more, where it is written alone and stays an amount; how to take that back, or null.</summary>
    public Action? Add(PayloadField? field, PayloadRow at, long delta)
    {
        for (; field is not null; field = field.Otherwise)
        {
            if (!Reading.Holds(field.When, at)) continue;
            foreach (var term in field.Sum ?? field.Paths)
            {
                if (Reading.First([PayloadReading.Factors(term)[0]], at) is not { } told) continue;
                if (!_amounts.TryGetValue(told.Node, out var known)) return null;
                var sign = field.Sum is not null && term.StartsWith('-') ? -1 : 1;
                var minor = known.Minor + (sign * delta);
                if (minor * sign < 0) return null;
                Set(told.Node, minor, known.Field);
                return () => Set(told.Node, known.Minor, known.Field);
            }
        }

        return null;
    }

    /// <summary>Writes what a comparison asks for, where nothing stands; false where it does not hold all the same.</summary>
    public bool Satisfy(IReadOnlyList<PayloadTest> tests, PayloadRow at)
    {
        foreach (var test in tests.Where(t => !Reading.Holds([t], at)))
        {
            if (test.IsNot) Put(test.Path, at, "1");
            else if (test.Values.FirstOrDefault(v => v.Length > 0) is not null) Put(test.Path, at, dice.Pick([.. test.Values.Where(v => v.Length > 0)]));
        }

        return Reading.Holds(tests, at);
    }

    /// <summary>Puts a text at the end of a path; null where something stands, or nothing may.</summary>
    public (PayloadNode Node, PayloadRow Row)? Put(string path, PayloadRow at, string text, PayloadRow? near = null)
    {
        if (!document.IsCsv && at.Above is null && kind.Lacks.Any(l => path == l || path.StartsWith(l + ".", StringComparison.Ordinal))) return null;
        if (Place(path, at, near ?? at) is not { } place || place.Node.Text is not null || (place.Node.IsContainer && document.Format != "xml")) return null;
        place.Node.Text = text;
        place.Node.IsLiteral = text is "true" or "false" || (_writesNumbers && IsNumber(text));
        return place;
    }

    /// <summary>True for what JSON can write as a number.</summary>
    public static bool IsNumber(string text) =>
        decimal.TryParse(text, NumberStyles.AllowDecimalPoint | NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out _)
        && text[0] is not ('.' or '+') && text[^1] != '.' && (text.TrimStart('-')[0] != '0' || text.TrimStart('-') is "0" or ['0', '.', ..]);

    private static string Decimal(long minor, int digits)
    {
        var number = new decimal(minor);
        for (var i = 0; i < digits; i++) number /= 10;
        return number.ToString("F" + digits, CultureInfo.InvariantCulture);
    }

    private (PayloadNode Node, PayloadRow Row)? Place(string path, PayloadRow at, PayloadRow near)
    {
        if (at.Above is not null && path.StartsWith("$.", StringComparison.Ordinal)) (path, at) = (path[2..], record);
        if (document.IsCsv) return (at.Node.At(path), at);
        while (path.StartsWith("^.", StringComparison.Ordinal)) (path, at) = (path[2..], at.Above ?? at);
        var (node, row, parts) = (at.Node, at, PayloadPath.Parts(path));
        for (var i = 0; i < parts.Count; i++)
        {
            node = node.At(parts[i].Name);
            if (node.Text is not null && i < parts.Count - 1 && document.Format != "xml") return null;
            if (!parts[i].IsList) continue;
            row = i == parts.Count - 1 ? new(node.AddRow(), row) : Entry(node, row, parts[i], near);
            node = row.Node;
        }

        return (node, row);
    }

    // The row that lies on the way, else the first that counts, else a new one that does.
    private PayloadRow Entry(PayloadNode list, PayloadRow above, PayloadPart part, PayloadRow near)
    {
        var rows = list.Rows ?? [];
        if ((rows.Find(near.IsIn) ?? rows.Find(r => Reading.Holds(part.Tests, new(r, above)))) is { } known) return new(known, above);
        var made = new PayloadRow(list.AddRow(), above);
        Satisfy(part.Tests, made);
        return made;
    }

    private void AddRow(string list)
    {
        if (document.IsCsv)
        {
            record.Node.AddRow();
            return;
        }

        var (node, row, parts) = (record.Node, record, PayloadPath.Parts(list));
        for (var i = 0; i < parts.Count; i++)
        {
            node = node.At(parts[i].Name);
            if (!parts[i].IsList) continue;
            row = i == parts.Count - 1 ? new(node.AddRow(), row) : Entry(node, row, parts[i], row);
            node = row.Node;
        }
    }

    // One order stands in the same places in all records that tell of it.
    private Dice Of(PayloadField field) => story.Places(string.Join('|', field.AllPaths()));

    // Of the alternatives the first that counts, now and then a later one.
    private PayloadField? Chosen(PayloadField field, PayloadRow at)
    {
        PayloadField? chosen = null;
        for (PayloadField? rule = field; rule is not null; rule = rule.Otherwise)
        {
            if (Reading.Holds(rule.When, at) && (chosen is null || Of(field).OneIn(4))) chosen = rule;
        }

        return chosen;
    }

    private void Set(PayloadNode node, long minor, PayloadField field)
    {
        _amounts[node] = (minor, field);
        Write(node, minor, field);
    }

    private void Write(PayloadNode node, long minor, PayloadField field)
    {
        var isMinor = field.Divisor is not null || field.Money == "fen" || (field.Money == "either" && (story.Currency.Digits == 0 || _writesNumbers));
        node.Text = isMinor ? minor.ToString(CultureInfo.InvariantCulture) : Decimal(minor, story.Currency.Digits);
        node.IsLiteral = field.Money == "either" ? isMinor : _writesNumbers;
    }
}
