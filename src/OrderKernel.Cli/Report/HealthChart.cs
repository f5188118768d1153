using System.Globalization;
using System.Text;

namespace OrderKernel.Cli.Report;

/// <summary>The health index by dimension: a bar of a hundred parts each; what was never observed says so.</summary>
internal static class HealthChart
{
    public static string Markup(ValueList<ReportDimension> dimensions, string nothing, string observations)
    {
        var list = new StringBuilder("<ul class=\"dimensions\">");
        foreach (var d in dimensions)
        {
            var value = d.ShareBasisPoints is { } bp ? Html.Percent(bp) : nothing;
            list.Append(CultureInfo.InvariantCulture, $"<li><span>{Html.Text(d.Label)} <i>× {d.WeightPercent}</i></span><b>{Html.Text(value)}</b>");
            list.Append("<svg viewBox=\"0 0 1000 14\" preserveAspectRatio=\"none\" role=\"img\"><rect class=\"track\" width=\"1000\" height=\"14\" rx=\"4\"/>");
            if (d.ShareBasisPoints is { } share)
                list.Append(CultureInfo.InvariantCulture,
                    $"<rect class=\"{d.Style ?? Grade(share)}\" width=\"{Math.Max(share / 10, 4)}\" height=\"14\" rx=\"4\"/>");
            var note = d.Note ?? $"{Html.Number(d.Observations)} {observations}";
            list.Append($"<title>{Html.Text(d.Label)}: {Html.Text(value)}</title></svg><i>{Html.Text(note)}</i></li>");
        }

        return list.Append("</ul>").ToString();
    }

    /// <summary>The index, and of what it says nothing: a hundred of a hundred over two dimensions of five is no praise of the other three.</summary>
    public static string Headline(long? indexBasisPoints, IEnumerable<string> unobserved, TextCatalog labels, Language language)
    {
        if (indexBasisPoints is not { } bp) return labels.Text(Reason.Of("report.nothing-observed"), language);
        var missing = string.Join(language == Language.Chinese ? "、" : ", ", unobserved);
        return missing.Length == 0
            ? Html.Percent(bp)
            : labels.Text(Reason.Of("report.index-without", ("index", Html.Percent(bp)), ("dimensions", missing)), language);
    }

    private static string Grade(long basisPoints) => basisPoints >= 9_500 ? "good" : basisPoints >= 8_000 ? "fair" : "poor";
}
