namespace OrderKernel.AfterSales;

/// <summary>Turns an inspection of returned goods into money, a replacement or a rejection.</summary>
internal static class Receiving
{
    public static Result<Decision<AfterSalesEvent>> Receive(AfterSalesCase state, ReceiveGoods command, CaseGiven given, DecisionContext context)
    {
        var tiers = given.Tiers;
        var request = state.Request!;
        if (Stranger(request, command.Units) is { } stranger) return stranger;
        var (isFinal, accepted, worth) = Weigh(request, command.Units, tiers.Policy);
        var approved = state.Granted ?? request.Asked;
        var zero = Money.Zero(approved.Currency);
        if (!isFinal)
        {
            var pending = new GoodsReceived(command.Units, false, zero) { At = context.At };
            return new Decision<AfterSalesEvent>([pending], [Reason.Of(AfterSalesCodes.ReceiptPending)], [tiers.Reference]);
        }

        var granted = CaseFlow.SendsGoods(request.Kind) ? zero : worth is { } part ? Money.Min(part, approved) : approved;
        if (!accepted) granted = zero;
        if (given.Balance.Refundable.Currency != approved.Currency) return Judging.Mismatch(given.Balance.Refundable, approved.Currency);
        if (Judging.Above(granted, given.Balance) is { } above) return above;
        var events = new List<AfterSalesEvent> { new GoodsReceived(command.Units, true, granted) { At = context.At } };
        if (!accepted) events.Add(new CaseRejected(RejectionPlace.AtReceipt, Party.Seller, "inspection") { At = context.At });
        else if (!granted.IsZero) events.Add(new RefundOrdered(context.Message, granted));
        else if (!CaseFlow.SendsGoods(request.Kind)) events.Add(new CaseCompleted(context.At));
        var reason = Reason.Of(AfterSalesCodes.ReceiptJudged, ("granted", granted), ("approved", approved), ("outcome", accepted ? "accepted" : "refused"));
        return new Decision<AfterSalesEvent>(events.ToValueList(), [reason], [tiers.Reference]);
    }

    private static Refusal? Stranger(JudgedRequest request, ValueList<InspectedUnits> inspected)
    {
        if (inspected.IsEmpty) return Refusal.Of(AfterSalesCodes.UnitsNotInCase, ("line", "-"), ("units", 0));
        foreach (var found in inspected)
        {
            if (request.Units.IsEmpty ? found.Line is not null : found.Line is not { } line || Count(request.Units, line) < Count(inspected, line))
                return Refusal.Of(AfterSalesCodes.UnitsNotInCase, ("line", found.Line?.ToString() ?? "-"), ("units", found.Units));
        }

        return null;
    }

    /// <summary>Whether all is inspected, whether anything counts as returned, and what the accepted units are worth; null for all that was approved.</summary>
    private static (bool IsFinal, bool IsAccepted, Money? Worth) Weigh(JudgedRequest request, ValueList<InspectedUnits> inspected, ApprovalTiers tiers)
    {
        bool waits = false, refuses = false, accepts = false;
        foreach (var found in inspected)
        {
            var answer = tiers.AnswerTo(found.Outcome);
            waits |= answer == ReceiptAnswer.Wait;
            refuses |= answer == ReceiptAnswer.Refuse;
            accepts |= answer == ReceiptAnswer.Accept && (request.Units.IsEmpty || !found.Units.IsZero);
        }

        if (request.Units.IsEmpty) return (!waits, accepts && !refuses, null);
        var worth = Money.Zero(request.Asked.Currency);
        foreach (var units in request.Units)
        {
            if (Count(inspected, units.Line) < Count(request.Units, units.Line)) waits = true;
            var (all, took) = (Count(request.Units, units.Line), Accepted(inspected, units.Line, tiers));
            // Of a line that stands in the case more than once, each row gets its share of the accepted units.
            if (all > 0) worth += units.Worth.FirstUnits(Quantity.Of(took), Quantity.Of(all));
        }

        return (!waits, accepts, refuses ? worth : null);
    }

    private static long Count(ValueList<CaseUnits> units, LineId line)
    {
        long sum = 0;
        foreach (var row in units) sum += row.Line == line ? row.Units.Units : 0;
        return sum;
    }

    private static long Count(ValueList<InspectedUnits> units, LineId line)
    {
        long sum = 0;
        foreach (var row in units) sum = checked(sum + (row.Line == line ? row.Units.Units : 0));
        return sum;
    }

    private static long Accepted(ValueList<InspectedUnits> units, LineId line, ApprovalTiers tiers)
    {
        long sum = 0;
        foreach (var row in units) sum += row.Line == line && tiers.AnswerTo(row.Outcome) == ReceiptAnswer.Accept ? row.Units.Units : 0;
        return sum;
    }
}
