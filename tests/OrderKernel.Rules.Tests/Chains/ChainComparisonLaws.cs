namespace OrderKernel.Rules.Tests.Chains;

/// <summary>A dry run beside deciding each order twice by hand.</summary>
/// <remarks>Fails when a difference is missed or made up, a count is off, or the bound of differences cuts counts too.</remarks>
public class ChainComparisonLaws
{
    [Law(1_000, 100_000)]
    public void It_tells_what_deciding_twice_tells(Seed seed)
    {
        var random = new RandomChain(new Random(seed));
        var rules = random.Rules();
        var (before, after) = (Shop.Chain(rules), Shop.Chain([.. rules.Skip(1), random.Rule("r0"), random.Rule("new")]));
        ChainOccasion[] recorded = [.. Enumerable.Range(0, 10).Select(i => new ChainOccasion($"o{i}", random.At(), random.Facts()))];
        var comparison = ChainComparison.Of(before, after, recorded);
        var pairs = recorded.Select(r => (r.Key, Before: before.Decide(r.Facts, r.At), After: after.Decide(r.Facts, r.At))).ToArray();
        var differing = pairs.Where(p => p.Before.Pulls != p.After.Pulls || !Ids(p.Before, RuleFate.Erred).SetEquals(Ids(p.After, RuleFate.Erred))).ToArray();
        Assert.Equal(recorded.Length, comparison.Orders);
        Assert.Equal(differing.Select(p => p.Key), comparison.Differences.Items.Select(d => d.Key));
        Assert.Equal(differing.Length, comparison.Differing);
        Assert.Equal(differing.Select(p => (p.Before.Pulls, p.After.Pulls)), comparison.Differences.Items.Select(d => (d.Before, d.After)));
        foreach (var counts in comparison.Rules)
        {
            Assert.Equal(pairs.Count(p => Ids(p.Before, RuleFate.Fired).Contains(counts.Id)), counts.FiredBefore);
            Assert.Equal(pairs.Count(p => Ids(p.After, RuleFate.Fired).Contains(counts.Id)), counts.FiredAfter);
            var gained = pairs.Count(p => Ids(p.After, RuleFate.Fired).Contains(counts.Id) && !Ids(p.Before, RuleFate.Fired).Contains(counts.Id));
            Assert.Equal(gained, counts.Gained);
            Assert.Equal(counts.FiredBefore - counts.FiredAfter, counts.Lost - counts.Gained);
            Assert.Equal(pairs.Count(p => Ids(p.Before, RuleFate.Erred).Contains(counts.Id)), counts.ErredBefore);
            Assert.Equal(pairs.Count(p => Ids(p.After, RuleFate.Erred).Contains(counts.Id)), counts.ErredAfter);
        }

        Assert.Equal(0, ChainComparison.Of(before, before, recorded).Differing);
        Assert.Equal(differing.Length, ChainComparison.Of(before, after, recorded, differencesMax: 0).Differing);
    }

    [Fact]
    public void Chains_over_other_facts_are_not_compared()
    {
        var chain = Shop.Chain(Shop.Rule("a", "true"));
        Assert.Throws<ArgumentException>(() => ChainComparison.Of(chain, ChainPreset.Of("vip-expedite").Load().Policy, []));
        Assert.Throws<ArgumentOutOfRangeException>(() => ChainComparison.Of(chain, chain, [], -1));
    }

    private static HashSet<string> Ids(ChainOutcome outcome, RuleFate fate) => [.. outcome.Verdicts.Items.Where(v => v.Fate == fate).Select(v => v.Rule.Id)];
}
