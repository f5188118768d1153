namespace OrderKernel.Orders.Folding;

/// <summary>Applies one event to an order. The ledgers judge: an event that they do not permit is refused and changes nothing.</summary>
internal sealed partial class OrderFold
{
    private readonly OrderLine[] _lines;
    private MoneyLedger _money;
    private Order _order;
    private Refusal? _refusal;

    private OrderFold(Order order) => (_order, _money, _lines) = (order, order.Money, [.. order.Lines]);

    public static Result<Order> Apply(Order? state, OrderEvent e)
    {
        if (e is OrderPlaced placed) return state is null ? Placed(placed) : Refusal.Of(OrdersCodes.OrderExists, ("order", state.Id));
        if (state is null) return Refusal.Of(OrdersCodes.OrderUnknown);
        var fold = new OrderFold(state);
        if (!fold.Money(e) && !fold.Ending(e) && !fold.Shipping(e) && !fold.ShipmentSteps(e) && !fold.Warehouse(e) && !fold.Process(e))
            throw new System.Diagnostics.UnreachableException($"{e.GetType()} is not folded.");
        if (fold._refusal is { } refusal) return refusal;
        var lines = fold._lines.ToValueList();
        return fold._order with { Money = fold._money, Lines = fold._added is { } added ? lines.Add(added) : lines };
    }

    private static Order Placed(OrderPlaced e)
    {
        var none = OrderParts.None(e.Amounts.Due.Currency);
        return new()
        {
            Placed = e,
            Amounts = e.Amounts,
            Money = MoneyLedger.Of(e.Amounts.Due),
            Parts = e.Parts,
            PayableSince = e.CreatedAt,
            CancelledParts = none,
            WrittenOffParts = none,
            Lines = e.Lines.Items.Select(Line).ToValueList(),
        };
    }

    private static OrderLine Line(PlacedLine line)
    {
        var zero = OrderKernel.Money.Zero(line.Total.Currency);
        return new()
        {
            Id = line.Id,
            Source = line.Source,
            Sku = line.Sku,
            Bundle = line.Bundle,
            BundleSize = line.BundleSize,
            Title = line.Title,
            NeedsFulfilment = line.NeedsFulfilment,
            Units = UnitLedger.Of(line.Units),
            Total = line.Total,
            Money = LineMoney.Of(line.Total, line.Units),
            Refunded = zero,
            RefundOwed = zero,
            CancelledMoney = zero,
            WrittenOffMoney = zero,
        };
    }

    private bool Process(OrderEvent e)
    {
        switch (e)
        {
            case OrderTagged tagged:
                _order = _order with { Tags = _order.Tags.Add(tagged.Tag) };
                return true;
            case HoldPlaced placed:
                _order = _order with { Holds = _order.Holds.Add(placed.Hold) };
                return true;
            case HoldReleased released:
                _order = _order with { Holds = _order.Holds.Where(h => h.Id != released.Hold) };
                return true;
            case ChannelHoldsSet set:
                _order = _order with { Holds = _order.Holds.Where(h => h.Origin != HoldOrigin.Channel).AddRange(set.Holds.Items) };
                return true;
            case StepEntered entered:
                var holds = entered.Released is { } left ? _order.Holds.Where(h => h.Id != left) : _order.Holds;
                _order = _order with
                {
                    Holds = entered.Placed is { } hold ? holds.Add(hold) : holds,
                    Process = new(entered.Policy, entered.Step, entered.Status, entered.At, entered.By, [], entered.Placed?.Id) { Trigger = entered.Trigger },
                };
                return true;
            case StepReminded reminded:
                if (_order.Process is { } at) _order = _order with { Process = at with { Fired = at.Fired.Add(reminded.Trigger) } };
                return true;
            default:
                return false;
        }
    }

    private void Refuse(Refusal refusal) => _refusal ??= refusal;

    private bool Took<T>(Result<T> result, out T value) where T : struct
    {
        if (result.TryGet(out value, out var refusal)) return true;
        Refuse(refusal);
        return false;
    }

    private void Ledger(Result<MoneyLedger> result)
    {
        if (Took(result, out var money)) _money = money;
    }

    private void Due(Money change)
    {
        if (!change.IsZero) Ledger(_money.Rebase(_money.Due + change));
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
