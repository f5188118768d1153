using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock replenish</c>: which SKUs are to be ordered, and why.</summary>
internal sealed class StockReplenishCommand
{
    private readonly Option<string?> _asOf = new("--as-of");
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _policies = AskerOptions.PoliciesOption();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockReplenishCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockReplenishCommand();
        var command = new Command("replenish") { own._asOf, own._json, own._policies, own._store, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    /// <summary>The hints as a table, or that there are none.</summary>
    internal static void Print(ReplenishmentReport report, Labels labels)
    {
        if (StockTables.Hints(report, labels) is { } hints) StockHealthCommand.Table(hints);
        else Terminal.Say(labels["replenish.nothing"]);
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var now = SystemClock.Instance.GetCurrentInstant();
        if (result.GetValue(_asOf) is { } text && !OffsetText.TryParse(text, out now))
            return Terminal.Refuse(labels, Reason.Of(CliCodes.InstantUnreadable, ("text", text)));
        if (!Input.FolderPolicies.In(result.GetValue(_policies)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) => HintAsync(store, tenant, policies, now, result.GetValue(_json), labels, cancellationToken), cancellationToken);
    }

    private static async Task<int> HintAsync(SqliteOrderStore store, TenantId tenant, KernelPolicies policies, Instant now, bool isJson, Labels labels,
        CancellationToken cancellationToken)
    {
        if (!(await new Kernel(store, policies).ReplenishAsync(tenant, now, cancellationToken)).TryGet(out var report, out var refusal))
            return Terminal.Refuse(labels, refusal);
        if (isJson) Console.Out.WriteLine(StockReportJson.Of(report, labels));
        else Print(report, labels);
        return ExitCode.Ok;
    }
}
