using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;
using OrderKernel.AfterSales;

namespace OrderKernel.Testing;

/// <summary>One request of an order, what was known of its customer, and whether its money has left before the next one.</summary>
internal sealed record AskedRefund(CaseRequest Request, CustomerStanding Standing, int EarlierRequests, bool IsPaidOut);

/// <summary>An order with what was paid for it and the requests for its money, one after another.</summary>
internal sealed record RefundedOrder(Money Paid, ImmutableArray<AskedRefund> Asked)
{
    public override string ToString() => $"paid {Paid}, asked {string.Join(", ", Asked.Select(a => a.Request.Asked + (a.IsPaidOut ? " (paid out)" : "")))}";
}

/// <summary>The same request with two amounts.</summary>
internal sealed record RefundPair(AskedRefund Smaller, AskedRefund Larger);

internal static class RefundCases
{
    private static readonly Instant At = Instant.FromUtc(2026, 1, 1, 0, 0);

    public static Arbitrary<RefundedOrder> Orders(ApprovalTiers tiers) => Arb.From(
        from paid in Amounts(tiers)
        from asked in (
            from amount in Gen.OneOf(Amounts(tiers), Gen.Choose(0, 4).Select(n => paid * n / 4))
            from one in Asked(tiers, amount)
            select one).ArrayOf()
        select new RefundedOrder(Money.OfMinor(paid, tiers.Currency), [.. asked]),
        order => order.Asked.Select(one => order with { Asked = order.Asked.Remove(one) }));

    public static Arbitrary<RefundPair> Pairs(ApprovalTiers tiers) => Arb.From(
        from one in Amounts(tiers)
        from other in Amounts(tiers)
        from asked in Asked(tiers, Math.Min(one, other))
        select new RefundPair(asked, asked with { Request = asked.Request with { Asked = Money.OfMinor(Math.Max(one, other), tiers.Currency) } }));

    /// <summary>What is granted in all when all who must approve do.</summary>
    public static Money Granted(RefundedOrder order, PolicyDocument<ApprovalTiers> tiers, Func<CaseRequest, CaseGiven, Instant, Judgement> judge)
    {
        var (refunded, asked) = (Money.Zero(order.Paid.Currency), Money.Zero(order.Paid.Currency));
        foreach (var one in order.Asked)
        {
            var judgement = judge(one.Request, Given(one, tiers, new(order.Paid - refunded, asked), refunded + asked), At);
            if (judgement.Verdict.Kind == VerdictKind.Refused) continue;
            if (one.IsPaidOut) refunded += one.Request.Asked;
            else asked += one.Request.Asked;
        }

        return refunded + asked;
    }

    /// <summary>How a request alone is judged, of an order that was paid with enough.</summary>
    public static VerdictKind Verdict(AskedRefund one, PolicyDocument<ApprovalTiers> tiers) =>
        Judging.Judge(one.Request, Given(one, tiers, new(one.Request.Asked, Money.Zero(tiers.Policy.Currency)), null), At).Verdict.Kind;

    private static CaseGiven Given(AskedRefund one, PolicyDocument<ApprovalTiers> tiers, RefundableBalance balance, Money? earlier) =>
        new(CaseId.Of("case"), OrderId.Parse("TB_20260101_0000000000000000"), balance)
        {
            Tiers = tiers,
            Earlier = earlier,
            Standing = one.Standing,
            EarlierRequests = one.EarlierRequests,
        };

    private static Gen<AskedRefund> Asked(ApprovalTiers tiers, long minor) =>
        from kind in GenKit.Word<CaseKind>()
        from reason in Gen.Elements([.. tiers.Tiers.SelectMany(t => t.RequestReasons), "damaged", "no-reason"])
        from isDisputed in Gen.Elements(true, false)
        from standing in OperationGenerators.Customers
        from earlier in Gen.Choose(0, (tiers.RiskReview?.RequestsMax ?? 0) + 1)
        from isPaidOut in Gen.Elements(true, false)
        select new AskedRefund(
            new(kind, Money.OfMinor(minor, tiers.Currency), reason) { IsDisputed = isDisputed, IsNoReason = reason == "no-reason" },
            standing, earlier, isPaidOut);

    // Everyday amounts, and those on both sides of each tier's bound.
    private static Gen<long> Amounts(ApprovalTiers tiers)
    {
        long[] bounds = [.. tiers.Tiers.Select(t => t.Below?.MinorUnits).OfType<long>().SelectMany(b => new[] { b - 1, b, b + 1 }), 0, 1];
        return Gen.Frequency((2, ValueGenerators.Minor), (1, Gen.Elements(bounds)));
    }
}
