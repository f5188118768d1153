using System.Text;

namespace OrderKernel.Channels;

/// <summary>What the status words of one order, line or case say together: sources in the profile's order, a later one over an earlier.</summary>
internal struct AxisReading
{
    public PaymentStatus? Payment;
    public FulfilmentStatus? Fulfilment;
    public AfterSalesStatus? AfterSales;
    public ClaimOutcome? Outcome;
    public PaymentTerms? Terms;
    public CaseKind? Kind;
    public Party? Awaited;
    public Party? EndedBy;
    public ValueList<HoldKind> Holds;
    public bool HasHolds;
    public bool IsDisputed;
    public string? SkipWord;

    /// <summary>Reads the sources of the record or of one row.</summary>
    public void Read(in RecordView view, StatusSource[] sources, RowAt at, List<Finding> findings)
    {
        // Terms and kind first: other words depend on them.
        for (var pass = 0; pass < 2; pass++)
        {
            for (var i = 0; i < sources.Length; i++)
            {
                var source = sources[i];
                if (pass == 0 && !source.MayPrepare) continue;
                var noted = pass == 1 ? findings : null;
                if ((source.Field.IsWords || source.MustAgree) && TakeWords(view, source, at, noted)) continue;
                view.Trace?.Open();
                var found = RowOf(view, source, at, noted);
                if (pass == 1) view.Trace?.Close(source, at, found);
                else view.Trace?.Drop();
                if (found is not null) Add(found, pass == 0);
            }
        }
    }

    private void Add(StatusRow row, bool isFirst)
    {
        if (isFirst) Prepare(row);
        else Take(row);
    }

    // Every word of a list counts, or what they all say alike; false when it has none.
    private bool TakeWords(in RecordView view, StatusSource source, RowAt at, List<Finding>? findings)
    {
        var isTold = false;
        StatusRow? agreed = null;
        if (!view.Holds(source.When, at) || !view.Holds(source.Field.When, at)) return false;
        foreach (var place in source.Field.Places)
        {
            for (var row = -1; view.Next(place.Slot.Scope, at, ref row);)
            {
                view.Trace?.Open();
                if (!view.Tells(source.Field, place, row, out var told))
                {
                    view.Trace?.Drop();
                    continue;
                }

                isTold = true;
                var meant = Meaning(view, source, told.Slot, told.Row, view.WordOf(source.Field, told), findings);
                if (findings is not null) view.Trace?.Close(source, new(place.Slot.Scope, row), meant);
                else view.Trace?.Drop();
                if (meant is not { } found) continue;
                if (!source.MustAgree) Add(found, findings is null);
                else agreed = agreed is null ? UnderTerms(found) : Alike(agreed, UnderTerms(found));
            }
        }

        if (agreed is not null) Add(agreed, findings is null);
        return isTold;
    }

    public void Take(StatusRow row)
    {
        if (row.IsSkipped) SkipWord ??= row.Word;
        var payment = PaymentOf(row);
        var afterSales = row.AfterSales;
        if (Kind is { } kind)
        {
            foreach (var (of, status) in row.ByKind) afterSales = of == kind ? status : afterSales;
        }

        if (payment is { } p && (row.Over.IsEmpty || May(row, Payment?.ToString()))) Payment = p;
        if (row.Fulfilment is { } f && (row.Over.IsEmpty || May(row, Fulfilment?.ToString()))) Fulfilment = f;
        if (afterSales is { } a && (row.Over.IsEmpty || May(row, AfterSales?.ToString()))) AfterSales = a;
        Outcome = row.Outcome ?? Outcome;
        Awaited = row.Awaited ?? Awaited;
        EndedBy = row.EndedBy ?? EndedBy;
        IsDisputed |= row.IsDisputed;
        foreach (var hold in row.Holds) Hold(hold);
        foreach (var (under, hold) in row.HoldsUnder)
        {
            if (under == Terms) Hold(hold);
        }
    }

    private readonly PaymentStatus? PaymentOf(StatusRow row)
    {
        var payment = row.Payment;
        if (Terms is not { } terms) return payment;
        foreach (var (under, status) in row.Under) payment = under == terms ? status : payment;
        return payment;
    }

    private readonly StatusRow UnderTerms(StatusRow row) => row.Under.IsEmpty ? row : row with { Payment = PaymentOf(row), Under = default };

    // What two words say alike; what holds one of them back holds both.
    private static StatusRow Alike(StatusRow one, StatusRow other) => one with
    {
        Payment = one.Payment == other.Payment ? one.Payment : null,
        Fulfilment = one.Fulfilment == other.Fulfilment ? one.Fulfilment : null,
        AfterSales = one.AfterSales == other.AfterSales ? one.AfterSales : null,
        Outcome = one.Outcome == other.Outcome ? one.Outcome : null,
        Terms = one.Terms == other.Terms ? one.Terms : null,
        Kind = one.Kind == other.Kind ? one.Kind : null,
        Awaited = one.Awaited == other.Awaited ? one.Awaited : null,
        EndedBy = one.EndedBy == other.EndedBy ? one.EndedBy : null,
        IsDisputed = one.IsDisputed || other.IsDisputed,
        IsSkipped = one.IsSkipped && other.IsSkipped,
        Holds = one.Holds.AddRange(other.Holds.Items),
        HoldsUnder = one.HoldsUnder.AddRange(other.HoldsUnder.Items),
    };

    private void Hold(HoldKind hold)
    {
        if (!Holds.Items.Contains(hold)) Holds = Holds.Add(hold);
        HasHolds = true;
    }

    private void Prepare(StatusRow row)
    {
        Terms = row.Terms ?? Terms;
        Kind = row.Kind ?? Kind;
    }

    private static bool May(StatusRow row, string? current) => current is null || row.Over.Items.Contains(current);

    private static StatusRow? RowOf(in RecordView view, StatusSource source, RowAt at, List<Finding>? findings)
    {
        if (!view.Holds(source.When, at)) return null;
        for (FieldRule? field = source.Field; field is not null; field = field.Otherwise)
        {
            if (!view.Holds(field.When, at)) continue;
            if (field.NeedsText)
            {
                if (view.Text(field with { Otherwise = null, When = null }, at) is { } text)
                    return Meaning(view, source, field.FirstSlot, at.Row, Encoding.UTF8.GetBytes(text), findings);
            }
            else if (view.Find(field, at, out var told))
            {
                return Meaning(view, source, told.Slot, told.Row, view.WordOf(field, told), findings);
            }
        }

        if (source.IsRequired && findings is not null) view.Problems.Add(Finding.Of("$." + source.Field.PathText, ChannelsCodes.FieldMissing));
        return source.WhenAbsent;
    }

    private static StatusRow? Meaning(in RecordView view, StatusSource source, Slot slot, int row, ReadOnlySpan<byte> word, List<Finding>? findings)
    {
        if (source.Table is not { } table) return source.WhenPresent;
        if (table.TryGet(word, out var found)) return found;
        if (findings is null) return null;
        var path = view.PathOf(slot, row);
        if (table.MayPass) findings.Add(Finding.Of(path, ChannelsCodes.WordUnknown, ("table", table.Name), ("value", RecordView.Shown(word))));
        else view.Problems.Add(Finding.Of(path, ChannelsCodes.StatusUnknown, ("table", table.Name), ("value", RecordView.Shown(word))));
        return null;
    }
}
