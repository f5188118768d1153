using OrderKernel.Orders;
using OrderKernel.Work;

namespace OrderKernel.Serials;

/// <summary>The units with serial numbers of one order within one unit of work: who has them, and what moves when the order's parcels do.</summary>
internal sealed class SerialWork(OrderWork work)
{
    private readonly Dictionary<StreamId, UnitStream<SerialPlace, SerialCommand, SerialEvent, ValueTuple>> _units = [];
    private readonly List<(ShipmentId Shipment, SerialUnit Unit)> _elsewhere = [];

    /// <summary>A command with what the kernel knows of its serial numbers: which of them other orders have.</summary>
    public async ValueTask<OrderCommand> InformedAsync(OrderCommand command, CancellationToken cancellationToken) => command switch
    {
        ScanItem { Reading.Serial: { } serial } c => c with { Held = await HeldAsync([serial], cancellationToken).ConfigureAwait(false) },
        RecordOfflineScans c when c.Readings.Items.Any(r => r?.Serial is not null) =>
            c with { Held = await HeldAsync(c.Readings.Items.Select(r => r?.Serial).OfType<SerialNumber>(), cancellationToken).ConfigureAwait(false) },
        RecordSerials c when !c.Units.IsEmpty =>
            c with { Held = await HeldAsync(c.Units.Items.Select(u => u.Serial), cancellationToken).ConfigureAwait(false) },
        _ => command,
    };

    /// <summary>Follows an event of a parcel: what it sent is with the order's buyer from now on, what came back is not any more.</summary>
    /// <param name="before">The order before the event.</param>
    /// <param name="shipment">The parcel.</param>
    /// <param name="context">Who, when, under which message.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <param name="part">The parcel that takes a part of it; null for none.</param>
    public async ValueTask FollowAsync(
        Order before, ShipmentId shipment, DecisionContext context, CancellationToken cancellationToken, ShipmentId? part = null)
    {
        var now = work.Order!;
        var (was, stands) = (Out(before, shipment, part), Out(now, shipment, part));
        foreach (var unit in was.Except(stands))
        {
            // A unit that is with another order by now is not taken from it.
            (await TellAsync(unit, new TakeSerialBack(now.Key, context.At), context, cancellationToken).ConfigureAwait(false)).AllowRefusal();
        }

        foreach (var unit in stands.Except(was))
        {
            var sent = new SendSerial(unit, now.Key, now.Id, shipment, context.At);
            if (await TellAsync(unit, sent, context, cancellationToken).ConfigureAwait(false) is not { } refusal) continue;
            // What has left has left, as another unit than we read: a person looks. What we are about to send stays here.
            if (context.Actor.Has(Role.Channel) || context.Actor.Has(Role.Carrier)) _elsewhere.Add((shipment, unit));
            else work.Impossible ??= refusal;
        }
    }

    /// <summary>Tells the order of units that left with it by somebody's word and that another order has. Call once its events are followed.</summary>
    public async ValueTask SettleAsync(DecisionContext context, CancellationToken cancellationToken)
    {
        while (_elsewhere.Count > 0)
        {
            var (shipment, unit) = _elsewhere[0];
            _elsewhere.RemoveAt(0);
            work.Impossible ??= await work.TellAsync(new RecordSerials(shipment, [unit]), context, cancellationToken).ConfigureAwait(false);
        }
    }

    private static List<SerialUnit> Out(Order order, ShipmentId shipment, ShipmentId? part) =>
        [.. order.Shipments.Items.Where(s => s.Id == shipment || s.Id == part).SelectMany(s => ShipmentSerials.Out(order, s).Items)];

    private async ValueTask<Refusal?> TellAsync(SerialUnit unit, SerialCommand command, DecisionContext context, CancellationToken cancellationToken)
    {
        var key = new SerialKey(work.Unit.Tenant, unit.Sku, unit.Serial).Stream();
        if (!_units.TryGetValue(key, out var stream))
            _units[key] = stream = await work.Workspace.LoadAsync(work.Unit, SerialPlace.Decider, key, cancellationToken).ConfigureAwait(false);
        if (!stream.Decide(command, default, context).TryGet(out var handled, out var refusal)) return refusal;
        stream.Take(handled, context);
        if (handled.Decision.Events is not [SerialSent]) return null;
        work.Unit.File(Clues.Serial(unit.Serial), key);
        work.Unit.File(Clues.Serial(unit.Serial), work.Stream);
        return null;
    }

    private async ValueTask<ValueList<HeldUnit>> HeldAsync(IEnumerable<SerialNumber> serials, CancellationToken cancellationToken)
    {
        var held = new List<HeldUnit>();
        foreach (var serial in serials.Where(s => s.Value is not null).Distinct())
        {
            foreach (var place in await SerialPlaces.FindAsync(work.Workspace, work.Unit.Tenant, serial, cancellationToken).ConfigureAwait(false))
            {
                if (place.IsOut && place.Order != work.Order?.Key) held.Add(new(place.Unit, place.Id));
            }
        }

        return held.ToValueList();
    }
}

/// <summary>Where units of a serial number are, whatever their goods.</summary>
internal static class SerialPlaces
{
    public static async ValueTask<ValueList<SerialPlace>> FindAsync(
        Workspace workspace, TenantId tenant, SerialNumber serial, CancellationToken cancellationToken)
    {
        var places = new List<SerialPlace>();
        foreach (var stream in await workspace.FindAsync(tenant, Clues.Serial(serial), cancellationToken).ConfigureAwait(false))
        {
            if (stream.Kind != StreamKinds.Serial) continue;
            if ((await workspace.ReadAsync(stream, cancellationToken).ConfigureAwait(false)).Fold(SerialPlace.Decider).State is { } place) places.Add(place);
        }

        return places.ToValueList();
    }
}
