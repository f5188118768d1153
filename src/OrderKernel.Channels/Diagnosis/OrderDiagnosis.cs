using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Compares what the sides say of one order.</summary>
/// <remarks>
/// <para>Formula: a status is compared in the words that both sides can say; a word that one of them never says counts as the last one before it that both do.
/// What happened later than <see cref="DiagnosisPolicy.Lag"/> before the end of the other side's export is not yet a disagreement.</para>
/// <para>Laws: the order of records and files does not matter; what a side does not tell is not compared, and is counted with its reason.</para>
/// </remarks>
public static class OrderDiagnosis
{
    /// <summary>Compares.</summary>
    /// <param name="number">The order's number.</param>
    /// <param name="order">Its records.</param>
    /// <param name="reach">The reach of the exports: that of every record of every side.</param>
    /// <param name="policy">How much sides may differ.</param>
    public static DiagnosedOrder Of(string number, SourcedOrder order, ExportReach reach, DiagnosisPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(order);
        ArgumentNullException.ThrowIfNull(reach);
        ArgumentNullException.ThrowIfNull(policy);
        var views = order.Own.GroupBy(r => r.Side).OrderBy(g => g.Key).Select(g => SideView.Of(g.Key, g, reach)).ToList();
        foreach (var view in views) view.Settle(views.Where(v => v != view), policy);
        var work = new Comparison(views, reach, policy);
        Strange(order.Strange, work);
        foreach (var view in views) Twice(view, work);
        var strangers = new HashSet<DiagnosisSide>(order.Strange.Select(r => r.Side));
        foreach (var side in reach.Sides) Missing(side, strangers, work);
        AxisComparison.Compare(work);
        AmountComparison.Compare(work);
        TimeComparison.Compare(work);
        return new(number, order.Source, PlacedAt(order), Accounts(order, views), work.Disagreements.ToValueList(), work.Compared.ToValueList(),
            work.Uncompared.ToValueList());
    }

    private static void Strange(List<SideRecord> records, Comparison work)
    {
        foreach (var side in records.GroupBy(r => r.Side).OrderBy(g => g.Key))
        {
            var first = side.OrderBy(r => r.SourceTime).ThenBy(r => r.Source?.Shop, StringComparer.Ordinal).First();
            var named = string.Join(" / ", new[] { first.Source?.Channel, first.Source?.Shop }.OfType<string>());
            var why = named.Length == 0
                ? Reason.Of(ChannelsCodes.SourceUntold, ("side", side.Key))
                : Reason.Of(ChannelsCodes.SourceUnknown, ("side", side.Key), ("source", named));
            work.Disagreements.Add(Disagreement.Of(
                DisagreementKind.UnknownSource, DiagnosisSubject.Presence, [new(side.Key, named, first.SourceTime)], [], why, side.Key));
        }
    }

    private static void Twice(SideView view, Comparison work)
    {
        if (view.Twice is not { } why) return;
        work.Disagreements.Add(Disagreement.Of(
            DisagreementKind.Duplicate, DiagnosisSubject.Presence, [new(view.Side, "", view.Says?.SourceTime)], [], why, view.Side));
    }

    private static void Missing(DiagnosisSide side, HashSet<DiagnosisSide> strangers, Comparison work)
    {
        if (work.Views.Exists(v => v.Side == side))
        {
            work.Compared.Add(DiagnosisSubject.Presence);
            return;
        }

        if (strangers.Contains(side) || work.Views.Count == 0)
        {
            work.Leave(DiagnosisSubject.Presence, UncomparedReason.UnknownSource);
            return;
        }

        var told = work.Views.FindAll(v => v.Says is not null);
        if (told.Count == 0) work.Leave(DiagnosisSubject.Presence, UncomparedReason.Parked);
        else if (Since(work.Policy.Of(side), told) is not { } since) work.Leave(DiagnosisSubject.Presence, UncomparedReason.NotExpected);
        else if (told.Min(v => v.Says!.CreatedAt ?? v.Says!.SourceTime) < work.Reach.FirstOf(side))
            work.Leave(DiagnosisSubject.Presence, UncomparedReason.BeforeExport);
        else if (work.IsNotYet(side, since)) work.Leave(DiagnosisSubject.Presence, UncomparedReason.NotYet);
        else Miss(side, told, work);
    }

    private static void Miss(DiagnosisSide side, List<SideView> told, Comparison work)
    {
        work.Compared.Add(DiagnosisSubject.Presence);
        var sayings = told.ConvertAll(v => new SideSaying(v.Side, v.Says!.Number, v.Says!.SourceTime));
        sayings.Add(new(side, "", null));
        work.Disagreements.Add(Disagreement.Of(DisagreementKind.Missing, DiagnosisSubject.Presence, sayings.OrderBy(s => s.Side),
            told.ConvertAll(v => SidePair.Of(v.Side, side)),
            Reason.Of(ChannelsCodes.OrderMissing, ("side", side), ("others", string.Join(", ", told.Select(v => v.Side)))), side));
    }

    /// <summary>Since when a side has to know the order; null where it does not have to.</summary>
    private static Instant? Since(ExpectedFrom from, List<SideView> told)
    {
        var placed = told.Min(v => v.Says!.CreatedAt ?? v.Says!.SourceTime);
        if (from == ExpectedFrom.Placed) return placed;
        var shipped = told.Where(v => IsShipped(v.Says!)).Select(v => v.Says!.ShippedAt ?? v.FulfilmentAt).ToList();
        if (from == ExpectedFrom.Shipped) return shipped.Count > 0 ? shipped.Min() : null;
        if (shipped.Count == 0 && told.Exists(v => v.Says!.Outcome is ClaimOutcome.Ended or ClaimOutcome.Replaced || v.Says!.Payment == PaymentStatus.Refunded))
            return null;
        if (told.Exists(v => v.IsPaidLater)) return placed;
        var paid = told.Where(v => IsPaid(v.Says!)).Select(v => v.Says!.PaidAt ?? v.PaymentAt).ToList();
        return paid.Count > 0 ? paid.Min() : shipped.Count > 0 ? shipped.Min() : null;
    }

    private static bool IsPaid(SideRecord says) =>
        says.PaidAt is not null || says.Payment is PaymentStatus.Paid or PaymentStatus.PartiallyRefunded or PaymentStatus.Refunded;

    internal static bool IsShipped(SideRecord says) => says.ShippedAt is not null
        || says.Fulfilment is not (null or FulfilmentStatus.Unfulfilled or FulfilmentStatus.InPreparation or FulfilmentStatus.NotRequired);

    private static Instant PlacedAt(SourcedOrder order)
    {
        var all = order.Own.Concat(order.Strange).ToList();
        return all.Min(r => r.CreatedAt) ?? all.Min(r => r.SourceTime);
    }

    private static ValueList<SideAccount> Accounts(SourcedOrder order, List<SideView> views) => views
        .ConvertAll(v => new SideAccount(v.Side, v.Says, v.Documents, v.Repeated))
        .Concat(order.Strange.GroupBy(r => r.Side).Where(g => views.TrueForAll(v => v.Side != g.Key))
            .Select(g => new SideAccount(g.Key, g.First(), g.Count(), 0)))
        .OrderBy(a => a.Side).ToValueList();
}
