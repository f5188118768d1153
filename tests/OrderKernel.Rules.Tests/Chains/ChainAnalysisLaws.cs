namespace OrderKernel.Rules.Tests.Chains;

/// <summary>What is said without facts, beside what happens on facts.</summary>
/// <remarks>Fails when two rules contradict each other and nothing was said, a certain conflict does not happen, or a dead rule fires.</remarks>
public class ChainAnalysisLaws
{
    [Law(1_500, 150_000)]
    public void It_is_never_contradicted_by_what_happens(Seed seed)
    {
        var random = new RandomChain(new Random(seed));
        var chain = Shop.Chain(random.Rules(5));
        var findings = ChainAnalysis.Of(chain);
        var said = findings.Items.Where(f => f.Other is not null).Select(f => (f.Other!.Id, f.Rule.Id)).ToHashSet();
        var dead = findings.Items.Where(f => f is { Other: null, IsCertain: true }).Select(f => f.Rule.Id).ToHashSet(StringComparer.Ordinal);
        for (var i = 0; i < 60; i++)
        {
            var fired = chain.Decide(random.Facts(), random.At()).Fired.ToArray();
            Assert.All(fired, v => Assert.DoesNotContain(v.Rule.Id, dead));
            foreach (var pair in Contradictions(fired)) Assert.Contains(pair, said);
        }

        foreach (var finding in findings.Items.Where(f => f.Example is not null))
        {
            var outcome = chain.Decide(finding.Example!, finding.At!.Value.InZoneLeniently(chain.Zone).ToInstant());
            Assert.Contains((finding.Other!.Id, finding.Rule.Id), Contradictions([.. outcome.Fired]));
        }
    }

    private static IEnumerable<(string, string)> Contradictions(RuleVerdict[] fired) =>
        from first in Enumerable.Range(0, fired.Length)
        from later in Enumerable.Range(first + 1, fired.Length - first - 1)
        where fired[first].Pulls.Items.Any(a => a.Lever != "tag" && fired[later].Pulls.Items.Any(b => a.Lever == b.Lever && a.Arguments != b.Arguments))
        select (fired[first].Rule.Id, fired[later].Rule.Id);
}
