using NodaTime;

namespace OrderKernel.Ports;

/// <summary>Drops the content of old events and keeps their hashes. A facet of its own: a host may leave it out and keep everything.</summary>
/// <remarks>
/// <para>Concurrency: any number of callers; readers see an event whole or dropped, never half.</para>
/// <para>Idempotency: dropping again changes nothing. Versions, heads and anchors stay as they are.</para>
/// <para>Failure: an exception leaves the outcome unknown; send the same call again. Proof: <c>RetentionConformance</c> of OrderKernel.Testing.</para>
/// </remarks>
public interface IDetailRetention
{
    /// <summary>Puts <see cref="DroppedDetail"/> in place of the bytes of events; their old bytes cannot be read from the store afterwards.</summary>
    /// <param name="stream">The stream.</param>
    /// <param name="versions">The events; versions that are not there are left out.</param>
    /// <param name="on">The business day, kept beside the hash.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>How many events lost their content now.</returns>
    ValueTask<int> DropAsync(StreamId stream, ValueList<long> versions, LocalDate on, CancellationToken cancellationToken);
}
