using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>Reads whole streams: one, or all of a kind.</summary>
internal static class StreamReads
{
    /// <summary>One stream.</summary>
    public static async ValueTask<StoredStream> ReadAsync(this IEventStreams streams, StreamId stream, CancellationToken cancellationToken) =>
        StoredStream.Of(stream, await streams.ReadAsync(stream, 0, cancellationToken).ConfigureAwait(false));

    /// <summary>After how many events the state of an aggregate is said whole, if it has an event for that (<see cref="Decider{S, C, E, G}.Carry"/>).</summary>
    public const int CarriedEvery = 256;

    /// <summary>The stream of an aggregate from where its state was last said whole on: to read it costs the same however long it is.</summary>
    public static async ValueTask<StoredStream> ReadAsync<TState, TCommand, TEvent, TGiven>(
        this IEventStreams streams, Decider<TState, TCommand, TEvent, TGiven> decider, StreamId stream, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        if (decider.Carry is { } carry
            && await streams.VersionAsync(stream, cancellationToken).ConfigureAwait(false) is > CarriedEvery and var version)
        {
            var before = (version - 1) / CarriedEvery * CarriedEvery;
            var end = await streams.ReadAsync(stream, before, cancellationToken).ConfigureAwait(false);
            // What was written before the aggregate had that event is read whole, until the next one.
            if (!end.IsEmpty && end[0].Type == carry.Type && !end[0].IsDropped) return StoredStream.Of(stream, end);
        }

        return await streams.ReadAsync(stream, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>The streams of one kind of a tenant, in ordinal order.</summary>
    public static async IAsyncEnumerable<StoredStream> ScanAsync(this IEventStreams streams, TenantId tenant, string kind,
        [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var events = ImmutableArray.CreateBuilder<EventEnvelope>();
        await foreach (var envelope in streams.ReadAllAsync(tenant, kind, cancellationToken).ConfigureAwait(false))
        {
            if (events.Count > 0 && events[0].Stream != envelope.Stream)
            {
                yield return StoredStream.Of(events[0].Stream, events.ToImmutable());
                events.Clear();
            }

            events.Add(envelope);
        }

        if (events.Count > 0) yield return StoredStream.Of(events[0].Stream, events.ToImmutable());
    }

    /// <summary>The order of a stream, for reading alone.</summary>
    public static async ValueTask<Loaded<Orders.Order>> OrderAsync(this IEventStreams streams, StreamId stream, CancellationToken cancellationToken) =>
        (await streams.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(Orders.OrderDecider.Decider);
}
