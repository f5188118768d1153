using System.CommandLine;
using System.Globalization;
using System.Text.Json;
using NodaTime;
using OrderKernel.Cli.Output;
using OrderKernel.Inventory;
using OrderKernel.Policies;
using OrderKernel.Storage.Sqlite;

namespace OrderKernel.Cli.Commands;

/// <summary><c>orderkernel stock rebalance SKU</c>: who would give up units of a SKU for whom, why, and with which sayings it is done.</summary>
internal sealed class StockRebalanceCommand
{
    private readonly Argument<string> _sku = new("sku");
    private readonly Option<string?> _asOf = new("--as-of"), _plan = new Option<string?>("--plan").NotEmpty();
    private readonly Option<bool> _json = new("--json");
    private readonly Option<string?> _policies = AskerOptions.PoliciesOption();
    private readonly Option<string> _store = CommonOptions.Store();
    private readonly Option<string?> _lang = CommonOptions.Lang(), _tenant = CommonOptions.Tenant();

    private StockRebalanceCommand()
    {
    }

    public static Command Create()
    {
        var own = new StockRebalanceCommand();
        var command = new Command("rebalance") { own._sku, own._plan, own._asOf, own._json, own._policies, own._store, own._lang, own._tenant };
        command.SetAction(own.RunAsync);
        return command;
    }

    private async Task<int> RunAsync(ParseResult result, CancellationToken cancellationToken)
    {
        var labels = Labels.In(CommonOptions.LanguageOf(result.GetValue(_lang)));
        var (now, plan) = (SystemClock.Instance.GetCurrentInstant(), result.GetValue(_plan));
        if (result.GetValue(_asOf) is { } text && !OffsetText.TryParse(text, out now))
            return Terminal.Refuse(labels, Reason.Of(CliCodes.InstantUnreadable, ("text", text)));
        if (!SkuId.TryParse(result.GetValue(_sku), out var sku)) return Terminal.Refuse(labels, Reason.Of(KernelCodes.DocumentValueInvalid,
            ("path", "sku"), ("value", result.GetValue(_sku) ?? ""), ("expected", "id")));
        if (plan is not null && OutputFile.WhyNot(plan) is { } unwritable) return Terminal.Refuse(labels, unwritable);
        if (!Input.FolderPolicies.In(result.GetValue(_policies)).TryGet(out var policies, out var unusable)) return Terminal.Refuse(labels, unusable);
        return await StoreCommand.RunAsync(result.GetValue(_store)!, result.GetValue(_tenant), labels,
            (store, tenant) => ProposeAsync(store, tenant, policies, sku, now, plan, result.GetValue(_json), labels, cancellationToken), cancellationToken);
    }

    private static async Task<int> ProposeAsync(SqliteOrderStore store, TenantId tenant, KernelPolicies policies, SkuId sku, Instant now, string? plan,
        bool isJson, Labels labels, CancellationToken cancellationToken)
    {
        if (!(await new Kernel(store, policies).ProposeRebalancingAsync(tenant, sku, now, cancellationToken)).TryGet(out var proposal, out var refusal))
            return Terminal.Refuse(labels, refusal);
        if (plan is not null) await File.WriteAllLinesAsync(plan, proposal.Sayings().Items, cancellationToken);
        if (isJson) Console.Out.WriteLine(Json(proposal, labels));
        else Print(proposal, plan, labels);
        return ExitCode.Ok;
    }

    private static void Print(RebalancingProposal proposal, string? plan, Labels labels)
    {
        if (proposal.Moves.IsEmpty) Terminal.Say(labels.Text("rebalance.nothing", ("sku", proposal.Sku)));
        else
        {
            Terminal.Table(labels.Text("rebalance.title", ("sku", proposal.Sku), ("moves", proposal.Moves.Count)),
                [labels["rebalance.taker"], "#" + labels["head.units"], "#" + labels["rebalance.free"], labels["rebalance.gives"]],
                proposal.Moves.Select(m => new[]
                {
                    m.Order?.Value ?? m.Taker, Number(m.Units.Units), Number(m.Free.Units), Terminal.Lines(m.Why.Items.Select(labels.Text)),
                }));
            Terminal.Say(labels[plan is null ? "plan.tell" : "plan.written"]);
            foreach (var saying in plan is null ? proposal.Sayings().Items.Select(SayingText.Of) : [$"orderkernel tell {plan} --dry-run"]) Terminal.Say(saying);
        }

        foreach (var finding in proposal.Findings) Terminal.Say(labels.Text(finding));
    }

    private static string Json(RebalancingProposal proposal, Labels labels) => JsonText.Of(writer =>
    {
        writer.WriteString("sku", proposal.Sku.Value);
        writer.WriteStartArray("moves");
        foreach (var move in proposal.Moves) Write(writer, move, labels);
        writer.WriteEndArray();
        writer.WriteStartArray("findings");
        foreach (var finding in proposal.Findings) JsonText.Write(writer, finding, labels);
        writer.WriteEndArray();
        writer.WriteStartArray("plan");
        foreach (var saying in proposal.Sayings()) writer.WriteRawValue(saying);
        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, RebalancingMove move, Labels labels)
    {
        writer.WriteStartObject();
        writer.WriteString("taker", move.Taker);
        writer.WriteString("order", move.Order?.Value);
        writer.WriteNumber("units", move.Units.Units);
        writer.WriteNumber("free", move.Free.Units);
        writer.WriteStartArray("from");
        foreach (var gift in move.From)
        {
            writer.WriteStartObject();
            writer.WriteString("order", gift.OrderKey);
            writer.WriteString("shipment", gift.Shipment.Value);
            writer.WriteString("reservation", gift.Reservation.Value);
            writer.WriteNumber("units", gift.Units.Units);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("reasons");
        foreach (var why in move.Why) JsonText.Write(writer, why, labels);
        writer.WriteEndArray();
        writer.WriteEndObject();
    }

    private static string Number(long units) => units.ToString(CultureInfo.InvariantCulture);
}
