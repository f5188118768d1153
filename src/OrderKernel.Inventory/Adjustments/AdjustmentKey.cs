using OrderKernel.Workflow;

namespace OrderKernel.Inventory;

/// <summary>The key of a stock adjustment.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Adjustment">The adjustment's id, which is its approval's too.</param>
public readonly record struct AdjustmentKey(TenantId Tenant, ApprovalId Adjustment) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Adjustment, Adjustment.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("adjustment", Adjustment);
}
