using NodaTime;

namespace OrderKernel.Inventory;

/// <summary>How goods that a supplier is to bring stand. 0 is unset.</summary>
public enum InboundStatus
{
    /// <summary>Some of them are still to come.</summary>
    Open = 1,

    /// <summary>All of them came.</summary>
    Received = 2,

    /// <summary>What did not come will not.</summary>
    Cancelled = 3,
}

/// <summary>
/// Goods that a supplier is to bring 在途采购: one line of a purchase order or of an advance notice. <c>ordered = open + received + cancelled</c>.
/// </summary>
/// <param name="Id">Its id.</param>
/// <param name="Cell">Where they are to come.</param>
/// <param name="Ordered">The units that are to come in all.</param>
/// <param name="ExpectedAt">When they are expected.</param>
/// <param name="Received">Units that came of those ordered.</param>
/// <param name="Surplus">Units that came beyond.</param>
/// <param name="Cancelled">Units that will not come.</param>
/// <param name="IsOverdue">True once their instant passed while some were open; until they come, are put off or are cancelled.</param>
public sealed record Inbound(
    InboundId Id, StockCell Cell, Quantity Ordered, Instant ExpectedAt, Quantity Received, Quantity Surplus, Quantity Cancelled, bool IsOverdue)
{
    /// <summary>Units that are still to come.</summary>
    public Quantity Open => Ordered - Received - Cancelled;

    /// <summary>How it stands.</summary>
    public InboundStatus Status => !Open.IsZero ? InboundStatus.Open : Cancelled.IsZero ? InboundStatus.Received : InboundStatus.Cancelled;
}

/// <summary>The key of goods that a supplier is to bring.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Inbound">Their id.</param>
public readonly record struct InboundKey(TenantId Tenant, InboundId Inbound) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Inbound, Inbound.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("inbound", Inbound);
}
