namespace OrderKernel.Rules;

public static partial class RulesCodes
{
    /// <summary>At load: a rule pulls a lever that the domain does not have.</summary>
    public const string LeverUnknown = "rules.lever-unknown";

    /// <summary>At load: a rule tells a lever something that it does not take.</summary>
    public const string ArgumentUnknown = "rules.argument-unknown";

    /// <summary>At load: a rule would tell a lever what a fact says about a person.</summary>
    public const string ArgumentPersonal = "rules.argument-personal";

    /// <summary>In a verdict: the rule is kept but never asked.</summary>
    public const string RuleDisabled = "rules.rule-disabled";

    /// <summary>In a verdict: the rule's first day is still to come.</summary>
    public const string RuleNotYetEffective = "rules.rule-not-yet-effective";

    /// <summary>In a verdict: the rule's last day is over.</summary>
    public const string RuleNoLongerEffective = "rules.rule-no-longer-effective";

    /// <summary>In a verdict: at this hour the rule is not asked.</summary>
    public const string RuleExcludedHour = "rules.rule-excluded-hour";

    /// <summary>In a verdict: a rule before this one fired and stops the chain.</summary>
    public const string RuleAfterStop = "rules.rule-after-stop";

    /// <summary>In an analysis: two rules can fire together and tell a lever different things.</summary>
    public const string RulesConflict = "rules.rules-conflict";

    /// <summary>In an analysis: whether two rules can fire together and tell a lever different things is only seen on history.</summary>
    public const string RulesConflictOpen = "rules.rules-conflict-open";

    /// <summary>In an analysis: the rule never fires, because there is no moment at which it is asked.</summary>
    public const string RuleNeverAsked = "rules.rule-never-asked";

    /// <summary>In an analysis: the rule never fires, because its condition never holds.</summary>
    public const string RuleNeverHolds = "rules.rule-never-holds";

    /// <summary>In an analysis: the rule never fires, because whenever its condition holds a rule before it stops the chain.</summary>
    public const string RuleCovered = "rules.rule-covered";

    /// <summary>In an analysis: whether the rule ever fires is only seen on history.</summary>
    public const string RuleDeadOpen = "rules.rule-dead-open";
}
