using System.Text.Json;

namespace OrderKernel.Channels;

/// <summary>Reads status tables, their rows, and the fields that are looked up in them.</summary>
internal static class StatusLoader
{
    public static readonly string[] EvidenceWords = ["seen", "inferred", "conflicting"];
    private static readonly string[] UnknownWords = ["park", "note"];

    public static StatusTable[] Tables(DocumentReader reader)
    {
        var tables = new List<StatusTable>();
        if (reader.ChildOrNull("tables") is not { } all) return [];
        foreach (var name in all.Keys())
        {
            if (all.Child(name) is not { } table) continue;
            var mayPass = table.Has("unknown") && FieldLoader.WordIndex(table, "unknown", UnknownWords) == 1;
            var rows = new List<StatusRow>();
            if (table.Child("rows") is { } words)
            {
                foreach (var word in words.Keys())
                {
                    if (words.Child(word) is { } row) rows.Add(Row(row, word));
                }
            }

            var ignoresCase = table.Flag("ignoreCase", false);
            table.Close();
            tables.Add(new(name, mayPass, rows, ignoresCase));
        }

        return [.. tables];
    }

    public static StatusRow Row(DocumentReader reader, string word)
    {
        var row = new StatusRow
        {
            Word = word,
            Evidence = (EvidenceMark)(FieldLoader.WordIndex(reader, "evidence", EvidenceWords) + 1),
            Payment = reader.WordOrNull<PaymentStatus>("payment"),
            Fulfilment = reader.WordOrNull<FulfilmentStatus>("fulfilment"),
            AfterSales = reader.WordOrNull<AfterSalesStatus>("afterSales"),
            Outcome = reader.WordOrNull<ClaimOutcome>("outcome"),
            Terms = reader.WordOrNull<PaymentTerms>("terms"),
            Holds = Holds(reader, "holds"),
            HoldsUnder = HoldsUnder(reader).ToValueList(),
            Kind = reader.WordOrNull<CaseKind>("kind"),
            Awaited = reader.WordOrNull<Party>("awaited"),
            EndedBy = reader.WordOrNull<Party>("endedBy"),
            IsDisputed = reader.Flag("disputed", false),
            IsSkipped = reader.Flag("skip", false),
            Over = reader.Texts("over").ToValueList(),
            Under = Pairs<PaymentTerms, PaymentStatus>(reader, "under").ToValueList(),
            ByKind = Pairs<CaseKind, AfterSalesStatus>(reader, "byKind").ToValueList(),
        };
        _ = reader.TextOrNull("note");
        reader.Close();
        return row;
    }

    /// <summary>Reads a list of sources: <c>{"path": …, "table": …}</c> or <c>{"path": …, "present": {…}, "absent": {…}}</c>.</summary>
    public static StatusSource[] Sources(DocumentReader reader, string name, FieldLoader fields, StatusTable[] tables,
        RowList[]? below = null)
    {
        var sources = new List<StatusSource>();
        foreach (var entry in reader.Children(name))
        {
            var field = fields.Required(entry, "path", below);
            StatusTable? table = null;
            if (entry.TextOrNull("table") is { } tableName)
            {
                table = tables.FirstOrDefault(t => t.Name == tableName);
                if (table is null) entry.Report("table", ChannelsCodes.TableUnknown, ("table", tableName));
            }

            var present = entry.ChildOrNull("present") is { } p ? Row(p, "") : null;
            var absent = entry.ChildOrNull("absent") is { } a ? Row(a, "") : null;
            var isRequired = entry.Flag("required", false);
            var mustAgree = entry.Flag("agree", false);
            if (!entry.Has("table") && present is null && absent is null)
                entry.Report("table", KernelCodes.DocumentPropertyMissing);
            var when = fields.When(entry, below);
            entry.Close();
            if (field is null) continue;
            sources.Add(new(field)
            {
                Table = table, WhenPresent = present, WhenAbsent = absent, IsRequired = isRequired, MustAgree = mustAgree, When = when,
            });
        }

        return [.. sources];
    }

    private static IEnumerable<(PaymentTerms, HoldKind)> HoldsUnder(DocumentReader reader)
    {
        var pairs = new List<(PaymentTerms, HoldKind)>();
        if (reader.ChildOrNull("holdsUnder") is not { } child) return pairs;
        foreach (var key in child.Keys())
        {
            if (child.WordOf<PaymentTerms>(key, $"{child.Path}.{key}") is not { } terms) continue;
            foreach (var hold in Holds(child, key)) pairs.Add((terms, hold));
        }

        return pairs;
    }

    private static ValueList<HoldKind> Holds(DocumentReader reader, string name)
    {
        var holds = new ValueList<HoldKind>();
        foreach (var text in reader.Texts(name))
        {
            if (HoldKind.Named.Items.FirstOrDefault(h => h.Value == text) is { Value: not null } hold) holds = holds.Add(hold);
            else reader.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", string.Join("|", HoldKind.Named)));
        }

        return holds;
    }

    private static IEnumerable<(TKey, TValue)> Pairs<TKey, TValue>(DocumentReader reader, string name) where TKey : struct, Enum where TValue : struct, Enum
    {
        var pairs = new List<(TKey, TValue)>();
        if (reader.ChildOrNull(name) is not { } child) return pairs;
        foreach (var key in child.Keys())
        {
            var left = child.WordOf<TKey>(key, $"{child.Path}.{key}");
            var right = child.Word<TValue>(key);
            if (left is { } l && right is { } r) pairs.Add((l, r));
        }

        return pairs;
    }
}
