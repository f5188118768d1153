namespace OrderKernel;

/// <summary>How far an order's goods have come; derived from the quantity ledger, never set. 0 is unset.</summary>
public enum FulfilmentStatus
{
    /// <summary>Nothing was begun 未履约.</summary>
    Unfulfilled = 1,

    /// <summary>Work on a shipment has begun 备货中.</summary>
    InPreparation = 2,

    /// <summary>Some units are sent, some rest 部分发货.</summary>
    PartiallyShipped = 3,

    /// <summary>All that goes is on its way 已发货.</summary>
    Shipped = 4,

    /// <summary>Some units arrived 部分签收.</summary>
    PartiallyDelivered = 5,

    /// <summary>All that was sent arrived 已签收.</summary>
    Delivered = 6,

    /// <summary>Some units came back 部分退回.</summary>
    PartiallyReturned = 7,

    /// <summary>All units came back 已退回.</summary>
    Returned = 8,

    /// <summary>No line needs fulfilment 无需履约.</summary>
    NotRequired = 9,

    /// <summary>All that was sent is lost 已丢失.</summary>
    Lost = 10,
}
