using NodaTime;
using OrderKernel.Deliveries;

namespace OrderKernel.Runs;

/// <summary>
/// Where the deliveries of a run lie: it tells all times at once and each delivery
/// when its turn comes, so that a run holds few of them however many there are.
/// </summary>
/// <remarks>
/// <para>Concurrency: one run asks, one call at a time.</para>
/// <para>Idempotency: an index gives an equal delivery each time that it is read, and a run over the same input the same deliveries.</para>
/// <para>Failure: an exception ends the run; what was applied stays, and the next run over the same input goes on there.</para>
/// <para>Proof: run laws of this package.</para>
/// </remarks>
public interface IDeliverySource
{
    /// <summary>How many deliveries there are.</summary>
    int Count { get; }

    /// <summary>When a delivery happened: its <see cref="Delivery.At"/>, without reading it.</summary>
    /// <param name="index">Which, from 0.</param>
    Instant AtOf(int index);

    /// <summary>Reads a delivery; the same one may be asked for twice.</summary>
    /// <param name="index">Which, from 0.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    ValueTask<Delivery> ReadAsync(int index, CancellationToken cancellationToken);
}
