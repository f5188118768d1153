namespace OrderKernel.AfterSales;

/// <summary>Opens and judges cases.</summary>
internal static class Opening
{
    public static Result<Decision<AfterSalesEvent>> Again(CaseRequest known, CaseCommand command)
    {
        var request = command is OpenCase open ? open.Request : ((RecordPaidRefund)command).Request;
        return known == request ? CaseProcess.Plain() : Refusal.Of(AfterSalesCodes.CaseExists, ("case", request.Case));
    }

    public static Result<Decision<AfterSalesEvent>> Open(OpenCase command, PolicyDocument<ApprovalTiers> tiers, DecisionContext context)
    {
        var judgement = Judging.Judge(command.Request, command.Balance, tiers.Policy);
        var isLedgers = judgement.Verdict.RefusedAs is AfterSalesCodes.CurrencyMismatch or AfterSalesCodes.NothingAsked;
        if (judgement.Refusal is { } refusal && (isLedgers || !context.Actor.Has(Role.Channel))) return refusal;
        var events = new List<AfterSalesEvent> { new CaseOpened(command.Request, context.Actor.Id), new CaseJudged(judgement.Verdict, context.At) };
        if (judgement.Verdict.Kind == VerdictKind.Automatic) Approving.Grant(events, command.Request, false, context);
        return new Decision<AfterSalesEvent>(events.ToValueList(), judgement.Reasons, [tiers.Reference]);
    }

    public static Result<Decision<AfterSalesEvent>> Record(RecordPaidRefund command, PolicyDocument<ApprovalTiers> tiers, DecisionContext context)
    {
        var judgement = Judging.Judge(command.Request, Settling.Alone(command.Balance), tiers.Policy);
        if (judgement.Refusal is { } refusal && refusal.Code != AfterSalesCodes.QuietPeriod) return refusal;
        var verdict = judgement.Verdict;
        var isAbove = verdict.Kind != VerdictKind.Automatic;
        var paid = new RefundSettled(command.Refund, command.Request.Asked, isAbove, context.At);
        return new Decision<AfterSalesEvent>(
            [new CaseOpened(command.Request, context.Actor.Id), new CaseJudged(verdict, context.At), paid],
            judgement.Reasons.AddRange(Settling.Reasons(verdict, paid)),
            [tiers.Reference]);
    }

    public static Result<Decision<AfterSalesEvent>> Judge(AfterSalesCase state, JudgeCase command, PolicyDocument<ApprovalTiers> tiers, DecisionContext context)
    {
        var request = state.Request! with { Standing = command.Standing, RequestedAt = context.At };
        var judgement = Judging.Judge(request, command.Balance, tiers.Policy);
        if (judgement.Verdict.RefusedAs is AfterSalesCodes.CurrencyMismatch) return judgement.Refusal!;
        if (judgement.Verdict == state.Verdict) return new Decision<AfterSalesEvent>([], judgement.Reasons, [tiers.Reference]);
        var events = new List<AfterSalesEvent> { new CaseJudged(judgement.Verdict, context.At) };
        if (judgement.Verdict.Kind == VerdictKind.Automatic) Approving.Grant(events, request, state.RejectedWhere == RejectionPlace.AtReceipt, context);
        return new Decision<AfterSalesEvent>(events.ToValueList(), judgement.Reasons, [tiers.Reference]);
    }
}
