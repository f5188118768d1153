using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Steps;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel workflow migrate FILE</c>: who moves to another version of a workflow and who cannot; with <c>--apply</c>, moves them.</summary>
internal sealed class WorkflowMigrateCommand
{
    private const int RowsMax = 20;
    private readonly Argument<string> _file = new("file");
    private readonly Option<string?> _from = new("--from");
    private readonly Option<string[]> _steps = new("--step") { DefaultValueFactory = _ => [] };
    private readonly Option<bool> _apply = new("--apply");
    private readonly Option<string> _actor = new("--actor") { DefaultValueFactory = _ => "operator" };
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private WorkflowMigrateCommand()
    {
    }

    public static Command Create()
    {
        var own = new WorkflowMigrateCommand();
        own._from.NotEmpty();
        own._actor.Validators.Add(r =>
        {
            if (r.Tokens.Any(t => !ActorId.TryParse(t.Value, out _))) r.AddError("--actor: a name.");
        });
        own._steps.Validators.Add(r =>
        {
            if (r.Tokens.Any(t => t.Value.Split('=') is not [{ Length: > 0 }, { Length: > 0 }])) r.AddError("--step: old=new.");
            else if (r.Tokens.GroupBy(t => t.Value.Split('=')[0]).Any(g => g.Count() > 1)) r.AddError("--step: one new step for an old one.");
        });
        var command = new Command("migrate")
        {
            own._file, own._from, own._steps, own._apply, own._actor, own._json, own._store, own._lang, own._tenant,
        };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var (file, source) = (result.GetValue(_file)!, result.GetValue(_from));
        var known = KernelPolicies.Default.Orders;
        if (!(await OrderWorkflows.LoadAsync(file, cancellationToken)).TryGet(out var target, out var unusable)) return Terminal.Refuse(labels, unusable);
        var from = OrderWorkflows.Embedded(source ?? "standard");
        if (from is null && !(await OrderWorkflows.LoadAsync(source!, cancellationToken)).TryGet(out from, out unusable))
            return Terminal.Refuse(labels, unusable!);
        var policies = KernelPolicies.Default with
        {
            Orders = OrderPolicies.Of(OrderWorkflows.Document(known.Standard), OrderWorkflows.Document(known.TotalsOnly), known.Screening, from, target),
        };
        // Without a mapping here the document's own says which step took whose place.
        var steps = result.GetValue(_steps) is { Length: > 0 } given
            ? given.Select(s => s.Split('=')).ToDictionary(s => s[0], s => s[1], StringComparer.Ordinal)
            : null;
        var actor = new Actor(ActorId.Of(result.GetValue(_actor)!), [Role.Supervisor]);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, async (store, tenant) =>
        {
            var kernel = new Kernel(store, policies);
            if (!(await kernel.PlanMigrationAsync(tenant, from.Reference, target.Reference, steps, cancellationToken)).TryGet(out var plan, out var refusal))
                return Terminal.Refuse(labels, refusal);
            MigrationOutcome? outcome = null;
            if (result.GetValue(_apply))
                outcome = await kernel.MigrateAsync(tenant, plan, actor, await LastAsync(store, tenant, cancellationToken), cancellationToken);
            if (result.GetValue(_json)) Console.Out.WriteLine(WorkflowJson.Of(plan, outcome, labels));
            else Print(plan, outcome, labels);
            return outcome is { Refused.IsEmpty: false } ? ExitCode.Found : ExitCode.Ok;
        }, cancellationToken);
    }

    /// <summary>The last business instant in the store: the wall clock says nothing about a store of old data.</summary>
    private static async Task<Instant> LastAsync(SqliteOrderStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        var last = Instant.MinValue;
        await foreach (var envelope in store.ReadAllAsync(tenant, StreamKinds.Order, cancellationToken)) last = Instant.Max(last, envelope.At);
        return last;
    }

    private static void Print(MigrationPlan plan, MigrationOutcome? outcome, Labels labels)
    {
        Terminal.Say(labels.Text("migrate.title", ("from", plan.From), ("to", plan.To), ("moves", Html.Number(plan.Moves.Count)),
            ("stays", Html.Number(plan.Stays.Count))));
        if (!plan.Moves.IsEmpty)
        {
            Terminal.Table(labels["migrate.moves"], [labels["head.step"], labels["head.new-step"], "#" + labels["head.orders"]],
                plan.Moves.Items.GroupBy(m => (m.From, m.To))
                .OrderBy(g => g.Key.From, StringComparer.Ordinal).Select(g => new[] { g.Key.From, g.Key.To, Html.Number(g.Count()) }));
        }

        Stays(labels["migrate.stays"], plan.Stays, labels);
        if (outcome is null)
        {
            Terminal.Say(labels["migrate.dry"]);
            return;
        }

        Stays(labels["migrate.refused"], outcome.Refused, labels);
        Terminal.Say(labels.Text("migrate.done", ("moved", Html.Number(outcome.Moved)), ("refused", Html.Number(outcome.Refused.Count))));
    }

    private static void Stays(string title, ValueList<ProcessStay> stays, Labels labels)
    {
        if (stays.IsEmpty) return;
        Terminal.Table(title, [labels["head.order"], labels["head.step"], labels["head.why"]],
            stays.Items.Take(RowsMax).Select(s => new[] { s.Process, s.Step, string.Join("; ", s.Why.Items.Select(labels.Coded)) }));
        if (stays.Count > RowsMax) Terminal.Say("  " + labels.Text("run.more", ("count", Html.Number(stays.Count - RowsMax))));
    }
}
