namespace OrderKernel.AfterSales;

/// <summary>Derives the after-sales status of an order or line, and what open cases ask for, from all its cases.</summary>
public static class CaseStatuses
{
    /// <summary>The status of an order: its most urgent open case, else the last ended one, else None.</summary>
    /// <param name="cases">The order's cases, in any order; cases that were never opened do not count.</param>
    /// <remarks>Laws: the order of the cases does not matter. Source: vocabulary, "After-sales case".</remarks>
    public static AfterSalesStatus Of(ValueList<AfterSalesCase> cases) => Derive(cases, null);

    /// <summary>The status of one line: the same over the cases that name the line, or no line at all.</summary>
    /// <param name="cases">The order's cases, in any order; cases that were never opened do not count.</param>
    /// <param name="line">The line.</param>
    public static AfterSalesStatus OfLine(ValueList<AfterSalesCase> cases, LineId line) => Derive(cases, line);

    /// <summary>What open cases still ask of an order together; a case about to be decided leaves itself out.</summary>
    /// <param name="cases">The order's cases.</param>
    /// <param name="currency">The order's currency; cases in others do not count.</param>
    /// <param name="except">The case to leave out, if any.</param>
    public static Money Asked(ValueList<AfterSalesCase> cases, Currency currency, CaseId? except = null)
    {
        var sum = Money.Zero(currency);
        foreach (var one in cases)
        {
            if (one.Request?.Case != except && one.Outstanding is { } outstanding && outstanding.Currency == currency) sum += outstanding;
        }

        return sum;
    }

    /// <summary>What went back through the cases of an order together; a case about to be decided leaves itself out.</summary>
    /// <param name="cases">The order's cases.</param>
    /// <param name="currency">The order's currency; cases in others do not count.</param>
    /// <param name="except">The case to leave out, if any.</param>
    public static Money Got(ValueList<AfterSalesCase> cases, Currency currency, CaseId? except = null)
    {
        var sum = Money.Zero(currency);
        foreach (var one in cases)
        {
            if (one.Request?.Case != except && one.Refunded is { } refunded && refunded.Currency == currency) sum += refunded;
        }

        return sum;
    }

    /// <summary>What the cases of an order got or still ask for together, goods in place of goods at their worth: what a request is judged with.</summary>
    /// <param name="cases">The order's cases.</param>
    /// <param name="currency">The order's currency; cases in others do not count.</param>
    /// <param name="except">The case to leave out, if any.</param>
    /// <remarks>Laws: what was refused, withdrawn or closed counts only with the money that went back.</remarks>
    public static Money Earlier(ValueList<AfterSalesCase> cases, Currency currency, CaseId? except = null)
    {
        var sum = Money.Zero(currency);
        foreach (var one in cases)
        {
            if (one.Request is not { } request || request.Case == except || request.Asked.Currency != currency) continue;
            var money = one.Refunded!.Value + one.Outstanding!.Value;
            sum += TakesGoods(one) ? Money.Max(money, request.Amount) : money;
        }

        return sum;
    }

    // Such a case asks for no money, or has its goods when it is completed.
    private static bool TakesGoods(AfterSalesCase one) =>
        (one.Request!.Asked.IsZero || CaseFlow.SendsGoods(one.Request.Kind))
        && one.Status is not (AfterSalesStatus.Rejected or AfterSalesStatus.Closed or AfterSalesStatus.Refunded);

    /// <summary>The place of an open status in the order of urgency, 1 for the most urgent; 0 for a status that is not open.</summary>
    /// <param name="status">Any status.</param>
    public static int Urgency(AfterSalesStatus status) => status switch
    {
        AfterSalesStatus.Disputed => 1,
        AfterSalesStatus.Requested => 2,
        AfterSalesStatus.ReturnReceived => 3,
        AfterSalesStatus.ReplacementDue => 4,
        AfterSalesStatus.Refunding => 5,
        AfterSalesStatus.ReturnInTransit => 6,
        AfterSalesStatus.AwaitingReturn => 7,
        AfterSalesStatus.ReplacementShipped => 8,
        AfterSalesStatus.Rejected => 9,
        _ => 0,
    };

    private static AfterSalesStatus Derive(ValueList<AfterSalesCase> cases, LineId? line)
    {
        var urgent = AfterSalesStatus.None;
        AfterSalesCase? last = null;
        foreach (var one in cases)
        {
            if (one.Request is not { } request || !Concerns(request, line)) continue;
            var urgency = Urgency(one.Status);
            if (urgency > 0)
            {
                if (urgent == AfterSalesStatus.None || urgency < Urgency(urgent)) urgent = one.Status;
            }
            else if (last is null || EndedLater(one, last))
            {
                last = one;
            }
        }

        return urgent != AfterSalesStatus.None ? urgent : last?.Status ?? AfterSalesStatus.None;
    }

    private static bool Concerns(JudgedRequest request, LineId? line)
    {
        if (line is not { } wanted || request.Units.IsEmpty) return true;
        foreach (var units in request.Units)
        {
            if (units.Line == wanted) return true;
        }

        return false;
    }

    private static bool EndedLater(AfterSalesCase one, AfterSalesCase other)
    {
        var byTime = Nullable.Compare(one.EndedAt, other.EndedAt);
        return byTime != 0 ? byTime > 0 : one.Request!.Case.CompareTo(other.Request!.Case) > 0;
    }
}
