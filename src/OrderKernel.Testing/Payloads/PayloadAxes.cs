using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>What the words of an order, a line or a case say together: a later source over an earlier one, terms and kind before all else.</summary>
internal sealed class PayloadAxes
{
    private readonly List<HoldKind> _holds = [];

    public PaymentStatus? Payment { get; private set; }

    public FulfilmentStatus? Fulfilment { get; private set; }

    public AfterSalesStatus? AfterSales { get; private set; }

    public ClaimOutcome? Outcome { get; private set; }

    public PaymentTerms? Terms { get; private set; }

    public CaseKind? Kind { get; private set; }

    public Party? Awaited { get; private set; }

    public Party? EndedBy { get; private set; }

    public bool IsDisputed { get; private set; }

    public bool IsSkipped { get; private set; }

    public IReadOnlyList<HoldKind> Holds => _holds;

    public static PayloadAxes Of(
        PayloadReading reading, IReadOnlyList<PayloadStatus> sources, PayloadRow at, PaymentTerms? terms = null, StatusRow? says = null)
    {
        var axes = new PayloadAxes { Terms = terms };
        if (says is not null) axes.Take(says);
        var told = sources.Select(s => (Source: s, Rows: Rows(reading, s, at))).ToList();
        foreach (var row in told.SelectMany(t => t.Rows)) (axes.Terms, axes.Kind) = (row.Terms ?? axes.Terms, row.Kind ?? axes.Kind);
        foreach (var (source, rows) in told)
        {
            if (source.MustAgree && rows.Count > 0) axes.Take(axes.Agreed(rows));
            else rows.ForEach(axes.Take);
        }

        return axes;
    }

    private static List<StatusRow> Rows(PayloadReading reading, PayloadStatus source, PayloadRow at)
    {
        if (!reading.Holds(source.When, at)) return [];
        if ((source.Field.IsWords || source.MustAgree) && reading.Holds(source.Field.When, at))
        {
            var words = source.Field.Paths.SelectMany(p => reading.Find(p, at)).Where(f => reading.Tells(f.Node)).ToList();
            if (words.Count > 0) return [.. words.Select(w => Meaning(reading, source, PayloadReading.TextOf(source.Field, w.Node))).OfType<StatusRow>()];
        }

        for (PayloadField? field = source.Field; field is not null; field = field.Otherwise)
        {
            if (reading.Text(field with { Otherwise = null }, at) is { } word) return Meaning(reading, source, word) is { } row ? [row] : [];
        }

        if (source.IsRequired) reading.Missing();
        return source.Absent is { } absent ? [absent] : [];
    }

    private static StatusRow? Meaning(PayloadReading reading, PayloadStatus source, string word)
    {
        if (source.Table is not { } table) return source.Present;
        if (table.Find(word) is { } row) return row;
        if (table.MayPass) reading.Findings.Add(ChannelsCodes.WordUnknown);
        else reading.Problems.Add(ChannelsCodes.StatusUnknown);
        return null;
    }

    private StatusRow Agreed(List<StatusRow> rows)
    {
        var first = rows[0] with { Payment = PaymentOf(rows[0]), Under = default };
        T? Same<T>(Func<StatusRow, T?> axis) where T : struct => rows.TrueForAll(r => Equals(axis(r), axis(rows[0]))) ? axis(rows[0]) : null;
        return first with
        {
            Payment = Same(PaymentOf), Fulfilment = Same(r => r.Fulfilment), AfterSales = Same(r => r.AfterSales), Outcome = Same(r => r.Outcome),
            Terms = Same(r => r.Terms), Kind = Same(r => r.Kind), Awaited = Same(r => r.Awaited), EndedBy = Same(r => r.EndedBy),
            IsDisputed = rows.Exists(r => r.IsDisputed), IsSkipped = rows.TrueForAll(r => r.IsSkipped),
            Holds = rows.SelectMany(r => r.Holds.Items).ToValueList(), HoldsUnder = rows.SelectMany(r => r.HoldsUnder.Items).ToValueList(),
        };
    }

    private PaymentStatus? PaymentOf(StatusRow row) =>
        row.Under.Items.Where(u => u.Terms == Terms).Select(u => (PaymentStatus?)u.Payment).LastOrDefault() ?? row.Payment;

    private void Take(StatusRow row)
    {
        IsSkipped |= row.IsSkipped;
        var afterSales = row.ByKind.Items.Where(b => b.Kind == Kind).Select(b => (AfterSalesStatus?)b.Status).LastOrDefault() ?? row.AfterSales;
        bool May<T>(T? current) where T : struct => row.Over.IsEmpty || current is null || row.Over.Items.Contains(current.ToString()!);
        if (PaymentOf(row) is { } payment && May(Payment)) Payment = payment;
        if (row.Fulfilment is { } fulfilment && May(Fulfilment)) Fulfilment = fulfilment;
        if (afterSales is { } status && May(AfterSales)) AfterSales = status;
        (Outcome, Awaited, EndedBy, IsDisputed) = (row.Outcome ?? Outcome, row.Awaited ?? Awaited, row.EndedBy ?? EndedBy, IsDisputed || row.IsDisputed);
        _holds.AddRange(row.Holds.Items.Concat(row.HoldsUnder.Items.Where(u => u.Terms == Terms).Select(u => u.Hold)).Except(_holds));
    }
}
