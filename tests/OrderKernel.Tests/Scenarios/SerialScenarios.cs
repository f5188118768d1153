using System.Text.Json.Nodes;
using OrderKernel.AfterSales;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Inbox;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;
using OrderKernel.WriteBacks;

namespace OrderKernel.Tests.Scenarios;

// Fails when a warehouse's serial numbers do not reach the order, the channel and the index; when a unit is with two buyers at once; when another unit than
// the one that was sent brings money back without a person; and when goods that nobody knows the order of are not found by the number on them.
public class SerialScenarios
{
    private static readonly CaseKey Case = CaseKey.Of(Shop.Key("1"), CaseId.Of("R1"));

    [Fact]
    public async Task What_the_warehouse_read_goes_with_the_parcel_to_the_channel_and_finds_the_order()
    {
        var bench = await SerialShop.OpenAsync();
        Assert.Equal(DeliveryOutcome.Applied, (await bench.LeftAsync("1", "12:00", "m1", "M2")).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal<ValueList<SerialUnit>>([SerialShop.Unit("M1"), SerialShop.Unit("M2")], ShipmentSerials.Out(order, order.Shipments[0]));
        Assert.Empty(order.Holds);
        var told = JsonNode.Parse(Assert.Single(await bench.OutboxAsync("write-back")).Body.Span)!;
        Assert.Equal(["M1", "M2"], told["lines"]![0]!["serials"]!.AsArray().Select(s => s!.GetValue<string>()));
        Assert.Equal((Shop.Key("1"), true), ((await bench.PlaceAsync("M1"))!.Order, (await bench.PlaceAsync("M1"))!.IsOut));
        Assert.Equal(["1"], await bench.FoundAsync("m2"));
        Assert.Empty(await bench.FoundAsync("M3"));
        // The same record again changes nothing; one that says other numbers under its id is another.
        Assert.Equal(DeliveryOutcome.Duplicate, (await bench.LeftAsync("1", "12:00", "M1", "M2")).Outcome);
        Assert.Equal(OrderKernelCodes.MessageReused, (await bench.LeftAsync("1", "12:00", "M1", "M3")).Code);
    }

    [Fact]
    public async Task A_channel_that_told_of_the_parcel_itself_hears_the_numbers_once_the_warehouse_tells_them()
    {
        var bench = await SerialShop.OpenAsync();
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:00", "YT1"));
        Assert.Empty(await bench.OutboxAsync("write-back"));
        await bench.SendAsync(new OutboundRecord(Shop.At("11:00"), "out-1", Bench.Platform("1"), Shop.Hangzhou, Shop.Yuantong, Waybill.Of("YT1"),
            [SerialShop.Goods(2, null, "M1", "M2")]));
        var told = JsonNode.Parse(Assert.Single(await bench.OutboxAsync("write-back")).Body.Span)!;
        Assert.Equal(["M1", "M2"], told["lines"]![0]!["serials"]!.AsArray().Select(s => s!.GetValue<string>()));
    }

    [Fact]
    public async Task A_parcel_that_left_without_its_numbers_waits_for_a_person_until_they_come()
    {
        var bench = await SerialShop.OpenAsync();
        await bench.LeftAsync("1", "12:00", "M1");
        var hold = Assert.Single((await bench.OrderAsync("1")).Holds);
        Assert.Equal((HoldKind.SerialMismatch, HoldScopes.Settle), (hold.Kind, hold.Scopes));
        Assert.Contains(await MattersAsync(bench), m => m.Kind == OpenMatterKind.Held);
        var shipment = (await bench.OrderAsync("1")).Shipments[0].Id;
        Assert.True((await bench.TellAsync("1", new RecordSerials(shipment, [SerialShop.Unit("M2")]), Role.Warehouse, "13:00")).IsOk);
        Assert.Empty((await bench.OrderAsync("1")).Holds);
    }

    [Fact]
    public async Task A_unit_that_is_with_another_buyer_is_refused_to_us_and_a_finding_of_a_warehouse()
    {
        var bench = await SerialShop.OpenAsync(2);
        await bench.LeftAsync("1", "12:00", "M1", "M2");
        var plan = (await bench.OrderAsync("2")).Shipments[0].Id;
        var reading = new ScanReading(DeviceId.Of("d"), 1, Shop.At("13:00"), "rechecking", "MUG", ActorId.Of("p")) { Serial = SerialShop.Serial("M1") };
        var refused = (await bench.TellAsync("2", new ScanItem(plan, reading), Role.Warehouse, "13:00")).Refusal!;
        Assert.Equal((OrdersCodes.SerialElsewhere, (await bench.OrderAsync("1")).Id.Value),
            (refused.Code, refused.Arguments.Items.First(a => a.Name == "order").Value));
        var told = new RecordSerials(plan, [SerialShop.Unit("M1")]);
        Assert.Equal(OrdersCodes.SerialElsewhere, (await bench.TellAsync("2", told, Role.Warehouse, "13:01")).Refusal!.Code);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.LeftAsync("2", "14:00", "M1", "M3")).Outcome);
        var order = await bench.OrderAsync("2");
        Assert.Equal<ValueList<SerialUnit>>([SerialShop.Unit("M3")], ShipmentSerials.Out(order, order.Shipments[0]));
        Assert.Equal(HoldKind.SerialMismatch, Assert.Single(order.Holds).Kind);
        Assert.Equal(Shop.Key("1"), (await bench.PlaceAsync("M1"))!.Order);
        // Once it came back it may go again.
        await bench.SendAsync(Shop.Claim("1", "1 10:00").Paid("10:04").Shipped("11:00", "W1").Delivered("1 09:00"));
        await bench.CameAsync("1", "3 10:00", "M1");
        Assert.False((await bench.PlaceAsync("M1"))!.IsOut);
        Assert.True((await bench.TellAsync("2", new RecordSerials(order.Shipments[0].Id, [SerialShop.Unit("M1")]), Role.Warehouse, "4 10:00")).IsOk);
        Assert.Equal(Shop.Key("2"), (await bench.PlaceAsync("M1"))!.Order);
        Assert.Equal(["1", "2"], (await bench.FoundAsync("M1")).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Of_two_that_send_a_unit_at_once_one_does()
    {
        for (var k = 1; ; k++)
        {
            var bench = await SerialShop.OpenAsync(2, 1);
            foreach (var number in new[] { "1", "2" })
            {
                var plan = (await bench.OrderAsync(number)).Shipments[0].Id;
                Assert.True((await bench.TellAsync(number, new RecordSerials(plan, [SerialShop.Unit("M1")]), Role.Warehouse, "11:00")).IsOk);
            }

            var between = new InterleavingStore(bench.Store, k, () => ShipAsync(bench.Kernel, bench, "1"));
            var late = await ShipAsync(new Kernel(between, SerialShop.Policies), bench, "2");
            if (between.Readings < k) break;
            Assert.Equal(OrdersCodes.SerialElsewhere, late.Refusal!.Code);
            Assert.Equal(Shop.Key("1"), (await bench.PlaceAsync("M1"))!.Order);
        }
    }

    // Found by SerialLaws: two parcels were packed with one number, and only the warehouse's and the channel's word let them go.
    [Fact]
    public async Task A_unit_that_two_parcels_were_packed_with_is_the_first_ones_and_the_other_waits_for_a_person()
    {
        var bench = await SerialShop.OpenAsync(2, 1);
        foreach (var number in new[] { "1", "2" })
        {
            var plan = (await bench.OrderAsync(number)).Shipments[0].Id;
            Assert.True((await bench.TellAsync(number, new RecordSerials(plan, [SerialShop.Unit("M1")]), Role.Warehouse, "11:00")).IsOk);
        }

        await bench.LeftAsync("2", 1, "12:00");
        await bench.SendAsync(Shop.Claim("1", "13:00", mugs: 1).Paid("10:04").Shipped("12:30", "YT1"));
        Assert.Equal(Shop.Key("2"), (await bench.PlaceAsync("M1"))!.Order);
        var first = await bench.OrderAsync("1");
        Assert.Empty(ShipmentSerials.Out(first, first.Shipments[0]));
        Assert.Equal((HoldKind.SerialMismatch, HoldScopes.Settle), (Assert.Single(first.Holds).Kind, first.Holds[0].Scopes));
        Assert.Empty((await bench.OrderAsync("2")).Holds);
    }

    [Fact]
    public async Task Another_unit_than_the_one_that_was_sent_brings_no_money_before_a_person_let_it_pass()
    {
        var bench = await ReturningAsync();
        await bench.CameAsync("1", "5 10:00", "M1", "M9");
        var order = await bench.OrderAsync("1");
        var hold = Assert.Single(order.Holds);
        Assert.Equal((HoldKind.SerialMismatch, HoldScopes.Refund, ShipmentSerials.HoldOf(SerialShop.Unit("M9"))), (hold.Kind, hold.Scopes, hold.Id));
        Assert.Empty(order.Refunds);
        Assert.Equal([InspectionOutcome.Restock, InspectionOutcome.Quarantine],
            (await bench.Kernel.FindAsync(Case))!.Inspected.Items.Select(i => i.Outcome).Order());
        Assert.Equal(1, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Quarantined));
        Assert.True((await bench.PlaceAsync("M2"))!.IsOut);
        Assert.False((await bench.PlaceAsync("M1"))!.IsOut);
        Assert.Contains(await MattersAsync(bench), m => m.Kind == OpenMatterKind.Held);
        // Told again while nobody has looked, it waits again.
        await bench.CameAsync("1", "5 11:00", "M9");
        Assert.Empty((await bench.OrderAsync("1")).Refunds);
        Assert.True((await bench.TellAsync("1", new ReleaseHold(hold.Id), Role.Supervisor, "5 12:00")).IsOk);
        await bench.CameAsync("1", "5 13:00", "M9");
        Assert.Equal(Shop.Yuan("20.00"), Assert.Single((await bench.OrderAsync("1")).Refunds).Amount);
    }

    [Fact]
    public async Task What_was_sent_and_came_back_brings_its_money()
    {
        var bench = await ReturningAsync();
        await bench.CameAsync("1", "5 10:00", "m2", "M1");
        Assert.Equal(Shop.Yuan("20.00"), Assert.Single((await bench.OrderAsync("1")).Refunds).Amount);
        Assert.Empty((await bench.OrderAsync("1")).Holds);
        Assert.Contains((await bench.EventsAsync("1")).SelectMany(e => EventBytes.ReadHeader(e.Bytes).Reasons.Items), r => r.Code == OrdersCodes.SerialFits);
    }

    [Theory]
    [InlineData("M1", null, null)]
    [InlineData("M1", "M2", null)]
    [InlineData("M9", null, OrderKernelCodes.SerialUnknown)]
    [InlineData("M1", "M3", OrderKernelCodes.SerialsOfSeveralOrders)]
    [InlineData(null, null, OrderKernelCodes.ReceiptWithoutOrder)]
    public async Task Goods_without_an_order_are_found_by_the_numbers_on_them(string? first, string? second, string? code)
    {
        var bench = await SerialShop.OpenAsync(2);
        foreach (var (number, serials) in new[] { ("1", new[] { "M1", "M2" }), ("2", ["M3", "M4"]) })
        {
            await bench.LeftAsync(number, "12:00", serials);
            await bench.SendAsync(Shop.Claim(number, "1 10:00").Paid("10:04").Shipped("11:00", "W" + number).Delivered("1 09:00"));
        }

        string[] told = [.. new[] { first, second }.OfType<string>()];
        var answer = await bench.CameAsync(null, "3 10:00", told);
        Assert.Equal((code is null ? DeliveryOutcome.Applied : DeliveryOutcome.Parked, code), (answer.Outcome, answer.Code));
        Assert.Equal(Shop.Units(code is null ? told.Length : 0), (await bench.OrderAsync("1")).Lines[0].Units.Returned);
        Assert.Equal(code is null ? 0 : 1, (await bench.QuarantineAsync()).Count);
        Assert.Equal(code is null ? DeliveryOutcome.Duplicate : DeliveryOutcome.Parked, (await bench.CameAsync(null, "3 10:00", told)).Outcome);
    }

    [Fact]
    public async Task A_parcel_that_never_left_takes_its_units_back()
    {
        var bench = await SerialShop.OpenAsync();
        await bench.LeftAsync("1", "12:00", "M1", "M2");
        var shipment = (await bench.OrderAsync("1")).Shipments[0].Id;
        var wrong = (await bench.EventsAsync("1")).Select(e => EventBytes.ReadHeader(e.Bytes).Message).Last();
        Assert.True((await bench.TellAsync("1", new StepBack(StepBackKind.ShippingToOpen, shipment, [], wrong), Role.Carrier, "13:00")).IsOk);
        Assert.False((await bench.PlaceAsync("M1"))!.IsOut);
    }

    private static async Task<Result<Order>> ShipAsync(Kernel kernel, Bench bench, string number) => await kernel.TellAsync(Shop.Key(number),
        new ShipShipment((await bench.OrderAsync(number)).Shipments[0].Id, Shop.At("12:00"), [], []), Role.Warehouse, Shop.At("12:00"));

    /// <summary>Two mugs for 20 yuan, sent as M1 and M2, delivered, and both to come back.</summary>
    private static async Task<Bench> ReturningAsync()
    {
        var bench = await SerialShop.OpenAsync();
        await bench.LeftAsync("1", "12:00", "M1", "M2");
        await bench.SendAsync(Shop.Claim("1", "1 10:00").Paid("10:04").Shipped("11:00", "W1").Delivered("1 09:00"));
        var asked = new CaseRequest(CaseKind.ReturnRefund, Shop.Yuan("20.00"), "broken") { Units = [new(Shop.First, Shop.Units(2))] };
        Assert.True((await bench.Kernel.TellAsync(Case, new OpenCase(asked), Role.Buyer, Shop.At("3 10:00"))).IsOk);
        Assert.Equal(AfterSalesStatus.AwaitingReturn, (await bench.Kernel.FindAsync(Case))!.Status);
        return bench;
    }

    private static async Task<List<OpenMatter>> MattersAsync(Bench bench)
    {
        var all = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, SerialShop.Policies, Shop.Acme, default)) all.Add(matter);
        return all;
    }
}
