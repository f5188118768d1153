using OrderKernel.Ports;

namespace OrderKernel.Stores;

/// <summary>What a look at all chains of one tenant found.</summary>
/// <param name="Head">The tenant's head as the store has it.</param>
/// <param name="Anchored">The head that the anchor keeps; null when it keeps none.</param>
/// <param name="Findings">The first bad record of each damaged stream, then what is wrong with the anchor; empty when all is well.</param>
public sealed record StoreVerification(PartitionHead Head, PartitionHead? Anchored, ValueList<Finding> Findings)
{
    /// <summary>True when nothing was found.</summary>
    public bool IsSound => Findings.IsEmpty;

    /// <summary>Events that are newer than the anchor: their chains hold, but nothing outside the store vouches for them.</summary>
    public long EventsBeyondAnchor => Math.Max(0, Head.Events - (Anchored?.Events ?? 0));
}

/// <summary>Reads all of a tenant's events and checks chains, heads and anchor.</summary>
public static class StoreVerifier
{
    /// <summary>Verifies one tenant.</summary>
    /// <param name="streams">The store.</param>
    /// <param name="anchor">The anchor kept outside of it.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>Writers may go on: events that come while it runs are looked at or not. Cost: one pass over all events.</remarks>
    public static async ValueTask<StoreVerification> VerifyAsync(IEventStreams streams, IAnchor anchor, TenantId tenant, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(streams);
        ArgumentNullException.ThrowIfNull(anchor);
        var anchored = await anchor.LastAsync(tenant, cancellationToken).ConfigureAwait(false);
        var heads = new List<StreamHead>();
        var findings = new List<Finding>();
        await foreach (var head in streams.HeadsAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            heads.Add(head);
            var events = await streams.ReadAsync(head.Stream, 0, cancellationToken).ConfigureAwait(false);
            if (ChainVerifier.Check(head, events.Where(e => e.Version <= head.Version)) is { } finding) findings.Add(finding);
        }

        if (anchored is not null)
        {
            var then = new List<StreamHead>();
            await foreach (var head in streams.HeadsAtAsync(tenant, anchored.Events, cancellationToken).ConfigureAwait(false)) then.Add(head);
            if (ChainVerifier.Compare(PartitionHead.Of(tenant, then), anchored) is { } finding) findings.Add(finding);
        }

        return new(PartitionHead.Of(tenant, heads), anchored, findings.ToValueList());
    }
}
