using System.Diagnostics;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.AfterSales;

/// <summary>Judges a request by the tiers: the pre-check (预审) that opening a case repeats.</summary>
public static class Judging
{
    /// <summary>The verdict on a request, with its reasons; changes nothing.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="given">The documents that decide, and what others own.</param>
    /// <param name="at">When it is judged; a request told later than it was made is judged by when it was made.</param>
    /// <returns>The verdict; refused ones name the tier too, so that a refund that the channel paid anyway can be compared.</returns>
    /// <remarks>
    /// <para>Formula: amount judged = money asked (or the units' worth where no money is asked) + what the order's other cases got or still ask for
    /// (<see cref="CaseStatuses.Earlier"/>); the first tier that holds decides, of a customer who asks too often none below the review's.</para>
    /// <para>Refuses with: <see cref="AfterSalesCodes.UnitsNotInOrder"/>, <see cref="AfterSalesCodes.CurrencyMismatch"/>,
    /// <see cref="AfterSalesCodes.NothingAsked"/>,
    /// <see cref="AfterSalesCodes.AboveRefundable"/>, <see cref="AfterSalesCodes.QuietPeriod"/>.</para>
    /// <para>An amount in another currency than the tiers' passes over every tier that has a bound: no rate is known, so the strictest decides.</para>
    /// <para>Laws: the tier never falls when the amount rises, nor when the customer asked more often.</para>
    /// </remarks>
    /// <example>
    /// <code>
    /// var request = new CaseRequest(CaseKind.RefundOnly, Money.Fen(9_900), "chipped");
    /// var given = new CaseGiven(CaseId.Of("c-1"), order, new RefundableBalance(Money.Fen(12_800), Asked: Money.Fen(0)));
    /// Judgement judged = Judging.Judge(request, given, now);                                 // nothing is stored
    ///
    /// var (kind, approvers) = (judged.Verdict.Kind, judged.Verdict.Approvers);               // Approval, by an agent
    /// var texts = TextCatalog.Of(typeof(Money).Assembly, typeof(ApprovalTiers).Assembly);
    /// foreach (var reason in judged.Reasons) Console.WriteLine(texts.Text(reason, Language.Chinese));
    /// </code>
    /// </example>
    public static Judgement Judge(CaseRequest request, CaseGiven given, Instant at)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(given);
        return JudgedRequest.Of(request, given, at).TryGet(out var judged, out var stranger) ? Judge(judged, given, at) : Refused("", stranger);
    }

    internal static Judgement Judge(JudgedRequest request, CaseGiven given, Instant at)
    {
        var tiers = given.Tiers.Policy;
        if (OtherCurrency(request, given.Balance) is { } mismatch) return Refused("", mismatch);

        var amount = request.Earlier is { } earlier ? request.Amount + earlier : request.Amount;
        var reasons = new List<Reason>();
        var isReviewed = Reviewed(request, tiers, reasons);
        foreach (var tier in tiers.Tiers)
        {
            isReviewed &= tier.Name != tiers.RiskReview?.Tier;
            if (isReviewed) continue;
            if (tier.Unmet(request, amount) is { } unmet)
            {
                reasons.Add(Reason.Of(AfterSalesCodes.TierPassedOver, ("tier", tier.Name), ("condition", unmet.Condition), ("value", unmet.Value),
                    ("bound", unmet.Bound)));
                continue;
            }

            if (Impediment(request, given.Balance, tiers, at) is { } refusal) return Refused(tier.Name, refusal with { Reasons = reasons.ToValueList() });
            reasons.Add(tier.IsAutomatic
                ? Reason.Of(AfterSalesCodes.JudgedAutomatic, ("amount", amount), ("tier", tier.Name), ("below", tier.Below?.ToString() ?? "-"),
                    ("history", request.Standing.History))
                : Reason.Of(AfterSalesCodes.JudgedForApproval, ("amount", amount), ("tier", tier.Name),
                    ("approvers", string.Join(", ", tier.Approvers.Items))));
            return new(new(tier.IsAutomatic ? VerdictKind.Automatic : VerdictKind.Approval, tier.Name, tier.Approvers, null), reasons.ToValueList(), null);
        }

        throw new UnreachableException("A checked document's last tier holds for every request.");
    }

    /// <summary>Whether tiers below that of the review do not hold, with the reason.</summary>
    private static bool Reviewed(JudgedRequest request, ApprovalTiers tiers, List<Reason> reasons)
    {
        if (tiers.RiskReview is not { } review || !review.Concerns(request.Kind, request.EarlierRequests ?? 0)) return false;
        reasons.Add(Reason.Of(AfterSalesCodes.RiskReview, ("requestsMax", review.RequestsMax), ("within", DurationPattern.JsonRoundtrip.Format(review.Within)),
            ("tier", review.Tier)));
        return true;
    }

    internal static Refusal? Above(Money asked, RefundableBalance balance) =>
        asked <= balance.Free ? null : Refusal.Of(AfterSalesCodes.AboveRefundable, ("asked", asked), ("free", balance.Free));

    internal static Refusal Mismatch(Money given, Currency expected) => Refusal.Of(AfterSalesCodes.CurrencyMismatch, ("given", given), ("expected", expected));

    private static Judgement Refused(string tier, Refusal refusal) => new(new(VerdictKind.Refused, tier, [], refusal.Code), refusal.Reasons, refusal);

    // All money of a case is in the order's currency, whatever the currency of the tiers.
    private static Refusal? OtherCurrency(JudgedRequest request, RefundableBalance balance)
    {
        var currency = balance.Refundable.Currency;
        if (request.Asked.Currency != currency) return Mismatch(request.Asked, currency);
        if (balance.Asked.Currency != currency) return Mismatch(balance.Asked, currency);
        if (request.Earlier is { } earlier && earlier.Currency != currency) return Mismatch(earlier, currency);
        foreach (var units in request.Units)
        {
            if (units.Worth.Currency != currency) return Mismatch(units.Worth, currency);
        }

        return null;
    }

    private static Refusal? Impediment(JudgedRequest request, RefundableBalance balance, ApprovalTiers tiers, Instant at)
    {
        if (request.Asked.MinorUnits < 0 || (request.Asked.IsZero && CaseFlow.NeedsMoney(request.Kind)))
            return Refusal.Of(AfterSalesCodes.NothingAsked, ("kind", request.Kind), ("asked", request.Asked));
        if (Above(request.Asked, balance) is { } above) return above;
        // Nobody waits the period out by dating a request ahead.
        var requestedAt = Instant.Min(request.RequestedAt, at);
        if (!request.IsNoReason || request.DeliveredAt is not { } delivered || requestedAt < delivered) return null;
        var until = delivered + tiers.QuietPeriod;
        return requestedAt >= until
            ? null
            : Refusal.Of(AfterSalesCodes.QuietPeriod, ("requestedAt", InstantPattern.General.Format(requestedAt)),
                ("until", InstantPattern.General.Format(until))) with { IsTransient = true };
    }
}
