namespace OrderKernel.Ports;

/// <summary>
/// Tells what a host knows of who placed an order, such as from a customer system. A facet of its own: without it the store's own memory decides.
/// </summary>
/// <remarks>
/// <para>Concurrency: any number of callers. Idempotency: a lookup changes nothing; the kernel
/// asks anew for each try of a decision, and what it was told stands in the event.</para>
/// <para>Failure: an exception passes through the kernel's call, which then has written nothing. Proof: nothing to prove for a lookup.</para>
/// </remarks>
public interface ICustomerStandings
{
    /// <summary>What is known of the customer of an order; null when nothing is.</summary>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<KnownCustomer?> FindAsync(OrderKey order, CancellationToken cancellationToken);
}

/// <summary>A customer as a host knows them.</summary>
/// <param name="Standing">Level and after-sales history.</param>
public sealed record KnownCustomer(CustomerStanding Standing)
{
    /// <summary>
    /// The host's own id of the customer over all channels, by which requests of different orders are
    /// counted together; null when the channel's id is to do. It is stored as a keyed hash alone.
    /// </summary>
    public string? Id { get; init; }
}
