using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Takes;

namespace OrderKernel;

/// <content>Stock-takes.</content>
public sealed partial class Kernel
{
    /// <summary>
    /// Decides a command on a stock-take and commits what follows from it: what it freezes is held, what is posted is a count at the instant at which it was
    /// counted.
    /// </summary>
    /// <param name="take">The stock-take; <see cref="OpenStockTake"/> opens it.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asks, when, under which message id; who counts, and when.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The stock-take after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: <see cref="OrderKernelCodes.IdTooLong"/> for a name over 48 characters, <see cref="InventoryCodes.TakeExists"/>,
    /// <see cref="InventoryCodes.TakeUnknown"/>, <see cref="InventoryCodes.TakeEnded"/>,
    /// <see cref="InventoryCodes.TakeOutside"/>, <see cref="InventoryCodes.TakeUncounted"/>, <see cref="InventoryCodes.TakeRecount"/>,
    /// <see cref="InventoryCodes.TakeUnreviewed"/>, <see cref="InventoryCodes.TakeOwn"/>, <see cref="InventoryCodes.NothingToMove"/>,
    /// <see cref="InventoryCodes.CountOutdated"/> when later counts of all that was counted at one instant are known, and those of every verb.
    /// </remarks>
    public ValueTask<Result<StockTake>> TellAsync(StockTakeKey take, StockTakeCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(take, StockTakeDecider.Decider, StockTakeCommands.Codec, command, context,
            unit => new StockTakeWork(_workspace, _policies, unit).TellAsync(take, command, context, cancellationToken), cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="take">The stock-take.</param>
    /// <param name="command">The command.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The stock-take after it, or the refusal.</returns>
    public ValueTask<Result<StockTake>> TellAsync(StockTakeKey take, StockTakeCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(take, command, Saying(take, StockTakeCommands.Codec, command, role, at), cancellationToken);

    /// <summary>The stock-take as its events left it; null when it was never opened, and when retention dropped it.</summary>
    /// <param name="take">The stock-take.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<StockTake?> FindAsync(StockTakeKey take, CancellationToken cancellationToken = default) =>
        await StateAsync(take, StockTakeDecider.Decider, cancellationToken).ConfigureAwait(false);
}
