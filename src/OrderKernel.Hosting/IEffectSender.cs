using OrderKernel.Ports;

namespace OrderKernel.Hosting;

/// <summary>Delivers effects to the outside: refunds to a payment provider, write-backs to a channel, notices to people.</summary>
/// <remarks>
/// <para>Concurrency: one call at a time for each tenant and worker.</para>
/// <para>Idempotency: at least once; the receiver drops repeats by <see cref="OutboxMessage.Key"/>.</para>
/// <para>Failure: an exception leaves the effect, and those behind it, for the next pass.</para>
/// <para>Proof: the worker's tests send, fail and send again.</para>
/// </remarks>
public interface IEffectSender
{
    /// <summary>Delivers one effect; returning means that it was taken.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="effect">The effect.</param>
    /// <param name="cancellationToken">Stops the call when the host stops.</param>
    ValueTask SendAsync(TenantId tenant, OutboxMessage effect, CancellationToken cancellationToken);
}
