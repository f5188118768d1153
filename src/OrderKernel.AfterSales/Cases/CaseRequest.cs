using NodaTime;

namespace OrderKernel.AfterSales;

/// <summary>Units of one line that a case is about.</summary>
/// <param name="Line">The line.</param>
/// <param name="Units">How many, positive.</param>
/// <param name="Worth">What the buyer paid for them together: their share of a refund.</param>
public sealed record CaseUnits(LineId Line, Quantity Units, Money Worth);

/// <summary>What somebody asks for after the sale, with the facts that it is judged on.</summary>
/// <param name="Case">The case's id.</param>
/// <param name="Order">The order.</param>
/// <param name="Kind">What is asked for.</param>
/// <param name="Asked">The money asked for; zero where only goods are.</param>
/// <param name="Reason">The reason given, as a stable word of the shop or channel.</param>
/// <param name="RequestedAt">When it was asked for.</param>
/// <param name="Standing">What is known of the customer.</param>
public sealed record CaseRequest(CaseId Case, OrderId Order, CaseKind Kind, Money Asked, string Reason, Instant RequestedAt, CustomerStanding Standing)
{
    /// <summary>The units that it is about; empty for an order without lines or money alone.</summary>
    public ValueList<CaseUnits> Units { get; init; }

    /// <summary>True for a return without a reason (七天无理由).</summary>
    public bool IsNoReason { get; init; }

    /// <summary>True when seller and buyer disagree or the platform stepped in.</summary>
    public bool IsDisputed { get; init; }

    /// <summary>When the goods were signed for; null when they were not.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>What earlier cases of the same order got: a large refund cut into small ones is judged by its sum.</summary>
    public Money? Earlier { get; init; }

    /// <summary>Pictures and other proof.</summary>
    public ValueList<EvidenceReference> Evidence { get; init; }
}
