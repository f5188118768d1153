using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Each value of a record in turn replaced by one that is meant to hurt. Fails when one is thrown over, read as some money or id, refused without its path, or
/// holds the reader up.
/// </summary>
public sealed class HostileValueScenarios
{
    private static readonly string Huge = new('7', 10_000_000);

    private static readonly Dictionary<string, string> Told = new()
    {
        { "a number that no type holds", "1e400" }, { "one that is nothing but for its exponent", "0.1e-400" }, { "a long one", "1" + new string('0', 400) },
        { "an exponent that does not fit", "1e99999999999999999999" }, { "a huge number", Huge }, { "a huge text", "\"" + Huge + "\"" },
        { "half a character", "\"\\ud800\"" }, { "the other half", "\"x\\udc00\"" }, { "nothing but a null", "\"\\u0000\"" },
        { "a deep list", new string('[', 1000) + new string(']', 1000) }, { "a list", "[[1],{\"tid\":2}]" }, { "an object", "{\"tid\":\"9\",\"num\":-1}" },
        { "a flag", "true" }, { "a doubled property", "{\"a\":1,\"a\":2}" }, { "a text of a number", "\"-0\"" }, { "no number", "\"NaN\"" },
    };

    public static TheoryData<string> Values => [.. Told.Keys];

    [Theory]
    [MemberData(nameof(Values))]
    public void Every_value_is_replaced_in_turn(string what)
    {
        var value = Told[what];
        var places = Paths(JsonNode.Parse(Payload.Taobao())!).ToList();
        Assert.True(places.Count > 12, what);
        var clock = Stopwatch.StartNew();
        foreach (var place in places)
        {
            var input = Replaced(place, value);
            foreach (var reading in Records.Of("taobao", input))
            {
                if (reading.Claim is { } claim)
                {
                    // What nobody reads may be anything.
                    Assert.True(claim.Amounts!.Due.MinorUnits is >= 0 and < 100_000_000, place);
                    Assert.True(claim.Order.Number.Value.Length < 100, place);
                    continue;
                }

                var reasons = reading.Refusal!.Reasons.Items;
                Assert.All(reasons, r => Assert.Contains(r.Arguments.Items, a => a.Name == "path" && a.Value.StartsWith("$", StringComparison.Ordinal)));
                Assert.All(reasons, r => Assert.True(r.Arguments.Items.Sum(a => a.Value.Length) < 1_000, place));
            }
        }

        Assert.True(clock.Elapsed < TimeSpan.FromSeconds(60), $"{what}: {clock.Elapsed}");
    }

    private static IEnumerable<string> Paths(JsonNode node) => node switch
    {
        JsonObject o => o.SelectMany(p => p.Value is JsonValue ? [p.Value.GetPath()] : p.Value is null ? [] : Paths(p.Value)),
        JsonArray a => a.SelectMany(n => n is null ? [] : Paths(n)),
        _ => [],
    };

    private static byte[] Replaced(string path, string value)
    {
        var root = JsonNode.Parse(Payload.Taobao())!;
        Replace(root, path);
        return Encoding.UTF8.GetBytes(root.ToJsonString().Replace("\"HERE\"", value));
    }

    private static void Replace(JsonNode node, string path)
    {
        if (node is JsonObject o)
        {
            foreach (var name in o.Select(p => p.Key).ToList())
            {
                if (o[name] is not { } value) continue;
                if (value.GetPath() == path) o[name] = "HERE";
                else Replace(value, path);
            }
        }
        else if (node is JsonArray a)
        {
            foreach (var entry in a) Replace(entry!, path);
        }
    }
}
