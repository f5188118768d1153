using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Deliveries;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Runs;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;
using OrderKernel.Timing;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Scenarios;

// Fails when a deadline fires twice, never, or keeps the clock busy for ever, when a call does more than was due when it was made or does not say what is
// left, or when a refusal leaves no trace.
public class TimerScenarios
{
    private const HoldScopes Everything = HoldScopes.Ship | HoldScopes.Edit | HoldScopes.Refund | HoldScopes.Settle;

    [Fact]
    public async Task The_clock_goes_on_over_orders_on_which_everything_is_held()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:01"));
        await bench.SendAsync(Shop.Claim("2", "1 10:00").Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00"));
        foreach (var number in new[] { "1", "2" })
            await bench.TellAsync(number, new PlaceHold(HoldId.Of("h"), HoldKind.PaymentRisk, Everything), Role.Finance, "1 10:01");
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
        var fired = await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("30 00:00"), limit.Token);
        Assert.Equal(new DueTimers(2, 0, []), fired);
        Assert.Equal(new DueTimers(0, 0, []), await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("31 00:00"), limit.Token));
    }

    [Fact]
    public async Task A_hold_with_an_end_ends_by_itself()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.TellAsync("1", new PlaceHold(HoldId.Of("h"), HoldKind.Scheduled, HoldScopes.Ship) { Until = Shop.At("12:00") }, Role.Agent, "10:10");
        Assert.Equal(0, await bench.ClockAsync("11:59"));
        Assert.Equal(1, await bench.ClockAsync("12:00"));
        Assert.Empty((await bench.OrderAsync("1")).Holds);
    }

    [Fact]
    public async Task A_hold_with_the_longest_id_ends_by_itself_too()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        await bench.TellAsync("1", new PlaceHold(HoldId.Of(new string('h', 128)), HoldKind.Scheduled, HoldScopes.Ship) { Until = Shop.At("12:00") }, Role.Agent,
            "10:10");
        Assert.Equal(1, await bench.ClockAsync("12:00"));
        Assert.Empty((await bench.OrderAsync("1")).Holds);
    }

    [Fact]
    public async Task A_deadline_that_is_set_again_for_the_same_instant_fires_again()
    {
        var bench = new Bench(policies: OrderKernel.Policies.KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        for (var i = 0; i < 2; i++)
        {
            await bench.TellAsync("1", new PlaceHold(HoldId.Of("h"), HoldKind.Scheduled, HoldScopes.Ship) { Until = Shop.At("12:00") }, Role.Agent, $"13:0{i}");
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(5));
            await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At("14:00"), limit.Token);
            Assert.Empty((await bench.OrderAsync("1")).Holds);
        }
    }

    [Fact]
    public async Task What_a_guard_refuses_is_on_the_trail_and_due_again_once_it_holds()
    {
        var bench = new Bench(policies: With("""{ "after": "PT1H", "since": "step", "fires": "shelve" }""",
            """ "shelve": { "to": "shelf", "roles": ["kernel"], "when": "\"slow\" in order.tags" } """));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:04"));
        Assert.Equal(new DueTimers(1, 0, []), await DueAsync(bench, "12:00"));
        Assert.Equal(new DueTimers(0, 0, []), await DueAsync(bench, "13:00"));
        Assert.Equal(1, await bench.CountAsync("1", "orders.deadline-refused"));
        await bench.TellAsync("1", new TagOrder(OrderTag.Of("slow")), Role.Channel, "14:00");
        Assert.Equal(new DueTimers(1, 0, []), await DueAsync(bench, "14:00"));
        var order = await bench.OrderAsync("1");
        Assert.Equal(("shelf", Shop.At("14:00")), (order.Process!.Step, order.Process.Since));
        Assert.Equal(new DueTimers(0, 0, []), await DueAsync(bench, "30 00:00"));
    }

    // What takes a refusal back is told late and dated before the deadline: it is due at the very instant at which it fired, maybe in the same batch.
    [Fact]
    public async Task A_deadline_that_is_due_again_at_its_own_instant_fires_again_in_a_run_as_well()
    {
        var root = JsonNode.Parse(OrderPolicies.Embedded("standard.workflow.json").Span)!.AsObject();
        root["steps"]!["unpaid"]!["deadlines"]!.AsArray().Add(JsonNode.Parse("""{ "after": "PT10M", "since": "order.createdAt", "fires": "nudge" }"""));
        root["steps"]!["unpaid"]!["fire"]!["nudge"] = JsonNode.Parse("""{ "does": "notify", "roles": ["kernel"], "when": "order.paid > money(\"0\")" }""");
        var policies = With(root);
        var unpaid = Shop.Claim("1", "10:01");
        Delivery[] day = [Bench.Delivery(unpaid, "a"), Bench.Delivery(Shop.Claim("2", "10:12"), "b"),
            Bench.Delivery(unpaid with { SourceTime = Shop.At("10:20"), PaidAmount = Shop.Yuan("5.00"), PaidAt = Shop.At("10:08") }, "c")];
        var (store, bench) = (new MemoryOrderStore(), new Bench(policies: policies));
        var run = await new KernelRun(store, policies, Shop.Acme).ApplyAsync(day, Shop.At("5 00:00"));
        foreach (var delivery in day)
        {
            await bench.Kernel.ClockAsync(delivery.At);
            await bench.SendAsync(delivery);
        }

        await bench.Kernel.ClockAsync(Shop.At("5 00:00"));
        var events = await bench.EventsAsync("1");
        Assert.Equal(["orders.deadline-refused", "orders.deadline-due-again", "orders.step-reminded"],
            events.Select(e => e.Type).Where(t => t.Contains("deadline") || t.Contains("reminded")));
        Assert.Equal(Shop.At("10:10"), events[^1].At);
        Assert.Equal(events.Select(e => e.Hash), (await store.ReadAsync(Shop.Key("1").Stream(), 0, default)).Select(e => e.Hash));
        Assert.True((await new KernelRun(store, policies, Shop.Acme).ApplyAsync(day, Shop.At("5 00:00"))).ChangedNothing);
        Assert.Empty(run.Stuck.Items);
    }

    [Fact]
    public async Task A_call_fires_as_many_as_were_due_and_says_what_came_up_meanwhile()
    {
        // Each step waits an hour for the next: one timer stands at a time.
        var bench = new Bench(policies: With(
            """{ "after": "PT1H", "since": "step", "fires": "shelve" }""", """ "shelve": { "to": "shelf", "roles": ["kernel"] } """,
            """{ "after": "PT1H", "since": "step", "fires": "give-up" }""", """ "give-up": { "does": "cancel", "roles": ["kernel"] } """));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:05"));
        Assert.Equal(new DueTimers(1, 1, []), await DueAsync(bench, "1 00:00"));
        Assert.Equal("shelf", (await bench.OrderAsync("1")).Process!.Step);
        Assert.Equal(new DueTimers(1, 0, []), await DueAsync(bench, "1 00:00"));
        Assert.Equal(Shop.At("12:05"), (await bench.OrderAsync("1")).CancelledAt);
    }

    [Fact]
    public async Task What_came_up_meanwhile_comes_first_where_it_is_due_first()
    {
        var bench = new Bench(policies: With(
            """{ "after": "PT1H", "since": "step", "fires": "shelve" }""", """ "shelve": { "to": "shelf", "roles": ["kernel"] } """,
            """{ "after": "PT1H", "since": "step", "fires": "give-up" }""", """ "give-up": { "does": "cancel", "roles": ["kernel"] } """));
        await bench.SendAsync(Shop.Claim("1", "10:05").Paid("10:05"));
        await bench.SendAsync(Shop.Claim("2", "12:00") with { CreatedAt = Shop.At("12:00") });
        Assert.Equal(new DueTimers(2, 1, []), await DueAsync(bench, "1 00:00"));
        Assert.Equal((OrderStatus.Cancelled, false), ((await bench.OrderAsync("1")).Statuses.Headline, (await bench.OrderAsync("2")).HasExpired));
        Assert.Equal(new DueTimers(1, 0, []), await DueAsync(bench, "1 00:00"));
    }

    [Fact]
    public async Task A_timer_whose_workflow_is_missing_stands_is_named_and_holds_up_nothing()
    {
        var policies = With("""{ "after": "PT1H", "since": "step", "fires": "shelve" }""", """ "shelve": { "to": "shelf", "roles": ["kernel"] } """);
        var before = new Bench(policies: policies);
        await before.SendAsync(Shop.Claim("1", "10:05").Paid("10:05"));
        var after = new Bench(before.Store, KernelPolicies.Default);
        await after.SendAsync(Bench.Delivery(Shop.Claim("2", "10:06"), "later"));
        var done = await DueAsync(after, "1 00:00");
        Assert.Equal((1, 0), (done.Fired, done.Left));
        var stuck = Assert.Single(done.Stuck);
        Assert.Equal(("shelve", OrdersCodes.WorkflowUnknown), (stuck.Timer.Trigger, stuck.Why.Code));
        Assert.Equal(OrdersCodes.WorkflowUnknown,
            Assert.Single((await new KernelRun(after.Store, KernelPolicies.Default, Shop.Acme).ApplyAsync([], Shop.At("1 00:00"))).Stuck).Why.Code);
        Assert.Equal(new DueTimers(1, 0, []), await DueAsync(new Bench(before.Store, policies), "1 00:00"));
    }

    [Fact]
    public async Task A_step_of_a_case_to_which_new_tiers_give_longer_is_reminded_then()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:05", "2000.00").Paid("10:04").With("R", AfterSalesStatus.Requested, "1500.00", requested: "10:05"));
        var due = Assert.Single(await bench.Store.ClaimDueAsync(new(Shop.Acme, "test", Shop.At("300 00:00"), Shop.At("10:00")), 9, default),
            t => t.Trigger == "age-step").DueAt!.Value;
        var tiers = KernelPolicies.Default.Tiers;
        var longer =
            new Bench(bench.Store,
                KernelPolicies.Default
                    with { Tiers = tiers
                        with { Policy = tiers.Policy with { RemindAfter = tiers.Policy.RemindAfter * 3, EscalateAfter = tiers.Policy.EscalateAfter * 3 } } });
        await longer.Kernel.ClockAsync(due);
        Assert.Equal(0, await longer.Kernel.ClockAsync(due + (tiers.Policy.RemindAfter * 2) - NodaTime.Duration.FromSeconds(1)));
        Assert.Equal(1, await longer.Kernel.ClockAsync(due + (tiers.Policy.RemindAfter * 2)));
    }

    private static async Task<DueTimers> DueAsync(Bench bench, string at)
    {
        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(20));
        return await bench.Kernel.FireDueAsync(Shop.Acme, Shop.At(at), limit.Token);
    }

    // The standard workflow with a deadline and a trigger more where orders wait to be shipped, and a shelf beside.
    private static KernelPolicies With(string deadline, string trigger, string shelfDeadline = "", string shelfTrigger = "")
    {
        var root = JsonNode.Parse(OrderPolicies.Embedded("standard.workflow.json").Span)!.AsObject();
        var ready = root["steps"]!["ready"]!.AsObject();
        ready["deadlines"] = JsonNode.Parse($"[{deadline}]");
        foreach (var added in JsonNode.Parse($"{{ {trigger} }}")!.AsObject().ToArray()) ready["fire"]![added.Key] = added.Value!.DeepClone();
        var cancel = """ "cancel": { "does": "cancel", "roles": ["buyer", "agent"] } """;
        root["steps"]!["shelf"] =
            JsonNode.Parse(
                $$"""{ "status": "AwaitingFulfilment", "deadlines": [{{shelfDeadline}}], "fire": { {{(shelfTrigger.Length > 0 ? shelfTrigger + "," : "")}} {{cancel}} } }""");
        return With(root);
    }

    private static KernelPolicies With(JsonObject document) => KernelPolicies.Default with
    {
        Orders = OrderPolicies.Default
            .Replacing(standard: WorkflowDocument.Load(Encoding.UTF8.GetBytes(document.ToJsonString()), OrderDomain.Standard).ValueOrThrow()),
    };
}
