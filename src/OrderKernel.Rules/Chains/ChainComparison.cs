using NodaTime;

namespace OrderKernel.Rules;

/// <summary>What was known of an order when something was decided about it.</summary>
/// <param name="Key">How the order is called.</param>
/// <param name="At">When that was.</param>
/// <param name="Facts">Facts of the domain that the chains were loaded with.</param>
public sealed record ChainOccasion(string Key, Instant At, IFacts Facts)
{
    /// <summary>Facts that chains declare beyond their domain, by path; null where none is known.</summary>
    public Func<string, ExpressionValue>? Declared { get; init; }
}

/// <summary>For how many orders a rule fired and erred under two versions of a chain.</summary>
/// <param name="Id">The rule's id.</param>
/// <param name="FiredBefore">For how many it fired under the first.</param>
/// <param name="FiredAfter">For how many it fired under the second.</param>
/// <param name="Gained">For how many it fired under the second and not under the first.</param>
/// <param name="Lost">For how many it fired under the first and not under the second.</param>
/// <param name="ErredBefore">For how many it erred under the first and never fired.</param>
/// <param name="ErredAfter">For how many it erred under the second and never fired.</param>
public sealed record RuleCounts(string Id, long FiredBefore, long FiredAfter, long Gained, long Lost, long ErredBefore, long ErredAfter);

/// <summary>An order about which two versions of a chain decide differently.</summary>
/// <param name="Key">How the order is called.</param>
/// <param name="At">When it was last recorded.</param>
/// <param name="Before">What the first would have pulled, in that order.</param>
/// <param name="After">What the second would have pulled, in that order.</param>
/// <param name="Erred">The ids of rules that erred under either and never fired there, each once.</param>
public sealed record OrderDifference(string Key, Instant At, ValueList<LeverPull> Before, ValueList<LeverPull> After, ValueList<string> Erred);

/// <summary>A dry run: what two versions of a chain would have decided about what was recorded. Nothing is done.</summary>
/// <param name="Orders">How many were looked at.</param>
/// <param name="Differing">For how many something else would have been pulled, or in another order, or some rule erred under one version only.</param>
/// <param name="Rules">The counts of every rule of either version, by id.</param>
/// <param name="Differences">The first that differ, in the order in which they were recorded.</param>
/// <remarks>
/// Occasions of the same key that follow one another are one order, about which a rule fires once.
/// Laws: the counts are those of deciding each order by itself; a chain compared with itself differs nowhere. Source: capability U3.
/// </remarks>
public sealed record ChainComparison(long Orders, long Differing, ValueList<RuleCounts> Rules, ValueList<OrderDifference> Differences)
{
    /// <summary>The most differences that are kept unless more are asked for.</summary>
    public const int DifferencesUsual = 1_000;

    /// <summary>Runs two versions of a chain over what was recorded.</summary>
    /// <param name="before">The first version.</param>
    /// <param name="after">The second version, loaded with the same domain.</param>
    /// <param name="recorded">What was recorded, each order's in the order of time; read once, from front to end.</param>
    /// <param name="differencesMax">How many differences are kept; all are counted.</param>
    /// <exception cref="ArgumentException">The chains were loaded with different domains.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="differencesMax"/> is negative.</exception>
    public static ChainComparison Of(RuleChain before, RuleChain after, IEnumerable<ChainOccasion> recorded, int differencesMax = DifferencesUsual)
    {
        ArgumentNullException.ThrowIfNull(recorded);
        var gathered = new ChainComparing(before, after, differencesMax);
        foreach (var one in recorded) gathered.Take(one);
        return gathered.Result();
    }
}
