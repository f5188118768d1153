using System.Diagnostics;
using System.Text;
using NodaTime;

namespace OrderKernel.Rules.Tests.Chains;

/// <summary>What holds for every chain, on whatever facts and at whatever moment.</summary>
/// <remarks>
/// Fails when the order of the document decides, a rule that is not asked changes others, something fires after a stop, the two speeds
/// differ, an error is taken for false, or a document changes on its way out and in.
/// </remarks>
public class ChainLaws
{
    [Law(3_000, 300_000)]
    public void The_order_in_the_document_says_nothing(Seed seed)
    {
        var chance = new Random(seed);
        var random = new RandomChain(chance);
        var rules = random.Rules();
        string[] shuffled = [.. rules.OrderBy(_ => chance.Next())];
        var (facts, at) = (random.Facts(), random.At());
        Assert.Equal(Shop.Told(Shop.Chain(rules).Decide(facts, at)), Shop.Told(Shop.Chain(shuffled).Decide(facts, at)));
    }

    [Law(3_000, 300_000)]
    public void A_rule_that_is_not_asked_changes_nothing(Seed seed)
    {
        var random = new RandomChain(new Random(seed));
        var rules = random.Rules();
        var (facts, at) = (random.Facts(), random.At());
        var outcome = Shop.Chain(rules).Decide(facts, at);
        string[] asked = [.. rules.Where((r, i) => Fate(outcome, $"r{i}") is not (RuleFate.Disabled or RuleFate.NotYetEffective or RuleFate.NoLongerEffective
            or RuleFate.ExcludedHour))];
        var without = Shop.Chain(asked).Decide(facts, at);
        Assert.Equal(Fired(outcome), Fired(without));
        Assert.Equal(outcome.HasErrors, without.HasErrors);
    }

    [Law(3_000, 300_000)]
    public void Each_verdict_is_what_the_rule_by_itself_would_get_until_one_stops(Seed seed)
    {
        var random = new RandomChain(new Random(seed));
        var chain = Shop.Chain(random.Rules());
        var (facts, at) = (random.Facts(), random.At());
        var local = at.InZone(chain.Zone).LocalDateTime;
        var isStopped = false;
        foreach (var verdict in chain.Decide(facts, at).Verdicts)
        {
            var rule = verdict.Rule;
            if (!rule.IsEnabled) Assert.Equal(RuleFate.Disabled, verdict.Fate);
            else if (local.Date < rule.From) Assert.Equal(RuleFate.NotYetEffective, verdict.Fate);
            else if (local.Date >= rule.Until) Assert.Equal(RuleFate.NoLongerEffective, verdict.Fate);
            else if (rule.ExcludedHours.Items.Any(h => IsIn(h, local.TimeOfDay))) Assert.Equal(RuleFate.ExcludedHour, verdict.Fate);
            else if (isStopped) Assert.Equal(RuleFate.AfterStop, verdict.Fate);
            else
            {
                var condition = rule.When.Evaluate(facts);
                var errs = !condition.IsOk
                    || (condition.Value.AsBool() && rule.Then.Items.Any(u => u.Arguments.Items.Any(a => a.Computed is { } c && !c.Evaluate(facts).IsOk)));
                Assert.Equal(errs ? RuleFate.Erred : condition.Value.AsBool() ? RuleFate.Fired : RuleFate.ConditionFalse, verdict.Fate);
                isStopped = verdict.Fate == RuleFate.Fired && rule.Stops;
            }

            Assert.Equal(verdict.Fate == RuleFate.Fired && !rule.Then.IsEmpty, !verdict.Pulls.IsEmpty);
            Assert.False(verdict.Reasons.IsEmpty);
        }

        // Minute by minute around the clock, in the naive way.
        static bool IsIn(HourRange range, LocalTime time)
        {
            for (var at = range.From; at != range.To; at = at.PlusMinutes(1))
            {
                if (time >= at && time < at.PlusMinutes(1)) return true;
                if (at == new LocalTime(23, 59) && time >= at) return true;
            }

            return false;
        }
    }

    [Law(3_000, 300_000)]
    public void Both_speeds_give_the_same(Seed seed)
    {
        var random = new RandomChain(new Random(seed));
        var chain = Shop.Chain(random.Rules());
        var at = random.At();
        IFacts[] many = [.. Enumerable.Range(0, 8).Select(_ => random.Facts())];
        var hits = new List<RuleHit>();
        chain.Decide(many, at, hits);
        var listed = new List<RuleHit>();
        chain.Decide(Shop.Table, Array.ConvertAll(many, f => (FactValues)f), at, listed);
        Assert.Equal(hits, listed);
        var expected = many.SelectMany((facts, index) => chain.Decide(facts, at).Verdicts.Items.Select((v, rule) => (v, rule))
            .Where(v => v.v.Fate is RuleFate.Fired or RuleFate.Erred).Select(v => new RuleHit(index, v.rule, v.v.Fate == RuleFate.Erred)));
        Assert.Equal(expected, hits);
        foreach (var hit in hits.Where(h => !h.IsError))
            Assert.Equal(chain.Decide(many[hit.Index], at).Verdicts[hit.Rule].Pulls, chain.PullsOf(hit.Rule, many[hit.Index]).ValueOrThrow());
    }

    [Law(2_000, 200_000)]
    public void A_chain_comes_back_from_its_document(Seed seed)
    {
        var random = new RandomChain(new Random(seed));
        var chain = Shop.Chain(random.Rules());
        var written = chain.ToUtf8("shop", "1");
        var again = Shop.Domain.Load(written).ValueOrThrow().Policy;
        Assert.Equal(Encoding.UTF8.GetString(written), Encoding.UTF8.GetString(again.ToUtf8("shop", "1")));
        var (facts, at) = (random.Facts(), random.At());
        Assert.Equal(Shop.Told(chain.Decide(facts, at)), Shop.Told(again.Decide(facts, at)));
        if (seed.Value % 50 == 0) Assert.True(Shop.Schema.Accepts(Encoding.UTF8.GetString(written)));
    }

#if NET
    // .NET Framework does not tell what a thread allocates, and Mono's speed is nobody's.
    [Fact]
    public void Many_orders_leave_nothing_to_collect_where_nothing_fires()
    {
        var chain = Ten();
        IFacts[] many = [.. Enumerable.Range(0, 1_000).Select(i => Shop.Facts(n: i % 10, s: "x", fen: i))];
        var hits = new List<RuleHit>();
        chain.Decide(many, Shop.Noon, hits);
        chain.Decide(many, Shop.Noon, hits);
        var before = GC.GetAllocatedBytesForCurrentThread();
        chain.Decide(many.AsSpan(0, 1), Shop.Noon, hits);
        var one = GC.GetAllocatedBytesForCurrentThread() - before;
        before = GC.GetAllocatedBytesForCurrentThread();
        chain.Decide(many, Shop.Noon, hits);
        Assert.Equal(one, GC.GetAllocatedBytesForCurrentThread() - before);
        Assert.Empty(hits);
    }

    [Fact]
    public void Ten_rules_over_a_million_orders_take_less_than_a_second()
    {
        var chain = Ten();
        IFacts[] some = [.. Enumerable.Range(0, 10_000).Select(i => Shop.Facts(n: i % 10, s: "x", fen: i))];
        var hits = new List<RuleHit>();
        // The best of many short stretches: what else runs on the machine does not count.
        var best = double.MaxValue;
        for (var run = 0; run < 100; run++)
        {
            var start = Stopwatch.GetTimestamp();
            chain.Decide(some, Shop.Noon, hits);
            best = Math.Min(best, (Stopwatch.GetTimestamp() - start) * 1_000.0 / Stopwatch.Frequency);
        }

        Assert.True(100 * best <= 1_000, $"{100 * best} ms for a million");
    }

    private static RuleChain Ten() => Shop.Chain([.. Enumerable.Range(0, 10).Select(i => Shop.Rule($"r{i}", i % 2 == 0
        ? $"n > {i + 20} && s == 'tmall'"
        : $"p > money('50000') || b && s in ['jd', 'r{i}']"))]);
#endif

    private static RuleFate Fate(ChainOutcome outcome, string id) => outcome.Verdicts.Items.Single(v => v.Rule.Id == id).Fate;

    private static string Fired(ChainOutcome outcome) => string.Join("; ", outcome.Fired.Select(v => $"{v.Rule.Id} {string.Join(" ", v.Pulls.Items)}"));
}
