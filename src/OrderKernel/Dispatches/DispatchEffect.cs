using System.Text.Json;
using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Dispatches;

/// <summary>The effect that has a warehouse told of a parcel: keys only, so that what is told is what is true when it is told.</summary>
/// <param name="Holder">The order that holds the parcel.</param>
/// <param name="Shipment">The parcel.</param>
internal sealed record DispatchEffect(OrderKey Holder, ShipmentId Shipment)
{
    /// <summary>The kind of such effects.</summary>
    public const string Kind = "dispatch-note";

    /// <summary>Has warehouses told of the parcels that this unit planned, changed or took away.</summary>
    public static async ValueTask SendAsync(OrderWork work, StoredStream stored, Order? before, Instant at, CancellationToken cancellationToken)
    {
        if (work.Order is not { } now) return;
        var rules = work.Policies.DispatchNotes.Policy;
        var ids = now.Shipments.Items.Concat(before is null ? [] : before.Shipments.Items).Select(s => s.Id).Distinct();
        foreach (var id in ids)
        {
            var (was, stands) = (DispatchParcel.Of(before, id), DispatchParcel.Of(now, id));
            if (was == stands || DispatchParcel.HasLeft(now, id)) continue;
            var isTold = rules.Tells(was?.Location) || rules.Tells(stands?.Location);
            // A location that is named no more has notes from before; they are taken back all the same.
            if (!isTold && (was is null || !await WasToldAsync(work, stored, id, cancellationToken).ConfigureAwait(false))) continue;
            var body = new DispatchEffect(now.Key, id).ToBytes();
            work.Unit.Send(new OutboxMessage($"{Kind}/{work.Stream.Key}/{id}/{work.Unit.Message}", Kind, at, body));
        }
    }

    private static async ValueTask<bool> WasToldAsync(OrderWork work, StoredStream stored, ShipmentId id, CancellationToken cancellationToken)
    {
        foreach (var (note, _) in DispatchNotes.Of(stored, id)?.All ?? [])
        {
            if (await work.Workspace.IsAnsweredAsync(work.Unit.Tenant, MessageId.Of($"note-{note}"), cancellationToken).ConfigureAwait(false)) return true;
        }

        return false;
    }

    /// <summary>Reads the body of an effect that this kernel sent.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static DispatchEffect Read(TenantId tenant, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        return new(new(tenant, ChannelId.Of(Text("channel")), ShopId.Of(Text("shop")), OrderNumber.Of(Text("number"))), ShipmentId.Of(Text("shipment")));

        string Text(string name) => root.GetProperty(name).GetString()!;
    }

    /// <summary>The body: canonical JSON.</summary>
    private ReadOnlyMemory<byte> ToBytes() => OutboxBody.Of(w =>
    {
        w.WriteString("channel", Holder.Channel.Value);
        w.WriteString("shop", Holder.Shop.Value);
        w.WriteString("number", Holder.Number.Value);
        w.WriteString("shipment", Shipment.Value);
    });
}
