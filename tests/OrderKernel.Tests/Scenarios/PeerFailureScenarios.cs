using OrderKernel.AfterSales;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Each test builds the situation of one line of how other order systems failed, as their users reported it, and fails when the composed kernel can get into it.
public class PeerFailureScenarios
{
    // 1: nopCommerce#4184, magento2#6363, saleor#543, vendure#3508, opencart#4811. 2: vendure PR#4930, vendure#1738, eShop#888, eShop#732.
    [Fact]
    public async Task Lines_1_and_2_two_buyers_for_the_last_unit_at_once_get_one()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 1);
        var buyers = Enumerable.Range(1, 16)
            .Select(i => Task.Run(() => bench.SendAsync(Bench.Delivery(Shop.Claim($"{i}", "10:05", "10.00", 1).Paid("10:04"), $"b{i}"))));
        await Task.WhenAll(buyers);
        Assert.Equal((1, 1), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        Assert.Equal(15, (await bench.FiguresAsync()).Holds.Items.Single(h => h.Word == HoldKind.StockShortage.Value).Count);
    }

    // medusa#16502.
    [Fact]
    public async Task Line_3_the_same_sku_on_two_lines_is_checked_together()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.SendAsync(
            Shop.Claim("1", "10:05", "40.00").Paid("10:04") with { Lines = [Shop.Line("1", Shop.Mug, 2, "20.00"), Shop.Line("2", Shop.Mug, 2, "20.00")] });
        Assert.Contains((await bench.OrderAsync("1")).Holds.Items, h => h.Kind == HoldKind.StockShortage);
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    // medusa#16569; medusa PR#11403.
    [Fact]
    public async Task Line_4_a_direct_plan_does_not_go_around_the_stock()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var plan = new PlanShipment(ShipmentId.Of("own"), Shop.Hangzhou, null, ReservationId.Of("r"), [new(Shop.First, Shop.Units(2))]);
        Assert.Equal(Inventory.InventoryCodes.Short, (await bench.TellAsync("1", plan, Role.Kernel, "10:10")).Refusal?.Code);
        Assert.True((await bench.OrderAsync("1")).Shipments.IsEmpty);
    }

    // vendure#3509; woocommerce#67354, Sylius#3573, Sylius#7707. 8: magento/inventory#1849, #1878, grandnode#560.
    [Fact]
    public async Task Lines_6_and_8_an_unpaid_reservation_ends_by_itself_and_only_once()
    {
        var bench = await ReservedAsync(paid: false);
        await bench.ClockAsync("10:30");
        await bench.SendAsync(Shop.Claim("1", "11:00").Ended("10:59"));
        await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "11:10");
        Assert.Equal((5, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    // CoreShop#2529. 8: PrestaShop#26088.
    [Fact]
    public async Task Lines_7_and_8_money_on_an_expired_order_reserves_again()
    {
        var bench = await ReservedAsync(paid: false);
        await bench.ClockAsync("10:30");
        await bench.SendAsync(Shop.Claim("1", "11:00").Paid("10:50"));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task Line_8_a_cancelled_order_that_a_person_reinstates_reserves_again()
    {
        var bench = await ReservedAsync();
        await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "10:10");
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        Assert.True((await bench.TellAsync("1", new ReinstateOrder([], MessageId.Of("x")), Role.Supervisor, "10:20")).IsOk);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    // PrestaShop#35460, woocommerce#22489, #27504.
    [Fact]
    public async Task Line_9_a_return_and_then_an_end_restock_once()
    {
        var bench = await ReservedAsync();
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        await bench.SendAsync(Shop.Claim("1", "2 10:00").Paid("10:04").Shipped("12:00", "YT1").Delivered("2 09:00"));
        await bench.ReceiptAsync("1", "R", Shop.Hangzhou, "5 10:00", 2);
        await bench.SendAsync(Shop.Claim("1", "6 10:00").Paid("10:04").Shipped("12:00", "YT1").Delivered("2 09:00").Ended("6 10:00")
            .With("R1", AfterSalesStatus.Refunded, "20.00"));
        Assert.Equal((5, 0, 0), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    // nopCommerce#5432, #3792, #4251.
    [Fact]
    public async Task Line_10_reserved_in_A_and_shipped_from_B_leaves_nothing_reserved_in_A()
    {
        var bench = await ReservedAsync();
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 5, "11:00");
        await bench.OutboundAsync("1", Shop.Guangzhou, "12:00", "YT1", 2);
        Assert.Equal((0, 3), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Guangzhou, StockAccount.OnHand)));
    }

    // vendure#4030.
    [Fact]
    public async Task Line_11_five_wanted_with_three_here_and_ten_there_allocates_five()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 3);
        await bench.StockAsync(Shop.Guangzhou, Shop.Mug, 10);
        await bench.SendAsync(Shop.Claim("1", "10:05", mugs: 5).Paid("10:04"));
        Assert.Equal(5, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked) + await bench.UnitsAsync(Shop.Guangzhou, StockAccount.Locked));
    }

    // bagisto#6290, Sylius#7144.
    [Fact]
    public async Task Line_12_a_cancel_after_shipping_moves_no_counter()
    {
        var bench = await ReservedAsync();
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
        Assert.False((await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "13:00")).IsOk);
        Assert.Equal((3, 0, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked),
            await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    // medusa#16825; medusa#12401.
    [Fact]
    public async Task Line_14_when_the_store_fails_neither_order_nor_reservation_is_there()
    {
        var store = new OrderKernel.Stores.MemoryOrderStore();
        var bench = new Bench(new FailingStore(store, 2, FailureMoment.Before));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await Assert.ThrowsAsync<IOException>(() => bench.SendAsync(Bench.Delivery(Shop.Claim("1", "10:05").Paid("10:04"), "d")));
        Assert.Null(await bench.Kernel.FindAsync(Shop.Key("1")));
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        await bench.SendAsync(Bench.Delivery(Shop.Claim("1", "10:05").Paid("10:04"), "d"));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    // magento2#29973, bagisto#3895, vendure#2191, magento/inventory#3329.
    [Fact]
    public async Task Line_15_ship_refund_and_cancel_on_one_line_give_the_status_that_the_units_say()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05", "30.00", 3).Paid("10:04"));
        await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 1);
        Assert.Equal(OrderStatus.PartiallyShipped, (await bench.OrderAsync("1")).Statuses.Headline);
        Assert.True((await bench.TellAsync("1", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Supervisor, "12:10")).IsOk);
        await bench.OutboundAsync("1", Shop.Hangzhou, "13:00", "YT2", 1);
        var order = await bench.OrderAsync("1");
        Assert.Equal((OrderStatus.Shipped, Shop.Units(2), Shop.Units(1)),
            (order.Statuses.Headline, order.Lines[0].Units.Shipped, order.Lines[0].Units.Cancelled));
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    // vendure#2373, #2465.
    [Fact]
    public async Task Line_16_an_illegal_move_is_refused_by_name_and_never_ignored()
    {
        var bench = await ReservedAsync();
        var refused = await bench.TellAsync("1", new CompleteOrder(), Role.Buyer, "10:10");
        Assert.NotNull(refused.Refusal?.Code);
        Assert.Equal(OrderStatus.AwaitingFulfilment, (await bench.OrderAsync("1")).Statuses.Headline);
    }

    // nearmerch#214; statamic-cargo#190, medusa#13301; openlinker#2069, #2284. 18: openlinker#904.
    [Fact]
    public async Task Lines_17_and_18_late_early_lost_and_polled_again_news_end_like_the_orderly_ones()
    {
        var news = new[] { Shop.Claim("1", "10:01"), Shop.Claim("1", "10:05").Paid("10:04"), Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:59", "YT1"),
            Shop.Claim("1", "1 10:00").Paid("10:04").Shipped("11:59", "YT1").Delivered("1 09:00") };
        foreach (var arrival in new int[][] { [0, 1, 2, 3], [3, 2, 1, 0], [2, 0, 3, 1], [3], [1, 3, 3, 0] })
        {
            var bench = new Bench();
            foreach (var i in arrival) await bench.SendAsync(news[i]);
            var order = await bench.OrderAsync("1");
            Assert.Equal((OrderStatus.Delivered, Shop.Yuan("20.00"), Shop.Units(2)),
                (order.Statuses.Headline, order.Money.Kept, order.Lines[0].Units.Delivered));
        }
    }

    // mirakl/magento2-seller-connector#4, PrestaShop#17991. 30: the order key was the platform number without the shop.
    [Fact]
    public async Task Lines_19_and_30_an_order_is_placed_once_and_two_shops_may_use_one_number()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.SendAsync(Shop.Claim("1", "10:02"));
        Assert.Equal((1, 1), ((await bench.FiguresAsync()).Orders, await bench.CountAsync("1", "orders.placed")));
        await bench.SendAsync(Shop.Claim("1", "10:03") with { Order = Shop.Key("1") with { Shop = ShopId.Of("outlet") } });
        Assert.Equal(2, (await bench.FiguresAsync()).Orders);
    }

    // shopware PR#19614.
    [Fact]
    public async Task Line_20_every_event_says_who_did_it_and_under_which_message()
    {
        var bench = await ReservedAsync();
        await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "10:10");
        var headers = (await bench.EventsAsync("1")).ConvertAll(e => EventBytes.ReadHeader(e.Bytes));
        Assert.All(headers, h => Assert.NotEmpty(h.Actor.Value));
        Assert.Contains(headers, h => h.Actor.Value == "supervisor");
    }

    // woocommerce-gateway-stripe#838, gumroad PR#6193.
    [Fact]
    public async Task Line_21_a_webhook_echo_and_a_retry_refund_once()
    {
        var bench = await DeliveredAsync();
        var request = Sent("2 10:00").With("R1", AfterSalesStatus.Requested, "5.00", requested: "2 09:59");
        await bench.SendAsync(request);
        await bench.SendAsync(request);
        await bench.SendAsync(request with { SourceTime = Shop.At("2 10:01") });
        Assert.Single(await bench.OutboxAsync("refund"));
        for (var minute = 1; minute <= 3; minute++)
            await bench.SendAsync(Sent($"2 11:0{minute}").With("R1", AfterSalesStatus.Refunded, "5.00", requested: "2 09:59"));
        Assert.Equal((Shop.Yuan("5.00"), 1), ((await bench.OrderAsync("1")).Money.Refunded, (await bench.FiguresAsync()).Refunds));
    }

    // craftcms/commerce#1098, openlinker#3289, SmartStoreNET#1348.
    [Fact]
    public async Task Line_22_requests_that_together_exceed_what_was_paid_are_not_all_granted()
    {
        var bench = await DeliveredAsync();
        var claim = Sent("2 10:00");
        for (var i = 1; i <= 3; i++)
            await bench.SendAsync(
                claim = (claim with { SourceTime = Shop.At($"2 1{i}:00") }).With($"R{i}", AfterSalesStatus.Requested, "8.00", requested: $"2 1{i}:00"));
        Assert.Equal((Shop.Yuan("16.00"), 2), ((await bench.OrderAsync("1")).Money.RefundPending, (await bench.OutboxAsync("refund")).Count));
        Assert.Contains((await bench.FiguresAsync()).Tiers.Items, t => t.Word == AfterSalesCodes.AboveRefundable);
    }

    // woocommerce#26734, #64668; vendure#4811, #2393, PrestaShop#18319; statamic-cargo PR#168.
    [Fact]
    public async Task Line_23_three_units_for_ten_yuan_go_back_one_by_one_to_the_cent()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05", "10.00", 3).Paid("10:04"));
        var order = await bench.OrderAsync("1");
        for (var i = 1; i <= 3; i++)
            order = (await bench.TellAsync("1", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Supervisor, $"10:1{i}")).ValueOrThrow();
        Assert.Equal((Shop.Yuan("10.00"), Shop.Yuan("0.00")), (order.Money.RefundPending, order.Money.Kept));
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Fact]
    public async Task Line_24_yen_have_no_cents()
    {
        var bench = new Bench();
        var yen = Money.Parse("3000", Currency.Of("JPY"));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04") with { Amounts = new OrderAmounts(yen) { ListPrice = yen },
            Lines = [new ClaimedLine(Shop.First, "MUG", Shop.Units(2), yen, [new(Shop.Mug, Shop.Units(1))])] });
        Assert.Equal((yen, 3000), ((await bench.OrderAsync("1")).Money.Kept, yen.MinorUnits));
    }

    // open-mercato#3034.
    [Fact]
    public async Task Line_25_goods_that_were_never_sent_do_not_return()
    {
        var bench = await ReservedAsync();
        await bench.ReceiptAsync("1", "R", Shop.Hangzhou, "5 10:00", 2);
        Assert.Equal((default, Shop.Units(2)), ((await bench.OrderAsync("1")).Lines[0].Units.Returned, (await bench.OrderAsync("1")).Lines[0].Units.Reserved));
        Assert.False((await bench.TellAsync("1", new RecordReturn(Shop.Hangzhou, [new(Shop.First, Shop.Units(1))]), Role.Carrier, "5 11:00")).IsOk);
    }

    private static Claim Sent(string told) => Shop.Claim("1", told).Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00");

    private static async Task<Bench> DeliveredAsync()
    {
        var bench = new Bench();
        await bench.SendAsync(Sent("1 10:00"));
        return bench;
    }

    private static async Task<Bench> ReservedAsync(bool paid = true)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(paid ? Shop.Claim("1", "10:05").Paid("10:04") : Shop.Claim("1", "10:01"));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        return bench;
    }
}
