using OrderKernel.Deliveries;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Channels;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when stock is promised twice, stays locked after it left, comes back twice, or is split where it must not be.
public class StockScenarios
{
    [Fact]
    public async Task Too_little_stock_holds_the_order_and_reserves_nothing()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 1);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var order = await bench.OrderAsync("1");
        Assert.Equal(HoldKind.StockShortage, Assert.Single(order.Holds.Items).Kind);
        Assert.Equal((Shop.Units(2), 0), (order.Lines[0].Units.Open, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Fact]
    public async Task A_shortage_that_is_over_is_planned_when_a_person_releases_the_hold()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5, "11:00");
        var hold = Assert.Single((await bench.OrderAsync("1")).Holds.Items);
        Assert.True((await bench.TellAsync("1", new ReleaseHold(hold.Id), Role.Supervisor, "11:01")).IsOk);
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Reserved);
    }

    [Fact]
    public async Task A_shortage_that_is_not_over_holds_again()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        for (var minute = 1; minute <= 2; minute++)
        {
            var hold = Assert.Single((await bench.OrderAsync("1")).Holds.Items);
            Assert.True((await bench.TellAsync("1", new ReleaseHold(hold.Id), Role.Supervisor, $"11:0{minute}")).IsOk);
        }

        Assert.Equal(HoldKind.StockShortage, Assert.Single((await bench.OrderAsync("1")).Holds.Items).Kind);
    }

    [Fact]
    public async Task What_our_warehouse_ships_as_planned_is_sold_and_told_to_the_channel_once()
    {
        var bench = await ReservedAsync();
        Assert.Equal(DeliveryOutcome.Applied, (await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2)).Outcome);
        Assert.Equal((3, 0, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.False(Assert.Single((await bench.OrderAsync("1")).Shipments.Items).IsElsewhere);
        var planned = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        Assert.Equal([$"{planned.Carrier} YT1"], await WrittenBackAsync(bench));
        Assert.NotNull(planned.Carrier);
    }

    // The carrier is known from the plan, the waybill from whoever tells it last: the channel hears of both.
    [Fact]
    public async Task A_waybill_that_comes_after_the_parcel_left_is_told_to_the_channel_too()
    {
        var bench = await ReservedAsync();
        var parcel = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        Assert.True((await bench.TellAsync("1", new ShipShipment(parcel.Id, Shop.At("12:00"), [], []), Role.Warehouse, "12:00")).IsOk);
        Assert.Equal([$"{parcel.Carrier} "], await WrittenBackAsync(bench));
        var assign = new AssignWaybills(parcel.Id, CarrierId.Of("ZTO"), [Waybill.Of("Z1"), Waybill.Of("Z2")]);
        Assert.True((await bench.TellAsync("1", assign, Role.Warehouse, "12:30")).IsOk);
        Assert.Equal(["ZTO Z1,Z2", $"{parcel.Carrier} "], await WrittenBackAsync(bench));
    }

    [Fact]
    public async Task A_parcel_that_leaves_a_second_time_is_told_a_second_time()
    {
        var bench = await ReservedAsync();
        var parcel = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        Assert.True((await bench.TellAsync("1", new ShipShipment(parcel.Id, Shop.At("12:00"), [Waybill.Of("A1")], []), Role.Warehouse, "12:00")).IsOk);
        var back = new StepBack(StepBackKind.ShippingToReserved, parcel.Id, [], MessageId.Of("wrong")) { Reservation = ReservationId.Of("again") };
        Assert.True((await bench.TellAsync("1", back, Role.Supervisor, "12:10")).IsOk);
        Assert.True((await bench.TellAsync("1", new ShipShipment(parcel.Id, Shop.At("12:20"), [Waybill.Of("B1")], []), Role.Warehouse, "12:20")).IsOk);
        Assert.Equal([$"{parcel.Carrier} A1", $"{parcel.Carrier} B1"], await WrittenBackAsync(bench));
    }

    // What the ledger allows and stock does not is refused, and neither has moved.
    [Fact]
    public async Task A_step_back_that_names_a_reservation_which_has_ended_is_refused()
    {
        var bench = await ReservedAsync();
        var parcel = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        Assert.True((await bench.TellAsync("1", new ShipShipment(parcel.Id, Shop.At("12:00"), [Waybill.Of("A1")], []), Role.Warehouse, "12:00")).IsOk);
        var before = await bench.EventsAsync("1");
        var back = new StepBack(StepBackKind.ShippingToReserved, parcel.Id, [], MessageId.Of("wrong")) { Reservation = parcel.Reservation };
        Assert.Equal(InventoryCodes.ReservationEnded, (await bench.TellAsync("1", back, Role.Supervisor, "12:10")).Refusal?.Code);
        Assert.Equal(before.Count, (await bench.EventsAsync("1")).Count);
        Assert.Equal((3L, 0L), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    private static async Task<string[]> WrittenBackAsync(Bench bench) =>
        [.. (await bench.OutboxAsync("write-back")).Select(m =>
        {
            var body = System.Text.Json.Nodes.JsonNode.Parse(m.Body.Span)!;
            return $"{body["carrier"]} {string.Join(",", body["waybills"]!.AsArray().Select(w => w!.GetValue<string>()))}";
        }).Order(StringComparer.Ordinal)];

    [Fact]
    public async Task The_channels_word_that_a_reserved_order_shipped_commits_its_reservation()
    {
        var bench = await ReservedAsync();
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", "YT1"));
        Assert.Equal((3, 0, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.Empty(await bench.OutboxAsync("write-back"));
    }

    [Fact]
    public async Task The_warehouse_and_the_channel_tell_of_the_same_parcel_and_it_leaves_once()
    {
        var bench = await ReservedAsync();
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        await bench.SendAsync(Shop.Claim("1", "12:30").Paid("10:04").Shipped("12:00", "YT1"));
        Assert.Equal((3, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
    }

    [Fact]
    public async Task The_same_parcel_told_twice_by_the_warehouse_leaves_once()
    {
        var bench = await ReservedAsync();
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        Assert.Equal(3, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
    }

    [Fact]
    public async Task Reserved_in_A_and_shipped_from_B_frees_A_and_takes_from_B()
    {
        var bench = await ReservedAsync();
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 5, "10:30");
        await bench.OutboundAsync("1", Shop.Guangzhou, "12:00", "YT1", 2);
        Assert.Equal((5, 0, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.Equal((3, 2), (await bench.UnitsAsync(Shop.Guangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Guangzhou, StockAccount.Sold)));
        Assert.Equal(OrderStatus.Shipped, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    [Fact]
    public async Task A_parcel_with_half_of_the_units_ships_half_and_the_rest_is_planned_again()
    {
        var bench = await ReservedAsync();
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 1);
        var line = (await bench.OrderAsync("1")).Lines[0].Units;
        Assert.Equal((Shop.Units(1), Shop.Units(1)), (line.Shipped, line.Reserved));
        Assert.Equal((4, 1, 1), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.Equal(OrderStatus.PartiallyShipped, (await bench.OrderAsync("1")).Statuses.Headline);
        await bench.OutboundAsync("1", Shop.Hangzhou, "13:00", "YT2", 1);
        Assert.Equal(OrderStatus.Shipped, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task An_order_that_no_place_can_fill_alone_is_split_and_never_gets_more_than_was_ordered()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 3);
        await bench.SendAsync(Shop.Claim("1", "10:05", mugs: 5).Paid("10:04"));
        var order = await bench.OrderAsync("1");
        Assert.Equal((2, Shop.Units(5)), (order.Shipments.Count, order.Lines[0].Units.Reserved));
        Assert.Equal(5, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked) + await bench.UnitsAsync(Shop.Guangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task A_bundle_is_reserved_shipped_and_given_up_as_a_whole()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 1);
        await bench.SendAsync(Bundles("1", "10:05", 1).Paid("10:04"));
        Assert.Equal((2, 1),
            (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked, Shop.Tea)));
        await bench.SendAsync(Bundles("2", "10:06", 1).Paid("10:04"));
        Assert.Contains((await bench.OrderAsync("2")).Holds.Items, h => h.Kind == HoldKind.StockShortage);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        var part = await bench.TellAsync("1", new CancelUnits([new((await bench.OrderAsync("1")).Lines[0].Id, Shop.Units(1))]), Role.Supervisor, "10:10");
        Assert.Equal(OrdersCodes.BundleNotWhole, part.Refusal?.Code);
        await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "10:11");
        Assert.Equal((0, 0),
            (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked, Shop.Tea)));
    }

    [Fact]
    public async Task Two_bundles_that_share_a_component_are_counted_together()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 9);
        var claim = Bundles("1", "10:05", 1).Paid("10:04");
        claim = claim with { Lines = claim.Lines.Add(claim.Lines[0] with { Line = LineId.Of("2") }),
            Amounts = new OrderAmounts(Shop.Yuan("60.00")) { ListPrice = Shop.Yuan("60.00") } };
        await bench.SendAsync(claim);
        Assert.Contains((await bench.OrderAsync("1")).Holds.Items, h => h.Kind == HoldKind.StockShortage);
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Theory]
    [InlineData(InspectionOutcome.Restock, 5, 0)]
    [InlineData(InspectionOutcome.WriteOff, 3, 2)]
    public async Task Goods_that_come_back_go_on_the_shelf_or_are_written_off(InspectionOutcome outcome, long onHand, long damaged)
    {
        var bench = await DeliveredAsync();
        Assert.Equal(DeliveryOutcome.Applied, (await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 2, outcome)).Outcome);
        Assert.Equal((onHand, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.Equal(damaged, 5 - await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand) - await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold));
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Returned);
    }

    [Fact]
    public async Task The_same_receipt_told_again_in_another_delivery_restocks_once()
    {
        var bench = await DeliveredAsync();
        await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 2);
        Assert.Equal(DeliveryOutcome.Duplicate, (await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 2)).Outcome);
        Assert.Equal((5, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    [Fact]
    public async Task Another_receipt_under_a_used_id_is_put_away_for_a_person()
    {
        var bench = await DeliveredAsync();
        await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 1);
        var other = await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 11:00", 2);
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.MessageReused), (other.Outcome, other.Code));
        Assert.Equal(4, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
    }

    [Fact]
    public async Task Two_receipts_of_one_unit_each_are_two()
    {
        var bench = await DeliveredAsync();
        await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 1);
        await bench.ReceiptAsync("1", "R2", Shop.Hangzhou, "5 11:00", 1);
        Assert.Equal(5, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Returned);
    }

    [Fact]
    public async Task A_parcel_or_receipt_of_an_order_that_is_not_there_is_kept_and_counted()
    {
        var bench = new Bench();
        Assert.Equal(OrderKernelCodes.OrderUnknown, (await bench.OutboundAsync("9", Shop.Hangzhou, "12:00", "YT1", 2)).Code);
        Assert.Equal(OrderKernelCodes.OrderUnknown, (await bench.ReceiptAsync("9", "R1", Shop.Hangzhou, "12:00", 2)).Code);
        Assert.Equal((2, 2), ((await bench.FiguresAsync()).Parked, (await bench.QuarantineAsync()).Count));
    }

    [Fact]
    public async Task A_plan_of_the_hosts_own_holds_stock_or_is_refused()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("2", "10:05").Paid("10:04"));
        Assert.True((await PlanAsync("1")).IsOk);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        Assert.Equal(Inventory.InventoryCodes.Short, (await PlanAsync("2")).Refusal?.Code);
        Assert.Empty((await bench.OrderAsync("2")).Shipments);
        Assert.True((await bench.TellAsync("1", new ShipShipment(ShipmentId.Of("own"), Shop.At("10:30"), [Waybill.Of("YT1")], []), Role.Warehouse,
            "10:30")).IsOk);
        Assert.Equal((1, 0, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));

        async Task<Result<Order>> PlanAsync(string number) => await bench.TellAsync(
            number, new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, ReservationId.Of($"own-{number}"), [new(Shop.First, Shop.Units(2))]),
            Role.Kernel, "10:20");
    }

    // What a host planned without a hold has its parcel: goods that arrive are not planned for it a second time.
    [Fact]
    public async Task What_a_host_planned_without_a_hold_is_not_sourced_again()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var shortage = Assert.Single((await bench.OrderAsync("1")).Holds.Items);
        var plan = new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, null, [new(Shop.First, Shop.Units(2))]);
        Assert.True((await bench.TellAsync("1", plan, Role.Kernel, "10:20")).IsOk);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5, "10:30");
        Assert.True((await bench.TellAsync("1", new ReleaseHold(shortage.Id), Role.Supervisor, "10:40")).IsOk);
        Assert.Equal("own", Assert.Single((await bench.OrderAsync("1")).Shipments.Items).Id.Value);
    }

    // A reservation that has ended holds nothing: a plan under its number would sell the same units twice.
    [Fact]
    public async Task A_plan_under_a_reservation_that_has_ended_is_refused()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.True((await PlanAsync("own", "r", "10:20")).IsOk);
        Assert.True((await bench.TellAsync("1", new ReleaseShipment(ShipmentId.Of("own")), Role.Kernel, "10:21")).IsOk);
        Assert.Equal(InventoryCodes.ReservationEnded, (await PlanAsync("own2", "r", "10:22")).Refusal?.Code);
        Assert.True((await PlanAsync("own2", "r2", "10:23")).IsOk);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));

        async Task<Result<Order>> PlanAsync(string shipment, string held, string at) => await bench.TellAsync(
            "1", new PlanShipment(ShipmentId.Of(shipment), Shop.Hangzhou, null, ReservationId.Of(held), [new(Shop.First, Shop.Units(2))]), Role.Kernel, at);
    }

    // Of two lines of one SKU the first is planned: the parcel with both takes the planned one once and the other from what is open.
    [Fact]
    public async Task A_parcel_with_more_than_was_planned_takes_the_rest_from_the_other_lines()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        ValueList<ClaimedLine> lines = [Shop.Line("1", Shop.Mug, 1, "10.00"), Shop.Line("2", Shop.Mug, 1, "10.00")];
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04") with { Lines = lines });
        var plan = new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, ReservationId.Of("r"), [new(Shop.First, Shop.Units(1))]);
        Assert.True((await bench.TellAsync("1", plan, Role.Kernel, "10:20")).IsOk);
        var parcel = new OutboundRecord(Shop.At("12:00"), "out-1", Bench.Platform("1"), Shop.Hangzhou, null, null, [new(Shop.Mug, Shop.Units(2), null)]);
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(parcel)).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Shipped, 2), (order.Statuses.Headline, order.Shipments.Count));
        Assert.Equal((1, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Fact]
    public async Task A_plan_without_a_hold_can_be_held_later()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.TellAsync("1", new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, null, [new(Shop.First, Shop.Units(2))]), Role.Kernel, "10:20");
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        Assert.True((await bench.TellAsync("1", new ReserveShipment(ShipmentId.Of("own"), ReservationId.Of("later")), Role.Kernel, "10:21")).IsOk);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        await bench.TellAsync("1", new ReleaseShipment(ShipmentId.Of("own")), Role.Kernel, "10:22");
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Theory]
    [InlineData(StepBackKind.ShippingToOpen)]
    [InlineData(StepBackKind.ShippingToReserved)]
    public async Task A_parcel_that_was_never_handed_over_is_on_the_shelf_and_held_again(StepBackKind kind)
    {
        var bench = await ReservedAsync();
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        var corrects = MessageId.Of("m2");
        var back = new StepBack(kind, (await bench.OrderAsync("1")).Shipments[0].Id, [],
            corrects) { Reservation = kind == StepBackKind.ShippingToReserved ? ReservationId.Of("again") : null };
        Assert.True((await bench.TellAsync("1", back, Role.Carrier, "13:00")).IsOk);
        Assert.Equal(Shop.Units(2), (await bench.OrderAsync("1")).Lines[0].Units.Reserved);
        Assert.Equal((5, 2, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    [Fact]
    public async Task Returned_goods_that_are_sent_back_leave_the_shelf_again()
    {
        var bench = await DeliveredAsync();
        await bench.ReceiptAsync("1", "R1", Shop.Hangzhou, "5 10:00", 2);
        var again = new SendBack(ShipmentId.Of("back"), Shop.At("6 10:00"), [new(Shop.First, Shop.Units(2))]) { Location = Shop.Hangzhou };
        Assert.True((await bench.TellAsync("1", again, Role.Carrier, "6 10:00")).IsOk);
        Assert.Equal((3, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    [Fact]
    public async Task A_count_sets_what_is_on_hand_and_says_what_differed()
    {
        var bench = await ReservedAsync();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4, "11:00");
        Assert.Equal((4, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Fact]
    public async Task Units_that_leave_a_parcel_and_are_no_goods_of_ours_free_nothing_that_is_held()
    {
        var bench = await WithAStrangeLineAsync();
        Assert.True((await bench.TellAsync("1", new CancelUnits([new(LineId.Of("2"), Shop.Units(1))]), Role.Supervisor, "10:30")).IsOk);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task A_parcel_that_goes_without_units_that_are_no_goods_of_ours_takes_those_that_are()
    {
        var bench = await WithAStrangeLineAsync();
        var ship = new ShipShipment(ShipmentId.Of("own"), Shop.At("12:00"), [Waybill.Of("YT1")], [new(Shop.First, Shop.Units(2))]);
        Assert.True((await bench.TellAsync("1", ship, Role.Carrier, "12:00")).IsOk);
        Assert.Equal((3, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    /// <summary>Two mugs of ours, held, and one thing that no SKU of ours stands for, in one parcel that a host planned.</summary>
    private static async Task<Bench> WithAStrangeLineAsync()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        var strange = new ClaimedLine(LineId.Of("2"), "X", Shop.Units(1), Shop.Yuan("8.00"), []);
        await bench.SendAsync(Shop.Claim("1", "10:05", "28.00").Paid("10:04") with { Lines = [Shop.Line("1", Shop.Mug, 2, "20.00"), strange] });
        var plan = new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, ReservationId.Of("held"),
            [new(Shop.First, Shop.Units(2)), new(LineId.Of("2"), Shop.Units(1))]);
        Assert.True((await bench.TellAsync("1", plan, Role.Kernel, "10:20")).IsOk);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        return bench;
    }

    private static Claim Bundles(string number, string told, long bundles) => Shop.Claim(number, told, "30.00") with
    {
        Lines = [new ClaimedLine(Shop.First, "SET", Shop.Units(bundles), Shop.Yuan("30.00"), [new(Shop.Mug, Shop.Units(2)), new(Shop.Tea, Shop.Units(1))])],
    };

    private static async Task<Bench> ReservedAsync()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        return bench;
    }

    private static async Task<Bench> DeliveredAsync()
    {
        var bench = await ReservedAsync();
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        await bench.SendAsync(Shop.Claim("1", "3 10:00").Paid("10:04").Shipped("12:00", "YT1").Delivered("3 09:00"));
        return bench;
    }
}
