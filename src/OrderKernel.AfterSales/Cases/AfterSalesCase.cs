using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>How far a refund of a case is. 0 is unset.</summary>
public enum RefundProgress
{
    /// <summary>To be paid.</summary>
    Ordered = 1,

    /// <summary>Paid.</summary>
    Settled = 2,

    /// <summary>Not to be paid any more.</summary>
    Withdrawn = 3,
}

/// <summary>One refund of a case.</summary>
/// <param name="Refund">Its id, unique within the case.</param>
/// <param name="Amount">How much.</param>
/// <param name="Progress">How far it is.</param>
public sealed record CaseRefund(MessageId Refund, Money Amount, RefundProgress Progress);

/// <summary>The state of one after-sales case: a fold over its events.</summary>
public sealed record AfterSalesCase
{
    /// <summary>The state before the first event.</summary>
    public static AfterSalesCase None { get; } = new();

    /// <summary>Where the case stands; <see cref="AfterSalesStatus.None"/> before it is opened.</summary>
    public AfterSalesStatus Status { get; init; } = AfterSalesStatus.None;

    /// <summary>What was asked for; null before the case is opened.</summary>
    public JudgedRequest? Request { get; init; }

    /// <summary>True when seller and buyer disagree or the platform stepped in, from the beginning or later.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>Who entered the request.</summary>
    public ActorId RequestedBy { get; init; }

    /// <summary>The latest verdict; null before it is judged.</summary>
    public CaseVerdict? Verdict { get; init; }

    /// <summary>Who approved so far, in the order of the verdict's approvers.</summary>
    public ValueList<ActorId> ApprovedBy { get; init; }

    /// <summary>The superior who approves in the place of the step's own role, after an escalation.</summary>
    public Role? EscalatedTo { get; init; }

    /// <summary>Since when the current approval step waits.</summary>
    public Instant? StepSince { get; init; }

    /// <summary>True when the current step's handler was reminded.</summary>
    public bool IsReminded { get; init; }

    /// <summary>The money granted; null until the case is approved.</summary>
    public Money? Granted { get; init; }

    /// <summary>The case's refunds.</summary>
    public ValueList<CaseRefund> Refunds { get; init; }

    /// <summary>The latest inspection of returned goods.</summary>
    public ValueList<InspectedUnits> Inspected { get; init; }

    /// <summary>The return parcel, when known.</summary>
    public Waybill? ReturnWaybill { get; init; }

    /// <summary>Where it was refused; null when it was not.</summary>
    public RejectionPlace? RejectedWhere { get; init; }

    /// <summary>Who ended or refused it; null while it runs.</summary>
    public Party? EndedBy { get; init; }

    /// <summary>When it was last decided on or moved, by whomever; null while it only waits. A word that was told before it is old.</summary>
    public Instant? DecidedAt { get; init; }

    /// <summary>When it ended; null while it runs.</summary>
    public Instant? EndedAt { get; init; }

    /// <summary>True while something can still be due.</summary>
    public bool IsOpen => Status is not (AfterSalesStatus.None or AfterSalesStatus.Refunded or AfterSalesStatus.Completed or AfterSalesStatus.Closed);

    /// <summary>The role whose approval is awaited; null when none is.</summary>
    public Role? AwaitedRole =>
        Status is AfterSalesStatus.Requested or AfterSalesStatus.Disputed && Verdict is { Kind: VerdictKind.Approval } verdict
            && ApprovedBy.Count < verdict.Approvers.Count
            ? EscalatedTo ?? verdict.Approvers[ApprovedBy.Count]
            : null;

    /// <summary>The party whose move is awaited; null when none is.</summary>
    public Party? AwaitedParty => Status switch
    {
        AfterSalesStatus.Requested or AfterSalesStatus.ReturnReceived or AfterSalesStatus.ReplacementDue => Party.Seller,
        AfterSalesStatus.AwaitingReturn or AfterSalesStatus.Rejected => Party.Buyer,
        AfterSalesStatus.ReturnInTransit or AfterSalesStatus.ReplacementShipped => Party.Carrier,
        AfterSalesStatus.Disputed or AfterSalesStatus.Refunding => Party.Platform,
        _ => null,
    };

    /// <summary>The money that went back through this case; null before it is opened.</summary>
    public Money? Refunded => Request is { } request ? Sum(request.Asked.Currency, RefundProgress.Settled) : null;

    /// <summary>The money that the case may still take from the order: granted or asked, less what went back; zero when it is refused or ended.</summary>
    public Money? Outstanding => Request is { } request
        ? !IsOpen || Status == AfterSalesStatus.Rejected
            ? Money.Zero(request.Asked.Currency)
            : Money.Max((Granted ?? request.Asked) - Sum(request.Asked.Currency, RefundProgress.Settled), Money.Zero(request.Asked.Currency))
        : null;

    internal CaseRefund? Find(MessageId refund)
    {
        foreach (var known in Refunds)
        {
            if (known.Refund == refund) return known;
        }

        return null;
    }

    private Money Sum(Currency currency, RefundProgress progress)
    {
        var sum = Money.Zero(currency);
        foreach (var refund in Refunds)
        {
            if (refund.Progress == progress) sum += refund.Amount;
        }

        return sum;
    }
}
