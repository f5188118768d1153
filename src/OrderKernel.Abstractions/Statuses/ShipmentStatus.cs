namespace OrderKernel;

/// <summary>How far one shipment has come. 0 is unset.</summary>
public enum ShipmentStatus
{
    /// <summary>Planned, still here.</summary>
    Planned = 1,

    /// <summary>With the carrier.</summary>
    HandedOver = 2,

    /// <summary>With the receiver.</summary>
    Delivered = 3,

    /// <summary>Back.</summary>
    Returned = 4,

    /// <summary>Lost.</summary>
    Lost = 5,

    /// <summary>Never sent.</summary>
    Cancelled = 6,
}
