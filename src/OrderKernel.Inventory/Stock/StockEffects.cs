using System.Diagnostics;
using System.Runtime.InteropServices;

namespace OrderKernel.Inventory;

/// <summary>What an event does to balances.</summary>
/// <param name="Postings">The signed changes.</param>
/// <param name="Floors">What must hold after all postings of the unit of work.</param>
public readonly record struct StockEffect(ValueList<Posting> Postings, ValueList<StockFloor> Floors);

/// <summary>Turns events into postings and floors; the only place that knows which accounts an event moves.</summary>
/// <remarks>
/// <para>Formula: reserve locked + · commit locked −, on hand −, sold + · release and expire locked − · hold moved locked − there, locked + here · of a
/// transfer's hold in transfer for locked, and forwarded for sold · transfer received on hand +, forwarded −; what came damaged damaged +, forwarded −;
/// what was lost written off +, forwarded − · receive on hand +, supplied + · count on hand ±, supplied ± · adjustment on hand −, written off + · restock
/// on hand +, sold − · put aside quarantined +, sold − · write-off written off +, sold − · regrade one place −, the other + · shipped elsewhere on hand
/// −, sold +.</para>
/// <para>Laws: locked and in transfer are the sums of what reservations hold open; on hand + quarantined + damaged + sold + forwarded + written off =
/// supplied, in each cell; forwarded over all cells is what is on the way.</para>
/// </remarks>
public static class StockEffects
{
    /// <summary>The effect of a reservation's event. Only holding units has a floor, where they come to be held: it is where limits are checked.</summary>
    /// <param name="event">The event.</param>
    /// <param name="formula">What counts as available, as it decided the event.</param>
    public static StockEffect Of(ReservationEvent @event, StockFormula formula)
    {
        ArgumentNullException.ThrowIfNull(@event);
        ArgumentNullException.ThrowIfNull(formula);
        return @event switch
        {
            StockReserved e => new(Post(e.Units, (Promised(e.Holder?.Kind), 1)), Floors(e.Units, formula, e.Channel)),
            ReservationCommitted e => new(Post(e.Units, (Promised(e.Holder), -1), (StockAccount.OnHand, -1),
                (e.Holder == HolderKind.Transfer ? StockAccount.Forwarded : StockAccount.Sold, 1)), []),
            ReservationExtended => new([], []),
            ReservationMoved e => Moved(e.Moves, Promised(e.Holder), formula),
            ReservationReleased e => new(Post(e.Units, (Promised(e.Holder), -1)), []),
            ReservationExpired e => new(Post(e.Units, (Promised(e.Holder), -1)), []),
            _ => throw new UnreachableException($"{@event.GetType()} is no reservation event."),
        };
    }

    /// <summary>The effect of another stock event. A count has two floors that pin what is on hand to the number counted:
    /// when goods moved meanwhile the store answers short, and the count is decided again.</summary>
    /// <param name="event">The event.</param>
    public static StockEffect Of(StockEvent @event)
    {
        ArgumentNullException.ThrowIfNull(@event);
        return @event switch
        {
            StockReceived e => Dated(e.Dated, Post(e.Units, (StockAccount.OnHand, 1), (StockAccount.Supplied, 1))),
            ShippedElsewhere e => new(Post(e.Units, (StockAccount.OnHand, -1), (StockAccount.Sold, 1)), []),
            GoodsTakenBack { Outcome: InspectionOutcome.Restock } e => new(Post(e.Units, (StockAccount.OnHand, 1), (StockAccount.Sold, -1)), []),
            GoodsTakenBack { Outcome: InspectionOutcome.Quarantine } e => new(Post(e.Units, (StockAccount.Quarantined, 1), (StockAccount.Sold, -1)), []),
            GoodsRegraded e => new(Post(e.Units, (e.From, -1), (e.To, 1)),
                e.Units.Items.Select(u => new StockFloor(u.Cell, [new(e.From, 1)], 0)).ToValueList()),
            TransferReceived e => Dated(e.Dated, Post(e.Units, (StockAccount.OnHand, 1), (StockAccount.Forwarded, -1))
                .AddRange(Post(e.Damaged, (StockAccount.Damaged, 1), (StockAccount.Forwarded, -1)).Items)
                .AddRange(Post(e.Lost, (StockAccount.WrittenOff, 1), (StockAccount.Forwarded, -1)).Items)),
            BatchesDated e => BatchClock.Effect(e.Dates),
            GoodsTakenBack { Outcome: InspectionOutcome.WriteOff } e => new(Post(e.Units, (StockAccount.WrittenOff, 1), (StockAccount.Sold, -1)), []),
            StockCounted e => Counted(e),
            FindingsSettled => new([], []),
            BookCorrected e => Corrected(e),
            _ => throw new UnreachableException($"{@event} moves no stock."),
        };
    }

    /// <summary>The effect of an approved adjustment: on hand −, written off +. The book must have the units; of a gift they must be free too.</summary>
    /// <param name="posted">The adjustment.</param>
    /// <param name="formula">What counts as available, as it decided the event.</param>
    public static StockEffect Of(AdjustmentPosted posted, StockFormula formula)
    {
        ArgumentNullException.ThrowIfNull(posted);
        ArgumentNullException.ThrowIfNull(formula);
        var floors = new List<StockFloor>();
        foreach (var (cell, _) in posted.Units)
        {
            floors.Add(new(cell, [new(StockAccount.OnHand, 1)], 0));
            if (posted.Kind == AdjustmentKind.Gift) floors.AddRange(Floors([new(cell, default)], formula).Items);
        }

        return new(Post(posted.Units, (StockAccount.OnHand, -1), (StockAccount.WrittenOff, 1)), floors.ToValueList());
    }

    // Where promised units are counted: a transfer's are not an order's.
    private static StockAccount Promised(HolderKind? holder) => holder == HolderKind.Transfer ? StockAccount.InTransfer : StockAccount.Locked;

    // A batch, or a shelf, that gives as many units as it takes promises no more than before.
    private static StockEffect Moved(ValueList<HoldMove> moves, StockAccount promised, StockFormula formula)
    {
        var (left, arriving) = (HoldMove.Out(moves), HoldMove.In(moves));
        var batches = arriving.Items.Where(a => a.Cell.Batch != default && a.Quantity > left.Items.FirstOrDefault(l => l.Cell == a.Cell).Quantity);
        var shelves = arriving.Items.Select(a => a.Cell.ToShelf()).Distinct().Where(s => HoldMove.OnShelf(arriving, s) > HoldMove.OnShelf(left, s));
        return new(Post(left, (promised, -1)).AddRange(Post(arriving, (promised, 1)).Items),
            batches.Select(b => formula.BatchFloorOf(b.Cell)).Concat(shelves.Select(s => formula.FloorOf(s))).ToValueList());
    }

    // From what it was found to be, and from nothing else.
    private static StockEffect Corrected(BookCorrected e) => new(
        e.Drifts.Items.Select(d => new Posting(d.Cell, d.Account, QuantityDelta.Of(d.Book - d.Stored))).ToValueList(),
        e.Drifts.Items.SelectMany(d => new StockFloor[]
        {
            new(d.Cell, [new(d.Account, 1)], d.Book), new(d.Cell, [new(d.Account, -1)], -d.Book),
        }).ToValueList());

    private static StockEffect Counted(StockCounted e)
    {
        var postings = new List<Posting>();
        var floors = new List<StockFloor>();
        foreach (var count in e.Counts)
        {
            var (cell, _, difference) = count;
            if (difference.Units != 0)
            {
                postings.Add(new(cell, StockAccount.OnHand, difference));
                postings.Add(new(cell, StockAccount.Supplied, difference));
            }

            floors.Add(new(cell, [new(StockAccount.OnHand, 1)], count.OnHand));
            floors.Add(new(cell, [new(StockAccount.OnHand, -1)], -count.OnHand));
        }

        return Dated(e.Dated, postings.ToValueList(), floors.ToValueList());
    }

    private static StockEffect Dated(ValueList<BatchDate> dated, ValueList<Posting> postings, ValueList<StockFloor> floors = default)
    {
        if (dated.IsEmpty) return new(postings, floors);
        var dates = BatchClock.Effect(dated);
        return new(postings.AddRange(dates.Postings.Items), floors.AddRange(dates.Floors.Items));
    }

    private static ValueList<Posting> Post(ValueList<StockUnits> units, params ReadOnlySpan<(StockAccount Account, int Sign)> accounts)
    {
        var (postings, next) = (new Posting[units.Count * accounts.Length], 0);
        foreach (var (cell, quantity) in units)
        {
            foreach (var (account, sign) in accounts)
                postings[next++] = new(cell, account, sign > 0 ? QuantityDelta.Plus(quantity) : QuantityDelta.Minus(quantity));
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(postings).ToValueList();
    }

    private static ValueList<StockFloor> Floors(ValueList<StockUnits> units, StockFormula formula, ChannelId? channel = null)
    {
        // One a shelf, and one a batch; units are in the order of the cells, so that those of a shelf follow each other.
        var count = 0;
        for (var i = 0; i < units.Count; i++) count += FloorsOf(units, i);
        var (floors, next) = (new StockFloor[count], 0);
        for (var i = 0; i < units.Count; i++)
        {
            if (units[i].Cell.Batch != default) floors[next++] = formula.BatchFloorOf(units[i].Cell);
            if (IsFirstOfShelf(units, i)) floors[next++] = formula.FloorOf(units[i].Cell, channel);
        }

        return ImmutableCollectionsMarshal.AsImmutableArray(floors).ToValueList();
    }

    private static int FloorsOf(ValueList<StockUnits> units, int i) => (units[i].Cell.Batch == default ? 0 : 1) + (IsFirstOfShelf(units, i) ? 1 : 0);

    private static bool IsFirstOfShelf(ValueList<StockUnits> units, int i) => i == 0 || !units[i - 1].Cell.SharesShelfWith(units[i].Cell);
}
