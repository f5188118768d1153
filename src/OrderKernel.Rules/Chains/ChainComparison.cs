using NodaTime;

namespace OrderKernel.Rules;

/// <summary>What was known of an order when something was decided about it.</summary>
/// <param name="Key">How the order is called.</param>
/// <param name="At">When that was.</param>
/// <param name="Facts">Facts of the chains' schema.</param>
public sealed record ChainOccasion(string Key, Instant At, IFacts Facts);

/// <summary>How often a rule fired and erred under two versions of a chain.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="FiredBefore">How often it fired under the first.</param>
/// <param name="FiredAfter">How often it fired under the second.</param>
/// <param name="Gained">How often it fired under the second and not under the first.</param>
/// <param name="Lost">How often it fired under the first and not under the second.</param>
/// <param name="ErredBefore">How often it erred under the first.</param>
/// <param name="ErredAfter">How often it erred under the second.</param>
public sealed record RuleCounts(string Id, long FiredBefore, long FiredAfter, long Gained, long Lost, long ErredBefore, long ErredAfter);

/// <summary>An order about which two versions of a chain decide differently.</summary>
/// <param name="Key">How the order is called.</param>
/// <param name="At">When it was recorded.</param>
/// <param name="Before">What the first would have pulled.</param>
/// <param name="After">What the second would have pulled.</param>
/// <param name="Erred">The ids of rules that erred under either, each once.</param>
public sealed record OrderDifference(string Key, Instant At, ValueList<LeverPull> Before, ValueList<LeverPull> After, ValueList<string> Erred);

/// <summary>A dry run: what two versions of a chain would have decided about what was recorded. Nothing is done.</summary>
/// <param name="Orders">How many were looked at.</param>
/// <param name="Differing">Of how many something else would have been pulled, or in another order, or some rule erred under one version only.</param>
/// <param name="Rules">The counts of every rule of either version, by id.</param>
/// <param name="Differences">The first that differ, in the order in which they were recorded.</param>
/// <remarks>Laws: the counts are those of deciding each order by itself; a chain compared with itself differs nowhere. Source: capability U3.</remarks>
public sealed record ChainComparison(long Orders, long Differing, ValueList<RuleCounts> Rules, ValueList<OrderDifference> Differences)
{
    /// <summary>The most differences that are kept unless more are asked for.</summary>
    public const int DifferencesUsual = 1_000;

    /// <summary>Runs two versions of a chain over what was recorded.</summary>
    /// <param name="before">The first version.</param>
    /// <param name="after">The second version, over the same facts.</param>
    /// <param name="recorded">What was recorded; read once, from front to end.</param>
    /// <param name="differencesMax">How many differences are kept; all are counted.</param>
    /// <exception cref="ArgumentException">The chains read different facts.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="differencesMax"/> is negative.</exception>
    public static ChainComparison Of(RuleChain before, RuleChain after, IEnumerable<ChainOccasion> recorded, int differencesMax = DifferencesUsual)
    {
        ArgumentNullException.ThrowIfNull(before);
        ArgumentNullException.ThrowIfNull(after);
        ArgumentNullException.ThrowIfNull(recorded);
        ArgumentOutOfRangeException.ThrowIfNegative(differencesMax);
        if (before.Domain.Facts != after.Domain.Facts) throw new ArgumentException("The chains read different facts.", nameof(after));
        var counts = new SortedDictionary<string, long[]>(StringComparer.Ordinal);
        foreach (var rule in before.Rules.Items.Concat(after.Rules.Items)) counts[rule.Id] = new long[6];
        var differences = new List<OrderDifference>();
        var (orders, differing) = (0L, 0L);
        foreach (var one in recorded)
        {
            orders++;
            var (first, second) = (Hits(before, one), Hits(after, one));
            Count(counts, before, after, first, second);
            var (pulls, others) = (Pulls(before, first, one.Facts), Pulls(after, second, one.Facts));
            var (erred, errs) = (Erred(before, first), Erred(after, second));
            if (pulls == others && erred == errs) continue;
            differing++;
            if (differences.Count < differencesMax)
                differences.Add(new(one.Key, one.At, pulls, others, erred.Items.Union(errs.Items, StringComparer.Ordinal).ToValueList()));
        }

        var rules = counts.Select(c => new RuleCounts(c.Key, c.Value[0], c.Value[1], c.Value[2], c.Value[3], c.Value[4], c.Value[5]));
        return new(orders, differing, rules.ToValueList(), differences.ToValueList());
    }

    private static List<RuleHit> Hits(RuleChain chain, ChainOccasion one)
    {
        var hits = new List<RuleHit>();
        chain.Decide([one.Facts], one.At, hits);
        return hits;
    }

    private static ValueList<LeverPull> Pulls(RuleChain chain, List<RuleHit> hits, IFacts facts) =>
        hits.Where(h => !h.IsError).SelectMany(h => chain.PullsOf(h.Rule, facts).OrUnreachable("Arguments were evaluated before").Items).ToValueList();

    private static ValueList<string> Erred(RuleChain chain, List<RuleHit> hits) =>
        hits.Where(h => h.IsError).Select(h => chain.Rules[h.Rule].Id).OrderBy(id => id, StringComparer.Ordinal).ToValueList();

    private static void Count(SortedDictionary<string, long[]> counts, RuleChain before, RuleChain after, List<RuleHit> first, List<RuleHit> second)
    {
        var fired = new HashSet<string>(first.Where(h => !h.IsError).Select(h => before.Rules[h.Rule].Id), StringComparer.Ordinal);
        var firedAfter = new HashSet<string>(second.Where(h => !h.IsError).Select(h => after.Rules[h.Rule].Id), StringComparer.Ordinal);
        foreach (var id in fired)
        {
            counts[id][0]++;
            if (!firedAfter.Contains(id)) counts[id][3]++;
        }

        foreach (var id in firedAfter)
        {
            counts[id][1]++;
            if (!fired.Contains(id)) counts[id][2]++;
        }

        foreach (var id in Erred(before, first)) counts[id][4]++;
        foreach (var id in Erred(after, second)) counts[id][5]++;
    }
}
