namespace OrderKernel;

/// <summary>The most urgent open after-sales case of an order or line, else the last ended one. 0 is unset.</summary>
public enum AfterSalesStatus
{
    /// <summary>No case 无.</summary>
    None = 1,

    /// <summary>Asked for, not judged 已申请.</summary>
    Requested = 2,

    /// <summary>Granted; the goods are to come back 待退货.</summary>
    AwaitingReturn = 3,

    /// <summary>The goods are on their way back 退货中.</summary>
    ReturnInTransit = 4,

    /// <summary>The goods are here 已收退货.</summary>
    ReturnReceived = 5,

    /// <summary>Money is on its way back 退款中.</summary>
    Refunding = 6,

    /// <summary>Money went back 已退款.</summary>
    Refunded = 7,

    /// <summary>A replacement is owed 待补换发.</summary>
    ReplacementDue = 8,

    /// <summary>Ended well, money not claimed 售后完成.</summary>
    Completed = 9,

    /// <summary>Refused 已拒绝.</summary>
    Rejected = 10,

    /// <summary>Ended without effect 已关闭.</summary>
    Closed = 11,

    /// <summary>The platform judges 纠纷中.</summary>
    Disputed = 12,

    /// <summary>A replacement is on its way 补换已发.</summary>
    ReplacementShipped = 13,
}
