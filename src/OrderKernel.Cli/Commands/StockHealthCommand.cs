using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock health --month 2025-11</c>: the monthly report of stock 月度库存健康报告.</summary>
internal sealed class StockHealthCommand
{
    private readonly Option<string?> _month = new("--month"), _asOf = new("--as-of");
    private readonly Option<string?> _html = new Option<string?>("--html").NotEmpty();
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _policies = AskerOptions.PoliciesOption(), _zone = ShopZone.Option();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockHealthCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockHealthCommand();
        var command = new Command("health") { own._month, own._asOf, own._html, own._json, own._policies, own._store, own._zone, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var (now, month) = (SystemClock.Instance.GetCurrentInstant(), default(YearMonth?));
        if (result.GetValue(_asOf) is { } text && !OffsetText.TryParse(text, out now))
            return Terminal.Refuse(labels, Reason.Of(CliCodes.InstantUnreadable, ("text", text)));
        if (result.GetValue(_month) is { } named)
        {
            if (YearMonthPattern.Iso.Parse(named) is not { Success: true, Value: { Year: > 0 and < 9_999 } known })
                return Terminal.Refuse(labels, Reason.Of(CliCodes.MonthUnreadable, ("text", named)));
            month = known;
        }

        var html = result.GetValue(_html);
        if (html is not null && OutputFile.WhyNot(html) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (!Input.FolderPolicies.In(result.GetValue(_policies)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, async (store, tenant) =>
        {
            var shop = await labels.InZoneAsync(result.GetValue(_zone), store, tenant, cancellationToken);
            return await ReportAsync(new Kernel(store, policies with { Zone = shop.Zone }), tenant, month ?? LastOf(now, shop.Zone), now, html,
                result.GetValue(_json), shop, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The last month that is over.</summary>
    private static YearMonth LastOf(Instant now, DateTimeZone zone) => now.InZone(zone).Date.ToYearMonth().PlusMonths(-1);

    private static async Task<int> ReportAsync(Kernel kernel, TenantId tenant, YearMonth month, Instant now, string? html, bool isJson, Labels labels,
        CancellationToken cancellationToken)
    {
        if (!(await kernel.StockMonthAsync(tenant, month, now, cancellationToken: cancellationToken)).TryGet(out var report, out var refusal))
            return Terminal.Refuse(labels, refusal);
        if (html is not null && Write(html, StockHealthPage.Of(report, tenant, labels)) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (isJson) Console.Out.WriteLine(StockReportJson.Of(report, labels));
        else Print(report, labels);
        return ExitCode.Ok;
    }

    private static void Print(StockMonth report, Labels labels)
    {
        var index = report.Health.IndexBasisPoints is { } known ? Html.Percent(known) : labels["report.nothing-observed"];
        Terminal.Say($"{StockHealthPage.Title(report, labels)} · {labels["stock.index"]} {index}");
        Table(StockTables.Metrics(report.Health, labels));
        foreach (var (table, more) in StockTables.Lines(report.Health, labels))
        {
            Table(table);
            if (more is not null) Terminal.Say(more);
        }

        StockReplenishCommand.Print(report.Replenishment, labels);
        foreach (var reason in report.Health.Reasons) Terminal.Say(labels.Coded(reason));
    }

    internal static void Table(ReportTable table) =>
        Terminal.Table(table.Title, table.Heads, table.Rows.Items.Select(r => r.Items
            .Select((c, i) => i == r.Count - 1 && c.Contains('\n', StringComparison.Ordinal) ? Terminal.Lines(c.Split('\n')) : c).ToArray()));

    private static Reason? Write(string path, string page)
    {
        try
        {
            File.WriteAllText(path, page);
            return null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Reason.Of(CliCodes.FileUnwritable, ("path", path), ("detail", IoDetail.Of(e, path)));
        }
    }
}
