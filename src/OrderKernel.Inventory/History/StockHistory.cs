using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What the events of stock tell of the past, in whatever order they are added: what lay where before an instant, what was sold when, and what counts
/// found. Not safe for several threads.</summary>
/// <remarks>
/// <para>Formula: on hand before an instant is the last count before it with what moved at or after that count, or the sum of all that moved where nobody
/// counted; all other accounts are sums. Sold is what was posted to the account: units that left for orders, less those that came back.</para>
/// <para>Laws: before the end of time the balances are those of <see cref="StockBook"/>; histories of parts of the events, merged, are the history of all.
/// Cost: an entry a cell, account and instant.</para>
/// </remarks>
public sealed class StockHistory
{
    private readonly SortedDictionary<StockCell, CellHistory> _cells = [];

    /// <summary>The SKUs of which anything happened, in ordinal order.</summary>
    public IEnumerable<SkuId> Skus => _cells.Keys.Select(c => c.Sku).Distinct().OrderBy(s => s);

    /// <summary>Adds what happened to a reservation.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When.</param>
    public void Add(ReservationEvent happened, Instant at) => Post(StockEffects.Of(happened, StockFormula.Default.Policy), at);

    /// <summary>Adds an adjustment that took effect.</summary>
    /// <param name="posted">The event.</param>
    /// <param name="at">When.</param>
    public void Add(AdjustmentPosted posted, Instant at) => Post(StockEffects.Of(posted, StockFormula.Default.Policy), at);

    /// <summary>Adds another movement, or a count. A correction of the book is no event of goods: it is left out.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When.</param>
    public void Add(StockEvent happened, Instant at)
    {
        if (happened is BookCorrected) return;
        if (happened is not StockCounted counted)
        {
            Post(StockEffects.Of(happened), at);
            return;
        }

        foreach (var count in counted.Counts) Of(count.Cell).Count(at, count.Counted.Units);
        Post(BatchClock.Effect(counted.Dated), at);
    }

    /// <summary>Adds what another history knows.</summary>
    /// <param name="other">The history of other events; what both saw counts twice.</param>
    /// <exception cref="OverflowException">What moved at one instant sums past 64 bits.</exception>
    public void Merge(StockHistory other)
    {
        ArgumentNullException.ThrowIfNull(other);
        foreach (var cell in other._cells) Of(cell.Key).Merge(cell.Value);
    }

    /// <summary>The balances just before an instant, in the order of cells and accounts, without supplied and the clock of counts.</summary>
    /// <param name="until">The instant; what happened at it is left out.</param>
    /// <returns>Every account that anything was posted to before, zero or not: of a cell that is not here nobody ever told anything.</returns>
    /// <exception cref="OverflowException">A balance passes 64 bits.</exception>
    public ImmutableArray<StockBalance> BalancesBefore(Instant until) => [.. _cells.SelectMany(c => c.Value.BalancesBefore(c.Key, until))];

    /// <summary>The batches on hand just before an instant, an entry for each SKU and last day; a batch without a day is left out.</summary>
    /// <param name="until">The instant.</param>
    public ValueList<StockBatch> BatchesBefore(Instant until) => BalancesBefore(until).Where(b => b.Cell.Batch != default).GroupBy(b => b.Cell)
        .Select(g => (g.Key.Sku, Units: Of(g, StockAccount.OnHand), Day: BatchClock.DayOf(Of(g, StockAccount.ExpiresOn))))
        .Where(b => b.Units > 0 && b.Day is not null).GroupBy(b => (b.Sku, Day: b.Day!.Value)).OrderBy(g => g.Key.Sku).ThenBy(g => g.Key.Day)
        .Select(g => new StockBatch(g.Key.Sku, Quantity.Of(g.Sum(b => b.Units)), g.Key.Day)).ToValueList();

    private static long Of(IEnumerable<StockBalance> balances, StockAccount account) => balances.Where(b => b.Account == account).Sum(b => b.Units);

    /// <summary>The cells with their histories, in the order of the cells.</summary>
    internal IEnumerable<KeyValuePair<StockCell, CellHistory>> Cells => _cells;

    private void Post(StockEffect effect, Instant at)
    {
        foreach (var posting in effect.Postings) Of(posting.Cell).Post(posting.Account, at, posting.Delta.Units);
    }

    private CellHistory Of(StockCell cell)
    {
        if (!_cells.TryGetValue(cell, out var known)) _cells.Add(cell, known = new());
        return known;
    }
}
