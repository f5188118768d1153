using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace OrderKernel.Cli.Tests.Documents;

// Fails when a key of `run --json` is added, renamed, moved or changes its type without its reference page and this list saying so.
public class RunJsonReferenceTests
{
    private static readonly string[] Keys =
    [
        "tenant", "orders", "paid", "unpaidExpired", "orderedMinor", "keptMinor", "refundedMinor", "refundPendingMinor", "refunds", "fullRefunds",
        "autoApprovedRefunds",
        "latePayments", "vipExpedite", "applied", "stale", "conflicts", "parked", "duplicates", "skipped", "shipments", "shippedElsewhere", "firstScanOverdue",
        "suspectSignOffs",
        "statuses", "channels", "holds", "tiers", "reservations", "parkedBy", "conflictsBy", "healthIndexBasisPoints", "streams", "events", "eventHash", "files",
        "channelHealth",
    ];

    [Fact]
    public void Keys_stand_in_their_order() => Assert.Equal(Keys, SampleRun.Shared.Figures.Select(p => p.Key));

    [Fact]
    public void Every_key_is_documented_with_its_type()
    {
        var pages = Regex.Split(File.ReadAllText(Path.Combine(Outside.Root, "docs/reference/run-json.md")), "^## .+$", RegexOptions.Multiline);
        var file = SampleRun.Shared.Figures["files"]![0]!.AsObject();
        var channel = SampleRun.Shared.Figures["channelHealth"]![0]!.AsObject();
        foreach (var (page, keys, of) in new (string, string[], JsonObject)[]
        {
            (pages[0], Keys, SampleRun.Shared.Figures), (pages[1], [.. file.Select(p => p.Key)], file), (pages[2], [.. channel.Select(p => p.Key)], channel),
        })
        {
            var rows = Regex.Matches(page, @"^\| `(\w+)` \| (\w+)[^|]* \| [^|]+ \|$", RegexOptions.Multiline)
                .Select(m => (Key: m.Groups[1].Value, Type: m.Groups[2].Value)).ToList();
            Assert.Equal(keys, rows.Select(r => r.Key));
            Assert.All(rows, r => Assert.Equal(r.Type, TypeOf(of[r.Key]!)));
        }
    }

    [Fact]
    public void Sums_are_those_that_the_page_promises()
    {
        var figures = SampleRun.Shared.Figures;
        foreach (var (parts, whole) in new[] { ("statuses", "orders"), ("channels", "orders"), ("parkedBy", "parked"), ("conflictsBy", "conflicts") })
            Assert.Equal(figures[whole]!.GetValue<long>(), figures[parts]!.AsObject().Sum(p => p.Value!.GetValue<long>()));
        Assert.Equal(Enum.GetNames<OrderStatus>(), figures["statuses"]!.AsObject().Select(p => p.Key));
        Assert.Matches("^[0-9a-f]{64}$", figures["eventHash"]!.GetValue<string>());
    }

    private static string TypeOf(JsonNode node) => node switch { JsonArray => "list", JsonObject => "object", JsonValue v when v.TryGetValue<long>(out _) => "number", _ => "text" };
}
