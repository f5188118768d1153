namespace OrderKernel.Orders;

/// <summary>What happens to an order whose time to pay has run out when its money comes all the same 逾期付款. 0 is unset.</summary>
public enum LatePayment
{
    /// <summary>It is honoured while there is stock for it; else all its money goes back 有货照发,缺货退款.</summary>
    ReserveOrRefund = 1,

    /// <summary>It is honoured; short of stock it waits, as any order does 缺货等待.</summary>
    ReserveOrWait = 2,

    /// <summary>All its money goes back, whatever is in stock 一律退款.</summary>
    Refund = 3,
}
