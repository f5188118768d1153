using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when an order that the screening holds waits for somebody who is not told, when somebody else is told, or anybody twice.
public class HoldNoticeScenarios
{
    private static readonly KernelPolicies TwoReviewers = Bench.Sourced.With("holds", """
        {
          "$schema": "holds-1.json", "name": "two", "version": "1.0.0",
          "kinds": { "AnomalyReview": { "release": ["finance", "agent"], "reject": ["supervisor"] } },
          "otherwise": { "release": ["warehouse"], "reject": ["warehouse"] }
        }
        """u8.ToArray()).ValueOrThrow();

    private static readonly Recipient Home =
        new(PersonName.Of("王小明"), PhoneNumber.Of("13800001234"), new PostalAddress("浙江省", "杭州市", "西湖区", null).WithDetail("文三路138号"));

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task An_order_that_is_held_for_review_is_told_once_to_each_role_that_the_document_names(bool isClaimed)
    {
        var bench = await StockedAsync();
        for (var i = 1; i <= 4; i++)
        {
            if (isClaimed) await bench.SendAsync(Claimed(i));
            else await PlaceAsync(bench, i);
            Assert.Equal(i < 3 ? [] : ["agent", "finance"], await ToldAsync(bench, $"{i}"));
        }

        // What is told again, and what follows while the hold stands, tells nobody anew.
        if (isClaimed) await bench.SendAsync(Claimed(3) with { SourceTime = Shop.At("12:30"), Payment = PaymentStatus.Paid, PaidAt = Shop.At("12:20") });
        else await PlaceAsync(bench, 3);
        await bench.ClockAsync("12:40");
        Assert.Equal(["agent", "finance"], await ToldAsync(bench, "3"));
        var sent = new List<string>();
        for (var i = 0; i < 2; i++) await bench.Kernel.SendDueAsync(Shop.Acme, Shop.At("301 00:00"), (m, _) => { sent.Add(m.Key); return default; });
        Assert.Equal(4, sent.Count(k => k.Contains("/screening/", StringComparison.Ordinal)));
        Assert.Equal(sent.Count, sent.Distinct().Count());
    }

    [Fact]
    public async Task By_the_documents_that_come_with_the_kernel_a_supervisor_hears_of_it()
    {
        var bench = new Bench();
        for (var i = 1; i <= 3; i++) await bench.SendAsync(Claimed(i));
        Assert.Equal(["supervisor"], await ToldAsync(bench, "3"));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task A_run_in_two_parts_tells_as_often_as_one_run_does(int first)
    {
        var day = Enumerable.Range(1, 4).Select(i => Bench.Delivery(Claimed(i) with { SourceTime = Shop.At($"11:0{i}") }, $"m{i}")).ToArray();
        var store = new MemoryOrderStore();
        await new KernelRun(store, TwoReviewers, Shop.Acme).ApplyAsync(day[..first], Shop.At("11:00"));
        await new KernelRun(store, TwoReviewers, Shop.Acme).ApplyAsync(day, Shop.At("11:20"));
        var bench = new Bench(store, TwoReviewers);
        Assert.Equal(["agent", "finance"], await ToldAsync(bench, "3"));
        Assert.Equal(["agent", "finance"], await ToldAsync(bench, "4"));
    }

    // Whoever may answer a proposal need not be one who may release holds.
    [Fact]
    public async Task A_hold_on_what_a_channel_changed_is_told_to_those_who_may_confirm_the_change()
    {
        var changes = JsonNode.Parse(OrderPolicies.Embedded("changes.json").Span)!;
        changes["channel"]!["quantity"] = "Hold";
        changes["kinds"]!["Quantity"]!["confirm"] = new JsonArray("finance");
        var bench = new Bench(policies: TwoReviewers.With("changes", Encoding.UTF8.GetBytes(changes.ToJsonString())).ValueOrThrow());
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 9);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("1", "10:30", "10.00", 1).Paid("10:04") with { PaidAmount = Shop.Yuan("20.00") });
        var held = Assert.Single((await bench.OrderAsync("1")).Holds.Items);
        Assert.Equal(HoldKind.ContentChange, held.Kind);
        Assert.Equal(["finance"], await ToldAsync(bench, "1", held.Id.Value));
    }

    private static async Task<Bench> StockedAsync()
    {
        var bench = new Bench(policies: TwoReviewers);
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 99);
        return bench;
    }

    private static Claim Claimed(int i) =>
        Shop.Claim($"{i}", "12:00") with { CreatedAt = Shop.At($"11:0{i}"), Customer = PersonName.Of("b"), Recipient = Home };

    private static async Task PlaceAsync(Bench bench, int i)
    {
        var key = Shop.Key($"{i}");
        var place = new PlaceOrder(key, bench.Kernel.MintId(key, Shop.At($"11:0{i}")), Shop.At($"11:0{i}"), PaymentTerms.Prepaid,
            new OrderAmounts(Shop.Yuan("20.00")), [new(Shop.First, Shop.Units(2), Shop.Yuan("20.00"), [new(Shop.Mug, Shop.Units(1))])])
        { Facts = new() { Buyer = "b", Recipient = Home } };
        (await bench.Kernel.TellAsync(key, place, Role.Agent, place.CreatedAt)).ValueOrThrow();
    }

    /// <summary>Who was told of a hold, each as often as they were.</summary>
    private static async Task<string[]> ToldAsync(Bench bench, string number, string hold = "screening")
    {
        var about = Shop.Key(number).Stream();
        return [.. from m in await bench.OutboxAsync("notice")
                   let body = JsonNode.Parse(m.Body.Span)!
                   where body["code"]!.GetValue<string>() == OrderKernelCodes.HoldPlaced && body["key"]!.GetValue<string>() == about.Key
                   where body["arguments"]!["hold"]!.GetValue<string>() == hold
                   orderby body["role"]!.GetValue<string>()
                   select body["role"]!.GetValue<string>()];
    }
}
