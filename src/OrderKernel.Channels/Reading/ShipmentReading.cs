using System.Collections.Immutable;
using System.Text;

namespace OrderKernel.Channels;

/// <summary>Reads the parcels that a record names, at one place or at several.</summary>
internal readonly ref struct ShipmentReading
{
    private readonly RecordView _view;
    private readonly ShipmentRules _rules;
    private readonly List<Parcel> _parcels;
    private readonly List<string> _waybills;
    private readonly List<(string Waybill, string? Carrier)> _ofRow;

    private ShipmentReading(RecordView view, ShipmentRules rules, List<Parcel> parcels, List<string> waybills, List<(string, string?)> ofRow)
    {
        _view = view;
        _rules = rules;
        (_parcels, _waybills, _ofRow) = (parcels, waybills, ofRow);
    }

    /// <summary>The parcels, each waybill once: what a later place says of it fills what an earlier one left open.</summary>
    public static ValueList<ClaimedShipment> Read(RecordView view, ShipmentRules[] places, Utf8Map<CarrierId> carriers, List<Finding> findings)
    {
        if (places.Length == 0) return default;
        var parcels = new List<Parcel>();
        var (waybills, ofRow) = (new List<string>(), new List<(string, string?)>());
        for (var i = 0; i < places.Length; i++) new ShipmentReading(view, places[i], parcels, waybills, ofRow).AddRows();
        if (parcels.Count == 0) return default;
        var shipments = ImmutableArray.CreateBuilder<ClaimedShipment>(parcels.Count);
        foreach (var parcel in parcels)
        {
            if (!Waybill.TryParse(parcel.Waybill, out var waybill))
            {
                view.Problems.Add(Finding.Of(view.PathOf(parcel.Rules.Waybill, parcel.At), ChannelsCodes.IdInvalid));
                continue;
            }

            shipments.Add(new(waybill, CarrierOf(view, carriers, parcel, findings), parcel.Lines.ToValueList())
            {
                Units = parcel.HasUnits ? parcel.Units.ToValueList() : default,
            });
        }

        return shipments.DrainToImmutable().ToValueList();
    }

    private void AddRows()
    {
        if (_rules.At.Length == 0) AddRow(default);
        for (var i = 0; i < _rules.At.Length; i++)
        {
            var list = _rules.At[i];
            for (var row = 0; row < _view.Table.Rows(list.Scope); row++)
            {
                if (_view.Passes(list.Filters, list.Scope, row)) AddRow(new(list.Scope, row));
            }
        }
    }

    private void AddRow(RowAt at)
    {
        ReadWaybills(at);
        if (_waybills.Count == 0) return;
        var carrier = _view.Text(_rules.Carrier, at);
        _ofRow.Clear();
        foreach (var text in _waybills) Split(text, carrier);
        foreach (var (waybill, own) in _ofRow) AddParcel(waybill, own, at, isOnly: _ofRow.Count == 1);
    }

    // A row has one waybill, or several in a list of its own.
    private void ReadWaybills(RowAt at)
    {
        _waybills.Clear();
        for (FieldRule? rule = _rules.Waybill; rule is not null && _waybills.Count == 0; rule = rule.Otherwise)
        {
            if (!_view.Holds(rule.When, at)) continue;
            if (rule.Places.Length == 0 && _view.Text(rule with { Otherwise = null, When = null }, at) is { } whole) _waybills.Add(IdText.Plain(whole));
            foreach (var place in rule.Places)
            {
                if (_waybills.Count > 0) break;
                for (var row = -1; _view.Next(place.Slot.Scope, at, ref row);)
                {
                    if (_view.IdAt(rule, place, row) is { } waybill) _waybills.Add(waybill);
                }
            }
        }
    }

    private void Split(string waybills, string? carrier)
    {
        if (waybills.IndexOfAny(_rules.Separators) < 0 && (carrier is null || carrier.IndexOfAny(_rules.Separators) < 0))
        {
            _ofRow.Add((waybills, carrier));
            return;
        }

        var outer = _rules.Separators[0];
        var groups = waybills.Split(outer);
        var carriers = carrier?.Split(outer);
        for (var i = 0; i < groups.Length; i++)
        {
            var own = carriers is null ? null : carriers.Length == groups.Length ? carriers[i] : carriers.Length == 1 ? carriers[0] : null;
            foreach (var waybill in groups[i].Split(_rules.Separators))
            {
                if (waybill.Trim().Length > 0) _ofRow.Add((waybill.Trim(), own?.Trim()));
            }
        }
    }

    private void AddParcel(string waybill, string? carrier, RowAt at, bool isOnly)
    {
        var parcel = Known(waybill);
        if (parcel is null) _parcels.Add(parcel = new(waybill, _rules, at));
        if (parcel.Carrier is null && carrier is not null) parcel.CarrierFrom(carrier, _rules, at);
        if (_rules.Lines is not { } rule) return;
        foreach (var place in rule.Standing)
        {
            for (var row = -1; _view.Next(place.Slot.Scope, at, ref row);)
            {
                var told = rule.Parts is null ? _view.TextAt(rule, place, row) : _view.Text(rule, new(place.Slot.Scope, row));
                if (told is not { } text || !LineId.TryParse(IdText.Plain(text), out var line)) continue;
                if (!parcel.Lines.Contains(line)) parcel.Lines.Add(line);
                // Which of several parcels has how many of them the row does not tell.
                var below = new RowAt(place.Slot.Scope, row);
                if (!isOnly || _view.Units(_rules.Units, below) is not { } units) continue;
                if (!parcel.TryAdd(line, units))
                    _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Units!, below), ChannelsCodes.QuantityInvalid, ("value", units)));
            }
        }
    }

    private Parcel? Known(string waybill)
    {
        foreach (var parcel in _parcels)
        {
            if (parcel.Waybill == waybill) return parcel;
        }

        return null;
    }

    private static CarrierId? CarrierOf(RecordView view, Utf8Map<CarrierId> carriers, Parcel parcel, List<Finding> findings)
    {
        if (parcel.Carrier is not { } raw) return null;
        if (carriers.TryGet(Encoding.UTF8.GetBytes(raw), out var carrier))
        {
            view.Trace?.Carrier(raw, carrier);
            return carrier;
        }

        findings.Add(Finding.Of(view.PathOf(parcel.Rules.Carrier!, parcel.At), ChannelsCodes.CarrierUnknown, ("value", FreeText.Glimpse(raw))));
        return null;
    }

    /// <summary>A parcel while it is gathered from the rows that name its waybill.</summary>
    private sealed class Parcel(string waybill, ShipmentRules rules, RowAt at)
    {
        public string Waybill { get; } = waybill;

        /// <summary>Where it is named, and where its carrier is once that is known.</summary>
        public ShipmentRules Rules { get; private set; } = rules;

        public RowAt At { get; private set; } = at;

        public string? Carrier { get; private set; }

        public void CarrierFrom(string carrier, ShipmentRules rules, RowAt at) => (Carrier, Rules, At) = (carrier, rules, at);

        public List<LineId> Lines { get; } = [];

        public List<ClaimedUnits> Units => field ??= [];

        public bool HasUnits { get; private set; }

        // Units of one line in several rows of a parcel are added up; false when they do not fit.
        public bool TryAdd(LineId line, Quantity units)
        {
            var known = Units.FindIndex(u => u.Line == line);
            HasUnits = true;
            if (known >= 0 && Units[known].Quantity.Units > long.MaxValue - units.Units) return false;
            if (known < 0) Units.Add(new(line, units));
            else Units[known] = Units[known] with { Quantity = Units[known].Quantity + units };
            return true;
        }
    }
}
