namespace OrderKernel.Sample;

/// <summary>How far an order looks in one payload.</summary>
internal enum Stage
{
    Unpaid = 1,
    Paid = 2,
    PartlyShipped = 3,
    Shipped = 4,
    Signed = 5,
    Finished = 6,
    CancelledUnpaid = 7,
    CancelledPaid = 8,
    ClosedAfterShipping = 9,
    GivenBack = 10,
}

/// <summary>Why the channel forbids shipping.</summary>
internal enum HoldKind
{
    None = 1,
    Group = 2,
    Risk = 3,
    Locked = 4,
    Paused = 5,
    Shortage = 6,
}

/// <summary>Which pull brings a payload: the regular one, or the later compensating scan.</summary>
internal enum Feed
{
    Regular = 1,
    Recheck = 2,
}

/// <summary>One payload of an order: its state as the channel knew it at <paramref name="At"/>, the modified time.</summary>
internal sealed record SampleSnapshot(DateTimeOffset At, Stage Stage)
{
    public HoldKind Hold { get; init; } = HoldKind.None;

    public CaseStage Case { get; init; } = CaseStage.None;

    public Feed Feed { get; init; } = Feed.Regular;

    public string SellerMemo { get; init; } = "";

    /// <summary>A status word that no table knows, instead of the stage's.</summary>
    public string UnknownWord { get; init; } = "";

    public bool IsShipped => Stage is Stage.Shipped or Stage.Signed or Stage.Finished or Stage.ClosedAfterShipping or Stage.GivenBack;

    public bool IsPaid => Stage is not (Stage.Unpaid or Stage.CancelledUnpaid);

    public bool IsEnded => Stage is Stage.Finished or Stage.CancelledUnpaid or Stage.CancelledPaid or Stage.ClosedAfterShipping or Stage.GivenBack;
}
