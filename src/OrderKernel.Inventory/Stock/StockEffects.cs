using System.Collections.Immutable;
using System.Diagnostics;

namespace OrderKernel.Inventory;

/// <summary>What an event does to balances.</summary>
/// <param name="Postings">The signed changes.</param>
/// <param name="Floors">What must hold after all postings of the unit of work.</param>
public sealed record StockEffect(ValueList<Posting> Postings, ValueList<StockFloor> Floors);

/// <summary>Turns events into postings and floors; the only place that knows which accounts an event moves.</summary>
/// <remarks>
/// <para>Formula: reserve locked + · commit locked −, on hand −, sold + · release and expire locked − · hold
/// moved locked − there, locked + here · receive on hand +, supplied + ·
/// count on hand ±, supplied ± · adjustment on hand −, written off + · restock on hand +,
/// sold − · write-off written off +, sold − · shipped elsewhere on hand −, sold +.</para>
/// <para>Laws: locked is the sum of what reservations hold open; on hand + sold + written off = supplied.</para>
/// </remarks>
public static class StockEffects
{
    private static StockEffect None { get; } = new([], []);

    /// <summary>The effect of a reservation's event. Only holding units has a floor, where they come to be held: it is where limits are checked.</summary>
    /// <param name="event">The event.</param>
    /// <param name="formula">What counts as available, as it decided the event.</param>
    public static StockEffect Of(ReservationEvent @event, StockFormula formula)
    {
        ArgumentNullException.ThrowIfNull(@event);
        ArgumentNullException.ThrowIfNull(formula);
        return @event switch
        {
            StockReserved e => new(Post(e.Units, (StockAccount.Locked, 1)), e.Units.Items.Select(u => formula.FloorOf(u.Cell)).ToValueList()),
            ReservationCommitted e => new(Post(e.Units, (StockAccount.Locked, -1), (StockAccount.OnHand, -1), (StockAccount.Sold, 1)), []),
            ReservationExtended => None,
            ReservationMoved e => Moved(e.Moves, formula),
            ReservationReleased e => new(Post(e.Units, (StockAccount.Locked, -1)), []),
            ReservationExpired e => new(Post(e.Units, (StockAccount.Locked, -1)), []),
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
            StockReceived e => new(Post(e.Units, (StockAccount.OnHand, 1), (StockAccount.Supplied, 1)), []),
            ShippedElsewhere e => new(Post(e.Units, (StockAccount.OnHand, -1), (StockAccount.Sold, 1)), []),
            GoodsTakenBack { Outcome: InspectionOutcome.Restock } e => new(Post(e.Units, (StockAccount.OnHand, 1), (StockAccount.Sold, -1)), []),
            GoodsTakenBack { Outcome: InspectionOutcome.WriteOff } e => new(Post(e.Units, (StockAccount.WrittenOff, 1), (StockAccount.Sold, -1)), []),
            StockCounted e => Counted(e),
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
            if (posted.Kind == AdjustmentKind.Gift) floors.Add(formula.FloorOf(cell));
        }

        return new(Post(posted.Units, (StockAccount.OnHand, -1), (StockAccount.WrittenOff, 1)), floors.ToValueList());
    }

    // A cell that gives as many units as it takes promises no more than before.
    private static StockEffect Moved(ValueList<HoldMove> moves, StockFormula formula)
    {
        var (left, arriving) = (HoldMove.Out(moves), HoldMove.In(moves));
        var fuller = arriving.Items.Where(a => a.Quantity > left.Items.FirstOrDefault(l => l.Cell == a.Cell).Quantity);
        return new(Post(left, (StockAccount.Locked, -1)).AddRange(Post(arriving, (StockAccount.Locked, 1)).Items),
            fuller.Select(a => formula.FloorOf(a.Cell)).ToValueList());
    }

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

        return new(postings.ToValueList(), floors.ToValueList());
    }

    private static ValueList<Posting> Post(ValueList<StockUnits> units, params (StockAccount Account, int Sign)[] accounts)
    {
        var postings = ImmutableArray.CreateBuilder<Posting>(units.Count * accounts.Length);
        foreach (var (cell, quantity) in units)
        {
            foreach (var (account, sign) in accounts)
                postings.Add(new(cell, account, sign > 0 ? QuantityDelta.Plus(quantity) : QuantityDelta.Minus(quantity)));
        }

        return postings.MoveToImmutable().ToValueList();
    }
}
