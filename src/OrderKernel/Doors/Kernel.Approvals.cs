using NodaTime;
using OrderKernel.Doors;
using OrderKernel.Inventory;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel;

/// <content>Approvals and stock adjustments.</content>
public sealed partial class Kernel
{
    /// <summary>Decides a command on an approval process and commits what follows from it: its deadlines, and notices to those whose turn it is.</summary>
    /// <param name="approval">The approval; <see cref="RequestApproval"/> begins it.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The approval after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: the codes of <see cref="ApprovalDecider.Decide"/>, <see cref="OrderKernelCodes.KeyMismatch"/>,
    /// <see cref="KernelCodes.ContentDropped"/>, and those of every verb.
    /// </remarks>
    public ValueTask<Result<Approval>> TellAsync(ApprovalKey approval, ApprovalCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(approval, ApprovalDecider.Decider, ApprovalCommands.Codec, command, context,
            unit => new ApprovalWork(_workspace, _policies, unit).TellAsync(approval, command, context, cancellationToken), cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="approval">The approval.</param>
    /// <param name="command">The command.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The approval after it, or the refusal.</returns>
    public ValueTask<Result<Approval>> TellAsync(ApprovalKey approval, ApprovalCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(approval, command, Saying(approval, ApprovalCommands.Codec, command, role, at), cancellationToken);

    /// <summary>
    /// Decides a command on a stock adjustment and commits what follows from it; with the last approval the stock moves in the same unit of work.
    /// </summary>
    /// <param name="adjustment">The adjustment; <see cref="ProposeAdjustment"/> begins it.</param>
    /// <param name="command">The proposal, or a command of approvals.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The adjustment after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: the codes of <see cref="AdjustmentDecider.Decide"/>, <see cref="OrderKernelCodes.KeyMismatch"/>,
    /// <see cref="KernelCodes.ContentDropped"/>, and those of every verb.
    /// </remarks>
    public ValueTask<Result<Adjustment>> TellAsync(AdjustmentKey adjustment, ApprovalCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(adjustment, AdjustmentDecider.Decider, AdjustmentCommands.Codec, command, context,
            unit => new ApprovalWork(_workspace, _policies, unit).TellAsync(adjustment, command, context, cancellationToken), cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="command">The proposal, or a command of approvals.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The adjustment after it, or the refusal.</returns>
    public ValueTask<Result<Adjustment>> TellAsync(AdjustmentKey adjustment, ApprovalCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(adjustment, command, Saying(adjustment, AdjustmentCommands.Codec, command, role, at), cancellationToken);

    /// <summary>The approval as its events left it; null when it was never asked for, and when retention dropped it.</summary>
    /// <param name="approval">The approval.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Approval?> FindAsync(ApprovalKey approval, CancellationToken cancellationToken = default) =>
        await StateAsync(approval, ApprovalDecider.Decider, cancellationToken).ConfigureAwait(false);

    /// <summary>The adjustment as its events left it; null when it was never proposed, and when retention dropped it.</summary>
    /// <param name="adjustment">The adjustment.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Adjustment?> FindAsync(AdjustmentKey adjustment, CancellationToken cancellationToken = default) =>
        await StateAsync(adjustment, AdjustmentDecider.Decider, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// The context of a saying that brings no message id: the fingerprint of key, command,
    /// role and instant is its id, so that saying the same again changes nothing.
    /// </summary>
    private static DecisionContext Saying<TCommand>(IStreamKey key, CommandCodec<TCommand> codec, TCommand command, Role role, Instant at)
        where TCommand : class, ICommand
    {
        ArgumentNullException.ThrowIfNull(command);
        // What is not whole has no fingerprint: the door refuses it, a role that nobody set as an actor without a name.
        if ((key.Missing() ?? command.Missing() ?? Required.Id("role", role)) is not null) return new(new Actor(default, []), at, MessageId.Of("unset"));
        var message = MessageId.Of($"tell-{codec.Fingerprint(key, command, $"{role} {at.ToUnixTimeTicks()}")}");
        return new(new Actor(ActorId.Of(role.Value), [role]), at, message);
    }
}
