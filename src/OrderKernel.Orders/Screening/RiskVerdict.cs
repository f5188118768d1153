namespace OrderKernel.Orders;

/// <summary>How risky an order is. 0 is unset.</summary>
public enum RiskLevel
{
    /// <summary>Nothing, or too little to speak of.</summary>
    Low = 1,

    /// <summary>Worth a look; nothing is held.</summary>
    Elevated = 2,

    /// <summary>Held for review.</summary>
    High = 3,
}

/// <summary>What the screening says of an order.</summary>
/// <param name="Level">How risky.</param>
/// <param name="Points">The sum of the points of what was found.</param>
/// <param name="Streak">Anomalous or equal orders of the buyer in a row, this one included; 0 when this one is not anomalous.</param>
/// <param name="Reasons">What was found, and the verdict last; empty when nothing was.</param>
public sealed record RiskVerdict(RiskLevel Level, int Points, int Streak, ValueList<Reason> Reasons)
{
    /// <summary>True when anything was found.</summary>
    public bool IsAnomalous => !Reasons.IsEmpty;
}
