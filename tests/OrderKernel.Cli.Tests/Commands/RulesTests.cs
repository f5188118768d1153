using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Policies;
using OrderKernel.Rules;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when check misses a finding, a path or its exit code, when try writes anything, counts other than what the kernel did with the same chain on the
// same records, or leaves an order out in silence.
public class RulesTests
{
    private const string Big = """
        { "$schema": "rule-chain-1.json", "name": "vip", "version": "1",
          "rules": [{ "id": "big", "when": "order.total > money(\"300\") && !(\"big\" in order.tags)", "then": [{ "lever": "tag", "with": { "value": "big" } }] }] }
        """;

    private const string Contradicting = """
        { "$schema": "rule-chain-1.json", "name": "where", "version": "2",
          "facts": [{ "path": "gift.available", "type": "int" }],
          "levers": [{ "lever": "warehouse", "with": [{ "name": "at", "type": "string" }] }],
          "rules": [
            { "id": "a", "when": "order.total > money(\"100\")", "then": [{ "lever": "warehouse", "with": { "at": "HZ" } }] },
            { "id": "b", "when": "order.total > money(\"50\")", "then": [{ "lever": "warehouse", "with": { "at": "GZ" } }] },
            { "id": "c", "when": "gift.available < 0 && gift.available > 0", "then": [{ "lever": "tag", "with": { "value": "x" } }] }
          ] }
        """;

    [Fact]
    public void A_sound_chain_ends_with_0_and_says_what_the_host_brings_and_does()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["chain.json"], PolicyDefaults.Bytes("xiaohongshu").ToArray());
        var said = ToolRun.Of("rules", "check", folder["chain.json"]).Ends(0).Out;
        Assert.Contains("gift.sku: string, gift.available: int", said, StringComparison.Ordinal);
        Assert.Contains("serviceGroup, publishStock, reserveGift, grantCoupon", said, StringComparison.Ordinal);
        var json = JsonNode.Parse(ToolRun.Of("rules", "check", folder["chain.json"], "--json").Ends(0).Out)!;
        Assert.True(json["loads"]!.GetValue<bool>());
        Assert.Equal(["xiaohongshu-service", "xiaohongshu-gift", "xiaohongshu-coupon"], json["rules"]!.AsArray().Select(r => r!["rule"]!.GetValue<string>()));
        Assert.All(json["rules"]!.AsArray(), r => Assert.InRange(r!["costMax"]!.GetValue<long>(), 1, 1_000));
    }

    [Fact]
    public void What_contradicts_and_what_never_fires_is_found_with_path_code_and_example()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["chain.json"], Contradicting);
        var said = ToolRun.Of("rules", "check", folder["chain.json"]).Ends(1).Out;
        Assert.Contains("CNY 100.01", said, StringComparison.Ordinal);
        var json = JsonNode.Parse(ToolRun.Of("rules", "check", folder["chain.json"], "--json").Ends(1).Out)!;
        Assert.Equal((true, 2), (json["loads"]!.GetValue<bool>(), json["certain"]!.GetValue<int>()));
        Assert.Equal([(RulesCodes.RuleNeverHolds, "$.rules[2]"), (RulesCodes.RulesConflict, "$.rules[1]")],
            json["findings"]!.AsArray().Select(f => (f!["code"]!.GetValue<string>(), f["path"]!.GetValue<string>())));
    }

    [Fact]
    public void What_only_history_can_tell_does_not_fail_a_check()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["chain.json"], PolicyDefaults.Bytes("return-risk").ToArray());
        Assert.Contains($"[{RulesCodes.RuleDeadOpen}]", ToolRun.Of("rules", "check", folder["chain.json"]).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_load_is_told_whole()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["chain.json"],
            Contradicting.Replace("order.total", "order.totl", StringComparison.Ordinal).Replace("\"tag\"", "\"tga\"", StringComparison.Ordinal));
        var json = JsonNode.Parse(ToolRun.Of("rules", "check", folder["chain.json"], "--json").Ends(1).Out)!;
        Assert.False(json["loads"]!.GetValue<bool>());
        Assert.Equal(
            [RulesCodes.UnknownField, RulesCodes.UnknownField, RulesCodes.LeverUnknown],
            json["findings"]!.AsArray().Select(f => f!["code"]!.GetValue<string>()));
        ToolRun.Of("rules", "check", folder["none.json"]).Ends(2);
        ToolRun.Of("rules", "try", folder["chain.json"], "--store", SampleRun.Shared.Store).Ends(2);
    }

    // The oracle is the kernel itself: a run of the same records under the chain.
    [Fact]
    public void Try_counts_what_the_kernel_would_have_done()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["chain.json"], Big);
        File.WriteAllText(folder["less.json"],
            Big.Replace("300", "100", StringComparison.Ordinal).Replace("\"version\": \"1\"", "\"version\": \"2\"", StringComparison.Ordinal));
        var store = SampleRun.Shared.CopyStore(folder);
        var before = File.ReadAllBytes(store);
        var json = JsonNode.Parse(ToolRun.Of("rules", "try", folder["chain.json"], "--store", store, "--json").Ends(0).Out)!;
        var less = JsonNode.Parse(ToolRun.Of("rules", "try", folder["less.json"], "--store", store, "--json").Ends(0).Out)!;
        var both = JsonNode.Parse(ToolRun.Of("rules", "try", folder["less.json"], "--against", folder["chain.json"], "--store", store, "--json").Ends(0).Out)!;
        Assert.Equal(before, File.ReadAllBytes(store));
        var orders = Stored.Orders(store).ToArray();
        Assert.Equal(orders.Length, json["orders"]!.GetValue<int>());
        var fired = json["rules"]![0]!["firedAfter"]!.GetValue<int>();
        // Some orders have it: else nothing would be tested.
        Assert.InRange(fired, 1, orders.Length - 1);
        Assert.Equal(fired, json["differing"]!.GetValue<int>());
        Assert.Equal((fired, less["differing"]!.GetValue<int>()),
            (both["rules"]![0]!["firedBefore"]!.GetValue<int>(), both["rules"]![0]!["firedAfter"]!.GetValue<int>()));
        Assert.Equal(less["differing"]!.GetValue<int>() - fired, both["differing"]!.GetValue<int>());

        using var input = new TempFolder();
        foreach (var file in Directory.EnumerateFiles(SampleRun.Shared.Input, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(input.Input, Path.GetRelativePath(SampleRun.Shared.Input, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target);
        }

        File.WriteAllText(Path.Combine(input.Input, "chain.json"), Big);
        var manifest = Path.Combine(input.Input, "manifest.json");
        var node = JsonNode.Parse(File.ReadAllText(manifest))!;
        (node["policies"] ??= new JsonObject())["ruleChain"] = new JsonArray("chain.json");
        File.WriteAllText(manifest, node.ToJsonString());
        ToolRun.Of("run", input.Input, "--store", input["own.db"], "--json").Ends(0);
        Assert.Equal(fired, Stored.Orders(input["own.db"]).Count(o => o.Asked("vip", "big") is { HasFired: true }));
        // Told again over a store in which the chain ran, it says the same.
        var again = JsonNode.Parse(ToolRun.Of("rules", "try", folder["chain.json"], "--store", input["own.db"], "--json").Ends(0).Out)!;
        Assert.Equal(fired, again["rules"]![0]!["firedAfter"]!.GetValue<int>());
    }

    // Else a rule would err for each order, and whoever runs the tool would not hear of it.
    [Fact]
    public void A_run_says_which_facts_nobody_tells_its_rules()
    {
        using var folder = new TempFolder();
        Directory.CreateDirectory(folder.Input);
        File.WriteAllText(Path.Combine(folder.Input, "chain.json"), Contradicting);
        File.Copy(Path.Combine(Outside.Root, "docs/samples/policies/web-shop.profile.json"), Path.Combine(folder.Input, "web.json"));
        File.Copy(Path.Combine(Outside.Root, "docs/samples/policies/orders.csv"), Path.Combine(folder.Input, "orders.csv"));
        File.WriteAllText(Path.Combine(folder.Input, "manifest.json"), """
            { "$schema": "manifest-1.json", "tenant": "acme", "files": [{ "path": "orders.csv", "profile": "web-shop", "shop": "web" }],
              "policies": { "profile": ["web.json"], "ruleChain": ["chain.json"] } }
            """);
        var said = ToolRun.Of("run", folder.Input, "--store", folder["own.db"]).Ends(0).Out;
        Assert.Contains(CliCodes.RuleFactsUntold, said, StringComparison.Ordinal);
        Assert.Contains("nobody tells the chain where of gift.available", said, StringComparison.Ordinal);
        Assert.Contains("where/c", string.Join(" ", Stored.Orders(folder["own.db"]).SelectMany(o => o.Rules.Items).Select(r => $"{r.Chain}/{r.Rule}")),
            StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("en", "Orders by rule")]
    [InlineData("zh", "各规则涉及的订单")]
    public void Try_is_said_in_both_languages(string lang, string title)
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["chain.json"], Contradicting);
        var said = ToolRun.Of("rules", "try", folder["chain.json"], "--store", SampleRun.Shared.Store, "--lang", lang).Ends(0).Out;
        Assert.Contains(title, said, StringComparison.Ordinal);
        // A rule that reads what is not recorded says so.
        Assert.Contains("gift.available", said, StringComparison.Ordinal);
    }
}
