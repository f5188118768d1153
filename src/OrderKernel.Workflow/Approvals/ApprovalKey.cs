namespace OrderKernel.Workflow;

/// <summary>The key of an approval process.</summary>
/// <param name="Tenant">The tenant.</param>
/// <param name="Approval">The approval's id.</param>
public readonly record struct ApprovalKey(TenantId Tenant, ApprovalId Approval) : IStreamKey
{
    /// <inheritdoc/>
    public StreamId Stream() => StreamId.Of(Tenant, StreamKinds.Approval, Approval.Value);

    /// <inheritdoc/>
    public Refusal? Missing() => Required.Id("tenant", Tenant) ?? Required.Id("approval", Approval);
}
