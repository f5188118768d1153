using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What one side says of an order in all its records together: of each axis the latest, with when it was said.</summary>
internal sealed class SideView
{
    private SideView(DiagnosisSide side) => Side = side;

    public DiagnosisSide Side { get; }

    /// <summary>What it says; null where no record of it could be read.</summary>
    public SideRecord? Says { get; private set; }

    public Instant PaymentAt { get; private set; }

    public Instant FulfilmentAt { get; private set; }

    public Instant AfterSalesAt { get; private set; }

    public Instant OutcomeAt { get; private set; }

    /// <summary>A whole record of a profile that can tell outcomes: no outcome says that the order goes on.</summary>
    public bool TellsOutcome { get; private set; }

    public bool IsParked { get; private set; }

    /// <summary>Why the side has the order twice; null where it has it once.</summary>
    public Reason? Twice { get; private set; }

    /// <summary>How many documents of the side tell of the order; those that ended do not count beside others.</summary>
    public int Documents { get; private set; }

    /// <summary>True where several documents are the order together.</summary>
    public bool AreParts { get; private set; }

    /// <summary>How many records say again what another one says: exports overlap.</summary>
    public int Repeated { get; private set; }

    /// <summary>Goods are paid at the door, or later.</summary>
    public bool IsPaidLater => Says?.Terms is PaymentTerms.CashOnDelivery or PaymentTerms.PayLater;

    private List<SideView> Live { get; set; } = [];

    /// <summary>The view of one side's records of one order, in whatever order they come.</summary>
    public static SideView Of(DiagnosisSide side, IEnumerable<SideRecord> records, ExportReach reach)
    {
        var read = records.ToList();
        var isParked = read.RemoveAll(r => r.IsParked) > 0;
        if (read.Count == 0) return new(side) { IsParked = isParked };
        var documents = read.GroupBy(r => r.Source?.Document, StringComparer.Ordinal).OrderBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => One(side, [.. g], g.Key is not null, reach)).ToList();
        var live = documents.FindAll(d => d.Says!.Outcome is not (ClaimOutcome.Ended or ClaimOutcome.Replaced));
        if (live.Count == 0) live = documents;
        var view = live.OrderBy(d => d.Says!.SourceTime).ThenBy(d => d.Says!.Source?.Document, StringComparer.Ordinal).Last();
        view.IsParked = isParked;
        view.Documents = live.Count;
        view.Live = live;
        view.Twice = live.Select(d => d.Twice).FirstOrDefault(t => t is not null);
        view.Repeated = documents.Sum(d => d.Repeated);
        return view;
    }

    /// <summary>
    /// Says whether several documents are one order in parts, or the order twice: it is in parts where they add up to what another side tells, or tell no
    /// amounts, as dispatch notes do.
    /// </summary>
    public void Settle(IEnumerable<SideView> others, DiagnosisPolicy policy)
    {
        if (Documents < 2 || Says is not { } says || Twice is not null) return;
        var dues = Live.Select(d => d.Says!.Due).ToList();
        var isOneCurrency = !dues.Contains(null) && dues.Select(d => d!.Value.Currency).Distinct().Count() == 1;
        var sum = isOneCurrency ? dues.Sum(d => (decimal)d!.Value.MinorUnits) : default(decimal?);
        var told = others.Select(o => o.Says?.Due).Where(d => d is not null && d.Value.Currency == dues[0]?.Currency).ToList();
        if (sum is { } all && !told.Exists(d => Math.Abs(d!.Value.MinorUnits - all) <= policy.AmountTolerance))
        {
            Twice = Reason.Of(ChannelsCodes.DocumentsSeveral, ("side", Side), ("documents", string.Join(", ", Live.Select(d => d.Says!.Source?.Document))));
            return;
        }

        AreParts = true;
        Says = says with
        {
            Due = sum is { } due && due <= long.MaxValue ? Money.OfMinor((long)due, dues[0]!.Value.Currency) : null, Paid = null, Refunded = null,
            Payment = Alike(d => d.Payment), Fulfilment = Alike(d => d.Fulfilment), AfterSales = Alike(d => d.AfterSales), Outcome = Alike(d => d.Outcome),
            ShippedAt = Alike(d => d.ShippedAt), DeliveredAt = Alike(d => d.DeliveredAt), EndedAt = Alike(d => d.EndedAt),
            CreatedAt = Live.Min(d => d.Says!.CreatedAt),
        };
    }

    private T? Alike<T>(Func<SideRecord, T?> of) where T : struct
    {
        var first = of(Live[0].Says!);
        return Live.TrueForAll(d => EqualityComparer<T?>.Default.Equals(of(d.Says!), first)) ? first : null;
    }

    // One document, or all records where the side tells no documents.
    private static SideView One(DiagnosisSide side, List<SideRecord> records, bool isDocument, ExportReach reach)
    {
        var view = new SideView(side);
        foreach (var together in records.GroupBy(r => r.SourceTime).OrderBy(g => g.Key))
        {
            var told = together.OrderBy(r => reach.LastOfFile(r.File)).ToList();
            view.Look(told, isDocument, reach);
            foreach (var record in told) view.Take(record);
        }

        return view;
    }

    // What is told at one instant: the same again, the same order twice in one export, or two things of which none is the later.
    private void Look(List<SideRecord> told, bool isDocument, ExportReach reach)
    {
        for (var i = 1; i < told.Count; i++)
        {
            var isAgain = false;
            for (var k = 0; k < i; k++)
            {
                var (one, other) = (told[k], told[i]);
                isAgain |= one.SaysAs(other);
                if (!one.IsWhole || !other.IsWhole) continue;
                var isTwice = one.SaysAs(other)
                    ? one.File == other.File && !isDocument
                    : one.File == other.File || reach.LastOfFile(one.File) == reach.LastOfFile(other.File);
                if (isTwice) Twice ??= Reason.Of(one.SaysAs(other) ? ChannelsCodes.OrderTwice : ChannelsCodes.OrderTwiceDifferently, ("side", Side));
            }

            if (isAgain) Repeated++;
        }
    }

    // Later records over earlier ones, axis by axis.
    private void Take(SideRecord next)
    {
        var at = next.SourceTime;
        if (next.Payment is not null) PaymentAt = at;
        if (next.Fulfilment is not null) FulfilmentAt = at;
        if (next.AfterSales is not null) AfterSalesAt = at;
        var tellsOutcome = next.Outcome is not null || (next.IsWhole && next.Words.Outcome != 0);
        if (tellsOutcome) OutcomeAt = at;
        TellsOutcome |= tellsOutcome;
        Says = Says is not { } before ? next : next with
        {
            IsWhole = before.IsWhole || next.IsWhole, Words = before.Words.With(next.Words),
            Payment = next.Payment ?? before.Payment, Fulfilment = next.Fulfilment ?? before.Fulfilment, AfterSales = next.AfterSales ?? before.AfterSales,
            Outcome = tellsOutcome ? next.Outcome : before.Outcome, Terms = next.Terms ?? before.Terms,
            Due = next.Due ?? before.Due, IsAfterRefunds = next.Due is null ? before.IsAfterRefunds : next.IsAfterRefunds,
            Paid = next.Paid ?? before.Paid, Refunded = next.Refunded ?? before.Refunded,
            CreatedAt = next.CreatedAt ?? before.CreatedAt, PaidAt = next.PaidAt ?? before.PaidAt, ShippedAt = next.ShippedAt ?? before.ShippedAt,
            DeliveredAt = next.DeliveredAt ?? before.DeliveredAt, EndedAt = next.EndedAt ?? before.EndedAt,
        };
    }
}
