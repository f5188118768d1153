namespace OrderKernel;

/// <summary>How far an order's payment has come; derived from the money ledger, never set. 0 is unset.</summary>
public enum PaymentStatus
{
    /// <summary>Nothing was paid 未付款.</summary>
    Unpaid = 1,

    /// <summary>A payment was announced and is not yet sure 付款确认中.</summary>
    PendingConfirmation = 2,

    /// <summary>Money is promised, not taken 已授权.</summary>
    Authorized = 3,

    /// <summary>Less than what is due is kept, such as a deposit 部分付款.</summary>
    PartiallyPaid = 4,

    /// <summary>What is due was paid, or nothing was due 已付款.</summary>
    Paid = 5,

    /// <summary>A part went back 部分退款.</summary>
    PartiallyRefunded = 6,

    /// <summary>All that was paid went back 已退款.</summary>
    Refunded = 7,

    /// <summary>An authorisation was let go 已作废.</summary>
    Voided = 8,
}
