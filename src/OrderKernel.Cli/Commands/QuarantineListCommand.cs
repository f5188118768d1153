using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel quarantine list</c>: what waits and with which command it is settled, or how it was settled.</summary>
internal static class QuarantineListCommand
{
    public static Command Create()
    {
        var settled = new Option<bool>("--settled");
        var json = new Option<bool>("--json");
        var (store, lang, tenant, zone) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant(), ShopZone.Option());
        var command = new Command("list") { settled, json, zone, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            var (isSettled, isJson) = (result.GetValue(settled), result.GetValue(json));
            return StoreCommand.RunAsync(result.GetValue(store)!, result.GetValue(tenant), labels,
                async (opened, named) => await PrintAsync(opened, named, await labels.InZoneAsync(result.GetValue(zone), opened, named, cancellationToken),
                    isSettled, isJson, cancellationToken), cancellationToken);
        });
        return command;
    }

    private static async Task<int> PrintAsync(
        SqliteOrderStore store, TenantId tenant, Labels labels, bool isSettled, bool isJson, CancellationToken cancellationToken)
    {
        var entries = new List<QuarantineEntry>();
        var all = isSettled ? store.ListSettledAsync(tenant, cancellationToken) : ((IQuarantine)store).ListAsync(tenant, null, cancellationToken);
        await foreach (var entry in all) entries.Add(entry);
        if (isJson) Console.Out.WriteLine(QuarantineJson.Of(entries, labels));
        else if (entries.Count == 0) Terminal.Say(labels["quarantine.empty"]);
        else Print(entries, labels, isSettled);
        return ExitCode.Ok;
    }

    private static void Print(List<QuarantineEntry> entries, Labels labels, bool isSettled) => Terminal.Table(
        labels.Text(isSettled ? "quarantine.settled" : "quarantine.title", ("count", entries.Count)),
        [labels["head.record"], labels["head.source"], labels["head.since"], labels["head.why"]], entries.Select(e => new[]
        {
            e.Key, e.Source, labels.Time(e.At), e.Settlement is { } settlement ? Settled(e, settlement, labels) : Waiting(e, labels),
        }));

    private static string Waiting(QuarantineEntry entry, Labels labels) =>
        $"[{entry.Code}]  {PutAwayList.Stored(entry, labels)}{Terminal.Lines([labels.Text("inbox.settle.Parked", ("record", PutAwayList.Quoted(entry.Key)))])}";

    private static string Settled(QuarantineEntry entry, RecordSettlement settlement, Labels labels)
    {
        var how = labels.Text($"quarantine.as.{settlement.As}", ("by", labels.Named(settlement.By.Value)), ("at", labels.Time(settlement.At)),
            ("why", settlement.Why));
        return $"[{entry.Code}]" + Terminal.Lines([how]);
    }
}
