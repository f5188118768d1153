namespace OrderKernel;

/// <summary>What every aggregate is: where it is kept, how its events are written, how they are folded, and how a command is decided. Pure and total.</summary>
/// <typeparam name="TState">The state; null before its first event.</typeparam>
/// <typeparam name="TCommand">What can be told or asked.</typeparam>
/// <typeparam name="TEvent">The family of events.</typeparam>
/// <typeparam name="TGiven">What a decision looks at beside the state: the documents that decide, and facts that others own, such as balances.</typeparam>
/// <remarks>
/// <para>Laws: the state that <see cref="Handle"/> gives is the fold of its events over the state before; a refusal changes nothing; <see cref="Replay"/>
/// is <see cref="Evolve"/> event by event; an event of <see cref="Carry"/> leaves the state as it is, and makes it from any other.</para>
/// <para>Dropped content: neither fold ever sees an event whose content retention dropped; whoever loads a stream stops there and says so.</para>
/// </remarks>
public sealed class Decider<TState, TCommand, TEvent, TGiven>
    where TState : class
    where TCommand : class
    where TEvent : class
{
    private readonly Func<TState?, TEvent, TState?> _evolve;
    private readonly Func<TState?, TCommand, TGiven, DecisionContext, Result<Handled<TState, TEvent>>> _handle;
    private readonly Func<IEnumerable<TEvent>, TState?>? _replay;

    /// <summary>An aggregate from its functions.</summary>
    /// <param name="kind">The kind of stream that holds it, one of <see cref="StreamKinds"/>.</param>
    /// <param name="codec">How its events are written and read.</param>
    /// <param name="evolve">The state after an event.</param>
    /// <param name="handle">What a command changes, with the state that follows, or why not.</param>
    /// <param name="replay">The state after a whole stream where that is cheaper than event by event; null where it is not.</param>
    /// <param name="carry">The event that says a whole state, for an aggregate of which streams grow without end; null where they do not.</param>
    /// <exception cref="ArgumentException">The kind is empty.</exception>
    public Decider(
        string kind,
        EventCodec<TEvent> codec,
        Func<TState?, TEvent, TState?> evolve,
        Func<TState?, TCommand, TGiven, DecisionContext, Result<Handled<TState, TEvent>>> handle,
        Func<IEnumerable<TEvent>, TState?>? replay = null,
        CarriedState<TState, TEvent>? carry = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(kind);
        ArgumentNullException.ThrowIfNull(codec);
        ArgumentNullException.ThrowIfNull(evolve);
        ArgumentNullException.ThrowIfNull(handle);
        (Kind, Codec, Carry, _evolve, _handle, _replay) = (kind, codec, carry, evolve, handle, replay);
    }

    /// <summary>The kind of stream that holds it.</summary>
    public string Kind { get; }

    /// <summary>How its events are written and read.</summary>
    public EventCodec<TEvent> Codec { get; }

    /// <summary>The event that says a whole state; null for an aggregate of which streams stay short.</summary>
    public CarriedState<TState, TEvent>? Carry { get; }

    /// <summary>The state after an event.</summary>
    /// <param name="state">The state before; null before the first event.</param>
    /// <param name="happened">An event that <see cref="Handle"/> made on that state.</param>
    public TState? Evolve(TState? state, TEvent happened) => _evolve(state, happened);

    /// <summary>The state that a stream of events made; null for an empty one.</summary>
    /// <param name="events">All events of the stream, in order.</param>
    public TState? Replay(IEnumerable<TEvent> events)
    {
        ArgumentNullException.ThrowIfNull(events);
        if (_replay is not null) return _replay(events);
        TState? state = null;
        foreach (var happened in events) state = _evolve(state, happened);
        return state;
    }

    /// <summary>Events with reasons and the state that follows from them, or a refusal that changes nothing.</summary>
    /// <param name="state">The state; null before the first event.</param>
    /// <param name="command">What is told or asked.</param>
    /// <param name="given">The documents that decide, and the facts that others own.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <remarks>
    /// Refuses with: whatever the aggregate does, and <see cref="KernelCodes.NumbersOutOfRange"/> where amounts or units would pass 64 bits.
    /// </remarks>
    public Result<Handled<TState, TEvent>> Handle(TState? state, TCommand command, TGiven given, DecisionContext context)
    {
        // Deciding changes nothing, so that it may break off wherever a sum does not fit.
        try
        {
            return _handle(state, command, given, context);
        }
        catch (OverflowException)
        {
            return Refusal.Of(KernelCodes.NumbersOutOfRange, ("command", command.GetType().Name));
        }
    }
}

/// <summary>How an aggregate says its whole state in one event, so that its stream is read from there.</summary>
/// <typeparam name="TState">The state of the aggregate.</typeparam>
/// <typeparam name="TEvent">The family of its events.</typeparam>
/// <param name="Type">The stable name of the event.</param>
/// <param name="Event">The event that says a state.</param>
public sealed record CarriedState<TState, TEvent>(string Type, Func<TState, TEvent> Event);
