using System.Collections.Immutable;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Inventory;

/// <summary>
/// The last day of a batch, kept as a balance beside its goods: whoever reserves, publishes or reports reads it with them. 0 is no day.
/// </summary>
/// <remarks>Law: of several days that receipts, counts and transfers tell, the earliest stands; only <see cref="DateBatches"/> sets a later one.</remarks>
public static class BatchClock
{
    private static readonly LocalDate Epoch = new(1970, 1, 1);

    /// <summary>A day as a balance of <see cref="StockAccount.ExpiresOn"/>. The epoch itself, long past, counts as the day before it.</summary>
    /// <param name="day">The last day of a batch.</param>
    public static long DaysOf(LocalDate day) => Period.DaysBetween(Epoch, day) is var days && days == 0 ? -1 : days;

    /// <summary>The last day of a cell's batch; null where nobody said one, and where the balance is no day.</summary>
    /// <param name="balances">Balances in any order.</param>
    /// <param name="cell">A cell with a batch.</param>
    public static LocalDate? Of(ImmutableArray<StockBalance> balances, StockCell cell) => DayOf(StockSheet.BalanceOf(balances, cell, StockAccount.ExpiresOn));

    /// <summary>A balance of <see cref="StockAccount.ExpiresOn"/> as a day; null for none.</summary>
    /// <param name="days">The balance, in days since 1970.</param>
    public static LocalDate? DayOf(long days) => days == 0 || days is < -700_000 or > 2_900_000 ? null : Epoch.PlusDays((int)days);

    /// <summary>A day as reasons print it.</summary>
    internal static string Text(LocalDate day) => LocalDatePattern.Iso.Format(day);

    /// <summary>What told days change: the earlier of two stands, which is a finding.</summary>
    /// <param name="told">The days, a cell perhaps several times.</param>
    /// <param name="balances">What is known.</param>
    /// <param name="findings">Where a day was told that is another than the known one.</param>
    internal static ValueList<BatchDate> Earliest(ValueList<BatchDate> told, ImmutableArray<StockBalance> balances, ICollection<Reason> findings)
    {
        var changes = new SortedDictionary<StockCell, BatchDate>();
        foreach (var group in told.Items.GroupBy(d => d.Cell))
        {
            var (known, days) = (Of(balances, group.Key), group.Select(d => d.ExpiresOn).Distinct().ToArray());
            var first = days.Min();
            foreach (var day in days)
            {
                if ((known is { } before && day != before) || day != first)
                    findings.Add(Reason.Of(InventoryCodes.BatchDateDiffers, ("location", group.Key.Location), ("sku", group.Key.Sku),
                        ("batch", group.Key.Batch), ("told", Text(day)), ("stands", Text(known < first ? known.Value : first))));
            }

            if (known is null || first < known) changes[group.Key] = new(group.Key, first) { Before = known };
        }

        return changes.Values.ToValueList();
    }

    /// <summary>The postings that set days, and the floors that pin them: what the decision did not see sets none.</summary>
    internal static StockEffect Effect(ValueList<BatchDate> dates)
    {
        if (dates.IsEmpty) return new([], []);
        var (postings, floors) = (new List<Posting>(), new List<StockFloor>());
        foreach (var date in dates)
        {
            var (after, before) = (DaysOf(date.ExpiresOn), date.Before is { } known ? DaysOf(known) : 0);
            if (after != before) postings.Add(new(date.Cell, StockAccount.ExpiresOn, QuantityDelta.Of(after - before)));
            floors.Add(new(date.Cell, [new(StockAccount.ExpiresOn, 1)], after));
            floors.Add(new(date.Cell, [new(StockAccount.ExpiresOn, -1)], -after));
        }

        return new(postings.ToValueList(), floors.ToValueList());
    }
}
