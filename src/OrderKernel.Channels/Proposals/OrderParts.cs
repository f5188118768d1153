namespace OrderKernel.Channels;

/// <summary>A field of a sample taken for a part of an order, and how well it is called so.</summary>
internal sealed record FoundPart(SampleField Field, int Score);

/// <summary>What of a sample looks like the parts of an order: by its name, and only where its values can be that.</summary>
internal sealed class OrderParts
{
    private const int StatusesMax = 4;

    private OrderParts(SampleRecords sample)
    {
        var own = sample.Fields.Where(f => f.Path.IndexOf('[') < 0).ToList();
        // Of XML every element may be a list: what looks like a line lies in one of its own.
        (At, var ofLines) = Lines(sample);
        if (sample.Format == RecordFormat.Xml && At is { } at) own.RemoveAll(f => f.Path.StartsWith(at + ".", StringComparison.Ordinal));
        Number = Best(own, FieldNames.Number, f => f.IsId && f.Time is not TimeFormat.Text, f => f.IsDistinct ? 8 : 0);
        Created = Time(own, FieldNames.Created);
        PaidAt = Time(own, FieldNames.Paid);
        ShippedAt = Time(own, FieldNames.Shipped);
        DeliveredAt = Time(own, FieldNames.Delivered);
        ModifiedAt = Time(own, FieldNames.Modified);
        Due = Money(own, FieldNames.Due);
        Freight = Money(own, FieldNames.Freight);
        Refunded = Money(own, FieldNames.Refunded);
        Currency = Best(own, FieldNames.Currency, IsCurrency, _ => 0);
        // A state in an address is another.
        Statuses = [.. own.Where(f => f.Words.Count > 0 && FieldNames.Fit(f.Path, FieldNames.Status) > 0)
            .Where(f => !f.Path.EndsWith(".state", StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(f => FieldNames.Fit(f.Path, FieldNames.Status)).Take(StatusesMax)];
        Waybill = Best(own, FieldNames.Waybill, f => f.IsId, _ => 0);
        Carrier = Best(own, FieldNames.Carrier, f => f.Words.Count > 0, _ => 0);
        Codes = CodesOf(ofLines);
        Quantity = Best(ofLines, FieldNames.Quantity, f => f.IsCount, _ => 0);
        LineTotal = Best(ofLines, FieldNames.LineTotal, f => f.IsMoney && f != Quantity?.Field, _ => 0);
        UnitPrice = Best(ofLines, FieldNames.UnitPrice, f => f.IsMoney && f != Quantity?.Field && f != LineTotal?.Field, _ => 0);
        Line = Best(ofLines, FieldNames.Line, f => f.IsId && !Codes.Any(c => c.Field == f), _ => 0);
        Title = Best(ofLines, FieldNames.Title, f => !f.IsMoney && f != Line?.Field && !Codes.Any(c => c.Field == f), _ => 0);
        if (Codes.Count == 0 || Quantity is null || (LineTotal ?? UnitPrice) is null) At = null;
    }

    public FoundPart? Number { get; }

    public FoundPart? Created { get; }

    public FoundPart? PaidAt { get; }

    public FoundPart? ShippedAt { get; }

    public FoundPart? DeliveredAt { get; }

    public FoundPart? ModifiedAt { get; }

    public FoundPart? Due { get; }

    public FoundPart? Freight { get; }

    public FoundPart? Refunded { get; }

    public FoundPart? Currency { get; }

    public IReadOnlyList<SampleField> Statuses { get; }

    public FoundPart? Waybill { get; }

    public FoundPart? Carrier { get; }

    /// <summary>The list of lines, without brackets; empty of CSV; null where none is found.</summary>
    public string? At { get; }

    /// <summary>Codes of the goods, the merchant's own first: further ones where a row does not tell it.</summary>
    public IReadOnlyList<FoundPart> Codes { get; }

    public FoundPart? Quantity { get; }

    public FoundPart? LineTotal { get; }

    public FoundPart? UnitPrice { get; }

    public FoundPart? Line { get; }

    public FoundPart? Title { get; }

    /// <summary>How much of an order was found.</summary>
    public int Score => (Number?.Score ?? 0) + (Created?.Score ?? 0) + (Due?.Score ?? 0) + (Statuses.Count > 0 ? 40 : 0) + (At is null ? 0 : 60)
        + (PaidAt is null ? 0 : 10) + (ModifiedAt is null ? 0 : 10);

    public static OrderParts Of(SampleRecords sample) => new(sample);

    private static List<FoundPart> CodesOf(List<SampleField> ofLines)
    {
        var codes = new List<FoundPart>();
        var rows = ofLines.Select(f => f.Values.Count).DefaultIfEmpty().Max();
        foreach (var code in ofLines.Where(f => f.IsId).Select(f => new FoundPart(f, FieldNames.Fit(f.Path, FieldNames.Code))).Where(p => p.Score > 0)
            .OrderByDescending(p => p.Score))
        {
            codes.Add(code);
            if (code.Field.Values.Count == rows && code.Field.Values.TrueForAll(v => v.Text.Trim().Length > 0)) break;
        }

        return codes;
    }

    private static FoundPart? Time(List<SampleField> own, string[] names) => Best(own, names, f => f.Time is not null, _ => 0);

    private static FoundPart? Money(List<SampleField> own, string[] names) => Best(own, names, f => f.IsMoney && f.Time is null, _ => 0);

    private static bool IsCurrency(SampleField field) =>
        field.Values.Count > 0 && field.Values.TrueForAll(v => OrderKernel.Currency.TryParse(v.Text.Trim().ToUpperInvariant(), out _));

    private static FoundPart? Best(IEnumerable<SampleField> fields, string[] names, Func<SampleField, bool> may, Func<SampleField, int> more)
    {
        FoundPart? best = null;
        foreach (var field in fields)
        {
            var fit = FieldNames.Fit(field.Path, names);
            if (fit == 0 || !may(field)) continue;
            fit += more(field);
            if (best is null || fit > best.Score) best = new(field, fit);
        }

        return best;
    }

    // The list in whose rows a code, a count and a price stand; the one that has most of them, then the least deep.
    private static (string? At, List<SampleField> Fields) Lines(SampleRecords sample)
    {
        if (sample.Format == RecordFormat.Csv) return ("", [.. sample.Fields]);
        var lists = sample.Format == RecordFormat.Json
            ? sample.Fields.Where(f => f.Path.Contains("[].")).Select(f => f.Path.Substring(0, f.Path.IndexOf("[].", StringComparison.Ordinal)))
            : sample.Fields.SelectMany(f => Starts(f.Path));
        var (best, most) = ((string?)null, 0);
        foreach (var list in lists.Distinct().OrderBy(l => l.Count(c => c == '.')))
        {
            var fields = FieldsOf(sample, list);
            var score = Fit(fields, FieldNames.Quantity, f => f.IsCount) + Fit(fields, FieldNames.Code, f => f.IsId)
                + Math.Max(Fit(fields, FieldNames.UnitPrice, f => f.IsMoney), Fit(fields, FieldNames.LineTotal, f => f.IsMoney));
            if (score > most) (best, most) = (list, score);
        }

        return best is null ? (null, []) : (best, FieldsOf(sample, best));
    }

    private static int Fit(List<SampleField> fields, string[] names, Func<SampleField, bool> may) => Best(fields, names, may, _ => 0)?.Score ?? 0;

    private static List<SampleField> FieldsOf(SampleRecords sample, string list)
    {
        var start = sample.Format == RecordFormat.Json ? list + "[]." : list + ".";
        var fields = new List<SampleField>();
        foreach (var field in sample.Fields)
        {
            if (!field.Path.StartsWith(start, StringComparison.Ordinal) || field.Path.IndexOf("[]", start.Length, StringComparison.Ordinal) >= 0) continue;
            var below = new SampleField(field.Path.Substring(start.Length));
            below.Values.AddRange(field.Values);
            fields.Add(below);
        }

        return fields;
    }

    private static IEnumerable<string> Starts(string path)
    {
        for (var dot = path.IndexOf('.'); dot >= 0; dot = path.IndexOf('.', dot + 1)) yield return path.Substring(0, dot);
    }
}
