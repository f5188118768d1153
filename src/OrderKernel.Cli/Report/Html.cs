using System.Globalization;
using System.Net;

namespace OrderKernel.Cli.Report;

/// <summary>Small pieces of markup that every part of the page needs.</summary>
internal static class Html
{
    public static string Text(string text) => WebUtility.HtmlEncode(text);

    public static string Number(long number) => number.ToString("N0", CultureInfo.InvariantCulture);

    /// <summary>Basis points as a percentage with two decimals.</summary>
    public static string Percent(long basisPoints) =>
        string.Create(CultureInfo.InvariantCulture, $"{basisPoints / 100}.{basisPoints % 100:00} %");
}
