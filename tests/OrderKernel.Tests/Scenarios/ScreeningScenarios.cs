using NodaTime;
using OrderKernel.Buyers;
using OrderKernel.Orders;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when an order escapes screening, manual or of a channel, when a buyer's history leaks to another buyer or tenant, when a repeated call counts twice,
// when a later claim is judged again, or when a run that goes on judges otherwise than one that was never interrupted.
public class ScreeningScenarios
{
    private static readonly Recipient Home =
        new(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail("文三路138号"));

    private static PlaceOrder Order(string number, string at, string buyer, string due = "20.00", Recipient? to = null, TenantId? tenant = null) =>
        new(Shop.Key(number, tenant), OrderId.Mint("OK", new LocalDate(2026, 2, 9), Shop.Key(number, tenant)), Shop.At(at), PaymentTerms.Prepaid,
            new OrderAmounts(Shop.Yuan(due)),
            [new(Shop.First, Shop.Units(2), Shop.Yuan(due), [new(Shop.Mug, Shop.Units(1))])])
        {
            Facts = new() { Buyer = buyer, Recipient = to ?? Home },
        };

    private static async Task<Order> PlaceAsync(Bench bench, PlaceOrder order) =>
        (await bench.Kernel.TellAsync(order.Key, order,
            new(new Actor(ActorId.Of("alice"), [Role.Agent]), order.CreatedAt, MessageId.Of("place-" + order.Key.Number)))).ValueOrThrow();

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
        var placed =
            (await bench.Kernel.PlaceAsync(Shop.Key("9"), Shop.Yuan("60000.00"), Shop.At("10:00"),
                [new(Shop.First, Shop.Units(1), Shop.Yuan("60000.00"), [new(Shop.Mug, Shop.Units(1))])])).ValueOrThrow();
        Assert.False(IsHeld(placed));
        Assert.Contains(ScreeningCodes.HighValue, EventBytes.ReadHeader((await bench.EventsAsync("9"))[0].Bytes).Reasons.Items.Select(r => r.Code));
        var without = new Kernel(new MemoryOrderStore()) { History = null };
        var order = (await without.TellAsync(Shop.Key("1"), Order("1", "10:00", "b", "60000.00") with { Facts = null }, Role.Agent, Shop.At("10:00")))
            .ValueOrThrow();
        Assert.Empty(order.Holds);
    }

    [Fact]
    public async Task Orders_of_a_channel_are_screened_as_all_others_are()
    {
        var bench = new Bench();
        for (var i = 1; i <= 2; i++) await bench.SendAsync(Claimed($"{i}", "b"));
        await bench.SendAsync(Claimed("other", "somebody else"));
        Assert.All(new[] { "1", "2", "other" }, n => Assert.False(IsHeld(bench.OrderAsync(n).Result)));
        await bench.SendAsync(Claimed("3", "b"));
        Assert.True(IsHeld(await bench.OrderAsync("3")));
        var reasons = OrderTrail.Of(await bench.EventsAsync("3")).ValueOrThrow().Entries.Items.SelectMany(e => e.Reasons.Items).Select(r => r.Code).ToArray();
        Assert.Contains(ScreeningCodes.Streak, reasons);
        Assert.Contains(ScreeningCodes.Repeated, reasons);
    }

    [Fact]
    public async Task What_a_claim_says_of_the_address_counts_when_it_places_the_order_and_never_again()
    {
        var bench = new Bench();
        var vague = Home with { Address = Home.Address!.WithDetail("附近") };
        await bench.SendAsync(Claimed("1", "b", vague));
        Assert.False(IsHeld(await bench.OrderAsync("1")));
        await bench.SendAsync(Claimed("2", "b", vague));
        Assert.True(IsHeld(await bench.OrderAsync("2")));
        await bench.SendAsync(Claimed("1", "b", vague) with { SourceTime = Shop.At("12:30"), PaidAt = Shop.At("12:20") });
        Assert.False(IsHeld(await bench.OrderAsync("1")));
        await bench.TellAsync("2", new ReleaseHold(HoldId.Of("screening")), Role.Supervisor, "12:40");
        await bench.SendAsync(Claimed("2", "b", vague) with { SourceTime = Shop.At("13:00"), PaidAt = Shop.At("12:20") });
        Assert.False(IsHeld(await bench.OrderAsync("2")));
    }

    [Fact]
    public async Task An_order_that_is_heard_of_when_it_has_left_or_ended_is_remembered_and_not_held()
    {
        var bench = new Bench();
        await bench.SendAsync(Claimed("1", "b").Paid("11:02").Shipped("11:30", "YT1"));
        await bench.SendAsync(Claimed("2", "b").Paid("11:03").Shipped("11:30", "YT2").Delivered("11:50"));
        await bench.SendAsync(Claimed("3", "b").Ended("11:40"));
        Assert.All(new[] { "1", "2", "3" }, n => Assert.False(IsHeld(bench.OrderAsync(n).Result)));
        await bench.SendAsync(Claimed("4", "b"));
        Assert.True(IsHeld(await bench.OrderAsync("4")));
    }

    [Fact]
    public async Task What_a_channel_does_not_tell_is_held_against_nobody()
    {
        var bench = new Bench();
        for (var i = 0; i < 100; i++) await bench.SendAsync(Shop.Claim($"n{i}", "12:00"));
        await bench.SendAsync(
            Shop.Claim("big", "12:00", "2000.00") with { Recipient = new Recipient(default, default, new PostalAddress("浙江省", null, null, null)) });
        Assert.False(IsHeld(await bench.OrderAsync("big")));
        var reasons = OrderTrail.Of(await bench.EventsAsync("big")).ValueOrThrow().Entries.Items.SelectMany(e => e.Reasons.Items).Select(r => r.Code).ToArray();
        Assert.Contains(ScreeningCodes.AmountAbnormal, reasons);
        Assert.DoesNotContain(ScreeningCodes.AddressVague, reasons);
    }

    [Fact]
    public async Task Buyers_whose_names_are_masked_are_not_taken_for_one()
    {
        var bench = new Bench();
        for (var i = 1; i <= 4; i++) await bench.SendAsync(Claimed($"{i}", "t**"));
        Assert.All(Enumerable.Range(1, 4), i => Assert.False(IsHeld(bench.OrderAsync($"{i}").Result)));
    }

    [Fact]
    public async Task Without_a_history_no_claim_is_screened()
    {
        var kernel = new Kernel(new MemoryOrderStore(), Bench.Sourced) { History = null };
        for (var i = 1; i <= 4; i++) (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Claimed($"{i}", "b"), $"m{i}"))).ValueOrThrow();
        Assert.All(Enumerable.Range(1, 4), i => Assert.False(IsHeld(kernel.FindAsync(Shop.Key($"{i}")).AsTask().Result!)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public async Task A_run_in_two_parts_judges_as_one_run_does(int first)
    {
        var day = Enumerable.Range(1, 5)
            .Select(i => (OrderKernel.Deliveries.Delivery)Bench.Delivery(Claimed($"{i}", "b") with { SourceTime = Shop.At($"11:{i:00}") }, $"m{i}"))
            .Append(Bench.Delivery(Claimed("2", "b") with { SourceTime = Shop.At("11:02:30"), Payment = PaymentStatus.Paid, PaidAt = Shop.At("11:02") },
                "m2-paid")).ToArray();
        var (whole, parts) = (new MemoryOrderStore(), new MemoryOrderStore());
        await new KernelRun(whole, Bench.Sourced, Shop.Acme).ApplyAsync(day, Shop.At("11:20"));
        await new KernelRun(parts, Bench.Sourced, Shop.Acme).ApplyAsync(day[..first], Shop.At("11:00"));
        await new KernelRun(parts, Bench.Sourced, Shop.Acme).ApplyAsync(day, Shop.At("11:20"));
        Assert.Equal(["3", "4", "5"], Enumerable.Range(1, 5).Select(i => $"{i}").Where(n => IsHeld(new Kernel(whole).FindAsync(Shop.Key(n)).AsTask().Result!)));
        for (var i = 1; i <= 5; i++)
            Assert.Equal((await whole.ReadAsync(Shop.Key($"{i}").Stream(), 0, default)).Select(e => e.Hash),
                (await parts.ReadAsync(Shop.Key($"{i}").Stream(), 0, default)).Select(e => e.Hash));
    }

    private static Claim Claimed(string number, string buyer, Recipient? to = null) =>
        Shop.Claim(number, "12:00")
            with { CreatedAt = Shop.At(number.Length == 1 ? $"11:0{number}" : "11:00"), Customer = PersonName.Of(buyer), Recipient = to ?? Home };

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
