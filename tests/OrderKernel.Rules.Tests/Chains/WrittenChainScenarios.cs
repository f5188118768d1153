using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Rules.Tests.Chains;

/// <summary>Documents of chains beside what is written of them again, and the limits of their parts.</summary>
/// <remarks>Fails when something that a document says is not written, or written otherwise; when a part of it may be longer than it says, or is cut too
/// soon; or when something is passed over that nobody knows.</remarks>
public class WrittenChainScenarios
{
    // Everything that a chain can say; written again it is the same document but for blanks.
    [Fact]
    public void All_that_a_document_says_is_written()
    {
        const string Text = """
            {"$schema":"rule-chain-1.json","name":"shop","version":"7","description":"What a chain is for: 加急","zone":"America/New_York",
            "facts":[{"path":"gift.sku","type":"list<string>","optional":true},{"path":"gift.who","type":"string","personal":true}],
            "levers":[{"lever":"gift","addsUp":true,"with":[{"name":"units","type":"int"},{"name":"note","type":"string","optional":true}]},{"lever":"mark","with":[]}],
            "rules":[
            {"id":"a","description":"first","when":"n > 1 \u0026\u0026 s == \u0027x\u0027","then":[
            {"lever":"wait","with":{"minutes":30,"asks":true}},{"lever":"tag","with":{"value":"x","more":["y","z"]}},
            {"lever":"discount","with":{"amount":{"amount":"5.50","currency":"CNY"},"note":"n"}},{"lever":"gift","with":{"units":{"expression":"n + 1"}}},{"lever":"mark"}],
            "priority":5,"stop":true,"enabled":false,"from":"2026-11-11","until":"2026-11-13",
            "excludedHours":[{"from":"22:00","to":"06:00"},{"from":"12:00","to":"13:30"}],"tags":["t","加急"]},
            {"id":"b","when":"true","stop":true}]}
            """;
        var chain = Shop.Load(Text).ValueOrThrow().Policy;
        var written = chain.ToUtf8("shop", "7");
        Assert.Equal(JsonNode.Parse(Text)!.ToJsonString(), JsonNode.Parse(written)!.ToJsonString());
        Assert.Contains("\n", Encoding.UTF8.GetString(written), StringComparison.Ordinal);
        Assert.Equal(written, Shop.Load(Encoding.UTF8.GetString(written)).ValueOrThrow().Policy.ToUtf8("shop", "7"));
        Assert.True(Shop.Schema.Accepts(Text));
    }

    [Fact]
    public void What_a_document_leaves_out_is_left_out()
    {
        var chain = Shop.Chain(Shop.Rule("a", "true"));
        Assert.Equal(
            """{"$schema":"rule-chain-1.json","name":"shop","version":"1","zone":"Asia/Shanghai","rules":[{"id":"a","when":"true","then":[{"lever":"tag","with":{"value":"x"}}]}]}""",
            JsonNode.Parse(chain.ToUtf8("shop", "1"))!.ToJsonString());
    }

    // Names of up to 64 characters, without blanks at their ends and without what cannot be seen.
    [Theory]
    [InlineData(1, "", true)]
    [InlineData(64, "", true)]
    [InlineData(65, "", false)]
    [InlineData(3, " x", true)]
    [InlineData(3, " ", false)]
    [InlineData(3, "\\u0007x", false)]
    public void A_name_is_as_long_as_it_may_be(int length, string end, bool isName)
    {
        var name = new string('a', length) + end;
        Assert.Equal(isName ? [] : ["$.rules[0].id"], Paths(Shop.Document(Shop.Rule(name, "true"))));
        Assert.Equal(isName ? [] : ["$.rules[0].tags"], Paths(Shop.Document(Shop.Rule("a", "true", $"\"tags\": [\"t\", \"{name}\"]"))));
        Assert.Equal(isName ? [] : ["$.levers[0].lever"], Paths(With($$""" "levers": [{ "lever": "{{name}}" }] """)));
    }

    [Theory]
    [InlineData("""{ "$schema": "rule-chain-1.json", "name": "shop", "version": "1" }""", "$.rules")]
    [InlineData("""{ "$schema": "rule-chain-1.json", "name": "shop", "version": "1", "rules": [{ "when": "true", "stop": true }] }""", "$.rules[0].id")]
    [InlineData("""{ "$schema": "rule-chain-1.json", "name": "shop", "version": "1", "rules": [{ "id": "", "when": "true", "stop": true }] }""", "$.rules[0].id")]
    public void What_has_to_be_there_is_named(string text, string path) => Assert.Equal(path, Assert.Single(Paths(text).Distinct()));

    // Whatever nobody reads is told, at whatever depth.
    [Theory]
    [InlineData(""" "facts": [{ "path": "g.a", "type": "int", "x": 1 }] """, "$.facts[0].x")]
    [InlineData(""" "facts": [{ "type": "int" }] """, "$.facts[0].path")]
    [InlineData(""" "facts": [{ "path": "g.a" }] """, "$.facts[0].type")]
    [InlineData(""" "facts": [{ "path": "g.a", "type": "list<int" }] """, "$.facts[0].type")]
    [InlineData(""" "facts": [{ "path": "g.a", "type": "int>" }] """, "$.facts[0].type")]
    [InlineData(""" "levers": [{ "lever": "g", "x": 1 }] """, "$.levers[0].x")]
    [InlineData(""" "levers": [{ "lever": "g", "with": [{ "name": "a", "type": "int", "x": 1 }] }] """, "$.levers[0].with[0].x")]
    [InlineData(""" "levers": [{ "lever": "g", "with": [{ "name": "a", "type": "map", "optional": true }] }] """, "$.levers[0].with[0].type")]
    [InlineData(""" "levers": [{ "with": [] }] """, "$.levers[0].lever")]
    public void A_declaration_that_is_not_whole_or_says_more_is_told(string declared, string path) => Assert.Equal(path, Assert.Single(Paths(With(declared))));

    [Theory]
    [InlineData("\"then\": [{ \"lever\": \"tag\", \"x\": 1, \"with\": { \"value\": \"x\" } }]", "$.rules[0].then[0].x")]
    [InlineData("\"then\": [{ \"lever\": \"wait\", \"with\": { \"minutes\": { \"expression\": \"n\", \"x\": 1 } } }]", "$.rules[0].then[0].with.minutes.x")]
    [InlineData("\"then\": [{ \"lever\": \"wait\", \"with\": { \"minutes\": { \"expression\": \"nn\" } } }]", "$.rules[0].then[0].with.minutes.expression")]
    [InlineData("\"stop\": true, \"excludedHours\": [{ \"from\": \"01:00\", \"to\": \"02:00\", \"x\": 1 }]", "$.rules[0].excludedHours[0].x")]
    [InlineData("\"stop\": true, \"excludedHours\": [{ \"to\": \"02:00\" }]", "$.rules[0].excludedHours[0].from")]
    [InlineData("\"stop\": true, \"x\": 1", "$.rules[0].x")]
    public void A_rule_that_says_more_is_told(string part, string path) =>
        Assert.Equal(path, Assert.Single(Paths(Shop.Document($$"""{ "id": "a", "when": "true", {{part}} }"""))));

    // Each list of a document has as many parts as a chain may have, and no more.
    [Theory]
    [InlineData("facts")]
    [InlineData("levers")]
    [InlineData("with")]
    [InlineData("tags")]
    [InlineData("excludedHours")]
    public void Lists_are_as_long_as_they_may_be(string list)
    {
        foreach (var count in new[] { RuleChain.PartsMax, RuleChain.PartsMax + 1 })
        {
            var parts = Enumerable.Range(0, count);
            var (text, path) = list switch
            {
                "facts" => (With($"\"facts\": [{Joined(parts, i => $$"""{ "path": "g.a{{i}}", "type": "int" }""")}]"), "$.facts"),
                "levers" => (With($"\"levers\": [{Joined(parts, i => $$"""{ "lever": "g{{i}}" }""")}]"), "$.levers"),
                "with" => (With($$"""
                    "levers": [{ "lever": "g", "with": [{{Joined(parts, i => $$"""{ "name": "g{{i}}", "type": "int" }""")}}] }]
                    """), "$.levers[0].with"),
                "tags" => (Shop.Document(Shop.Rule("a", "true", $"\"tags\": [{Joined(parts, i => $"\"t{i}\"")}]")), "$.rules[0].tags"),
                _ => (Shop.Document(Shop.Rule("a", "true", $"\"excludedHours\": [{Joined(parts, _ => """{ "from": "01:00", "to": "02:00" }""")}]")),
                    "$.rules[0].excludedHours"),
            };
            Assert.Equal(count > RuleChain.PartsMax ? [path] : [], Paths(text));
        }
    }

    // Two rules that pull one lever with the same contradict nothing; with anything that is not the same they do.
    [Theory]
    [InlineData("""{ "minutes": 5 }""", """{ "minutes": 5 }""", false)]
    [InlineData("""{ "minutes": 5 }""", """{ "minutes": 6 }""", true)]
    [InlineData("""{ "minutes": 5, "asks": true }""", """{ "minutes": 5, "asks": false }""", true)]
    [InlineData("""{ "minutes": 5, "asks": true }""", """{ "minutes": 6, "asks": true }""", true)]
    [InlineData("""{ "minutes": 5, "asks": true }""", """{ "minutes": 5 }""", true)]
    [InlineData("""{ "minutes": { "expression": "n + 1" } }""", """{ "minutes": { "expression": "n + 1" } }""", false)]
    [InlineData("""{ "minutes": { "expression": "n + 1" } }""", """{ "minutes": { "expression": "n + 2" } }""", true)]
    public void Two_rules_contradict_each_other_where_they_say_something_else(string one, string other, bool contradict)
    {
        var chain = Shop.Chain(Wait("a", one), Wait("b", other));
        Assert.Equal(contradict, ChainAnalysis.Of(chain).Items.Any(f => f.Finding.Code is RulesCodes.RulesConflict or RulesCodes.RulesConflictOpen));
        Assert.DoesNotContain(ChainAnalysis.Of(Shop.Chain(Wait("a", one), Shop.Rule("b", "true"))).Items, f => f.Lever is not null);

        static string Wait(string id, string with) => Shop.Rule(id, "true", "", $$"""{ "lever": "wait", "with": {{with}} }""");
    }

    private static string With(string declared) =>
        Shop.Document(Shop.Rule("a", "true")).Replace("\"rules\"", declared + ", \"rules\"", StringComparison.Ordinal);

    private static string Joined(IEnumerable<int> parts, Func<int, string> of) => string.Join(",", parts.Select(of));

    private static string[] Paths(string text) => [.. Shop.Load(text).Refusal?.Reasons.Items.Select(r => r.Arguments[0].Value) ?? []];
}
