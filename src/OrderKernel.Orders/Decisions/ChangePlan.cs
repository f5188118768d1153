using OrderKernel.Orders.Folding;

namespace OrderKernel.Orders.Decisions;

/// <summary>The events that a change makes of an order, and what they do to it. Preview and execution both read this.</summary>
internal sealed record ChangePlan(ValueList<OrderEvent> Events, ChangePreview Preview, Order After)
{
    public static Result<ChangePlan> Of(Order order, OrderChange change)
    {
        try
        {
            return EventsOf(order, change).Then(events => Planned(order, events));
        }
        catch (OverflowException)
        {
            return Invalid(change, "units");
        }
    }

    public static Refusal Invalid(OrderChange change, string what) => Refusal.Of(OrdersCodes.ChangeInvalid, ("kind", change.Kind), ("what", what));

    private static Result<ChangePlan> Planned(Order order, ValueList<OrderEvent> events)
    {
        if (events.IsEmpty) return Refusal.Of(OrdersCodes.ChangeEmpty);
        var after = order;
        foreach (var e in events)
        {
            if (!OrderFold.Apply(after, e).TryGet(out after!, out var refusal)) return refusal;
        }

        return new ChangePlan(events, ChangePreview.Between(order, after), after);
    }

    private static Result<ValueList<OrderEvent>> EventsOf(Order order, OrderChange change)
    {
        if (change.Kind is not (ChangeKind.Remark or ChangeKind.Price or ChangeKind.Content) && NotOpen(order) is { } closed) return closed;
        switch (change)
        {
            case { Kind: ChangeKind.Address, Address: { Value: not null } address }:
                return address == order.Address ? Nothing : One(new AddressChanged(address, order.Address));
            case { Kind: ChangeKind.Remark, Remark: { Length: <= 2_000 } remark }:
                return remark == (order.Remark ?? "") ? Nothing : One(new RemarkChanged(remark, order.Remark));
            case { Kind: ChangeKind.Price, Amounts: { } amounts }:
                if (amounts == order.Amounts) return Nothing;
                return Repricing.Of(order, amounts).Then(e => One(e));
            case { Kind: ChangeKind.Quantity, Line: { } line, Units: { } units }:
                return LineChange.Quantity(order, change, line, units);
            case { Kind: ChangeKind.Exchange, Line: { } line, Units: { } units, Sku: { Value: not null } sku, NewLine: { Value: not null } id }:
                return LineChange.Exchange(order, change, line, units, sku, id);
            case { Kind: ChangeKind.Content, Content: { } content }:
                return ContentPlan.Of(order, content);
            default:
                return Invalid(change, "missing");
        }
    }

    private static Result<ValueList<OrderEvent>> Nothing => Result.Ok<ValueList<OrderEvent>>([]);

    private static Result<ValueList<OrderEvent>> One(OrderEvent e) => Result.Ok<ValueList<OrderEvent>>([e]);

    private static Refusal? NotOpen(Order order)
    {
        var status = order.Statuses.Headline;
        return order.Outcome is null && status is OrderStatus.AwaitingPayment or OrderStatus.AwaitingFulfilment or OrderStatus.PartiallyShipped
            ? null
            : Refusal.Of(OrdersCodes.NotOpenForChange, ("status", status));
    }
}
