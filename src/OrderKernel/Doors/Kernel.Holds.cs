using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Reconciling;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Whether what is reserved is what orders have planned.</content>
public sealed partial class Kernel
{
    /// <summary>Holds all reservations of orders against the orders: units that are held for nobody, parcels that are planned without theirs.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>What differs, orders in the order of their streams, each with the command that sets it right; none when all is well.</returns>
    /// <remarks>
    /// <para>It changes nothing. Others may write meanwhile: what differs is looked at again, and is told when it is the same both times.</para>
    /// <para>Refuses with: <see cref="KernelCodes.ContentDropped"/>. Cost: a pass over all events of reservations and one over all orders.</para>
    /// </remarks>
    public async ValueTask<Result<ValueList<HoldDifference>>> ReconcileHoldsAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        if (!(await PendingAsync(tenant, cancellationToken).ConfigureAwait(false)).TryGet(out var live, out var refusal)) return refusal;
        var pending = new SortedDictionary<string, SortedSet<ReservationId>>(StringComparer.Ordinal);
        foreach (var reservation in live)
        {
            if (!pending.TryGetValue(reservation.OrderKey!, out var ids)) pending.Add(reservation.OrderKey!, ids = []);
            ids.Add(reservation.Id);
        }

        var (found, none) = (new List<HoldDifference>(), Array.Empty<ReservationId>());
        await foreach (var head in _workspace.Store.HeadsAsync(tenant, cancellationToken).ConfigureAwait(false))
        {
            if (head.Stream.Kind != StreamKinds.Order) continue;
            var ids = pending.TryGetValue(head.Stream.Key, out var held) ? held.ToArray() : none;
            pending.Remove(head.Stream.Key);
            found.AddRange(await ComparedAsync(head.Stream, ids, cancellationToken).ConfigureAwait(false));
        }

        foreach (var order in pending)
            found.AddRange(await ComparedAsync(StreamId.Of(tenant, StreamKinds.Order, order.Key), [.. order.Value], cancellationToken).ConfigureAwait(false));
        return found.ToValueList();
    }

    // Twice, as order and reservations cannot be read at one instant: what another writer changed between the two readings is no difference.
    private async ValueTask<IEnumerable<HoldDifference>> ComparedAsync(StreamId stream, ReservationId[] ids, CancellationToken cancellationToken)
    {
        var first = await DifferencesAsync(stream, ids, cancellationToken).ConfigureAwait(false);
        if (first.Count == 0) return first;
        var again = await DifferencesAsync(stream, ids, cancellationToken).ConfigureAwait(false);
        return first.Where(again.Contains);
    }

    private async ValueTask<List<HoldDifference>> DifferencesAsync(StreamId stream, ReservationId[] ids, CancellationToken cancellationToken)
    {
        var order = (await _workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(OrderDecider.Decider).State;
        var held = new List<Reservation>();
        foreach (var id in ids)
        {
            var key = new ReservationKey(stream.Tenant, id);
            if ((await _workspace.ReadAsync(key.Stream(), cancellationToken).ConfigureAwait(false)).Fold(Reservations.Decider).State is { } reservation)
                held.Add(reservation);
        }

        return [.. HoldComparison.Of(stream.Tenant, stream.Key, order, held)];
    }

    // The reservations of orders that hold units.
    private async ValueTask<Result<List<Reservation>>> PendingAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var live = new List<Reservation>();
        await foreach (var stored in _workspace.Store.ScanAsync(tenant, StreamKinds.Reservation, cancellationToken).ConfigureAwait(false))
        {
            var reservation = stored.Fold(Reservations.Decider);
            if (reservation.Dropped is { } dropped) return dropped.Refusal;
            if (reservation.State is { Status: ReservationStatus.Pending, OrderKey: not null } pending) live.Add(pending);
        }

        return live;
    }
}
