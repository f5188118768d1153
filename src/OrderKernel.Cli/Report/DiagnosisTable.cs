using OrderKernel.Channels;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Report;

/// <summary>The tables of a diagnosis, for the terminal and the page alike.</summary>
internal static class DiagnosisTable
{
    /// <summary>What each side tells of.</summary>
    public static ReportTable Rates(DiagnosisResult result, Labels labels) => Of(labels["diagnosis.sides"],
        [labels["head.side"], "#" + labels["head.files"], "#" + labels["head.records"], "#" + labels["head.orders"], "#" + labels["head.put-away"]],
        result.Readings.GroupBy(r => r.File.Side).OrderBy(g => g.Key).Select(g => new[]
        {
            DisagreementText.Of(g.Key, labels), Html.Number(g.Count()), Html.Number(g.Sum(r => r.Records)), Html.Number(result.Tally.SeenBy(g.Key)),
            Html.Number(g.Sum(r => r.Parked)),
        }));

    /// <summary>Orders with a disagreement of each kind, and the rate of those without.</summary>
    public static ReportTable Kinds(DiagnosisResult result, Labels labels) => Of(labels["diagnosis.kinds"],
        [labels["head.kind"], "#" + labels["head.orders"], "#" + labels["head.rate"]],
        Enum.GetValues<DisagreementKind>().Select(k => new[]
        {
            DisagreementText.Of(k, labels), Html.Number(result.Tally.With(k)),
            Html.Percent(DiagnosisResult.Share(result.Tally.Orders - result.Tally.With(k), result.Tally.Orders)),
        }));

    /// <summary>The same of each pair of sides.</summary>
    public static ReportTable Pairs(DiagnosisResult result, Labels labels) => Of(labels["diagnosis.pairs"],
        [labels["head.pairs"], "#" + labels["head.orders"], "#" + labels["head.differing"], "#" + labels["head.rate"]],
        SidePair.Among(result.Sides).Select(p => new[]
        {
            DisagreementText.Of(p, labels), Html.Number(result.Tally.SeenBy(p)), Html.Number(result.Tally.With(p)),
            Html.Percent(DiagnosisResult.Share(result.Tally.SeenBy(p) - result.Tally.With(p), result.Tally.SeenBy(p))),
        }));

    /// <summary>Comparisons made, and those that could not be made.</summary>
    public static ReportTable Uncompared(DiagnosisResult result, Labels labels) => Of(labels["diagnosis.uncompared"],
        [labels["head.subject"], "#" + labels["head.compared"], "#" + labels["head.uncompared"], labels["head.why"]],
        result.Tally.Uncompared.Select(u => new[]
        {
            DisagreementText.Of(u.What.Subject, labels), Html.Number(result.Tally.Compared(u.What.Subject)), Html.Number(u.Count),
            labels["diagnosis.reason." + u.What.Reason],
        }));

    /// <summary>Sources that nobody knows.</summary>
    public static ReportTable Unknown(DiagnosisResult result, Labels labels) => Of(labels["diagnosis.unknown"],
        [labels["head.side"], labels["head.named"], "#" + labels["head.orders"]],
        result.Unknown.Select(u => new[] { DisagreementText.Of(u.Side, labels), u.Source, Html.Number(u.Orders) }));

    /// <summary>An order's timeline: what each side tells and when it happened, in the order of time.</summary>
    public static ReportTable Timeline(DiagnosedOrder order, Labels labels)
    {
        var events = order.Accounts.Items.Where(a => a.Says is not null).SelectMany(a => new (NodaTime.Instant? At, string What)[]
        {
            (a.Says!.CreatedAt, labels["diagnosis.event.created"]), (a.Says.PaidAt, labels["diagnosis.event.paid"]),
            (a.Says.ShippedAt, labels["diagnosis.event.shipped"]), (a.Says.DeliveredAt, labels["diagnosis.event.delivered"]),
            (a.Says.EndedAt, labels["diagnosis.event.ended"]), (a.Says.SourceTime, Standing(a.Says, labels)),
        }.Where(e => e.At is not null && e.What.Length > 0).Select(e => (At: e.At!.Value, a.Side, e.What)));
        return Of("", [labels["head.at"], labels["head.side"], labels["head.event"]],
            events.GroupBy(e => (e.At, e.Side)).OrderBy(g => g.Key.At).ThenBy(g => g.Key.Side)
                .Select(g => new[] { labels.Time(g.Key.At), DisagreementText.Of(g.Key.Side, labels), string.Join(" · ", g.Select(e => e.What)) }));
    }

    private static string Standing(SideRecord says, Labels labels)
    {
        var told = new (DiagnosisSubject Subject, string? Word)[]
        {
            (DiagnosisSubject.Payment, says.Payment?.ToString()), (DiagnosisSubject.Fulfilment, says.Fulfilment?.ToString()),
            (DiagnosisSubject.AfterSales, says.AfterSales?.ToString()), (DiagnosisSubject.Outcome, says.Outcome?.ToString()),
            (DiagnosisSubject.Due, says.Due?.ToString()), (DiagnosisSubject.Paid, says.Paid?.ToString()),
            (DiagnosisSubject.Refunded, says.Refunded?.ToString()),
        }.Where(t => t.Word is not null).Select(t => $"{DisagreementText.Of(t.Subject, labels)} {DisagreementText.Word(t.Word!, labels)}");
        return string.Join(" · ", told);
    }

    private static ReportTable Of(string title, string[] heads, IEnumerable<string[]> rows) =>
        new(title, heads.ToValueList(), rows.Select(r => r.ToValueList()).ToValueList());
}
