using System.CommandLine;
using System.Globalization;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Reconciling;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock reconcile</c>: balances against their events, reservations against orders, and what would set them right.</summary>
internal sealed class StockReconcileCommand
{
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _plan = new Option<string?>("--plan").NotEmpty();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockReconcileCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockReconcileCommand();
        var command = new Command("reconcile") { own._plan, own._json, own._store, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var plan = result.GetValue(_plan);
        if (plan is not null && OutputFile.WhyNot(plan) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) => CompareAsync(store, tenant, plan, result.GetValue(_json), labels, cancellationToken), cancellationToken);
    }

    private static async Task<int> CompareAsync(SqliteOrderStore store, TenantId tenant, string? plan, bool isJson, Labels labels,
        CancellationToken cancellationToken)
    {
        // Nothing of it is decided by documents: what happened is added up.
        var kernel = new Kernel(store, KernelPolicies.Default);
        if (!(await kernel.ReconcileStockAsync(tenant, cancellationToken)).TryGet(out var drifts, out var refusal)
            || !(await kernel.ReconcileHoldsAsync(tenant, cancellationToken)).TryGet(out var holds, out refusal)) return Terminal.Refuse(labels, refusal);
        var sayings = RepairPlan.Of(tenant, SystemClock.Instance.GetCurrentInstant(), drifts, holds, "reconciled");
        if (plan is not null) await File.WriteAllLinesAsync(plan, sayings.Items, cancellationToken);
        var reasons = drifts.Items.Select(d => d.ToReason()).Concat(holds.Items.Select(h => h.Why)).ToList();
        if (isJson) Console.Out.WriteLine(Json(reasons, sayings, labels));
        else Print(reasons, drifts.Count, sayings, plan, labels);
        return reasons.Count > 0 ? ExitCode.Found : ExitCode.Ok;
    }

    private static void Print(List<Reason> reasons, int drifts, ValueList<string> sayings, string? plan, Labels labels)
    {
        if (reasons.Count == 0)
        {
            Terminal.Say(labels["reconcile.sound"]);
            return;
        }

        Terminal.Table(labels.Text("reconcile.title", ("balances", Number(drifts)), ("holds", Number(reasons.Count - drifts))),
            [labels["head.why"]], reasons.Select(r => new[] { labels.Coded(r) }));
        Terminal.Say(labels[plan is null ? "plan.tell" : "plan.written"]);
        foreach (var saying in plan is null ? sayings.Items.Select(SayingText.Of) : [$"orderkernel tell {plan} --dry-run"]) Terminal.Say(saying);
    }

    private static string Json(List<Reason> reasons, ValueList<string> sayings, Labels labels) => JsonText.Of(writer =>
    {
        writer.WriteStartArray("differences");
        foreach (var reason in reasons) JsonText.Write(writer, reason, labels);
        writer.WriteEndArray();
        writer.WriteStartArray("plan");
        foreach (var saying in sayings) writer.WriteRawValue(saying);
        writer.WriteEndArray();
    });

    private static string Number(int count) => count.ToString(CultureInfo.InvariantCulture);
}
