using System.Text;
using NodaTime.Text;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Report;

/// <summary>The monthly report of stock 月度库存健康报告 as one self-contained HTML page: no script, no outside file, from a phone's width up.</summary>
internal static class StockHealthPage
{
    private const string Css = """
        .index p{margin-top:4px}
        th{word-break:keep-all}
        td:first-child{white-space:nowrap}
        @media (max-width:500px){th.number{white-space:normal}th,td{padding-right:6px}}
        .number+td:not(.number),.number+th:not(.number){padding-left:8px}
        @media (max-width:700px){.wide thead{display:none}.wide tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}
        .wide td,.wide .number+td:not(.number){display:block;border:0;padding:2px 0;text-align:left;white-space:normal}.wide td:first-child{font-weight:600}
        .wide td+td,.wide .number+td:not(.number){display:grid;grid-template-columns:7.5em minmax(0,1fr)}
        .wide td+td::before{content:attr(data-head);color:var(--soft)}}
        """;

    public static string Of(StockMonth month, TenantId tenant, Labels labels)
    {
        var (health, title) = (month.Health, Title(month, labels));
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(labels.Language == Language.Chinese ? "zh-CN" : "en").Append("\">\n<head><meta charset=\"utf-8\"/>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/><title>")
            .Append(Html.Text(title)).Append("</title><style>").Append(ReportStyle.Css).Append(Css).Append("</style></head>\n<body><main><header><h1>")
            .Append(Html.Text(title)).Append("</h1><p>").Append(Html.Text(labels.Text("stock.header", ("tenant", tenant),
                ("from", labels.Time(health.Period.From)), ("until", labels.Time(health.Period.Until))))).Append("</p></header>\n");
        page.Append("<section class=\"index\"><span>").Append(Html.Text(labels["stock.index"])).Append("</span><b>")
            .Append(Html.Text(health.IndexBasisPoints is { } index ? Html.Percent(index) : labels["report.nothing-observed"])).Append("</b>");
        foreach (var reason in health.Reasons) page.Append("<p>").Append(Html.Text(labels.Text(reason))).Append("</p>");
        page.Append("</section>\n");
        var bars = health.Scores.Items.Select(s => new ReportDimension(StockTables.Metric(s.Metric, labels), s.ScoreBasisPoints, 0, s.Band.Weight)
        {
            Note = Note(s, labels),
            Style = s.Verdict switch { StockHealthVerdict.Normal => "good", StockHealthVerdict.Watch => "fair", _ => "poor" },
        });
        Section(page, labels["stock.scores"], "", HealthChart.Markup(bars.ToValueList(), labels["report.nothing-observed"], ""));
        var metrics = StockTables.Metrics(health, labels);
        Section(page, metrics.Title, labels["stock.metrics-note"], Cards(metrics));
        foreach (var (table, more) in StockTables.Lines(health, labels))
            Section(page, table.Title, "", Html.Table(table) + (more is null ? "" : $"<p class=\"more\">{Html.Text(more)}</p>"));
        if (StockTables.Hints(month.Replenishment, labels) is { } hints) Section(page, hints.Title, labels["replenish.note"], Cards(hints));
        else Section(page, labels["replenish.head"], "", $"<p>{Html.Text(labels["replenish.nothing"])}</p>");
        var policies = month.Replenishment.Policies.Items.Prepend(health.Policy).Select(p => $"{p.Name} {p.Version}");
        return page.Append("<footer>").Append(Html.Text($"{labels["stock.footer"]} {string.Join(" · ", policies)}"))
            .Append("</footer></main></body></html>\n").ToString();
    }

    /// <summary>What the report is called.</summary>
    public static string Title(StockMonth month, Labels labels) => labels.Text("stock.title", ("month", MonthText(month.Health.Period)));

    /// <summary>The month, such as <c>2025-11</c>.</summary>
    public static string MonthText(StockPeriod period) => YearMonthPattern.Iso.Format(period.Month);

    private static string Note(StockHealthScore score, Labels labels) => score.Value is { } value
        ? $"{StockTables.Value(score.Metric, value)} · {StockTables.Verdict(score, labels)} · {labels.Text(score.Why)}"
        : labels[score.Metric == StockHealthMetric.NearExpiry ? "stock.no-batches" : "report.nothing-observed"];

    private static void Section(StringBuilder page, string title, string note, string body)
    {
        page.Append("<section><h2>").Append(Html.Text(title)).Append("</h2>");
        if (note.Length > 0) page.Append("<p class=\"note\">").Append(Html.Text(note)).Append("</p>");
        page.Append(body).Append("</section>\n");
    }

    // On a phone each row is a card, whose cells say what they are.
    private static string Cards(ReportTable table) => Html.Table(table, "wide");
}
