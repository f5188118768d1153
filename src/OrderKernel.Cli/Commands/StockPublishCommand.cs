using System.CommandLine;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock publish</c>: what each shop is told of stock, with the terms of each number.</summary>
internal sealed class StockPublishCommand
{
    private readonly Option<string?> _asOf = new("--as-of");
    private readonly Option<bool> _dryRun = new("--dry-run"), _json = new("--json");
    private readonly Option<string?> _policies = AskerOptions.PoliciesOption();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockPublishCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockPublishCommand();
        var command = new Command("publish") { own._dryRun, own._asOf, own._json, own._policies, own._store, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var now = SystemClock.Instance.GetCurrentInstant();
        if (result.GetValue(_asOf) is { } text && !OffsetText.TryParse(text, out now))
            return Terminal.Refuse(labels, Refusal.Of(CliCodes.InstantUnreadable, ("text", text)));
        if (!Input.FolderPolicies.In(result.GetValue(_policies)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) => PublishAsync(store, tenant, policies, now, result.GetValue(_dryRun), result.GetValue(_json), labels, cancellationToken),
            cancellationToken);
    }

    private static async Task<int> PublishAsync(SqliteOrderStore store, TenantId tenant, KernelPolicies policies, Instant now, bool isRehearsal, bool isJson,
        Labels labels, CancellationToken cancellationToken)
    {
        var kernel = new Kernel(store, policies) { IsRehearsal = isRehearsal };
        if (!(await kernel.PublishStockAsync(tenant, now, cancellationToken)).TryGet(out var decision, out var refusal))
            return Terminal.Refuse(labels, refusal);
        if (isJson) Console.Out.WriteLine(PublicationText.Json(decision, now, isRehearsal, labels));
        else Print(decision, policies.Publication.Policy, isRehearsal, labels);
        return decision.Findings.IsEmpty ? ExitCode.Ok : ExitCode.Found;
    }

    private static void Print(PublicationDecision decision, PublicationRules rules, bool isRehearsal, Labels labels)
    {
        if (decision.Lines.IsEmpty)
        {
            Terminal.Say(labels[rules.Shops.IsEmpty ? "publication.no-shops" : "publication.nothing-sold"]);
            return;
        }

        var told = decision.Lines.Items.Count(l => l.Outcome == PublicationOutcome.Publish);
        Terminal.Table(labels.Text(isRehearsal ? "publication.would" : "publication.told", ("told", told), ("all", decision.Lines.Count)),
            [labels["head.channel"], labels["head.shop"], labels["head.sku"], "#" + labels["head.available"], "#" + labels["head.published-before"],
                "#" + labels["head.published"], labels["head.outcome"], labels["head.why"]],
            decision.Lines.Items.Select(l => PublicationText.Row(l, labels)));
        foreach (var finding in decision.Findings) Terminal.Say(labels.Coded(finding));
    }
}
