using System.Globalization;
using NodaTime.Text;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Report;

/// <summary>The tables of the monthly report of stock and of what is to be replenished, for the terminal and the page alike.</summary>
internal static class StockTables
{
    private const int First = 20;

    /// <summary>The metrics with their values, scores and bounds.</summary>
    public static ReportTable Metrics(StockHealthReport report, Labels labels) => new(labels["stock.metrics"],
        [labels["head.measure"], "#" + labels["head.weight"], "#" + labels["head.value"], "#" + labels["head.score"], labels["head.verdict"],
            "#" + labels["head.normal"], "#" + labels["head.act"], labels["head.counted"]],
        report.Scores.Items.Select(s => new[]
        {
            Metric(s.Metric, labels), Html.Number(s.Band.Weight), s.Value is { } value ? Value(s.Metric, value) : "–",
            s.ScoreBasisPoints is { } score ? Html.Percent(score) : "–", Verdict(s, labels), Bound(s.Metric, s.Band.Normal, s.Band.Normal > s.Band.Act),
            Bound(s.Metric, s.Band.Act, s.Band.Normal < s.Band.Act), labels.Text(s.Why),
        }.ToValueList()).ToValueList());

    /// <summary>What weighs against each metric, the heaviest first; metrics of which nothing does are left out.</summary>
    public static IEnumerable<(ReportTable Table, string? More)> Lines(StockHealthReport report, Labels labels)
    {
        foreach (var score in report.Scores.Items.Where(s => !s.Lines.IsEmpty))
        {
            var heads = score.Metric switch
            {
                StockHealthMetric.Turnover => new[] { "head.sku", "#head.sold", "#head.average", "head.last-sold" },
                StockHealthMetric.SlowMoving => ["head.sku", "#head.on-hand", "head.last-sold"],
                StockHealthMetric.NearExpiry => ["head.sku", "#head.near-expiry", "#head.on-hand"],
                _ => ["head.sku", "head.location", "#head.off", "#head.compared", "head.at"],
            };
            yield return (new(labels.Text("stock.lines", ("metric", Metric(score.Metric, labels))),
                heads.Select(h => h[0] == '#' ? "#" + labels[h[1..]] : labels[h]).ToValueList(),
                score.Lines.Items.Take(First).Select(l => Row(score.Metric, l, labels)).ToValueList()), More(score.Lines.Count, labels));
        }
    }

    /// <summary>What is to be replenished; null where nothing is.</summary>
    public static ReportTable? Hints(ReplenishmentReport report, Labels labels) => report.Hints.IsEmpty ? null : new(
        labels.Text("replenish.title", ("order", report.Hints.Items.Count(h => h.Urgency == ReplenishmentUrgency.Order)), ("all", report.Hints.Count)),
        [labels["head.sku"], labels["head.urgency"], "#" + labels["head.sold"], "#" + labels["head.free"], "#" + labels["head.cover"],
            "#" + labels["head.suggested"], labels["head.why"]],
        report.Hints.Items.Select(h => new[]
        {
            h.Sku.Value, labels["replenish." + h.Urgency], Html.Number(h.Sold), Html.Number(h.Free), h.CoverDays is { } days ? Html.Number(days) : "–",
            Html.Number(h.Suggested), string.Join("\n", h.Reasons.Items.Select(labels.Text)),
        }.ToValueList()).ToValueList());

    /// <summary>The batches, those that expire first first.</summary>
    public static ReportTable Batches(BatchReport report, Labels labels) => new(
        labels.Text("batches.title", ("on", LocalDatePattern.Iso.Format(report.On))),
        [labels["head.location"], labels["head.sku"], labels["head.pool"], labels["head.batch"], labels["head.expires"], "#" + labels["head.on-hand"],
            "#" + labels["head.promised"], labels["head.standing"]],
        report.Lines.Items.Select(l => new[]
        {
            l.Cell.Location.Value, l.Cell.Sku.Value, l.Cell.Pool.Value ?? "–", l.Cell.Batch.Value,
            l.ExpiresOn is { } day ? LocalDatePattern.Iso.Format(day) : "–", Html.Number(l.OnHand), Html.Number(l.Promised), labels["word." + l.Standing],
        }.ToValueList()).ToValueList());

    /// <summary>What a metric is called.</summary>
    public static string Metric(StockHealthMetric metric, Labels labels) => labels["stock.metric." + metric];

    /// <summary>What its value says, or asks to do.</summary>
    public static string Verdict(StockHealthScore score, Labels labels) =>
        labels[score.Verdict == StockHealthVerdict.Act ? "stock.act." + score.Metric : "stock.verdict." + score.Verdict];

    /// <summary>A value of a metric: turns a quarter, or a share.</summary>
    public static string Value(StockHealthMetric metric, long value) => metric == StockHealthMetric.Turnover ? Html.Hundredths(value) : Html.Percent(value);

    private static string Bound(StockHealthMetric metric, int bound, bool isAbove) => (isAbove ? "> " : "< ") + Value(metric, bound);

    private static ValueList<string> Row(StockHealthMetric metric, StockHealthLine line, Labels labels)
    {
        var at = line.At is { } instant ? labels.Time(instant) : "–";
        return metric switch
        {
            StockHealthMetric.Turnover => [line.Sku.Value, Html.Number(line.Part), Html.Number(line.Whole), at],
            StockHealthMetric.SlowMoving => [line.Sku.Value, Html.Number(line.Part), at],
            StockHealthMetric.NearExpiry => [line.Sku.Value, Html.Number(line.Part), Html.Number(line.Whole)],
            _ => [line.Sku.Value, line.Location?.Value ?? "–", Html.Number(line.Whole - line.Part), Html.Number(line.Whole), at],
        };
    }

    private static string? More(int count, Labels labels) =>
        count <= First ? null : labels.Text("run.more", ("count", (count - First).ToString(CultureInfo.InvariantCulture)));
}
