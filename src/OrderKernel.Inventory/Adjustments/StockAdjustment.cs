using System.Text.Json.Serialization;
using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>Why units are taken off the shelf without an order. 0 is unset.</summary>
public enum AdjustmentKind
{
    /// <summary>They are broken, spoilt or lost 报损. A fact: promised units are no less broken.</summary>
    Damage = 1,

    /// <summary>They are given away 赠品. A wish: promised units are not given away.</summary>
    Gift = 2,
}

/// <summary>What somebody wants taken off the book by hand.</summary>
/// <param name="Id">The adjustment's id; a repeat with the same content changes nothing.</param>
/// <param name="Kind">Why.</param>
/// <param name="Units">The units; a cell named twice is summed.</param>
/// <param name="Reason">What happened, as a code or word of the host's; never blank and never personal data.</param>
/// <param name="Evidence">Pictures, vouchers and other proof; at least one.</param>
public sealed record StockAdjustment(ApprovalId Id, AdjustmentKind Kind, ValueList<StockUnits> Units, string Reason,
    // Stored events have the reason before the evidence; a property with a body of its own would come last.
    [property: JsonPropertyOrder(1)] ValueList<EvidenceReference> Evidence)
{
    /// <summary>What happened, without phone numbers.</summary>
    public string Reason { get; init => field = FreeText.Masked(value); } = FreeText.Masked(Reason);

    /// <summary>What the units are worth together, not negative; null where nobody says. It decides how high approval must go.</summary>
    [JsonPropertyOrder(2)]
    public Money? Worth { get; init; }
}
