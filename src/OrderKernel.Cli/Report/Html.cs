using System.Globalization;
using System.Net;

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
}
