using System.Text;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Report;

/// <summary>A trial as one self-contained HTML page, no script, no outside file; on a phone each row of a table is a card.</summary>
internal static class TrialPage
{
    private const string Css = """
        h2 i{display:block;font-weight:400}
        td{overflow-wrap:anywhere}
        @media (min-width:701px){.cards td:first-child{width:24%;overflow-wrap:break-word}}
        td ul{list-style:none;margin:0;padding:0}
        .said{margin:14px 0 0;padding:0;list-style:none}
        .parked h2{color:var(--poor)}
        .none td{color:var(--poor)}
        .records{list-style:none;margin:0;padding:0;display:grid;grid-template-columns:repeat(auto-fill,minmax(min(100%,300px),1fr));gap:6px 18px}
        caption{text-align:left;color:var(--soft);padding:14px 0 4px}
        @media (max-width:700px){.cards thead{display:none}.cards tr{display:block;border-bottom:1px solid var(--line);padding:8px 0}
        .cards td{display:block;border:0;padding:2px 0;text-align:left;white-space:normal}.cards td:empty{display:none}
        .cards td:first-child{font-weight:600}
        .cards td+td::before{content:attr(data-head);display:block;color:var(--soft);font-size:.78rem}}
        """;

    public static string Of(ProfileTrial trial, Labels labels)
    {
        var words = new TrialWords(trial, labels);
        var page = new StringBuilder();
        var title = labels.Text("try.title", ("profile", trial.Profile.Reference.Name), ("file", trial.File));
        page.Append("<!DOCTYPE html>\n<html lang=\"").Append(labels.Language == Language.Chinese ? "zh-CN" : "en").Append("\">\n<head><meta charset=\"utf-8\"/>");
        page.Append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\"/><meta name=\"color-scheme\" content=\"light dark\"/>");
        page.Append("<title>").Append(Html.Text(title)).Append("</title><style>").Append(ReportStyle.Css).Append(Css).Append("</style></head>\n<body><main>");
        page.Append("<header><h1>").Append(Html.Text(title)).Append("</h1><p>")
            .Append(Html.Text(labels.Text("try.file", ("file", trial.File), ("profile", trial.Profile.Reference), ("records", Html.Number(trial.Records)))))
            .Append("</p></header>\n");
        if (trial.Tried.Count > 1)
            page.Append("<section><ul class=\"records\">").Append(string.Concat(trial.Tried.Items.Select(r => $"<li><a href=\"#{Id(r)}\">{Html.Text(words.Head(r))}</a></li>")))
                .Append("</ul></section>\n");
        foreach (var record in trial.Tried) Section(page, record, words, labels);
        if (words.More is { } more) page.Append("<p class=\"more\">").Append(Html.Text(more)).Append("</p>");
        return page.Append("<footer>").Append(Html.Text(labels["try.footer"])).Append("</footer></main></body></html>\n").ToString();
    }

    private static void Section(StringBuilder page, TriedRecord record, TrialWords words, Labels labels)
    {
        page.Append($"<section id=\"{Id(record)}\"{(record.IsParked ? " class=\"parked\"" : "")}>");
        page.Append("<h2>").Append(Html.Text(words.Head(record))).Append("</h2>");
        Said(page, words.Tried(record).Concat(words.Reasons(record)));
        var fields = TrialWords.Told(record).ToList();
        if (fields.Count > 0)
        {
            Table(page, labels["table.fields"], [labels["head.field"], labels["head.raw"], labels["head.steps"], labels["head.canonical"]],
                fields.Select(f => (f.Value is null,
                    new[] { Html.Text(words.Field(f)), List(TrialWords.Raw(f)), List(words.Steps(f)), Html.Text(words.Value(f)) })));
        }

        Said(page, new[] { words.Untold(record), words.Tie(record) }.OfType<string>());
        if (!record.Trace.Left.IsEmpty)
        {
            Table(page, labels["table.left"], [labels["head.path"], labels["head.values"], labels["head.example"]],
                record.Trace.Left.Items.Select(l => (false, new[] { Html.Text(l.Path), Html.Number(l.Values), Html.Text(l.Example) })));
        }

        page.Append("</section>\n");
    }

    private static void Table(StringBuilder page, string title, string[] heads, IEnumerable<(bool IsNone, string[] Cells)> rows)
    {
        page.Append("<table class=\"cards\"><caption>").Append(Html.Text(title)).Append("</caption><thead><tr>");
        foreach (var head in heads) page.Append("<th>").Append(Html.Text(head)).Append("</th>");
        page.Append("</tr></thead><tbody>");
        foreach (var (isNone, cells) in rows)
        {
            page.Append(isNone ? "<tr class=\"none\">" : "<tr>");
            for (var i = 0; i < cells.Length; i++) page.Append($"<td data-head=\"{Html.Text(heads[i])}\">").Append(cells[i]).Append("</td>");
            page.Append("</tr>");
        }

        page.Append("</tbody></table>");
    }

    private static string List(IEnumerable<string> lines)
    {
        var all = lines.ToList();
        return all.Count < 2 ? Html.Text(string.Concat(all)) : "<ul>" + string.Concat(all.Select(l => $"<li>{Html.Text(l)}</li>")) + "</ul>";
    }

    private static void Said(StringBuilder page, IEnumerable<string> lines)
    {
        var items = string.Concat(lines.Select(l => $"<li>{Html.Text(l)}</li>"));
        if (items.Length > 0) page.Append("<ul class=\"said\">").Append(items).Append("</ul>");
    }

    private static string Id(TriedRecord record) => $"record-{record.Number}";
}
