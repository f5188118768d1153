using NodaTime;
using NodaTime.Text;
using OrderKernel.Rules.Analysis;

namespace OrderKernel.Rules;

/// <summary>What can be said of a chain without any facts at hand: rules that contradict one another, and rules that never fire.</summary>
/// <remarks>
/// Decided where conditions compare facts with constants or with one another (<see cref="GuardLogic"/>); what is not decided is
/// reported as open, to be seen on history (<see cref="ChainComparison"/>). A lever whose pulls add up contradicts nothing.
/// Laws: two rules of which nothing is said never fire together with different arguments for such a lever; a conflict that is
/// certain comes with facts and a moment on which it happens; a rule that is said never to fire never does.
/// Cost: bounded by the effort; when it is spent, the rest is open.
/// </remarks>
public static class ChainAnalysis
{
    private const long EffortUsual = 20_000_000;

    /// <summary>Analyses a chain.</summary>
    /// <param name="chain">The chain.</param>
    /// <param name="effort">What all questions together may use up; null for some twenty million comparisons.</param>
    /// <returns>Rules that never fire, then conflicts, in the order in which the rules are asked.</returns>
    public static ValueList<ChainFinding> Of(RuleChain chain, GuardEffort? effort = null)
    {
        ArgumentNullException.ThrowIfNull(chain);
        effort ??= new(EffortUsual);
        var findings = new List<ChainFinding>();
        var alive = new List<ChainRule>();
        foreach (var rule in chain.Rules.Items.Where(r => r.IsEnabled))
        {
            var code = Dead(chain, rule, effort, out var stops);
            if (code is not null) findings.Add(new(About(code, rule, ("stops", string.Join(", ", stops))), rule));
            if (code is null or RulesCodes.RuleDeadOpen) alive.Add(rule);
        }

        for (var later = 1; later < alive.Count; later++)
        {
            for (var first = 0; first < later; first++)
            {
                if (Conflict(chain, alive[first], alive[later], effort) is { } conflict) findings.Add(conflict);
            }
        }

        return findings.ToValueList();
    }

    // Why a rule never fires; null where it does, as far as its condition and the rules that stop before it say.
    private static string? Dead(RuleChain chain, ChainRule rule, GuardEffort effort, out string[] covering)
    {
        // A stop whose arguments may err may not stop.
        var stops = StopsBefore(chain, rule, null).Where(s => !MayErr(s)).ToArray();
        covering = [.. stops.Select(s => s.Id)];
        if (ChainMoments.At([rule], stops) is not { } moments) return RulesCodes.RuleDeadOpen;
        if (moments.Count == 0) return RulesCodes.RuleNeverAsked;
        var holds = GuardLogic.CanHold(rule.When, effort);
        if (holds != GuardAnswer.Yes) return holds == GuardAnswer.No ? RulesCodes.RuleNeverHolds : RulesCodes.RuleDeadOpen;
        var isOpen = false;
        foreach (var (_, asked) in moments)
        {
            var passes = Query([rule], asked).Answer(effort);
            if (passes == GuardAnswer.Yes) return null;
            isOpen |= passes == GuardAnswer.Unknown;
        }

        return isOpen ? RulesCodes.RuleDeadOpen : RulesCodes.RuleCovered;
    }

    private static ChainFinding? Conflict(RuleChain chain, ChainRule first, ChainRule later, GuardEffort effort)
    {
        // Once the first fired nothing after it does.
        if (first.Stops || Contradicted(chain, first, later) is not { } lever) return null;
        var stops = StopsBefore(chain, later, first);
        if (ChainMoments.At([first, later], stops) is not { } moments) return Open(first, later, lever);
        var isOpen = false;
        foreach (var (at, asked) in moments)
        {
            var query = Query([first, later], asked);
            var answer = query.Answer(effort);
            if (answer == GuardAnswer.Yes && Tried(chain, first, later, at, query.Example!) is { } conflict) return conflict;
            if (answer == GuardAnswer.No && Array.Exists(asked, MayErr)) answer = Query([first, later], asked.Where(s => !MayErr(s))).Answer(effort);
            isOpen |= answer != GuardAnswer.No;
        }

        return isOpen ? Open(first, later, lever) : null;
    }

    private static GuardQuery Query(IEnumerable<ChainRule> hold, IEnumerable<ChainRule> doNotHold) =>
        new([.. hold.Select(r => (r.When, Outcome.True)), .. doNotHold.Select(r => (r.When, Outcome.NotTrue))]);

    // What was found is run: only what really happens is called certain.
    private static ChainFinding? Tried(RuleChain chain, ChainRule first, ChainRule later, LocalDateTime at, IFacts facts)
    {
        var outcome = chain.Decide(facts, at.InZoneLeniently(chain.Zone).ToInstant());
        var (one, other) = (PullsOf(outcome, first), PullsOf(outcome, later));
        foreach (var pull in one)
        {
            if (chain.Domain.LeverOf(pull.Lever)!.AddsUp || !other.Any(o => o.Lever == pull.Lever && o.Arguments != pull.Arguments)) continue;
            var example = string.Join(", ", first.When.Reads().Union(later.When.Reads(), StringComparer.Ordinal)
                .Select(path => (path, facts.Get(chain.Domain.Facts.SlotOf(path)))).Where(f => !f.Item2.IsAbsent).Select(f => $"{f.path} = {f.Item2}"));
            Argument[] arguments =
            [
                ("other", first.Id), ("lever", pull.Lever), ("example", example.Length > 0 ? example : "-"),
                ("at", LocalDateTimePattern.CreateWithInvariantCulture("uuuu-MM-dd'T'HH:mm").Format(at)),
            ];
            return new(About(RulesCodes.RulesConflict, later, arguments), later) { Other = first, Lever = pull.Lever, Example = facts, At = at };
        }

        return null;
    }

    private static IReadOnlyList<LeverPull> PullsOf(ChainOutcome outcome, ChainRule rule) =>
        [.. outcome.Fired.Where(v => ReferenceEquals(v.Rule, rule)).SelectMany(v => v.Pulls.Items)];

    // A lever of which only one pull can hold and that both pull with what may be different.
    private static string? Contradicted(RuleChain chain, ChainRule first, ChainRule later) => (
        from one in first.Then.Items
        where !chain.Domain.LeverOf(one.Lever)!.AddsUp
        from other in later.Then.Items
        where other.Lever == one.Lever && !one.SaysTheSameAs(other)
        select one.Lever).FirstOrDefault();

    private static ChainRule[] StopsBefore(RuleChain chain, ChainRule rule, ChainRule? without) =>
        [.. chain.Rules.Items.TakeWhile(r => !ReferenceEquals(r, rule)).Where(r => r.Stops && r.IsEnabled && !ReferenceEquals(r, without))];

    private static bool MayErr(ChainRule rule) => rule.Then.Items.Any(u => u.Arguments.Items.Any(a => a.Computed is not null));

    private static ChainFinding Open(ChainRule first, ChainRule later, string lever) =>
        new(About(RulesCodes.RulesConflictOpen, later, ("other", first.Id), ("lever", lever)), later) { Other = first, Lever = lever };

    private static Finding About(string code, ChainRule rule, params Argument[] arguments) => Finding.Of(rule.Path, code, [("rule", rule.Id), .. arguments]);
}
