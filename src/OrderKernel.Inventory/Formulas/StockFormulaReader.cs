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

    public static StockFormula Read(DocumentReader root)
    {
        var terms = ReadTerms(root);
        var safety = root.WholeOrNull("safetyStock", 0) ?? 0;
        var exceptions = new List<SafetyStock>();
        foreach (var entry in root.Children("exceptions"))
        {
            var location = ReadId(entry, "location", LocationId.Of);
            var sku = ReadId(entry, "sku", SkuId.Of);
            var units = entry.Whole("safetyStock", 0) ?? 0;
            if (!entry.Has("location") && !entry.Has("sku")) entry.ReportAt(entry.Path, InventoryCodes.SafetyStockForNothing);
            entry.Close();
            exceptions.Add(new(location, sku, Quantity.Of(units)));
        }

        return new(terms.ToValueList(), Quantity.Of(safety), exceptions.ToValueList());
    }

    private static List<StockTerm> ReadTerms(DocumentReader root)
    {
        var terms = new List<StockTerm>();
        if (!root.Has("terms")) root.Report("terms", KernelCodes.DocumentPropertyMissing);
        foreach (var entry in root.Children("terms"))
        {
            var account = entry.Word<StockAccount>("account");
            var sign = entry.Whole("sign", -1, 1);
            if (sign == 0) entry.Report("sign", KernelCodes.DocumentValueInvalid, ("value", 0), ("expected", "-1|1"));
            entry.Close();
            if (account is not { } known || sign is not (1 or -1)) continue;
            if (known is not (StockAccount.OnHand or StockAccount.Locked or StockAccount.InTransfer))
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
