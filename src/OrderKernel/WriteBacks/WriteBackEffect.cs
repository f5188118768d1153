using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Channels;
using OrderKernel.Claims;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;

namespace OrderKernel.WriteBacks;

/// <summary>The effect that tells a channel of a parcel: one for each of the channel's orders that the parcel has goods of.</summary>
/// <param name="Holder">The order that holds the parcel.</param>
/// <param name="Shipment">The parcel.</param>
/// <param name="News">What is in it, for one order of the channel.</param>
internal sealed record WriteBackEffect(OrderKey Holder, ShipmentId Shipment, ParcelNews News)
{
    /// <summary>The kind of such effects.</summary>
    public const string Kind = "write-back";

    /// <summary>Sends the news of a parcel to every order of a channel that has goods in it and whose shop's rule says so.</summary>
    public static void Send(OrderWork work, Shipment? before, ShipmentId shipment, WriteBackOccasion occasion, DecisionContext context)
    {
        var (order, parcel) = (work.Order!, work.Order!.Shipment(shipment)!);
        var origins = new Origins(order, work.TakenOver);
        var all = parcel.Lines.Items.Select(l => order.Line(l.Line)).Where(l => l is not null).GroupBy(l => origins.Of(l!))
            .OrderBy(g => g.Key == order.Key ? 0 : 1);
        var number = 0;
        foreach (var group in all.Select(g => (g.Key, Items: Items(order, parcel, g!, work.Names))).DefaultIfEmpty((Key: origins.Own, Items: [])))
        {
            if (occasion == WriteBackOccasion.Identified && !TakesSerials(work, group.Key.Channel)) continue;
            var rule = work.Policies.WriteBacks.Policy.For(group.Key.Channel, group.Key.Shop);
            if (!WriteBackOccasions.IsTold(rule.When, occasion, before, parcel)) continue;
            var news = new ParcelNews(group.Key, parcel.HandedOverAt ?? context.At, parcel.Carrier, parcel.Waybills, group.Items);
            var key = $"write-back/{work.Stream.Key}/{shipment}/{context.Message}{(number++ == 0 ? "" : $"/{number}")}";
            work.Unit.SendInstead(new OutboxMessage(key, Kind, context.At + rule.Delay, new WriteBackEffect(order.Key, shipment, news).ToBytes()));
        }
    }

    /// <summary>The body: canonical JSON.</summary>
    public ReadOnlyMemory<byte> ToBytes() => OutboxBody.Of(w =>
    {
        Write(w, News.Order);
        w.WriteString("status", nameof(FulfilmentStatus.Shipped));
        w.WriteString("leftAt", InstantPattern.ExtendedIso.Format(News.ShippedAt));
        if (News.Carrier is { } carrier) w.WriteString("carrier", carrier.Value);
        w.WriteStartArray("waybills");
        foreach (var waybill in News.Waybills) w.WriteStringValue(waybill.Value);
        w.WriteEndArray();
        w.WriteStartArray("lines");
        foreach (var item in News.Items)
        {
            w.WriteStartObject();
            w.WriteString("line", item.Line.Value);
            w.WriteNumber("units", item.Units.Units);
            if (!item.Serials.IsEmpty)
            {
                w.WriteStartArray("serials");
                foreach (var serial in item.Serials) w.WriteStringValue(serial.Value);
                w.WriteEndArray();
            }

            w.WriteEndObject();
        }

        w.WriteEndArray();
        w.WriteStartObject("holder");
        Write(w, Holder);
        w.WriteEndObject();
        w.WriteString("shipment", Shipment.Value);
    });

    /// <summary>Reads the body of an effect that this kernel sent.</summary>
    /// <exception cref="JsonException">It is none.</exception>
    public static WriteBackEffect Read(TenantId tenant, ReadOnlyMemory<byte> body)
    {
        using var document = JsonDocument.Parse(body);
        var root = document.RootElement;
        var waybills = root.GetProperty("waybills").EnumerateArray().Select(w => Waybill.Of(w.GetString()!)).ToValueList();
        var items = root.GetProperty("lines").EnumerateArray()
            .Select(l => new ParcelItem(LineId.Of(l.GetProperty("line").GetString()!), Quantity.Of(l.GetProperty("units").GetInt64()))
            {
                Serials = l.TryGetProperty("serials", out var s) ? s.EnumerateArray().Select(e => SerialNumber.Of(e.GetString()!)).ToValueList() : [],
            }).ToValueList();
        CarrierId? carrier = root.TryGetProperty("carrier", out var c) ? CarrierId.Of(c.GetString()!) : null;
        var left = InstantPattern.ExtendedIso.Parse(root.GetProperty("leftAt").GetString()!).Value;
        return new(Key(tenant, root.GetProperty("holder")), ShipmentId.Of(root.GetProperty("shipment").GetString()!),
            new(Key(tenant, root), left, carrier, waybills, items));
    }

    private static void Write(Utf8JsonWriter writer, OrderKey key)
    {
        writer.WriteString("channel", key.Channel.Value);
        writer.WriteString("shop", key.Shop.Value);
        writer.WriteString("number", key.Number.Value);
    }

    private static OrderKey Key(TenantId tenant, JsonElement e) => new(tenant, ChannelId.Of(e.GetProperty("channel").GetString()!),
        ShopId.Of(e.GetProperty("shop").GetString()!), OrderNumber.Of(e.GetProperty("number").GetString()!));

    private static bool TakesSerials(OrderWork work, ChannelId channel) =>
        work.Policies.Profiles.Items.Any(p => p.Policy.Channel == channel && p.Policy.WriteBack is { TakesSerials: true });

    // Of a bundle the first component counts: what its parcels carry of it comes, in the order in which they left, to whole bundles.
    private static ValueList<ParcelItem> Items(Order order, Shipment parcel, IEnumerable<OrderLine> lines, LineNames names)
    {
        var serials = ShipmentSerials.Of(order, parcel).Items.ToList();
        return lines.GroupBy(l => l.Source).Select(g =>
        {
            var first = order.LinesOf(g.Key).Items[0];
            var size = first.Bundle is null ? 1 : Math.Max(1, first.BundleSize.Units);
            var (before, here) = (0L, parcel.Of(first.Id).Units.Units);
            foreach (var other in order.Shipments)
            {
                if (other.Id == parcel.Id) break;
                if (other.HandedOverAt is not null && other.Status != ShipmentStatus.Cancelled) before += other.Of(first.Id).Units.Units;
            }

            return new ParcelItem(names.Theirs(g.Key), Quantity.Of(((before + here) / size) - (before / size))) { Serials = Take(parcel, g, serials) };
        }).ToValueList();
    }

    // Of two lines of the same goods each gets as many numbers as it has units in the parcel.
    private static ValueList<SerialNumber> Take(Shipment parcel, IEnumerable<OrderLine> lines, List<SerialUnit> left)
    {
        var taken = new List<SerialNumber>();
        foreach (var line in lines)
        {
            var own = left.Where(u => u.Sku == line.Sku).Take((int)Math.Min(int.MaxValue, parcel.Of(line.Id).Units.Units)).ToList();
            foreach (var unit in own) left.Remove(unit);
            taken.AddRange(own.Select(u => u.Serial));
        }

        return taken.ToValueList();
    }

    /// <summary>From which order of a channel a line came.</summary>
    private sealed class Origins
    {
        private readonly Dictionary<LineId, OrderKey> _roots = [];

        public Origins(Order order, IEnumerable<UnitsTakenOver> taken)
        {
            Own = order.Key;
            foreach (var came in taken)
            {
                // An order that was split off was placed with its lines.
                if (came.Lines.IsEmpty) Own = came.Root;
                foreach (var line in came.Lines) _roots[line.Id] = came.Root;
            }
        }

        public OrderKey Own { get; }

        public OrderKey Of(OrderLine line) => _roots.TryGetValue(line.Id, out var root) ? root : Own;
    }
}
