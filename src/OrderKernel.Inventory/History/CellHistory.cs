using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What happened in one cell, by instant.</summary>
internal sealed class CellHistory
{
    private readonly SortedDictionary<StockAccount, SortedDictionary<Instant, long>> _moves = [];
    private readonly SortedDictionary<Instant, long> _counts = [];

    // When something first came here. By itself: what left at the same instant would hide it in the sum.
    private Instant? _cameAt;

    /// <summary>Of two counts of one instant the lower one stands, as the ledger has it.</summary>
    public void Count(Instant at, long units) => _counts[at] = _counts.TryGetValue(at, out var known) ? Math.Min(known, units) : units;

    public void Post(StockAccount account, Instant at, long units)
    {
        if (account == StockAccount.Supplied) return;
        if (account == StockAccount.OnHand && units > 0) Came(at);
        if (!_moves.TryGetValue(account, out var moves)) _moves.Add(account, moves = []);
        moves[at] = moves.TryGetValue(at, out var known) ? checked(known + units) : units;
    }

    public void Merge(CellHistory other)
    {
        if (other._cameAt is { } came) Came(came);
        foreach (var count in other._counts) Count(count.Key, count.Value);
        foreach (var account in other._moves)
        {
            foreach (var move in account.Value) Post(account.Key, move.Key, move.Value);
        }
    }

    /// <summary>What is on hand from each instant on at which it changed or was counted, in the order of time.</summary>
    public IEnumerable<OnHandStep> OnHand()
    {
        var (units, isTold, moves) = (0L, false, Moves(StockAccount.OnHand));
        foreach (var at in moves.Keys.Concat(_counts.Keys).Distinct().OrderBy(i => i))
        {
            var before = units;
            long? counted = _counts.TryGetValue(at, out var found) ? found : null;
            moves.TryGetValue(at, out var moved);
            units = checked((counted ?? units) + moved);
            yield return new(at, isTold ? before : null, counted, units);
            isTold |= counted is not null || _cameAt <= at;
        }
    }

    /// <summary>Units that left for orders at each instant, less those that came back then.</summary>
    public IEnumerable<(Instant At, long Units)> Sold() => Moves(StockAccount.Sold).Select(m => (m.Key, m.Value));

    /// <summary>Whether anybody told of goods here before an instant: a count, or something that came.</summary>
    public bool IsToldBefore(Instant until) => _cameAt < until || _counts.Keys.Take(1).Any(at => at < until);

    public IEnumerable<StockBalance> BalancesBefore(StockCell cell, Instant until)
    {
        var onHand = OnHand().TakeWhile(s => s.At < until).Select(s => (long?)s.Units).LastOrDefault();
        if (onHand is { } units) yield return new(cell, StockAccount.OnHand, units);
        foreach (var account in _moves)
        {
            if (account.Key == StockAccount.OnHand) continue;
            var (sum, isKnown) = (0L, false);
            foreach (var move in account.Value.TakeWhile(m => m.Key < until)) (sum, isKnown) = (checked(sum + move.Value), true);
            if (isKnown) yield return new(cell, account.Key, sum);
        }
    }

    private void Came(Instant at) => _cameAt = _cameAt is { } known && known < at ? known : at;

    private SortedDictionary<Instant, long> Moves(StockAccount account) => _moves.TryGetValue(account, out var moves) ? moves : [];
}

/// <summary>What is on hand from an instant on.</summary>
/// <param name="At">The instant.</param>
/// <param name="Before">What the book had just before; null where nobody had told of goods.</param>
/// <param name="Counted">What a count found then; null where nobody counted.</param>
/// <param name="Units">What is on hand from then on: what was counted, with what moved at that instant.</param>
internal readonly record struct OnHandStep(Instant At, long? Before, long? Counted, long Units);
