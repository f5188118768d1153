using OrderKernel.Cli.Report;
using OrderKernel.Figures;

namespace OrderKernel.Cli.Output;

/// <summary>Prints what a run has to tell as tables.</summary>
internal static class RunTables
{
    private const int RowsMax = 20;

    public static void Print(RunSummary summary, Labels labels, string? reportPath, string storePath)
    {
        var figures = summary.Report.Figures;
        Terminal.Table(labels["table.figures"], [labels["head.figure"], "#" + labels["head.value"]],
            FigureRows(figures, labels).Select(r => new[] { r.Label, r.Value }));
        Terminal.Table(labels["table.statuses"], [labels["head.status"], "#" + labels["head.orders"]],
            figures.Statuses.Items.Select(s => new[] { labels["status." + s.Word], Html.Number(s.Count) }));
        Terminal.Table(labels["table.intake"], [labels["head.outcome"], "#" + labels["head.records"]],
            IntakeRows(figures, labels).Select(r => new[] { r.Label, r.Value }));
        Words(labels["table.tiers"], figures.Tiers, labels, "head.tier");
        Words(labels["table.holds"], figures.Holds, labels, "head.kind");
        Words(labels["table.reservations"], figures.Reservations, labels, "head.status");
        Words(labels["table.parked"], figures.ParkedBy, labels, "head.code");
        Words(labels["table.conflicts"], figures.ConflictsBy, labels, "head.code");
        if (!summary.PutAway.IsEmpty)
            Some(labels["table.put-away"], [labels["head.source"], labels["head.code"], labels["head.finding"]],
                summary.PutAway.Items.Select(p => new[] { p.Source, p.Code, p.Text }), labels);
        if (!summary.Set.Findings.IsEmpty)
            Some(labels["table.findings"], [labels["head.code"], labels["head.finding"]],
                summary.Set.Findings.Items.Select(f => new[] { f.Code, labels.Text(f.ToReason()) }), labels);
        FileTable.Print(summary, labels);
        ChannelHealthTable.Print(summary.Channels, labels);
        var health = summary.Report.Health;
        var unobserved = health.Dimensions.Items.Where(d => d.BasisPoints is null).Select(d => labels["dimension." + d.Dimension]);
        var index = HealthChart.Headline(health.IndexBasisPoints, unobserved, labels.Own, labels.Language);
        Console.Out.WriteLine();
        Terminal.Say($"{labels["report.health"]}: {index}");
        Terminal.Say(labels.Text("run.store", ("path", storePath), ("events", Html.Number(figures.Events)), ("hash", figures.EventHash[..16])));
        Terminal.Say(labels.Text("run.as-of", ("instant", labels.Time(summary.AsOf))));
        foreach (var line in DroppedLines(summary.Report.Dropped, labels)) Terminal.Say(line);
        if (!summary.Result.Stuck.IsEmpty)
            Terminal.Say(labels.Text("run.timers-stuck", ("count", summary.Result.Stuck.Count), ("first", summary.Result.Stuck[0].Timer.Key)));
        if (reportPath is not null) Terminal.Say(labels.Text("run.report", ("path", reportPath)));
        if (summary.Result.ChangedNothing) Terminal.Say(labels["run.nothing-new"]);
    }

    /// <summary>The figures, each with the figure whose orders stand behind it.</summary>
    public static IEnumerable<ReportCell> FigureRows(KernelFigures f, Labels labels)
    {
        yield return new(labels["figure.orders"], Html.Number(f.Orders), nameof(f.Statuses));
        yield return new(labels["figure.paid"], Html.Number(f.Paid), nameof(f.Paid));
        yield return new(labels["figure.unpaidExpired"], Html.Number(f.UnpaidExpired), nameof(f.UnpaidExpired));
        yield return new(labels["figure.ordered"], Yuan(f.OrderedMinor), nameof(f.OrderedMinor));
        yield return new(labels["figure.kept"], Yuan(f.KeptMinor), nameof(f.KeptMinor));
        yield return new(labels["figure.refunded"], Yuan(f.RefundedMinor), nameof(f.RefundedMinor));
        yield return new(labels["figure.refundPending"], Yuan(f.RefundPendingMinor), nameof(f.RefundPendingMinor));
        yield return new(labels["figure.refunds"], Html.Number(f.Refunds), nameof(f.Refunds));
        yield return new(labels["figure.fullRefunds"], Html.Number(f.FullRefunds), nameof(f.FullRefunds));
        yield return new(labels["figure.autoApproved"], Html.Number(f.AutoApprovedRefunds), nameof(f.Tiers));
        yield return new(labels["figure.latePayments"], Html.Number(f.LatePayments), nameof(f.LatePayments));
        yield return new(labels["figure.vip"], Html.Number(f.VipExpedite), nameof(f.VipExpedite));
        yield return new(labels["figure.shipments"], Html.Number(f.Shipments), nameof(f.Shipments));
        yield return new(labels["figure.elsewhere"], Html.Number(f.ShippedElsewhere), nameof(f.ShippedElsewhere));
        yield return new(labels["figure.firstScan"], Html.Number(f.FirstScanOverdue), nameof(f.FirstScanOverdue));
        yield return new(labels["figure.suspect"], Html.Number(f.SuspectSignOffs), nameof(f.SuspectSignOffs));
    }

    public static IEnumerable<ReportCell> IntakeRows(KernelFigures f, Labels labels)
    {
        yield return new(labels["intake.applied"], Html.Number(f.Applied));
        yield return new(labels["intake.stale"], Html.Number(f.Stale));
        yield return new(labels["intake.conflict"], Html.Number(f.Conflicts));
        yield return new(labels["intake.parked"], Html.Number(f.Parked));
        yield return new(labels["intake.duplicate"], Html.Number(f.Duplicates));
        yield return new(labels["intake.skipped"], Html.Number(f.Skipped));
    }

    /// <summary>What retention took out of the figures; nothing when it took nothing.</summary>
    public static IEnumerable<string> DroppedLines(DroppedContent dropped, Labels labels)
    {
        if (dropped.Orders > 0) yield return labels.Text("dropped.orders", ("count", Html.Number(dropped.Orders)));
        if (dropped.Claims > 0) yield return labels.Text("dropped.claims", ("count", Html.Number(dropped.Claims)));
        if (dropped.Cases > 0) yield return labels.Text("dropped.cases", ("count", Html.Number(dropped.Cases)));
        if (dropped.Reservations > 0) yield return labels.Text("dropped.reservations", ("count", Html.Number(dropped.Reservations)));
    }

    /// <summary>Fen as yuan with group marks, such as <c>2,995,760.61</c>.</summary>
    public static string Yuan(long fen) => $"{Html.Number(fen / 100)}.{Math.Abs(fen % 100):00}";

    /// <summary>The first rows of what may be long, and how many more there are.</summary>
    private static void Some(string title, IReadOnlyList<string> heads, IEnumerable<string[]> rows, Labels labels)
    {
        var all = rows.ToList();
        Terminal.Table(title, heads, all.Take(RowsMax));
        if (all.Count > RowsMax) Terminal.Say("  " + labels.Text("run.more", ("count", Html.Number(all.Count - RowsMax))));
    }

    private static void Words(string title, ValueList<WordCount> words, Labels labels, string head)
    {
        if (!words.IsEmpty)
            Terminal.Table(title, [labels[head], "#" + labels["head.count"]], words.Items.Select(w => new[] { labels.Named(w.Word), Html.Number(w.Count) }));
    }
}
