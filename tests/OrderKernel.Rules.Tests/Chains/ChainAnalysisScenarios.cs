namespace OrderKernel.Rules.Tests.Chains;

/// <summary>What is said of small chains without facts.</summary>
/// <remarks>Fails when a conflict or a dead rule is missed, made up, or left open although intervals, equalities and sets decide it.</remarks>
public class ChainAnalysisScenarios
{
    private const string X = """{ "lever": "warehouse", "with": { "location": "x" } }""";
    private const string Y = """{ "lever": "warehouse", "with": { "location": "y" } }""";
    private const string Computed = """{ "lever": "warehouse", "with": { "location": { "expression": "s" } } }""";

    // Whether conditions that compute hold at all is said of each by itself, and not looked at here.
    [Theory]
    [InlineData("n > 1", "n > 2", X, Y, "rules.rules-conflict")]
    [InlineData("n > 1", "n < 2", X, Y, "")]
    [InlineData("n >= 2", "n <= 2", X, Y, "rules.rules-conflict")]
    [InlineData("n > 1", "n > 2", X, X, "")]
    [InlineData("s == 'a'", "s in ['b', 'c']", X, Y, "")]
    [InlineData("s in ['a', 'b']", "s in ['b', 'c']", X, Y, "rules.rules-conflict")]
    [InlineData("p < money('1')", "p > money('1')", X, Y, "")]
    [InlineData("p <= money('1')", "p >= money('1')", X, Y, "rules.rules-conflict")]
    [InlineData("b && n > 1", "!b", X, Y, "")]
    [InlineData("n > m", "n < m", X, Y, "")]
    [InlineData("n > 1", "s == 'a'", X, Computed, "rules.rules-conflict")]
    [InlineData("n > 1", "s == 'x'", X, Computed, "rules.rules-conflict-open")]
    [InlineData("s == 'x'", "n > 1", Computed, Computed, "")]
    [InlineData("n + m > 1", "n + m > 2", X, Y, "rules.rules-conflict-open")]
    [InlineData("n + m > 1", "n + m < 1", X, Y, "")]
    public void Two_rules_on_one_lever(string first, string second, string lever, string other, string codes) => Assert.Equal(
        codes, Codes(Shop.Rule("a", first, "", lever), Shop.Rule("b", second, "", other)).Replace("rules.rule-dead-open", "", StringComparison.Ordinal).Trim());

    [Theory]
    [InlineData("\"until\": \"2026-02-09\"", "\"from\": \"2026-02-09\"", "")]
    [InlineData("\"until\": \"2026-02-10\"", "\"from\": \"2026-02-09\"", "rules.rules-conflict")]
    [InlineData("\"excludedHours\": [{ \"from\": \"12:00\", \"to\": \"00:00\" }]", "\"excludedHours\": [{ \"from\": \"00:00\", \"to\": \"12:00\" }]", "")]
    [InlineData("\"excludedHours\": [{ \"from\": \"12:01\", \"to\": \"00:00\" }]", "\"excludedHours\": [{ \"from\": \"00:00\", \"to\": \"12:00\" }]", "rules.rules-conflict")]
    [InlineData("\"enabled\": false", "\"priority\": 0", "")]
    [InlineData("\"stop\": true, \"priority\": 1", "\"enabled\": true", "rules.rule-covered")]
    public void Windows_hours_and_stops_keep_rules_apart(string first, string second, string codes) =>
        Assert.Equal(codes, Codes(Shop.Rule("a", "n > 1", first, X), Shop.Rule("b", "n > 2", second, Y)));

    [Fact]
    public void A_rule_that_stops_contradicts_nothing_after_it()
    {
        Assert.Equal("", Codes(Shop.Rule("a", "n > 2", "\"stop\": true", X), Shop.Rule("b", "n > 1", "", Y)));
        Assert.Equal("rules.rules-conflict", Codes(Shop.Rule("a", "n > 2", "", X), Shop.Rule("b", "n > 1", "\"stop\": true", Y)));
    }

    [Fact]
    public void A_stop_that_may_err_covers_nothing()
    {
        const string mayErr = """{ "lever": "wait", "with": { "minutes": { "expression": "6 / m" } } }""";
        Assert.Equal("", Codes(Shop.Rule("a", "n > 6", "\"stop\": true", mayErr), Shop.Rule("b", "n > 7", "", X)));
        Assert.Equal("rules.rules-conflict-open", Codes(
            Shop.Rule("a", "n > 6", "\"stop\": true, \"priority\": 1", mayErr), Shop.Rule("b", "n > 7", "", X), Shop.Rule("c", "n > 8", "", Y)));
    }

    [Fact]
    public void A_third_rule_that_stops_keeps_two_apart_where_it_is_asked()
    {
        string[] two = [Shop.Rule("b", "n > 1", "", X), Shop.Rule("c", "n > 2", "", Y)];
        Assert.Equal("rules.rules-conflict", Codes([Shop.Rule("a", "n > 5", "\"stop\": true, \"priority\": 1"), .. two]));
        Assert.Equal("rules.rule-covered", Codes([Shop.Rule("a", "n > 2", "\"stop\": true, \"priority\": 1"), .. two]));
        Assert.Equal("rules.rules-conflict", Codes([Shop.Rule("a", "n > 2", "\"stop\": true, \"priority\": 1, \"until\": \"2026-02-09\""), .. two]));
    }

    [Fact]
    public void A_lever_whose_pulls_add_up_contradicts_nothing() => Assert.Equal("", Codes(
        Shop.Rule("a", "true", "", """{ "lever": "tag", "with": { "value": "x" } }"""), Shop.Rule("b", "true", "", """{ "lever": "tag", "with": { "value": "y" } }""")));

    [Theory]
    [InlineData("n > 1 && n < 1", "", "rules.rule-never-holds")]
    [InlineData("n > 1 && n < 2", "", "rules.rule-never-holds")]
    [InlineData("n > 1 && n < 3", "", "")]
    [InlineData("true", "\"from\": \"2026-02-09\", \"until\": \"2026-02-09\"", "rules.rule-never-asked")]
    [InlineData("true", "\"excludedHours\": [{ \"from\": \"00:00\", \"to\": \"12:00\" }, { \"from\": \"12:00\", \"to\": \"00:00\" }]", "rules.rule-never-asked")]
    [InlineData("true", "\"excludedHours\": [{ \"from\": \"00:00\", \"to\": \"12:00\" }, { \"from\": \"12:01\", \"to\": \"00:00\" }]", "")]
    [InlineData("false", "\"enabled\": false", "")]
    [InlineData("n + m > 1 && n * m < 1", "", "rules.rule-dead-open")]
    [InlineData("n == 7", "\"priority\": -1", "rules.rule-covered")]
    [InlineData("n == 6", "\"priority\": -1", "")]
    public void A_rule_beside_one_that_stops_above_six(string when, string more, string codes) =>
        Assert.Equal(codes, Codes(Shop.Rule("stop", "n > 6", "\"stop\": true"), Shop.Rule("z", when, more)));

    [Fact]
    public void Several_stops_cover_together()
    {
        string[] stops = [Shop.Rule("a", "n <= 3", "\"stop\": true"), Shop.Rule("b", "n >= 4", "\"stop\": true")];
        Assert.Equal("rules.rule-covered", Codes([.. stops, Shop.Rule("z", "b")]));
        Assert.Equal("", Codes([stops[0], Shop.Rule("b", "n >= 5", "\"stop\": true"), Shop.Rule("z", "b")]));
        Assert.Equal("", Codes([stops[0], Shop.Rule("b", "n >= 4", "\"stop\": true, \"until\": \"2026-02-09\""), Shop.Rule("z", "b")]));
    }

    [Fact]
    public void A_conflict_is_told_with_an_example()
    {
        var finding = Assert.Single(ChainAnalysis.Of(Shop.Chain(Shop.Rule("a", "n > 1", "", X), Shop.Rule("b", "n < 3 && s == 'q'", "", Y))).Items);
        Assert.Equal((RulesCodes.RulesConflict, "b", "a", "warehouse"), (finding.Finding.Code, finding.Rule.Id, finding.Other!.Id, finding.Lever));
        Assert.Equal("$.rules[1]", finding.Finding.Path);
        Assert.Contains(finding.Finding.Arguments.Items, a => a is { Name: "example", Value: "n = 2, s = \"q\"" });
        Assert.True(finding.IsCertain);
    }

    [Fact]
    public void When_the_effort_is_spent_the_rest_is_open()
    {
        var chain = Shop.Chain(Shop.Rule("a", "n > 1", "", X), Shop.Rule("b", "n > 2", "", Y));
        var codes = ChainAnalysis.Of(chain, new GuardEffort(0)).Items.Select(f => f.Finding.Code);
        Assert.Equal([RulesCodes.RuleDeadOpen, RulesCodes.RuleDeadOpen, RulesCodes.RulesConflictOpen], codes);
    }

    [Fact]
    public void The_ready_made_chains_are_sound() => Assert.All(
        ChainPreset.All.Items, p => Assert.DoesNotContain(ChainAnalysis.Of(p.Load().Policy).Items, f => f.IsCertain));

    private static string Codes(params string[] rules) => string.Join(" ", ChainAnalysis.Of(Shop.Chain(rules)).Items.Select(f => f.Finding.Code));
}
