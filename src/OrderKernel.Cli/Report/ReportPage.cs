using System.Globalization;
using System.Text;

namespace OrderKernel.Cli.Report;

/// <summary>The report: one self-contained HTML page, no script, no outside file, readable in light and dark and from a phone's width up.</summary>
internal static class ReportPage
{
    public static string Of(ReportModel model, TextCatalog labels)
    {
        string Label(string code) => labels.Text(Reason.Of("report." + code), model.Language);
        var page = new StringBuilder();
        var unobserved = model.Dimensions.Items.Where(d => d.ShareBasisPoints is null).Select(d => d.Label).ToArray();
        page.Append("<!doctype html>\n<html lang=\"").Append(model.Language == Language.Chinese ? "zh-CN" : "en").Append("\">\n<head><meta charset=\"utf-8\">");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"><meta name=\"color-scheme\" content=\"light dark\">");
        page.Append("<title>").Append(Html.Text(Label("title"))).Append("</title><style>").Append(ReportStyle.Css).Append("</style></head>\n<body><main>");
        page.Append("<header><h1>").Append(Html.Text(Label("title"))).Append("</h1><p>")
            .Append(Html.Text($"{Label("tenant")} {model.Tenant} · {Label("as-of")} {model.AsOf}")).Append("</p></header>\n");
        page.Append("<section class=\"index\"><span>").Append(Html.Text(Label("health"))).Append("</span><b>")
            .Append(Html.Text(model.IndexBasisPoints is { } bp ? Html.Percent(bp) : Label("nothing-observed"))).Append("</b>");
        if (unobserved.Length > 0) page.Append("<p>").Append(Html.Text($"{Label("nothing-observed")}: {string.Join(" · ", unobserved)}")).Append("</p>");
        page.Append("</section>\n<section class=\"cells\">");
        foreach (var cell in model.Headlines)
            page.Append("<div><b>").Append(Html.Text(cell.Value)).Append("</b><span>").Append(Html.Text(cell.Label)).Append("</span></div>");
        page.Append("</section>\n");
        Section(page, Label("statuses"), string.Format(CultureInfo.InvariantCulture, Label("sum"), Html.Number(model.Orders)),
            StatusChart.Svg(model.Statuses, model.Orders, Label("statuses")));
        var index = HealthChart.Headline(model.IndexBasisPoints, unobserved, labels, model.Language);
        Section(page, Label("health"), index, HealthChart.Markup(model.Dimensions, Label("nothing-observed"), Label("observations")));
        Section(page, Label("hours"), Label("hours-note"), HourChart.Svg(model.Hours, Label("hours")));
        foreach (var flow in model.Flows) Section(page, flow.Title, Label("flow-note"), flow.Markup);
        foreach (var table in model.Tables) Section(page, table.Title, "", Table(table));
        if (!model.Remarks.IsEmpty)
            Section(page, Label("remarks"), "",
                "<ul class=\"remarks\">" + string.Concat(model.Remarks.Items.Select(r => $"<li>{Html.Text(r)}</li>")) + "</ul>");
        return page.Append("<footer>").Append(Html.Text(Label("footer"))).Append("</footer></main></body></html>\n").ToString();
    }

    private static void Section(StringBuilder page, string title, string note, string body)
    {
        page.Append("<section><h2>").Append(Html.Text(title)).Append("</h2>");
        if (note.Length > 0) page.Append("<p class=\"note\">").Append(Html.Text(note)).Append("</p>");
        page.Append(body).Append("</section>\n");
    }

    private static string Table(ReportTable table)
    {
        var markup = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        foreach (var head in table.Heads) markup.Append(Cell("th", head, head.TrimStart('#')));
        markup.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
        {
            markup.Append("<tr>");
            for (var i = 0; i < row.Count; i++) markup.Append(Cell("td", table.Heads[i], row[i]));
            markup.Append("</tr>");
        }

        return markup.Append("</tbody></table></div>").ToString();
    }

    private static string Cell(string tag, string head, string text) =>
        $"<{tag}{(head.StartsWith('#') ? " class=\"number\"" : "")}>{Html.Text(text)}</{tag}>";
}
