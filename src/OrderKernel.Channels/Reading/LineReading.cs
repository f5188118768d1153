using System.Collections.Immutable;
using System.Globalization;

namespace OrderKernel.Channels;

/// <summary>Reads the lines of an order and looks their codes up in the SKU map.</summary>
internal readonly ref struct LineReading
{
    private readonly RecordView _view;
    private readonly LineRules _rules;
    private readonly List<Finding> _findings;

    public LineReading(RecordView view, LineRules rules, List<Finding> findings)
    {
        _view = view;
        _rules = rules;
        _findings = findings;
    }

    /// <summary>The lines, and their list prices summed where the profile maps them.</summary>
    public (ValueList<ClaimedLine> Lines, Money? ListPrice) Read(ChannelId channel, SkuMap skus)
    {
        RowList? list = null;
        for (var i = 0; i < _rules.At.Length; i++)
        {
            if (_view.Table.Rows(_rules.At[i].Scope) > 0) list = _rules.At[i];
        }

        if (list is null)
        {
            if (!_rules.MayBeMissing) _view.Problems.Add(Finding.Of("$." + _rules.PathText, ChannelsCodes.FieldMissing));
            return default;
        }

        var rows = _view.Table.Rows(list.Scope);
        var lines = ImmutableArray.CreateBuilder<ClaimedLine>(rows);
        Money? listPrice = null;
        for (var row = 0; row < rows; row++)
        {
            var at = new RowAt(list.Scope, row);
            if (!_view.Passes(list.Filters, list.Scope, row)) continue;
            if (Line(channel, skus, at, out var listTotal) is { } line) lines.Add(line);
            listPrice = Plus(listPrice, listTotal, at);
        }

        return (lines.DrainToImmutable().ToValueList(), listPrice);
    }

    private ClaimedLine? Line(ChannelId channel, SkuMap skus, RowAt at, out Money? listTotal)
    {
        var axes = default(AxisReading);
        axes.Read(_view, _rules.Statuses, at, _findings);
        var id = _view.Id(_rules.Id, at) ?? (at.Row + 1).ToString(CultureInfo.InvariantCulture);
        var quantity = _view.Units(_rules.Quantity, at);
        if (quantity is null && !_view.IsTold(_rules.Quantity, at)) _view.Missing(_rules.Quantity, at);
        var unit = _view.Amount(_rules.UnitPrice, at);
        var total = _view.Amount(_rules.Total, at) ?? Times(unit, quantity, at);
        if (total is null && !_view.IsTold(_rules.Total, at) && (_rules.Total is not null || !_view.IsTold(_rules.UnitPrice, at)))
            _view.Missing((_rules.Total ?? _rules.UnitPrice)!, at);
        listTotal = _view.Amount(_rules.ListTotal, at) ?? Times(unit, quantity, at);
        var code = Code(channel, skus, id, at, out var goods);
        if (!LineId.TryParse(id, out var line)) _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Id!, at), ChannelsCodes.IdInvalid));
        if (total is { MinorUnits: < 0 })
            _view.Problems.Add(Finding.Of(_view.PathOf((_rules.Total ?? _rules.UnitPrice)!, at), ChannelsCodes.AmountNegative, ("value", total)));
        if (code is null || quantity is not { } units || total is not { } money) return null;
        return new(line, code, units, money, goods)
        {
            Title = _view.Text(_rules.Title, at),
            Fulfilment = axes.Fulfilment,
            AfterSales = axes.AfterSales,
            Outcome = axes.Outcome,
        };
    }

    /// <summary>The first code of a row that the SKU map knows, and the goods that it means; null with a problem where there is none.</summary>
    public string? Code(ChannelId channel, SkuMap skus, string line, RowAt at, out ValueList<BundleComponent> goods)
    {
        _view.Trace?.Open();
        var code = CodeOf(channel, skus, line, at, out goods);
        _view.Trace?.Close(_rules.Code, at, code is null ? null : $"{code} = {string.Join(" + ", goods.Items.Select(g => $"{g.Sku}×{g.Quantity}"))}");
        return code;
    }

    private string? CodeOf(ChannelId channel, SkuMap skus, string line, RowAt at, out ValueList<BundleComponent> goods)
    {
        string? first = null;
        goods = default;
        for (FieldRule? rule = _rules.Code; rule is not null; rule = rule.Otherwise)
        {
            if (!_view.Holds(rule.When, at)) continue;
            foreach (var place in rule.Places)
            {
                for (var row = -1; _view.Next(place.Slot.Scope, at, ref row);)
                {
                    if (_view.TextAt(rule, place, row) is not { } code) continue;
                    first ??= code;
                    if (!skus.TryFind(channel, code, out var found)) continue;
                    goods = found.Value;
                    return code;
                }
            }

            if (rule.Places.Length > 0 || _view.Text(rule with { Otherwise = null, When = null }, at) is not { } whole) continue;
            first ??= whole;
            if (!skus.TryFind(channel, whole, out var goodsOf)) continue;
            goods = goodsOf.Value;
            return whole;
        }

        if (first is null) _view.Missing(_rules.Code, at);
        else _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Code, at), ChannelsCodes.SkuUnmapped, ("line", line), ("code", first)));
        return null;
    }

    private Money? Times(Money? unit, Quantity? quantity, RowAt at)
    {
        if (unit is not { } price || quantity is not { } units) return null;
        try
        {
            return price * units.Units;
        }
        catch (OverflowException)
        {
            _view.Problems.Add(Finding.Of(_view.PathOf(_rules.UnitPrice!, at), ChannelsCodes.AmountOutOfRange, ("value", price)));
            return null;
        }
    }

    private Money? Plus(Money? sum, Money? part, RowAt at)
    {
        if (part is not { } more) return sum;
        try
        {
            return sum is { } soFar ? soFar + more : more;
        }
        catch (OverflowException)
        {
            _view.Problems.Add(Finding.Of(_view.PathOf(_rules.Quantity, at), ChannelsCodes.AmountOutOfRange, ("value", more)));
            return sum;
        }
    }
}
