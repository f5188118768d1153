namespace OrderKernel.Rules;

/// <summary>What became of a rule. 0 is unset.</summary>
public enum RuleFate
{
    /// <summary>Its condition held and its levers are pulled.</summary>
    Fired = 1,

    /// <summary>Its condition did not hold.</summary>
    ConditionFalse = 2,

    /// <summary>Its condition or an argument could not be evaluated. It did not fire, and nobody knows whether it should have.</summary>
    Erred = 3,

    /// <summary>It is kept but never asked.</summary>
    Disabled = 4,

    /// <summary>Its first day is still to come.</summary>
    NotYetEffective = 5,

    /// <summary>Its last day is over.</summary>
    NoLongerEffective = 6,

    /// <summary>At this hour it is not asked.</summary>
    ExcludedHour = 7,

    /// <summary>A rule before it fired and stops the chain.</summary>
    AfterStop = 8,
}

/// <summary>What became of a rule, and why.</summary>
/// <param name="Rule">The rule.</param>
/// <param name="Fate">What became of it.</param>
/// <param name="Pulls">What it pulls; nothing unless it fired.</param>
/// <param name="Reasons">The parts of the condition that decided, or what kept it from being asked.</param>
public sealed record RuleVerdict(ChainRule Rule, RuleFate Fate, ValueList<LeverPull> Pulls, ValueList<Reason> Reasons)
{
    /// <summary>The fewest changes that together turn the condition; none where it was not asked or erred, or no way is known.</summary>
    public ValueList<ExpressionChange> Changes { get; init; }
}

/// <summary>What a chain decided: one verdict for each rule, in the order in which they are asked.</summary>
/// <param name="Verdicts">All rules.</param>
public sealed record ChainOutcome(ValueList<RuleVerdict> Verdicts)
{
    /// <summary>The rules that fired, in their order.</summary>
    public IEnumerable<RuleVerdict> Fired => Verdicts.Items.Where(v => v.Fate == RuleFate.Fired);

    /// <summary>The rules that did not, in their order.</summary>
    public IEnumerable<RuleVerdict> Skipped => Verdicts.Items.Where(v => v.Fate != RuleFate.Fired);

    /// <summary>What is pulled, in the order of the rules.</summary>
    public ValueList<LeverPull> Pulls => Fired.SelectMany(v => v.Pulls.Items).ToValueList();

    /// <summary>True when some rule erred: then the outcome may lack what it should have.</summary>
    public bool HasErrors => Verdicts.Items.Any(v => v.Fate == RuleFate.Erred);
}

/// <summary>That a rule fired or erred on one of many; all others did neither.</summary>
/// <param name="Index">Which of the many, from 0.</param>
/// <param name="Rule">Which rule of <see cref="RuleChain.Rules"/>, from 0.</param>
/// <param name="IsError">True when it erred, false when it fired.</param>
public readonly record struct RuleHit(int Index, int Rule, bool IsError);
