using OrderKernel.Cli.Output;
using OrderKernel.Figures;

namespace OrderKernel.Cli.Report;

/// <summary>The orders behind a figure as the report lists them.</summary>
internal static class BehindFigure
{
    /// <summary>All figures that any order has a part in: the headlines in their order, then holds and statuses.</summary>
    public static IEnumerable<ReportOrders> All(FigureReport report, Labels labels)
    {
        var headlines = RunTables.FigureRows(report.Figures, labels).Select(c => c.Figure).ToList();
        return report.Behind.Items.OrderBy(b => headlines.IndexOf(b.Figure) is >= 0 and var at ? at : headlines.Count).Select(b => Of(b, labels));
    }

    private static ReportOrders Of(FigureOrders behind, Labels labels)
    {
        // Where each order counts once, the count says nothing.
        var (isMoney, isEach) = (behind.Figure.EndsWith("Minor", StringComparison.Ordinal), behind.Sum == behind.Orders);
        var heads = new List<string> { labels["head.order"], labels["head.channel"], labels["head.created"], labels["head.status"] };
        if (isMoney) heads.Add("#" + labels["head.yuan"]);
        else if (!isEach) heads.Add("#" + labels["head.count"]);
        var rows = behind.First.Items.Select(o =>
        {
            var cells = new List<string> { o.Key.Number.Value, o.Key.Channel.Value, labels.Time(o.CreatedAt), labels["status." + o.Status] };
            if (isMoney) cells.Add(RunTables.Yuan(o.Part));
            else if (!isEach) cells.Add(Html.Number(o.Part));
            return cells.ToValueList();
        });
        var more = behind.Orders - behind.First.Count;
        return new(behind.Figure, Title(behind.Figure, labels), labels.Text("report.orders", ("count", Html.Number(behind.Orders))),
            new("", heads.ToValueList(), rows.ToValueList()), more == 0 ? null : labels.Text("run.more", ("count", Html.Number(more))));
    }

    private static string Title(string figure, Labels labels)
    {
        var dot = figure.IndexOf('.', StringComparison.Ordinal);
        if (dot < 0) return RunTables.FigureRows(new(), labels).First(c => c.Figure == figure).Label;
        return figure.StartsWith(nameof(KernelFigures.Statuses), StringComparison.Ordinal)
            ? labels["status." + figure[(dot + 1)..]]
            : $"{labels["table.holds"]}: {labels.Named(figure[(dot + 1)..])}";
    }
}
