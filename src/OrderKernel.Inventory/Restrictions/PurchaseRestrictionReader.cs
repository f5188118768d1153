using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Inventory;

/// <summary>Reads a document of purchase restrictions.</summary>
internal static class PurchaseRestrictionReader
{
    private const long UnitsMax = 1_000_000_000;

    private delegate bool Parse<T>(string? text, out T id);

    public static PurchaseRestrictions Read(DocumentReader root)
    {
        var rules = new List<PurchaseRestriction>();
        foreach (var entry in root.Children("restrictions"))
        {
            var rule = Rule(entry);
            if (rules.Exists(r => r.Name == rule.Name)) entry.Report("name", InventoryCodes.RestrictionRepeated, ("restriction", rule.Name));
            rules.Add(rule);
        }

        return new(rules.ToValueList());
    }

    private static PurchaseRestriction Rule(DocumentReader entry)
    {
        var name = entry.Text("name") ?? "";
        if (!MessageId.TryParse(name, out _)) entry.Report("name", KernelCodes.DocumentValueInvalid, ("value", name), ("expected", "id"));
        var rule = new PurchaseRestriction(name, Ids<SkuId>(entry, "skus", SkuId.TryParse), Ids<ChannelId>(entry, "channels", ChannelId.TryParse),
            Day(entry, "from"), Day(entry, "until"), entry.Children("only").Select(Way).ToValueList(), entry.Children("never").Select(Way).ToValueList(),
            entry.WholeOrNull("unitsMax", 1, UnitsMax), entry.Text("reason") ?? "");
        if (rule.Only.IsEmpty && rule.Never.IsEmpty && rule.UnitsMax is null) entry.ReportAt(entry.Path, InventoryCodes.RestrictionForNothing);
        if (!rule.Only.IsEmpty && rule.Only.Items.All(w => rule.Never.Items.Any(n => n.Covers(w))))
            entry.ReportAt(entry.Path, InventoryCodes.RestrictionAllowsNobody);
        if (rule.Until < rule.From)
            entry.Report("until", InventoryCodes.RestrictionNeverHolds, ("from", entry.Text("from")!), ("until", entry.Text("until")!));
        entry.Close();
        return rule;
    }

    private static PurchaseWay Way(DocumentReader entry)
    {
        var way = new PurchaseWay(Ids<OrderTag>(entry, "modes", OrderTag.TryParse), Regions(entry), Ids<LocationId>(entry, "locations", LocationId.TryParse),
            Kinds(entry));
        if (way is { Modes.IsEmpty: true, Regions.IsEmpty: true, IsAnywhere: true }) entry.ReportAt(entry.Path, InventoryCodes.RestrictionForNothing);
        entry.Close();
        return way;
    }

    private static ValueList<string> Regions(DocumentReader entry)
    {
        var texts = entry.Texts("regions");
        for (var i = 0; i < texts.Count; i++)
        {
            foreach (var part in texts[i].Split('/'))
            {
                if (!OrderKernel.Regions.IsKnown(part))
                    entry.ReportAt($"{entry.Path}.regions[{i}]", InventoryCodes.RestrictionRegionUnknown, ("region", part));
            }
        }

        return texts.ToValueList();
    }

    private static ValueList<LocationKind> Kinds(DocumentReader entry)
    {
        var (kinds, texts) = (new List<LocationKind>(), entry.Texts("kinds"));
        for (var i = 0; i < texts.Count; i++)
        {
            if (entry.WordOf<LocationKind>(texts[i], $"{entry.Path}.kinds[{i}]") is { } kind) kinds.Add(kind);
        }

        return kinds.ToValueList();
    }

    private static LocalDate? Day(DocumentReader entry, string name)
    {
        if (entry.TextOrNull(name) is not { } text) return null;
        if (LocalDatePattern.Iso.Parse(text) is { Success: true, Value: var day }) return day;
        entry.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "date such as 2026-11-11"));
        return null;
    }

    private static ValueList<T> Ids<T>(DocumentReader from, string name, Parse<T> parse)
    {
        var (ids, texts) = (new List<T>(), from.Texts(name));
        for (var i = 0; i < texts.Count; i++)
        {
            if (parse(texts[i], out var id)) ids.Add(id);
            else from.ReportAt($"{from.Path}.{name}[{i}]", KernelCodes.DocumentValueInvalid, ("value", texts[i]), ("expected", "id"));
        }

        return ids.ToValueList();
    }
}
