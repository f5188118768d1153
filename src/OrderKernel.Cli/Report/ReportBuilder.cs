using NodaTime.Text;
using OrderKernel.Cli.Output;
using OrderKernel.Figures;
using OrderKernel.Health;
using OrderKernel.Ports;
using OrderKernel.Steps;

namespace OrderKernel.Cli.Report;

/// <summary>Turns a run's summary into the page's model.</summary>
internal static class ReportBuilder
{
    public static async ValueTask<ReportModel> BuildAsync(RunSummary summary, IOrderStore store, Labels labels, CancellationToken cancellationToken)
    {
        var (figures, health) = (summary.Report.Figures, summary.Report.Health);
        return new ReportModel
        {
            Language = labels.Language,
            Tenant = summary.Set.Tenant.Value,
            AsOf = ZonedDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd HH:mm z", null).Format(summary.AsOf.InZone(summary.Set.Policies.Zone)),
            Headlines = RunTables.FigureRows(figures, labels).ToValueList(),
            Statuses = figures.Statuses.Items.Select((s, i) => new ReportSlice(labels["status." + s.Word], $"s{i + 1}", s.Count, $"{nameof(figures.Statuses)}.{s.Word}"))
                .ToValueList(),
            Orders = figures.Orders,
            Dimensions = health.Dimensions.Items.Select(d => new ReportDimension(labels["dimension." + d.Dimension], d.BasisPoints, d.Observed, d.Weight))
                .ToValueList(),
            IndexBasisPoints = health.IndexBasisPoints,
            Hours = figures.Hours,
            Tables = await TablesAsync(summary, store, labels, cancellationToken),
            Flows = (await WorkflowPopulation.FoldAsync(store, summary.Set.Tenant, cancellationToken)).Workflows.Items
                .Select((p, i) => Flow(FlowModel.Of(p, summary.Set.Policies.Orders, labels), labels, i)).ToValueList(),
            Behind = BehindFigure.All(summary.Report, labels).ToValueList(),
            Remarks = Remarks(summary, labels).ToValueList(),
        };
    }

    private static async ValueTask<ValueList<ReportTable>> TablesAsync(RunSummary summary, IQuarantine quarantine, Labels labels,
        CancellationToken cancellationToken)
    {
        var f = summary.Report.Figures;
        var tables = new List<ReportTable>
        {
            new(labels["table.intake"], [labels["head.outcome"], "#" + labels["head.records"]],
                RunTables.IntakeRows(f, labels).Select(r => new[] { r.Label, r.Value }.ToValueList()).ToValueList()),
            new(labels["table.operating"], [labels["head.measure"], "#" + labels["head.value"], "#" + labels["head.target"], labels["head.verdict"]],
                summary.Report.Operating.Rows.Items.Select(r => Row(r, labels)).ToValueList()),
        };
        Words(tables, labels["table.channels"], f.Channels, labels, "head.channel");
        Words(tables, labels["table.tiers"], f.Tiers, labels, "head.tier", nameof(f.Tiers));
        Words(tables, labels["table.holds"], f.Holds, labels, "head.kind", nameof(f.Holds));
        Words(tables, labels["table.reservations"], f.Reservations, labels, "head.status");
        Words(tables, labels["table.conflicts"], f.ConflictsBy, labels, "head.code");
        var parked = new Dictionary<string, (long Count, string First)>(StringComparer.Ordinal);
        await foreach (var entry in quarantine.ListAsync(summary.Set.Tenant, null, cancellationToken))
            parked[entry.Code] = parked.TryGetValue(entry.Code, out var known) ? (known.Count + 1, known.First) : (1, entry.Source);
        if (parked.Count > 0)
        {
            tables.Add(new(labels["table.parked"], [labels["head.code"], "#" + labels["head.records"], labels["head.first"]],
                parked.OrderBy(p => p.Key, StringComparer.Ordinal).Select(p => new[] { p.Key, Html.Number(p.Value.Count), p.Value.First }.ToValueList())
                    .ToValueList()));
        }

        if (ChannelHealthTable.Rows(summary.Channels, labels) is { Count: > 0 } health)
            tables.Add(new(labels["table.channel-health"], ChannelHealthTable.Heads(labels), health.Select(r => r.ToValueList()).ToValueList()));
        return tables.ToValueList();
    }

    private static ReportFlow Flow(FlowModel flow, Labels labels, int number) => new(flow.Title, FlowChart.Markup(flow, labels, number));

    private static ValueList<string> Row(OperatingRow row, Labels labels)
    {
        var value = row.Time is { } time ? Minutes(time, labels) : row.BasisPoints is { } bp ? Html.Percent(bp) : "–";
        var target = row.TimeTarget is { } within
            ? "≤ " + Minutes(within, labels)
            : row.BasisPointsTarget is { } t
            ? (row.Measure == OperatingMeasure.ManualShare ? "≤ " : "≥ ") + Html.Percent(t)
            : "–";
        return [labels["measure." + row.Measure], value, target, labels["verdict." + row.Verdict]];
    }

    private static string Minutes(NodaTime.Duration time, Labels labels) => labels.Text("flow.minute", ("n", Html.Number((long)time.TotalMinutes)));

    private static IEnumerable<string> Remarks(RunSummary summary, Labels labels)
    {
        foreach (var finding in summary.Set.Findings) yield return labels.Text(finding.ToReason());
        foreach (var reason in summary.Report.Health.Reasons) yield return labels.Text(reason);
        foreach (var drift in summary.Channels.Items.SelectMany(c => ChannelHealthTable.Drifts(c, labels))) yield return drift;
        var f = summary.Report.Figures;
        foreach (var line in RunTables.DroppedLines(summary.Report.Dropped, labels)) yield return line;
        if (f.Orders > 0 && f.Shipments == 0) yield return labels["remark.no-fulfilment"];
        yield return labels.Text("remark.hash", ("events", Html.Number(f.Events)), ("streams", Html.Number(f.Streams)), ("hash", f.EventHash));
    }

    private static void Words(List<ReportTable> tables, string title, ValueList<WordCount> words, Labels labels, string head, string? figure = null)
    {
        if (words.IsEmpty) return;
        tables.Add(new(title, [labels[head], "#" + labels["head.count"]],
            words.Items.Select(w => new[] { labels.Named(w.Word), Html.Number(w.Count) }.ToValueList()).ToValueList())
        {
            Figure = figure,
            Figures = figure is null ? [] : words.Items.Select(w => $"{figure}.{w.Word}").ToValueList(),
        });
    }
}
