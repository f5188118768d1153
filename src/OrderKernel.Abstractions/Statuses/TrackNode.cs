namespace OrderKernel;

/// <summary>A canonical node of a parcel's journey. 0 is unset.</summary>
public enum TrackNode
{
    /// <summary>A waybill exists; does not stop the first-scan clock 已下单.</summary>
    Registered = 1,

    /// <summary>The carrier has the parcel 已揽收.</summary>
    Accepted = 2,

    /// <summary>On its way 运输中.</summary>
    InTransit = 3,

    /// <summary>In a locker or at a station; not a delivery 待取件.</summary>
    AtLocker = 4,

    /// <summary>With the courier 派送中.</summary>
    OutForDelivery = 5,

    /// <summary>Handed over 已签收.</summary>
    Delivered = 6,

    /// <summary>Refused by the receiver 拒收.</summary>
    Refused = 7,

    /// <summary>On its way back 退回中.</summary>
    Returning = 8,

    /// <summary>Back at the sender 已退回.</summary>
    Returned = 9,

    /// <summary>Lost 丢失.</summary>
    Lost = 10,

    /// <summary>Something went wrong; see the reason 异常.</summary>
    Exception = 11,
}
