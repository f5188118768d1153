using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>From when on repeated requests of one customer are looked at by a person (风险复核).</summary>
/// <param name="Kinds">The kinds of request that count and are reviewed.</param>
/// <param name="Within">How far back requests count.</param>
/// <param name="RequestsMax">How many such requests are nobody's business; the next one is reviewed.</param>
/// <param name="Tier">The least tier that such a request falls into; it has approvers.</param>
/// <remarks>Source: capability R6; the numbers are ours.</remarks>
public sealed record RiskReview(ValueList<CaseKind> Kinds, Duration Within, int RequestsMax, string Tier)
{
    /// <summary>True when a request of a kind is to be reviewed.</summary>
    /// <param name="kind">Its kind.</param>
    /// <param name="earlier">Requests of these kinds that the customer made before it.</param>
    public bool Concerns(CaseKind kind, int earlier) => earlier >= RequestsMax && Kinds.Items.Contains(kind);
}
