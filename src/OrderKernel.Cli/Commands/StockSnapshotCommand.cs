using System.CommandLine;
using System.Globalization;
using NodaTime;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock snapshot FILE</c>: what an outside stock master tells beside ours, with what explains each difference.</summary>
internal sealed class StockSnapshotCommand
{
    private readonly Argument<string> _file = new("file");
    private readonly Option<bool> _dryRun = new("--dry-run"), _json = new("--json");
    private readonly AskerOptions _asker = new();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockSnapshotCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockSnapshotCommand();
        var command = new Command("snapshot")
        {
            own._file, own._dryRun, own._json, own._asker.Roles, own._asker.Actor, own._asker.Policies, own._store, own._lang, own._tenant,
        };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        if (!_asker.PoliciesOf(result).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        if (!SnapshotFile.Read(result.GetValue(_file)!).TryGet(out var snapshots, out unusable)) return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels, (store, tenant) =>
            MergeAsync(store, tenant, policies, snapshots, _asker.Of(result), result.GetValue(_dryRun), result.GetValue(_json), labels, cancellationToken),
            cancellationToken);
    }

    private static async Task<int> MergeAsync(SqliteOrderStore store, TenantId tenant, KernelPolicies policies,
        ValueList<(LocationId Location, MergeSnapshot Snapshot)> snapshots, Actor actor, bool isRehearsal, bool isJson, Labels labels,
        CancellationToken cancellationToken)
    {
        var (kernel, lines, refusals) = (new Kernel(store, policies), new List<SnapshotLine>(), new List<Refusal>());
        foreach (var (location, snapshot) in snapshots)
        {
            var key = new OutsideStockKey(tenant, location);
            if (!(await kernel.CompareSnapshotAsync(key, snapshot, cancellationToken)).TryGet(out var compared, out var refusal))
                return Terminal.Refuse(labels, refusal);
            lines.AddRange(compared.Items);
            // Of a location whose master is another the difference is only told.
            if (isRehearsal || policies.StockMasters.Policy.Of(location)?.Source != snapshot.Source) continue;
            var message = OutsideStockCommands.Codec.Fingerprint(key, snapshot, $"{actor.Id} {string.Join(' ', actor.Roles.Items)}");
            var context = new DecisionContext(actor, SystemClock.Instance.GetCurrentInstant(), MessageId.Of($"snapshot-{message}"));
            if ((await kernel.TellAsync(key, snapshot, context, cancellationToken)).Refusal is { } refused) refusals.Add(refused);
        }

        if (!isRehearsal)
        {
            var head = await PartitionHead.OfAsync(tenant, store.HeadsAsync(tenant, cancellationToken), cancellationToken);
            if (!await StoreCommand.KeepAnchorAsync(head, store, cancellationToken))
            {
                Terminal.Refuse(labels, Reason.Of(CliCodes.AnchorDisagrees, ("path", store.Path)));
                return ExitCode.Found;
            }
        }

        if (isJson) Console.Out.WriteLine(SnapshotJson.Of(lines, refusals, isRehearsal, labels));
        else Print(lines, refusals, isRehearsal, labels);
        return refusals.Count > 0 || lines.Exists(l => l.Outcome is SnapshotOutcome.Waits or SnapshotOutcome.Told) ? ExitCode.Found : ExitCode.Ok;
    }

    private static void Print(List<SnapshotLine> lines, List<Refusal> refusals, bool isRehearsal, Labels labels)
    {
        var told = lines.FindAll(l => l.Difference != 0 || l.Outcome is not (SnapshotOutcome.Agrees or SnapshotOutcome.Known));
        Terminal.Table(labels.Text(isRehearsal ? "snapshot.would" : "snapshot.merged", ("differ", told.Count), ("all", lines.Count)),
            [labels["head.location"], labels["head.sku"], "#" + labels["snapshot.told"], "#" + labels["snapshot.locks"], "#" + labels["snapshot.book"],
                "#" + labels["snapshot.difference"], "#" + labels["snapshot.unexplained"], labels["head.outcome"], labels["head.why"]],
            told.Select(l => new[]
            {
                l.Cell.Location.Value, string.Join('/', new[] { l.Cell.Sku.Value, l.Cell.Pool.Value, l.Cell.Batch.Value }.OfType<string>()),
                Number(l.Told.Units), Number(l.Locks.Units), Number(l.Book), Number(l.Difference), Number(l.Unexplained.Units),
                labels["snapshot." + l.Outcome], Terminal.Lines(l.Parts.Items.Select(p => Part(p, labels))),
            }));
        foreach (var refusal in refusals) Terminal.Say(labels.Coded(refusal));
    }

    private static string Part(SnapshotPart part, Labels labels) =>
        $"{labels["snapshot.part." + part.Kind]} {Number(part.Units.Units)}: {string.Join(", ", part.Movements.Items)}";

    private static string Number(long units) => units.ToString(CultureInfo.InvariantCulture);
}
