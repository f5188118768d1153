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
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(model.Language == Language.Chinese ? "zh-CN" : "en").Append("\">\n<head><meta charset=\"utf-8\"/>");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/>");
        page.Append("<title>").Append(Html.Text(Label("title"))).Append("</title><style>").Append(ReportStyle.Css).Append("</style></head>\n<body><main>");
        page.Append("<header><h1>").Append(Html.Text(Label("title"))).Append("</h1><p>")
            .Append(Html.Text($"{Label("tenant")} {model.Tenant} · {Label("as-of")} {model.AsOf}")).Append("</p></header>\n");
        page.Append("<section class=\"index\"><span>").Append(Html.Text(Label("health"))).Append("</span><b>")
            .Append(Html.Text(model.IndexBasisPoints is { } bp ? Html.Percent(bp) : Label("nothing-observed"))).Append("</b>");
        if (unobserved.Length > 0) page.Append("<p>").Append(Html.Text($"{Label("nothing-observed")}: {string.Join(" · ", unobserved)}")).Append("</p>");
        page.Append("</section>\n<section class=\"cells\">");
        var behind = model.Behind.Items.Select(b => b.Figure).Concat(model.Tables.Items.Select(t => t.Figure)).Append(nameof(model.Statuses)).ToHashSet();
        foreach (var cell in model.Headlines)
            page.Append("<div><b>").Append(Html.Text(cell.Value)).Append("</b><span>").Append(Linked(cell.Figure, cell.Label)).Append("</span></div>");
        page.Append("</section>\n");
        Section(page, Label("statuses"), string.Format(CultureInfo.InvariantCulture, Label("sum"), Html.Number(model.Orders)),
            StatusChart.Svg(model.Statuses, model.Orders, Label("statuses")), nameof(model.Statuses));
        var index = HealthChart.Headline(model.IndexBasisPoints, unobserved, labels, model.Language);
        Section(page, Label("health"), index, HealthChart.Markup(model.Dimensions, Label("nothing-observed"), Label("observations")));
        Section(page, Label("hours"), Label("hours-note"), HourChart.Svg(model.Hours, Label("hours")));
        foreach (var flow in model.Flows) Section(page, flow.Title, Label("flow-note"), flow.Markup);
        foreach (var table in model.Tables) Section(page, table.Title, "", Table(table, Linked), table.Figure);
        if (!model.Behind.IsEmpty) Section(page, Label("behind"), Label("behind-note"), string.Concat(model.Behind.Items.Select(b => Behind(b, Linked))));
        if (!model.Remarks.IsEmpty)
            Section(page, Label("remarks"), "",
                "<ul class=\"remarks\">" + string.Concat(model.Remarks.Items.Select(r => $"<li>{Html.Text(r)}</li>")) + "</ul>");
        return page.Append("<footer>").Append(Html.Text(Label("footer"))).Append("</footer></main></body></html>\n").ToString();

        string Linked(string? figure, string text) => figure is not null && behind.Contains(figure) ? Html.Link(figure, text) : Html.Text(text);
    }

    private static void Section(StringBuilder page, string title, string note, string body, string? figure = null)
    {
        page.Append(figure is null ? "<section><h2>" : $"<section id=\"{Html.Id(figure)}\"><h2>").Append(Html.Text(title)).Append("</h2>");
        if (note.Length > 0) page.Append("<p class=\"note\">").Append(Html.Text(note)).Append("</p>");
        page.Append(body).Append("</section>\n");
    }

    private static string Behind(ReportOrders behind, Func<string?, string, string> linked) =>
        $"<details id=\"{Html.Id(behind.Figure)}\"><summary><h3>{Html.Text(behind.Title)}</h3> <i>{Html.Text(behind.Count)}</i></summary>"
        + Table(behind.Orders, linked) + (behind.More is null ? "" : $"<p class=\"more\">{Html.Text(behind.More)}</p>") + "</details>";

    private static string Table(ReportTable table, Func<string?, string, string> linked)
    {
        var markup = new StringBuilder("<div class=\"scroll\"><table><thead><tr>");
        foreach (var head in table.Heads) markup.Append(Cell("th", head, Html.Text(head.TrimStart('#'))));
        markup.Append("</tr></thead><tbody>");
        for (var r = 0; r < table.Rows.Count; r++)
        {
            markup.Append("<tr>");
            for (var i = 0; i < table.Rows[r].Count; i++)
                markup.Append(Cell("td", table.Heads[i], linked(i == 0 && !table.Figures.IsEmpty ? table.Figures[r] : null, table.Rows[r][i])));
            markup.Append("</tr>");
        }

        return markup.Append("</tbody></table></div>").ToString();
    }

    private static string Cell(string tag, string head, string markup) => $"<{tag}{(head.StartsWith('#') ? " class=\"number\"" : "")}>{markup}</{tag}>";
}
