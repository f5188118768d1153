using System.CommandLine;
using NodaTime.Text;
using OrderKernel.Cli.Output;
using OrderKernel.Figures;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel explain ORDER</c>: an order's timeline with the reasons of each decision.</summary>
internal static class ExplainCommand
{
    public static Command Create()
    {
        var clue = new Argument<string>("order");
        var asker = new AskerOptions();
        var (store, lang, tenant) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant());
        var command = new Command("explain") { clue, asker.Roles, asker.Policies, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            if (!asker.SightOf(result).TryGet(out var sight, out var unusable)) return Task.FromResult(Terminal.Refuse(labels, unusable));
            return StoreCommand.RunAsync(
                result.GetValue(store)!, result.GetValue(tenant), labels,
                (opened, named) => ExplainAsync(opened, named, result.GetValue(clue)!, sight, labels, cancellationToken), cancellationToken);
        });
        return command;
    }

    private static async Task<int> ExplainAsync(SqliteOrderStore store, TenantId tenant, string clue, RoleSight sight, Labels labels,
        CancellationToken cancellationToken)
    {
        var stories = clue.Length == 0 ? [] : await OrderStory.FindAsync(store, tenant, clue, cancellationToken);
        if (stories.IsEmpty)
        {
            Terminal.Refuse(labels, Reason.Of(CliCodes.OrderNotFound, ("clue", clue)));
            return ExitCode.Found;
        }

        foreach (var story in stories.Items.Select(s => s.SeenBy(sight)))
        {
            Console.Out.WriteLine(labels.Text("explain.title", ("order", story.Order?.Id.Value ?? story.Stream.ToString())));
            if (story.Order is { } order)
            {
                var s = order.Statuses;
                var m = order.Money;
                Console.Out.WriteLine(
                    $"{labels["status." + s.Headline]} · {s.Payment} · {s.Fulfilment} · {sight.Show("order.total", $"{m.Due}")} due, {Money(m.Kept)} kept, {Money(m.RefundPending)} pending, {Money(m.Refunded)} refunded");
            }

            Terminal.Table("", [labels["head.at"], labels["head.event"], labels["head.by"], labels["head.why"]], story.Chapters.Items.Select(c => new[]
            {
                InstantPattern.General.Format(c.Header.At), c.Event.Type, c.Header.Actor.Value,
                string.Join("; ", c.Header.Reasons.Items.Select(labels.Text).Concat(c.Header.Policies.Items.Select(p => $"[{p.Name}@{p.Version}]"))),
            }));
            if (!story.Dropped.IsEmpty)
                Console.Out.WriteLine(labels.Text(new Reason(story.Dropped[0].Refusal.Code, story.Dropped[0].Refusal.Arguments)) + " "
                    + labels.Text("dropped.events", ("count", story.Dropped.Count)));
        }

        AskerOptions.TellHidden(sight, labels);
        return ExitCode.Ok;

        string Money(Money money) => sight.Show("order.money", $"{money}")!;
    }
}
