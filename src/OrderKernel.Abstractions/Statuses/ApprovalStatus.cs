namespace OrderKernel;

/// <summary>How an approval stands. 0 is unset.</summary>
public enum ApprovalStatus
{
    /// <summary>Waits.</summary>
    Pending = 1,

    /// <summary>Granted.</summary>
    Approved = 2,

    /// <summary>Refused.</summary>
    Rejected = 3,

    /// <summary>Taken back by who asked.</summary>
    Withdrawn = 4,
}
