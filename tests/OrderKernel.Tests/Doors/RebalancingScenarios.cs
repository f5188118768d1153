using System.Text;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Doors;

// Fails when an order gives its stock up without somebody saying so, for one that comes after it, or twice; when one that is on its way out is torn apart; when
// the one that takes is not served, or the one that gave is lost; or when a part of it happens and the rest does not.
public class RebalancingScenarios
{
    private static readonly RebalancingKey Mugs = new(Shop.Acme, Shop.Mug);

    [Fact]
    public async Task A_vip_that_waits_is_given_what_the_last_plain_order_holds_when_somebody_confirms()
    {
        var bench = await ShortAsync();
        var proposal = (await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("12:00"))).ValueOrThrow();
        var move = Assert.Single(proposal.Moves.Items);
        var (vip, second) = (Shop.Key("3").Stream().Key, Shop.Key("2").Stream().Key);
        Assert.Equal((vip, 2L, 0L, second), (move.Taker, move.Units.Units, move.Free.Units, Assert.Single(move.From.Items).OrderKey));
        // A look changes nothing.
        Assert.Equal("3", await WaitAsync(bench));

        Assert.Equal(vip, (await TellAsync(bench, proposal, Role.Supervisor)).ValueOrThrow().Taker);
        Assert.Equal("2", await WaitAsync(bench));
        Assert.Equal(4, await bench.UnitsAsync(Shop.Hangzhou, StockAccount.Locked));
        var reasons = (await bench.EventsAsync("2")).SelectMany(e => EventBytes.ReadHeader(e.Bytes).Reasons.Items).ToList();
        Assert.Contains(reasons, r => r.Code == InventoryCodes.GivesUp && r.Arguments.Items.Any(a => a is { Name: "by", Value: "Priority" }));
        var told = (await bench.OutboxAsync("notice")).Select(m => Encoding.UTF8.GetString(m.Body.Span));
        Assert.Contains(told, t => t.Contains(InventoryCodes.GivesUp, StringComparison.Ordinal));
        Assert.Equal(vip, (await bench.Kernel.FindAsync(Mugs))!.Taker);
        Assert.Empty((await bench.Kernel.ReconcileStockAsync(Shop.Acme)).ValueOrThrow());
        Assert.Empty((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow());
        // The one who gave comes after the one who took: nothing goes back and forth.
        Assert.Empty((await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("13:00"))).ValueOrThrow().Moves);
    }

    [Fact]
    public async Task Two_that_wait_take_from_two_and_the_second_proposal_fits_after_the_first()
    {
        var bench = await ShortAsync();
        await bench.SendAsync(Shop.Claim("4", "10:06").Paid("10:06"));
        (await bench.TellAsync("4", new TagOrder(OrderTag.Of("vip")), Role.Agent, "10:07")).ValueOrThrow();
        var moves = (await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("12:00"))).ValueOrThrow().Moves;
        Assert.Equal(["3 takes from 2", "4 takes from 1"], moves.Items.Select(m => $"{NumberOf(m.Taker)} takes from {NumberOf(m.From[0].OrderKey)}"));
        Assert.Equal((await bench.OrderAsync("3")).Id, moves[0].Order);
        foreach (var move in moves)
        {
            var told = new Rebalance(Shop.Mug, move.Taker, move.Units, move.From);
            (await bench.Kernel.TellAsync(Mugs, told, Role.Supervisor, Shop.At("12:02"))).ValueOrThrow();
        }

        Assert.Equal("1 2", await WaitAsync(bench));
        Assert.Empty((await bench.Kernel.ReconcileHoldsAsync(Shop.Acme)).ValueOrThrow());

        static string NumberOf(string key) => new[] { "1", "2", "3", "4" }.Single(n => Shop.Key(n).Stream().Key == key);
    }

    [Fact]
    public async Task What_was_confirmed_is_not_done_again_and_a_proposal_that_is_old_is_refused_whole()
    {
        var bench = await ShortAsync();
        var proposal = (await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("12:00"))).ValueOrThrow();
        (await TellAsync(bench, proposal, Role.Supervisor)).ValueOrThrow();
        var events = (await bench.EventsAsync("1")).Count + (await bench.EventsAsync("2")).Count + (await bench.EventsAsync("3")).Count;
        (await TellAsync(bench, proposal, Role.Supervisor)).ValueOrThrow();
        Assert.Equal(InventoryCodes.RebalancingOutdated, (await TellAsync(bench, proposal, Role.Supervisor, "12:30")).Refusal?.Code);
        Assert.Equal(events, (await bench.EventsAsync("1")).Count + (await bench.EventsAsync("2")).Count + (await bench.EventsAsync("3")).Count);
    }

    [Theory]
    [InlineData("gone")]
    [InlineData("scanned")]
    [InlineData("cancelled")]
    public async Task A_parcel_that_left_or_is_worked_on_or_is_no_more_gives_nothing_up(string what)
    {
        var bench = await ShortAsync();
        var proposal = (await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("12:00"))).ValueOrThrow();
        if (what == "gone") await bench.OutboundAsync("2", Shop.Hangzhou, "12:01", "YT2", 2);
        else if (what == "cancelled") (await bench.TellAsync("2", new CancelUnits([new(Shop.First, Shop.Units(2))]), Role.Supervisor, "12:01")).ValueOrThrow();
        else
        {
            var reading = new ScanReading(DeviceId.Of("d"), 1, Shop.At("12:01"), "picking", "MUG", ActorId.Of("p"));
            var scan = new ScanItem((await bench.OrderAsync("2")).Shipments[0].Id, reading);
            (await bench.TellAsync("2", scan, Role.Warehouse, "12:01")).ValueOrThrow();
        }

        Assert.Equal(InventoryCodes.RebalancingOutdated, (await TellAsync(bench, proposal, Role.Supervisor)).Refusal?.Code);
        var again = (await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("12:03"))).ValueOrThrow();
        Assert.DoesNotContain(again.Moves.Items.SelectMany(m => m.From.Items), g => g.OrderKey == Shop.Key("2").Stream().Key);
    }

    [Fact]
    public async Task An_order_that_comes_after_is_not_served_although_somebody_says_so()
    {
        var bench = await ShortAsync();
        var first = await bench.OrderAsync("1");
        // The third is the VIP; the fourth is as plain as the first, and later.
        await bench.SendAsync(Shop.Claim("4", "10:04").Paid("10:04"));
        var gift = new RebalancingGift(Shop.Key("1").Stream().Key, first.Shipments[0].Id, first.Shipments[0].Reservation!.Value, Shop.Units(2));
        var wish = new Rebalance(Shop.Mug, Shop.Key("4").Stream().Key, Shop.Units(2), [gift]);
        var refused = (await bench.Kernel.TellAsync(Mugs, wish, Role.Supervisor, Shop.At("12:00"))).Refusal;
        Assert.Equal((InventoryCodes.RebalancingOutdated, "comes-not-after"), (refused?.Code, refused?.Arguments.Items.First(a => a.Name == "why").Value));
        Assert.Equal("3", await WaitAsync(bench));
    }

    [Fact]
    public async Task Who_needs_other_goods_too_that_nobody_has_is_a_finding_and_nobody_gives()
    {
        var bench = await ShortAsync(tea: true);
        var proposal = (await bench.Kernel.ProposeRebalancingAsync(Shop.Acme, Shop.Mug, Shop.At("12:00"))).ValueOrThrow();
        Assert.Empty(proposal.Moves);
        Assert.Equal(InventoryCodes.RebalancingUnfit, Assert.Single(proposal.Findings.Items).Code);
    }

    // Four mugs; two plain orders hold them, and a VIP waits for two.
    private static async Task<Bench> ShortAsync(bool tea = false)
    {
        var document = """{"$schema":"sell-ahead-1.json","name":"s","version":"1","order":["Priority","Payment"],"priority":["vip"]}""";
        var bench = new Bench(null, Bench.Sourced.With("sellAhead", Encoding.UTF8.GetBytes(document)).ValueOrThrow());
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 4);
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:01"));
        await bench.SendAsync(Shop.Claim("2", "10:02").Paid("10:02"));
        var claim = Shop.Claim("3", "10:03", tea ? "30.00" : "20.00").Paid("10:03");
        await bench.SendAsync(tea ? claim with { Lines = [Shop.Line("1", Shop.Mug, 2, "20.00"), Shop.Line("2", Shop.Tea, 1, "10.00")] } : claim);
        (await bench.TellAsync("3", new TagOrder(OrderTag.Of("vip")), Role.Agent, "10:05")).ValueOrThrow();
        Assert.Equal("3", await WaitAsync(bench));
        return bench;
    }

    private static async Task<Result<StockRebalanced>> TellAsync(Bench bench, RebalancingProposal proposal, Role role, string at = "12:02")
    {
        var move = proposal.Moves[0];
        return await bench.Kernel.TellAsync(Mugs, new Rebalance(Shop.Mug, move.Taker, move.Units, move.From), role, Shop.At(at));
    }

    /// <summary>The orders that are short of stock.</summary>
    private static async Task<string> WaitAsync(Bench bench)
    {
        var waits = new List<string>();
        foreach (var number in new[] { "1", "2", "3" })
        {
            if ((await bench.OrderAsync(number)).Holds.Items.Any(h => h.Kind == HoldKind.StockShortage)) waits.Add(number);
        }

        return string.Join(" ", waits);
    }
}
