using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Doors;

/// <summary>A reservation that a host makes and ends by itself, within one unit of work.</summary>
internal sealed class ReservationWork(Workspace workspace, KernelPolicies policies, UnitBuilder unit)
{
    /// <summary>What its expiry timer fires.</summary>
    public const string ExpireTrigger = "expire";

    public async ValueTask<Result<Reservation>> TellAsync(ReservationKey key, ReservationCommand command, DecisionContext context,
        CancellationToken cancellationToken)
    {
        if (command.Id != key.Reservation) return Refusal.Of(OrderKernelCodes.KeyMismatch, ("named", command.Id), ("told", key.Reservation));
        var (stream, stock) = (key.Stream(), new StockWork(workspace, policies, unit));
        var before = await stock.FindAsync(key.Reservation, cancellationToken).ConfigureAwait(false);
        if (before?.OrderKey is { } owner && await OwnedAsync(key, owner, cancellationToken).ConfigureAwait(false) is { } owned) return owned;
        var told = await stock.TellAsync(command, context, context, cancellationToken).ConfigureAwait(false);
        if (!told.TryGet(out var after, out _)) return told;
        if (before is null && after.OrderKey is { } order) unit.File(Clues.ReservationsOf(StreamId.Of(key.Tenant, StreamKinds.Order, order)), stream);
        var (was, now) = (DueAt(before), DueAt(after));
        if (was != now) unit.Set(new TimerEntry($"{stream.Kind}/{stream.Key}/{ExpireTrigger}", stream, ExpireTrigger, now));
        return told;
    }

    private static NodaTime.Instant? DueAt(Reservation? reservation) => reservation is { Status: ReservationStatus.Pending } pending ? pending.ExpiresAt : null;

    /// <summary>Units that a planned shipment holds move with the order alone; a call around it would leave the two ledgers at odds.</summary>
    private async ValueTask<Refusal?> OwnedAsync(ReservationKey key, string orderKey, CancellationToken cancellationToken)
    {
        var stored = await workspace.ReadAsync(StreamId.Of(key.Tenant, StreamKinds.Order, orderKey), cancellationToken).ConfigureAwait(false);
        unit.Pin(stored.Head);
        var order = stored.Fold(OrderDecider.Decider).State;
        return order?.Shipments.Items.FirstOrDefault(s => s.Reservation == key.Reservation && s.Status == ShipmentStatus.Planned) is { } shipment
            ? Refusal.Of(OrderKernelCodes.ReservationOwned, ("reservation", key.Reservation), ("shipment", shipment.Id), ("order", order.Id))
            : null;
    }
}
