using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

/// <summary>Why units were cancelled. 0 is unset.</summary>
public enum CancelCause
{
    /// <summary>Somebody asked.</summary>
    Asked = 1,

    /// <summary>The channel ended the order.</summary>
    ChannelEnded = 2,

    /// <summary>A reviewer rejected what a hold covers.</summary>
    Rejected = 3,
}

/// <summary>Why cancelled units are to be sent again. 0 is unset.</summary>
public enum ReinstateCause
{
    /// <summary>Money came after the expiry.</summary>
    Paid = 1,

    /// <summary>The goods were shipped all the same.</summary>
    Shipped = 2,

    /// <summary>Somebody asked: the cancellation was wrong.</summary>
    Asked = 3,
}

/// <summary>Why the order is complete. 0 is unset.</summary>
public enum CompletionCause
{
    /// <summary>The buyer or the channel confirmed.</summary>
    Confirmed = 1,

    /// <summary>The return window is over.</summary>
    WindowOver = 2,
}

/// <summary>The payment deadline passed: what was open is cancelled.</summary>
/// <param name="DueAt">The deadline.</param>
/// <param name="Units">The cancelled units.</param>
/// <param name="Parts">Order money that is no longer due.</param>
/// <param name="Planned">Units that leave planned shipments.</param>
public sealed record OrderExpired(Instant DueAt, ValueList<CancelledUnits> Units, OrderParts Parts, ValueList<ShipmentUnits> Planned) : OrderEvent;

/// <summary>Units are never to be sent.</summary>
/// <param name="Cause">Why.</param>
/// <param name="At">When.</param>
/// <param name="Units">The cancelled units.</param>
/// <param name="Parts">Order money that is no longer due.</param>
/// <param name="Planned">Units that leave planned shipments.</param>
public sealed record UnitsCancelled(CancelCause Cause, Instant At, ValueList<CancelledUnits> Units, OrderParts Parts, ValueList<ShipmentUnits> Planned)
    : OrderEvent;

/// <summary>Cancelled units are open again, their money due again.</summary>
/// <param name="Cause">Why.</param>
/// <param name="At">When.</param>
/// <param name="Units">The units and the money that is due again.</param>
/// <param name="Parts">Order money that is due again.</param>
/// <param name="Reclaimed">Money owed back that counts for the order again.</param>
/// <param name="Corrects">The message whose event it corrects; null when an event of the same decision.</param>
public sealed record OrderReinstated(ReinstateCause Cause, Instant At, ValueList<LineShare> Units, OrderParts Parts, Money Reclaimed, MessageId? Corrects)
    : OrderEvent
{
    /// <summary>
    /// Money of refunds that was taken from what was owed back for such units and
    /// now lowers what is due again; empty unless goods were shipped all the same.
    /// </summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<RefundShare> Refunds { get; init; }
}

/// <summary>Money of one refund that lowers what is due.</summary>
/// <param name="Refund">The refund.</param>
/// <param name="Goods">The part for goods, by line, without units.</param>
/// <param name="Parts">The part for freight and the rest of the order's own money.</param>
public readonly record struct RefundShare(RefundId Refund, ValueList<LineShare> Goods, OrderParts Parts)
{
    internal Money Sum => Goods.Items.Aggregate(Parts.Sum, (sum, g) => sum + g.Money);
}

/// <summary>The channel ended the order.</summary>
/// <param name="Outcome">How.</param>
/// <param name="EndedAt">When.</param>
public sealed record OrderEnded(ClaimOutcome Outcome, Instant EndedAt) : OrderEvent;

/// <summary>The order is complete as far as people or the clock say.</summary>
/// <param name="Cause">Why.</param>
/// <param name="CompletedAt">When.</param>
public sealed record OrderCompleted(CompletionCause Cause, Instant CompletedAt) : OrderEvent;
