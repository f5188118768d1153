using System.Text.Json.Serialization;

namespace OrderKernel;

/// <summary>The three statuses that follow from an order's ledgers. Only <see cref="Of"/> makes them.</summary>
/// <remarks>
/// Laws: reserve, ship and deliver never move the headline back; replacement units never count in it. Source: vocabulary, "Derived statuses (first match)".
/// </remarks>
[JsonConverter(typeof(NoJsonConverter<DerivedStatuses>))]
public readonly record struct DerivedStatuses
{
    private DerivedStatuses(OrderStatus headline, FulfilmentStatus fulfilment, PaymentStatus payment) =>
        (Headline, Fulfilment, Payment) = (headline, fulfilment, payment);

    /// <summary>The headline.</summary>
    public OrderStatus Headline { get; }

    /// <summary>The fulfilment status.</summary>
    public FulfilmentStatus Fulfilment { get; }

    /// <summary>The payment status.</summary>
    public PaymentStatus Payment { get; }

    /// <summary>Derives all three from what the ledgers say.</summary>
    /// <param name="position">The sums of an order's unit and money ledgers.</param>
    public static DerivedStatuses Of(in LedgerPosition position)
    {
        return new(HeadlineOf(position), FulfilmentOf(position), PaymentOf(position));
    }

    private static OrderStatus HeadlineOf(in LedgerPosition p)
    {
        if (p.IsReplaced) return OrderStatus.Closed;
        var paid = !p.Money.Paid.IsZero;
        if (!p.NeedsFulfilment)
        {
            if (p.HasEnded) return paid ? OrderStatus.Closed : OrderStatus.Cancelled;
            if (p.IsAllRefunded) return OrderStatus.Closed;
            return p.IsCovered ? OrderStatus.Completed : OrderStatus.AwaitingPayment;
        }

        var u = p.Units;
        if (u.Rest.IsZero && u.Sent.IsZero) return paid && p.IsShippingNeverTold ? OrderStatus.Closed : OrderStatus.Cancelled;
        var nothingOut = u.Shipped.IsZero && u.Delivered.IsZero && !p.IsReplacementOut;
        if (u.Rest.IsZero && (p.IsAllRefunded || (nothingOut && (p.Unsettled.IsZero || p.HasEnded)))) return OrderStatus.Closed;
        if (u.Sent.IsZero) return p.IsCovered ? OrderStatus.AwaitingFulfilment : OrderStatus.AwaitingPayment;
        if (!u.Rest.IsZero) return OrderStatus.PartiallyShipped;
        if (!u.Shipped.IsZero || !p.UnsettledUndelivered.IsZero) return OrderStatus.Shipped;
        return p.IsConfirmed || (p.IsReturnWindowOver && p.Money.IsCovered) ? OrderStatus.Completed : OrderStatus.Delivered;
    }

    private static FulfilmentStatus FulfilmentOf(in LedgerPosition p)
    {
        if (!p.NeedsFulfilment) return FulfilmentStatus.NotRequired;
        var u = p.Units;
        if (u.Sent.IsZero) return p.HasWorkBegun ? FulfilmentStatus.InPreparation : FulfilmentStatus.Unfulfilled;
        if (!u.Rest.IsZero) return FulfilmentStatus.PartiallyShipped;
        if (u.Shipped.IsZero && u.Delivered.IsZero) return u.Returned.IsZero ? FulfilmentStatus.Lost : FulfilmentStatus.Returned;
        if (!u.Shipped.IsZero) return u.Delivered.IsZero ? FulfilmentStatus.Shipped : FulfilmentStatus.PartiallyDelivered;
        if (!u.Returned.IsZero) return FulfilmentStatus.PartiallyReturned;
        return u.Lost.IsZero ? FulfilmentStatus.Delivered : FulfilmentStatus.PartiallyDelivered;
    }

    private static PaymentStatus PaymentOf(in LedgerPosition p)
    {
        var m = p.Money;
        if (m.Paid.IsZero)
        {
            if (p.PlacedFree) return PaymentStatus.Paid;
            if (p.IsVoided) return PaymentStatus.Voided;
            if (p.IsPaymentPending) return PaymentStatus.PendingConfirmation;
            return p.IsAuthorized ? PaymentStatus.Authorized : PaymentStatus.Unpaid;
        }

        if (m.Refunded == m.Paid) return PaymentStatus.Refunded;
        if (m.Kept < m.Due) return PaymentStatus.PartiallyPaid;
        return m.Refunded.IsZero ? PaymentStatus.Paid : PaymentStatus.PartiallyRefunded;
    }
}
