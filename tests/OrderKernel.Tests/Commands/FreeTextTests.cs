using System.Text.Json;

namespace OrderKernel.Tests.Commands;

// Fails when a command shows a phone number that somebody wrote into one of its texts, or when an excuse names no text any more.
public class FreeTextTests
{
    private const string Phone = "13800001234";

    /// <summary>Texts that keep what is written: words that documents and hosts define, not people's.</summary>
    private static readonly string[] Words =
    [
        // Names that a workflow or a tariff gives.
        "approvals.fire-approval-deadline trigger", "approvals.move-approval trigger", "orders.fire-deadline trigger", "orders.fire-shipment-trigger trigger",
        "orders.fire-trigger trigger", "orders.move-to-workflow expectedStep", "orders.move-to-workflow step", "orders.plan-shipment service",
        "orders.record-offline-scans readings.step", "orders.scan-item reading.step",
        // Names and texts that a chain of rules gives.
        "orders.fire-rule rule", "orders.fire-rule does.name", "orders.fire-rule does.arguments.name", "orders.fire-rule does.arguments.values",
        "orders.note-rule-error code", "orders.note-rule-error rule",
        // Names, codes and numbers of hosts, channels and carriers.
        "approvals.request-approval request.kind", "approvals.request-approval request.subject", "inventory.reserve orderKey", "inventory.reserve holder.key",
        "inventory.regrade orderKey", "inventory.receive-transfer transfer", "inventory.rebalance taker",
        "inventory.rebalance from.orderKey", "inventory.ship-elsewhere orderKey", "inventory.take-back orderKey", "logistics.report-track reports.rawCode", "orders.attach-evidence kind",
        "orders.attach-evidence sha256", "orders.confirm-shipment record", "orders.place-order lines.title", "orders.place-order source",
        "orders.propose-change change.content.lines.title", "orders.record-invoice number", "orders.tell-content content.lines.title",
        "orders.record-offline-scans readings.barcode", "orders.scan-item reading.barcode", "orders.ship-elsewhere record", "orders.ship-shipment record",
        // Masked when it is decided: a consequence's note names ids.
        "orders.place-hold note",
        // Masked when it is kept: what a carrier says is first read for what it means.
        "logistics.report-track reports.place", "logistics.report-track reports.text",
    ];

    [Fact]
    public void A_phone_number_in_a_persons_words_is_in_no_command()
    {
        var shown = from family in CommandFamilies.All
                    from type in family.Types
                    from seed in Enumerable.Range(1, 20)
                    let command = new CommandSampler(new Random(seed).Next, $"call {Phone}").Make(type)
                    from path in Shown(JsonDocument.Parse(family.Write(command)).RootElement, "")
                    select $"{family.NameOf(command)} {path}";
        var all = shown.ToHashSet(StringComparer.Ordinal);
        var differing = all.Except(Words).Select(w => "shown: " + w).Concat(Words.Except(all).Select(w => "not shown: " + w)).ToList();
        Assert.True(differing.Count == 0, string.Join("\n", differing));
    }

    private static IEnumerable<string> Shown(JsonElement element, string path) => element.ValueKind switch
    {
        JsonValueKind.Object => element.EnumerateObject().SelectMany(p => Shown(p.Value, path.Length == 0 ? p.Name : $"{path}.{p.Name}")),
        JsonValueKind.Array => element.EnumerateArray().SelectMany(e => Shown(e, path)),
        JsonValueKind.String when element.GetString()!.Contains(Phone, StringComparison.Ordinal) => [path],
        _ => [],
    };
}
