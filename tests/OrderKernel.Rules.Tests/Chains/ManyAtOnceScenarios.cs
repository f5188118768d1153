namespace OrderKernel.Rules.Tests.Chains;

/// <summary>Deciding about many at once, and what two versions of a chain decide about the same orders.</summary>
/// <remarks>Fails when deciding about many tells other than deciding about each, when what fires or errs is counted for the wrong version, or when the
/// differences that are kept are more than asked for, or others than the first.</remarks>
public class ManyAtOnceScenarios
{
    private const string ErringLever = """{ "lever": "wait", "with": { "minutes": { "expression": "6 / m" } } }""";

    // What errs does not stop, neither by its condition nor by what it would tell a lever; what fires does.
    [Theory]
    [InlineData("n > 0", 1, 1, "0 a")]
    [InlineData("n > 0", 0, 1, "0 b")]
    [InlineData("6 / n > 0", 0, 1, "0 a!; 0 b")]
    [InlineData("n > 0", 1, 0, "0 a!; 0 b")]
    public void A_stop_that_errs_stops_nothing(string when, long n, long m, string hits)
    {
        var chain = Shop.Chain(
            Shop.Rule("a", when, "\"stop\": true, \"priority\": 1", ErringLever), Shop.Rule("b", "true"), Shop.Rule("off", "true", "\"enabled\": false"));
        var facts = Shop.Facts(n: n, m: m);
        Assert.Equal(hits, Told(chain, facts));
        var verdicts = chain.Decide(facts, Shop.Noon).Verdicts.Items;
        Assert.Equal(hits.Contains("a!", StringComparison.Ordinal) ? RuleFate.Erred : n > 0 ? RuleFate.Fired : RuleFate.ConditionFalse, verdicts[0].Fate);
        Assert.Equal(hits.EndsWith('b') ? RuleFate.Fired : RuleFate.AfterStop, verdicts[1].Fate);
    }

    [Fact]
    public void Many_are_told_in_their_order_and_each_stops_for_itself()
    {
        var chain = Shop.Chain(Shop.Rule("a", "n == 1", "\"stop\": true, \"priority\": 2"), Shop.Rule("b", "n >= 1"), Shop.Rule("c", "6 / n > 5"));
        FactValues[] many = [Shop.Facts(n: 1), Shop.Facts(n: 0), Shop.Facts(n: 2), Shop.Facts(n: 1)];
        Assert.Equal("0 a; 1 c!; 2 b; 3 a", Told(chain, many));
        Assert.Equal("", Told(chain));
    }

    // Each version's own: fired, gained, lost, erred without ever firing.
    [Fact]
    public void Two_versions_are_counted_each_for_itself()
    {
        var before = Shop.Chain(Shop.Rule("gone", "n == 1"), Shop.Rule("same", "n > 0"), Shop.Rule("late", "n > 2"), Shop.Rule("erring", "6 / n > 0"));
        var after = Shop.Chain(Shop.Rule("same", "n > 0"), Shop.Rule("late", "n > 1"), Shop.Rule("erring", "6 / m > 0"), Shop.Rule("new", "n == 1"));
        ChainOccasion[] recorded = [On("o1", 1, 1), On("o2", 2, 1), On("o3", 3, 1), On("o4", 0, 1), On("o5", 5, 0)];
        var run = ChainComparison.Of(before, after, recorded);
        Assert.Equal(
            [
                new RuleCounts("erring", FiredBefore: 4, FiredAfter: 4, Gained: 1, Lost: 1, ErredBefore: 1, ErredAfter: 1),
                new RuleCounts("gone", 1, 0, 0, 1, 0, 0),
                new RuleCounts("late", 2, 3, 1, 0, 0, 0),
                new RuleCounts("new", 0, 1, 1, 0, 0, 0),
                new RuleCounts("same", 4, 4, 0, 0, 0, 0),
            ],
            run.Rules.Items.ToArray());
        // o1 pulls as often as before, by other rules: nothing else would be done.
        Assert.Equal((5, 3), (run.Orders, run.Differing));
        Assert.Equal(["o2: 2 → 3, ", "o4: 0 → 1, erring", "o5: 3 → 2, erring"],
            run.Differences.Items.Select(d => $"{d.Key}: {d.Before.Count} → {d.After.Count}, {string.Join(" ", d.Erred.Items)}"));
    }

    [Theory]
    [InlineData(0, "")]
    [InlineData(1, "o1")]
    [InlineData(2, "o1 o2")]
    [InlineData(3, "o1 o2 o3")]
    [InlineData(4, "o1 o2 o3")]
    public void The_first_differences_are_kept_and_all_are_counted(int most, string kept)
    {
        var (before, after) = (Shop.Chain(Shop.Rule("a", "false")), Shop.Chain(Shop.Rule("a", "true")));
        var run = ChainComparison.Of(before, after, [On("o1", 1, 1), On("o2", 1, 1), On("o3", 1, 1)], most);
        Assert.Equal((3, 3), (run.Orders, run.Differing));
        Assert.Equal(kept, string.Join(" ", run.Differences.Items.Select(d => d.Key)));
    }

    // What erred for one order erred for that order alone, also once another version's rule fired later.
    [Fact]
    public void An_order_begins_anew()
    {
        var chain = Shop.Chain(Shop.Rule("a", "6 / n > 0"));
        var run = ChainComparison.Of(chain, Shop.Chain(Shop.Rule("a", "6 / m > 0")), [On("o1", 0, 1), On("o2", 1, 1), On("o3", 1, 0), On("o3", 1, 1)]);
        Assert.Equal(new RuleCounts("a", 2, 3, 1, 0, 1, 0), Assert.Single(run.Rules.Items));
        Assert.Equal("o1", Assert.Single(run.Differences.Items).Key);
    }

    private static ChainOccasion On(string key, long n, long m) => new(key, Shop.Noon, Shop.Facts(n: n, m: m));

    // By facts, and the same from a table.
    private static string Told(RuleChain chain, params FactValues[] many)
    {
        var (hits, fromTable) = (new List<RuleHit>(), new List<RuleHit>());
        chain.Decide(many, Shop.Noon, hits);
        chain.Decide(Shop.Table, (ReadOnlySpan<FactValues>)many, Shop.Noon, fromTable);
        Assert.Equal(hits, fromTable);
        return string.Join("; ", hits.Select(h => $"{h.Index} {chain.Rules[h.Rule].Id}{(h.IsError ? "!" : "")}"));
    }
}
