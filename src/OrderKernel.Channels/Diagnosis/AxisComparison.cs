using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Compares statuses axis by axis, in the words that both sides can say.</summary>
internal static class AxisComparison
{
    private static readonly Axis[] Axes =
    [
        new(DiagnosisSubject.Payment, v => (int?)v.Says!.Payment, v => v.PaymentAt, w => w.Payment, PaymentRank, Name<PaymentStatus>)
        {
            ReachedAt = (v, word) => word == (int)PaymentStatus.Paid ? v.Says!.PaidAt : null,
            // In a system without their words these may be either of two others.
            Between = SideWords.Bit((int)PaymentStatus.PartiallyPaid),
        },
        new(DiagnosisSubject.Fulfilment, Fulfilment, v => v.FulfilmentAt, FulfilmentWords, FulfilmentRank, Name<FulfilmentStatus>)
        {
            Shown = v => v.Says!.Fulfilment.ToString(),
            ReachedAt = (v, word) => word >= (int)FulfilmentStatus.Delivered && word != (int)FulfilmentStatus.Lost ? v.Says!.DeliveredAt
                : word >= (int)FulfilmentStatus.PartiallyShipped ? v.Says!.ShippedAt : null,
            Between = SideWords.Bit((int)FulfilmentStatus.PartiallyShipped) | SideWords.Bit((int)FulfilmentStatus.PartiallyDelivered)
                | SideWords.Bit((int)FulfilmentStatus.PartiallyReturned),
        },
        new(DiagnosisSubject.AfterSales, v => v.Says!.AfterSales is { } a ? SideWords.StageOf(a) : null, v => v.AfterSalesAt, w => w.AfterSales, s => s,
            s => s == 1 ? "None" : s == 2 ? "Ongoing" : "Settled")
        {
            Between = SideWords.Bit(2) | SideWords.Bit(3),
        },
        // That it goes on is the word of every side that can tell an end.
        new(DiagnosisSubject.Outcome, v => v.TellsOutcome ? (int?)v.Says!.Outcome ?? 0 : null, v => v.OutcomeAt, w => w.Outcome == 0 ? 0 : w.Outcome | 1,
            s => s, s => s == 0 ? "Ongoing" : Name<ClaimOutcome>(s))
        {
            ReachedAt = (v, _) => v.Says!.EndedAt,
            Between = ~1,
            Trivial = 1,
        },
    ];

    public static void Compare(Comparison work)
    {
        foreach (var axis in Axes)
        {
            var (status, times) = (new List<SidePair>(), new List<SidePair>());
            foreach (var (one, other) in work.Pairs(axis.Subject)) Compare(axis, one, other, work, status, times);
            if (status.Count > 0) work.Disagreements.Add(Found(DisagreementKind.Status, axis, status, work, ChannelsCodes.StatusDiffers));
            if (times.Count > 0) work.Disagreements.Add(Found(DisagreementKind.TimeOrder, axis, times, work, ChannelsCodes.StateBehind));
        }
    }

    private static void Compare(Axis axis, SideView one, SideView other, Comparison work, List<SidePair> status, List<SidePair> times)
    {
        if (WhyNot(axis, one, other) is { } why)
        {
            work.Leave(axis.Subject, why);
            return;
        }

        var common = axis.Words(one.Says!.Words) & axis.Words(other.Says!.Words);
        var (a, b) = (Common(axis, axis.Of(one)!.Value, common), Common(axis, axis.Of(other)!.Value, common));
        if (a is not { } left || b is not { } right)
        {
            work.Leave(axis.Subject, UncomparedReason.NoCommonWords);
            return;
        }

        if (left != right)
        {
            var isLeftAhead = axis.Rank(left) != axis.Rank(right) ? axis.Rank(left) > axis.Rank(right) : left > right;
            var (ahead, behind, word) = isLeftAhead ? (one, other, left) : (other, one, right);
            // A side that tells the state without its time was told by one that knows it.
            var since = axis.ReachedAt(ahead, word) ?? work.Views.Where(v => v.Says is not null).Max(v => axis.ReachedAt(v, word)) ?? axis.At(ahead);
            if (work.IsNotYet(behind.Side, since))
            {
                work.Leave(axis.Subject, UncomparedReason.NotYet);
                return;
            }

            // Whoever has spoken of the order since, and tells the earlier state still, says something that cannot be.
            (axis.At(behind) > since + work.Policy.Lag ? times : status).Add(SidePair.Of(one.Side, other.Side));
        }

        work.Compared.Add(axis.Subject);
    }

    private static UncomparedReason? WhyNot(Axis axis, SideView one, SideView other)
    {
        foreach (var view in new[] { one, other })
        {
            if (axis.Of(view) is null) return view.AreParts ? UncomparedReason.SeveralDocuments : UncomparedReason.NotTold;
        }

        if (axis.Subject == DiagnosisSubject.Payment && (one.IsPaidLater || other.IsPaidLater)) return UncomparedReason.PaymentTerms;
        var isAfterShipping = axis.Subject == DiagnosisSubject.Outcome && (EndedShipped(one) || EndedShipped(other));
        return isAfterShipping ? UncomparedReason.EndedAfterShipping : null;
    }

    private static bool EndedShipped(SideView view) => view.Says!.Outcome == ClaimOutcome.Ended && OrderDiagnosis.IsShipped(view.Says);

    /// <summary>A word in the words that both can say: itself, or the last one before it; below all of them it is -1. Null where that cannot be said.</summary>
    private static int? Common(Axis axis, int word, int common)
    {
        if (common == axis.Trivial) return null;
        if ((common & SideWords.Bit(word)) != 0) return word;
        if ((axis.Between & SideWords.Bit(word)) != 0) return null;
        var best = -1;
        for (var candidate = 0; candidate < 31; candidate++)
        {
            var isBefore = (common & SideWords.Bit(candidate)) != 0 && axis.Rank(candidate) <= axis.Rank(word);
            if (isBefore && (best < 0 || axis.Rank(candidate) > axis.Rank(best))) best = candidate;
        }

        return best;
    }

    private static Disagreement Found(DisagreementKind kind, Axis axis, List<SidePair> pairs, Comparison work, string code)
    {
        var sayings = work.Views.Where(v => v.Says is not null && axis.Of(v) is not null)
            .Select(v => new SideSaying(v.Side, axis.Shown?.Invoke(v) ?? axis.Name(axis.Of(v)!.Value), axis.At(v))).ToList();
        return Disagreement.Of(kind, axis.Subject, sayings, pairs,
            Reason.Of(code, ("axis", axis.Subject), ("sayings", string.Join(", ", sayings.Select(s => $"{s.Side}: {s.Says}")))));
    }

    // Not this order's matter is no status of it; whether work has begun is each system's own matter, as long as nothing has left.
    private static int? Fulfilment(SideView view) => view.Says!.Fulfilment switch
    {
        null or FulfilmentStatus.NotRequired => null,
        FulfilmentStatus.InPreparation => (int)FulfilmentStatus.Unfulfilled,
        { } told => (int)told,
    };

    private static int FulfilmentWords(SideWords words)
    {
        var (begun, open) = (SideWords.Bit((int)FulfilmentStatus.InPreparation), SideWords.Bit((int)FulfilmentStatus.Unfulfilled));
        return (words.Fulfilment & begun) == 0 ? words.Fulfilment : (words.Fulfilment & ~begun) | open;
    }

    private static int PaymentRank(int word) => word == (int)PaymentStatus.Voided ? (int)PaymentStatus.Unpaid : word;

    private static int FulfilmentRank(int word) => word == (int)FulfilmentStatus.Lost ? (int)FulfilmentStatus.Shipped : word;

    private static string Name<T>(int word) where T : struct, Enum => ((T)Enum.ToObject(typeof(T), word)).ToString();

    private sealed record Axis(
        DiagnosisSubject Subject, Func<SideView, int?> Of, Func<SideView, Instant> At, Func<SideWords, int> Words, Func<int, int> Rank, Func<int, string> Name)
    {
        /// <summary>When a side reached a word by the times that it tells; null where it tells none.</summary>
        public Func<SideView, int, Instant?> ReachedAt { get; init; } = (_, _) => null;

        /// <summary>The word as the side tells it, where words are compared in fewer; null where they are not.</summary>
        public Func<SideView, string?>? Shown { get; init; }

        /// <summary>Words for which a side without them may say the one before or the one behind.</summary>
        public int Between { get; init; }

        /// <summary>What words in common are none to compare by.</summary>
        public int Trivial { get; init; }
    }
}
