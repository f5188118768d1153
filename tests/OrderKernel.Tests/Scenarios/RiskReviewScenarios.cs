using System.Text;
using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a customer who asks for money again and again is granted it unseen, when an honest one is held up,
// when a host's word on its customers does not reach the verdict, or when the index or an event names a buyer.
public class RiskReviewScenarios
{
    private const string Buyer = "欢喜的小王";

    [Fact]
    public async Task The_fourth_request_for_money_alone_within_thirty_days_waits_for_a_person()
    {
        var bench = new Bench(new MemoryOrderStore());
        for (var i = 1; i <= 3; i++) Assert.Equal("automatic", await AskedAsync(bench, $"{i}", $"{i * 5} 10:00"));
        Assert.Equal("agent", await AskedAsync(bench, "4", "20 10:00"));
        var opened = await OpenedAsync(bench, "4");
        Assert.Equal(3, opened.EarlierRequests);
        var reasons = (await bench.Store.ReadAsync(KeyOf("4").Stream(), 0, default))[0];
        Assert.Contains(AfterSalesCodes.RiskReview, Encoding.UTF8.GetString(reasons.Bytes.Span), StringComparison.Ordinal);
        Assert.Equal(3, (await bench.OutboxAsync("refund")).Count);
    }

    [Fact]
    public async Task A_request_that_is_judged_again_does_not_count_itself()
    {
        var bench = new Bench(new MemoryOrderStore());
        for (var i = 1; i <= 2; i++) await AskedAsync(bench, $"{i}", $"{i * 5} 10:00");
        await bench.SendAsync(Sent("3", "15 09:00", Buyer));
        var ask = new CaseRequest(CaseKind.RefundOnly, Shop.Yuan("60.00"), "broken");
        (await bench.Kernel.TellAsync(KeyOf("3"), new OpenCase(ask), Role.Buyer, Shop.At("15 10:00"))).ValueOrThrow();
        var cheap = new Kernel(bench.Store,
            Bench.Sourced.With("tiers", Encoding.UTF8.GetBytes(Tiers().Replace("\"below\": \"50.00\"", "\"below\": \"70.00\""))).ValueOrThrow());
        Assert.Equal("automatic", (await cheap.TellAsync(KeyOf("3"), new JudgeCase(), Role.Agent, Shop.At("16 10:00"))).ValueOrThrow().Verdict!.Tier);
    }

    [Theory]
    [InlineData("35 09:59", "agent")]
    [InlineData("35 10:00", "automatic")]
    public async Task A_request_counts_for_thirty_days(string at, string tier)
    {
        var bench = new Bench(new MemoryOrderStore());
        for (var i = 1; i <= 3; i++) await AskedAsync(bench, $"{i}", $"{i * 5} 10:00");
        Assert.Equal(tier, await AskedAsync(bench, "4", at));
    }

    [Fact]
    public async Task Other_buyers_masked_ones_other_tenants_goods_and_money_that_nobody_asked_for_do_not_count()
    {
        var bench = new Bench(new MemoryOrderStore());
        for (var i = 1; i <= 6; i++)
        {
            Assert.Equal("automatic", await AskedAsync(bench, $"other-{i}", $"{i} 10:00", buyer: $"buyer {i}"));
            Assert.Equal("automatic", await AskedAsync(bench, $"masked-{i}", $"{i} 11:00", buyer: "小**王"));
            Assert.Equal("automatic", await AskedAsync(bench, $"silent-{i}", $"{i} 12:00", buyer: null));
            await AskedAsync(bench, $"goods-{i}", $"{i} 13:00", kind: CaseKind.PriceProtection);
            var claim = Sent($"back-{i}", $"{i} 14:00", Buyer);
            await bench.SendAsync(claim with { RefundedAmount = Shop.Yuan("5.00") });
            Assert.Equal("automatic", await AskedAsync(bench, $"tenant-{i}", $"{i} 15:00", tenant: TenantId.Of($"tenant-{i}")));
        }

        Assert.Equal("automatic", await AskedAsync(bench, "first", "8 10:00"));
        Assert.Null((await OpenedAsync(bench, "first")).EarlierRequests);
    }

    [Theory]
    [InlineData(true, null, "agent", CustomerHistory.Watched)]
    [InlineData(false, null, "agent", CustomerHistory.Watched)]
    [InlineData(true, CustomerHistory.Good, "automatic", CustomerHistory.Good)]
    [InlineData(false, CustomerHistory.Good, "automatic", CustomerHistory.Good)]
    [InlineData(false, CustomerHistory.Unknown, "agent", CustomerHistory.Watched)]
    public async Task Who_asked_for_money_again_and_again_has_a_history_where_no_host_keeps_one(
        bool isClaimed, CustomerHistory? told, string tier, CustomerHistory history)
    {
        var bench = new Bench(new MemoryOrderStore());
        for (var i = 1; i <= 3; i++)
        {
            await AskedAsync(bench, $"{i}", $"{i * 5} 10:00");
            Assert.Equal(CustomerHistory.Unknown, (await OpenedAsync(bench, $"{i}")).Standing.History);
        }

        // No review looks at this kind: it is the tier's own condition that the history fails.
        var kernel = told is { } word ? new Kernel(bench.Store, Bench.Sourced) { Standings = new Known(new(new(CustomerLevel.Gold, word))) } : bench.Kernel;
        var sent = Sent("4", "20 10:00", Buyer);
        if (isClaimed)
        {
            var asked = sent.With("R", AfterSalesStatus.Requested, "5.00", CaseKind.PriceProtection, requested: "20 10:00");
            (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(asked, "asked"))).ValueOrThrow();
        }
        else
        {
            await bench.SendAsync(sent);
            (await kernel.TellAsync(KeyOf("4"), new OpenCase(new(CaseKind.PriceProtection, Shop.Yuan("5.00"), "dear")), Role.Buyer, Shop.At("20 10:00")))
                .ValueOrThrow();
        }

        var opened = (await kernel.FindAsync(KeyOf("4")))!;
        Assert.Equal((tier, history, (int?)null), (opened.Verdict!.Tier, opened.Request!.Standing.History, opened.Request.EarlierRequests));
    }

    [Fact]
    public async Task Requests_about_an_order_that_was_split_off_are_those_of_the_buyer_of_the_whole()
    {
        var bench = new Bench(new MemoryOrderStore());
        for (var i = 1; i <= 3; i++) await AskedAsync(bench, $"{i}", $"{i * 5} 10:00");
        await bench.SendAsync(Shop.Claim("4", "19 10:00", "100.00").Paid("10:04") with { Customer = PersonName.Of(Buyer) });
        (await bench.Kernel.SplitAsync(Shop.Key("4"), new SplitOrder(Shop.Key("4-a"), [new(Shop.First, Shop.Units(1))]),
            new DecisionContext(new Actor(ActorId.Of("an"), [Role.Agent]), Shop.At("19 11:00"), MessageId.Of("split")))).ValueOrThrow();
        var asked = new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan("5.00"), "broken"));
        var opened = (await bench.Kernel.TellAsync(KeyOf("4-a"), asked, Role.Buyer, Shop.At("20 10:00"))).ValueOrThrow();
        Assert.Equal(("agent", 3), (opened.Verdict!.Tier, opened.Request!.EarlierRequests));
    }

    [Theory]
    [InlineData(CustomerHistory.Good, "automatic")]
    [InlineData(CustomerHistory.Watched, "agent")]
    [InlineData(CustomerHistory.Abusive, "agent")]
    public async Task What_the_host_knows_of_a_customer_reaches_the_verdict_and_the_record(CustomerHistory history, string tier)
    {
        var standing = new CustomerStanding(CustomerLevel.Gold, history);
        var bench = new Bench(new MemoryOrderStore());
        var kernel = new Kernel(bench.Store, Bench.Sourced) { Standings = new Known(new(standing)) };
        await bench.SendAsync(Sent("1", "2 09:00", null));
        var opened = (await kernel.TellAsync(KeyOf("1"), new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan("5.00"), "broken")), Role.Buyer, Shop.At("2 10:00")))
            .ValueOrThrow();
        Assert.Equal((tier, standing), (opened.Verdict!.Tier, opened.Request!.Standing));
        var claim = Sent("2", "2 11:00", null).With("R", AfterSalesStatus.Requested, "5.00", requested: "2 10:30");
        (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(claim, "by-claim"))).ValueOrThrow();
        Assert.Equal(tier, (await kernel.FindAsync(KeyOf("2")))!.Verdict!.Tier);
    }

    [Fact]
    public async Task A_changed_standing_counts_when_a_person_judges_again()
    {
        var bench = new Bench(new MemoryOrderStore());
        await bench.SendAsync(Sent("1", "2 09:00", null));
        await bench.Kernel.TellAsync(KeyOf("1"), new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan("5.00"), "broken") { IsDisputed = true }), Role.Buyer,
            Shop.At("2 10:00"));
        var policies =
            Bench.Sourced
                .With("tiers",
                    Encoding.UTF8.GetBytes(Tiers().Replace("\"below\": \"50.00\", \"disputed\": false, \"histories\": [\"Unknown\", \"Good\"]",
                        "\"below\": \"50.00\", \"histories\": [\"Good\"]"))).ValueOrThrow();
        async Task<AfterSalesCase> JudgeAsync(CustomerHistory history, string at) =>
            (await new Kernel(bench.Store, policies) { Standings = new Known(new(new(CustomerLevel.Gold, history))) }.TellAsync(KeyOf("1"), new JudgeCase(),
                Role.Agent, Shop.At(at))).ValueOrThrow();
        Assert.Equal(("agent", AfterSalesStatus.Disputed),
            ((await JudgeAsync(CustomerHistory.Watched, "2 11:00")).Verdict!.Tier, (await bench.Kernel.FindAsync(KeyOf("1")))!.Status));
        Assert.Equal(("automatic", AfterSalesStatus.Refunding),
            ((await JudgeAsync(CustomerHistory.Good, "2 12:00")).Verdict!.Tier, (await bench.Kernel.FindAsync(KeyOf("1")))!.Status));
    }

    [Fact]
    public async Task A_host_that_knows_its_customers_over_all_channels_has_their_requests_counted_together()
    {
        var bench = new Bench(new MemoryOrderStore());
        var kernel = new Kernel(bench.Store, Bench.Sourced) { Standings = new Known(new(CustomerStanding.Unknown) { Id = "customer-7" }) };
        var tiers = new List<string>();
        for (var i = 1; i <= 4; i++)
        {
            await bench.SendAsync(Sent($"{i}", "2 09:00", $"buyer {i}"));
            tiers.Add((await kernel.TellAsync(KeyOf($"{i}"), new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan("5.00"), "broken")), Role.Buyer,
                Shop.At($"{i + 2} 10:00"))).ValueOrThrow().Verdict!.Tier);
        }

        Assert.Equal(["automatic", "automatic", "automatic", "agent"], tiers);
    }

    [Fact]
    public async Task Requests_of_one_run_and_of_one_claim_see_each_other()
    {
        var store = new MemoryOrderStore();
        var claims = Enumerable.Range(1, 4)
            .Select(i => Sent($"{i}", $"{i} 10:00", Buyer).With("R", AfterSalesStatus.Requested, "5.00", requested: $"{i} 09:30"));
        await new KernelRun(store, Bench.Sourced, Shop.Acme).ApplyAsync(claims.Select((c, i) => Bench.Delivery(c, $"d{i}")), Shop.At("6 00:00"));
        Assert.Equal("agent", (await new Kernel(store, Bench.Sourced).FindAsync(KeyOf("4")))!.Verdict!.Tier);

        var bench = new Bench(new MemoryOrderStore());
        var claim = Sent("1", "2 10:00", Buyer);
        for (var i = 1; i <= 4; i++) claim = claim.With($"R{i}", AfterSalesStatus.Requested, "1.00", requested: $"2 09:0{i}");
        await bench.SendAsync(claim);
        Assert.Equal([null, 1, 2, 3],
            await Task.WhenAll(Enumerable.Range(1, 4)
                .Select(async i => (await bench.Kernel.FindAsync(CaseKey.Of(Shop.Key("1"), CaseId.Of($"R{i}"))))!.Request!.EarlierRequests)));
    }

    [Fact]
    public async Task No_clue_effect_or_event_names_the_buyer_and_a_rehearsal_leaves_nothing_in_the_vault()
    {
        var inner = new MemoryOrderStore();
        var written = new List<Changes>();
        var store = new FailingStore(inner, 0, FailureMoment.Never) { Lie = c => { written.Add(c); return c; } };
        var bench = new Bench(store);
        var rehearsal = new Kernel(store, Bench.Sourced) { IsRehearsal = true };
        (await rehearsal.DeliverAsync(Shop.Acme,
            Bench.Delivery(Sent("1", "2 10:00", Buyer).With("R", AfterSalesStatus.Requested, "5.00", requested: "2 09:30"), "rehearsed"))).ValueOrThrow();
        await bench.SendAsync(Sent("1", "2 09:00", Buyer));
        (await rehearsal.TellAsync(KeyOf("1"), new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan("5.00"), "broken")), Role.Buyer, Shop.At("2 09:30")))
            .ValueOrThrow();
        Assert.Null(await inner.OpenAsync(Shop.Acme, PersonToken.Of("buyers.key"), default));
        await AskedAsync(bench, "1", "2 10:00");
        Assert.NotNull(await inner.OpenAsync(Shop.Acme, PersonToken.Of("buyers.key"), default));
        var text = string.Join("\n", written.SelectMany(c => c.Index.Items.Select(e => e.Clue)
            .Concat(c.Outbox.Items.Select(m => Encoding.UTF8.GetString(m.Body.Span)))
            .Concat(c.Appends.Items.SelectMany(a => a.Events.Items).Select(e => Encoding.UTF8.GetString(e.Bytes.Span)))));
        Assert.Contains("requests-of:", text, StringComparison.Ordinal);
        Assert.DoesNotContain(Buyer, text, StringComparison.Ordinal);
        var clue = written.SelectMany(c => c.Index.Items).Single(e => e.Clue.StartsWith("requests-of:", StringComparison.Ordinal)).Clue;
        var elsewhere = new Bench(new FailingStore(new MemoryOrderStore(), 0, FailureMoment.Never) { Lie = c => { written.Add(c); return c; } });
        await AskedAsync(elsewhere, "1", "2 10:00");
        Assert.NotEqual(clue, written.SelectMany(c => c.Index.Items).Last(e => e.Clue.StartsWith("requests-of:", StringComparison.Ordinal)).Clue);
    }

    private static CaseKey KeyOf(string number, TenantId? tenant = null) => CaseKey.Of(Shop.Key(number, tenant), CaseId.Of("R"));

    private static Claim Sent(string number, string told, string? buyer, TenantId? tenant = null) =>
        Shop.Claim(number, told, "100.00", tenant: tenant).Paid("10:04").Shipped("11:00", $"YT{number}")
            .Delivered("1 09:00") with { Customer = buyer is null ? default : PersonName.Of(buyer) };

    /// <summary>An order of a buyer and a request for five yuan; the tier that it falls into.</summary>
    private static async Task<string> AskedAsync(Bench bench, string number, string at, string? buyer = Buyer, CaseKind kind = CaseKind.RefundOnly,
        TenantId? tenant = null)
    {
        await bench.SendAsync(Sent(number, at, buyer, tenant).With("R", AfterSalesStatus.Requested, "5.00", kind, requested: at));
        return (await bench.Kernel.FindAsync(KeyOf(number, tenant)))!.Verdict!.Tier;
    }

    private static async Task<JudgedRequest> OpenedAsync(Bench bench, string number) => (await bench.Kernel.FindAsync(KeyOf(number)))!.Request!;

    private static string Tiers()
    {
        using var reader = new StreamReader(typeof(ApprovalTiers).Assembly.GetManifestResourceStream("Documents/approval-tiers.json")!);
        return reader.ReadToEnd();
    }

    private sealed class Known(KnownCustomer customer) : ICustomerStandings
    {
        public ValueTask<KnownCustomer?> FindAsync(OrderKey order, CancellationToken cancellationToken) => new(customer);
    }
}
