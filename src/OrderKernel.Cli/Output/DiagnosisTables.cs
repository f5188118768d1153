using OrderKernel.Channels;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Output;

/// <summary>What a diagnosis found, for people at a terminal.</summary>
internal static class DiagnosisTables
{
    private const int ShownMax = 5;

    public static void Print(DiagnosisResult result, Labels labels, string? htmlPath, string? csvPath)
    {
        var tally = result.Tally;
        Terminal.Table(labels["diagnosis.files"],
            [labels["head.side"], labels["head.file"], labels["head.read-as"], "#" + labels["head.records"], "#" + labels["head.passed-over"],
                "#" + labels["head.put-away"]],
            result.Readings.Select(r => new[]
            {
                DisagreementText.Of(r.File.Side, labels), r.File.File.Name, r.File.File.ReadAs, Html.Number(r.Records), Html.Number(r.PassedOver),
                Html.Number(r.Parked),
            }));
        foreach (var finding in result.Findings) Terminal.Say(labels.Coded(finding.ToReason()));
        foreach (var text in Parked(result, labels)) Terminal.Say(text);
        Table(DiagnosisTable.Rates(result, labels));
        Table(DiagnosisTable.Kinds(result, labels));
        Table(DiagnosisTable.Pairs(result, labels));
        Table(DiagnosisTable.Uncompared(result, labels));
        Table(DiagnosisTable.Unknown(result, labels));
        foreach (var (kind, orders) in result.First)
        {
            Terminal.Table(labels.Text("diagnosis.first", ("kind", DisagreementText.Of(kind, labels)), ("orders", Html.Number(tally.With(kind)))),
                [labels["head.order"], labels["head.finding"]],
                orders.Take(ShownMax).SelectMany(o => o.Disagreements.Items.Where(d => d.Kind == kind)
                    .Select(d => new[] { o.Number, DisagreementText.Of(d, labels) })));
        }

        foreach (var text in LeftOut(result, labels)) Terminal.Say(text);
        foreach (var path in new[] { htmlPath, csvPath }.OfType<string>()) Terminal.Say(labels.Text("diagnosis.written", ("path", path)));
        Terminal.Say(Conclusion(result, labels));
    }

    /// <summary>The one sentence that matters.</summary>
    public static string Conclusion(DiagnosisResult result, Labels labels) => labels.Text("diagnosis.rate",
        ("consistent", Html.Number(result.Tally.Consistent)), ("orders", Html.Number(result.Tally.Orders)),
        ("rate", Html.Percent(DiagnosisResult.Share(result.Tally.Consistent, result.Tally.Orders))));

    /// <summary>Orders that are in no count.</summary>
    public static IEnumerable<string> LeftOut(DiagnosisResult result, Labels labels)
    {
        if (result.Tally.Unread > 0) yield return labels.Text("diagnosis.unread", ("orders", Html.Number(result.Tally.Unread)));
        if (result.Outside > 0) yield return labels.Text("diagnosis.outside", ("orders", Html.Number(result.Outside)));
    }

    /// <summary>Records that could not be read: each reason of a file once, with how many have it and the first of them.</summary>
    public static IEnumerable<string> Parked(DiagnosisResult result, Labels labels) => result.Readings.SelectMany(r => r.Reasons.Select(why =>
        labels.Text("diagnosis.parked", ("file", r.File.File.Name), ("line", why.Line), ("count", Html.Number(why.Count)), ("why", labels.Coded(why.Why)))));

    private static void Table(ReportTable table)
    {
        if (!table.Rows.IsEmpty) Terminal.Table(table.Title, [.. table.Heads], table.Rows.Items.Select(r => (IReadOnlyList<string>)[.. r]));
    }
}
