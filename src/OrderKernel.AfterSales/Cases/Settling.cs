namespace OrderKernel.AfterSales;

/// <summary>Records refunds that were paid: each id once, never above the balance.</summary>
internal static class Settling
{
    public static Result<Decision<AfterSalesEvent>> Settle(AfterSalesCase state, SettleRefund command, CaseGiven given, DecisionContext context)
    {
        var request = state.Request!;
        var known = state.Find(command.Refund);
        if (known is null && !context.Actor.Has(Role.Channel)) return Refusal.Of(AfterSalesCodes.RefundUnknown, ("refund", command.Refund));
        if (known is not null && known.Amount != command.Amount)
            return Refusal.Of(AfterSalesCodes.RefundExists, ("refund", command.Refund), ("known", known.Amount), ("given", command.Amount));
        if (known is { Progress: RefundProgress.Settled }) return CaseProcess.Plain();
        if (command.Amount.Currency != request.Asked.Currency) return Judging.Mismatch(command.Amount, request.Asked.Currency);
        if (given.Balance.Refundable.Currency != request.Asked.Currency) return Judging.Mismatch(given.Balance.Refundable, request.Asked.Currency);
        if (command.Amount.MinorUnits <= 0) return Refusal.Of(AfterSalesCodes.NothingAsked, ("kind", request.Kind), ("asked", command.Amount));
        // It is paid: what other cases still ask for does not make it undone; only the ledger's own limit does.
        if (Judging.Above(command.Amount, Alone(given.Balance)) is { } above) return above;

        var events = new List<AfterSalesEvent>();
        foreach (var refund in state.Refunds)
        {
            if (refund.Progress == RefundProgress.Ordered && refund.Refund != command.Refund) events.Add(new CaseRefundWithdrawn(refund.Refund));
        }

        var verdict = state.Verdict!;
        var granted = state.Granted ?? (verdict.Kind == VerdictKind.Automatic ? request.Asked : Money.Zero(request.Asked.Currency));
        var settled = new RefundSettled(command.Refund, command.Amount, state.Refunded!.Value + command.Amount > granted, context.At);
        events.Add(settled);
        return new Decision<AfterSalesEvent>(events.ToValueList(), context.Actor.Has(Role.Channel) ? Reasons(verdict, settled) : [], []);
    }

    /// <summary>The balance without what other cases ask for: the bound of facts.</summary>
    public static RefundableBalance Alone(RefundableBalance balance) => balance with { Asked = Money.Zero(balance.Refundable.Currency) };

    public static ValueList<Reason> Reasons(CaseVerdict verdict, RefundSettled paid)
    {
        ValueList<Reason> reasons = [Reason.Of(AfterSalesCodes.PaidByChannel, ("refund", paid.Refund), ("amount", paid.Amount))];
        return paid.IsAboveTier
            ? reasons.Add(Reason.Of(AfterSalesCodes.PaidAboveTier, ("amount", paid.Amount), ("tier", verdict.Tier), ("verdict", verdict.Kind)))
            : reasons;
    }
}
