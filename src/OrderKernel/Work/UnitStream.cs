namespace OrderKernel.Work;

/// <summary>One aggregate being worked on within one unit of work: loaded once, decided on, its events gathered.</summary>
internal sealed class UnitStream<TState, TCommand, TEvent, TGiven>(UnitBuilder unit, Decider<TState, TCommand, TEvent, TGiven> decider, Loaded<TState> loaded)
    where TState : class
    where TCommand : class
    where TEvent : class
{
    /// <summary>The state with all that was taken in this unit; null before the first event, and when content is gone.</summary>
    public TState? State { get; private set; } = loaded.State;

    /// <summary>The event whose content retention dropped; nothing can be told any more.</summary>
    public DroppedEvent? Dropped => loaded.Dropped;

    public StreamId Stream => loaded.Head.Stream;

    /// <summary>True when the stream had no event before this unit.</summary>
    public bool IsNew => loaded.Head.Version == 0;

    /// <summary>What a command changes, without taking it.</summary>
    public Result<Handled<TState, TEvent>> Decide(TCommand command, TGiven given, DecisionContext context) =>
        loaded.Dropped is { } dropped ? dropped.Refusal : decider.Handle(State, command, given, context);

    /// <summary>Takes over what was decided.</summary>
    public void Take(Handled<TState, TEvent> handled, DecisionContext context)
    {
        if (decider.Carry is { } carry) AppendCarrying(carry, handled.Decision, context);
        else unit.Append(loaded.Head, decider.Codec, handled.Decision, context);
        State = handled.State;
    }

    /// <summary>Each <see cref="StreamReads.CarriedEvery"/> events the state is said whole, before the next one.</summary>
    private void AppendCarrying(CarriedState<TState, TEvent> carry, Decision<TEvent> decision, DecisionContext context)
    {
        var (state, left) = (State, decision);
        foreach (var happened in decision.Events)
        {
            if (state is not null && unit.HeadOf(loaded.Head).Version is > 0 and var version && version % StreamReads.CarriedEvery == 0)
                unit.Append(loaded.Head, decider.Codec, new([carry.Event(state)], [], []), context);
            unit.Append(loaded.Head, decider.Codec, left with { Events = [happened] }, context);
            left = left with { Reasons = [] };
            state = decider.Evolve(state, happened);
        }
    }

    /// <summary>The unit goes through only while the stream is as it was read here.</summary>
    public void Pin() => unit.Pin(loaded.Head);

    /// <summary>The state after an event, between two events of one decision.</summary>
    public TState? Evolve(TState? state, TEvent happened) => decider.Evolve(state, happened);
}

/// <summary>Loads aggregates.</summary>
internal static class UnitStreams
{
    public static async ValueTask<UnitStream<TState, TCommand, TEvent, TGiven>> LoadAsync<TState, TCommand, TEvent, TGiven>(
        this Workspace workspace, UnitBuilder unit, Decider<TState, TCommand, TEvent, TGiven> decider, StreamId stream, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class
        where TEvent : class =>
        new(unit, decider, (await workspace.ReadAsync(decider, stream, cancellationToken).ConfigureAwait(false)).Fold(decider));
}
