using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Finds times in no possible order: of each two events the pair of sides that is furthest off.</summary>
internal static class TimeComparison
{
    // When an order was placed each system tells by its own: there it may be when the order came in.
    private static readonly Step[] Steps =
    [
        new("created", r => r.CreatedAt, "paid", r => r.PaidAt, IsOfOneSide: true),
        new("created", r => r.CreatedAt, "shipped", r => r.ShippedAt, IsOfOneSide: true),
        new("paid", r => r.PaidAt, "shipped", r => r.ShippedAt, IsOfOneSide: false) { IsOfPrepaid = true },
        new("shipped", r => r.ShippedAt, "delivered", r => r.DeliveredAt, IsOfOneSide: false),
    ];

    public static void Compare(Comparison work)
    {
        var views = work.Views.FindAll(v => v.Says is not null && v.Twice is null);
        var isPrepaid = views.TrueForAll(v => v.Says!.Terms is null or PaymentTerms.Prepaid or PaymentTerms.Deposit);
        foreach (var step in Steps)
        {
            if (step.IsOfPrepaid && !isPrepaid)
            {
                work.Leave(DiagnosisSubject.Times, UncomparedReason.PaymentTerms);
                continue;
            }

            var told = (from earlier in views
                        from later in views
                        where !step.IsOfOneSide || earlier == later
                        let first = step.First(earlier.Says!)
                        let then = step.Then(later.Says!)
                        where first is not null && then is not null
                        select (Earlier: earlier, First: first.Value, Later: later, Then: then.Value)).ToList();
            if (told.Count == 0)
            {
                work.Leave(DiagnosisSubject.Times, UncomparedReason.NotTold);
                continue;
            }

            work.Compared.Add(DiagnosisSubject.Times);
            var worst = told.OrderBy(t => t.Then - t.First).ThenBy(t => t.Earlier.Side).ThenBy(t => t.Later.Side).First();
            if (worst.Then + work.Policy.Skew < worst.First) work.Disagreements.Add(Found(step, worst));
        }
    }

    private static Disagreement Found(Step step, (SideView Earlier, Instant First, SideView Later, Instant Then) worst)
    {
        var (earlier, first, later, then) = worst;
        SideSaying[] sayings =
            [new(earlier.Side, $"{step.FirstName} {first}", earlier.Says!.SourceTime), new(later.Side, $"{step.ThenName} {then}", later.Says!.SourceTime)];
        return Disagreement.Of(DisagreementKind.TimeOrder, DiagnosisSubject.Times, sayings.OrderBy(s => s.Side), [SidePair.Of(earlier.Side, later.Side)],
            Reason.Of(ChannelsCodes.TimesReversed, ("later", step.ThenName), ("laterSide", later.Side), ("laterAt", then), ("earlier", step.FirstName),
                ("earlierSide", earlier.Side), ("earlierAt", first)));
    }

    private sealed record Step(string FirstName, Func<SideRecord, Instant?> First, string ThenName, Func<SideRecord, Instant?> Then, bool IsOfOneSide)
    {
        public bool IsOfPrepaid { get; init; }
    }
}
