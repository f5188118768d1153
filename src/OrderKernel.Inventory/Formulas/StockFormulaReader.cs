using System.Text.Json;

namespace OrderKernel.Inventory;

/// <summary>Reads a formula document and decides, for every kind of move, that availability never rises when goods are promised or leave.</summary>
internal static class StockFormulaReader
{
    /// <summary>Each move with its change per account for one unit, and the most by which it may change what is available.</summary>
    private static readonly (string Name, (StockAccount Account, int Change)[] Changes, int Most)[] Moves =
    [
        ("reserve", [(StockAccount.Locked, 1)], -1),
        ("ship", [(StockAccount.Locked, -1), (StockAccount.OnHand, -1)], 0),
        ("ship-elsewhere", [(StockAccount.OnHand, -1)], -1),
        ("reserve-transfer", [(StockAccount.InTransfer, 1)], -1),
        ("ship-transfer", [(StockAccount.InTransfer, -1), (StockAccount.OnHand, -1)], 0),
    ];

    private const int MonthsMax = 120;

    private static readonly string[] Quantities = ["safetyStock", "preSale", "buffer", "quota"];

    public static StockFormula Read(DocumentReader root)
    {
        if (!root.Has("terms")) root.Report("terms", KernelCodes.DocumentPropertyMissing);
        var terms = ReadTerms(root);
        var safety = Units(root, "safetyStock") ?? Quantity.Zero;
        var months = Months(root) ?? 0;
        var exceptions = root.Children("exceptions").Select(Exception).ToValueList();
        var channels = root.Children("channels").Select(Channel).OfType<ChannelRule>().ToValueList();
        Dimensions(root);
        return new(terms.ToValueList(), safety, months, exceptions, channels);
    }

    private static FormulaException Exception(DocumentReader entry)
    {
        var (location, sku) = Scope(entry);
        var (safety, preSale) = (Units(entry, "safetyStock"), Units(entry, "preSale"));
        ValueList<StockTerm>? terms = entry.Has("terms") ? ReadTerms(entry).ToValueList() : null;
        if (!entry.Has("location") && !entry.Has("sku")) entry.ReportAt(entry.Path, InventoryCodes.SafetyStockForNothing);
        var months = Months(entry);
        SaysSomething(entry, "safetyStock", "preSale", "nearExpiryMonths", "terms");
        Dimensions(entry);
        entry.Close();
        return new(entry.Path, location, sku, safety, preSale, months, terms);
    }

    private static ChannelRule? Channel(DocumentReader entry)
    {
        var channel = entry.Text("channel") is null ? null : ReadId(entry, "channel", ChannelId.Of);
        var (location, sku) = Scope(entry);
        var (buffer, quota) = (Units(entry, "buffer"), Units(entry, "quota"));
        SaysSomething(entry, "buffer", "quota");
        Dimensions(entry);
        entry.Close();
        return channel is { } known ? new(entry.Path, known, location, sku, buffer ?? Quantity.Zero, quota) : null;
    }

    private static (LocationId? Location, SkuId? Sku) Scope(DocumentReader entry) =>
        (ReadId(entry, "location", LocationId.Of), ReadId(entry, "sku", SkuId.Of));

    private static void SaysSomething(DocumentReader entry, params string[] names)
    {
        if (!Array.Exists(names, entry.Has)) entry.ReportAt(entry.Path, InventoryCodes.FormulaSaysNothing, ("expected", string.Join(" | ", names)));
    }

    /// <summary>A number of units; null where none is said, or something else is, which is reported.</summary>
    private static Quantity? Units(DocumentReader entry, string name)
    {
        if (entry.KindOf(name) == JsonValueKind.String && UnitOf(entry.Text(name)!) is { } unit)
        {
            entry.Report(name, InventoryCodes.FormulaUnitMixed, ("unit", unit));
            return null;
        }

        return entry.WholeOrNull(name, 0) is { } units ? Quantity.Of(units) : null;
    }

    private static string? UnitOf(string text) => text.IndexOf('%') >= 0 ? "share"
        : Array.Exists(text.Split(' '), word => Currency.TryParse(word, out _)) ? "money"
        : null;

    /// <summary>A whole number of months; null where none is said.</summary>
    private static int? Months(DocumentReader entry) => (int?)entry.WholeOrNull("nearExpiryMonths", 0, MonthsMax);

    /// <summary>What says by its name that it is a share, an amount or a time, where units are due; or another time where months are.</summary>
    private static void Dimensions(DocumentReader entry)
    {
        foreach (var name in Quantities)
        {
            foreach (var (ending, unit) in new[] { ("BasisPoints", "share"), ("Minor", "money"), ("Days", "time") })
            {
                if (entry.Has(name + ending)) entry.Report(name + ending, InventoryCodes.FormulaUnitMixed, ("unit", unit));
            }
        }

        foreach (var (ending, unit) in new[] { ("Days", "time"), ("BasisPoints", "share"), ("Units", "units") })
        {
            if (entry.Has("nearExpiry" + ending)) entry.Report("nearExpiry" + ending, InventoryCodes.FormulaUnitMixed, ("unit", unit));
        }
    }

    private static List<StockTerm> ReadTerms(DocumentReader root)
    {
        var terms = new List<StockTerm>();
        foreach (var entry in root.Children("terms"))
        {
            var account = entry.Word<StockAccount>("account");
            var sign = entry.Whole("sign", -1, 1);
            if (sign == 0) entry.Report("sign", KernelCodes.DocumentValueInvalid, ("value", 0), ("expected", "-1|1"));
            entry.Close();
            if (account is not { } known || sign is not (1 or -1)) continue;
            if (known == StockAccount.CountedAt) entry.Report("account", InventoryCodes.FormulaUnitMixed, ("unit", "time"));
            else if (known is not (StockAccount.OnHand or StockAccount.Locked or StockAccount.InTransfer))
                entry.Report("account", InventoryCodes.FormulaCounterAccount, ("account", known));
            else if (terms.Exists(t => t.Account == known)) entry.Report("account", InventoryCodes.FormulaAccountRepeated, ("account", known));
            else terms.Add(new(known, (int)sign));
        }

        foreach (var (name, changes, most) in Moves)
        {
            var change = changes.Sum(c => c.Change * (terms.Find(t => t.Account == c.Account) is { Sign: not 0 } term ? term.Sign : 0));
            if (change > most) root.Report("terms", InventoryCodes.FormulaNotMonotone, ("move", name), ("change", change), ("most", most));
        }

        return terms;
    }

    private static T? ReadId<T>(DocumentReader entry, string name, Func<string, T> make) where T : struct
    {
        if (entry.TextOrNull(name) is not { } text) return null;
        try
        {
            return make(text);
        }
        catch (ArgumentException)
        {
            entry.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
            return null;
        }
    }
}
