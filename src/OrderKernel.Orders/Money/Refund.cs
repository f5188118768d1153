using NodaTime;

namespace OrderKernel.Orders;

/// <summary>How far a refund has come. 0 is unset.</summary>
public enum RefundStatus
{
    /// <summary>Owed, to be executed.</summary>
    Owed = 1,

    /// <summary>Back with the buyer.</summary>
    Refunded = 2,

    /// <summary>It failed: still owed.</summary>
    Failed = 3,

    /// <summary>No longer owed.</summary>
    Withdrawn = 4,

    /// <summary>It went back and was taken back.</summary>
    Reversed = 5,
}

/// <summary>One refund of an order: how much, for what, by which tenders.</summary>
/// <param name="Id">The refund's id.</param>
/// <param name="Amount">All of it, positive.</param>
/// <param name="FromPending">The part taken from money that was owed anyway (cancelled units, over-payment); less what was shipped all the same.</param>
/// <param name="Units">The part for sent units.</param>
/// <param name="Goods">The part for goods without units, by line.</param>
/// <param name="Parts">The part for freight and the rest of the order's own money.</param>
/// <param name="Tenders">How it goes back.</param>
/// <param name="Bearer">Who bears it.</param>
/// <param name="Status">How far it has come.</param>
public sealed record Refund(
    RefundId Id, Money Amount, Money FromPending, ValueList<RefundedUnits> Units, ValueList<LineShare> Goods, OrderParts Parts,
    ValueList<TenderAmount> Tenders, Bearer Bearer, RefundStatus Status)
{
    /// <summary>When the money went back.</summary>
    public Instant? RefundedAt { get; init; }

    /// <summary>The part of <see cref="FromPending"/> that came out of cancelled units' money and was not made due again since.</summary>
    internal Money FromCancelled { get; init; }

    /// <summary>True while the money is owed and not back.</summary>
    public bool IsOpen => Status is RefundStatus.Owed or RefundStatus.Failed;

    internal bool Stands => IsOpen || Status == RefundStatus.Refunded;
}

/// <summary>An amount of one tender.</summary>
/// <param name="Tender">The tender.</param>
/// <param name="Amount">The amount, positive.</param>
public readonly record struct TenderAmount(Tender Tender, Money Amount);
