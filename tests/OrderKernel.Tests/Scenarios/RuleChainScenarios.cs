using System.Text;
using OrderKernel.Chains;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Rules;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Scenarios;

// Fails when a rule fires twice for an order or not at all, when what it asks does not reach the host with the chain that asked, when a rule that cannot
// be evaluated is silent or told again and again, or when a hold of a rule lets goods leave.
public class RuleChainScenarios
{
    private const string Gift = """ "facts": [{ "path": "gift.available", "type": "int" }], """;

    [Fact]
    public async Task A_rule_fires_once_for_an_order_whatever_changes_later()
    {
        var bench = On(Chain("vip", Rule("big", "order.total > money(\\\"15\\\")", Tag("vip"), Ask("remark", "text", "VIP"))));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        await bench.SendAsync(Shop.Claim("1", "10:10").Paid("10:06"));
        await bench.SendAsync(Shop.Claim("1", "11:10").Paid("10:06").Shipped("11:00", "YT1"));
        await bench.SendAsync(Shop.Claim("2", "10:05", "15.00"));
        Assert.Equal(1, await bench.CountAsync("1", "orders.rule-fired"));
        Assert.Equal(0, await bench.CountAsync("2", "orders.rule-fired"));
        Assert.Equal(["vip"], (await bench.OrderAsync("1")).Tags.Items.Select(t => t.Value));
        Assert.Equal([new AskedRule("vip", "big", true)], (await bench.OrderAsync("1")).Rules.Items.ToArray());
        var asked = Assert.Single(await bench.OutboxAsync("action"));
        var order = (await bench.OrderAsync("1")).Id;
        var chain = bench.Kernel.Policies.Chains[0].Reference;
        Assert.Equal(
            $$$"""{"order":"{{{order}}}","chain":"{{{chain}}}","rule":"big","do":"remark","with":{"text":["VIP"]}}""",
            Encoding.UTF8.GetString(asked.Body.Span));
    }

    [Fact]
    public async Task Rules_whose_names_read_alike_are_two()
    {
        const string Hold = """{ "lever": "hold", "with": { "kind": "PaymentRisk" } }""";
        var bench = On(Chain("a", Rule("b/c", "true", Ask("remark", "text", "1"), Hold)), Chain("a/b", Rule("c", "true", Ask("remark", "text", "2"), Hold)));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        Assert.Equal(2, (await bench.OutboxAsync("action")).Count);
        Assert.Equal(2, (await bench.OrderAsync("1")).Holds.Items.Where(h => h.Kind == HoldKind.PaymentRisk).Select(h => h.Id).Distinct().Count());
    }

    [Fact]
    public async Task The_event_carries_the_chain_and_what_decided()
    {
        var bench = On(Chain("vip", Rule("big", "order.total > money(\\\"15\\\")", Tag("vip"))));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        var fired = (await bench.EventsAsync("1")).Single(e => e.Type == "orders.rule-fired");
        var header = EventBytes.ReadHeader(fired.Bytes);
        Assert.Equal("vip", Assert.Single(header.Policies.Items).Name);
        Assert.Equal(Actor.Kernel.Id, header.Actor);
        Assert.Equal(OrdersCodes.RuleFiredNow, header.Reasons.Items[^1].Code);
        Assert.Contains(header.Reasons.Items, r => r.ToString().Contains("order.total = CNY 20.00", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_rule_fires_when_its_condition_comes_true_and_a_tag_of_one_wakes_another()
    {
        var bench = On(
            Chain("a-second", Rule("follows", "\\\"paid-up\\\" in order.tags", Ask("coupon", "text", "10"))),
            Chain("b-first", Rule("pays", "order.paid >= order.total", Tag("paid-up"))));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        Assert.Empty((await bench.OrderAsync("1")).Rules.Items);
        await bench.SendAsync(Shop.Claim("1", "10:10").Paid("10:06"));
        Assert.Equal(["b-first/pays", "a-second/follows"], (await bench.OrderAsync("1")).Rules.Items.Select(r => $"{r.Chain}/{r.Rule}"));
        Assert.Single(await bench.OutboxAsync("action"));
    }

    [Fact]
    public async Task A_hold_of_a_rule_keeps_goods_from_leaving_and_waits_for_a_person()
    {
        var bench = On(Chain("risk", Rule("review",
            "has(recipient.province) && recipient.province == \\\"浙江省\\\"", """{ "lever": "hold", "with": { "kind": "PaymentRisk", "scopes": ["Ship", "Refund"] } }""")));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.SendAsync(Shop.Claim("1", "10:10").Paid("10:06"));
        var order = await bench.OrderAsync("1");
        var hold = Assert.Single(order.Holds.Items);
        Assert.Equal((HoldKind.PaymentRisk, HoldScopes.Ship | HoldScopes.Refund, "risk/review"), (hold.Kind, hold.Scopes, hold.Note));
        var ship = new ShipShipment(Assert.Single(order.Shipments.Items).Id, Shop.At("10:30"), [Waybill.Of("YT1")], []);
        Assert.Equal(OrdersCodes.Held, (await bench.TellAsync("1", ship, Role.Warehouse, "10:30")).Refusal?.Code);
        Assert.Contains(await bench.OutboxAsync("notice"), m => m.Key.EndsWith("/finance", StringComparison.Ordinal));
        Assert.True((await bench.TellAsync("1", new ReleaseHold(hold.Id), Role.Finance, "11:00")).IsOk);
        Assert.Empty((await bench.OrderAsync("1")).Holds.Items);
        Assert.True((await bench.TellAsync("1", ship, Role.Warehouse, "11:01")).IsOk);
    }

    [Fact]
    public async Task A_rule_tells_people()
    {
        var bench = On(Chain("vip", Rule("big", "order.total > money(\\\"15\\\")", """{ "lever": "notify", "with": { "role": "finance", "text": "look" } }""")));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        var told = Assert.Single(await bench.OutboxAsync("notice"), m => m.Key.EndsWith("/finance", StringComparison.Ordinal));
        var notice = Encoding.UTF8.GetString(told.Body.Span);
        Assert.Contains("\"role\":\"finance\"", notice, StringComparison.Ordinal);
        Assert.Contains(OrderKernelCodes.RuleNotified, notice, StringComparison.Ordinal);
        Assert.Contains("\"text\":\"look\"", notice, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null, "erred")]
    [InlineData(0L, "-")]
    [InlineData(3L, "fired")]
    public async Task A_declared_fact_is_the_hosts(long? gifts, string became)
    {
        var host = gifts is { } known ? new Host(("gift.available", known)) : null;
        var bench = On(host, Chain("gift", Gift, Rule("gift", "gift.available > 0", Tag("gift"))));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        await bench.SendAsync(Shop.Claim("1", "10:10").Paid("10:06"));
        Assert.Equal(became == "fired" ? 1 : 0, await bench.CountAsync("1", "orders.rule-fired"));
        Assert.Equal(became == "erred" ? 1 : 0, await bench.CountAsync("1", "orders.rule-erred"));
        var notices = await bench.OutboxAsync("notice");
        Assert.Equal(became == "erred" ? 1 : 0, notices.Count(m => m.Key.Contains(OrderKernelCodes.RuleErred, StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_rule_that_erred_fires_once_its_fact_is_known()
    {
        var host = new Host();
        var bench = On(host, Chain("gift", Gift, Rule("gift", "gift.available > 0", Tag("gift"))));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        Assert.Equal([new AskedRule("gift", "gift", false)], (await bench.OrderAsync("1")).Rules.Items.ToArray());
        host.Known["gift.available"] = 1;
        await bench.SendAsync(Shop.Claim("1", "10:10").Paid("10:06"));
        Assert.Equal([new AskedRule("gift", "gift", true)], (await bench.OrderAsync("1")).Rules.Items.ToArray());
        Assert.Equal(["gift.available"], host.Asked);
    }

    [Fact]
    public async Task A_value_that_a_lever_does_not_take_is_an_error_of_its_rule_alone()
    {
        var bench = On(Chain("vip",
            Rule("a", "true", """{ "lever": "tag", "with": { "value": { "expression": "order.channel + \" \"" } } }"""), Rule("b", "true", Tag("b"))));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        Assert.Equal([new AskedRule("vip", "a", false), new AskedRule("vip", "b", true)], (await bench.OrderAsync("1")).Rules.Items.ToArray());
        var erred = (await bench.EventsAsync("1")).Single(e => e.Type == "orders.rule-erred");
        Assert.Contains(OrdersCodes.RuleValueInvalid, Encoding.UTF8.GetString(erred.Bytes.Span), StringComparison.Ordinal);
        Assert.Contains(OrdersCodes.RuleErredNow, Encoding.UTF8.GetString(erred.Bytes.Span), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{ "lever": "tag", "with": { "value": " x" } }""", "value", "1-128 characters")]
    [InlineData("""{ "lever": "hold", "with": { "kind": "" } }""", "kind", "1-128 characters")]
    [InlineData("""{ "lever": "hold", "with": { "kind": "x", "scopes": ["Ship", "Fly"] } }""", "scopes", "Ship|Refund|Edit|Settle")]
    [InlineData("""{ "lever": "hold", "with": { "kind": "x", "scopes": [] } }""", "scopes", "Ship|Refund|Edit|Settle")]
    [InlineData("""{ "lever": "notify", "with": { "role": " " } }""", "role", "a role")]
    public void What_the_kernels_levers_do_not_take_is_found_at_load(string lever, string argument, string expected)
    {
        var refusal = OrderRules.Load(Chain("x", Rule("a", "true", Tag("y")), Rule("b", "true", lever))).Refusal!;
        var finding = Assert.Single(refusal.Reasons.Items);
        Assert.Equal((KernelCodes.DocumentValueInvalid, $"$.rules[1].then[0].with.{argument}", expected),
            (finding.Code, finding.Arguments[0].Value, finding.Arguments[2].Value));
    }

    [Fact]
    public async Task Only_the_kernel_says_what_rules_did()
    {
        var bench = On(Chain("vip", Rule("a", "true", Tag("a"))));
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        var chain = bench.Kernel.Policies.Chains[0].Reference;
        foreach (var command in new OrderCommand[] { new FireRule(chain, "b", []), new NoteRuleError(chain, "b", "x") })
        {
            var context = new DecisionContext(new Actor(ActorId.Of("anna"), [Role.Supervisor]), Shop.At("11:00"), MessageId.Of("x"));
            Assert.Equal(OrdersCodes.KernelOnly, OrderDecider.Decide(await bench.OrderAsync("1"), command, OrderPolicies.Default, context).Refusal?.Code);
            Assert.Equal(OrdersCodes.KernelOnly, (await bench.TellAsync("1", command, Role.Supervisor, "11:00")).Refusal?.Code);
        }
    }

    [Fact]
    public async Task Units_that_go_to_another_order_bring_what_rules_did_for_them()
    {
        var bench = On(Chain("vip", Rule("coupon", "true", Ask("coupon", "text", "10"))));
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 10);
        await bench.SendAsync(Shop.Claim("1", "10:10").Paid("10:06"));
        var context = new DecisionContext(new Actor(ActorId.Of("anna"), [Role.Supervisor]), Shop.At("12:00"), MessageId.Of("split"));
        var split = await bench.Kernel.SplitAsync(Shop.Key("1"), new SplitOrder(Shop.Key("1-2"), [new(Shop.First, Shop.Units(1))]), context);
        Assert.True(split.IsOk, split.Refusal?.ToString());
        Assert.Equal([new AskedRule("vip", "coupon", true)], (await bench.OrderAsync("1-2")).Rules.Items.ToArray());
        Assert.Single(await bench.OutboxAsync("action"));
    }

    [Fact]
    public async Task Chains_are_asked_in_the_order_of_their_names_and_a_name_replaces()
    {
        var policies = Bench.Sourced;
        foreach (var (name, tag) in new[] { ("b", "b"), ("c", "c"), ("a", "a"), ("b", "new") })
            policies = policies.With("ruleChain", Chain(name, Rule("a", "true", Tag(tag)))).ValueOrThrow();
        var bench = new Bench(policies: policies);
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        Assert.Equal(["a", "new", "c"], (await bench.OrderAsync("1")).Tags.Items.Select(t => t.Value));
    }

    [Fact]
    public async Task Rules_know_what_the_host_knows_of_the_customer()
    {
        var bench = On(Chain("vip", Rule("a", "customer.level == \\\"Diamond\\\" && customer.history == \\\"Good\\\"", Tag("diamond"))));
        var kernel = new Kernel(bench.Store, bench.Kernel.Policies) { Standings = new Diamond() };
        await bench.SendAsync(Shop.Claim("1", "10:05"));
        Assert.Empty((await bench.OrderAsync("1")).Tags.Items);
        (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(Shop.Claim("2", "10:05"), "x"))).ValueOrThrow();
        Assert.Equal(["diamond"], (await bench.OrderAsync("2")).Tags.Items.Select(t => t.Value));
    }

    [Fact]
    public async Task A_run_in_bulk_asks_the_host_as_single_calls_do()
    {
        var store = new MemoryOrderStore();
        var policies = Bench.Sourced.With("ruleChain", Chain("gift", Gift, Rule("gift", "gift.available > 0", Tag("gift")))).ValueOrThrow();
        var run = new KernelRun(store, policies, Shop.Acme) { RuleFacts = new Host(("gift.available", 1L)) };
        await run.ApplyAsync([Bench.Delivery(Shop.Claim("1", "10:05"), "a"), Bench.Delivery(Shop.Claim("2", "10:06"), "b")], Shop.At("11:00"));
        var kernel = new Kernel(store, policies);
        foreach (var number in new[] { "1", "2" }) Assert.Equal(["gift"], (await kernel.FindAsync(Shop.Key(number)))!.Tags.Items.Select(t => t.Value));
    }

    [Fact]
    public void Every_ready_made_chain_is_one_over_orders()
    {
        foreach (var preset in ChainPreset.All)
        {
            var chain = KernelPolicies.Default.With("ruleChain", preset.Utf8).ValueOrThrow().Chains[0].Policy;
            // What the kernel knows is not asked of the host.
            Assert.DoesNotContain(chain.Facts.Items, f => OrderRules.Domain.Facts.TrySlotOf(f.Path, out _));
        }
    }

    [Fact]
    public async Task A_ready_made_chain_runs()
    {
        var host = new Host(("gift.available", 1L), ("gift.sku", ExpressionValue.Of("G1")));
        var policies = Bench.Sourced.With("ruleChain", ChainPreset.Of("xiaohongshu").Utf8).ValueOrThrow();
        var kernel = new Kernel(new MemoryOrderStore(), policies) { RuleFacts = host };
        var claim = Shop.Claim("1", "10:10").Paid("10:06");
        claim = claim with { Order = claim.Order with { Channel = ChannelId.Of("xiaohongshu") } };
        (await kernel.DeliverAsync(Shop.Acme, Bench.Delivery(claim, "x"))).ValueOrThrow();
        var order = (await kernel.FindAsync(claim.Order))!;
        Assert.Equal(["xiaohongshu-service", "xiaohongshu-gift", "xiaohongshu-coupon"], order.Rules.Items.Select(r => r.Rule));
    }

    private static Bench On(params ReadOnlyMemory<byte>[] chains) => On(null, chains);

    private static Bench On(IRuleFacts? host, params ReadOnlyMemory<byte>[] chains)
    {
        var policies = Bench.Sourced;
        foreach (var chain in chains) policies = policies.With("ruleChain", chain).ValueOrThrow();
        return new Bench(policies: policies, facts: host);
    }

    private static string Tag(string tag) => $$"""{ "lever": "tag", "with": { "value": "{{tag}}" } }""";

    private static string Ask(string lever, string name, string text) => $$"""{ "lever": "{{lever}}", "with": { "{{name}}": "{{text}}" } }""";

    private static string Rule(string id, string when, params string[] then) =>
        $$"""{ "id": "{{id}}", "when": "{{when}}", "then": [{{string.Join(", ", then)}}] }""";

    private static ReadOnlyMemory<byte> Chain(string name, params string[] rules)
    {
        var more = rules[0] == Gift ? Gift : "";
        return Encoding.UTF8.GetBytes($$"""
            {
              "$schema": "rule-chain-1.json", "name": "{{name}}", "version": "1", {{more}}
              "levers": [
                { "lever": "remark", "with": [{ "name": "text", "type": "string" }] },
                { "lever": "coupon", "with": [{ "name": "text", "type": "string" }] }
              ],
              "rules": [{{string.Join(", ", rules.Where(r => r != Gift))}}]
            }
            """);
    }

    private sealed class Host(params (string Path, ExpressionValue Value)[] known) : IRuleFacts
    {
        public Dictionary<string, ExpressionValue> Known { get; } = known.ToDictionary(k => k.Path, k => k.Value);

        public HashSet<string> Asked { get; } = [];

        public ValueTask<IReadOnlyDictionary<string, ExpressionValue>> FindAsync(
            OrderKey order, ValueList<FactField> facts, CancellationToken cancellationToken)
        {
            Asked.UnionWith(facts.Items.Select(f => f.Path));
            return new(Known);
        }
    }

    private sealed class Diamond : ICustomerStandings
    {
        public ValueTask<KnownCustomer?> FindAsync(OrderKey order, CancellationToken cancellationToken) =>
            new(new KnownCustomer(new CustomerStanding(CustomerLevel.Diamond, CustomerHistory.Good)));
    }
}
