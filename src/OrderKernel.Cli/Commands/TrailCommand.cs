using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel trail ORDER</c>: an order's audit trail, the order as of an instant, and a file that can be verified anywhere.</summary>
internal static class TrailCommand
{
    public static Command Create()
    {
        var clue = new Argument<string>("order");
        var asOf = new Option<string?>("--as-of");
        var field = new Option<string?>("--field");
        var by = new Option<string?>("--by");
        var json = new Option<bool>("--json");
        var target = new Option<string?>("--out").NotEmpty();
        var asker = new AskerOptions();
        var (store, lang, tenant, zone) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant(), ShopZone.Option());
        var command = new Command("trail") { clue, asOf, field, by, json, target, asker.Roles, asker.Policies, zone, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            Instant? instant = null;
            if (result.GetValue(asOf) is { } text)
            {
                if (!OffsetText.TryParse(text, out var moment))
                    return Task.FromResult(Terminal.Refuse(labels, Refusal.Of(CliCodes.InstantUnreadable, ("text", text))));
                instant = moment;
            }

            if (result.GetValue(by) is { } actor && !ActorId.TryParse(actor, out _))
                return Task.FromResult(Terminal.Refuse(labels, Refusal.Of(CliCodes.CommandLineInvalid, ("detail", "--by."))));
            if (!asker.SightOf(result).TryGet(out var sight, out var unusable)) return Task.FromResult(Terminal.Refuse(labels, unusable));
            var filter = new TrailFilter { Field = result.GetValue(field), Actor = result.GetValue(by) is { } who ? ActorId.Of(who) : null };
            return StoreCommand.RunAsync(result.GetValue(store)!, result.GetValue(tenant), labels,
                async (opened, named) => await new TrailLook(await labels.InZoneAsync(result.GetValue(zone), opened, named, cancellationToken),
                    result.GetValue(clue)!, instant, filter, sight, result.GetValue(json), result.GetValue(target))
                    .RunAsync(opened, named, cancellationToken), cancellationToken);
        });
        return command;
    }
}

/// <summary>One look at the trail of one order.</summary>
internal sealed class TrailLook(Labels labels, string clue, Instant? asOf, TrailFilter filter, RoleSight sight, bool isJson, string? target)
{
    public async Task<int> RunAsync(SqliteOrderStore store, TenantId tenant, CancellationToken cancellationToken)
    {
        var streams = clue.Length == 0 ? [] : await OrderStory.StreamsAsync(store, tenant, clue, cancellationToken);
        if (streams.IsEmpty)
        {
            Terminal.Refuse(labels, Reason.Of(CliCodes.OrderNotFound, ("clue", clue)));
            return ExitCode.Found;
        }

        if (streams.Count > 1) return Terminal.Refuse(labels, Reason.Of(CliCodes.OrderAmbiguous, ("clue", clue), ("orders", streams.Count)));
        var events = await store.ReadAsync(streams[0], 0, cancellationToken);
        // The file holds whole events, so that it can be verified.
        if (target is not null && sight.WhyNot("audit.events") is { } unseen) return Terminal.Refuse(labels, unseen);
        if (target is not null && OutputFile.WhyNot(target) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (target is not null) return await ExportAsync(store, events, cancellationToken);
        if (!OrderTrail.Of(events).TryGet(out var whole, out var unreadable)) return Found(unreadable);
        // Hidden first, chosen then: what may not be seen cannot be found out by asking for it.
        var trail = whole.SeenBy(sight);
        if (asOf is not { } instant)
        {
            Print(trail.Where(filter), null);
            return ExitCode.Ok;
        }

        if (!OrderTrail.AsOf(events, instant).TryGet(out var moment, out var refusal)) return Found(refusal);
        Print(new OrderTrail(trail.Entries.Where(e => e.Version <= moment.Version)).Where(filter), moment);
        return ExitCode.Ok;
    }

    private int Found(Refusal refusal)
    {
        Terminal.Refuse(labels, refusal);
        return ExitCode.Found;
    }

    private void Print(OrderTrail trail, OrderMoment? moment)
    {
        if (isJson)
        {
            Console.Out.WriteLine(TrailJson.Of(clue, trail, asOf, moment, sight));
            return;
        }

        if (moment is not null)
        {
            var fields = moment.Order is { } order ? OrderTrail.FieldsOf(order, sight) : new Dictionary<string, string>();
            var title = labels.Text("trail.as-of", ("instant", labels.Time(asOf!.Value)), ("version", moment.Version));
            Terminal.Table(title, [labels["head.field"], labels["head.value"]], fields.Select(f => new[] { f.Key, labels.Value(f.Value) }));
            if (moment.Order is null) Terminal.Say("  " + labels["trail.not-yet"]);
            AskerOptions.TellHidden(sight, labels);
            return;
        }

        Terminal.Table(labels.Text("trail.title", ("order", clue), ("entries", trail.Entries.Count)) + " " + labels.Text("zone.told", ("zone", labels.Zone.Id)),
            ["#" + labels["head.version"], labels["head.at"], labels["head.by"], labels["head.event"], labels["head.why"], labels["head.changes"]],
            trail.Entries.Items.Select(Row));
        AskerOptions.TellHidden(sight, labels);
    }

    private string[] Row(TrailEntry entry) =>
    [
        entry.Version.ToString(System.Globalization.CultureInfo.InvariantCulture), labels.Time(entry.At), labels.Named(entry.Actor?.Value ?? "–"),
        labels.Event(entry.Type),
        string.Join("; ", Why(entry).Concat(entry.Policies.Items.Select(p => $"[{p.Name}@{p.Version}]"))),
        entry.IsDropped
            ? labels["trail.dropped"]
            : Terminal.Lines(entry.Changes.Items.Where(c => !BeginsAtZero(c)).Select(c => $"{c.Field}: {Shown(c.Before)} → {Shown(c.After)}")),
    ];

    // What kept no reason of its own is told by what it changed.
    private IEnumerable<string> Why(TrailEntry entry) =>
        entry.Reasons.IsEmpty && !entry.IsDropped ? [labels["explain.by-itself"]] : entry.Reasons.Items.Select(labels.Text);

    private string Shown(string? value) => value is null ? "–" : labels.Value(value);

    // An order begins with a hundred zeros, which tell people nothing; --json has them.
    private static bool BeginsAtZero(FieldChange change) =>
        change.Before is null && change.After is { Length: > 0 } after && after[(after.LastIndexOf(' ') + 1)..].All(c => c is '0' or '.');

    private async Task<int> ExportAsync(SqliteOrderStore store, IReadOnlyList<EventEnvelope> events, CancellationToken cancellationToken)
    {
        var stream = events[0].Stream;
        var head = new StreamHead(stream, events[^1].Version, events[^1].Hash);
        try
        {
            await File.WriteAllBytesAsync(target!, TrailFile.Write(head, events, await AnchoredAsync(store, stream, cancellationToken)), cancellationToken);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return Terminal.Refuse(labels, Reason.Of(CliCodes.FileUnwritable, ("path", target!), ("detail", IoDetail.Of(e, target!))));
        }

        Terminal.Say(labels.Text("trail.written", ("path", target!), ("events", events.Count), ("head", $"{head.Version}:{head.Hash}")));
        return ExitCode.Ok;
    }

    /// <summary>The stream's head among the anchored ones; null when nothing was anchored, or the store no longer has what was.</summary>
    private static async Task<StreamHead?> AnchoredAsync(SqliteOrderStore store, StreamId stream, CancellationToken cancellationToken)
    {
        if (await FileAnchor.Beside(store.Path).LastAsync(stream.Tenant, cancellationToken) is not { } anchored) return null;
        var heads = new List<StreamHead>();
        await foreach (var head in store.HeadsAtAsync(stream.Tenant, anchored.Events, cancellationToken)) heads.Add(head);
        return PartitionHead.Of(stream.Tenant, heads) == anchored ? heads.Find(h => h.Stream == stream) : null;
    }
}
