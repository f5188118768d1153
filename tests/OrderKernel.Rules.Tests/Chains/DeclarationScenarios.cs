namespace OrderKernel.Rules.Tests.Chains;

/// <summary>Documents that declare facts and levers of their own beside those of their domain.</summary>
/// <remarks>Fails when a declaration is ignored, when one that contradicts the domain is taken, or when a fact that nobody brings is taken for one.</remarks>
public class DeclarationScenarios
{
    private const string Gift = """{ "path": "gift.available", "type": "int" }""";

    [Theory]
    [InlineData("""{ "path": "gift.available", "type": "int" }""", null)]
    [InlineData("""{ "path": "gift.names", "type": "list<string>", "optional": true, "personal": true }""", null)]
    [InlineData("""{ "path": "n", "type": "int" }""", null)]
    [InlineData("""{ "path": "n", "type": "string" }""", "$.facts[0].type string: int")]
    [InlineData("""{ "path": "gift", "type": "integer" }""", "$.facts[0].type integer: bool|int|uint|double|string|money|instant|duration|list<…>")]
    [InlineData("""{ "path": "gift", "type": "list<list<int>>" }""", "$.facts[0].type list<list<int>>: bool|int|uint|double|string|money|instant|duration|list<…>")]
    [InlineData("""{ "path": "gift available", "type": "int" }""", "$.facts[0].path gift available: another path, such as gift.available")]
    [InlineData("""{ "path": "in.gift", "type": "int" }""", "$.facts[0].path in.gift: another path, such as gift.available")]
    [InlineData("""{ "path": "n.more", "type": "int" }""", "$.facts[0].path n.more: another path, such as gift.available")]
    [InlineData("""{ "path": "x", "type": "int" }""", "$.facts[0].path x: another path, such as gift.available")]
    [InlineData("""{ "path": "a.b", "type": "int" }, { "path": "a", "type": "int" }""", "$.facts[1].path a: another path, such as gift.available")]
    [InlineData("""{ "path": "a", "type": "int" }, { "path": "a", "type": "int" }""", "$.facts[1].path a: another path, such as gift.available")]
    public void Facts(string facts, string? finding) => Assert.Equal(finding is null ? [] : [finding], Findings($$"""
        "facts": [{{facts}}], "rules": [{ "id": "a", "when": "n > 1", "then": [{ "lever": "tag", "with": { "value": "x" } }] }]
        """));

    [Theory]
    [InlineData("""{ "lever": "gift", "addsUp": true, "with": [{ "name": "units", "type": "int" }, { "name": "note", "type": "string", "optional": true }] }""", null)]
    [InlineData("""{ "lever": "gift" }""", null)]
    [InlineData("""{ "lever": "warehouse", "with": [{ "name": "location", "type": "string" }] }""", null)]
    [InlineData("""{ "lever": "warehouse", "with": [{ "name": "location", "type": "int" }] }""", "$.levers[0].lever warehouse: warehouse(location: string)")]
    [InlineData("""{ "lever": "warehouse", "addsUp": true, "with": [{ "name": "location", "type": "string" }] }""", "$.levers[0].lever warehouse: warehouse(location: string)")]
    [InlineData("""{ "lever": "gift" }, { "lever": "gift" }""", "$.levers[1].lever gift: each name once")]
    [InlineData("""{ "lever": " gift" }""", "$.levers[0].lever  gift: 1-64 characters")]
    [InlineData("""{ "lever": "gift", "with": [{ "name": "a", "type": "int" }, { "name": "a", "type": "int" }] }""", "$.levers[0].with[1].name a: each name once")]
    [InlineData("""{ "lever": "gift", "with": [{ "name": "a", "type": "map" }] }""", "$.levers[0].with[0].type map: bool|int|uint|double|string|money|instant|duration|list<…>")]
    public void Levers(string levers, string? finding) => Assert.Equal(finding is null ? [] : [finding], Findings($$"""
        "levers": [{{levers}}], "rules": [{ "id": "a", "when": "n > 1", "then": [{ "lever": "tag", "with": { "value": "x" } }] }]
        """));

    [Fact]
    public void Rules_read_and_pull_what_their_document_declares()
    {
        var chain = Loaded($$"""
            "facts": [{{Gift}}, { "path": "gift.sku", "type": "string", "optional": true }, { "path": "n", "type": "int" }],
            "levers": [{ "lever": "gift", "with": [{ "name": "units", "type": "int" }] }],
            "rules": [
              { "id": "a", "when": "gift.available > n", "then": [{ "lever": "gift", "with": { "units": { "expression": "gift.available - n" } } }] },
              { "id": "b", "when": "has(gift.sku)", "then": [{ "lever": "tag", "with": { "value": "x" } }] }
            ]
            """);
        Assert.Equal(["gift.available", "gift.sku"], chain.Facts.Items.Select(f => f.Path));
        Assert.Equal("gift", Assert.Single(chain.Levers.Items).Name);
        Assert.Equal("a Fired gift(units: 4); b ConditionFalse", Told(chain, path => path == "gift.available" ? 5 : default(ExpressionValue)));
        Assert.Equal("a ConditionFalse; b Fired tag(value: \"x\")", Told(chain, path => path == "gift.available" ? 1 : ExpressionValue.Of("G1")));
    }

    [Fact]
    public void A_fact_that_nobody_brings_makes_its_rule_err_and_no_other()
    {
        var chain = Loaded($$"""
            "facts": [{{Gift}}],
            "rules": [
              { "id": "a", "when": "gift.available > 0", "then": [{ "lever": "tag", "with": { "value": "a" } }] },
              { "id": "b", "when": "n == 1", "then": [{ "lever": "tag", "with": { "value": "b" } }] }
            ]
            """);
        const string Told = "a Erred; b Fired tag(value: \"b\")";
        Assert.Equal(Told, DeclarationScenarios.Told(chain, null));
        Assert.Equal(Told, DeclarationScenarios.Told(chain, _ => default));
        Assert.Equal(Told, DeclarationScenarios.Told(chain, _ => ExpressionValue.Of("many")));
        Assert.Equal("a Fired tag(value: \"a\"); b Fired tag(value: \"b\")", DeclarationScenarios.Told(chain, _ => 1));
    }

    [Fact]
    public void No_lever_is_told_what_a_fact_says_of_a_person()
    {
        const string Facts = """ "facts": [{ "path": "buyer.age", "type": "int", "personal": true }], """;
        const string Levers = """ "levers": [{ "lever": "note", "with": [{ "name": "units", "type": "int" }] }], """;
        Assert.Empty(Findings(Facts + Levers + """ "rules": [{ "id": "a", "when": "buyer.age > 60", "then": [{ "lever": "note", "with": { "units": 1 } }] }] """));
        var refusal = Load(Facts + Levers + """
            "rules": [{ "id": "a", "when": "true", "then": [{ "lever": "note", "with": { "units": { "expression": "buyer.age + 1" } } }] }]
            """).Refusal!;
        Assert.Equal(RulesCodes.ArgumentPersonal, Assert.Single(refusal.Reasons.Items).Code);
        Assert.Equal(["$.rules[0].then[0].with.units.expression", "units", "buyer.age"], refusal.Reasons[0].Arguments.Items.Select(a => a.Value));
    }

    [Fact]
    public void A_document_that_was_written_declares_the_same()
    {
        var chain = Loaded($$"""
            "facts": [{{Gift}}, { "path": "buyer.name", "type": "list<string>", "optional": true, "personal": true }],
            "levers": [{ "lever": "gift", "addsUp": true, "with": [{ "name": "units", "type": "int" }, { "name": "note", "type": "string", "optional": true }] }],
            "rules": [{ "id": "a", "when": "gift.available > 0", "then": [{ "lever": "gift", "with": { "units": 1 } }] }]
            """);
        var again = Shop.Domain.Load(chain.ToUtf8("shop", "1")).ValueOrThrow().Policy;
        Assert.Equal(chain.Facts, again.Facts);
        Assert.Equal(chain.Levers, again.Levers);
        Assert.Equal(chain.ToUtf8("shop", "1"), again.ToUtf8("shop", "1"));
    }

    [Fact]
    public void In_a_dry_run_a_rule_fires_once_for_an_order_and_facts_come_with_the_occasion()
    {
        var (before, after) = (Loaded(Chain("gift.available > 5")), Loaded(Chain("gift.available > 2")));
        ChainOccasion[] recorded =
        [
            On("o1", 9), On("o1", 9), On("o2", 3), On("o2", 1), On("o3", null), On("o3", 4), On("o4", null), On("o4", 1),
        ];
        var run = ChainComparison.Of(before, after, recorded);
        Assert.Equal((4, 2), (run.Orders, run.Differing));
        Assert.Equal(new RuleCounts("a", 1, 3, 2, 0, 2, 1), Assert.Single(run.Rules.Items));
        Assert.Equal(["o2", "o3"], run.Differences.Items.Select(d => d.Key));

        static string Chain(string when) => $$"""
            "facts": [{{Gift}}], "rules": [{ "id": "a", "when": "{{when}}", "then": [{ "lever": "tag", "with": { "value": "x" } }] }]
            """;

        static ChainOccasion On(string key, long? gifts) =>
            new(key, Shop.Noon, Shop.Facts()) { Declared = _ => gifts is { } known ? known : default(ExpressionValue) };
    }

    private static string Told(RuleChain chain, Func<string, ExpressionValue>? declared) =>
        Shop.Told(chain.Decide(chain.Over(Shop.Facts(n: 1), declared), Shop.Noon));

    private static Result<PolicyDocument<RuleChain>> Load(string content) =>
        Shop.Load($$"""{ "$schema": "rule-chain-1.json", "name": "shop", "version": "1", {{content}} }""");

    private static RuleChain Loaded(string content) => Load(content).ValueOrThrow().Policy;

    private static IEnumerable<string> Findings(string content) => Load(content).Match(
        _ => [],
        refusal => refusal.Reasons.Items.Select(r => $"{r.Arguments[0].Value} {r.Arguments[1].Value}: {r.Arguments[2].Value}").ToArray());
}
