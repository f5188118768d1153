using System.CommandLine;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Steps;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel graph</c>: a workflow as Mermaid or DOT, with an order's path or all orders' counts on it.</summary>
internal sealed class GraphCommand
{
    private readonly Option<string?> _workflow = new("--workflow");
    private readonly Option<string> _format = new("--format") { DefaultValueFactory = _ => "mermaid" };
    private readonly Option<string?> _order = new("--order");
    private readonly Option<bool> _population = new("--population");
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private GraphCommand()
    {
    }

    public static Command Create()
    {
        var own = new GraphCommand();
        own._format.Validators.Add(r =>
        {
            if (r.Tokens.Any(t => t.Value is not ("mermaid" or "dot"))) r.AddError("--format: mermaid|dot.");
        });
        own._workflow.NotEmpty();
        own._order.NotEmpty();
        var command = new Command("graph") { own._workflow, own._format, own._order, own._population, own._store, own._lang, own._tenant };
        command.Validators.Add(r =>
        {
            if (r.GetValue(own._population) && r.GetValue(own._order) is not null) r.AddError("--order, --population: one of them.");
        });
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var (name, clue) = (result.GetValue(_workflow), result.GetValue(_order));
        var known = OrderWorkflows.Embedded(name ?? "standard");
        var file = known is null ? name : null;
        if (!(await OrderWorkflows.WithAsync(file is null ? [] : [file], cancellationToken)).TryGet(out var policies, out var unusable))
            return Terminal.Refuse(labels, unusable);
        var machine = file is not null ? WorkflowMachine.Of((await OrderWorkflows.LoadAsync(file, cancellationToken)).ValueOrThrow())
            : WorkflowMachine.Of(known!);

        if (clue is null && !result.GetValue(_population)) return Draw(result, machine, labels, null);
        return await StoreCommand.RunAsync(
            result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) => clue is null ? PopulationAsync(store, tenant) : PathAsync(store, tenant, clue), cancellationToken);

        async Task<int> PopulationAsync(SqliteOrderStore store, TenantId tenant)
        {
            var all = await WorkflowPopulation.FoldAsync(store, tenant, cancellationToken);
            if (all.Dropped > 0) Terminal.Complain(labels.Text("dropped.orders", ("count", all.Dropped)));
            var counts = all.Workflows.Items.FirstOrDefault(p => p.Workflow == machine.Policy.Name)?.Orders ?? new PopulationFold().ToPopulation();
            return Draw(result, machine, labels, DiagramOverlay.Population(counts));
        }

        async Task<int> PathAsync(SqliteOrderStore store, TenantId tenant, string sought)
        {
            if (!(await OrderPath.FindAsync(store, tenant, sought, cancellationToken)).TryGet(out var path, out var none))
            {
                Terminal.Refuse(labels, none);
                return ExitCode.Found;
            }

            var own = name is not null ? machine : policies.Orders.Workflow(path.Workflow);
            return own is null
                ? Terminal.Refuse(labels, Reason.Of(OrdersCodes.WorkflowUnknown, ("policy", path.Workflow)))
                : Draw(result, own, labels, DiagramOverlay.Path(path.Visits, policies.Zone));
        }
    }

    private int Draw(ParseResult result, WorkflowMachine machine, Labels labels, DiagramOverlay? overlay)
    {
        Console.Out.Write(result.GetValue(_format) == "dot"
            ? WorkflowDiagram.Dot(machine.Definition, labels.Language, overlay)
            : WorkflowDiagram.Mermaid(machine.Definition, labels.Language, overlay));
        return ExitCode.Ok;
    }
}
