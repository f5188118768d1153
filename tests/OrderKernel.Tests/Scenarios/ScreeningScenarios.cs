using NodaTime;
using OrderKernel.Buyers;
using OrderKernel.Orders;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a manual order escapes screening, when a buyer's history leaks to another buyer or tenant, when a repeated call counts twice,
// or when claims in bulk depend on what a process remembers.
public class ScreeningScenarios
{
    private static readonly Recipient Home = new(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail("文三路138号"));

    private static PlaceOrder Order(string number, string at, string buyer, string due = "20.00", Recipient? to = null, TenantId? tenant = null) =>
        new(Shop.Key(number, tenant), OrderId.Mint("OK", new LocalDate(2026, 2, 9), Shop.Key(number, tenant)), Shop.At(at), PaymentTerms.Prepaid, new OrderAmounts(Shop.Yuan(due)),
            [new(Shop.First, Shop.Units(2), Shop.Yuan(due), [new(Shop.Mug, Shop.Units(1))])])
        {
            Facts = new() { Buyer = buyer, Recipient = to ?? Home },
        };

    private static async Task<Order> PlaceAsync(Bench bench, PlaceOrder order) =>
        (await bench.Kernel.TellAsync(order.Key, order, new(new Actor(ActorId.Of("alice"), [Role.Agent]), order.CreatedAt, MessageId.Of("place-" + order.Key.Number)))).ValueOrThrow();

    private static bool IsHeld(Order order) => order.Holds.Items.Any(h => h.Kind == HoldKind.AnomalyReview && h.Id == HoldId.Of("screening"));

    [Fact]
    public async Task The_third_equal_order_of_a_buyer_within_a_day_is_held_with_reasons()
    {
        var bench = new Bench();
        Assert.False(IsHeld(await PlaceAsync(bench, Order("1", "10:00", "b"))));
        Assert.False(IsHeld(await PlaceAsync(bench, Order("2", "11:00", "b"))));
        Assert.False(IsHeld(await PlaceAsync(bench, Order("3", "11:30", "somebody else"))));
        Assert.False(IsHeld(await PlaceAsync(bench, Order("3", "11:30", "b", tenant: TenantId.Of("other")))));
        Assert.True(IsHeld(await PlaceAsync(bench, Order("4", "12:00", "b"))));
        var entry = OrderTrail.Of(await bench.EventsAsync("4")).ValueOrThrow().Entries[0];
        Assert.Contains(ScreeningCodes.Streak, entry.Reasons.Items.Select(r => r.Code));
        Assert.Contains(ScreeningCodes.Repeated, entry.Reasons.Items.Select(r => r.Code));
    }

    [Fact]
    public async Task The_same_call_again_counts_once_and_answers_the_same()
    {
        var bench = new Bench();
        for (var i = 0; i < 5; i++) Assert.False(IsHeld(await PlaceAsync(bench, Order("1", "10:00", "b"))));
        Assert.False(IsHeld(await PlaceAsync(bench, Order("2", "11:00", "b"))));
        Assert.Equal(2, bench.Kernel.History!.FactsFor(Order("3", "12:00", "b")).Recent.Count);
        Assert.Equal(2, bench.Kernel.History!.FactsFor(Order("3", "12:00", "b")).ShopAmounts!.Count);
    }

    [Fact]
    public async Task An_amount_far_beyond_the_shops_own_is_named_once_enough_orders_are_known()
    {
        var bench = new Bench();
        for (var i = 0; i < 100; i++) await PlaceAsync(bench, Order($"n{i}", "10:00", $"b{i}"));
        var vague = Home with { Address = Home.Address!.WithDetail("附近") };
        Assert.True(IsHeld(await PlaceAsync(bench, Order("big", "12:00", "new", "2000.00", vague))));
        Assert.False(IsHeld(await PlaceAsync(bench, Order("small", "12:00", "new 2", "20.00", vague))));
    }

    [Fact]
    public async Task An_order_of_the_hosts_own_is_screened_and_without_history_only_with_facts()
    {
        var bench = new Bench();
        var placed = (await bench.Kernel.PlaceAsync(Shop.Key("9"), Shop.Yuan("60000.00"), Shop.At("10:00"), [new(Shop.First, Shop.Units(1), Shop.Yuan("60000.00"), [new(Shop.Mug, Shop.Units(1))])])).ValueOrThrow();
        Assert.False(IsHeld(placed));
        Assert.Contains(ScreeningCodes.HighValue, EventBytes.ReadHeader((await bench.EventsAsync("9"))[0].Bytes).Reasons.Items.Select(r => r.Code));
        var without = new Kernel(new MemoryOrderStore()) { History = null };
        var order = (await without.TellAsync(Shop.Key("1"), Order("1", "10:00", "b", "60000.00") with { Facts = null }, Role.Agent, Shop.At("10:00"))).ValueOrThrow();
        Assert.Empty(order.Holds);
    }

    [Fact]
    public async Task Claims_are_placed_the_same_whatever_a_kernel_remembers()
    {
        var (one, two) = (new Bench(), new Bench());
        for (var i = 0; i < 4; i++) await PlaceAsync(one, Order($"h{i}", "09:00", "王小明"));
        foreach (var bench in new[] { one, two }) await bench.SendAsync(Shop.Claim("1", "10:01", "60000.00"));
        Assert.Equal((await two.EventsAsync("1")).Select(e => e.Hash), (await one.EventsAsync("1")).Select(e => e.Hash));
    }

    [Fact]
    public void A_history_is_bounded_and_forgets_who_did_not_order_for_long()
    {
        var history = new ScreeningHistory();
        for (var i = 0; i < ScreeningHistory.OrdersMax + 9; i++) history.Take(Order($"{i}", "10:00", "b"), null);
        Assert.Equal(ScreeningHistory.OrdersMax, history.FactsFor(Order("x", "10:00", "b")).Recent.Count);
        for (var i = 0; i < (2 * ScreeningHistory.BuyersMax) + 9; i++) history.Take(Order("n", "10:00", $"n{i}"), null);
        Assert.Empty(history.FactsFor(Order("x", "10:00", "b")).Recent);
        Assert.Single(history.FactsFor(Order("x", "10:00", "n60000")).Recent);
    }
}
