using System.Globalization;
using System.Text;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Report;

/// <summary>
/// A workflow's steps from top to bottom; below each, the ways out of it with count
/// and median time, and a line that leads along the right edge to the step entered.
/// </summary>
/// <remarks>
/// Drawn 360 units wide, so that its text can be read on a phone. Lines that would meet run in lanes beside each other, the shorter ones inside.
/// </remarks>
internal sealed class FlowChart
{
    private const int Width = 360, TextWidth = 262, BoxHeight = 38, LineHeight = 18, Gap = 12, Lanes = 9, LaneWidth = 9;
    private readonly FlowModel _model;
    private readonly Labels _labels;
    private readonly int[] _boxes;
    private readonly Dictionary<FlowWay, int> _lines = [];
    private readonly int _height;
    private readonly string _tip;

    private FlowChart(FlowModel model, Labels labels, int number)
    {
        (_model, _labels, _boxes, _tip) = (model, labels, new int[model.Steps.Count], $"tip{number}");
        var y = 1;
        for (var i = 0; i < _boxes.Length; i++)
        {
            _boxes[i] = y;
            y += BoxHeight + 4;
            foreach (var way in model.Ways)
            {
                if (way.From != i) continue;
                _lines.Add(way, y);
                y += LineHeight;
            }

            y += Gap;
        }

        _height = y;
    }

    /// <summary>The drawing, and the same as a table for those who cannot see it.</summary>
    /// <param name="model">What flows.</param>
    /// <param name="labels">The texts.</param>
    /// <param name="number">The drawing's number on its page.</param>
    public static string Markup(FlowModel model, Labels labels, int number)
    {
        var chart = new FlowChart(model, labels, number);
        return $"<div class=\"flow\">{chart.Svg()}<div class=\"scroll\">{chart.Table()}</div></div>";
    }

    private string Svg()
    {
        var svg = new StringBuilder();
        svg.Append(CultureInfo.InvariantCulture, $"<svg viewBox=\"0 0 {Width} {_height}\" role=\"img\" aria-label=\"{Html.Text(_model.Title)}\">");
        svg.Append(CultureInfo.InvariantCulture,
            $"<defs><marker id=\"{_tip}\" viewBox=\"0 0 8 8\" refX=\"7\" refY=\"4\" markerWidth=\"9\" markerHeight=\"9\" markerUnits=\"userSpaceOnUse\" orient=\"auto\"><path class=\"tip\" d=\"M0 0 8 4 0 8z\"/></marker></defs>");
        DrawWays(svg);
        for (var i = 0; i < _boxes.Length; i++) Draw(svg, _model.Steps[i], _boxes[i]);
        foreach (var line in _lines)
        {
            var (count, label) = ($"{Html.Number(line.Key.Count)} · {line.Key.Dwell}", _model.Steps[line.Key.To].Label);
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"way\" x=\"14\" y=\"{line.Value + 13}\">→ {Html.Text(Short(label, TextWidth - 38 - WidthOf(count)))}<title>{Html.Text(label)}</title></text>");
            svg.Append(CultureInfo.InvariantCulture,
                $"<text class=\"way end\" x=\"{TextWidth}\" y=\"{line.Value + 13}\"><tspan class=\"count\">{Html.Number(line.Key.Count)}</tspan> · {Html.Text(line.Key.Dwell)}</text>");
        }

        return svg.Append("</svg>").ToString();
    }

    private void Draw(StringBuilder svg, FlowStep step, int y)
    {
        svg.Append(CultureInfo.InvariantCulture,
            $"<rect class=\"step\" x=\"1\" y=\"{y}\" width=\"{TextWidth + 8}\" height=\"{BoxHeight}\" rx=\"6\"/><rect class=\"{step.Style}\" x=\"1\" y=\"{y}\" width=\"6\" height=\"{BoxHeight}\" rx=\"3\"/>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text class=\"name\" x=\"14\" y=\"{y + 16}\">{Html.Text(Short(step.Label, TextWidth - 24))}<title>{Html.Text(step.Label)}</title></text>");
        svg.Append(CultureInfo.InvariantCulture,
            $"<text class=\"way\" x=\"14\" y=\"{y + 31}\">{Html.Text(_labels.Text("flow.step", ("came", Html.Number(step.Came)), ("here", Html.Number(step.Here))))}</text>");
    }

    private void DrawWays(StringBuilder svg)
    {
        var most = _model.Ways.IsEmpty ? 1 : _model.Ways.Items.Max(w => w.Count);
        var taken = new List<(int Top, int Bottom)>[Lanes];
        for (var i = 0; i < Lanes; i++) taken[i] = [];
        // Each step has one way in for each line that comes, spread over its box.
        var arrivals = new int[_boxes.Length];
        foreach (var way in _lines.Keys.OrderBy(w => Math.Abs(_lines[w] - _boxes[w.To])))
        {
            var (from, to) = (_lines[way] + (LineHeight / 2), _boxes[way.To] + 6 + (arrivals[way.To]++ % 5 * 6));
            var (top, bottom) = (Math.Min(from, to) - 3, Math.Max(from, to) + 3);
            var lane = Array.FindIndex(taken, l => l.TrueForAll(t => t.Bottom < top || t.Top > bottom));
            if (lane < 0) lane = Lanes - 1;
            taken[lane].Add((top, bottom));
            var x = TextWidth + 22 + (lane * LaneWidth);
            // The most used way is three times as thick as one of few.
            var tenths = 12 + (way.Count * 24 / most);
            var turn = from == to ? 0 : from < to ? 6 : -6;
            svg.Append(CultureInfo.InvariantCulture,
                $"<path class=\"line\" stroke-width=\"{tenths / 10}.{tenths % 10}\" marker-end=\"url(#{_tip})\" d=\"M{TextWidth + 4} {from}H{x - 6}Q{x} {from} {x} {from + turn}V{to - turn}Q{x} {to} {x - 6} {to}H{TextWidth + 11}\"><title>{Html.Text($"{_model.Steps[way.From].Label} → {_model.Steps[way.To].Label}: {Html.Number(way.Count)} · {way.Dwell}")}</title></path>");
        }
    }

    private string Table()
    {
        var table = new StringBuilder("<table><thead><tr>");
        table.Append(CultureInfo.InvariantCulture,
            $"<th>{Html.Text(_labels["head.from"])}</th><th>{Html.Text(_labels["head.to"])}</th><th class=\"number\">{Html.Text(_labels["head.orders"])}</th><th class=\"number\">{Html.Text(_labels["head.median"])}</th></tr></thead><tbody>");
        foreach (var way in _model.Ways)
            table.Append(CultureInfo.InvariantCulture,
                $"<tr><td>{Html.Text(_model.Steps[way.From].Label)}</td><td>{Html.Text(_model.Steps[way.To].Label)}</td><td class=\"number\">{Html.Number(way.Count)}</td><td class=\"number\">{Html.Text(way.Dwell)}</td></tr>");
        return table.Append("</tbody></table>").ToString();
    }

    /// <summary>The label, cut where it would be wider than a number of units.</summary>
    private static string Short(string label, int width)
    {
        if (WidthOf(label) <= width) return label;
        var end = 0;
        for (var used = 12; end < label.Length && used + WidthOf(label[end..(end + 1)]) <= width; end++) used += WidthOf(label[end..(end + 1)]);
        if (end > 0 && char.IsHighSurrogate(label[end - 1])) end--;
        return label[..end] + "…";
    }

    // About: a page cannot measure text before it is shown.
    private static int WidthOf(string text) => text.Sum(c => c >= '\u1100' ? 12 : 6);
}
