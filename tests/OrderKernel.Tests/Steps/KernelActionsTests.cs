using System.Text;
using System.Text.Json;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Steps;

// Fails when what a workflow asks of the host misses the outbox, goes there twice because the same message came twice, or goes there although nothing happened.
public class KernelActionsTests
{
    private const string Packing = """
        {
          "$schema": "workflow-1.json", "name": "packing", "version": "1.0.0", "axis": "OrderStatus", "extends": "standard@1",
          "enter": { "AwaitingFulfilment": ["to-pack"] },
          "steps": {
            "review": null,
            "to-pack": {
              "status": "AwaitingFulfilment",
              "fire": {
                "pack": { "to": "ready", "roles": ["warehouse"], "actions": [{ "do": "notify", "to": ["agent", "supervisor"], "text": "packed" }, { "do": "export", "to": "wms" }] },
                "cancel": { "does": "cancel", "roles": ["buyer"], "actions": [{ "do": "open-task", "for": "agent" }] },
                "ship": { "does": "ship", "roles": ["warehouse"] }
              }
            },
            "ready": {
              "status": "AwaitingFulfilment",
              "fire": {
                "unpack": { "to": "to-pack", "roles": ["warehouse"] },
                "ship": { "does": "ship", "roles": ["warehouse"] },
                "cancel": { "does": "cancel", "roles": ["buyer"] }
              }
            }
          }
        }
        """;

    private const string Parcels = """
        {
          "$schema": "workflow-1.json", "name": "asking", "version": "1.0.0", "axis": "ShipmentStatus",
          "enter": { "Planned": ["to-pack"], "HandedOver": ["out"], "Delivered": ["delivered"], "Returned": ["returned"], "Lost": ["lost"], "Cancelled": ["cancelled"] },
          "steps": {
            "to-pack": { "status": "Planned", "fire": { "pack": { "to": "packed", "roles": ["warehouse"], "actions": [{ "do": "export", "to": "wms" }] } } },
            "packed": { "status": "Planned", "fire": { "hand-over": { "does": "handOver", "roles": ["warehouse"] } } },
            "out": { "status": "HandedOver" }, "delivered": { "status": "Delivered", "final": true }, "returned": { "status": "Returned", "final": true },
            "lost": { "status": "Lost", "final": true }, "cancelled": { "status": "Cancelled", "final": true }
          }
        }
        """;

    private static readonly Actor Packer = new(ActorId.Of("wang"), [Role.Warehouse]);

    private static KernelPolicies Policies { get; } = KernelPolicies.Default with
    {
        Orders = OrderPolicies.Of(
            WorkflowDocument.Load(Encoding.UTF8.GetBytes(Packing), OrderDomain.Standard, OrderPolicies.Library).ValueOrThrow(),
            WorkflowDocument.Load(OrderPolicies.Embedded("totals-only.workflow.json"), OrderDomain.TotalsOnly).ValueOrThrow(),
            OrderPolicies.Default.Screening),
    };

    [Fact]
    public async Task Each_action_of_a_trigger_is_one_message_to_the_host()
    {
        var bench = await PaidAsync();
        Assert.Empty(await bench.OutboxAsync("action"));
        Assert.True((await TellAsync(bench, "m-pack", "pack")).IsOk);
        var sent = await bench.OutboxAsync("action");
        Assert.Equal(2, sent.Select(m => m.Key).Distinct().Count());
        var bodies = sent.OrderBy(m => m.Key, StringComparer.Ordinal).Select(m => JsonDocument.Parse(m.Body).RootElement).ToArray();
        Assert.All(bodies,
            b => Assert.Equal(("to-pack", "pack", "wang"),
                (b.GetProperty("step").GetString(), b.GetProperty("trigger").GetString(), b.GetProperty("by").GetString())));
        Assert.Equal(["notify", "export"], bodies.Select(b => b.GetProperty("do").GetString()));
        Assert.Equal(["agent", "supervisor"], bodies[0].GetProperty("with").GetProperty("to").EnumerateArray().Select(v => v.GetString()));
        Assert.Equal((await bench.OrderAsync("1")).Id.Value, bodies[0].GetProperty("order").GetString());
    }

    [Fact]
    public async Task The_same_message_told_twice_asks_once_and_a_new_one_asks_anew()
    {
        var bench = await PaidAsync();
        Assert.True((await TellAsync(bench, "m-pack", "pack")).IsOk);
        Assert.True((await TellAsync(bench, "m-pack", "pack")).IsOk);
        Assert.Equal(2, (await bench.OutboxAsync("action")).Count);
        Assert.Equal(1, await bench.CountAsync("1", "orders.trigger-fired"));

        // The trigger is another one when the order comes by once more: its messages are others too.
        Assert.True((await TellAsync(bench, "m-unpack", "unpack")).IsOk);
        Assert.True((await TellAsync(bench, "m-again", "pack")).IsOk);
        Assert.True((await TellAsync(bench, "m-again", "pack")).IsOk);
        Assert.Equal(4, (await bench.OutboxAsync("action")).Select(m => m.Key).Distinct().Count());
        Assert.Equal(4, (await bench.OutboxAsync("action")).Count);
    }

    [Fact]
    public async Task A_verb_asks_once_too_and_a_refused_trigger_never()
    {
        var bench = await PaidAsync();
        Assert.False((await bench.Kernel.TellAsync(Shop.Key("1"), new FireTrigger("pack"), Role.Buyer, Shop.At("10:30"))).IsOk);
        Assert.Empty(await bench.OutboxAsync("action"));
        for (var i = 0; i < 2; i++) Assert.True((await bench.TellAsync("1", new CancelUnits([]), Role.Buyer, "10:40")).IsOk);
        var body = JsonDocument.Parse(Assert.Single(await bench.OutboxAsync("action")).Body).RootElement;
        Assert.Equal(("cancel", "open-task", "agent"),
            (body.GetProperty("trigger").GetString(), body.GetProperty("do").GetString(), body.GetProperty("with").GetProperty("for")[0].GetString()));
    }

    [Fact]
    public async Task An_action_of_a_shipments_trigger_names_the_shipment()
    {
        var parcels = WorkflowDocument.Load(Encoding.UTF8.GetBytes(Parcels), ShipmentDomain.Standard).ValueOrThrow();
        var bench = new Bench(new MemoryOrderStore(),
            KernelPolicies.Default with { Orders = OrderPolicies.Default.WithShipments(parcels).WithDefaultShipments("asking@1").ValueOrThrow() });
        await bench.SendAsync(Shop.Claim("1", "10:20").Paid("10:10"));
        Assert.True((await bench.TellAsync("1",
            new PlanShipment(ShipmentId.Of("s1"), Shop.Hangzhou, null, null, [new((await bench.OrderAsync("1")).Lines[0].Id, Shop.Units(1))]), Role.Kernel,
            "10:25")).IsOk);
        Assert.Empty(await bench.OutboxAsync("action"));
        for (var i = 0; i < 2; i++)
            Assert.True((await bench.Kernel.TellAsync(Shop.Key("1"), new FireShipmentTrigger(ShipmentId.Of("s1"), "pack"),
                new DecisionContext(Packer, Shop.At("10:30"), MessageId.Of("m-pack")))).IsOk);
        var body = JsonDocument.Parse(Assert.Single(await bench.OutboxAsync("action")).Body).RootElement;
        Assert.Equal(("s1", "to-pack", "pack", "export"), (body.GetProperty("shipment").GetString(), body.GetProperty("step").GetString(),
            body.GetProperty("trigger").GetString(), body.GetProperty("do").GetString()));
    }

    [Fact]
    public async Task A_parcel_that_we_send_and_nobody_scans_reaches_the_warehouse_with_a_copy_to_an_agent()
    {
        var bench = new Bench();
        await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
        await bench.SendAsync(Shop.Claim("1", "10:20").Paid("10:10"));
        await bench.OutboundAsync("1", Shop.Hangzhou, "11:00", "YT1", 2);
        await bench.ClockAsync("12:59");
        Assert.Empty(await bench.OutboxAsync("action"));
        await bench.ClockAsync("13:00");
        var body = JsonDocument.Parse(Assert.Single(await bench.OutboxAsync("action")).Body).RootElement;
        Assert.Equal(("notify", "warehouse", "agent", "first-scan-overdue"),
            (body.GetProperty("do").GetString(), body.GetProperty("with").GetProperty("to")[0].GetString(),
                body.GetProperty("with").GetProperty("copy")[0].GetString(), body.GetProperty("trigger").GetString()));
        Assert.DoesNotContain(await bench.OutboxAsync("notice"), m => m.Key.Contains(OrderKernelCodes.StepReminded, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_reminder_for_which_the_workflow_names_nobody_reaches_whom_the_notices_name()
    {
        var bench = new Bench(policies: KernelPolicies.Default);
        await bench.SendAsync(Shop.Claim("1", "10:04", "60000.00").Paid("10:04"));
        await bench.SendAsync(Shop.Claim("2", "10:04"));
        await bench.ClockAsync("1 00:00");
        Assert.True((await bench.OrderAsync("2")).HasExpired);
        var told = Assert.Single(await bench.OutboxAsync("notice"), m => m.Key.Contains(OrderKernelCodes.StepReminded, StringComparison.Ordinal));
        Assert.EndsWith("/supervisor", told.Key, StringComparison.Ordinal);
        var arguments = JsonDocument.Parse(told.Body).RootElement.GetProperty("arguments");
        Assert.Equal(("review", "remind", "-"),
            (arguments.GetProperty("step").GetString(), arguments.GetProperty("trigger").GetString(), arguments.GetProperty("shipment").GetString()));
    }

    [Fact]
    public async Task Holds_of_parcels_and_of_regions_reach_whoever_may_release_them_each_by_itself()
    {
        var text = Parcels.Replace("\"to-pack\": {", """
            "checking": {
              "status": "Planned", "hold": { "kind": "AddressReview", "scopes": ["ship"] },
              "regions": {
                "left": { "steps": { "left-open": { "hold": { "kind": "AddressReview", "scopes": ["ship"] }, "fire": { "left-on": { "to": "left-held", "roles": ["warehouse"] } } }, "left-held": { "hold": { "kind": "PaymentRisk", "scopes": ["ship"] }, "fire": { "left-done": { "to": "left-over", "roles": ["warehouse"] } } }, "left-over": { "final": true } } }
              },
              "join": { "to": "to-pack" }
            },
            "to-pack": {
            """, StringComparison.Ordinal).Replace("\"Planned\": [\"to-pack\"]", "\"Planned\": [\"checking\"]", StringComparison.Ordinal);
        var parcels = WorkflowDocument.Load(Encoding.UTF8.GetBytes(text), ShipmentDomain.Standard).ValueOrThrow();
        var bench = new Bench(new MemoryOrderStore(),
            KernelPolicies.Default with { Orders = OrderPolicies.Default.WithShipments(parcels).WithDefaultShipments("asking@1").ValueOrThrow() });
        await bench.SendAsync(Shop.Claim("1", "10:20").Paid("10:10"));
        Assert.True((await bench.TellAsync("1",
            new PlanShipment(ShipmentId.Of("s1"), Shop.Hangzhou, null, null, [new((await bench.OrderAsync("1")).Lines[0].Id, Shop.Units(1))]), Role.Kernel,
            "10:25")).IsOk);
        Assert.Equal(2, Holds(await bench.OutboxAsync("notice")).Distinct().Count());
        Assert.Null((await bench.Kernel.TellAsync(Shop.Key("1"), new FireShipmentTrigger(ShipmentId.Of("s1"), "left-on"),
            new DecisionContext(Packer, Shop.At("10:30"), MessageId.Of("m-on")))).Refusal);
        Assert.Equal(3, Holds(await bench.OutboxAsync("notice")).Distinct().Count());

        static IEnumerable<string> Holds(IEnumerable<Ports.OutboxMessage> notices) =>
            notices.Where(m => m.Key.Contains(OrderKernelCodes.HoldPlaced, StringComparison.Ordinal))
            .Select(m => JsonDocument.Parse(m.Body).RootElement.GetProperty("arguments").GetProperty("hold").GetString()!);
    }

    private static async Task<Bench> PaidAsync()
    {
        var bench = new Bench(new MemoryOrderStore(), Policies);
        await bench.SendAsync(Shop.Claim("1", "10:20").Paid("10:10"));
        Assert.Equal("to-pack", (await bench.OrderAsync("1")).Process!.Step);
        return bench;
    }

    private static async Task<Result<Order>> TellAsync(Bench bench, string message, string trigger) =>
        await bench.Kernel.TellAsync(Shop.Key("1"), new FireTrigger(trigger), new DecisionContext(Packer, Shop.At("10:30"), MessageId.Of(message)));
}
