using System.Globalization;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Compares what is due, was paid and went back.</summary>
internal static class AmountComparison
{
    private static readonly (DiagnosisSubject Subject, Func<SideRecord, Money?> Of)[] Parts =
        [(DiagnosisSubject.Due, r => r.Due), (DiagnosisSubject.Paid, r => r.Paid), (DiagnosisSubject.Refunded, r => r.Refunded)];

    public static void Compare(Comparison work)
    {
        foreach (var (subject, of) in Parts)
        {
            var differing = new List<SidePair>();
            foreach (var (one, other) in work.Pairs(subject))
            {
                if (WhyNot(subject, one, other, of, work) is { } why)
                {
                    work.Leave(subject, why);
                    continue;
                }

                work.Compared.Add(subject);
                if (Differ(of(one.Says!)!.Value, of(other.Says!)!.Value, work.Policy)) differing.Add(SidePair.Of(one.Side, other.Side));
            }

            if (differing.Count > 0) work.Disagreements.Add(Found(subject, of, differing, work));
        }
    }

    private static UncomparedReason? WhyNot(DiagnosisSubject subject, SideView one, SideView other, Func<SideRecord, Money?> of, Comparison work)
    {
        var (a, b) = (of(one.Says!), of(other.Says!));
        if (a is not { } left || b is not { } right)
            return (a is null ? one : other).AreParts ? UncomparedReason.SeveralDocuments : UncomparedReason.NotTold;
        if (subject == DiagnosisSubject.Due && one.Says!.IsAfterRefunds != other.Says!.IsAfterRefunds) return UncomparedReason.AfterRefunds;
        if (subject == DiagnosisSubject.Paid && (one.IsPaidLater || other.IsPaidLater)) return UncomparedReason.PaymentTerms;
        if (!Differ(left, right, work.Policy)) return null;
        var (ahead, behind) = left.MinorUnits >= right.MinorUnits ? (one, other) : (other, one);
        var isNotYet = subject == DiagnosisSubject.Due
            // The price is settled with the payment; until then either may be the newer one.
            ? work.IsNotYet(one.Side, SettledAt(other)) || work.IsNotYet(other.Side, SettledAt(one))
            : work.IsNotYet(behind.Side, subject == DiagnosisSubject.Paid ? ahead.Says!.PaidAt ?? ahead.Says!.SourceTime : ahead.Says!.SourceTime);
        return isNotYet ? UncomparedReason.NotYet : null;
    }

    private static Instant SettledAt(SideView view) => view.Says!.PaidAt ?? view.Says!.CreatedAt ?? view.Says!.SourceTime;

    private static bool Differ(Money a, Money b, DiagnosisPolicy policy) =>
        a.Currency != b.Currency || Math.Abs((decimal)a.MinorUnits - b.MinorUnits) > policy.AmountTolerance;

    private static Disagreement Found(DiagnosisSubject subject, Func<SideRecord, Money?> of, List<SidePair> differing, Comparison work)
    {
        var sayings = work.Views.Where(v => v.Says is not null && of(v.Says) is not null)
            .Select(v => new SideSaying(v.Side, of(v.Says!)!.Value.ToString(), v.Says!.SourceTime)).ToList();
        return Disagreement.Of(DisagreementKind.Amount, subject, sayings, differing,
            Reason.Of(ChannelsCodes.AmountDiffers, ("part", subject), ("sayings", string.Join(", ", sayings.Select(s => $"{s.Side}: {s.Says}")))));
    }
}
