using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What the events of stock add up to, cell by cell, in whatever order they are added: what a store's balances have to be.</summary>
/// <remarks>
/// <para>Formula: on hand is the last count with what moved at or after its instant, or the sum of all that moved where nobody counted; of two counts of one
/// instant the lower one stands. All other accounts are sums; supplied is on hand + quarantined + damaged + sold + forwarded + written off.</para>
/// <para>Corrections of the book are no events of goods: they are left out.</para>
/// </remarks>
public sealed class StockBook
{
    private readonly SortedDictionary<StockCell, Cell> _cells = [];

    /// <summary>Adds what happened to a reservation.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When.</param>
    public void Add(ReservationEvent happened, Instant at) => Post(StockEffects.Of(happened, StockFormula.Default.Policy), at);

    /// <summary>Adds an adjustment that took effect.</summary>
    /// <param name="posted">The event.</param>
    /// <param name="at">When.</param>
    public void Add(AdjustmentPosted posted, Instant at) => Post(StockEffects.Of(posted, StockFormula.Default.Policy), at);

    /// <summary>Adds what happened to goods that a supplier is to bring.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When.</param>
    public void Add(InboundEvent happened, Instant at) => Post(InboundEffects.Of(happened), at);

    /// <summary>Adds what happened to what an order waits for.</summary>
    /// <param name="happened">The event.</param>
    /// <param name="at">When.</param>
    public void Add(BackorderEvent happened, Instant at) => Post(Backorders.EffectOf(happened), at);

    /// <summary>Adds another movement, or a count.</summary>
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

        foreach (var count in counted.Counts) Of(count.Cell).Count(at.ToUnixTimeTicks(), count.Counted.Units);
        Post(BatchClock.Effect(counted.Dated), at);
    }

    /// <summary>The balances that are not zero, in the order of cells and accounts.</summary>
    /// <exception cref="OverflowException">A balance passes 64 bits.</exception>
    public ValueList<StockBalance> Balances() => _cells.SelectMany(c => c.Value.Balances(c.Key)).Where(b => b.Units != 0).ToValueList();

    private void Post(StockEffect effect, Instant at)
    {
        foreach (var posting in effect.Postings) Of(posting.Cell).Post(posting.Account, at.ToUnixTimeTicks(), posting.Delta.Units);
    }

    private Cell Of(StockCell cell)
    {
        if (!_cells.TryGetValue(cell, out var known)) _cells.Add(cell, known = new());
        return known;
    }

    private sealed class Cell
    {
        private static readonly StockAccount[] Supplied =
            [StockAccount.OnHand, StockAccount.Quarantined, StockAccount.Damaged, StockAccount.Sold, StockAccount.Forwarded, StockAccount.WrittenOff];

        private readonly SortedDictionary<StockAccount, long> _sums = [];
        private readonly List<(long At, long Units)> _moves = [];
        private (long At, long Units)? _counted;

        public void Count(long at, long units)
        {
            if (_counted is not { } last || at > last.At || (at == last.At && units < last.Units)) _counted = (at, units);
        }

        public void Post(StockAccount account, long at, long units)
        {
            if (account == StockAccount.OnHand) _moves.Add((at, units));
            else if (account != StockAccount.Supplied) _sums[account] = checked(Of(account) + units);
        }

        public IEnumerable<StockBalance> Balances(StockCell cell)
        {
            var onHand = _counted?.Units ?? 0;
            foreach (var (at, units) in _moves) onHand = _counted is { } last && at < last.At ? onHand : checked(onHand + units);
            _sums[StockAccount.OnHand] = onHand;
            _sums[StockAccount.Supplied] = Supplied.Aggregate(0L, (sum, account) => checked(sum + Of(account)));
            _sums[StockAccount.CountedAt] = _counted?.At ?? 0;
            return _sums.Select(s => new StockBalance(cell, s.Key, s.Value));
        }

        private long Of(StockAccount account) => _sums.TryGetValue(account, out var units) ? units : 0;
    }
}
