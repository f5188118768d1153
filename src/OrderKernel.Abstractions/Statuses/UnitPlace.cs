namespace OrderKernel;

/// <summary>One of the seven places of an order line's quantity ledger. 0 is unset.</summary>
public enum UnitPlace
{
    /// <summary>Ordered, nothing reserved.</summary>
    Open = 1,

    /// <summary>Held in stock.</summary>
    Reserved = 2,

    /// <summary>On its way or made available.</summary>
    Shipped = 3,

    /// <summary>Received, redeemed or fetched.</summary>
    Delivered = 4,

    /// <summary>Back, after delivery or undelivered.</summary>
    Returned = 5,

    /// <summary>Lost, damaged or scrapped.</summary>
    Lost = 6,

    /// <summary>Never to be sent.</summary>
    Cancelled = 7,
}
