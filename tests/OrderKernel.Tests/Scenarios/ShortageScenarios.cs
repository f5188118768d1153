using OrderKernel.Inbox;
using OrderKernel.Orders;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a hold for want of stock outlives its need, ends before it, or a hold that forbids nothing any more waits for a person.
public class ShortageScenarios
{
    [Theory]
    [InlineData("shipped")]
    [InlineData("ended")]
    [InlineData("cancelled")]
    [InlineData("merged")]
    public async Task A_shortage_ends_with_its_need(string how)
    {
        var bench = await ShortAsync();
        Assert.Single(await HeldAsync(bench));
        switch (how)
        {
            case "shipped":
                await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:50", "YT1"));
                break;
            case "ended":
                await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Ended("11:50"));
                break;
            case "cancelled":
                var cancelled = OrderDecider.Decide(await bench.OrderAsync("1"), new CancelUnits([]), OrderPolicies.Default,
                    new DecisionContext(new Actor(ActorId.Of("anna"), [Role.Supervisor]), Shop.At("12:00"), MessageId.Of("cancel"))).ValueOrThrow();
                Assert.Contains(cancelled.Reasons.Items, r => r.Code == OrdersCodes.ShortageOver);
                Assert.True((await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "12:00")).IsOk);
                break;
            default:
                await bench.SendAsync(Shop.Claim("2", "10:06").Paid("10:05"));
                var context = new DecisionContext(new Actor(ActorId.Of("anna"), [Role.Supervisor]), Shop.At("12:00"), MessageId.Of("merge"));
                Assert.True((await bench.Kernel.MergeAsync(Shop.Key("1"), new MergeOrder(Shop.Key("2")), context)).IsOk);
                break;
        }

        Assert.DoesNotContain((await bench.OrderAsync("1")).Holds.Items, h => h.Kind == HoldKind.StockShortage);
        Assert.Equal(1, await bench.CountAsync("1", "orders.hold-released"));
        var id = (await bench.OrderAsync("1")).Id.Value;
        Assert.DoesNotContain(await HeldAsync(bench), m => m.About == id);
    }

    [Fact]
    public async Task A_shortage_stands_while_a_part_waits()
    {
        var bench = await ShortAsync();
        Assert.True((await bench.TellAsync("1", new CancelUnits([new(Shop.First, Shop.Units(1))]), Role.Supervisor, "12:00")).IsOk);
        Assert.Single((await bench.OrderAsync("1")).Holds.Items);
        Assert.Single(await HeldAsync(bench));
    }

    [Fact]
    public async Task Units_that_come_back_are_short_again()
    {
        var bench = await ShortAsync();
        Assert.True((await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "12:00")).IsOk);
        Assert.Empty((await bench.OrderAsync("1")).Holds.Items);
        Assert.True((await bench.TellAsync("1", new ReinstateOrder([], MessageId.Of("x")), Role.Supervisor, "12:10")).IsOk);
        Assert.Equal(HoldKind.StockShortage, Assert.Single((await bench.OrderAsync("1")).Holds.Items).Kind);
        Assert.Single(await HeldAsync(bench));
    }

    // A review is a person's: it stays on the order, but asks nobody while it forbids nothing.
    [Fact]
    public async Task A_persons_hold_on_shipping_waits_only_while_something_is_left_to_ship()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        var review = new PlaceHold(HoldId.Of("review"), HoldKind.AddressReview, HoldScopes.Ship);
        Assert.True((await bench.TellAsync("1", review, Role.Agent, "10:10")).IsOk);
        Assert.Single(await HeldAsync(bench));
        Assert.True((await bench.TellAsync("1", new CancelUnits([]), Role.Supervisor, "12:00")).IsOk);
        Assert.Single((await bench.OrderAsync("1")).Holds.Items);
        Assert.Empty(await HeldAsync(bench));
        Assert.True((await bench.TellAsync("1", new ReinstateOrder([], MessageId.Of("x")), Role.Supervisor, "12:10")).IsOk);
        Assert.Equal("review", Assert.Single((await bench.OrderAsync("1")).Holds.Items).Id.Value);
        Assert.Single(await HeldAsync(bench));
    }

    [Theory]
    [InlineData(HoldScopes.Ship | HoldScopes.Refund)]
    [InlineData(HoldScopes.Edit)]
    [InlineData(HoldScopes.Settle)]
    public async Task What_forbids_more_than_shipping_waits_on(HoldScopes scopes)
    {
        var bench = await ShortAsync();
        Assert.True((await bench.TellAsync("1", new PlaceHold(HoldId.Of("more"), HoldKind.CustomerRequest, scopes), Role.Agent, "10:10")).IsOk);
        await bench.SendAsync(Shop.Claim("1", "12:00").Paid("10:04").Shipped("11:50", "YT1"));
        Assert.Contains("more", Assert.Single(await HeldAsync(bench)).Settle, StringComparison.Ordinal);
    }

    private static async Task<Bench> ShortAsync()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(HoldKind.StockShortage, Assert.Single((await bench.OrderAsync("1")).Holds.Items).Kind);
        return bench;
    }

    private static async Task<List<OpenMatter>> HeldAsync(Bench bench)
    {
        var held = new List<OpenMatter>();
        await foreach (var matter in OpenMatters.ReadAsync(bench.Store, bench.Kernel.Policies, Shop.Acme, default))
        {
            if (matter.Kind == OpenMatterKind.Held) held.Add(matter);
        }

        return held;
    }
}
