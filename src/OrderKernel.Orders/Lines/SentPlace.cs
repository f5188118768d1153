namespace OrderKernel.Orders;

/// <summary>Where a sent unit is; tells a return after delivery from one that never arrived. 0 is unset.</summary>
public enum SentPlace
{
    /// <summary>On its way.</summary>
    Shipped = 1,

    /// <summary>With the receiver.</summary>
    Delivered = 2,

    /// <summary>Back after delivery.</summary>
    Returned = 3,

    /// <summary>Back without ever being delivered.</summary>
    Undelivered = 4,

    /// <summary>Lost, damaged or scrapped.</summary>
    Lost = 5,
}
