using NodaTime;

namespace OrderKernel.Rules.Tests.Chains;

/// <summary>What a chain does with its rules, and what is said of a document that is none.</summary>
/// <remarks>Fails when a window, an hour or a stop is off by one, an error passes for false, or a problem is not told where it is.</remarks>
public class ChainScenarios
{
    [Fact]
    public void Rules_are_asked_by_priority_and_then_by_id_and_each_says_why()
    {
        var chain = Shop.Chain(
            Shop.Rule("b", "n > 1"), Shop.Rule("a", "n > 2"), Shop.Rule("z", "n > 0", "\"priority\": 5"), Shop.Rule("off", "true", "\"enabled\": false"));
        var outcome = chain.Decide(Shop.Facts(n: 2), Shop.Noon);
        Assert.Equal("z Fired tag(value: \"x\"); a ConditionFalse; b Fired tag(value: \"x\"); off Disabled", Shop.Told(outcome));
        Assert.Equal([RulesCodes.Held, RulesCodes.DidNotHold, RulesCodes.Held, RulesCodes.RuleDisabled], outcome.Verdicts.Items.Select(v => v.Reasons[0].Code));
        Assert.Equal(2, outcome.Pulls.Count);
        Assert.Equal(["a", "off"], outcome.Skipped.Select(v => v.Rule.Id));
        Assert.False(outcome.HasErrors);
    }

    [Fact]
    public void After_a_stop_nothing_fires()
    {
        var chain = Shop.Chain(Shop.Rule("a", "n > 0", "\"stop\": true, \"priority\": 1"), Shop.Rule("b", "true"));
        Assert.Equal("a Fired tag(value: \"x\"); b AfterStop", Shop.Told(chain.Decide(Shop.Facts(n: 1), Shop.Noon)));
        Assert.Equal("a ConditionFalse; b Fired tag(value: \"x\")", Shop.Told(chain.Decide(Shop.Facts(n: 0), Shop.Noon)));
        var reason = chain.Decide(Shop.Facts(n: 1), Shop.Noon).Verdicts[1].Reasons[0];
        Assert.Equal(RulesCodes.RuleAfterStop, reason.Code);
        Assert.Contains(reason.Arguments.Items, a => a is { Name: "stop", Value: "a" });
    }

    [Fact]
    public void What_errs_is_told_pulls_nothing_and_stops_nothing()
    {
        var chain = Shop.Chain(
            Shop.Rule("a", "6 / n > 1", "\"stop\": true"),
            Shop.Rule("b", "true", "\"stop\": true, \"priority\": -1", """{ "lever": "wait", "with": { "minutes": { "expression": "6 / n" } } }"""),
            Shop.Rule("c", "true", "\"priority\": -2"));
        var outcome = chain.Decide(Shop.Facts(n: 0), Shop.Noon);
        Assert.Equal("a Erred; b Erred; c Fired tag(value: \"x\")", Shop.Told(outcome));
        Assert.True(outcome.HasErrors);
        Assert.All(outcome.Verdicts.Items.Take(2), v => Assert.Equal(RulesCodes.DivideByZero, v.Reasons[0].Code));
        Assert.Equal(RulesCodes.EvaluationFailed, chain.PullsOf(1, Shop.Facts(n: 0)).Refusal!.Code);
        Assert.Equal("a Fired tag(value: \"x\"); b AfterStop; c AfterStop", Shop.Told(chain.Decide(Shop.Facts(n: 3), Shop.Noon)));
    }

    [Theory]
    [InlineData("2026-11-10 23:59", RuleFate.NotYetEffective)]
    [InlineData("2026-11-11 00:00", RuleFate.Fired)]
    [InlineData("2026-11-12 23:59", RuleFate.Fired)]
    [InlineData("2026-11-13 00:00", RuleFate.NoLongerEffective)]
    public void Days_begin_and_end_at_midnight_of_the_zone(string at, RuleFate fate)
    {
        var chain = Shop.Chain(Shop.Rule("a", "true", "\"from\": \"2026-11-11\", \"until\": \"2026-11-13\""));
        var verdict = chain.Decide(Shop.Facts(), Shop.At(at)).Verdicts[0];
        Assert.Equal(fate, verdict.Fate);
        string? code = fate switch
        {
            RuleFate.NotYetEffective => RulesCodes.RuleNotYetEffective,
            RuleFate.NoLongerEffective => RulesCodes.RuleNoLongerEffective,
            _ => RulesCodes.Held,
        };
        if (fate != RuleFate.Fired) Assert.Equal(code, verdict.Reasons[0].Code);
    }

    [Theory]
    [InlineData("22:00", "06:00", "21:59", true)]
    [InlineData("22:00", "06:00", "22:00", false)]
    [InlineData("22:00", "06:00", "00:00", false)]
    [InlineData("22:00", "06:00", "05:59", false)]
    [InlineData("22:00", "06:00", "06:00", true)]
    [InlineData("12:00", "13:30", "11:59", true)]
    [InlineData("12:00", "13:30", "12:00", false)]
    [InlineData("12:00", "13:30", "13:29", false)]
    [InlineData("12:00", "13:30", "13:30", true)]
    [InlineData("20:00", "00:00", "23:59", false)]
    [InlineData("20:00", "00:00", "00:00", true)]
    public void Excluded_hours_may_pass_midnight(string from, string to, string at, bool fires)
    {
        var chain = Shop.Chain(Shop.Rule("a", "true", $$"""
            "excludedHours": [{ "from": "{{from}}", "to": "{{to}}" }]
            """));
        var verdict = chain.Decide(Shop.Facts(), Shop.At("2026-02-09 " + at)).Verdicts[0];
        Assert.Equal(fires ? RuleFate.Fired : RuleFate.ExcludedHour, verdict.Fate);
        if (!fires) Assert.Equal(RulesCodes.RuleExcludedHour, verdict.Reasons[0].Code);
    }

    [Fact]
    public void Days_and_hours_are_those_of_the_chains_zone()
    {
        var text = Shop.Document(Shop.Rule("a", "true", "\"from\": \"2026-11-11\"")).Replace("\"rules\"", "\"zone\": \"America/New_York\", \"rules\"", StringComparison.Ordinal);
        var chain = Shop.Load(text).ValueOrThrow().Policy;
        Assert.Equal(RuleFate.NotYetEffective, chain.Decide(Shop.Facts(), Shop.At("2026-11-11 00:00")).Verdicts[0].Fate);
        Assert.Equal(RuleFate.Fired, chain.Decide(Shop.Facts(), Shop.At("2026-11-11 13:00")).Verdicts[0].Fate);
    }

    [Fact]
    public void Arguments_are_values_or_computed()
    {
        var chain = Shop.Chain(Shop.Rule("a", "true", "", """
            { "lever": "discount", "with": { "amount": { "amount": "5.50", "currency": "CNY" }, "note": "a" } },
            { "lever": "discount", "with": { "amount": { "expression": "p * 2" }, "note": { "expression": "s" } } },
            { "lever": "wait", "with": { "minutes": 30, "asks": true } },
            { "lever": "tag", "with": { "value": "x", "more": ["y", "z"] } }
            """));
        var pulls = chain.Decide(Shop.Facts(s: "remark", fen: 150), Shop.Noon).Pulls;
        Assert.Equal(
            [
                "discount(amount: CNY 5.50, note: \"a\")", "discount(amount: CNY 3.00, note: \"remark\")", "wait(minutes: 30, asks: true)",
                "tag(value: \"x\", more: [\"y\", \"z\"])",
            ],
            pulls.Items.Select(p => p.ToString()));
        Assert.Equal(ExpressionValue.Of(30), pulls[2]["minutes"]);
        Assert.True(pulls[2]["none"].IsAbsent);
    }

    [Theory]
    [InlineData("\"when\": \"n > 1\"", "\"when\": \"nn > 1\"", "$.rules[0].when", RulesCodes.UnknownField)]
    [InlineData("\"when\": \"n > 1\"", "\"when\": \"n\"", "$.rules[0].when", RulesCodes.TypeMismatch)]
    [InlineData("\"when\": \"n > 1\"", "\"when\": \"x.o > 1\"", "$.rules[0].when", RulesCodes.OptionalFieldNeedsHas)]
    [InlineData("\"when\": \"n > 1\"", "\"wenn\": \"n > 1\"", "$.rules[0].when", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"when\": \"n > 1\"", "\"wenn\": \"n > 1\"", "$.rules[0].wenn", KernelCodes.DocumentPropertyUnknown)]
    [InlineData("\"lever\": \"wait\"", "\"lever\": \"weit\"", "$.rules[0].then[0].lever", RulesCodes.LeverUnknown)]
    [InlineData("\"minutes\": 5", "\"minute\": 5", "$.rules[0].then[0].with.minute", RulesCodes.ArgumentUnknown)]
    [InlineData("\"minutes\": 5", "\"minute\": 5", "$.rules[0].then[0].with.minutes", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"minutes\": 5", "\"minutes\": \"5\"", "$.rules[0].then[0].with.minutes", KernelCodes.DocumentTypeMismatch)]
    [InlineData("\"minutes\": 5", "\"minutes\": 5.5", "$.rules[0].then[0].with.minutes", KernelCodes.DocumentTypeMismatch)]
    [InlineData("\"minutes\": 5", "\"minutes\": null", "$.rules[0].then[0].with.minutes", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"minutes\": 5", "\"minutes\": { \"expression\": \"s\" }", "$.rules[0].then[0].with.minutes.expression", RulesCodes.TypeMismatch)]
    [InlineData("\"minutes\": 5", "\"minutes\": { \"amount\": \"5\", \"currency\": \"CNY\" }", "$.rules[0].then[0].with.minutes", KernelCodes.DocumentTypeMismatch)]
    [InlineData("\"minutes\": 5", "\"minutes\": { \"amount\": \"5.005\", \"currency\": \"CNY\" }", "$.rules[0].then[0].with.minutes.amount", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"minutes\": 5", "\"minutes\": { \"amount\": \"5\", \"currency\": \"YUAN\" }", "$.rules[0].then[0].with.minutes.currency", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"minutes\": 5", "\"minutes\": { \"amount\": \"5\", \"currency\": \"CNY\", \"x\": 1 }", "$.rules[0].then[0].with.minutes.x", KernelCodes.DocumentPropertyUnknown)]
    [InlineData("\"minutes\": 5", "\"minutes\": [1]", "$.rules[0].then[0].with.minutes[0]", KernelCodes.DocumentTypeMismatch)]
    [InlineData("\"id\": \"a\"", "\"id\": \"b\"", "$.rules[1].id", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"id\": \"a\"", "\"id\": \" a\"", "$.rules[0].id", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"priority\": 1", "\"priority\": 1000001", "$.rules[0].priority", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"from\": \"2026-11-11\"", "\"from\": \"2026-02-30\"", "$.rules[0].from", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"to\": \"05:00\"", "\"to\": \"24:00\"", "$.rules[0].excludedHours[0].to", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"to\": \"05:00\"", "\"to\": \"02:00\"", "$.rules[0].excludedHours[0].to", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"zone\": \"Asia/Shanghai\"", "\"zone\": \"Asia/Shangai\"", "$.zone", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"tags\": [\"t\"]", "\"tags\": [\"\"]", "$.rules[0].tags", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"then\": []", "\"then\": [], \"stop\": false", "$.rules[1].then", KernelCodes.DocumentPropertyMissing)]
    public void A_problem_is_told_where_it_is(string right, string wrong, string path, string code)
    {
        const string text = """
            {
              "$schema": "rule-chain-1.json", "name": "shop", "version": "1", "zone": "Asia/Shanghai",
              "rules": [
                {
                  "id": "a", "when": "n > 1", "then": [{ "lever": "wait", "with": { "minutes": 5 } }], "priority": 1, "from": "2026-11-11",
                  "excludedHours": [{ "from": "02:00", "to": "05:00" }], "tags": ["t"]
                },
                { "id": "b", "when": "true", "then": [], "description": "stops" , "stop": true }
              ]
            }
            """;
        Assert.True(Shop.Load(text).IsOk);
        Assert.True(Shop.Schema.Accepts(text));
        var changed = text.Replace(right, wrong, StringComparison.Ordinal);
        if (right.StartsWith("\"then\"", StringComparison.Ordinal)) changed = changed.Replace(" , \"stop\": true", "", StringComparison.Ordinal);
        Assert.Contains(Shop.Load(changed).Refusal!.Reasons.Items, r => r.Code == code && r.Arguments[0].Value == path);
    }

    [Fact]
    public void All_problems_are_told_at_once_with_the_character_and_a_suggestion()
    {
        var text = Shop.Document(
            Shop.Rule("a", "n > 1 && ss == 'x'"), Shop.Rule("b", "true", "", """{ "lever": "tga", "with": { "value": 1 } }"""),
            Shop.Rule("c", "true", "", """{ "lever": "wait" }"""));
        var reasons = Shop.Load(text).Refusal!.Reasons;
        Assert.Equal(
            """
            rules.unknown-field (path=$.rules[0].when, position=10, field=ss, suggestion=b, m, n, p, s, x)
            rules.lever-unknown (path=$.rules[1].then[0].lever, lever=tga, suggestion=tag)
            documents.property-missing (path=$.rules[2].then[0].with)
            """,
            string.Join("\n", reasons.Items));
    }

    [Fact]
    public void Rules_and_their_parts_are_bounded()
    {
        string[] many = [.. Enumerable.Range(0, RuleChain.RulesMax + 1).Select(i => Shop.Rule($"r{i}", "true"))];
        Assert.True(Shop.Load(Shop.Document([.. many.Skip(1)])).IsOk);
        Assert.Contains(Shop.Load(Shop.Document(many)).Refusal!.Reasons.Items, r => r.Arguments[0].Value == "$.rules");
        var levers = string.Join(",", Enumerable.Repeat("""{ "lever": "tag", "with": { "value": "x" } }""", RuleChain.PartsMax + 1));
        Assert.Contains(Shop.Load(Shop.Document(Shop.Rule("a", "true", "", levers))).Refusal!.Reasons.Items, r => r.Arguments[0].Value == "$.rules[0].then");
    }

    [Fact]
    public void A_domain_has_each_name_once()
    {
        var facts = FactSchema.Of(FactField.Required("n", FactType.Int));
        Assert.Throws<ArgumentException>(() => new ChainDomain(facts, Lever.One("a"), Lever.Many("a")));
        Assert.Throws<ArgumentException>(() => new ChainDomain(facts, Lever.One("a", new("p", FactType.Int), new("p", FactType.Int))));
        Assert.Throws<ArgumentException>(() => new ChainDomain(facts, Lever.One("")));
        Assert.Throws<ArgumentException>(() => ChainPreset.Of("none"));
    }
}
