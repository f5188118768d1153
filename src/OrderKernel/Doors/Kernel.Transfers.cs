using NodaTime;
using OrderKernel.Doors;
using OrderKernel.Inventory;
using OrderKernel.Transfers;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Transfers between locations of ours.</content>
public sealed partial class Kernel
{
    /// <summary>
    /// Decides a command on a transfer and commits what follows from it: goods are held where they are, leave, are expected at the other end, and are written
    /// off where they never come.
    /// </summary>
    /// <param name="transfer">The transfer; <see cref="PlanTransfer"/> makes it known. That goods came, a <see cref="ReceiveTransfer"/> says that names it.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The transfer after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: <see cref="InventoryCodes.TransferUnknown"/>, <see cref="InventoryCodes.TransferDiffers"/>, <see cref="InventoryCodes.TransferEnded"/>,
    /// <see cref="InventoryCodes.TransferAbovePlanned"/>, <see cref="InventoryCodes.TransferToItself"/>, <see cref="InventoryCodes.TransferLeft"/>,
    /// <see cref="InventoryCodes.TransferNotLeft"/>, <see cref="InventoryCodes.NothingToMove"/>, <see cref="InventoryCodes.Short"/> for goods that are not
    /// free where they are to be held, <see cref="OrderKernelCodes.IdTooLong"/>, and those of every verb.
    /// </remarks>
    /// <exception cref="ArgumentException">The command is a <see cref="TakeArrival"/>: a movement of stock says that goods came.</exception>
    public ValueTask<Result<StockTransfer>> TellAsync(TransferKey transfer, TransferCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        if (command is TakeArrival) throw new ArgumentException("A movement of stock says that goods came.", nameof(command));
        context = Asking(context);
        return TellAsync(transfer, TransferDecider.Decider, TransferCommands.Codec, command, context, unit =>
        {
            var stock = new StockWork(_workspace, _policies, unit);
            return new TransferWork(_workspace, unit, stock, new(_workspace, _policies, unit, stock)).TellAsync(transfer, command, context, cancellationToken);
        }, cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="command">The command.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The transfer after it, or the refusal.</returns>
    /// <exception cref="ArgumentException">The command is a <see cref="TakeArrival"/>.</exception>
    public ValueTask<Result<StockTransfer>> TellAsync(TransferKey transfer, TransferCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default)
    {
        if (command is TakeArrival) throw new ArgumentException("A movement of stock says that goods came.", nameof(command));
        return TellAsync(transfer, command, Saying(transfer, TransferCommands.Codec, command, role, at), cancellationToken);
    }

    /// <summary>The transfer as its events left it; null when nobody planned it, and when retention dropped it.</summary>
    /// <param name="transfer">The transfer.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<StockTransfer?> FindAsync(TransferKey transfer, CancellationToken cancellationToken = default) =>
        await StateAsync(transfer, TransferDecider.Decider, cancellationToken).ConfigureAwait(false);
}
