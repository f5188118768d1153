using System.Globalization;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>The lines, parcels and cases of a record.</summary>
internal sealed class PayloadParts(PayloadReading reading, PayloadAmounts amounts)
{
    private readonly HashSet<string> _carried = [];

    /// <summary>The list prices of the lines read last, summed; null where none tells one.</summary>
    public Money? ListPrice { get; private set; }

    public List<ClaimedLine> Lines(PayloadBlock? rules)
    {
        var lines = new List<ClaimedLine>();
        ListPrice = null;
        if (rules is null) return lines;
        if (rules.At.LastOrDefault(l => reading.Rows(l).Count > 0) is not { } list)
        {
            if (!rules.MayBeMissing) reading.Missing();
            return lines;
        }

        foreach (var (row, index) in reading.Rows(list).Select((r, i) => (r, i)).Where(r => reading.Passes(list, r.r)))
        {
            var axes = PayloadAxes.Of(reading, rules.Statuses, row);
            var id = reading.Text(rules["id"], row) ?? (index + 1).ToString(CultureInfo.InvariantCulture);
            var units = reading.Units(rules["quantity"], row);
            if (units is null && !reading.IsTold(rules["quantity"], row)) reading.Missing();
            var price = amounts.Of(rules["unitPrice"], row);
            Money? all = price is { } each && units is { } count ? each * count.Units : null;
            var total = amounts.Of(rules["total"], row) ?? all;
            var isPriced = rules["total"] is null && reading.IsTold(rules["unitPrice"], row);
            if (total is null && !isPriced && !reading.IsTold(rules["total"], row)) reading.Missing();
            if ((amounts.Of(rules["listTotal"], row) ?? all) is { } listTotal) ListPrice = ListPrice is { } sum ? sum + listTotal : listTotal;
            if (total is { MinorUnits: < 0 }) reading.Problems.Add(ChannelsCodes.AmountNegative);
            var code = reading.Text(rules["code"], row);
            if (code is null) reading.Missing();
            if (code is null || units is null || total is null) continue;
            lines.Add(new(LineId.Of(id), code, units.Value, total.Value, [new BundleComponent(SkuId.Of(code), Quantity.Of(1))])
            {
                Title = reading.Text(rules["title"], row), Fulfilment = axes.Fulfilment, AfterSales = axes.AfterSales, Outcome = axes.Outcome,
            });
        }

        return lines;
    }

    public ValueList<ClaimedShipment> Shipments(IReadOnlyList<PayloadBlock> places)
    {
        var parcels = new List<ClaimedShipment>();
        foreach (var rules in places)
        {
            var rows = rules.At.Count == 0 ? [reading.Record] : rules.At.SelectMany(l => reading.Rows(l).Where(r => reading.Passes(l, r)));
            foreach (var row in rows) AddRow(rules, row, parcels);
        }

        return parcels.ToValueList();
    }

    public ValueList<ClaimedCase> Cases(PayloadBlock? rules)
    {
        if (rules is null) return default;
        var rows = rules.At.Count == 0 ? [reading.Record] : rules.At.SelectMany(l => reading.Rows(l).Where(r => reading.Passes(l, r)));
        return rows.Select(r => Case(rules, r)).OfType<ClaimedCase>().ToValueList();
    }

    private void AddRow(PayloadBlock rules, PayloadRow row, List<ClaimedShipment> parcels)
    {
        var waybills = Told(rules["waybill"]!, row).SelectMany(w => Split(rules.Separators, w, reading.Text(rules["carrier"], row))).ToList();
        foreach (var (number, carrier) in waybills)
        {
            var at = parcels.FindIndex(p => p.Waybill.Number == number);
            if (at < 0) parcels.Add(new(Waybill.Of(number), null, default));
            var parcel = parcels[at < 0 ? parcels.Count - 1 : at];
            // The first word for a carrier stands, known or not.
            if (carrier is not null && _carried.Add(number)) parcel = parcel with { Carrier = CarrierOf(carrier) };
            foreach (var (text, below) in Lines(rules, row))
            {
                var line = LineId.Of(text);
                if (!parcel.Lines.Items.Contains(line)) parcel = parcel with { Lines = parcel.Lines.Add(line) };
                if (waybills.Count == 1 && rules["units"] is { } field && reading.Units(field, row, below) is { } units) parcel = Added(parcel, line, units);
            }

            parcels[at < 0 ? parcels.Count - 1 : at] = parcel;
        }
    }

    private static ClaimedShipment Added(ClaimedShipment parcel, LineId line, Quantity units)
    {
        var known = parcel.Units.Items.FirstOrDefault(u => u.Line == line);
        return parcel with
        {
            Units = known is null ? parcel.Units.Add(new(line, units))
                : parcel.Units.Items.Select(u => u.Line == line ? u with { Quantity = u.Quantity + units } : u).ToValueList(),
        };
    }

    // Several waybills stand in a list of their own.
    private List<string> Told(PayloadField field, PayloadRow row)
    {
        for (PayloadField? rule = field; rule is not null; rule = rule.Otherwise)
        {
            if (!reading.Holds(rule.When, row)) continue;
            foreach (var path in rule.Paths)
            {
                var told = reading.Find(path, row).Where(f => reading.Tells(f.Node)).Select(f => PayloadReading.TextOf(rule, f.Node)).ToList();
                if (told.Count > 0) return told;
            }
        }

        return [];
    }

    // Several waybills in one text: the first separator parts those of one carrier from those of the next, any of them one from another.
    private static IEnumerable<(string Waybill, string? Carrier)> Split(string separators, string waybills, string? carrier)
    {
        if (separators.Length == 0) return [(waybills, carrier)];
        var (groups, carriers) = (waybills.Split(separators[0]), carrier?.Split(separators[0]) ?? []);
        return groups.SelectMany((group, i) => group.Split(separators.ToCharArray()).Select(w => w.Trim()).Where(w => w.Length > 0).Select(w =>
            (w, carriers.Length == groups.Length ? carriers[i].Trim() : carriers.Length == 1 ? carriers[0] : null)));
    }

    private List<(string Text, PayloadRow Row)> Lines(PayloadBlock rules, PayloadRow row)
    {
        if (rules["lines"] is not { } field) return [];
        if (field.Join is not { } parts)
            return [.. field.Paths.SelectMany(p => reading.Find(p, row)).Where(f => reading.Tells(f.Node)).Select(f => (f.Node.Text!, f.Row))];
        string Joined(PayloadRow at) => string.Join(field.With, parts.Select(p => reading.First([p], row, at)?.Node.Text).OfType<string>());
        return [.. reading.Find(parts[0], row).Select(f => (Joined(f.Row), f.Row))];
    }

    private CarrierId? CarrierOf(string word)
    {
        foreach (var (known, carrier) in reading.Document.Carriers)
        {
            if (string.Equals(known, word, StringComparison.OrdinalIgnoreCase)) return carrier;
        }

        reading.Findings.Add(ChannelsCodes.CarrierUnknown);
        return null;
    }

    private ClaimedCase? Case(PayloadBlock rules, PayloadRow row)
    {
        var axes = PayloadAxes.Of(reading, rules.Statuses, row);
        var id = reading.Text(rules["id"], row);
        var kind = axes.Kind ?? rules.AssumedKind;
        if (axes.Kind is null && kind is not null) reading.Findings.Add(ChannelsCodes.CaseKindAssumed);
        if ((id is null || kind is null || axes.AfterSales is null) && !reading.Problems.Contains(ChannelsCodes.StatusUnknown)) reading.Missing();
        var amount = amounts.Of(rules["amount"], row);
        if (amount is { MinorUnits: < 0 }) reading.Problems.Add(ChannelsCodes.AmountNegative);
        if (id is null || kind is null || axes.AfterSales is not { } status) return null;
        var reason = reading.Text(rules["reason"], row);
        var isOfOne = IsOne(rules["line"], row);
        return new(CaseId.Of(id), kind.Value, status, amount)
        {
            Line = isOfOne && reading.Text(rules["line"], row) is { } line ? LineId.Of(line) : null,
            Units = isOfOne && IsOne(rules["units"], row) ? reading.Units(rules["units"], row) : null,
            RequestedAt = PayloadTimes.Of(reading, rules["requestedAt"], row),
            ReasonText = reason,
            Awaited = axes.Awaited,
            EndedBy = axes.EndedBy,
            IsDisputed = axes.IsDisputed || status == AfterSalesStatus.Disputed,
            IsNoReason = reason is not null && rules.NoReasonTexts.Any(t => reason.Contains(t, StringComparison.Ordinal)),
        };
    }

    // A case of several lines is of none of them alone.
    private bool IsOne(PayloadField? field, PayloadRow row) =>
        (field?.Paths.Concat(field.Join?.Take(1) ?? []) ?? []).Sum(p => reading.Find(p, row).Count(f => !ReferenceEquals(f.Row.Node, row.Node))) <= 1;
}
