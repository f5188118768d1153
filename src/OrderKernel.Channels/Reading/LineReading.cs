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
        var scope = 0;
        foreach (var candidate in _rules.Scopes)
        {
            if (_view.Table.Rows(candidate) > 0) scope = candidate;
        }

        if (scope == 0)
        {
            if (!_rules.MayBeMissing) _view.Problems.Add(Finding.Of("$." + _rules.PathText, ChannelsCodes.FieldMissing));
            return default;
        }

        var rows = _view.Table.Rows(scope);
        var lines = new List<ClaimedLine>(rows);
        Money? list = null;
        for (var row = 0; row < rows; row++)
        {
            if (Line(channel, skus, row, out var listTotal) is { } line) lines.Add(line);
            list = Plus(list, listTotal, row);
        }

        return (lines.ToValueList(), list);
    }

    private ClaimedLine? Line(ChannelId channel, SkuMap skus, int row, out Money? listTotal)
    {
        var axes = default(AxisReading);
        axes.Read(_view, _rules.Statuses, row, _findings);
        var id = _view.Id(_rules.Id, row) ?? (row + 1).ToString(CultureInfo.InvariantCulture);
        var quantity = _view.Units(_rules.Quantity, row);
        if (quantity is null && !_view.Find(_rules.Quantity, row, out _, out _, out _)) Missing(_rules.Quantity, row);
        var unit = _view.Amount(_rules.UnitPrice, row);
        var total = _view.Amount(_rules.Total, row) ?? Times(unit, quantity, row);
        if (total is null && _rules.Total is { } t && !_view.Find(t, row, out _, out _, out _)) Missing(t, row);
        if (total is null && _rules.Total is null && !_view.Find(_rules.UnitPrice!, row, out _, out _, out _)) Missing(_rules.UnitPrice!, row);
        listTotal = _view.Amount(_rules.ListTotal, row) ?? Times(unit, quantity, row);
        var code = Code(channel, skus, id, row, out var goods);
        if (!LineId.TryParse(id, out var line)) _view.Problems.Add(Finding.Of(PathOf(_rules.Id!, row), ChannelsCodes.IdInvalid));
        if (total is { MinorUnits: < 0 })
            _view.Problems.Add(Finding.Of(PathOf((_rules.Total ?? _rules.UnitPrice)!, row), ChannelsCodes.AmountNegative, ("value", total)));
        if (code is null || quantity is not { } units || total is not { } money) return null;
        return new(line, code, units, money, goods)
        {
            Title = _view.Text(_rules.Title, row),
            Fulfilment = axes.Fulfilment,
            AfterSales = axes.AfterSales,
            Outcome = axes.Outcome,
        };
    }

    private string? Code(ChannelId channel, SkuMap skus, string line, int row, out ValueList<BundleComponent> goods)
    {
        string? first = null;
        goods = default;
        foreach (var place in _rules.Code.Places)
        {
            if (_view.TextAt(_rules.Code, place, row) is not { } code) continue;
            first ??= code;
            if (!skus.TryFind(channel, code, out var found)) continue;
            goods = found.Value;
            return code;
        }

        if (first is null) Missing(_rules.Code, row);
        else _view.Problems.Add(Finding.Of(PathOf(_rules.Code, row), ChannelsCodes.SkuUnmapped, ("line", line), ("code", first)));
        return null;
    }

    private Money? Times(Money? unit, Quantity? quantity, int row)
    {
        if (unit is not { } price || quantity is not { } units) return null;
        try
        {
            return price * units.Units;
        }
        catch (OverflowException)
        {
            _view.Problems.Add(Finding.Of(PathOf(_rules.UnitPrice!, row), ChannelsCodes.AmountOutOfRange, ("value", price)));
            return null;
        }
    }

    private Money? Plus(Money? sum, Money? part, int row)
    {
        if (part is not { } more) return sum;
        try
        {
            return sum is { } soFar ? soFar + more : more;
        }
        catch (OverflowException)
        {
            _view.Problems.Add(Finding.Of(PathOf(_rules.Quantity, row), ChannelsCodes.AmountOutOfRange, ("value", more)));
            return sum;
        }
    }

    private void Missing(FieldRule rule, int row) => _view.Problems.Add(Finding.Of(PathOf(rule, row), ChannelsCodes.FieldMissing));

    private string PathOf(FieldRule rule, int row) => _view.PathOf(rule.Places[0], row);
}
