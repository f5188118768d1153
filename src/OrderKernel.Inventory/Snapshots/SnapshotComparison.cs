using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>Compares one cell of a snapshot with ours: what explains the difference, and what is left.</summary>
/// <remarks>
/// <para>Formula: told + locks there − on hand here = what moved since + what is not booked there + what is not heard of here + the unexplained rest.
/// Movements explain in the order of their age: the latest are those that are not booked there, the oldest promises those that were sent.</para>
/// <para>The count that takes the rest over stands as of the instant from which the outside system may not have known everything, or from which on promised
/// units may have been sent that nobody told us of: what is told later and was within that time still moves goods.</para>
/// </remarks>
internal sealed class SnapshotComparison(StockCell cell, MergeSnapshot snapshot, StockMaster? master, ImmutableArray<StockBalance> positions,
    IEnumerable<CellMove> moves, IEnumerable<HoldStep> holds)
{
    private readonly Instant _lagsFrom = snapshot.TakenAt - (master?.Lag ?? Duration.Zero);
    private readonly CellMove[] _moves = moves.OrderBy(m => m.At).ThenBy(m => m.Stream, StringComparer.Ordinal).ToArray();
    private readonly CellHold[] _holds = holds.GroupBy(h => h.Stream).Select(h => new CellHold(h))
        .OrderBy(h => h.Since).ThenBy(h => h.Stream, StringComparer.Ordinal).ToArray();

    private bool IsNet => master?.Tells == SnapshotMeaning.Available;

    private Instant OrdersKnown => snapshot.OrdersUntil ?? _lagsFrom;

    /// <summary>The line of a number; <see cref="SnapshotOutcome.Agrees"/> or <see cref="SnapshotOutcome.Waits"/> as nothing, or something, is left.</summary>
    public SnapshotLine Line(Quantity told)
    {
        var book = StockSheet.BalanceOf(positions, cell, StockAccount.OnHand);
        var locks = IsNet ? _holds.Where(h => h.IsOfOrder).Sum(h => h.LockedAt(snapshot.TakenAt, OrdersKnown)) : 0;
        var since = _moves.Where(m => m.At >= snapshot.TakenAt).ToArray();
        var rest = checked(told.Units + locks - (book - since.Sum(m => m.OnHand.Units)));
        var parts = new List<SnapshotPart>();
        if (since.Sum(m => m.OnHand.Units) is not 0 and var moved) parts.Add(Part(SnapshotPartKind.MovedSince, -moved, since.Select(m => m.Stream)));
        var unbooked = Explain(_moves.Where(m => m.At >= _lagsFrom && m.At < snapshot.TakenAt && !IsNetOf(m)).Reverse()
            .Select(m => (m.Stream, -m.OnHand.Units)), Math.Min(rest, told.Units + locks), out var notBooked);
        if (unbooked != 0) parts.Add(Part(SnapshotPartKind.NotBookedThere, unbooked, notBooked));
        rest -= unbooked;
        var unheard = Explain(_holds.Where(h => h.Sends && !IsNetOf(h)).Select(h => (h.Stream, -h.OpenBefore(snapshot.TakenAt))), Math.Min(0, rest),
            out var notHeard);
        if (unheard != 0) parts.Add(Part(SnapshotPartKind.NotHeardHere, unheard, notHeard));
        rest -= unheard;
        var (counted, asOf) = Count(checked(book + rest));
        return new(cell, told, Quantity.Of(locks), book, parts.ToValueList(), QuantityDelta.Of(rest),
            rest == 0 ? SnapshotOutcome.Agrees : SnapshotOutcome.Waits, Quantity.Of(counted), asOf)
        {
            Promised = StockSheet.BalanceOf(positions, cell, StockAccount.Locked) + StockSheet.BalanceOf(positions, cell, StockAccount.InTransfer),
        };
    }

    // Of units that left for an order that it knew the outside system has neither goods nor lock: whether they are booked there changes nothing.
    private bool IsNetOf(CellHold hold) => IsNet && hold.IsOfOrder && hold.Since < OrdersKnown;

    private bool IsNetOf(CellMove move) => IsNet && Array.Exists(_holds, h => h.Stream == move.Stream && IsNetOf(h));

    private (long Counted, Instant AsOf) Count(long onHand)
    {
        var oldest = _holds.Where(h => h.OpenBefore(snapshot.TakenAt) > 0).Select(h => h.Since).DefaultIfEmpty(Instant.MaxValue).Min();
        var last = StockSheet.BalanceOf(positions, cell, StockAccount.CountedAt);
        var floor = last == 0 ? Instant.MinValue : Instant.FromUnixTimeTicks(last).PlusTicks(1);
        var found = (Counted: 0L, AsOf: snapshot.TakenAt);
        // Where less than nothing would have been there then, a later instant has to do.
        foreach (var at in new[] { Instant.Min(oldest, _lagsFrom), _lagsFrom, snapshot.TakenAt })
        {
            var asOf = Instant.Min(Instant.Max(at, floor), snapshot.TakenAt);
            found = (checked(onHand - _moves.Where(m => m.At >= asOf).Sum(m => m.OnHand.Units)), asOf);
            if (found.Counted >= 0) break;
        }

        return found;
    }

    /// <summary>As much of a difference as movements of its sign explain, and by which.</summary>
    private static long Explain(IEnumerable<(string Stream, long Units)> by, long difference, out List<string> streams)
    {
        var (left, sign) = (difference, Math.Sign(difference));
        streams = [];
        foreach (var (stream, units) in by)
        {
            if (left == 0) break;
            if (Math.Sign(units) != sign) continue;
            left -= sign * Math.Min(Math.Abs(units), Math.Abs(left));
            streams.Add(stream);
        }

        return difference - left;
    }

    private static SnapshotPart Part(SnapshotPartKind kind, long units, IEnumerable<string> streams) =>
        new(kind, QuantityDelta.Of(units), streams.Distinct().OrderBy(s => s, StringComparer.Ordinal).ToValueList());
}
