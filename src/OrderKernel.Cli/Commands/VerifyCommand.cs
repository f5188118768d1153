using System.CommandLine;
using OrderKernel.Cli.Output;
using OrderKernel.Cli.Report;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Stores;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel verify</c>: every hash chain, the anchor beside the store, the rows that no chain covers, and the balances of stock.</summary>
internal static class VerifyCommand
{
    public static Command Create()
    {
        var file = new Argument<string?>("file") { Arity = ArgumentArity.ZeroOrOne };
        var anchor = new Option<string?>("--anchor");
        var (store, lang, tenant) = (CommonOptions.Store(), CommonOptions.Lang(), CommonOptions.Tenant());
        var command =
            new Command("verify") { file, anchor, store, lang, tenant };
        command.SetAction((result, cancellationToken) =>
        {
            var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(lang)));
            if (result.GetValue(file) is { Length: > 0 } path) return TrailFileCheck.RunAsync(path, result.GetValue(anchor), labels, cancellationToken);
            return VerifyAsync(result.GetValue(store)!, result.GetValue(tenant), labels, cancellationToken);
        });
        return command;
    }

    private static async Task<int> VerifyAsync(string path, string? tenant, Labels labels, CancellationToken cancellationToken)
    {
        try
        {
            return await StoreCommand.RunAsync(path, tenant, labels, (opened, named) => VerifyAsync(opened, named, labels, cancellationToken),
                cancellationToken);
        }
        catch (StoreUnusableException e) when (e.Code is SqliteCodes.Damaged or SqliteCodes.NotADatabase or SqliteCodes.AnchorDamaged)
        {
            // Damage below the chains: no record can be named, but it is what was looked for.
            Terminal.Say(labels.Coded(e.Reason));
            Terminal.Say(labels.Text("verify.damaged", ("count", 1)));
            return ExitCode.Found;
        }
    }

    private static async Task<int> VerifyAsync(SqliteOrderStore store, TenantId tenant, Labels labels, CancellationToken cancellationToken)
    {
        var anchor = FileAnchor.Beside(store.Path);
        // What no chain covers, rows of other tables and indexes by which they are found, is said first: an event whose type is gone ends the rest.
        var findings = (await store.CheckRowsAsync(tenant, anchor, cancellationToken)).Items.Select(f => f.ToReason())
            .Concat((await store.CheckAsync(cancellationToken)).Items).ToList();
        foreach (var finding in findings) Terminal.Say(labels.Coded(finding));
        var seen = await StoreVerifier.VerifyAsync(store, anchor, tenant, cancellationToken);
        if (seen.Anchored is null) Terminal.Say(labels["verify.no-anchor"]);
        foreach (var finding in seen.Findings) Terminal.Say(labels.Coded(finding.ToReason()));
        findings.AddRange(seen.Findings.Items.Select(f => f.ToReason()));
        // Balances are no part of the chains: what the events add up to is compared where these can be believed.
        var stock = seen.IsSound
            ? await new Kernel(store, KernelPolicies.Default).ReconcileStockAsync(tenant, cancellationToken)
            : Result.Ok<ValueList<StockDrift>>([]);
        if (!stock.TryGet(out var drifts, out var refusal))
        {
            Terminal.Say(labels["verify.stock-not-compared"]);
            Terminal.Say(labels.Coded(refusal));
        }

        foreach (var drift in drifts) Terminal.Say(labels.Coded(drift.ToReason()));
        var isSound = findings.Count == 0 && drifts.IsEmpty;
        Terminal.Say(isSound
            ? labels.Text("verify.sound", ("streams", Html.Number(seen.Head.Streams)), ("events", Html.Number(seen.Head.Events)), ("hash", seen.Head.Hash),
                ("beyond", Html.Number(seen.EventsBeyondAnchor)))
            : labels.Text("verify.damaged", ("count", findings.Count + drifts.Count)));
        return isSound ? ExitCode.Ok : ExitCode.Found;
    }
}
