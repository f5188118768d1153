using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when parcel, piece and waybill are taken as one: when the first of several pieces delivers the parcel, one order of several under a waybill is
// forgotten, the end of a waybill's first use ends its second, the case of a letter makes two parcels of one, or a track that contradicts the ledger
// reaches nobody.
public class PieceScenarios
{
    private static TrackReport Node(string waybill, string at, TrackNode node) =>
        new(Waybill.Of(waybill), Shop.Yuantong, node, Shop.At(at)) { IsFromCarrier = node == TrackNode.Delivered };

    private static async Task<Bench> ShippedAsync(params string[] waybills)
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", waybills));
        return bench;
    }

    private static async Task<int> ContradictionsAsync(Bench bench) =>
        (await bench.OutboxAsync("notice")).Count(m => m.Key.Contains(OrderKernelCodes.TrackContradicts, StringComparison.Ordinal));

    [Fact]
    public async Task A_parcel_of_two_pieces_is_delivered_with_the_last()
    {
        var bench = await ShippedAsync("YT1", "YT2");
        Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "1 09:00", TrackNode.Delivered));
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Shipped, false), (order.Statuses.Headline, order.Shipments[0].IsSignOffSuspect));
        await bench.SendAsync(Node("YT2", "13:10", TrackNode.Accepted), Node("YT2", "2 09:00", TrackNode.Delivered));
        order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Delivered, Shop.At("2 09:00"), Shop.At("13:00")),
            (order.Statuses.Headline, order.DeliveredAt, order.Shipments[0].FirstScanAt));
    }

    [Fact]
    public async Task A_piece_whose_sign_off_nothing_proves_makes_the_parcel_suspect()
    {
        var bench = await ShippedAsync("YT1", "YT2");
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "1 09:00", TrackNode.Delivered));
        await bench.SendAsync(Node("YT2", "13:10", TrackNode.Accepted), Node("YT2", "2 09:00", TrackNode.Delivered) with { IsFromCarrier = false });
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Shipped, true), (order.Statuses.Headline, order.Shipments[0].IsSignOffSuspect));
    }

    [Fact]
    public async Task Of_two_pieces_that_ended_differently_a_person_says_which_units_are_where()
    {
        var bench = await ShippedAsync("YT1", "YT2");
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "1 09:00", TrackNode.Delivered));
        Assert.Equal(0, await ContradictionsAsync(bench));
        await bench.SendAsync(Node("YT2", "13:00", TrackNode.Accepted), Node("YT2", "9 09:00", TrackNode.Lost));
        Assert.Equal(1, await ContradictionsAsync(bench));
        Assert.Equal(OrderStatus.Shipped, (await bench.OrderAsync("1")).Statuses.Headline);
        // By units where they are known: the same pieces told with their lines are two shipments.
        var shipment = (await bench.OrderAsync("1")).Shipments[0].Id;
        var one = new LineUnits(Shop.First, Shop.Units(1));
        (await bench.TellAsync("1", new RecordDelivery(Shop.At("1 09:00"), shipment, [one]), Role.Carrier, "9 10:00")).ValueOrThrow();
        (await bench.TellAsync("1", new RecordLoss(shipment, [one]), Role.Carrier, "9 10:01")).ValueOrThrow();
        var units = (await bench.OrderAsync("1")).Lines[0].Units;
        Assert.Equal((1L, 1L), (units.Delivered.Units, units.Lost.Units));
    }

    [Fact]
    public async Task Pieces_told_with_their_lines_end_each_by_itself()
    {
        var bench = new Bench();
        var claim = Shop.Claim("1", "12:00", "50.00").Paid("10:04").Shipped("11:59") with
        {
            Lines = [Shop.Line("1", Shop.Mug, 1, "20.00"), Shop.Line("2", Shop.Tea, 1, "30.00")],
            Shipments = [new(Waybill.Of("YT1"), Shop.Yuantong, [Shop.First]), new(Waybill.Of("YT2"), Shop.Yuantong, [LineId.Of("2")])],
        };
        await bench.SendAsync(claim);
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "1 09:00", TrackNode.Delivered));
        await bench.SendAsync(Node("YT2", "13:00", TrackNode.Accepted), Node("YT2", "9 09:00", TrackNode.Lost));
        var order = await bench.OrderAsync("1");
        Assert.Equal((1L, 1L), (order.Lines[0].Units.Delivered.Units, order.Lines[1].Units.Lost.Units));
        Assert.Equal(0, await ContradictionsAsync(bench));
    }

    [Fact]
    public async Task Two_orders_under_one_waybill_are_both_delivered()
    {
        var bench = new Bench();
        foreach (var number in new[] { "1", "2" }) await bench.SendAsync(Shop.Claim(number, "12:00").Paid("10:04").Shipped("11:59", "YT1"));
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "1 09:00", TrackNode.Delivered));
        foreach (var number in new[] { "1", "2" }) Assert.Equal(OrderStatus.Delivered, (await bench.OrderAsync(number)).Statuses.Headline);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_number_that_is_used_again_a_year_later_waits_for_its_own_sign_off(bool isTrackedBefore)
    {
        var bench = await ShippedAsync("YT1");
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "1 09:00", TrackNode.Delivered));
        if (isTrackedBefore) await bench.SendAsync(Node("YT1", "365 09:30", TrackNode.Registered));
        await bench.SendAsync(Shop.Claim("2", "365 12:00").Paid("365 10:04").Shipped("365 11:59", "YT1"));
        Assert.Equal(OrderStatus.Shipped, (await bench.OrderAsync("2")).Statuses.Headline);
        await bench.SendAsync(Node("YT1", "365 13:00", TrackNode.Accepted));
        var order = await bench.OrderAsync("2");
        Assert.Equal((OrderStatus.Shipped, Shop.At("365 13:00")), (order.Statuses.Headline, order.Shipments[0].FirstScanAt));
        await bench.SendAsync(Node("YT1", "367 09:00", TrackNode.Delivered));
        Assert.Equal((OrderStatus.Delivered, Shop.At("367 09:00")),
            ((await bench.OrderAsync("2")).Statuses.Headline, (await bench.OrderAsync("2")).DeliveredAt));
        Assert.Equal(Shop.At("1 09:00"), (await bench.OrderAsync("1")).DeliveredAt);
        Assert.Equal(0, await ContradictionsAsync(bench));
    }

    [Theory]
    [InlineData("yt139001")]
    [InlineData("YT 139 001")]
    [InlineData("Yt139001")]
    public async Task Case_and_blanks_make_no_other_parcel(string written)
    {
        var bench = await ShippedAsync("YT139001");
        Assert.Equal(DeliveryOutcome.Applied,
            (await bench.SendAsync(Node(written, "13:00", TrackNode.Accepted), Node(written, "1 09:00", TrackNode.Delivered))).Outcome);
        Assert.Equal(OrderStatus.Delivered, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Theory]
    [InlineData(TrackNode.Lost, TrackNode.Delivered, ShipmentStatus.Lost)]
    [InlineData(TrackNode.Delivered, TrackNode.Returned, ShipmentStatus.Delivered)]
    [InlineData(TrackNode.Returned, TrackNode.Delivered, ShipmentStatus.Returned)]
    public async Task A_track_that_goes_on_after_its_end_is_told_to_a_person_and_moves_nothing(TrackNode end, TrackNode later, ShipmentStatus stands)
    {
        var bench = await ShippedAsync("YT1");
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "5 09:00", end));
        Assert.Equal((stands, 0), ((await bench.OrderAsync("1")).Shipments[0].Status, await ContradictionsAsync(bench)));
        await bench.SendAsync(Node("YT1", "8 09:00", later));
        Assert.Equal((stands, 1), ((await bench.OrderAsync("1")).Shipments[0].Status, await ContradictionsAsync(bench)));
    }

    [Fact]
    public async Task What_was_reported_under_a_label_is_told_once_its_parcel_has_left()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.SendAsync(Shop.Claim("1", "10:06").Paid("10:05"));
        var plan = (await bench.OrderAsync("1")).Shipments[0].Id;
        (await bench.TellAsync("1", new AssignWaybills(plan, null, [Waybill.Of("YT1")]), Role.Carrier, "11:00")).ValueOrThrow();
        await bench.SendAsync(Node("YT1", "13:00", TrackNode.Accepted), Node("YT1", "1 09:00", TrackNode.Delivered));
        Assert.Null((await bench.OrderAsync("1")).DeliveredAt);
        await bench.SendAsync(Shop.Part("1", "1 10:00").Shipped("12:00"));
        Assert.Equal(Shop.At("1 09:00"), (await bench.OrderAsync("1")).DeliveredAt);
    }
}
