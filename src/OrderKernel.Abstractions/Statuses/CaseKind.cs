namespace OrderKernel;

/// <summary>What an after-sales case asks for. 0 is unset.</summary>
public enum CaseKind
{
    /// <summary>Money without goods coming back 仅退款.</summary>
    RefundOnly = 1,

    /// <summary>Goods back, money back 退货退款.</summary>
    ReturnRefund = 2,

    /// <summary>Goods back, other goods sent 换货.</summary>
    Exchange = 3,

    /// <summary>Goods sent again 补发.</summary>
    Reship = 4,

    /// <summary>Goods back, repaired, sent 维修.</summary>
    Repair = 5,

    /// <summary>The difference to a lower price 价保.</summary>
    PriceProtection = 6,

    /// <summary>Units not yet shipped 未发货取消.</summary>
    CancelBeforeShipping = 7,

    /// <summary>Stop a parcel on its way 拦截.</summary>
    Intercept = 8,
}
