namespace OrderKernel;

/// <summary>When money is due: a fact of the order, not a status. 0 is unset.</summary>
public enum PaymentTerms
{
    /// <summary>Before shipping.</summary>
    Prepaid = 1,

    /// <summary>At the door 货到付款.</summary>
    CashOnDelivery = 2,

    /// <summary>A deposit first, the balance before shipping 定金.</summary>
    Deposit = 3,

    /// <summary>Ships unpaid, nobody collects at the door 先用后付.</summary>
    PayLater = 4,
}
