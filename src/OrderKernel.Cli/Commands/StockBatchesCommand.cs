using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock batches</c>: what is left of which batch, and until when it may be used.</summary>
internal sealed class StockBatchesCommand
{
    private readonly Option<string?> _asOf = new("--as-of");
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _policies = AskerOptions.PoliciesOption();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockBatchesCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockBatchesCommand();
        var command = new Command("batches") { own._asOf, own._json, own._policies, own._store, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var now = SystemClock.Instance.GetCurrentInstant();
        if (result.GetValue(_asOf) is { } text && !OffsetText.TryParse(text, out now))
            return Terminal.Refuse(labels, Reason.Of(CliCodes.InstantUnreadable, ("text", text)));
        if (!Input.FolderPolicies.In(result.GetValue(_policies)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) => ListAsync(store, tenant, policies, now, result.GetValue(_json), labels, cancellationToken), cancellationToken);
    }

    private static async Task<int> ListAsync(SqliteOrderStore store, TenantId tenant, KernelPolicies policies, Instant now, bool isJson, Labels labels,
        CancellationToken cancellationToken)
    {
        if (!(await new Kernel(store, policies).BatchesAsync(tenant, now, cancellationToken)).TryGet(out var report, out var refusal))
            return Terminal.Refuse(labels, refusal);
        if (isJson) Console.Out.WriteLine(StockReportJson.Of(report, labels));
        else Print(report, labels);
        return ExitCode.Ok;
    }

    private static void Print(BatchReport report, Labels labels)
    {
        if (report.Lines.IsEmpty)
            Terminal.Say(labels["batches.nothing"]);
        else
            StockHealthCommand.Table(StockTables.Batches(report, labels));
        foreach (var finding in report.Findings) Terminal.Say(labels.Text(finding));
    }
}
