using System.Text;
using OrderKernel.Channels;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Report;

/// <summary>A diagnosis as one self-contained HTML page: no script, no outside file, from a phone's width up.</summary>
internal static class DiagnosisPage
{
    private const string Css = """
        .rate b{display:block;font-size:3.2rem;line-height:1.15;font-variant-numeric:tabular-nums}
        .rate span,.rate p{color:var(--soft);margin:0}
        .says{margin:0 0 10px;padding-left:20px}
        summary code{font-size:.95rem;overflow-wrap:anywhere}
        details .scroll{margin:0 0 12px}
        details td:nth-child(-n+2){overflow-wrap:normal;word-break:keep-all}
        details td:nth-child(2),details th{white-space:nowrap}
        @media (min-width:501px){details td:first-child{white-space:nowrap}}
        th,td:first-child{word-break:keep-all}
        td:first-child:not(.number),td:last-child:not(.number){overflow-wrap:break-word}
        @media (max-width:500px){th.number{white-space:normal}th,td{padding-right:6px}}
        .number+td:not(.number),.number+th:not(.number){padding-left:8px}
        """;

    public static string Of(DiagnosisResult result, Labels labels)
    {
        var tally = result.Tally;
        var title = labels["diagnosis.title"];
        var page = new StringBuilder();
        page.Append("<!DOCTYPE html>\n<html lang=\"")
            .Append(labels.Language == Language.Chinese ? "zh-CN" : "en").Append("\">\n<head><meta charset=\"utf-8\"/>")
            .Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/><title>")
            .Append(Html.Text(title)).Append("</title><style>").Append(ReportStyle.Css).Append(Css).Append("</style></head>\n<body><main><header><h1>")
            .Append(Html.Text(title)).Append("</h1><p>").Append(Html.Text(string.Join(" · ", result.Sides.Select(s => DisagreementText.Of(s, labels)))))
            .Append("</p></header>\n<section class=\"rate\"><span>").Append(Html.Text(labels["diagnosis.rate-title"])).Append("</span><b>")
            .Append(Html.Percent(DiagnosisResult.Share(tally.Consistent, tally.Orders))).Append("</b><p>")
            .Append(Html.Text(DiagnosisTables.Conclusion(result, labels))).Append("</p></section>\n");
        Section(page, DiagnosisTable.Kinds(result, labels), labels["diagnosis.kinds-note"]);
        Section(page, DiagnosisTable.Pairs(result, labels), labels["diagnosis.pairs-note"]);
        foreach (var (kind, orders) in result.First) Orders(page, kind, orders, tally, labels);
        Section(page, DiagnosisTable.Unknown(result, labels), labels["diagnosis.unknown-note"]);
        Section(page, DiagnosisTable.Uncompared(result, labels), labels["diagnosis.uncompared-note"]);
        Section(page, DiagnosisTable.Rates(result, labels), "");
        Remarks(page, result, labels);
        return page.Append("<footer>").Append(Html.Text(labels["diagnosis.footer"])).Append("</footer></main></body></html>\n").ToString();
    }

    private static void Orders(StringBuilder page, DisagreementKind kind, IReadOnlyCollection<DiagnosedOrder> orders, DiagnosisTally tally, Labels labels)
    {
        page.Append("<section><h2>").Append(Html.Text(DisagreementText.Of(kind, labels))).Append("</h2><p class=\"note\">")
            .Append(Html.Text(labels.Text("diagnosis.shown", ("shown", orders.Count), ("orders", Html.Number(tally.With(kind)))))).Append("</p>");
        foreach (var order in orders)
        {
            var found = order.Disagreements.Items.Where(d => d.Kind == kind).Select(d => DisagreementText.Of(d, labels)).ToList();
            page.Append("<details><summary><code>").Append(Html.Text(order.Number)).Append("</code> <i>").Append(Html.Text(string.Join(" ", found)))
                .Append("</i></summary>");
            var others = order.Disagreements.Items.Where(d => d.Kind != kind).Select(d => DisagreementText.Of(d, labels)).ToList();
            if (others.Count > 0) page.Append("<ul class=\"says\">").Append(string.Concat(others.Select(o => $"<li>{Html.Text(o)}</li>"))).Append("</ul>");
            page.Append(Html.Table(DiagnosisTable.Timeline(order, labels))).Append("</details>");
        }

        page.Append("</section>\n");
    }

    private static void Remarks(StringBuilder page, DiagnosisResult result, Labels labels)
    {
        var remarks = result.Findings.Select(f => labels.Coded(f.ToReason())).Concat(DiagnosisTables.Parked(result, labels))
            .Concat(DiagnosisTables.LeftOut(result, labels)).ToList();
        if (remarks.Count == 0) return;
        page.Append("<section><h2>").Append(Html.Text(labels["report.remarks"])).Append("</h2><ul class=\"remarks\">")
            .Append(string.Concat(remarks.Select(r => $"<li>{Html.Text(r)}</li>"))).Append("</ul></section>\n");
    }

    private static void Section(StringBuilder page, ReportTable table, string note)
    {
        if (table.Rows.IsEmpty) return;
        page.Append("<section><h2>").Append(Html.Text(table.Title)).Append("</h2>");
        if (note.Length > 0) page.Append("<p class=\"note\">").Append(Html.Text(note)).Append("</p>");
        page.Append(Html.Table(table)).Append("</section>\n");
    }
}
