using System.Text;
using NodaTime;
using OrderKernel.Channels;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// What a warehouse tells in its own form, from its bytes to the order. Fails when a parcel of a document gets lost or is booked twice, when a part of a
// document is booked and the rest is not, when what nobody could read is not taken once its profile or map is mended, or when nobody hears of a word that is
// not mapped.
public class PartnerProfileScenarios
{
    private static readonly DeliveryDoor Door = DeliveryDoor.Channel("wms-confirm", ShopId.Of("hz-warehouse"));
    private static readonly Actor Desk = new(ActorId.Of("li"), [Role.Of("supervisor")]);

    [Fact]
    public async Task Two_parcels_of_one_document_leave_each_once_however_often_they_are_told()
    {
        var bench = await BegunAsync();
        Assert.Equal(DeliveryOutcome.Applied, (await TellAsync(bench, "w1", Packed(("SF1", "MUG", 1), ("SF2", "MUG", 1)))).Outcome);
        var order = await bench.OrderAsync("1");
        Assert.Equal((2L, 3L), (order.Lines[0].Units.Shipped.Units, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
        Assert.Equal(["SF1", "SF2"], order.Shipments.Items.SelectMany(s => s.Waybills.Items).Select(w => w.Value).Order());
        Assert.Empty(await bench.QuarantineAsync());

        // The same document once more, one that names one of the parcels alone, and one with its fields in another order say nothing new.
        foreach (var (id, again) in new[]
        {
            ("w2", Packed(("SF1", "MUG", 1), ("SF2", "MUG", 1))), ("w3", Packed(("SF2", "MUG", 1))), ("w4", Packed(("SF2", "MUG", 1), ("SF1", "MUG", 1))),
        })
        {
            Assert.Equal(DeliveryOutcome.Duplicate, (await TellAsync(bench, id, again)).Outcome);
            Assert.Equal(order, await bench.OrderAsync("1"));
        }
    }

    [Fact]
    public async Task A_later_document_that_names_a_new_parcel_beside_a_known_one_ships_the_new_one_alone()
    {
        var bench = await BegunAsync();
        Assert.Equal(DeliveryOutcome.Applied, (await TellAsync(bench, "w1", Packed(("SF1", "MUG", 1)))).Outcome);
        // What says something else under an id that is known is for a person, and nothing of its document is taken.
        var other = await TellAsync(bench, "w2", Packed(("SF3", "MUG", 1), ("SF1", "MUG", 2)));
        Assert.Equal((DeliveryOutcome.Parked, OrderKernelCodes.MessageReused), (other.Outcome, other.Code));
        Assert.Single((await bench.OrderAsync("1")).Shipments.Items, s => s.HandedOverAt is not null);
        Assert.Equal(DeliveryOutcome.Applied, (await TellAsync(bench, "w3", Packed(("SF1", "MUG", 1), ("SF2", "MUG", 1)))).Outcome);
        Assert.Equal((2L, 3L), ((await bench.OrderAsync("1")).Lines[0].Units.Shipped.Units, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
    }

    [Theory]
    [InlineData("MUG", 2)]
    [InlineData("TEA", 1)]
    public async Task Of_a_document_with_goods_that_do_not_fit_nothing_is_booked(string sku, long units)
    {
        var bench = await BegunAsync();
        var before = (await bench.OrderAsync("1"), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
        var answer = await TellAsync(bench, "w1", Packed(("SF1", "MUG", 1), ("SF2", sku, units)));
        Assert.Equal((DeliveryOutcome.Parked, sku == "MUG" ? OrderKernelCodes.GoodsSurplus : OrderKernelCodes.GoodsUnordered), (answer.Outcome, answer.Code));
        Assert.Equal(before, (await bench.OrderAsync("1"), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
        // Mended by the warehouse it is the same document, and the old one is settled.
        Assert.Equal(DeliveryOutcome.Applied, (await TellAsync(bench, "w2", Packed(("SF1", "MUG", 1), ("SF2", "MUG", 1)))).Outcome);
        Assert.Empty(await bench.QuarantineAsync());
    }

    [Fact]
    public async Task An_unmapped_code_waits_with_its_line_named_and_is_taken_once_the_map_knows_it()
    {
        var store = new MemoryOrderStore();
        var bench = new Bench(store, Bench.Sourced with { Skus = Map("MUG") });
        await OrderedAsync(bench);
        var parked = await TellAsync(bench, "w1", Packed(("SF1", "MUG", 1), ("SF2", "马克杯", 1)));
        Assert.Equal((DeliveryOutcome.Parked, ChannelsCodes.SkuUnmapped), (parked.Outcome, parked.Code));
        var kept = Assert.Single(await bench.QuarantineAsync());
        Assert.Contains("path=$.packages[1].items[", kept.Detail, StringComparison.Ordinal);
        Assert.Equal(0, (await bench.OrderAsync("1")).Lines[0].Units.Shipped.Units);

        var mended = new Kernel(store, Bench.Sourced with { Skus = Map("MUG", "马克杯") });
        Assert.Equal(DeliveryOutcome.Applied, (await mended.ReplayAsync(Shop.Acme, kept.Key, Desk, Shop.At("1 10:00"))).ValueOrThrow().Outcome);
        Assert.Equal((2L, 0), ((await bench.OrderAsync("1")).Lines[0].Units.Shipped.Units, (await bench.QuarantineAsync()).Count));
    }

    [Fact]
    public async Task A_word_for_a_carrier_that_nobody_mapped_stops_no_parcel_and_is_told()
    {
        var bench = await BegunAsync();
        Assert.Equal(DeliveryOutcome.Applied,
            (await TellAsync(bench, "w1", Packed(("KX1", "MUG", 2)).Replace("\"SF\"", "\"KUAIXING\"", StringComparison.Ordinal))).Outcome);
        Assert.Equal("KX1", Assert.Single(Assert.Single((await bench.OrderAsync("1")).Shipments.Items).Waybills.Items).Value);
        var told = (await bench.OutboxAsync("notice")).Select(m => Encoding.UTF8.GetString(m.Body.Span))
            .Where(b => b.Contains(ChannelsCodes.CarrierUnknown, StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(told);
        Assert.All(told, t => Assert.Contains("KUAIXING", t, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Goods_that_came_back_in_the_warehouses_own_form_return_once_with_what_was_found()
    {
        var bench = await BegunAsync();
        await TellAsync(bench, "w1", Packed(("SF1", "MUG", 2)));
        await bench.SendAsync(Shop.Claim("1", "3 10:00").Paid("10:04").Shipped("12:00", "SF1").Delivered("3 09:00"));
        const string Back = """
            {"returnOrder":{"returnOrderCode":"R1","warehouseCode":"HZ","orderConfirmTime":"2026-02-14 18:00:00","sourcePlatformCode":"TB","shopNick":"flagship"},
             "orderLines":[{"sourceOrderCode":"1","itemCode":"MUG","inventoryType":"ZP","actualQty":1},{"sourceOrderCode":"1","itemCode":"MUG","inventoryType":"CC","actualQty":1}]}
            """;
        Assert.Equal(DeliveryOutcome.Applied, (await TellAsync(bench, "w2", Back)).Outcome);
        Assert.Equal(DeliveryOutcome.Duplicate, (await TellAsync(bench, "w3", Back.Replace("\n", "", StringComparison.Ordinal))).Outcome);
        var units = (await bench.OrderAsync("1")).Lines[0].Units;
        // One is on the shelf again, the other one is put aside.
        Assert.Equal((2L, 4L), (units.Returned.Units, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand)));
    }

    [Fact]
    public async Task A_push_of_a_warehouse_goes_the_way_of_all_pushes_and_one_of_the_future_is_put_away()
    {
        var bench = await BegunAsync();
        var shop = new ShopContext(Shop.Acme, ShopId.Of("hz-warehouse"));
        Assert.Equal(OrderKernelCodes.RecordOfFuture, (await PushAsync(Packed(("SF1", "MUG", 2)), Shop.At("12:00") - Duration.FromDays(3))).Code);
        Assert.Equal(DeliveryOutcome.Applied, (await PushAsync(Packed(("SF1", "MUG", 2)).Replace(":{", ": {", StringComparison.Ordinal), Shop.At("12:01"))).Outcome);
        Assert.Equal(2, (await bench.OrderAsync("1")).Lines[0].Units.Shipped.Units);

        async Task<DeliveryAnswer> PushAsync(string text, Instant at) => Assert.Single(
            (await bench.Kernel.ReceiveAsync(shop, "wms-confirm", Push.Trusted(Encoding.UTF8.GetBytes(text)), at)).ValueOrThrow()).Answer;
    }

    /// <summary>Five mugs; a paid order for two of them, which are held.</summary>
    private static async Task<Bench> BegunAsync()
    {
        var bench = new Bench();
        await OrderedAsync(bench);
        return bench;
    }

    private static async Task OrderedAsync(Bench bench)
    {
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.StockAsync(Shop.Hangzhou, Shop.Tea, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
    }

    private static async Task<DeliveryAnswer> TellAsync(Bench bench, string id, string text)
    {
        var slip = Bench.Slip(id, text) with { Door = Door };
        var read = Door.Read(slip, Shop.Acme, bench.Kernel.Policies, Shop.At("12:00"));
        return await bench.SendAsync(read.TryGet(out var delivery, out var why) ? delivery : new UnusableDelivery(slip, Shop.At("12:00"), why));
    }

    private static PolicyDocument<SkuMap> Map(params string[] codes) => SkuMap.Load(Encoding.UTF8.GetBytes(
        $$"""{"$schema":"sku-map-1.json","name":"few","version":"1","items":[{{string.Join(",", codes.Select(c => $$"""{"channel":"*","code":"{{c}}","sku":"MUG"}"""))}}]}"""))
        .ValueOrThrow();

    private static string Packed(params (string Waybill, string Sku, long Units)[] parcels) => $$$"""
        {"deliveryOrder":{"deliveryOrderCode":"W1","warehouseCode":"HZ","orderConfirmTime":"2026-02-09 20:00:00","sourcePlatformCode":"TB","shopNick":"flagship"},
         "packages":[{{{string.Join(",", parcels.Select(p =>
             $$$$"""{"logisticsCode":"SF","expressCode":"{{{{p.Waybill}}}}","items":[{"itemCode":"{{{{p.Sku}}}}","quantity":{{{{p.Units}}}}}]}"""))}}}],
         "orderLines":[{"orderSourceCode":"1","itemCode":"MUG","planQty":2,"actualQty":2}]}
        """;
}
