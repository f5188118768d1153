using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a split or merge locks stock twice or not at all, is done by halves or twice, or a later claim counts the buyer's money again.
public class LineageScenarios
{
    private static readonly Role Agent = Role.Agent;

    [Fact]
    public async Task A_line_that_the_channel_closes_after_units_of_it_went_to_another_order_reaches_a_person()
    {
        var bench = await ReservedAsync();
        (await SplitAsync(bench, "1-a", 2)).ValueOrThrow();
        var closed = Shop.Claim("1", "12:00").Paid("10:05");
        var answer = await bench.SendAsync(closed with { Lines = [closed.Lines[0] with { Outcome = ClaimOutcome.Ended }] });
        Assert.Equal(OrdersCodes.ContentConflict, answer.Code);
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    [Theory]
    [InlineData(0, 1, 2, 3)]
    [InlineData(0, 3, 1, 2)]
    [InlineData(0, 1, 3, 2)]
    [InlineData(1, 2, 3, 0)]
    [InlineData(1, 0, 2, 3)]
    [InlineData(3, 2, 1, 0)]
    public async Task A_parent_that_the_channel_replaced_by_two_children_is_ordered_kept_and_reserved_once(int a, int b, int c, int d)
    {
        Claim[] told =
        [
            Shop.Claim("1", "10:06").Paid("10:05"),
            Shop.Claim("1-a", "11:00", "12.00", 1).Paid("10:05"),
            Shop.Claim("1-b", "11:00", "8.00", 1).Paid("10:05"),
            Shop.Claim("1", "11:01").Paid("10:05") with { Outcome = ClaimOutcome.Replaced },
        ];
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        foreach (var i in new[] { a, b, c, d }) await bench.SendAsync(told[i]);
        var figures = await bench.FiguresAsync();
        Assert.Equal((2000, 2000, 0), (figures.OrderedMinor, figures.KeptMinor, figures.RefundPendingMinor));
        Assert.Equal((2L, OrderStatus.Closed),
            (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), (await bench.OrderAsync("1")).Statuses.Headline));
        foreach (var child in new[] { "1-a", "1-b" })
            Assert.Equal((1L, OrderStatus.AwaitingFulfilment), ((await bench.OrderAsync(child)).Lines[0].Units.Reserved.Units,
                (await bench.OrderAsync(child)).Statuses.Headline));
    }

    [Fact]
    public async Task What_was_split_off_here_is_ordered_and_kept_once()
    {
        var bench = await ReservedAsync();
        (await SplitAsync(bench, "1-a", 1)).ValueOrThrow();
        var figures = await bench.FiguresAsync();
        Assert.Equal((2000, 2000), (figures.OrderedMinor, figures.KeptMinor));
    }

    [Fact]
    public async Task Half_a_reserved_order_is_split_off_and_both_are_planned_anew()
    {
        var bench = await ReservedAsync();
        var child = (await SplitAsync(bench, "1-a", 1)).ValueOrThrow();
        var parent = await bench.OrderAsync("1");
        Assert.Equal((1L, 1L), (parent.Lines[0].Units.Reserved.Units, child.Lines[0].Units.Reserved.Units));
        Assert.Equal((Shop.Yuan("10.00"), Shop.Yuan("10.00")), (parent.Money.Kept, child.Money.Kept));
        Assert.Equal(2, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        await bench.OutboundAsync("1-a", Shop.Hangzhou, "12:00", "YT9", 1);
        Assert.Equal((1, 1), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
        Assert.Equal((OrderStatus.Shipped, OrderStatus.AwaitingFulfilment),
            ((await bench.OrderAsync("1-a")).Statuses.Headline, (await bench.OrderAsync("1")).Statuses.Headline));
    }

    [Fact]
    public async Task A_whole_parcel_goes_along_with_its_reservation()
    {
        var bench = await ReservedAsync();
        var held = (await bench.OrderAsync("1")).Shipments[0].Reservation;
        var child = (await SplitAsync(bench, "1-a", 2)).ValueOrThrow();
        Assert.Equal(held, Assert.Single(child.Shipments.Items).Reservation);
        Assert.Equal((OrderStatus.Closed, 2), ((await bench.OrderAsync("1")).Statuses.Headline, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        await bench.OutboundAsync("1-a", Shop.Hangzhou, "12:00", "YT9", 2);
        Assert.Equal((0, 2), (await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked), await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Sold)));
    }

    [Fact]
    public async Task The_same_split_twice_is_one_and_a_refused_one_changes_nothing()
    {
        var bench = await ReservedAsync();
        var first = (await SplitAsync(bench, "1-a", 1)).ValueOrThrow();
        var events = (await bench.EventsAsync("1")).Count;
        Assert.Equal(first, (await SplitAsync(bench, "1-a", 1)).ValueOrThrow());
        Assert.Equal(events, (await bench.EventsAsync("1")).Count);
        Assert.Equal(OrdersCodes.OrderExists, (await SplitAsync(bench, "1-a", 1, "other")).Refusal!.Code);
        Assert.Equal(OrdersCodes.ChangeRoleMissing, (await SplitAsync(bench, "1-b", 1, "third", Role.Buyer)).Refusal!.Code);
        Assert.Equal(OrdersCodes.KinMismatch, (await SplitAsync(bench, "1", 1, "fourth")).Refusal!.Code);
        Assert.Equal((events, 0), ((await bench.EventsAsync("1")).Count, (await bench.EventsAsync("1-b")).Count));
    }

    [Fact]
    public async Task A_later_claim_does_not_count_the_money_that_went_along_again()
    {
        var bench = await ReservedAsync();
        await SplitAsync(bench, "1-a", 1);
        await bench.SendAsync(Shop.Claim("1", "13:00").Paid("10:04"));
        var parent = await bench.OrderAsync("1");
        Assert.Equal((Shop.Yuan("10.00"), 1), (parent.Money.Paid, parent.Payments.Count));
    }

    [Fact]
    public async Task Merged_again_the_empty_order_is_closed_and_the_stock_is_still_locked_once()
    {
        var bench = await ReservedAsync();
        await SplitAsync(bench, "1-a", 1);
        var all = (await bench.Kernel.MergeAsync(Shop.Key("1-a"), new MergeOrder(Shop.Key("1")), Context("merge", Agent))).ValueOrThrow();
        Assert.Equal((Shop.Yuan("20.00"), 2L), (all.Money.Kept, all.Lines.Items.Sum(l => l.Units.Reserved.Units)));
        Assert.Equal((OrderStatus.Closed, 2), ((await bench.OrderAsync("1-a")).Statuses.Headline, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
        Assert.Equal(OrdersCodes.OrderUnknown,
            (await bench.Kernel.MergeAsync(Shop.Key("1"), new MergeOrder(Shop.Key("none")), Context("none", Agent))).Refusal!.Code);
    }

    [Fact]
    public async Task A_confirmed_change_plans_what_it_leaves()
    {
        var bench = await ReservedAsync();
        Assert.True((await bench.TellAsync("1", new ProposeChange(ChangeId.Of("c"), OrderChange.ToQuantity(Shop.First, Shop.Units(1))), Role.Buyer,
            "11:00")).IsOk);
        Assert.True((await bench.TellAsync("1", new ConfirmChange(ChangeId.Of("c")), Agent, "11:01")).IsOk);
        Assert.Equal((1L, 1), ((await bench.OrderAsync("1")).Lines[0].Units.Reserved.Units, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked)));
    }

    [Fact]
    public async Task A_rejected_order_unlocks_its_stock()
    {
        var bench = await ReservedAsync();
        await bench.TellAsync("1", new PlaceHold(HoldId.Of("h"), HoldKind.AnomalyReview, HoldScopes.Ship), Agent, "11:00");
        Assert.True((await bench.TellAsync("1", new RejectHold(HoldId.Of("h"), "fraud"), Role.Supervisor, "11:01")).IsOk);
        Assert.Equal(0, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
    }

    private static async Task<Bench> ReservedAsync()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        return bench;
    }

    private static async Task<Result<Order>> SplitAsync(Bench bench, string number, long units, string message = "split", Role? role = null) =>
        await bench.Kernel.SplitAsync(Shop.Key("1"), new SplitOrder(Shop.Key(number), [new(Shop.First, Shop.Units(units))]), Context(message, role ?? Agent));

    private static DecisionContext Context(string message, Role role) => new(new Actor(ActorId.Of("alice"), [role]), Shop.At("11:00"), MessageId.Of(message));
}
