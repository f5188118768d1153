using NodaTime;

namespace OrderKernel.Orders;

/// <summary>The buyer paid.</summary>
/// <param name="Payment">The payment's id.</param>
/// <param name="Tender">With what.</param>
/// <param name="Amount">How much.</param>
/// <param name="PaidAt">When.</param>
/// <param name="MissedDueAt">The deadline that the payment missed; null when it was in time.</param>
public sealed record OrderPaid(PaymentId Payment, Tender Tender, Money Amount, Instant PaidAt, Instant? MissedDueAt) : OrderEvent;

/// <summary>A payment was taken back without being a refund.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Amount">Its amount.</param>
/// <param name="FromPending">The part of it that was owed back without a refund.</param>
/// <param name="ReversedAt">When.</param>
/// <param name="Why">Why, in a code or a person's words.</param>
public sealed record PaymentReversed(PaymentId Payment, Money Amount, Money FromPending, Instant ReversedAt, string Why) : OrderEvent;

/// <summary>A payment was announced, authorised or let go, without money moving.</summary>
/// <param name="Status">PendingConfirmation, Authorized, Voided, or Unpaid for none of them.</param>
public sealed record PaymentNoted(PaymentStatus Status) : OrderEvent;

/// <summary>A refund is owed.</summary>
/// <param name="Refund">The refund's id.</param>
/// <param name="Amount">All of it.</param>
/// <param name="FromPending">The part that was owed already.</param>
/// <param name="Units">Sent units and their money.</param>
/// <param name="Goods">Money of goods without units.</param>
/// <param name="Parts">Freight and the rest.</param>
/// <param name="Cancelled">Unshipped units that the refund cancels; their money is part of <paramref name="FromPending"/>.</param>
/// <param name="CancelledParts">Order money that is no longer due with them.</param>
/// <param name="Planned">Units that leave planned shipments.</param>
/// <param name="Tenders">How it goes back.</param>
/// <param name="Bearer">Who bears it.</param>
public sealed record RefundOwed(
    RefundId Refund, Money Amount, Money FromPending, ValueList<RefundedUnits> Units, ValueList<LineShare> Goods, OrderParts Parts,
    ValueList<CancelledUnits> Cancelled, OrderParts CancelledParts, ValueList<ShipmentUnits> Planned, ValueList<TenderAmount> Tenders, Bearer Bearer)
        : OrderEvent;

/// <summary>The money of a refund is back with the buyer.</summary>
/// <param name="Refund">The refund.</param>
/// <param name="Amount">Its amount.</param>
/// <param name="RefundedAt">When.</param>
public sealed record RefundPaid(RefundId Refund, Money Amount, Instant RefundedAt) : OrderEvent;

/// <summary>A refund failed; it stays owed.</summary>
/// <param name="Refund">The refund.</param>
/// <param name="Why">The executor's code.</param>
public sealed record RefundFailed(RefundId Refund, string Why) : OrderEvent;

/// <summary>A refund is no longer owed.</summary>
/// <param name="Refund">The refund.</param>
public sealed record RefundWithdrawn(RefundId Refund) : OrderEvent;

/// <summary>A refund was taken back.</summary>
/// <param name="Refund">The refund.</param>
public sealed record RefundReversed(RefundId Refund) : OrderEvent;

/// <summary>Money is kept by decision although nothing is due for it 扣留.</summary>
/// <param name="Amount">All of it.</param>
/// <param name="FromPending">The part that was owed back without a refund.</param>
/// <param name="Units">Sent units whose money is kept.</param>
/// <param name="Parts">Freight and the rest.</param>
/// <param name="Why">Why, in a person's words.</param>
public sealed record MoneyWithheld(Money Amount, Money FromPending, ValueList<RefundedUnits> Units, OrderParts Parts, string Why) : OrderEvent;

/// <summary>Withheld money is owed to the buyer again, or counts for what is due once more.</summary>
/// <param name="Amount">How much.</param>
/// <param name="Why">Why, in a person's words or as a code.</param>
public sealed record WithheldReleased(Money Amount, string Why) : OrderEvent;
