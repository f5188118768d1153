namespace OrderKernel.Inventory;

/// <summary>How a reservation stands. 0 is unset.</summary>
public enum ReservationStatus
{
    /// <summary>Units are still held 已锁定.</summary>
    Pending = 1,

    /// <summary>Nothing is held any more and at least one unit left 已出库.</summary>
    Committed = 2,

    /// <summary>All units were given back 已释放.</summary>
    Released = 3,

    /// <summary>Nothing left, and time ended the rest 已过期.</summary>
    Expired = 4,
}
