using System.Text;

namespace OrderKernel.Channels;

/// <summary>Reads the parcels that a record names.</summary>
internal readonly ref struct ShipmentReading
{
    private readonly RecordView _view;
    private readonly ShipmentRules _rules;
    private readonly List<Finding> _findings;

    public ShipmentReading(RecordView view, ShipmentRules rules, List<Finding> findings)
    {
        _view = view;
        _rules = rules;
        _findings = findings;
    }

    public ValueList<ClaimedShipment> Read(Utf8Map<CarrierId> carriers)
    {
        var parcels = new List<(string Waybill, string? Carrier, List<LineId> Lines)>();
        if (_rules.Scopes.Count == 0)
        {
            Split(parcels, _view.Id(_rules.Waybill), _view.Text(_rules.Carrier));
        }
        else
        {
            foreach (var scope in _rules.Scopes)
            {
                for (var row = 0; row < _view.Table.Rows(scope); row++)
                {
                    if (_view.Id(_rules.Waybill, row) is not { } waybill) continue;
                    var lines = Parcel(parcels, waybill, _view.Text(_rules.Carrier, row));
                    AddLines(lines, scope, row);
                }
            }
        }

        var shipments = new ValueList<ClaimedShipment>();
        foreach (var (text, carrier, lines) in parcels)
        {
            if (!Waybill.TryParse(text, out var waybill)) _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Waybill.Places[0], 0), ChannelsCodes.IdInvalid));
            else shipments = shipments.Add(new(waybill, CarrierOf(carriers, carrier), lines.ToValueList()));
        }

        return shipments;
    }

    private void AddLines(List<LineId> lines, int scope, int row)
    {
        if (_rules.Lines is not { } rule) return;
        foreach (var place in rule.Places)
        {
            if (place.Scope == scope)
            {
                Add(lines, _view.TextAt(rule, place, row));
                continue;
            }

            for (var inner = 0; inner < _view.Table.Rows(place.Scope); inner++)
            {
                if (_view.Table.ParentRow(place.Scope, inner) == row) Add(lines, _view.TextAt(rule, place, inner));
            }
        }
    }

    private static void Add(List<LineId> lines, string? text)
    {
        if (text is not null && LineId.TryParse(IdText.Plain(text), out var line) && !lines.Contains(line)) lines.Add(line);
    }

    private void Split(List<(string, string?, List<LineId>)> parcels, string? waybills, string? carrier)
    {
        if (waybills is null) return;
        if (_rules.Separators.Length == 0)
        {
            Parcel(parcels, waybills, carrier);
            return;
        }

        var outer = _rules.Separators[0];
        var groups = waybills.Split(outer);
        var carriers = carrier?.Split(outer);
        for (var i = 0; i < groups.Length; i++)
        {
            var own = carriers is null ? null : carriers.Length == groups.Length ? carriers[i] : carriers.Length == 1 ? carriers[0] : null;
            foreach (var waybill in groups[i].Split(_rules.Separators.ToCharArray()))
            {
                if (waybill.Trim().Length > 0) Parcel(parcels, waybill.Trim(), own?.Trim());
            }
        }
    }

    private static List<LineId> Parcel(List<(string Waybill, string? Carrier, List<LineId> Lines)> parcels, string waybill, string? carrier)
    {
        var at = parcels.FindIndex(p => p.Waybill == waybill);
        if (at < 0)
        {
            parcels.Add((waybill, carrier, []));
            return parcels[parcels.Count - 1].Lines;
        }

        if (parcels[at].Carrier is null && carrier is not null) parcels[at] = (waybill, carrier, parcels[at].Lines);
        return parcels[at].Lines;
    }

    private CarrierId? CarrierOf(Utf8Map<CarrierId> carriers, string? raw)
    {
        if (raw is null) return null;
        if (carriers.TryGet(Encoding.UTF8.GetBytes(raw), out var carrier)) return carrier;
        _findings.Add(Finding.Of(_view.PathOf(_rules.Carrier!.Places[0], 0), ChannelsCodes.CarrierUnknown, ("value", FreeText.Glimpse(raw))));
        return null;
    }
}
