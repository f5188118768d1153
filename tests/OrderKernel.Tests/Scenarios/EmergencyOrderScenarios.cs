using System.Text.Json.Nodes;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

/// <summary>
/// An order that people entered under the channel's number before the channel told of it. Fails when it is there twice, when its goods, its payment or its
/// parcel count twice, when the channel's lines are taken for other goods, or when the channel hears of lines that it does not know.
/// </summary>
public class EmergencyOrderScenarios
{
    private static readonly LineId Theirs = LineId.Of("431762791124");

    private static Claim Told(string at, string total = "20.00", long mugs = 2) =>
        Shop.Claim("1", at, total, mugs).Paid("10:04") with { Lines = [Shop.Line(Theirs.Value, Shop.Mug, mugs, total)] };

    [Fact]
    public async Task The_order_of_the_channel_that_comes_later_is_the_one_that_was_entered()
    {
        var bench = await EnteredAsync();
        var answer = await bench.SendAsync(Told("12:30"));
        Assert.Equal((DeliveryOutcome.Applied, null), (answer.Outcome, answer.Code));
        var order = await bench.OrderAsync("1");
        Assert.Equal((1, 2L, Shop.Yuan("20.00"), Shop.Yuan("20.00")), (order.Lines.Count, order.Lines[0].Units.Ordered.Units, order.Money.Paid, order.Money.Kept));
        Assert.Empty(order.Changes);
        Assert.Equal((OrderStatus.Shipped, "emergency-entry"), (order.Statuses.Headline, order.Source!.Value.Value));
        var figures = await bench.FiguresAsync();
        Assert.Equal((1, 2000, 2000), (figures.Orders, figures.OrderedMinor, figures.KeptMinor));
        Assert.Equal(3, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.OnHand));
    }

    [Fact]
    public async Task What_the_channel_tells_of_its_lines_is_told_of_ours()
    {
        var bench = await EnteredAsync();
        await bench.SendAsync(Told("12:30"));
        await bench.SendAsync(Told("13:00").Shipped("12:00") with { Shipments = [new(Waybill.Of("W1"), Shop.Yuantong, [Theirs])] });
        Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        var refund = new ClaimedCase(CaseId.Of("R1"), CaseKind.RefundOnly, AfterSalesStatus.Refunded, Shop.Yuan("10.00")) { Line = Theirs, Units = Shop.Units(1) };
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(Shop.Part("1", "2 10:00") with { Cases = [refund] })).Outcome);
        Assert.Equal(Shop.First, Assert.Single((await bench.Kernel.FindAsync(CaseKey.Of(Shop.Key("1"), refund.Case)))!.Request!.Units.Items).Line);
        Assert.Equal(Shop.Yuan("10.00"), (await bench.OrderAsync("1")).Money.Refunded);
    }

    [Fact]
    public async Task The_channel_hears_of_the_parcel_under_its_own_lines()
    {
        var bench = await EnteredAsync();
        Assert.Equal(["1"], await LinesToldAsync(bench));
        await bench.SendAsync(Told("12:30"));
        Assert.Equal(["1", Theirs.Value], await LinesToldAsync(bench));
        await bench.SendAsync(Told("12:40"));
        Assert.Equal(2, (await LinesToldAsync(bench)).Length);
    }

    [Fact]
    public async Task Other_units_of_the_same_goods_are_a_change_of_that_line_and_other_goods_are_other_content()
    {
        var more = await EnteredAsync(isSent: false);
        await more.SendAsync(Told("12:30", "30.00", 3));
        var order = await more.OrderAsync("1");
        Assert.Equal((1, 3L), (order.Lines.Count, order.Lines[0].Units.Ordered.Units));
        var other = await EnteredAsync();
        var answer = await other.SendAsync(Told("12:30") with { Lines = [Shop.Line(Theirs.Value, Shop.Tea, 2, "20.00")] });
        Assert.Equal((DeliveryOutcome.Conflict, OrdersCodes.ContentConflict), (answer.Outcome, answer.Code));
    }

    [Fact]
    public async Task Lines_of_the_same_goods_are_told_apart_by_their_units_and_then_by_their_order()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        OrderedLine Mugs(string id, long units) => OrderedLine.AtUnitPrice(LineId.Of(id), Shop.Units(units), Shop.Yuan("10.00"), [new(Shop.Mug, Shop.Units(1))]);
        (await bench.Kernel.PlaceAsync(Shop.Key("1"), Shop.Yuan("50.00"), Shop.At("10:00"), [Mugs("a", 1), Mugs("b", 3), Mugs("c", 1)])).ValueOrThrow();
        var told = Shop.Claim("1", "12:00", "50.00").Paid("10:04") with
        {
            Lines = [Shop.Line("x", Shop.Mug, 3, "30.00"), Shop.Line("y", Shop.Mug, 1, "10.00"), Shop.Line("z", Shop.Mug, 1, "10.00")],
        };
        Assert.Equal(DeliveryOutcome.Applied, (await bench.SendAsync(told)).Outcome);
        await bench.SendAsync(Shop.Part("1", "13:00").Shipped("12:50") with
        {
            Fulfilment = FulfilmentStatus.PartiallyShipped, Shipments = [new(Waybill.Of("W1"), Shop.Yuantong, [LineId.Of("x")])],
        });
        var sent = (await bench.OrderAsync("1")).Lines.Items.Where(l => !l.Units.Sent.IsZero).Select(l => l.Id.Value);
        Assert.Equal(["b"], sent);
    }

    private static async Task<Bench> EnteredAsync(bool isSent = true)
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        var line = OrderedLine.AtUnitPrice(Shop.First, Shop.Units(2), Shop.Yuan("10.00"), [new(Shop.Mug, Shop.Units(1))]);
        var key = Shop.Key("1");
        (await bench.Kernel.PlaceAsync(key, Shop.Yuan("20.00"), Shop.At("10:00"), [line], Recipient.In("浙江省"), "emergency-entry")).ValueOrThrow();
        (await bench.TellAsync("1", new RecordPayment(PaymentId.Of("1"), Tender.Cash, Shop.Yuan("20.00"), Shop.At("10:04")), Role.Channel, "10:05")).ValueOrThrow();
        var plan = Assert.Single((await bench.OrderAsync("1")).Shipments.Items);
        if (isSent)
            (await bench.TellAsync("1", new ShipShipment(plan.Id, Shop.At("12:00"), [Waybill.Of("W1")], []), Role.Warehouse, "12:00")).ValueOrThrow();
        return bench;
    }

    private static async Task<string[]> LinesToldAsync(Bench bench) => [.. (await bench.OutboxAsync("write-back"))
        .Select(m => string.Join(" ", JsonNode.Parse(m.Body.Span)!["lines"]!.AsArray().Select(l => l!["line"]!.GetValue<string>())))];
}
