namespace OrderKernel.AfterSales;

/// <summary>Opens and judges cases.</summary>
internal static class Opening
{
    public static Result<Decision<AfterSalesEvent>> Again(AfterSalesCase known, CaseCommand command)
    {
        var isSame = command switch
        {
            OpenCase open => known.Request!.Repeats(open.Request),
            RecordPaidRefund paid => known.Request!.Repeats(paid.Request) && known.Find(paid.Refund) is { Progress: RefundProgress.Settled },
            _ => false,
        };
        return isSame ? CaseProcess.Plain() : Refusal.Of(AfterSalesCodes.CaseExists, ("case", known.Request!.Case));
    }

    public static Result<Decision<AfterSalesEvent>> Open(OpenCase command, CaseGiven given, DecisionContext context)
    {
        if (!JudgedRequest.Of(command.Request, given, context.At).TryGet(out var request, out var stranger)) return stranger;
        var judgement = Judging.Judge(request, given, context.At);
        var isLedgers = judgement.Verdict.RefusedAs is AfterSalesCodes.CurrencyMismatch or AfterSalesCodes.NothingAsked;
        if (judgement.Refusal is { } refusal && (isLedgers || !context.Actor.Has(Role.Channel))) return refusal;
        var events = new List<AfterSalesEvent> { new CaseOpened(request, context.Actor.Id), new CaseJudged(judgement.Verdict, context.At) };
        if (judgement.Verdict.Kind == VerdictKind.Automatic && !command.IsOver) Approving.Grant(events, request, false, context);
        return new Decision<AfterSalesEvent>(events.ToValueList(), judgement.Reasons, [given.Tiers.Reference]);
    }

    public static Result<Decision<AfterSalesEvent>> Record(RecordPaidRefund command, CaseGiven given, DecisionContext context)
    {
        if (!context.Actor.Has(Role.Channel)) return Refusal.Of(AfterSalesCodes.RoleMissing, ("role", Role.Channel));
        if (!JudgedRequest.Of(command.Request, given, context.At).TryGet(out var request, out var stranger)) return stranger;
        var judgement = Judging.Judge(request, given with { Balance = Settling.Alone(given.Balance) }, context.At);
        if (judgement.Refusal is { } refusal && refusal.Code != AfterSalesCodes.QuietPeriod) return refusal;
        var verdict = judgement.Verdict;
        var isAbove = verdict.Kind != VerdictKind.Automatic;
        var paid = new RefundSettled(command.Refund, request.Asked, isAbove, context.At);
        return new Decision<AfterSalesEvent>(
            [new CaseOpened(request, context.Actor.Id), new CaseJudged(verdict, context.At), paid],
            judgement.Reasons.AddRange(Settling.Reasons(verdict, paid)),
            [given.Tiers.Reference]);
    }

    public static Result<Decision<AfterSalesEvent>> Judge(AfterSalesCase state, CaseGiven given, DecisionContext context)
    {
        var request = state.Request! with
        {
            Standing = given.Standing,
            Earlier = given.Earlier,
            EarlierRequests = given.EarlierRequests,
            IsDisputed = state.IsDisputed,
            RequestedAt = context.At,
        };
        var judgement = Judging.Judge(request, given, context.At);
        if (judgement.Verdict.RefusedAs is AfterSalesCodes.CurrencyMismatch) return judgement.Refusal!;
        if (judgement.Verdict == state.Verdict) return new Decision<AfterSalesEvent>([], judgement.Reasons, [given.Tiers.Reference]);
        var events = new List<AfterSalesEvent> { new CaseJudged(judgement.Verdict, context.At) };
        if (judgement.Verdict.Kind == VerdictKind.Automatic) Approving.Grant(events, request, state.RejectedWhere == RejectionPlace.AtReceipt, context);
        return new Decision<AfterSalesEvent>(events.ToValueList(), judgement.Reasons, [given.Tiers.Reference]);
    }
}
