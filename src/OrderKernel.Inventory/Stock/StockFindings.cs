using System.Collections.Immutable;
using System.Globalization;

namespace OrderKernel.Inventory;

/// <summary>
/// What of a movement's reasons needs a person: promises without goods, more gone or come back than there were, a day that another one contradicts. All others
/// explain what was booked.
/// </summary>
public static class StockFindings
{
    /// <summary>True for a reason that needs a person.</summary>
    /// <param name="why">A reason of a movement.</param>
    public static bool IsFinding(Reason why)
    {
        return why.Code is InventoryCodes.CountBelowLocked or InventoryCodes.OnHandNegative or InventoryCodes.SoldNegative or InventoryCodes.BatchDateDiffers
            or InventoryCodes.TransferSurplus;
    }

    /// <summary>
    /// The findings of which people hear: those that are news. A balance that was as impossible before is none, nor is one of goods of which nobody ever told
    /// what there is.
    /// </summary>
    /// <param name="decision">What was booked, with all reasons.</param>
    /// <param name="before">The balances before it.</param>
    public static ValueList<Reason> News(Decision<StockEvent> decision, ImmutableArray<StockBalance> before)
    {
        if (decision.Reasons.IsEmpty) return [];
        return decision.Reasons.Where(r => IsFinding(r) && r.Code switch
        {
            InventoryCodes.CountBelowLocked => IsLower(decision.Events, r),
            InventoryCodes.OnHandNegative or InventoryCodes.SoldNegative => NumberOf(r, "after") + NumberOf(r, "units") >= 0 && IsKept(before, r),
            _ => true,
        });
    }

    /// <summary>True while what was found is so still; what a person has to decide is, until somebody says that it was.</summary>
    /// <param name="why">A finding.</param>
    /// <param name="now">The balances of its SKU.</param>
    /// <exception cref="OverflowException">Balances sum past 64 bits.</exception>
    public static bool Stands(Reason why, ImmutableArray<StockBalance> now)
    {
        var here = now.Where(b => IsOf(b, why)).ToLookup(b => b.Cell.ToShelf());
        return why.Code switch
        {
            InventoryCodes.CountBelowLocked or InventoryCodes.OnHandNegative => here.Any(shelf => Sum(shelf, StockAccount.OnHand) < Math.Max(0,
                checked(Sum(shelf, StockAccount.Locked) + Sum(shelf, StockAccount.InTransfer)))),
            InventoryCodes.SoldNegative => here.Any(shelf => Sum(shelf, StockAccount.Sold) < 0),
            InventoryCodes.TransferSurplus => Sum(now.Where(b => b.Cell.Sku.Value == Text(why, "sku")), StockAccount.Forwarded) < 0,
            _ => true,
        };
    }

    private static bool IsLower(ValueList<StockEvent> events, Reason why) => events.Items.OfType<StockCounted>().SelectMany(c => c.Counts.Items).Any(c =>
        c.Difference.Units < 0 && c.Cell.Location.Value == Text(why, "location") && c.Cell.Sku.Value == Text(why, "sku"));

    private static bool IsKept(ImmutableArray<StockBalance> balances, Reason why) =>
        balances.Any(b => b.Account is StockAccount.Supplied or StockAccount.CountedAt && b.Units != 0 && IsOf(b, why));

    private static bool IsOf(StockBalance balance, Reason why) =>
        balance.Cell.Location.Value == Text(why, "location") && balance.Cell.Sku.Value == Text(why, "sku");

    private static long Sum(IEnumerable<StockBalance> balances, StockAccount account) => balances.Where(b => b.Account == account).Sum(b => b.Units);

    private static string Text(Reason why, string name) => why.Arguments.Items.First(a => a.Name == name).Value;

    private static long NumberOf(Reason why, string name) => long.Parse(Text(why, name), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
}
