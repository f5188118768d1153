using NodaTime;
using OrderKernel.Dispatches;
using OrderKernel.Orders;
using OrderKernel.Ports;

namespace OrderKernel;

/// <content>What warehouses were told and is so no more.</content>
public sealed partial class Kernel
{
    /// <summary>Takes a note back that its warehouse may have.</summary>
    private async ValueTask<Recall> RecallAsync(
        DispatchEffect of, string note, DispatchParcel parcel, IWarehouseGateway gateway, Instant now, CancellationToken cancellationToken)
    {
        var tenant = of.Holder.Tenant;
        if (!await IsOutAsync(tenant, note, cancellationToken).ConfigureAwait(false)) return default;
        if (await AnswerAsync(tenant, $"recalled-{note}", cancellationToken).ConfigureAwait(false) is { } known)
            return known ? default : new Recall(false, null, "note-stands", null);
        var answer = await AskAsync(token => gateway.RecallAsync(new(tenant, note, parcel.Location), token), cancellationToken).ConfigureAwait(false);
        if (answer is DispatchRefusal { IsFinal: false } later) return new Recall(false, later, null, null);
        var stands = (answer as DispatchRefusal)?.Answer;
        var findings = Why(OrderKernelCodes.DispatchStands, of, note, parcel, stands);
        var failed = await KeepAsync(of, $"recalled-{note}", stands is null, findings, now, cancellationToken).ConfigureAwait(false);
        return new Recall(stands is null, null, stands, failed);
    }

    /// <summary>
    /// Takes back what warehouses were told of the goods of a parcel under another one: of the same order, or of one whose units came here. Their own effects
    /// do so too; which of them is sent first nobody knows.
    /// </summary>
    private async ValueTask<Recall> RecallOthersAsync(
        DispatchEffect told, DispatchParcel parcel, StoredStream stored, IWarehouseGateway gateway, Instant now, CancellationToken cancellationToken)
    {
        var (known, open, all) = (new HashSet<OrderKey> { told.Holder }, new Queue<StoredStream>(), default(Recall));
        for (var at = stored; ; at = open.Dequeue())
        {
            if (DispatchNotes.AllOf(at) is { Count: > 0 } parcels)
            {
                var order = parcels.First().Value.Order;
                foreach (var (id, notes) in parcels)
                {
                    if (order.Key == told.Holder && id == told.Shipment) continue;
                    foreach (var (note, was) in notes.Outdated.Where(n => IsOfSameGoods(n.Parcel, parcel)))
                    {
                        var recall = await RecallAsync(new(order.Key, id), note, was, gateway, now, cancellationToken).ConfigureAwait(false);
                        if (recall.Later is not null || recall.Failed is not null) return recall;
                        if (recall.Stands is not null) all = recall;
                    }
                }

                foreach (var from in order.Kin.From.Items.Where(known.Add))
                    open.Enqueue(await _workspace.ReadAsync(from.Stream(), cancellationToken).ConfigureAwait(false));
            }

            if (open.Count == 0) return all;
        }
    }

    private static bool IsOfSameGoods(DispatchParcel one, DispatchParcel other) => one.Lines.Items.Any(l => other.Lines.Items.Any(o => o.Sku == l.Sku));

    /// <summary>True when a note may be at its warehouse: it was asked, and did not refuse it for good.</summary>
    private async ValueTask<bool> IsOutAsync(TenantId tenant, string note, CancellationToken cancellationToken) =>
        await AnswerAsync(tenant, $"note-{note}", cancellationToken).ConfigureAwait(false) is not null
        && await AnswerAsync(tenant, $"answered-{note}", cancellationToken).ConfigureAwait(false) is not false;

    /// <summary>What came of a recall; all unset where there was nothing to take back.</summary>
    /// <param name="IsNew">True when the warehouse gave the note up now.</param>
    /// <param name="Later">Why it is to be asked later.</param>
    /// <param name="Stands">Its word for not giving the note up.</param>
    /// <param name="Failed">Why the answer could not be kept.</param>
    private readonly record struct Recall(bool IsNew, DispatchRefusal? Later, string? Stands, Refusal? Failed);
}
