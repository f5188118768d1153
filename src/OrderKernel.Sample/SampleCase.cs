namespace OrderKernel.Sample;

internal enum CaseKind
{
    RefundOnly = 1,
    ReturnRefund = 2,
    CancelBeforeShipping = 3,
}

internal enum CaseStage
{
    None = 1,
    Requested = 2,
    AwaitingReturn = 3,
    ReturnInTransit = 4,
    Disputed = 5,
    Refused = 6,
    Refunded = 7,
}

/// <summary>An after-sales case over all lines of an order that cost something.</summary>
internal sealed class SampleCase
{
    public required string Id { get; init; }

    public required CaseKind Kind { get; init; }

    /// <summary>Label in the summary's count by tier.</summary>
    public required string Tier { get; init; }

    public required long AmountFen { get; init; }

    public required string Reason { get; init; }

    public required SampleLine Line { get; init; }

    public string ReturnWaybill { get; init; } = "";

    public DateTimeOffset? ReceivedAt { get; set; }

    public string Outcome { get; set; } = "";

    /// <summary>What the channel showed, oldest first; the first is the request.</summary>
    public List<(DateTimeOffset At, CaseStage Stage)> Steps { get; } = [];

    public CaseStage StageAt(DateTimeOffset at) =>
        Steps.FindLast(step => step.At <= at) is { Stage: not 0 } last ? last.Stage : CaseStage.None;
}
