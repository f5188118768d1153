using NodaTime;
using OrderKernel.Inventory;
using OrderKernel.Work;

namespace OrderKernel;

/// <content>Whether balances are what their events add up to.</content>
public sealed partial class Kernel
{
    /// <summary>Adds all events of stock up anew and compares every balance that the store holds, those that no event ever named too.</summary>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The balances that differ; none when all is well. Told as <see cref="CorrectBook"/>, they are repaired.</returns>
    /// <remarks>
    /// <para>It changes nothing. Others may write meanwhile: what differs is looked at twice, and is told when it is the same both times. Where retention
    /// dropped content nothing adds up, and the answer is a refusal.</para>
    /// <para>Refuses with: <see cref="KernelCodes.ContentDropped"/>. Cost: a pass over all events of reservations, movements, adjustments and inbounds, or two.</para>
    /// </remarks>
    /// <exception cref="OverflowException">A balance passes 64 bits.</exception>
    public async ValueTask<Result<ValueList<StockDrift>>> ReconcileStockAsync(TenantId tenant, CancellationToken cancellationToken = default)
    {
        if (!(await DriftsAsync(tenant, cancellationToken).ConfigureAwait(false)).TryGet(out var first, out var refusal)) return refusal;
        if (first.IsEmpty) return first;
        return (await DriftsAsync(tenant, cancellationToken).ConfigureAwait(false)).Then(again => Result.Ok(again.Where(first.Items.Contains)));
    }

    // A correction sets right what is wrong, and is no way to change what is right.
    private async ValueTask<Refusal?> UnfoundAsync(TenantId tenant, CorrectBook command, CancellationToken cancellationToken)
    {
        if (!(await DriftsAsync(tenant, cancellationToken).ConfigureAwait(false)).TryGet(out var found, out var refusal)) return refusal;
        foreach (var drift in command.Drifts)
        {
            if (found.Items.Contains(drift)) continue;
            var now = StockSheet.BalanceOf(await _workspace.Store.BalancesAsync(tenant, [drift.Cell], cancellationToken).ConfigureAwait(false), drift.Cell,
                drift.Account);
            return drift.ToOutdated(now);
        }

        return null;
    }

    private async ValueTask<Result<ValueList<StockDrift>>> DriftsAsync(TenantId tenant, CancellationToken cancellationToken)
    {
        var (store, book) = (_workspace.Store, new StockBook());
        if (await EachStockEventAsync(tenant, book.Add, book.Add, book.Add, book.Add, book.Add, cancellationToken).ConfigureAwait(false) is { } refusal)
            return refusal;
        var stored = new List<StockBalance>();
        // All that the store holds, a balance that no event ever named too.
        await foreach (var sku in StockPages.SkusAsync(store, tenant, cancellationToken).ConfigureAwait(false))
            stored.AddRange(await store.BalancesAsync(tenant, sku, cancellationToken).ConfigureAwait(false));
        return StockDrift.Between(stored, book.Balances());
    }

    // All events of stock; a refusal where retention dropped the content of one.
    private async ValueTask<Refusal?> EachStockEventAsync(TenantId tenant, Action<ReservationEvent, Instant> held, Action<StockEvent, Instant> moved,
        Action<AdjustmentPosted, Instant> adjusted, Action<InboundEvent, Instant> expected, Action<BackorderEvent, Instant> awaited,
        CancellationToken cancellationToken)
    {
        foreach (var kind in new[] { StreamKinds.Reservation, StreamKinds.Stock, StreamKinds.Adjustment, StreamKinds.Inbound, StreamKinds.Backorder })
        {
            await foreach (var envelope in _workspace.Store.ReadAllAsync(tenant, kind, cancellationToken).ConfigureAwait(false))
            {
                if (DroppedEvent.Of(envelope) is { } dropped) return dropped.Refusal;
                if (kind == StreamKinds.Reservation) held(InventoryEvents.Reservations.Decode(envelope), envelope.At);
                else if (kind == StreamKinds.Stock) moved(InventoryEvents.Stock.Decode(envelope), envelope.At);
                else if (kind == StreamKinds.Backorder) awaited(BackorderEvents.Codec.Decode(envelope), envelope.At);
                else if (kind == StreamKinds.Inbound) expected(InboundEvents.Codec.Decode(envelope), envelope.At);
                else if (InventoryEvents.Adjustments.Decode(envelope) is AdjustmentPosted posted) adjusted(posted, envelope.At);
            }
        }

        return null;
    }
}
