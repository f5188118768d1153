using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Dispatches;
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
        var (store, lang, tenant, zone) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant(), ShopZone.Option());
        var command = new Command("explain") { clue, asker.Roles, asker.Policies, zone, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            if (!asker.SightOf(result).TryGet(out var sight, out var unusable)) return Task.FromResult(Terminal.Refuse(labels, unusable));
            return StoreCommand.RunAsync(
                result.GetValue(store)!, result.GetValue(tenant), labels,
                async (opened, named) => await ExplainAsync(opened, named, result.GetValue(clue)!, sight,
                    await labels.InZoneAsync(result.GetValue(zone), opened, named, cancellationToken), cancellationToken), cancellationToken);
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
            Terminal.Say(labels.Text("explain.title", ("order", story.Order?.Id.Value ?? story.Stream.ToString())));
            if (story.Order is { } order)
            {
                var s = order.Statuses;
                var m = order.Money;
                Terminal.Say(labels.Text("explain.order", ("headline", labels["status." + s.Headline]), ("payment", labels.Word($"{s.Payment}")),
                    ("fulfilment", labels.Word($"{s.Fulfilment}")), ("due", sight.Show("order.total", $"{m.Due}")), ("kept", Money(m.Kept)),
                    ("pending", Money(m.RefundPending)), ("refunded", Money(m.Refunded))));
                foreach (var batch in await ParcelBatches.ReadAsync(store, order, cancellationToken))
                    Terminal.Say(labels.Text("explain.batch", ("shipment", sight.Show("order.shipments", string.Join(", ", batch.Shipments.Items))!),
                        ("sku", batch.Cell.Sku), ("batch", batch.Cell.Batch), ("location", batch.Cell.Location), ("held", batch.Held), ("left", batch.Left)));
            }

            var why = new StoryReasons(story, labels, sight);
            Terminal.Table(labels.Text("zone.told", ("zone", labels.Zone.Id)),
                [labels["head.at"], labels["head.event"], labels["head.by"], labels["head.why"]], story.Chapters.Items.Select(c => new[]
            {
                labels.Time(c.Header.At), labels.Event(c.Event.Type), labels.Named(c.Header.Actor.Value), why.Of(c),
            }));
            if (!story.Dropped.IsEmpty)
                Terminal.Say(labels.Text(new Reason(story.Dropped[0].Refusal.Code, story.Dropped[0].Refusal.Arguments)) + " "
                    + labels.Text("dropped.events", ("count", story.Dropped.Count)));
        }

        AskerOptions.TellHidden(sight, labels);
        return ExitCode.Ok;

        string Money(Money money) => sight.Show("order.money", $"{money}")!;
    }
}
