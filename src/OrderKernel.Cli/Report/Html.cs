using System.Globalization;
using System.Net;
using System.Text;

namespace OrderKernel.Cli.Report;

/// <summary>Small pieces of markup that every part of the page needs.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    /// <summary>What the orders behind a figure are called on the page.</summary>
    public static string Id(string figure) => "orders-" + Text(figure);

    /// <summary>A link to the orders behind a figure.</summary>
    public static string Link(string figure, string text) => $"<a href=\"#{Id(figure)}\">{Text(text)}</a>";

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Basis points as a percentage with two decimals.</summary>
    public static string Percent(long basisPoints) =>
        string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100}.{basisPoints % 100:00} %");

    /// <summary>Hundredths as a number with two decimals.</summary>
    public static string Hundredths(long number) => string.Create(CultureInfo.InvariantCulture, $"{number / 100}.{number % 100:00}");

    /// <summary>A table without its title, which scrolls where the page is too narrow; each cell says its column's head for a style that wants it.</summary>
    public static string Table(ReportTable table, string? style = null)
    {
        var markup = new StringBuilder($"<div class=\"scroll\"><table{(style is null ? "" : $" class=\"{style}\"")}><thead><tr>");
        foreach (var head in table.Heads) markup.Append(Cell("th", head, head.TrimStart('#')));
        markup.Append("</tr></thead><tbody>");
        foreach (var row in table.Rows)
            markup.Append("<tr>").Append(string.Concat(row.Items.Select((c, i) => Cell("td", table.Heads[i], c, style is not null)))).Append("</tr>");
        return markup.Append("</tbody></table></div>").ToString();
    }

    private static string Cell(string tag, string head, string text, bool saysHead = false)
    {
        var (style, name) = (head.StartsWith('#') ? " class=\"number\"" : "", saysHead ? $" data-head=\"{Text(head.TrimStart('#'))}\"" : "");
        return $"<{tag}{style}{name}>{string.Join("<br/>", text.Split('\n').Select(Text))}</{tag}>";
    }
}
