namespace OrderKernel.Channels;

/// <summary>Reads the after-sales case of a record.</summary>
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

    public ClaimedCase? Read()
    {
        var axes = default(AxisReading);
        axes.Read(_view, _rules.Statuses, 0, _findings);
        var id = _view.Id(_rules.Id);
        if (id is null) Missing(_rules.Id);
        var isValid = CaseId.TryParse(id, out var number);
        if (id is not null && !isValid) _view.Problems.Add(Finding.Of("$." + _rules.Id.PathText, ChannelsCodes.IdInvalid));
        var kind = axes.Kind ?? _rules.AssumedKind;
        if (axes.Kind is null && kind is { } assumed) _findings.Add(Finding.Of("$." + _rules.Id.PathText, ChannelsCodes.CaseKindAssumed, ("kind", assumed)));
        if (kind is null || axes.AfterSales is null) Missing(_rules.Statuses.Count > 0 ? _rules.Statuses[0].Field : _rules.Id);
        var amount = _view.Amount(_rules.Amount);
        if (amount is { MinorUnits: < 0 }) _view.Problems.Add(Finding.Of("$." + _rules.Amount!.PathText, ChannelsCodes.AmountNegative, ("value", amount)));
        if (!isValid || kind is not { } k || axes.AfterSales is not { } status) return null;
        var reason = _view.Text(_rules.Reason);
        return new(number, k, status, amount)
        {
            Line = LineId.TryParse(_view.Text(_rules.Line), out var line) ? line : null,
            Units = _view.Units(_rules.Units),
            RequestedAt = _view.Time(_rules.RequestedAt),
            ReasonText = reason,
            Awaited = axes.Awaited,
            EndedBy = axes.EndedBy,
            IsDisputed = axes.IsDisputed || status == AfterSalesStatus.Disputed,
            IsNoReason = reason is not null && IsNoReason(reason),
        };
    }

    private bool IsNoReason(string reason)
    {
        foreach (var text in _rules.NoReasonTexts)
        {
            if (reason.IndexOf(text, StringComparison.Ordinal) >= 0) return true;
        }

        return false;
    }

    private void Missing(FieldRule rule)
    {
        if (!_view.Problems.Exists(p => p.Code == ChannelsCodes.StatusUnknown))
            _view.Problems.Add(Finding.Of("$." + rule.PathText, ChannelsCodes.FieldMissing));
    }
}
