using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>An anchor in memory, for tests and trials. Safe for threads.</summary>
public sealed class MemoryAnchor : IAnchor
{
    private readonly Dictionary<TenantId, PartitionHead> _heads = [];

    /// <inheritdoc/>
    public ValueTask KeepAsync(PartitionHead head, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ArgumentNullException.ThrowIfNull(head);
        lock (_heads)
        {
            if (_heads.TryGetValue(head.Tenant, out var kept))
            {
                if (kept.Events == head.Events && kept != head)
                    throw new InvalidOperationException($"The heads of {head.Tenant} at {head.Events} events are not those that were anchored.");
                if (kept.Events > head.Events) return default;
            }

            _heads[head.Tenant] = head;
        }

        return default;
    }

    /// <inheritdoc/>
    public ValueTask<PartitionHead?> LastAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        lock (_heads) return new(_heads.TryGetValue(tenant, out var head) ? head : null);
    }
}
