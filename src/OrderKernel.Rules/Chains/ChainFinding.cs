using NodaTime;

namespace OrderKernel.Rules;

/// <summary>What an analysis says of a rule.</summary>
/// <param name="Finding">Where the rule stands, with <see cref="RulesCodes.RulesConflict"/>, <see cref="RulesCodes.RulesConflictOpen"/>,
/// <see cref="RulesCodes.RuleNeverAsked"/>, <see cref="RulesCodes.RuleNeverHolds"/>, <see cref="RulesCodes.RuleCovered"/> or
/// <see cref="RulesCodes.RuleDeadOpen"/>.</param>
/// <param name="Rule">The rule; of two the one that is asked later.</param>
public sealed record ChainFinding(Finding Finding, ChainRule Rule)
{
    /// <summary>Of two rules the one that is asked first.</summary>
    public ChainRule? Other { get; init; }

    /// <summary>The lever that two rules tell different things.</summary>
    public string? Lever { get; init; }

    /// <summary>Facts on which it was tried; null where nothing was to be tried.</summary>
    public IFacts? Example { get; init; }

    /// <summary>A moment in the chain's zone at which it was tried.</summary>
    public LocalDateTime? At { get; init; }

    /// <summary>False when it is undecided: only history can tell.</summary>
    public bool IsCertain => Finding.Code is not (RulesCodes.RulesConflictOpen or RulesCodes.RuleDeadOpen);
}
