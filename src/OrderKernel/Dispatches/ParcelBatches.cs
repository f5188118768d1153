using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Dispatches;

/// <summary>Units of one batch in parcels of an order, from what was picked for them.</summary>
/// <param name="Reservation">The hold, which is a parcel's, or that of the parcels into which it was split.</param>
/// <param name="Shipments">These parcels.</param>
/// <param name="Cell">The batch, where it lies or lay.</param>
/// <param name="Held">Units that are held and have not left.</param>
/// <param name="Left">Units that left.</param>
public sealed record ParcelBatch(ReservationId Reservation, ValueList<ShipmentId> Shipments, StockCell Cell, Quantity Held, Quantity Left);

/// <summary>Which batches are in an order's parcels: an order knows SKUs, the hold behind a parcel which of their batches.</summary>
public static class ParcelBatches
{
    /// <summary>The batches of all parcels, parcel by parcel, in the order in which they were picked; none where goods have no batches.</summary>
    /// <param name="store">The store.</param>
    /// <param name="order">The order.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <remarks>What left without a hold, told by a channel or a warehouse, was picked by nobody that we know of.</remarks>
    public static async ValueTask<ValueList<ParcelBatch>> ReadAsync(IEventStreams store, Order order, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(order);
        var all = new List<ParcelBatch>();
        foreach (var parcels in order.Shipments.Items.Where(s => s.Reservation is not null).GroupBy(s => s.Reservation!.Value))
        {
            var key = new ReservationKey(order.Key.Tenant, parcels.Key);
            if ((await store.ReadAsync(key.Stream(), cancellationToken).ConfigureAwait(false)).Fold(Reservations.Decider).State is not { } hold) continue;
            var picked = hold.Made.Picked.Items.Select(p => p.Cell).ToList();
            var lines = hold.Lines.Items.Where(l => l.Cell.Batch != default && !(l.Open.IsZero && l.Committed.IsZero))
                .OrderBy(l => picked.IndexOf(l.Cell) is var at && at < 0 ? int.MaxValue : at);
            all.AddRange(lines.Select(l => new ParcelBatch(parcels.Key, parcels.Select(s => s.Id).ToValueList(), l.Cell, l.Open, l.Committed)));
        }

        return all.ToValueList();
    }
}
