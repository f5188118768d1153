using OrderKernel.Channels;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.Deliveries;

/// <summary>Settles a record that was put away once the same record comes again and is taken.</summary>
/// <remarks>
/// The same is: of a channel the record of one order and source time, of a partner the record of one id about one order. A later record of the same order
/// is another one: what the earlier would have told besides, nobody knows.
/// </remarks>
internal sealed class SameRecord(Workspace workspace, UnitBuilder unit)
{
    private const string Kind = "delivery";

    /// <summary>Files a record that is put away under what it is.</summary>
    public void File(Delivery delivery)
    {
        if (ClueOf(delivery) is { } clue) unit.File(clue, StreamId.Of(unit.Tenant, Kind, delivery.Id.Value));
    }

    /// <summary>Settles what was put away of the record that was taken now.</summary>
    public async ValueTask SettleAsync(Delivery delivery, ActorId by, CancellationToken cancellationToken)
    {
        if (!await workspace.HasPutAwayAsync(unit.Tenant, cancellationToken).ConfigureAwait(false) || ClueOf(delivery) is not { } clue) return;
        foreach (var earlier in await workspace.FindAsync(unit.Tenant, clue, cancellationToken).ConfigureAwait(false))
        {
            if (earlier.Key != delivery.Id.Value) unit.Settle(new(earlier.Key, SettledAs.Repaired, by, delivery.At, delivery.Id.Value));
        }
    }

    private string? ClueOf(Delivery delivery) => delivery switch
    {
        ClaimDelivery { Claim: var c } => Clues.PutAway("claim", c.Order.Stream(), $"{c.SourceTime.ToUnixTimeTicks()}"),
        UnusableDelivery { Identity: { } record } => Clues.PutAway("claim", record.Order.Stream(), $"{record.SourceTime.ToUnixTimeTicks()}"),
        PartnerDelivery { Record: OutboundRecord r } => Clues.PutAway("outbound", r.Order.In(unit.Tenant).Stream(), r.Id),
        PartnerDelivery { Record: OutboundDocument d } =>
            Clues.PutAway("outbound", d.Parcels[0].Order.In(unit.Tenant).Stream(), string.Join("+", d.Parcels.Items.Select(p => p.Id))),
        PartnerDelivery { Record: ReceiptRecord { Order: { } order } r } => Clues.PutAway("receipt", order.In(unit.Tenant).Stream(), r.Id),
        PartnerDelivery { Record: ReceiptRecord r } => Clues.PutAway("receipt", r.Location.Value, r.Id),
        _ => null,
    };
}
