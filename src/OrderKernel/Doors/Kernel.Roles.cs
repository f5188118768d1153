using OrderKernel.Work;

namespace OrderKernel;

/// <content>Who asks: an actor has what its roles include too; commands and workflows ask the role matrix.</content>
public sealed partial class Kernel
{
    private Actor Asking(Actor actor) => _policies.Roles.Policy.Expand(actor);

    private DecisionContext Asking(DecisionContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        var actor = Asking(context.Actor);
        return ReferenceEquals(actor, context.Actor) ? context : context with { Actor = actor };
    }

    /// <summary>Why the matrix does not let somebody tell a command; null where it does.</summary>
    private Refusal? NotTold<TCommand>(CommandCodec<TCommand> codec, TCommand command, Actor actor) where TCommand : class =>
        _policies.Roles.Policy.MayTell(actor, codec.NameOf(command)).Refusal;

    /// <summary>
    /// One saying at a door: what is not whole and whoever may not tell the command is refused before anything is looked up. Roles are asked within the
    /// unit, so that a repeat still gets its first answer.
    /// </summary>
    private ValueTask<Result<TState>> TellAsync<TState, TCommand, TEvent, TGiven>(
        IStreamKey key, Decider<TState, TCommand, TEvent, TGiven> decider, CommandCodec<TCommand> codec, TCommand command, DecisionContext context,
        Func<UnitBuilder, ValueTask<Result<TState>>> decide, CancellationToken cancellationToken)
        where TState : class
        where TCommand : class, ICommand
        where TEvent : class => Required.Of(key, command, context) is { } unset
        ? new(unset)
        : Transact.TellAsync(key, decider, context, codec.Fingerprint(key, command, ""),
            unit => NotTold(codec, command, context.Actor) is { } no ? new(no) : decide(unit), cancellationToken);
}
