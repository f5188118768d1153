using NodaTime;
using OrderKernel.Doors;
using OrderKernel.Inbox;
using OrderKernel.Inventory;
using OrderKernel.Transfers;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Reservations and stock.</content>
public sealed partial class Kernel
{
    /// <summary>Decides a command on a stock reservation and commits what follows from it: postings, floors, and its expiry.</summary>
    /// <param name="reservation">The reservation; <see cref="Reserve"/> makes it.</param>
    /// <param name="command">The command.</param>
    /// <param name="context">Who asks, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The reservation after it, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: the codes of <see cref="Reservations"/>; <see cref="OrderKernelCodes.ReservationOwned"/> while a planned shipment holds it;
    /// <see cref="OrderKernelCodes.KeyMismatch"/>, <see cref="KernelCodes.ContentDropped"/>, and those of every verb.
    /// </remarks>
    public ValueTask<Result<Reservation>> TellAsync(ReservationKey reservation, ReservationCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(reservation, Reservations.Decider, ReservationCommands.Codec, command, context,
            unit => new ReservationWork(_workspace, _policies, unit).TellAsync(reservation, command, context, cancellationToken), cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="command">The command.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The reservation after it, or the refusal.</returns>
    public ValueTask<Result<Reservation>> TellAsync(ReservationKey reservation, ReservationCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(reservation, command, Saying(reservation, ReservationCommands.Codec, command, role, at), cancellationToken);

    /// <summary>Books a movement of stock that no reservation makes: a receipt, a count, goods taken back or shipped elsewhere.</summary>
    /// <param name="movement">The movement, by an id of its own.</param>
    /// <param name="command">What moved.</param>
    /// <param name="context">Who says so, when, under which message id.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What was booked, or the refusal; a refusal changes nothing.</returns>
    /// <remarks>
    /// Refuses with: <see cref="InventoryCodes.NothingToMove"/>, also for an inspection outcome that moves nothing;
    /// <see cref="InventoryCodes.CountOutdated"/> for a count of which a later one is known; <see cref="InventoryCodes.CorrectionOutdated"/> for a correction
    /// that <see cref="ReconcileStockAsync"/> does not find now;
    /// <see cref="InventoryCodes.FindingsUnknown"/> for the settling of what no movement found;
    /// <see cref="InventoryCodes.InboundUnknown"/> for a receipt of goods that nobody expected under that name;
    /// <see cref="OrderKernelCodes.MovementExists"/>, <see cref="KernelCodes.ContentDropped"/>, and those of every verb.
    /// </remarks>
    public ValueTask<Result<StockEvent>> TellAsync(MovementKey movement, StockCommand command, DecisionContext context,
        CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(command);
        context = Asking(context);
        return TellAsync(movement, StockMovements.Decider, StockCommands.Codec, command, context, async unit =>
        {
            var booked = await _workspace.ReadAsync(movement.Stream(), cancellationToken).ConfigureAwait(false);
            if (command is SettleFindings && !OpenFindings.AreOpen(booked))
                return Refusal.Of(InventoryCodes.FindingsUnknown, ("movement", movement.Movement));
            if (command is not SettleFindings && !booked.Events.IsEmpty)
                return Refusal.Of(OrderKernelCodes.MovementExists, ("movement", movement.Movement));
            if (command is CorrectBook correct && await UnfoundAsync(movement.Tenant, correct, cancellationToken).ConfigureAwait(false) is { } unfound)
                return unfound;
            var stock = new StockWork(_workspace, _policies, unit);
            var inbounds = new InboundWork(_workspace, _policies, unit, stock);
            if (command is ReceiveTransfer arrival && await new TransferWork(_workspace, unit, stock, inbounds)
                .ArriveAsync(movement, arrival, context, cancellationToken).ConfigureAwait(false) is { } unplanned) return unplanned;
            var moved = await stock.MoveAsync(movement, command, context, cancellationToken).ConfigureAwait(false);
            if (moved.IsOk && command is ReceiveStock receipt
                && await inbounds.ReceiveAsync(movement, receipt, context, cancellationToken).ConfigureAwait(false) is { } unexpected) return unexpected;
            return moved.Then(happened => happened is null ? Refusal.Of(InventoryCodes.NothingToMove, ("of", movement.Movement)) : Result.Ok(happened));
        }, cancellationToken);
    }

    /// <summary>The same under a message id of its own; see the verb of orders.</summary>
    /// <param name="movement">The movement, by an id of its own.</param>
    /// <param name="command">What moved.</param>
    /// <param name="role">In which role it is said; the actor bears the role's name.</param>
    /// <param name="at">When.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What was booked, or the refusal.</returns>
    public ValueTask<Result<StockEvent>> TellAsync(MovementKey movement, StockCommand command, Role role, Instant at,
        CancellationToken cancellationToken = default) =>
        TellAsync(movement, command, Saying(movement, StockCommands.Codec, command, role, at), cancellationToken);

    /// <summary>The reservation as its events left it; null when it was never made, and when retention dropped it.</summary>
    /// <param name="reservation">The reservation.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public async ValueTask<Reservation?> FindAsync(ReservationKey reservation, CancellationToken cancellationToken = default) =>
        await StateAsync(reservation, Reservations.Decider, cancellationToken).ConfigureAwait(false);
}
