using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>What a hint asks for. 0 is unset.</summary>
public enum ReplenishmentUrgency
{
    /// <summary>Stock is under its safety level, or lasts too short: order 补货.</summary>
    Order = 1,

    /// <summary>It sells fast, and stock lasts: keep an eye on it 关注.</summary>
    Watch = 2,
}

/// <summary>A SKU that is to be replenished, or looked after.</summary>
/// <param name="Sku">The SKU.</param>
/// <param name="Urgency">What is asked for.</param>
/// <param name="Sold">Units sold in the policy's days, less those that came back; at least zero.</param>
/// <param name="Free">Units free to promise above the safety level, over all cells; one that is overdrawn counts as empty.</param>
/// <param name="Missing">Units that are missing to the safety level, over all cells.</param>
/// <param name="CoverDays">How many days the free units last at the pace of those days, rounded down; null when nothing was sold.</param>
/// <param name="Suggested">Units that make up for what is missing and let stock last for the target; 0 when it does.</param>
public sealed record ReplenishmentHint(SkuId Sku, ReplenishmentUrgency Urgency, long Sold, long Free, long Missing, long? CoverDays, long Suggested)
{
    /// <summary>The cells with the terms of what is available in each, in their order.</summary>
    public ValueList<AvailableStock> Cells { get; init; }

    /// <summary>Why it is told, and how the suggestion comes about.</summary>
    public ValueList<Reason> Reasons { get; init; }
}

/// <summary>The hints of an instant.</summary>
/// <param name="Until">The instant; what happened at it is left out.</param>
/// <param name="Hints">What is to be ordered first, the shortest cover first.</param>
/// <param name="Policies">The policy and the formula by reference.</param>
public sealed record ReplenishmentReport(Instant Until, ValueList<ReplenishmentHint> Hints, ValueList<PolicyReference> Policies);
