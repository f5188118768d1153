using System.Collections.Immutable;
using NodaTime;

namespace OrderKernel;

/// <summary>A stream as a store holds it: the one place where stored events become a state.</summary>
public sealed class StoredStream
{
    private StoredStream(StreamHead head, ImmutableArray<EventEnvelope> events) => (Head, Events) = (head, events);

    /// <summary>Its head.</summary>
    public StreamHead Head { get; }

    /// <summary>Its events, in order: all of them, or from one on that says the whole state before it (<see cref="CarriedState{TState, TEvent}"/>).</summary>
    public ImmutableArray<EventEnvelope> Events { get; }

    /// <summary>The stream's address.</summary>
    public StreamId Id => Head.Stream;

    /// <summary>A stream from all its events, in order, or from its last ones.</summary>
    /// <param name="stream">The stream's address.</param>
    /// <param name="events">Its events; none for a stream that was never written. Where the first ones are missing, the first says the state.</param>
    public static StoredStream Of(StreamId stream, ImmutableArray<EventEnvelope> events) => new(
        events.IsEmpty
            ? new StreamHead(stream, 0, ChainHash.Genesis(stream))
            : new StreamHead(stream, events[events.Length - 1].Version, events[events.Length - 1].Hash), events);

    /// <summary>Folds the events of one family; those of other families that share the stream are passed over.</summary>
    /// <typeparam name="TState">The state of the aggregate.</typeparam>
    /// <typeparam name="TCommand">Its commands; not looked at.</typeparam>
    /// <typeparam name="TEvent">The family of its events.</typeparam>
    /// <typeparam name="TGiven">What its decisions look at; not looked at here.</typeparam>
    /// <param name="decider">The aggregate.</param>
    /// <param name="asOf">Stops before the first event that is later; null for all.</param>
    /// <returns>The state, or the event at which the fold stopped because its content is gone.</returns>
    /// <exception cref="FormatException">The bytes of an event are not what its codec writes.</exception>
    /// <remarks>Cost: one decoding and one fold an event.</remarks>
    public Loaded<TState> Fold<TState, TCommand, TEvent, TGiven>(Decider<TState, TCommand, TEvent, TGiven> decider, Instant? asOf = null)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(decider);
        if (Events.IsEmpty) return new(null, Head, null);
        DroppedEvent? dropped = null;
        var state = decider.Replay(Family());
        return dropped is null ? new(state, Head, null) : new(null, Head, dropped);

        IEnumerable<TEvent> Family()
        {
            foreach (var envelope in Events)
            {
                if (asOf < envelope.At) yield break;
                if (!decider.Codec.Knows(envelope.Type)) continue;
                if ((dropped = DroppedEvent.Of(envelope)) is not null) yield break;
                yield return decider.Codec.Decode(envelope);
            }
        }
    }

    /// <summary>Goes through the events of one family with the states before and after each; ends before the first whose content is gone.</summary>
    /// <typeparam name="TState">The state of the aggregate.</typeparam>
    /// <typeparam name="TCommand">Its commands; not looked at.</typeparam>
    /// <typeparam name="TEvent">The family of its events.</typeparam>
    /// <typeparam name="TGiven">What its decisions look at; not looked at here.</typeparam>
    /// <param name="decider">The aggregate.</param>
    /// <exception cref="FormatException">The bytes of an event are not what its codec writes.</exception>
    /// <remarks>Law: the last state is that of <see cref="Fold"/>, when no content is gone.</remarks>
    public IEnumerable<StoredStep<TState, TEvent>> Walk<TState, TCommand, TEvent, TGiven>(Decider<TState, TCommand, TEvent, TGiven> decider)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(decider);
        TState? state = null;
        foreach (var envelope in Events)
        {
            if (!decider.Codec.Knows(envelope.Type)) continue;
            if (envelope.IsDropped) yield break;
            var happened = decider.Codec.Decode(envelope);
            var after = decider.Evolve(state, happened);
            yield return new(state, happened, after, envelope);
            state = after;
        }
    }

    /// <summary>The first event of one family whose content is gone; null when all of it is there.</summary>
    /// <typeparam name="TState">The state of the aggregate.</typeparam>
    /// <typeparam name="TCommand">Its commands; not looked at.</typeparam>
    /// <typeparam name="TEvent">The family of its events.</typeparam>
    /// <typeparam name="TGiven">What its decisions look at; not looked at here.</typeparam>
    /// <param name="decider">The aggregate.</param>
    public DroppedEvent? DroppedOf<TState, TCommand, TEvent, TGiven>(Decider<TState, TCommand, TEvent, TGiven> decider)
        where TState : class
        where TCommand : class
        where TEvent : class
    {
        ArgumentNullException.ThrowIfNull(decider);
        foreach (var envelope in Events)
        {
            if (decider.Codec.Knows(envelope.Type) && DroppedEvent.Of(envelope) is { } dropped) return dropped;
        }

        return null;
    }
}

/// <summary>One event of a stream with the states around it.</summary>
/// <typeparam name="TState">The state of the aggregate.</typeparam>
/// <typeparam name="TEvent">The family of its events.</typeparam>
/// <param name="Before">The state before; null before the first event.</param>
/// <param name="Event">The event.</param>
/// <param name="After">The state after.</param>
/// <param name="Envelope">The event as it is stored.</param>
public readonly record struct StoredStep<TState, TEvent>(TState? Before, TEvent Event, TState? After, EventEnvelope Envelope) where TState : class;
