namespace OrderKernel.Channels;

/// <summary>Reads the after-sales cases of a record: one, or one a row of a list.</summary>
internal readonly ref struct CaseReading
{
    private readonly RecordView _view;
    private readonly CaseRules _rules;
    private readonly List<Finding> _findings;

    public CaseReading(RecordView view, CaseRules rules, List<Finding> findings)
    {
        _view = view;
        _rules = rules;
        _findings = findings;
    }

    public ValueList<ClaimedCase> Read()
    {
        if (_rules.At.Length == 0) return Read(default) is { } only ? new ValueList<ClaimedCase>().Add(only) : default;
        var cases = new ValueList<ClaimedCase>();
        foreach (var list in _rules.At)
        {
            for (var row = 0; row < _view.Table.Rows(list.Scope); row++)
            {
                if (_view.Passes(list.Filters, list.Scope, row) && Read(new(list.Scope, row)) is { } one) cases = cases.Add(one);
            }
        }

        return cases;
    }

    private ClaimedCase? Read(RowAt at)
    {
        var axes = default(AxisReading);
        axes.Read(_view, _rules.Statuses, at, _findings);
        var id = _view.Id(_rules.Id, at);
        if (id is null) Missing(_rules.Id, at);
        var isValid = CaseId.TryParse(id, out var number);
        if (id is not null && !isValid) _view.Problems.Add(Finding.Of(PathOf(_rules.Id, at), ChannelsCodes.IdInvalid));
        var kind = axes.Kind ?? _rules.AssumedKind;
        if (axes.Kind is null && kind is { } assumed) _findings.Add(Finding.Of(PathOf(_rules.Id, at), ChannelsCodes.CaseKindAssumed, ("kind", assumed)));
        if (kind is null || axes.AfterSales is null) Missing(_rules.Statuses.Length > 0 ? _rules.Statuses[0].Field : _rules.Id, at);
        var amount = _view.Amount(_rules.Amount, at);
        if (amount is { MinorUnits: < 0 }) _view.Problems.Add(Finding.Of(PathOf(_rules.Amount!, at), ChannelsCodes.AmountNegative, ("value", amount)));
        if (!isValid || kind is not { } k || axes.AfterSales is not { } status) return null;
        var reason = _view.Text(_rules.Reason, at);
        var isOfOne = IsOne(_rules.Line, at);
        return new(number, k, status, amount)
        {
            Line = isOfOne && LineId.TryParse(_view.Text(_rules.Line, at), out var line) ? line : null,
            Units = isOfOne && IsOne(_rules.Units, at) ? _view.Units(_rules.Units, at) : null,
            RequestedAt = _view.Time(_rules.RequestedAt, at),
            ReasonText = reason,
            Awaited = axes.Awaited,
            EndedBy = axes.EndedBy,
            IsDisputed = axes.IsDisputed || status == AfterSalesStatus.Disputed,
            IsNoReason = reason is not null && IsNoReason(reason),
        };
    }

    // A case of several lines is of none of them alone.
    private bool IsOne(FieldRule? rule, RowAt at)
    {
        var told = 0;
        foreach (var place in rule?.Standing ?? [])
        {
            for (var row = -1; _view.Next(place.Slot.Scope, at, ref row);)
            {
                if (place.Slot.Scope != at.Scope && _view.Table[place.Slot, row].Kind != TokenKind.Missing
                    && _view.Passes(place.Filters, place.Slot.Scope, row) && ++told > 1) return false;
            }
        }

        return true;
    }

    private bool IsNoReason(string reason)
    {
        foreach (var text in _rules.NoReasonTexts)
        {
            if (reason.IndexOf(text, StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

    private void Missing(FieldRule rule, RowAt at)
    {
        if (!_view.Problems.Exists(p => p.Code == ChannelsCodes.StatusUnknown)) _view.Missing(rule, at);
    }

    private string PathOf(FieldRule rule, RowAt at) => at.Scope == 0 ? "$." + rule.PathText : _view.PathOf(rule, at);
}
