using System.Globalization;
using System.Text;
using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Makes the record of a warehouse or ERP out of one record in its own form.</summary>
internal readonly ref struct PartnerReading
{
    private readonly RecordView _view;
    private readonly RecordKind _kind;
    private readonly PartnerRules _rules;
    private readonly ChannelProfile _profile;
    private readonly SkuMap _skus;
    private readonly List<Finding> _findings;

    public PartnerReading(RecordView view, RecordKind kind, PartnerRules rules, ChannelProfile profile, SkuMap skus, List<Finding> findings)
    {
        _view = view;
        _kind = kind;
        _rules = rules;
        _profile = profile;
        _skus = skus;
        _findings = findings;
    }

    /// <summary>The record; null when there are problems.</summary>
    /// <param name="shop">Whose file it is: its shop counts where the record kind names no field for it.</param>
    /// <param name="arrivedAt">When the record arrived; null when nobody knows.</param>
    public PartnerRecord? Read(ShopContext shop, Instant? arrivedAt)
    {
        var record = _rules.Tells switch
        {
            PartnerKind.Stock => Count(arrivedAt),
            PartnerKind.Receipt => Receipt(Order(shop), arrivedAt),
            _ => Outbound(Order(shop), arrivedAt),
        };
        return _view.Problems.Count > 0 ? null : record;
    }

    private StockCountRecord? Count(Instant? arrivedAt)
    {
        var (at, location) = (Time(default, arrivedAt), Location(default));
        var goods = new List<GoodsLine>();
        AddLine(goods, default);
        // How many of each lie there a count of a set does not tell.
        if (goods.Count > 1) _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Lines.Code, default), ChannelsCodes.CountOfBundle, ("skus", goods.Count)));
        if (at is not { } when || location is not { } where || goods.Count != 1) return null;
        var count = new StockCountRecord(when, where, goods[0].Sku, goods[0].Units)
        {
            Pool = Named(_rules.Counted.Pool, t => PoolId.TryParse(t, out var pool) ? pool : (PoolId?)null),
            Batch = Named(_rules.Counted.Batch, t => BatchId.TryParse(t, out var batch) ? batch : (BatchId?)null),
        };
        // A day without its batch is nobody's.
        if (count.Batch == default || _view.Id(_rules.Counted.ExpiresOn, default) is not { } text) return count;
        if (DayText.TryParse(text, out var day)) return count with { ExpiresOn = day };
        _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Counted.ExpiresOn!, default), ChannelsCodes.TimeInvalid, ("value", FreeText.Glimpse(text))));
        return null;
    }

    private T Named<T>(FieldRule? rule, Func<string, T?> parse) where T : struct
    {
        if (_view.Id(rule, default) is not { } text) return default;
        if (parse(text) is { } id) return id;
        _view.Problems.Add(Finding.Of(_view.PathOf(rule!, default), ChannelsCodes.IdInvalid));
        return default;
    }

    private ReceiptRecord? Receipt(PlatformOrder? order, Instant? arrivedAt)
    {
        var (id, at, location) = (Id(default), Time(default, arrivedAt), Location(default));
        var lines = Lines(default, isOnly: true);
        // Goods that nobody knows the order of are known by their serial numbers, or not at all.
        var isKnown = order is not null || (IsWithoutOrder && lines.Items.All(l => !l.Serials.IsEmpty));
        if (!isKnown && IsWithoutOrder) _view.Missing(_kind.Number);
        return isKnown && id is not null && at is { } when && location is { } where ? new(when, id, order, where, lines) : null;
    }

    private PartnerRecord? Outbound(PlatformOrder? order, Instant? arrivedAt)
    {
        var rows = Rows();
        if (_rules.At.Length > 0 && rows.Count == 0)
            _view.Problems.Add(Finding.Of("$." + string.Join("|", _rules.At.AsEnumerable()), ChannelsCodes.FieldMissing));
        var parcels = new List<OutboundRecord>();
        foreach (var at in rows)
        {
            if (Parcel(order, at, rows.Count == 1, arrivedAt) is not { } parcel) continue;
            if (parcels.Exists(p => p.Id == parcel.Id))
                _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Id!, at), ChannelsCodes.ParcelRepeated, ("parcel", parcel.Id)));
            parcels.Add(parcel);
        }

        if (parcels.Count < 2) return parcels.Count == 0 ? null : parcels[0];
        return new OutboundDocument(parcels.Max(p => p.At), parcels.ToValueList());
    }

    private OutboundRecord? Parcel(PlatformOrder? order, RowAt at, bool isOnly, Instant? arrivedAt)
    {
        var (id, when, location) = (Id(at), Time(at, arrivedAt), Location(at));
        Waybill? waybill = null;
        if (_view.Id(_rules.Waybill, at) is { } number)
        {
            if (Waybill.TryParse(number, out var label)) waybill = label;
            else _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Waybill!, at), ChannelsCodes.IdInvalid));
        }

        var (carrier, lines) = (Carrier(at), Lines(at, isOnly));
        return order is { } of && id is not null && when is { } left && location is { } from ? new(left, id, of, from, carrier, waybill, lines) : null;
    }

    // Of several lists the first that has rows: they are forms of one and the same.
    private List<RowAt> Rows()
    {
        if (_rules.At.Length == 0) return [default];
        var rows = new List<RowAt>();
        for (var i = 0; i < _rules.At.Length && rows.Count == 0; i++)
        {
            var list = _rules.At[i];
            for (var row = 0; row < _view.Table.Rows(list.Scope); row++)
            {
                if (_view.Passes(list.Filters, list.Scope, row)) rows.Add(new(list.Scope, row));
            }
        }

        return rows;
    }

    private bool IsWithoutOrder => _rules is { Tells: PartnerKind.Receipt, Serials: not null } && !_view.IsTold(_kind.Number);

    private PlatformOrder? Order(ShopContext file)
    {
        if (IsWithoutOrder) return null;
        var number = Number();
        var channel = Word(_kind.Source!.Channel!, default, _profile.PartnerWords.Channels, t => ChannelId.TryParse(t, out _));
        var shop = _kind.Source.Shop is { } rule ? Word(rule, default, _profile.PartnerWords.Shops, t => ShopId.TryParse(t, out _)) : file.Shop.Value;
        return number is null || channel is null || shop is null ? null : new(ChannelId.Of(channel), ShopId.Of(shop), OrderNumber.Of(number));
    }

    // One document over several orders would ship one of them alone.
    private string? Number()
    {
        var rule = _kind.Number;
        var number = _view.Id(rule);
        if (number is null && !_view.IsTold(rule)) _view.Missing(rule);
        if (number is not null && !OrderNumber.TryParse(number, out _)) _view.Problems.Add(Finding.Of("$." + rule.PathText, ChannelsCodes.IdInvalid));
        foreach (var place in rule.Places)
        {
            string? first = null;
            for (var row = -1; _view.Next(place.Slot.Scope, default, ref row);)
            {
                if (!_view.Tells(rule, place, row, out var told)) continue;
                var text = Encoding.UTF8.GetString(_view.WordOf(rule, told).ToArray());
                if ((first ??= text) != text)
                    _view.Problems.Add(Finding.Of(_view.PathOf(told), ChannelsCodes.RowsDisagree, ("row", row + 1), ("value", FreeText.Glimpse(text))));
            }
        }

        return number;
    }

    private string? Id(RowAt at)
    {
        var id = _view.Id(_rules.Id, at);
        if (id is null && !_view.IsTold(_rules.Id, at)) _view.Missing(_rules.Id!, at);
        if (id is null || ShipmentId.TryParse(id, out _)) return id;
        _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Id!, at), ChannelsCodes.IdInvalid));
        return null;
    }

    private Instant? Time(RowAt at, Instant? arrivedAt)
    {
        if (_view.Time(_rules.Time, at) is { } time) return time;
        if (_view.Problems.Exists(p => p.Code == ChannelsCodes.TimeInvalid)) return null;
        if (_rules.TakesArrival && arrivedAt is not null) return arrivedAt;
        if (_rules.Time is { } rule) _view.Missing(rule, at);
        else _view.Problems.Add(Finding.Of("$.time", ChannelsCodes.FieldMissing));
        return null;
    }

    private LocationId? Location(RowAt at) =>
        Word(_rules.Location!, at, _profile.PartnerWords.Locations, t => LocationId.TryParse(t, out _)) is { } id ? LocationId.Of(id) : null;

    /// <summary>The id that a word means: by the map where there is one, else the word itself.</summary>
    private string? Word(FieldRule rule, RowAt at, Utf8Map<string>? map, Func<string, bool> isId)
    {
        _view.Trace?.Open();
        var (word, before) = (_view.Text(rule, at), _view.Problems.Count);
        string? id = null;
        if (word is null)
        {
            if (!_view.IsTold(rule, at)) _view.Missing(rule, at);
        }
        else if (map is null ? isId(word) : map.TryGet(Encoding.UTF8.GetBytes(word), out id))
        {
            id ??= word;
        }
        else
        {
            var code = map is null ? ChannelsCodes.IdInvalid : ChannelsCodes.PartnerWordUnknown;
            _view.Problems.Add(Finding.Of(_view.PathOf(rule, at), code, ("value", FreeText.Glimpse(word))));
        }

        _view.Trace?.Close(rule, at, id);
        return _view.Problems.Count > before ? null : id;
    }

    // Whoever carries it, the parcel has left: people are told of the word.
    private CarrierId? Carrier(RowAt at)
    {
        if (_view.Text(_rules.Carrier, at) is not { } word) return null;
        if (_profile.Carriers.TryGet(Encoding.UTF8.GetBytes(word), out var carrier))
        {
            _view.Trace?.Carrier(word, carrier);
            return carrier;
        }

        _findings.Add(Finding.Of(_view.PathOf(_rules.Carrier!, at), ChannelsCodes.CarrierUnknown, ("value", FreeText.Glimpse(word))));
        return null;
    }

    /// <summary>The goods: of the first list that has rows for the parcel. A list beside the parcels is of the only one.</summary>
    private ValueList<GoodsLine> Lines(RowAt at, bool isOnly)
    {
        var (goods, before, isFound) = (new List<GoodsLine>(), _view.Problems.Count, _rules.Lines.At.Length == 0);
        if (isFound) AddLine(goods, at);
        for (var i = 0; i < _rules.Lines.At.Length && !isFound; i++)
        {
            var list = _rules.Lines.At[i];
            var from = isOnly && at.Scope > 0 && !_profile.Tree.IsBelow(list.Scope, at.Scope) ? default : at;
            for (var row = -1; _view.Next(list.Scope, from, ref row);)
            {
                isFound = true;
                if (_view.Passes(list.Filters, list.Scope, row)) AddLine(goods, new(list.Scope, row));
            }
        }

        // Nothing but lines of no units is no parcel.
        if (goods.Count == 0 && _view.Problems.Count == before)
            _view.Problems.Add(Finding.Of(isFound ? _view.PathOf(_rules.Lines.Quantity, at) : "$." + _rules.Lines.PathText, ChannelsCodes.FieldMissing));
        return goods.ToValueList();
    }

    private void AddLine(List<GoodsLine> goods, RowAt at)
    {
        var units = _view.Units(_rules.Lines.Quantity, at, mayBeZero: true);
        if (units is null && !_view.IsTold(_rules.Lines.Quantity, at)) _view.Missing(_rules.Lines.Quantity, at);
        // What was ordered and did not come along stands there with nothing.
        if (units is { IsZero: true } && _rules.Tells != PartnerKind.Stock) return;
        var outcome = Outcome(at);
        var line = _view.Text(_rules.Lines.Id, at) ?? (at.Row + 1).ToString(CultureInfo.InvariantCulture);
        var code = new LineReading(_view, _rules.Lines, _findings).Code(_profile.Channel, _skus, line, at, out var components);
        if (code is null || units is not { } count) return;
        foreach (var part in components)
        {
            if (count.Units > long.MaxValue / part.Quantity.Units)
                _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Lines.Quantity, at), ChannelsCodes.QuantityInvalid, ("value", count)));
            else
                goods.Add(new(part.Sku, Quantity.Of(count.Units * part.Quantity.Units), outcome));
        }

        if (_rules.Serials is null || PartnerSerials.Read(_view, _rules.Serials, at) is not { IsEmpty: false } serials) return;
        // Which part of a set a number is of, the line does not tell.
        var last = components.Count == 1 && goods.Count > 0 ? goods[goods.Count - 1] : default;
        if (serials.Count <= last.Units.Units) goods[goods.Count - 1] = last with { Serials = serials };
        else _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Serials, at), ChannelsCodes.SerialsUnattributed,
            ("serials", serials.Count), ("units", count), ("skus", components.Count)));
    }

    private InspectionOutcome? Outcome(RowAt at) => _rules.Outcome is { } rule
        ? PartnerRecord.OutcomeOf(Word(rule, at, _profile.PartnerWords.Outcomes, t => PartnerRecord.OutcomeOf(t) is not null))
        : null;
}
