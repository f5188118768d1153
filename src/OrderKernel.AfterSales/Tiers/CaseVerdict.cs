namespace OrderKernel.AfterSales;

/// <summary>How a request is judged. 0 is unset.</summary>
public enum VerdictKind
{
    /// <summary>Granted without a person.</summary>
    Automatic = 1,

    /// <summary>Granted when all approvers of the tier agree.</summary>
    Approval = 2,

    /// <summary>Not to be granted; the code says why.</summary>
    Refused = 3,
}

/// <summary>The verdict on a request.</summary>
/// <param name="Kind">Automatic, by approval or refused.</param>
/// <param name="Tier">The tier that holds for the request, also when it is refused.</param>
/// <param name="Approvers">Who approves, in order; empty unless by approval.</param>
/// <param name="RefusedAs">The refusal's code; null unless refused.</param>
public sealed record CaseVerdict(VerdictKind Kind, string Tier, ValueList<Role> Approvers, string? RefusedAs);

/// <summary>A verdict with its explanation.</summary>
/// <param name="Verdict">The verdict.</param>
/// <param name="Reasons">Which tiers were passed over, which one holds, with the numbers.</param>
/// <param name="Refusal">The refusal when the verdict is one, else null.</param>
public sealed record Judgement(CaseVerdict Verdict, ValueList<Reason> Reasons, Refusal? Refusal);
