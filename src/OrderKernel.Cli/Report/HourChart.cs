using System.Globalization;
using System.Text;

namespace OrderKernel.Cli.Report;

/// <summary>Orders by hour of the day as columns over a common scale.</summary>
internal static class HourChart
{
    private const int Left = 30, Top = 8, Column = 20, Height = 110;

    public static string Svg(ValueList<long> hours, string title)
    {
        var step = Step(hours.Items.Max());
        var top = Math.Max(step, (hours.Items.Max() + step - 1) / step * step);
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture,
            $"<svg class=\"hours\" viewBox=\"0 0 {Left + (24 * Column)} {Top + Height + 18}\" role=\"img\" aria-label=\"{Html.Text(title)}\">");
        for (long mark = 0; mark <= top; mark += step)
        {
            var y = Y(mark, top);
            svg.Append(CultureInfo.InvariantCulture,
                $"<line class=\"grid\" x1=\"{Left}\" x2=\"{Left + (24 * Column)}\" y1=\"{y}\" y2=\"{y}\"/><text class=\"axis end\" x=\"{Left - 4}\" y=\"{y + 3}\">{Html.Number(mark)}</text>");
        }

        for (var hour = 0; hour < 24; hour++)
        {
            var (x, y) = (Left + (hour * Column), Y(hours[hour], top));
            svg.Append(CultureInfo.InvariantCulture,
                $"<rect class=\"column\" x=\"{x + 3}\" y=\"{y}\" width=\"{Column - 6}\" height=\"{Top + Height - y}\" rx=\"2\"><title>{hour:00}:00–{hour:00}:59 · {Html.Number(hours[hour])}</title></rect>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"axis mid{(hour % 6 == 0 ? "" : " wide")}\" x=\"{x + (Column / 2)}\" y=\"{Top + Height + 14}\">{hour}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private static long Y(long count, long top) => Top + Height - (count * Height / top);

    /// <summary>A step of 1, 2 or 5 times a power of ten that makes at most five grid lines.</summary>
    private static long Step(long max)
    {
        for (long power = 1; ; power *= 10)
        {
            foreach (var factor in new long[] { 1, 2, 5 })
            {
                if (max <= power * factor * 5) return power * factor;
            }
        }
    }
}
