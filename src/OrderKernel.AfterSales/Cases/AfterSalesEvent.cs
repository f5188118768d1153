using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>Something that happened to an after-sales case.</summary>
public abstract record AfterSalesEvent;

/// <summary><c>aftersales.opened</c>: somebody asked.</summary>
/// <param name="Request">What for, with what was known when it was judged.</param>
/// <param name="By">Who entered it; never approves it.</param>
public sealed record CaseOpened(JudgedRequest Request, ActorId By) : AfterSalesEvent;

/// <summary><c>aftersales.judged</c>: the tiers gave a verdict.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="At">When; the first approval step waits from here.</param>
public sealed record CaseJudged(CaseVerdict Verdict, Instant At) : AfterSalesEvent;

/// <summary><c>aftersales.step-approved</c>: one approver agreed.</summary>
/// <param name="Step">The role of the tier that the approval stands for.</param>
/// <param name="By">Who approved.</param>
/// <param name="At">When; the next step waits from here.</param>
public sealed record StepApproved(Role Step, ActorId By, Instant At) : AfterSalesEvent;

/// <summary><c>aftersales.approved</c>: the request is granted.</summary>
/// <param name="Granted">The money granted; zero where only goods are asked for.</param>
public sealed record CaseApproved(Money Granted) : AfterSalesEvent
{
    /// <summary>When; null in events of before 0.1.</summary>
    public Instant? At { get; init; }
}

/// <summary><c>aftersales.rejected</c>: the request is refused.</summary>
/// <param name="Where">At the request or at receipt of the goods.</param>
/// <param name="By">The party that refused.</param>
/// <param name="Why">A stable word for the reason.</param>
public sealed record CaseRejected(RejectionPlace Where, Party By, string Why) : AfterSalesEvent
{
    /// <summary>When; null in events of before 0.1.</summary>
    public Instant? At { get; init; }
}

/// <summary><c>aftersales.disputed</c>: the platform is to judge.</summary>
/// <param name="By">Who called it in.</param>
/// <param name="At">When.</param>
public sealed record CaseDisputed(Party By, Instant At) : AfterSalesEvent;

/// <summary><c>aftersales.closed</c>: the case ended without effect.</summary>
/// <param name="By">Who ended it; the buyer withdraws.</param>
/// <param name="At">When.</param>
public sealed record CaseClosed(Party By, Instant At) : AfterSalesEvent;

/// <summary><c>aftersales.return-sent</c>: the goods are on their way back.</summary>
/// <param name="Waybill">The return parcel.</param>
/// <param name="Carrier">Its carrier, when known.</param>
public sealed record ReturnSent(Waybill Waybill, CarrierId? Carrier) : AfterSalesEvent
{
    /// <summary>When; null in events of before 0.1.</summary>
    public Instant? At { get; init; }
}

/// <summary><c>aftersales.goods-received</c>: the warehouse inspected returned goods; replaces an earlier inspection.</summary>
/// <param name="Units">What was found.</param>
/// <param name="IsFinal">False while units are missing from the list or are to be looked at again.</param>
/// <param name="Granted">The money that the inspection grants; zero while not final.</param>
public sealed record GoodsReceived(ValueList<InspectedUnits> Units, bool IsFinal, Money Granted) : AfterSalesEvent
{
    /// <summary>When; null in events of before 0.1.</summary>
    public Instant? At { get; init; }
}

/// <summary><c>aftersales.refund-ordered</c>: money is to go back under an id that pays once.</summary>
/// <param name="Refund">The refund's id, unique within the case.</param>
/// <param name="Amount">How much.</param>
public sealed record RefundOrdered(MessageId Refund, Money Amount) : AfterSalesEvent;

/// <summary><c>aftersales.refund-withdrawn</c>: an ordered refund is not to be paid: the channel paid otherwise.</summary>
/// <param name="Refund">The refund's id.</param>
public sealed record CaseRefundWithdrawn(MessageId Refund) : AfterSalesEvent;

/// <summary><c>aftersales.refund-settled</c>: money went back.</summary>
/// <param name="Refund">The refund's id.</param>
/// <param name="Amount">How much.</param>
/// <param name="IsAboveTier">True when nobody here had approved it: a finding.</param>
/// <param name="At">When.</param>
public sealed record RefundSettled(MessageId Refund, Money Amount, bool IsAboveTier, Instant At) : AfterSalesEvent;

/// <summary><c>aftersales.replacement-shipped</c>: other or repaired goods are on their way.</summary>
/// <param name="Waybill">The parcel.</param>
public sealed record ReplacementSent(Waybill Waybill) : AfterSalesEvent
{
    /// <summary>When; null in events of before 0.1.</summary>
    public Instant? At { get; init; }
}

/// <summary><c>aftersales.completed</c>: the replacement arrived, or nothing more is due.</summary>
/// <param name="At">When.</param>
public sealed record CaseCompleted(Instant At) : AfterSalesEvent;

/// <summary><c>aftersales.step-reminded</c>: a waiting step's handler was reminded.</summary>
/// <param name="Step">The role that is awaited.</param>
/// <param name="Copied">The superior who gets a copy; null when there is none.</param>
public sealed record CaseStepReminded(Role Step, Role? Copied) : AfterSalesEvent;

/// <summary><c>aftersales.step-escalated</c>: the superior approves in the handler's place.</summary>
/// <param name="From">The role that was awaited.</param>
/// <param name="To">The role that is awaited now.</param>
/// <param name="At">When; the step waits anew from here.</param>
public sealed record StepEscalated(Role From, Role To, Instant At) : AfterSalesEvent;

/// <summary>Where a request was refused. 0 is unset.</summary>
public enum RejectionPlace
{
    /// <summary>When it was made: no goods moved.</summary>
    AtRequest = 1,

    /// <summary>At receipt: the goods are here and go back.</summary>
    AtReceipt = 2,
}

/// <summary>What an inspection found of some units.</summary>
/// <param name="Line">The line; null for a case without units.</param>
/// <param name="Units">How many.</param>
/// <param name="Outcome">In what condition.</param>
public sealed record InspectedUnits(LineId? Line, Quantity Units, InspectionOutcome Outcome);
