using System.Globalization;
using NodaTime;
using OrderKernel.Deliveries;
using OrderKernel.Doors;
using OrderKernel.Inventory;
using OrderKernel.Work;

namespace OrderKernel.Transfers;

/// <summary>
/// A transfer within one unit of work: held where the goods are, sent from there or from where they are held instead, and expected at the other end as goods
/// to come are, with their timers.
/// </summary>
internal sealed class TransferWork(Workspace workspace, UnitBuilder unit, StockWork stock, InboundWork inbounds)
{
    private int _steps;

    public async ValueTask<Result<StockTransfer>> TellAsync(TransferKey key, TransferCommand command, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (IdLimits.Check(key) is { } tooLong) return tooLong;
        var stream = await workspace.LoadAsync(unit, TransferDecider.Decider, key.Stream(), cancellationToken).ConfigureAwait(false);
        var hold = new ReservationKey(key.Tenant, TransferNames.HoldOf(key.Transfer));
        var held = (await workspace.ReadAsync(hold.Stream(), cancellationToken).ConfigureAwait(false)).Fold(Reservations.Decider).State;
        if (!stream.Decide(command, Held(held), context).TryGet(out var handled, out var refusal)) return refusal;
        stream.Take(handled, context);
        foreach (var happened in handled.Decision.Events)
        {
            if (await FollowAsync(key, happened, held, context, cancellationToken).ConfigureAwait(false) is { } not) return not;
        }

        if (handled.Decision.Events.IsEmpty) return stream.State!;
        var unexpected = await ExpectAsync(key, stream.State!, handled.Decision.Events, context, cancellationToken).ConfigureAwait(false);
        return unexpected is not null ? unexpected : Result.Ok(stream.State!);
    }

    /// <summary>Counts what a movement brings off the transfer that it names, before it is booked; one that nobody planned is the host's own.</summary>
    public async ValueTask<Refusal?> ArriveAsync(MovementKey movement, ReceiveTransfer receipt, DecisionContext context, CancellationToken cancellationToken)
    {
        if (!MessageId.TryParse(receipt.Transfer, out var id)) return null;
        var key = new TransferKey(unit.Tenant, id);
        if ((await workspace.ReadAsync(key.Stream(), cancellationToken).ConfigureAwait(false)).Events.IsEmpty) return null;
        var arrival = new TakeArrival(movement.Movement, receipt.Units, receipt.Damaged, receipt.Lost);
        return (await TellAsync(key, arrival, context, cancellationToken).ConfigureAwait(false)).Refusal;
    }

    // In the order in which batches were picked: the one that expires first leaves first.
    private static ValueList<StockUnits> Held(Reservation? hold)
    {
        if (hold is null) return [];
        var picked = hold.Made.Picked.Items.Select(p => p.Cell).ToList();
        return hold.OpenUnits.Items.OrderBy(u => picked.IndexOf(u.Cell) is var at && at < 0 ? int.MaxValue : at).ToValueList();
    }

    private async ValueTask<Refusal?> FollowAsync(TransferKey key, TransferEvent happened, Reservation? held, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var hold = TransferNames.HoldOf(key.Transfer);
        switch (happened)
        {
            case TransferPlanned e:
                var reserve = new Reserve(hold, null, e.Units, null) { Holder = new(HolderKind.Transfer, key.Transfer.Value) };
                return await stock.ReserveAsync(reserve, context, cancellationToken).ConfigureAwait(false);
            case TransferShipped e:
                return (e.Moves.IsEmpty ? null : await HoldAsync(new MoveHold(hold, e.Moves), context, cancellationToken).ConfigureAwait(false))
                    ?? await HoldAsync(new Commit(hold, e.Units), context, cancellationToken).ConfigureAwait(false);
            case TransferCancelled when held?.Status == ReservationStatus.Pending:
                return await HoldAsync(new Release(hold), context, cancellationToken).ConfigureAwait(false);
            case TransferGivenUp e:
                var lost = new ReceiveTransfer(key.Transfer.Value, []) { Lost = e.Lost };
                return await stock.MoveAsync(e.Lost[0].Cell.Location, lost, context, cancellationToken).ConfigureAwait(false);
            default: return null;
        }
    }

    // The hold knows a repeated ending by its message: within one unit each needs one of its own.
    private async ValueTask<Refusal?> HoldAsync(ReservationCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        var own = context with { Message = MessageId.Of($"{context.Message}.transfer-{(++_steps).ToString(CultureInfo.InvariantCulture)}") };
        return (await stock.TellAsync(command, own, context, cancellationToken).ConfigureAwait(false)).Refusal;
    }

    /// <summary>What is outstanding is expected at the other end, line by line.</summary>
    private async ValueTask<Refusal?> ExpectAsync(TransferKey key, StockTransfer state, ValueList<TransferEvent> events, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var came = events.Items.OfType<TransferArrived>().FirstOrDefault();
        for (var i = 0; i < state.Lines.Count; i++)
        {
            var (line, id) = (state.Lines[i], TransferNames.InboundOf(key.Transfer, i));
            var inbound = new InboundKey(key.Tenant, id);
            if (events.Items.OfType<TransferPlanned>().Any())
            {
                var expect = new ExpectGoods(id, new(state.To, line.Sku, line.Pool), line.Planned, state.ExpectedAt);
                if (await TellAsync(inbound, expect, context, cancellationToken).ConfigureAwait(false) is { } no) return no;
                continue;
            }

            if (came is not null && await ReceiveAsync(inbound, line, came, context, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
            if (await SyncAsync(inbound, line, state.ExpectedAt, context, cancellationToken).ConfigureAwait(false) is { } apart) return apart;
        }

        return null;
    }

    private async ValueTask<Refusal?> ReceiveAsync(InboundKey inbound, TransferLine line, TransferArrived came, DecisionContext context,
        CancellationToken cancellationToken)
    {
        var units = came.Units.AddRange(came.Damaged.Items).Where(u => u.Cell.Sku == line.Sku && u.Cell.Pool == line.Pool);
        return units.IsEmpty ? null : await TellAsync(inbound, new TakeReceipt(inbound.Inbound, came.Movement, units), context, cancellationToken)
            .ConfigureAwait(false);
    }

    private async ValueTask<Refusal?> SyncAsync(InboundKey inbound, TransferLine line, Instant expectedAt, DecisionContext context,
        CancellationToken cancellationToken)
    {
        const string why = "transfer";
        var known = await inbounds.FindAsync(inbound, cancellationToken).ConfigureAwait(false);
        if (known is not { Status: InboundStatus.Open }) return null;
        var less = known.Open.Units - line.Outstanding.Units;
        if (less > 0)
        {
            InboundCommand change = line.Outstanding.IsZero
                ? new CancelInbound(inbound.Inbound, why)
                : new ChangeInbound(inbound.Inbound, Quantity.Of(known.Ordered.Units - less), why);
            if (await TellAsync(inbound, change, context, cancellationToken).ConfigureAwait(false) is { } refusal) return refusal;
        }

        return known.ExpectedAt == expectedAt || line.Outstanding.IsZero ? null
            : await TellAsync(inbound, new PutOffInbound(inbound.Inbound, expectedAt, why), context, cancellationToken).ConfigureAwait(false);
    }

    private async ValueTask<Refusal?> TellAsync(InboundKey inbound, InboundCommand command, DecisionContext context, CancellationToken cancellationToken) =>
        (await inbounds.TellAsync(inbound, command, context, cancellationToken).ConfigureAwait(false)).Refusal;
}
