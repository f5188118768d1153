namespace OrderKernel;

/// <summary>Why a track node is an exception. 0 is unset.</summary>
public enum TrackExceptionReason
{
    /// <summary>A delivery attempt failed.</summary>
    AttemptFailed = 1,

    /// <summary>Nobody could be reached.</summary>
    Unreachable = 2,

    /// <summary>Address or phone is wrong.</summary>
    BadAddressOrPhone = 3,

    /// <summary>Outside the area served.</summary>
    OutOfArea = 4,

    /// <summary>Damaged.</summary>
    Damaged = 5,

    /// <summary>Waits too long in a locker.</summary>
    LockerOverdue = 6,

    /// <summary>No news for too long.</summary>
    Stalled = 7,

    /// <summary>Late.</summary>
    Delayed = 8,

    /// <summary>Held by customs.</summary>
    Customs = 9,

    /// <summary>The waybill was voided.</summary>
    Voided = 10,

    /// <summary>Another reason; the raw text tells.</summary>
    Other = 11,
}
