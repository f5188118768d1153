using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>How a batch stands on a day. 0 is unset.</summary>
public enum BatchStanding
{
    /// <summary>It counts as available 可售.</summary>
    Usable = 1,

    /// <summary>It is too near its last day to count, as the formula has it 临期.</summary>
    NearEnd = 2,

    /// <summary>Its last day is over 过期.</summary>
    Expired = 3,

    /// <summary>Nobody said its last day: it counts, behind those that have one.</summary>
    Undated = 4,
}

/// <summary>One batch with what is left of it.</summary>
/// <param name="Cell">The cell.</param>
/// <param name="Standing">How it stands.</param>
/// <param name="ExpiresOn">Its last day; null where nobody said one.</param>
/// <param name="OnHand">Units that are here.</param>
/// <param name="Promised">Units of these that orders and transfers hold.</param>
public sealed record BatchLine(StockCell Cell, BatchStanding Standing, LocalDate? ExpiresOn, long OnHand, long Promised);

/// <summary>The batches on hand, those that expire first first.</summary>
/// <param name="On">The day.</param>
/// <param name="Lines">The batches: those without a day last, those of one day in the order of the cells.</param>
/// <param name="Findings">Units that are promised of batches that no longer count: their orders are to be looked at; pools that rules name and nobody has.</param>
public sealed record BatchReport(LocalDate On, ValueList<BatchLine> Lines, ValueList<Reason> Findings)
{
    /// <summary>The report of balances on a day. A batch of which nothing is here or promised is left out.</summary>
    /// <param name="balances">Balances in any order.</param>
    /// <param name="formula">From when on a batch is too near its last day.</param>
    /// <param name="on">The day.</param>
    public static BatchReport Of(ImmutableArray<StockBalance> balances, StockFormula formula, LocalDate on)
    {
        ArgumentNullException.ThrowIfNull(formula);
        var lines = balances.IsDefault
            ? []
            : balances.Where(b => b.Cell.Batch != default).GroupBy(b => b.Cell).Select(g => Line(g.Key, [.. g], formula, on))
                .Where(l => l.OnHand != 0 || l.Promised != 0).OrderBy(l => l.ExpiresOn ?? LocalDate.MaxIsoValue).ThenBy(l => l.Cell).ToValueList();
        var findings = lines.Items.Where(l => l.Promised > 0 && l.Standing is BatchStanding.NearEnd or BatchStanding.Expired).Select(l =>
            Reason.Of(InventoryCodes.BatchPromised, ("location", l.Cell.Location), ("sku", l.Cell.Sku), ("batch", l.Cell.Batch), ("units", l.Promised),
                ("expires", l.ExpiresOn is { } day ? BatchClock.Text(day) : "-"), ("standing", l.Standing)));
        return new(on, lines, findings.ToValueList());
    }

    /// <summary>The same report with a finding for each pool that rules name and no cell is in: a word that nobody has stock under serves no order.</summary>
    /// <param name="rules">From which pools orders are served.</param>
    /// <param name="balances">Balances in any order; without any, nobody knows the pools.</param>
    public BatchReport With(PoolRules rules, ImmutableArray<StockBalance> balances)
    {
        ArgumentNullException.ThrowIfNull(rules);
        if (balances.IsDefaultOrEmpty) return this;
        var known = new HashSet<PoolId>(balances.Select(b => b.Cell.Pool));
        var nowhere = rules.Named.Where(p => !known.Contains(p)).Select(p => Reason.Of(InventoryCodes.PoolNowhere, ("pool", p)));
        return this with { Findings = Findings.AddRange(nowhere) };
    }

    private static BatchLine Line(StockCell cell, ImmutableArray<StockBalance> balances, StockFormula formula, LocalDate on)
    {
        var day = BatchClock.Of(balances, cell);
        var standing = day is not { } last ? BatchStanding.Undated
            : last < on ? BatchStanding.Expired
            : last < formula.UsableFrom(cell, on) ? BatchStanding.NearEnd
            : BatchStanding.Usable;
        return new(cell, standing, day, StockSheet.BalanceOf(balances, cell, StockAccount.OnHand),
            StockSheet.BalanceOf(balances, cell, StockAccount.Locked) + StockSheet.BalanceOf(balances, cell, StockAccount.InTransfer));
    }
}
