namespace OrderKernel.AfterSales;

/// <summary>Approvals with four eyes, rejections, and steps that wait too long.</summary>
internal static class Approving
{
    public static Result<Decision<AfterSalesEvent>> Approve(AfterSalesCase state, CaseGiven given, DecisionContext context)
    {
        var request = state.Request!;
        if (state.AwaitedRole is not { } awaited)
            return Refusal.Of(AfterSalesCodes.VerdictRefuses, ("verdict", state.Verdict?.RefusedAs ?? "-"));
        if (!context.Actor.Has(awaited)) return Refusal.Of(AfterSalesCodes.RoleMissing, ("role", awaited));
        if (given.Workflow.Roles?.MayApprove(context.Actor, awaited.Value).Refusal is { } level) return level;
        if (context.Actor.Id == state.RequestedBy || state.ApprovedBy.Items.Contains(context.Actor.Id))
            return Refusal.Of(AfterSalesCodes.FourEyes, ("actor", context.Actor.Id));
        if (given.Balance.Refundable.Currency != request.Asked.Currency) return Judging.Mismatch(given.Balance.Refundable, request.Asked.Currency);
        if (Judging.Above(request.Asked, given.Balance) is { } above) return above;

        var step = state.Verdict!.Approvers[state.ApprovedBy.Count];
        var events = new List<AfterSalesEvent> { new StepApproved(step, context.Actor.Id, context.At) };
        if (state.ApprovedBy.Count + 1 == state.Verdict.Approvers.Count) Grant(events, request, state.RejectedWhere == RejectionPlace.AtReceipt, context);
        return Decision<AfterSalesEvent>.Of(events);
    }

    public static void Grant(List<AfterSalesEvent> events, JudgedRequest request, bool goodsAreHere, DecisionContext context)
    {
        events.Add(new CaseApproved(request.Asked) { At = context.At });
        if (CaseFlow.Granted(request.Kind, goodsAreHere) == AfterSalesStatus.Refunding) events.Add(new RefundOrdered(context.Message, request.Asked));
    }

    public static Result<Decision<AfterSalesEvent>> Reject(AfterSalesCase state, RejectCase command, ApprovalTiers tiers, DecisionContext context)
    {
        if (!context.Actor.Has(Role.Channel))
        {
            var isReceipt = state.Status == AfterSalesStatus.ReturnReceived;
            var may = isReceipt ? context.Actor.Has(Role.Warehouse) || OnLadder(context.Actor, tiers)
                : state.AwaitedRole is { } awaited ? context.Actor.Has(awaited) : OnLadder(context.Actor, tiers);
            if (!may) return Refusal.Of(AfterSalesCodes.RoleMissing,
                ("role", isReceipt ? Role.Warehouse : state.AwaitedRole ?? tiers.Ladder.Items.FirstOrDefault()));
            if (context.Actor.Id == state.RequestedBy) return Refusal.Of(AfterSalesCodes.FourEyes, ("actor", context.Actor.Id));
        }

        var where = state.Status == AfterSalesStatus.ReturnReceived || state.RejectedWhere == RejectionPlace.AtReceipt
            ? RejectionPlace.AtReceipt
            : RejectionPlace.AtRequest;
        return CaseProcess.Plain(new CaseRejected(where, command.By, command.Why) { At = context.At });
    }

    public static Result<Decision<AfterSalesEvent>> Age(AfterSalesCase state, PolicyDocument<ApprovalTiers> tiers, DecisionContext context)
    {
        if (CaseProcess.StepDueAt(state, tiers.Policy) is not { } dueAt || context.At < dueAt)
            return Refusal.Of(AfterSalesCodes.StepNotDue, ("dueAt", CaseProcess.StepDueAt(state, tiers.Policy) is { } due ? CaseProcess.Print(due) : "-"));
        var (role, since) = (state.AwaitedRole!.Value, state.StepSince!.Value);
        var superior = tiers.Policy.SuperiorOf(role);
        var events = new List<AfterSalesEvent>();
        if (!state.IsReminded) events.Add(new CaseStepReminded(role, superior));
        if (superior is { } above && context.At >= since + tiers.Policy.EscalateAfter) events.Add(new StepEscalated(role, above, context.At));
        var reason = Reason.Of(AfterSalesCodes.StepOverdue, ("role", role), ("since", CaseProcess.Print(since)), ("superior", superior?.ToString() ?? "-"));
        return new Decision<AfterSalesEvent>(events.ToValueList(), [reason], [tiers.Reference]);
    }

    private static bool OnLadder(Actor actor, ApprovalTiers tiers)
    {
        foreach (var role in tiers.Ladder)
        {
            if (actor.Has(role)) return true;
        }

        return false;
    }
}
