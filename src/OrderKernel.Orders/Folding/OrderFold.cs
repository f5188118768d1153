using System.Runtime.InteropServices;

namespace OrderKernel.Orders.Folding;

/// <summary>
/// An order in the making: applies events one after another and hands out the order whenever asked. The ledgers judge: an event that they do not permit is
/// refused, and the fold is then done with.
/// </summary>
/// <remarks>Lines are copied once for all events between two looks at the order.</remarks>
internal sealed partial class OrderFold
{
    private OrderLine[] _lines = [];
    private bool _ownsLines;
    private OrderBooks _books = null!;
    private OrderCourse _course = null!;
    private Order _order = null!;
    private Order? _seen;

    private OrderBooks? _seenBooks;
    private Refusal? _refusal;

    // A copy of the order that nobody has seen yet.
    private Order Mine
    {
        get
        {
            if (ReferenceEquals(_order, _seen)) _order = _order with { };
            return _order;
        }
    }

    // A copy of its books that nobody has seen yet.
    private OrderBooks MyBooks
    {
        get
        {
            if (ReferenceEquals(_books, _seenBooks)) _books = _books with { };
            return _books;
        }
    }

    public OrderFold(Order? order)
    {
        if (order is not null) Take(order);
    }

    /// <summary>The order as the events so far left it; null before it is placed.</summary>
    public Order? Order
    {
        get
        {
            Look();
            return _order;
        }
    }

    public static Result<Order> Apply(Order? state, OrderEvent e)
    {
        var fold = new OrderFold(state);
        return fold.Apply(e) is { } refusal ? refusal : fold.Order!;
    }

    /// <summary>Applies one more event; the refusal, or null when it was applied.</summary>
    public Refusal? Apply(OrderEvent e)
    {
        if (e is OrderPlaced placed)
        {
            if (_order is not null) return Refusal.Of(OrdersCodes.OrderExists, ("order", _order.Id));
            Take(Placed(placed));
            (_seen, _seenBooks, _ownsLines) = (null, null, true);
            return null;
        }

        if (_order is null) return Refusal.Of(OrdersCodes.OrderUnknown);
        // What every parcel brings comes first; the rest looks for its place.
        if (e is ShipmentHandedOver shipped) HandedOver(shipped);
        else if (e is StepEntered entered) Enter(entered);
        else if (!Shipping(e) && !Warehouse(e) && !Process(e) && !Money(e) && !Ending(e) && !Desk(e) && !Trail(e) && !Migration(e))
            throw new System.Diagnostics.UnreachableException($"{e.GetType()} is not folded.");
        return _refusal;
    }

    private static Order Placed(OrderPlaced e)
    {
        var none = OrderParts.None(e.Amounts.Due.Currency);
        var lines = new OrderLine[e.Lines.Count];
        for (var i = 0; i < lines.Length; i++) lines[i] = new(e.Lines[i], null);
        var books = new OrderBooks { Amounts = e.Amounts, Money = MoneyLedger.Of(e.Amounts.Due), Parts = e.Parts, CancelledParts = none,
            WrittenOffParts = none, WithheldPending = none.Freight };
        return new(e, books, new() { PayableSince = e.CreatedAt }) { Lines = Owned(lines) };
    }

    private static ValueList<T> Owned<T>(T[] items) => ImmutableCollectionsMarshal.AsImmutableArray(items).ToValueList();

    private void Take(Order order)
    {
        (_order, _seen, _books, _seenBooks, _course) = (order, order, order.Books, order.Books, order.Course);
        _lines = ImmutableCollectionsMarshal.AsArray(order.Lines.Items)!;
        _ownsLines = false;
    }

    private void Look()
    {
        if (_order is null) return;
        if (!ReferenceEquals(_books, _order.Books)) Mine.Books = _books;
        if (!ReferenceEquals(_course, _order.Course)) Mine.Course = _course;
        if (_ownsLines) Mine.Lines = Owned(_lines);
        _ownsLines = false;
        (_seen, _seenBooks) = (_order, _books);
    }

    // The lines that were handed out belong to that order.
    private void Set(int i, OrderLine line)
    {
        if (!_ownsLines) (_lines, _ownsLines) = ((OrderLine[])_lines.Clone(), true);
        _lines[i] = line;
    }

    private void Append(OrderLine line) => (_lines, _ownsLines) = ([.. _lines, line], true);

    private OrderDesk Asked(AskedRule rule) =>
        _order.Desk with { Rules = _order.Rules.Where(r => r.Chain != rule.Chain || r.Rule != rule.Rule).Add(rule) };

    private bool Process(OrderEvent e)
    {
        switch (e)
        {
            case OrderTagged tagged:
                Mine.Tags = _order.Tags.Add(tagged.Tag);
                return true;
            case RuleFired fired:
                Mine.Desk = Asked(new(fired.Chain, fired.Rule, HasFired: true));
                return true;
            case RuleErred erred:
                Mine.Desk = Asked(new(erred.Chain, erred.Rule, HasFired: false));
                return true;
            case HoldPlaced placed:
                Mine.Holds = _order.Holds.Add(placed.Hold);
                return true;
            case HoldReleased released:
                if (!released.IsMoot && _order.Holds.Items.Any(h => h.Id == released.Hold && h.Kind == HoldKind.PurchaseRestriction))
                    Mine.Desk = _order.Desk with { Waived = _order.Desk.Waived.Add(released.Hold) };
                Mine.Holds = Without(_order.Holds, released.Hold);
                return true;
            case HoldRejected rejected:
                Mine.Holds = Without(_order.Holds, rejected.Hold);
                return true;
            case ChannelHoldsSet set:
                Mine.Holds = _order.Holds.Where(h => h.Origin != HoldOrigin.Channel).AddRange(set.Holds.Items);
                return true;
            case ShipmentStepEntered entered:
                Enter(entered);
                return true;
            case RegionStepEntered entered:
                Enter(entered);
                return true;
            case TriggerFired fired:
                Approve(fired);
                return true;
            case StepReminded reminded:
                Remind(reminded);
                return true;
            case ShipmentStepReminded reminded:
                Remind(reminded);
                return true;
            case DeadlineRefused refused:
                Spend(refused.Step, refused.Shipment, refused.Trigger, null);
                return true;
            case DeadlineDueAgain again:
                Spend(again.Step, again.Shipment, again.Trigger, again.DueAt);
                return true;
            default:
                return false;
        }
    }

    private static ValueList<Hold> Without(ValueList<Hold> holds, HoldId ended) => holds.Where(h => h.Id != ended);

    private void Refuse(Refusal refusal) => _refusal ??= refusal;

    private bool Took<T>(Result<T> result, out T value) where T : struct
    {
        if (result.TryGet(out value, out var refusal)) return true;
        Refuse(refusal);
        return false;
    }

    private void Ledger(Result<MoneyLedger> result)
    {
        if (Took(result, out var money)) MyBooks.Money = money;
    }

    private void Due(Money change)
    {
        if (!change.IsZero) Ledger(_books.Money.Rebase(_books.Money.Due + change));
    }

    private int IndexOf(LineId id)
    {
        for (var i = 0; i < _lines.Length; i++)
        {
            if (_lines[i].Id == id) return i;
        }

        Refuse(Refusal.Of(OrdersCodes.LineUnknown, ("line", id)));
        return -1;
    }
}
