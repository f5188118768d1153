using System.Globalization;
using System.Text;

namespace OrderKernel.Cli.Report;

/// <summary>Orders by headline status as one bar whose parts sum to the total, with a legend that carries the counts.</summary>
internal static class StatusChart
{
    private const int Width = 1000;

    public static string Svg(ValueList<ReportSlice> slices, long total, string title)
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"bar\" viewBox=\"0 0 {Width} 44\" preserveAspectRatio=\"none\" role=\"img\" aria-label=\"{Html.Text(title)}\">");
        long before = 0;
        foreach (var slice in slices)
        {
            if (slice.Count == 0) continue;
            // Both edges are rounded from the running sum, so that the parts neither gap nor overlap.
            var (left, right) = (before * Width / total, (before + slice.Count) * Width / total);
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"{slice.Style}\" x=\"{left}\" y=\"0\" width=\"{Math.Max(right - left - 2, 2)}\" height=\"44\" rx=\"2\"><title>{Html.Text(slice.Label)}: {Html.Number(slice.Count)}</title></rect>");
            before += slice.Count;
        }

        return svg.Append("</svg>").Append(Legend(slices, total)).ToString();
    }

    private static string Legend(ValueList<ReportSlice> slices, long total)
    {
        var list = new StringBuilder("<ul class=\"legend\">");
        foreach (var slice in slices)
        {
            var share = total == 0 ? 0 : slice.Count * 10_000 / total;
            list.Append(CultureInfo.InvariantCulture,
                $"<li><svg class=\"key\" viewBox=\"0 0 12 12\" aria-hidden=\"true\"><rect class=\"{slice.Style}\" width=\"12\" height=\"12\" rx=\"3\"/></svg><span>{(slice.Count == 0 ? Html.Text(slice.Label) : Html.Link(slice.Figure, slice.Label))}</span><b>{Html.Number(slice.Count)}</b><i>{Html.Percent(share)}</i></li>");
        }

        return list.Append("</ul>").ToString();
    }
}
