using NodaTime;
using NodaTime.Text;
using OrderKernel.Rules.Evaluation;

namespace OrderKernel.Rules;

/// <summary>Rules that are asked one after the other about the same facts. Immutable; any number of threads may use it.</summary>
/// <remarks>
/// A rule fires whole or not at all: when its condition or an argument errs, it pulls nothing, stops nothing, and is reported; the chain goes on.
/// Laws: the order of rules in the document says nothing beside priority and id; a rule that is not asked changes nothing; after a rule
/// that stops nothing fires; both speeds give the same. Source: capabilities U1, U3.
/// </remarks>
public sealed class RuleChain
{
    /// <summary>The name that <c>$schema</c> of such a document carries.</summary>
    public const string Schema = "rule-chain-1.json";

    /// <summary>The most rules of a chain.</summary>
    public const int RulesMax = 2_000;

    /// <summary>The most levers that a rule pulls, and the most excluded ranges of hours and tags that it has.</summary>
    public const int PartsMax = 50;

    /// <summary>The longest id of a rule, and the longest name of a lever or parameter, in characters.</summary>
    public const int NameMax = 64;

    internal RuleChain(ChainDomain domain, DateTimeZone zone, string? description, IEnumerable<ChainRule> rules)
    {
        (Domain, Zone, Description) = (domain, zone, description);
        Rules = rules.OrderByDescending(r => r.Priority).ThenBy(r => r.Id, StringComparer.Ordinal).ToValueList();
    }

    /// <summary>What the rules may read and pull, what the document declares included.</summary>
    public ChainDomain Domain { get; }

    /// <summary>The facts that the document declares beyond those of the domain that it was loaded with; whoever asks brings them.</summary>
    public ValueList<FactField> Facts { get; internal init; }

    /// <summary>The levers that the document declares beyond those of the domain that it was loaded with.</summary>
    public ValueList<Lever> Levers { get; internal init; }

    /// <summary>The zone of days and hours.</summary>
    public DateTimeZone Zone { get; }

    /// <summary>What the chain is for, in words.</summary>
    public string? Description { get; }

    /// <summary>The rules in the order in which they are asked: by priority, the highest first, then by id.</summary>
    public ValueList<ChainRule> Rules { get; }

    /// <summary>Facts for the chain: those of the domain that it was loaded with, and those that the document declares.</summary>
    /// <param name="known">Facts of the domain that the chain was loaded with.</param>
    /// <param name="declared">The value of each of <see cref="Facts"/> by its path; null, absent and a value of another type for what is not known: then
    /// a rule that reads it errs, unless it asks <c>has(…)</c> for an optional one.</param>
    public IFacts Over(IFacts known, Func<string, ExpressionValue>? declared)
    {
        ArgumentNullException.ThrowIfNull(known);
        if (Facts.IsEmpty) return known;
        var values = new ExpressionValue[Facts.Count];
        for (var i = 0; i < values.Length && declared is not null; i++)
        {
            var value = declared(Facts[i].Path);
            if (!value.IsAbsent && Facts[i].Type.Includes(value)) values[i] = value;
        }

        return new DeclaredFacts(known, Domain.Root.Facts.Fields.Count, values);
    }

    /// <summary>Decides about one set of facts, and says of every rule why.</summary>
    /// <param name="facts">Facts of the domain's schema.</param>
    /// <param name="at">When this is decided: days and hours of rules are those of this moment in the chain's zone.</param>
    public ChainOutcome Decide(IFacts facts, Instant at)
    {
        ArgumentNullException.ThrowIfNull(facts);
        var local = at.InZone(Zone).LocalDateTime;
        var verdicts = new List<RuleVerdict>(Rules.Count);
        ChainRule? stop = null;
        foreach (var rule in Rules)
        {
            var verdict = NotAsked(rule, local, stop) ?? Asked(rule, facts);
            if (verdict.Fate == RuleFate.Fired && rule.Stops) stop = rule;
            verdicts.Add(verdict);
        }

        return new(verdicts.ToValueList());
    }

    /// <summary>Decides about many, all at one moment: only what fired or erred is told.</summary>
    /// <param name="many">Facts of the domain's schema, one set for each.</param>
    /// <param name="at">When this is decided.</param>
    /// <param name="hits">Takes what fired or erred, in the order of the many and of the rules.</param>
    /// <remarks>Cost: nothing is allocated where nothing fires. What a rule pulls is told by <see cref="PullsOf(int, IFacts)"/>.</remarks>
    public void Decide(ReadOnlySpan<IFacts> many, Instant at, ICollection<RuleHit> hits)
    {
        ArgumentNullException.ThrowIfNull(hits);
        var asked = AskedAt(at);
        for (var index = 0; index < many.Length; index++) DecideOne(new Given(many[index]), index, asked, hits);
    }

    /// <summary>The same over things whose facts stand in a table: nothing has to be made for them.</summary>
    /// <typeparam name="T">The kind of thing.</typeparam>
    /// <param name="table">The table of the domain's schema.</param>
    /// <param name="many">The things.</param>
    /// <param name="at">When this is decided.</param>
    /// <param name="hits">Takes what fired or erred, in the order of the many and of the rules.</param>
    /// <remarks>Cost: nothing is allocated where nothing fires. Law: the same hits as over their facts.</remarks>
    public void Decide<T>(FactTable<T> table, ReadOnlySpan<T> many, Instant at, ICollection<RuleHit> hits)
    {
        ArgumentNullException.ThrowIfNull(table);
        ArgumentNullException.ThrowIfNull(hits);
        var asked = AskedAt(at);
        for (var index = 0; index < many.Length; index++) DecideOne(new Listed<T>(table, many[index]), index, asked, hits);
    }

    /// <summary>The chain as a document; loaded again it is the same chain, and its rules stand in the order in which they are asked.</summary>
    /// <param name="name">The document's name.</param>
    /// <param name="version">The document's version.</param>
    /// <returns>UTF-8 without byte-order mark.</returns>
    /// <exception cref="ArgumentException">Name or version is empty.</exception>
    public byte[] ToUtf8(string name, string version)
    {
        ArgumentException.ThrowIfNullOrEmpty(name);
        ArgumentException.ThrowIfNullOrEmpty(version);
        return RuleChainWriter.Write(this, name, version);
    }

    /// <summary>What a rule that fired pulls.</summary>
    /// <param name="rule">Which rule of <see cref="Rules"/>, from 0.</param>
    /// <param name="facts">The facts on which it fired.</param>
    /// <returns>The levers with their arguments, or a refusal: an argument could not be evaluated.</returns>
    /// <remarks>Refuses with: <see cref="RulesCodes.EvaluationFailed"/>; the reason is the error.</remarks>
    public Result<ValueList<LeverPull>> PullsOf(int rule, IFacts facts)
    {
        ArgumentNullException.ThrowIfNull(facts);
        return PullsOf(Rules[rule], facts);
    }

    private static Result<ValueList<LeverPull>> PullsOf(ChainRule rule, IFacts facts)
    {
        var pulls = new List<LeverPull>();
        foreach (var use in rule.Then)
        {
            var arguments = new List<PullArgument>();
            foreach (var argument in use.Arguments)
            {
                if (argument.Computed is not { } computed) arguments.Add(new(argument.Name, argument.Value));
                else if (computed.Evaluate(facts).TryGet(out var value, out var error)) arguments.Add(new(argument.Name, value));
                else
                {
                    return Refusal.Of(RulesCodes.EvaluationFailed, ("expression", computed.ToString()), ("code", error.Code), ("position", error.Position))
                        with { Reasons = [error.ToReason()] };
                }
            }

            pulls.Add(new(use.Lever, arguments.ToValueList()));
        }

        return pulls.ToValueList();
    }

    private List<int> AskedAt(Instant at)
    {
        var local = at.InZone(Zone).LocalDateTime;
        var asked = new List<int>(Rules.Count);
        for (var rule = 0; rule < Rules.Count; rule++)
        {
            if (Rules[rule].IsAskedAt(local)) asked.Add(rule);
        }

        return asked;
    }

    private void DecideOne<TOne>(TOne one, int index, List<int> asked, ICollection<RuleHit> hits) where TOne : struct, IOne
    {
        foreach (var number in asked)
        {
            var rule = Rules[number];
            if (one.Satisfies(rule.When).TryGet(out var holds, out _))
            {
                if (!holds) continue;
                var isError = !CanPull(rule, one.Facts);
                hits.Add(new(index, number, isError));
                if (rule.Stops && !isError) return;
            }
            else hits.Add(new(index, number, IsError: true));
        }
    }

    private static bool CanPull(ChainRule rule, IFacts facts)
    {
        foreach (var use in rule.Then)
        {
            foreach (var argument in use.Arguments)
            {
                if (argument.Computed is { } computed && !computed.Evaluate(facts).IsOk) return false;
            }
        }

        return true;
    }

    private static RuleVerdict? NotAsked(ChainRule rule, LocalDateTime at, ChainRule? stop)
    {
        if (!rule.IsEnabled) return Skipped(RuleFate.Disabled, RulesCodes.RuleDisabled);
        if (rule.From is { } from && at.Date < from) return Skipped(RuleFate.NotYetEffective, RulesCodes.RuleNotYetEffective, ("from", Day(from)));
        if (rule.Until is { } until && at.Date >= until) return Skipped(RuleFate.NoLongerEffective, RulesCodes.RuleNoLongerEffective, ("until", Day(until)));
        if (rule.ExcludedAt(at.TimeOfDay) is { } range) return Skipped(RuleFate.ExcludedHour, RulesCodes.RuleExcludedHour, ("hours", range));
        return stop is null ? null : Skipped(RuleFate.AfterStop, RulesCodes.RuleAfterStop, ("stop", stop.Id));

        RuleVerdict Skipped(RuleFate fate, string code, params Argument[] arguments) =>
            new(rule, fate, [], [Reason.Of(code, [("rule", rule.Id), .. arguments])]);

        static string Day(LocalDate day) => LocalDatePattern.Iso.Format(day);
    }

    private static RuleVerdict Asked(ChainRule rule, IFacts facts)
    {
        var why = rule.When.Explain(facts);
        if (!why.Result.IsOk) return new(rule, RuleFate.Erred, [], why.Reasons);
        if (!why.Result.Value.AsBool()) return new(rule, RuleFate.ConditionFalse, [], why.Reasons) { Changes = why.Changes };
        return PullsOf(rule, facts).TryGet(out var pulls, out var refusal)
            ? new(rule, RuleFate.Fired, pulls, why.Reasons) { Changes = why.Changes }
            : new(rule, RuleFate.Erred, [], refusal.Reasons);
    }

    private sealed class DeclaredFacts(IFacts known, int count, ExpressionValue[] declared) : IFacts
    {
        public ExpressionValue Get(int slot) => slot < count ? known.Get(slot) : declared[slot - count];
    }

    /// <summary>One of many, however its facts are held.</summary>
    private interface IOne
    {
        IFacts Facts { get; }

        Result<bool> Satisfies(Expression condition);
    }

    private readonly struct Given(IFacts facts) : IOne
    {
        public IFacts Facts => facts;

        public Result<bool> Satisfies(Expression condition) => condition.Holds(facts);
    }

    private readonly struct Listed<T>(FactTable<T> table, T thing) : IOne
    {
        public IFacts Facts => new TableFacts<T>(table, thing);

        public Result<bool> Satisfies(Expression condition) => condition.Holds(table, thing);
    }
}
