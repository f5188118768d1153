namespace OrderKernel;

/// <summary>The headline of an order; derived from both ledgers, never set. 0 is unset.</summary>
public enum OrderStatus
{
    /// <summary>Money is missing 待付款.</summary>
    AwaitingPayment = 1,

    /// <summary>Covered, nothing sent 待履约.</summary>
    AwaitingFulfilment = 2,

    /// <summary>Some units sent, some rest 部分发货.</summary>
    PartiallyShipped = 3,

    /// <summary>Units are on their way, or lost or refused and not settled 已发货.</summary>
    Shipped = 4,

    /// <summary>All arrived; the return window is open 已签收.</summary>
    Delivered = 5,

    /// <summary>Ended well 已完成.</summary>
    Completed = 6,

    /// <summary>Ended, nothing was ever sent 已取消.</summary>
    Cancelled = 7,

    /// <summary>Ended after something was sent, or paid where shipping is never told 已关闭.</summary>
    Closed = 8,
}
