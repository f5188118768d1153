namespace OrderKernel.AfterSales;

/// <summary>Folds events into the state of a case.</summary>
internal static class CaseFold
{
    public static AfterSalesCase Apply(AfterSalesCase state, AfterSalesEvent happened)
    {
        var next = Moved(state, happened);
        return DecidedAt(happened) is { } at ? next with { DecidedAt = state.DecidedAt > at ? state.DecidedAt : at } : next;
    }

    // What was asked, judged by the tiers, reminded of or escalated is no decision; money ordered or taken back follows one.
    private static NodaTime.Instant? DecidedAt(AfterSalesEvent happened) => happened switch
    {
        StepApproved e => e.At,
        CaseApproved e => e.At,
        CaseRejected e => e.At,
        CaseDisputed e => e.At,
        CaseClosed e => e.At,
        CaseCompleted e => e.At,
        ReturnSent e => e.At,
        GoodsReceived e => e.At,
        ReplacementSent e => e.At,
        RefundSettled e => e.At,
        _ => null,
    };

    private static AfterSalesCase Moved(AfterSalesCase state, AfterSalesEvent happened) => happened switch
    {
        CaseOpened e => state with
        {
            Request = e.Request,
            RequestedBy = e.By,
            IsDisputed = e.Request.IsDisputed,
            Status = e.Request.IsDisputed ? AfterSalesStatus.Disputed : AfterSalesStatus.Requested,
        },
        CaseJudged e => e.Verdict == state.Verdict ? state : NewStep(state, e.At) with { Verdict = e.Verdict, ApprovedBy = [] },
        StepApproved e => NewStep(state, e.At) with { ApprovedBy = state.ApprovedBy.Add(e.By) },
        CaseApproved e => Idle(state) with
        {
            Granted = e.Granted,
            Status = CaseFlow.Granted(state.Request?.Kind ?? CaseKind.RefundOnly, state.RejectedWhere == RejectionPlace.AtReceipt),
            RejectedWhere = null,
            EndedBy = null,
        },
        CaseRejected e => Idle(state) with { Status = AfterSalesStatus.Rejected, RejectedWhere = e.Where, EndedBy = e.By, Granted = null },
        CaseDisputed e => NewStep(state, e.At) with
        {
            Status = AfterSalesStatus.Disputed,
            IsDisputed = true,
            // Goods that reached the warehouse before the dispute need not come a second time.
            RejectedWhere = state.Inspected.IsEmpty ? state.RejectedWhere : RejectionPlace.AtReceipt,
            ApprovedBy = [],
            Granted = null,
            EndedBy = null,
        },
        CaseClosed e => Idle(state) with { Status = AfterSalesStatus.Closed, EndedBy = e.By, EndedAt = e.At },
        CaseCompleted e => Idle(state) with { Status = AfterSalesStatus.Completed, EndedAt = e.At },
        ReturnSent e => state with { Status = AfterSalesStatus.ReturnInTransit, ReturnWaybill = e.Waybill },
        GoodsReceived e => state with
        {
            Inspected = e.Units,
            Granted = e.IsFinal ? e.Granted : state.Granted,
            Status = e.IsFinal && CaseFlow.SendsGoods(state.Request?.Kind ?? CaseKind.RefundOnly)
                ? AfterSalesStatus.ReplacementDue
                : AfterSalesStatus.ReturnReceived,
        },
        ReplacementSent => state with { Status = AfterSalesStatus.ReplacementShipped },
        RefundOrdered e => state with { Status = AfterSalesStatus.Refunding, Refunds = Put(state.Refunds, new(e.Refund, e.Amount, RefundProgress.Ordered)) },
        CaseRefundWithdrawn e =>
            state.Find(e.Refund) is { } refund ? state with { Refunds = Put(state.Refunds, refund with { Progress = RefundProgress.Withdrawn }) } : state,
        RefundSettled e => Idle(state) with
        {
            Status = AfterSalesStatus.Refunded,
            Refunds = Put(state.Refunds, new(e.Refund, e.Amount, RefundProgress.Settled)),
            EndedAt = e.At,
        },
        CaseStepReminded => state with { IsReminded = true },
        StepEscalated e => NewStep(state, e.At) with { EscalatedTo = e.To },
        _ => throw new ArgumentException($"{happened.GetType()} is no event of this package.", nameof(happened)),
    };

    private static AfterSalesCase NewStep(AfterSalesCase state, NodaTime.Instant at) => state with { StepSince = at, EscalatedTo = null, IsReminded = false };

    private static AfterSalesCase Idle(AfterSalesCase state) => state with { StepSince = null, EscalatedTo = null, IsReminded = false };

    private static ValueList<CaseRefund> Put(ValueList<CaseRefund> refunds, CaseRefund refund)
    {
        for (var i = 0; i < refunds.Count; i++)
        {
            if (refunds[i].Refund == refund.Refund) return refunds.SetItem(i, refund);
        }

        return refunds.Add(refund);
    }
}
