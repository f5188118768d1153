using OrderKernel.Channels;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when, whatever warehouses and people tell, a unit with a serial number is with two buyers at once, when what was sent less what came back is not what
// is out, when the index and the orders say different things of a unit, or when money goes back for goods that came as another unit.
public class SerialLaws
{
    private static readonly string[] Serials = ["M1", "M2", "M3", "M4", "M5"];

    [Law(40, 800)]
    public bool A_unit_is_with_one_buyer_at_most_and_what_is_out_is_what_was_sent_and_did_not_come_back(Seed seed) =>
        FaultOf(seed) is null ? true : throw new InvalidOperationException(FaultOf(seed));

    [Fact]
    public async Task The_law_notices_a_unit_that_two_orders_have()
    {
        Action<Order, List<SerialUnit>> planted = (order, units) => units.AddRange(order.Key.Number.Value == "2" ? [SerialShop.Unit("M1")] : []);
        foreach (var seed in Enumerable.Range(0, 5)) Assert.NotNull(await FaultOfAsync(seed, planted));
    }

    // Every seed has units that went, some that came back, some that were refused: the law is about something.
    [Fact]
    public async Task The_histories_send_refuse_and_return()
    {
        var told = new HashSet<string>();
        foreach (var seed in Enumerable.Range(0, 10)) told.UnionWith((await RunAsync(new Random(seed))).Told);
        foreach (var code in new[] { OrdersCodes.SerialElsewhere, OrdersCodes.SerialStrange, OrdersCodes.SerialFits, OrdersCodes.SerialsShort })
            Assert.Contains(code, told);
    }

    private static string? FaultOf(int seed) => FaultOfAsync(seed, null).GetAwaiter().GetResult();

    private static async Task<string?> FaultOfAsync(int seed, Action<Order, List<SerialUnit>>? planted)
    {
        var (bench, _) = await RunAsync(new Random(seed));
        var holders = new Dictionary<SerialUnit, OrderKey>();
        for (var i = 1; i <= 3; i++)
        {
            var order = await bench.OrderAsync($"{i}");
            var units = order.Shipments.Items.SelectMany(s => ShipmentSerials.Out(order, s).Items).ToList();
            planted?.Invoke(order, units);
            foreach (var unit in units)
            {
                if (holders.TryGetValue(unit, out var other)) return $"{unit.Serial} is with {other.Number} and {order.Key.Number}";
                holders.Add(unit, order.Key);
            }

            if (order.Shipments.Items.Any(s => ShipmentSerials.Of(order, s).Count > s.Lines.Items.Sum(l => l.Units.Units)))
                return $"a parcel of {order.Key.Number} has more numbers than units";
        }

        foreach (var serial in Serials)
        {
            var story = (await bench.Store.ReadAsync(new SerialKey(Shop.Acme, Shop.Mug, SerialNumber.Of(serial)).Stream(), 0, default))
                .Select(SerialEvents.Codec.Decode).ToList();
            var (sent, back) = (story.Count(e => e is SerialSent), story.Count(e => e is SerialTakenBack));
            var isOut = holders.TryGetValue(SerialShop.Unit(serial), out var holder);
            if (sent - back != (isOut ? 1 : 0)) return $"{serial}: sent {sent}, back {back}, out {isOut}";
            if (isOut && (await bench.PlaceAsync(serial))!.Order != holder) return $"{serial}: the index says another order than {holder.Number}";
        }

        return null;
    }

    private static async Task<(Bench Bench, HashSet<string> Told)> RunAsync(Random dice)
    {
        var bench = await SerialShop.OpenAsync(3);
        var told = new HashSet<string>();
        for (var turn = 0; turn < 18; turn++)
        {
            var (number, at) = ($"{1 + dice.Next(3)}", $"{1 + turn} 10:00");
            string[] some = [.. Enumerable.Range(0, dice.Next(3)).Select(_ => Serials[dice.Next(Serials.Length)])];
            var order = await bench.OrderAsync(number);
            switch (dice.Next(7))
            {
                case 0: await bench.LeftAsync(number, 1 + dice.Next(2), at, some.Take(1).ToArray()); break;
                case 1: await bench.LeftAsync(number, at, some); break;
                case 2: await bench.CameAsync(dice.Next(3) == 0 ? null : number, at, some); break;
                case 3:
                    await bench.SendAsync(Shop.Claim(number, at).Paid("10:04").Shipped("11:00", "W" + number).Delivered(at));
                    break;
                case 4 when !order.Shipments.IsEmpty:
                    var shipment = order.Shipments[dice.Next(order.Shipments.Count)].Id;
                    await ToldAsync(new RecordSerials(shipment, some.Select(SerialShop.Unit).ToValueList()), Role.Warehouse);
                    break;
                case 5: await ToldAsync(new ReturnSerials(some.Select(SerialShop.Unit).ToValueList()), Role.Warehouse); break;
                default:
                    if (order.Shipments.Items.FirstOrDefault(s => s.Status == ShipmentStatus.Planned) is { } plan)
                        await ToldAsync(new ShipShipment(plan.Id, Shop.At(at), [], []), Role.Warehouse);
                    break;
            }

            async Task ToldAsync(OrderCommand command, Role role)
            {
                if ((await bench.TellAsync(number, command, role, at)).Refusal is { } refusal) told.Add(refusal.Code);
            }
        }

        for (var i = 1; i <= 3; i++)
        {
            foreach (var e in await bench.EventsAsync($"{i}")) told.UnionWith(EventBytes.ReadHeader(e.Bytes).Reasons.Items.Select(r => r.Code));
        }

        return (bench, told);
    }
}
