using System.CommandLine;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel workflow next ORDER</c>: what can be fired at an order in some roles, and why not the rest.</summary>
internal static class WorkflowNextCommand
{
    public static Command Create()
    {
        var clue = new Argument<string>("order");
        var asker = new AskerOptions();
        var workflows = new Option<string[]>("--workflow") { DefaultValueFactory = _ => [] }.NotEmpty();
        var json = new Option<bool>("--json");
        var (store, lang, tenant) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant());
        var command = new Command("next") { clue, asker.Roles, asker.Actor, workflows, json, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            return StoreCommand.RunAsync(
                result.GetValue(store)!, result.GetValue(tenant), labels,
                (opened, named) =>
                    NextAsync(opened, named, result.GetValue(clue)!, asker.Of(result), result.GetValue(workflows) ?? [], result.GetValue(json), labels,
                        cancellationToken), cancellationToken);
        });
        return command;
    }

    private static async Task<int> NextAsync(SqliteOrderStore store, TenantId tenant, string clue, Actor actor, string[] files, bool isJson, Labels labels,
        CancellationToken cancellationToken)
    {
        if (!(await OrderWorkflows.WithAsync(files, cancellationToken)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        var stories = clue.Length == 0 ? [] : await OrderStory.FindAsync(store, tenant, clue, cancellationToken);
        var found = stories.Items.Where(s => s.Order is not null).ToArray();
        if (found.Length == 0)
        {
            Terminal.Refuse(labels, Reason.Of(CliCodes.OrderNotFound, ("clue", clue)));
            return ExitCode.Found;
        }

        var kernel = new Kernel(store, policies);
        foreach (var story in found)
        {
            // The wall clock says nothing about a store of old data: what was last heard of the order is its present.
            var at = story.Chapters.Items.Max(c => c.Header.At);
            if (!(await kernel.NextAsync(story.Order!.Key, actor, at, cancellationToken)).TryGet(out var next, out var refusal))
                return Terminal.Refuse(labels, refusal);
            if (isJson) Console.Out.WriteLine(WorkflowJson.Of(story.Order, next, labels));
            else Print(story.Order, next, policies.Zone, labels);
        }

        return ExitCode.Ok;
    }

    private static void Print(Order order, OrderNext next, DateTimeZone zone, Labels labels)
    {
        Console.Out.WriteLine(labels.Text("next.title", ("order", order.Id), ("step", next.Step.NameIn(labels.Language)),
            ("status", labels["status." + next.Step.Status]), ("since", At(next.Since, zone)), ("workflow", next.Policy)));
        Print(next.Triggers, labels);
        if (!next.Timers.IsEmpty)
            Terminal.Table(labels["next.timers"], [labels["head.trigger"], labels["head.at"]],
                next.Timers.Items.Select(t => new[] { t.Trigger, At(t.DueAt, zone) }));
        foreach (var shipment in next.Shipments)
        {
            Console.Out.WriteLine();
            Console.Out.WriteLine(labels.Text("next.shipment", ("shipment", shipment.Shipment), ("step", shipment.Step.NameIn(labels.Language)),
                ("status", labels["status." + shipment.Step.Status]), ("since", At(shipment.Since, zone)), ("workflow", shipment.Policy)));
            Print(shipment.Triggers, labels);
        }
    }

    private static void Print(ValueList<TriggerAnswer> triggers, Labels labels)
    {
        var permitted = triggers.Items.Where(t => t.Firing is not null).Select(t => t.Firing!).ToArray();
        Terminal.Table(labels["next.permitted"], [labels["head.trigger"], labels["head.effect"]], permitted.Select(f => new[]
        {
            f.Trigger.Name,
                f.Target is { } target ? labels.Text("next.moves", ("step", target.NameIn(labels.Language))) : labels.Text("next.does", ("verb", f.Verb)),
        }));
        if (permitted.Length == 0) Console.Out.WriteLine("  " + labels["next.nothing"]);
        Terminal.Table(labels["next.refused"], [labels["head.trigger"], labels["head.why"]],
            triggers.Items.Where(t => t.WhyNot is not null && !IsElsewhere(t)).Select(t => new[]
        {
            t.Trigger, string.Join("; ", t.WhyNot!.Reasons.Items.Select(labels.Text).Prepend(labels.Coded(new Reason(t.WhyNot.Code, t.WhyNot.Arguments)))),
        }));
        var elsewhere = triggers.Items.Where(IsElsewhere).Select(t => t.Trigger).ToArray();
        if (elsewhere.Length > 0) Console.Out.WriteLine("  " + labels.Text("next.elsewhere", ("triggers", string.Join(", ", elsewhere))));
    }

    private static bool IsElsewhere(TriggerAnswer answer) => answer.WhyNot?.Code == WorkflowCodes.TriggerNotPermitted;

    private static string At(Instant instant, DateTimeZone zone) => OffsetDateTimePattern.Rfc3339.Format(instant.InZone(zone).ToOffsetDateTime());
}
