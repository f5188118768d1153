namespace OrderKernel;

/// <summary>One of the places of an order's money ledger. 0 is unset.</summary>
public enum MoneyPlace
{
    /// <summary>Paid and kept for goods due.</summary>
    Kept = 1,

    /// <summary>Kept by decision although nothing is due for it 扣留.</summary>
    Withheld = 2,

    /// <summary>Owed to the buyer, not yet back.</summary>
    RefundPending = 3,

    /// <summary>Back with the buyer.</summary>
    Refunded = 4,
}
