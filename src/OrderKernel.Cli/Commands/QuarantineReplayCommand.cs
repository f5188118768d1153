using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Deliveries;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel quarantine replay</c>: delivers records again whose cause was mended; what is taken leaves the list.</summary>
internal sealed class QuarantineReplayCommand
{
    private readonly Argument<string?> _record = new("record") { Arity = ArgumentArity.ZeroOrOne };
    private readonly Option<bool> _all = new("--all");
    private readonly Option<bool> _json = new("--json");
    private readonly AskerOptions _asker = new();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private QuarantineReplayCommand()
    {
    }

    public static Command Create()
    {
        var own = new QuarantineReplayCommand();
        var command = new Command("replay")
        {
            own._record, own._all, own._json, own._asker.Actor, own._asker.Policies, own._store, own._lang, own._tenant,
        };
        command.Validators.Add(r =>
        {
            if (r.GetValue(own._all) == r.GetValue(own._record) is not null) r.AddError("replay: KEY | --all.");
        });
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (!FolderPolicies.ForReading(result.GetValue(_asker.Policies)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        var (key, isJson, by) = (result.GetValue(_record), result.GetValue(_json), new Actor(ActorId.Of(result.GetValue(_asker.Actor)!), []));
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, async (store, tenant) =>
        {
            var replayed = await ReplayAsync(store, tenant, policies, key, by, cancellationToken);
            var head = await PartitionHead.OfAsync(tenant, store.HeadsAsync(tenant, cancellationToken), cancellationToken);
            if (replayed.Exists(r => r.Answer.IsOk) && !await StoreCommand.KeepAnchorAsync(head, store, cancellationToken))
            {
                Terminal.Refuse(labels, Reason.Of(CliCodes.AnchorDisagrees, ("path", store.Path)));
                return ExitCode.Found;
            }

            if (isJson) Console.Out.WriteLine(QuarantineJson.Of(replayed, labels));
            else Print(replayed, labels);
            return replayed.TrueForAll(r => r.Answer.IsOk) ? ExitCode.Ok : ExitCode.Found;
        }, cancellationToken);
    }

    private static async Task<List<(QuarantineEntry Entry, Result<DeliveryAnswer> Answer)>> ReplayAsync(
        SqliteOrderStore store, TenantId tenant, KernelPolicies policies, string? key, Actor by, CancellationToken cancellationToken)
    {
        var (kernel, now) = (new Kernel(store, policies), SystemClock.Instance.GetCurrentInstant());
        var entries = new List<QuarantineEntry>();
        if (key is null)
        {
            await foreach (var entry in ((IQuarantine)store).ListAsync(tenant, null, cancellationToken)) entries.Add(entry);
        }
        else
        {
            entries.Add(await store.EntryAsync(tenant, key, cancellationToken) ?? new QuarantineEntry(key, "-", "-", "", now, default));
        }

        // As in a run: what was put away first had come first.
        var replayed = new List<(QuarantineEntry, Result<DeliveryAnswer>)>();
        foreach (var entry in entries.OrderBy(e => e.At).ThenBy(e => e.Key, StringComparer.Ordinal))
            replayed.Add((entry, await kernel.ReplayAsync(tenant, entry.Key, by, now, cancellationToken)));
        return replayed;
    }

    private static void Print(List<(QuarantineEntry Entry, Result<DeliveryAnswer> Answer)> replayed, Labels labels)
    {
        Terminal.Table(labels["quarantine.replayed"], [labels["head.record"], labels["head.source"], labels["head.answer"]], replayed.Select(r => new[]
        {
            r.Entry.Key, r.Entry.Source, r.Answer.TryGet(out var answer, out var refusal) ? Word(answer, labels) : labels.Coded(refusal),
        }));
        Console.Out.WriteLine();
        var taken = replayed.Count(r => r.Answer.IsOk);
        Terminal.Say(labels.Text("quarantine.sum", ("taken", taken), ("refused", replayed.Count - taken)));
    }

    private static string Word(DeliveryAnswer answer, Labels labels)
    {
        var word = labels["intake." + answer.Outcome.ToString().ToLowerInvariant()];
        return answer.Code is null ? word : $"{word} [{answer.Code}]";
    }
}
