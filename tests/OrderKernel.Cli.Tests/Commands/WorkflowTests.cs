using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when check misses a finding, a path or its exit code, next says other than the order's workflow, or either throws at a file that is no workflow.
public class WorkflowTests
{
    private const string Broken = """
        { "$schema": "workflow-1.json", "name": "shop", "version": "1", "axis": "OrderStatus",
          "enter": { "AwaitingPayment": ["unpaid"] },
          "steps": { "unpaid": { "status": "AwaitingPayment", "fire": { "vanish": { "to": "nowhere", "roles": [] } } } } }
        """;

    [Theory]
    [InlineData("standard.workflow.json", "orders")]
    [InlineData("totals-only.workflow.json", "orders-totals-only")]
    public void A_sound_document_ends_with_0(string name, string domain)
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["w.json"], OrderPolicies.Embedded(name).ToArray());
        Assert.Contains("is sound", ToolRun.Of("workflow", "check", folder["w.json"]).Ends(0).Out, StringComparison.Ordinal);
        var json = JsonNode.Parse(ToolRun.Of("workflow", "check", folder["w.json"], "--json").Ends(0).Out)!;
        Assert.Equal((true, domain, "OrderStatus", 0),
            (json["sound"]!.GetValue<bool>(), json["domain"]!.GetValue<string>(), json["axis"]!.GetValue<string>(), json["findings"]!.AsArray().Count));
    }

    [Theory]
    [InlineData("en", "nobody may fire vanish")]
    [InlineData("zh", "没有任何角色可以触发 vanish")]
    public void All_findings_come_with_path_code_and_text(string lang, string text)
    {
        using var folder = new TempFolder().With("w.json", Broken);
        var file = Path.Combine(folder.Input, "w.json");
        var said = ToolRun.Of("workflow", "check", file, "--lang", lang).Ends(1).Out;
        Assert.Contains(text, said, StringComparison.Ordinal);
        Assert.Contains($"$.steps.unpaid.fire.vanish.to", said, StringComparison.Ordinal);
        Assert.Contains($"[{WorkflowCodes.RolesEmpty}]", said, StringComparison.Ordinal);
        var findings = JsonNode.Parse(ToolRun.Of("workflow", "check", file, "--lang", lang, "--json").Ends(1).Out)!["findings"]!.AsArray();
        Assert.Contains(findings, f => f!["code"]!.GetValue<string>() == WorkflowCodes.StepUnknown
            && f["path"]!.GetValue<string>() == "$.steps.unpaid.fire.vanish.to" && f["arguments"]!["step"]!.GetValue<string>() == "nowhere");
        Assert.Contains(findings, f => f!["text"]!.GetValue<string>().Contains(text, StringComparison.Ordinal));
    }

    [Fact]
    public void A_workflow_of_shipments_is_looked_for_among_the_presets_and_beside_the_document()
    {
        const string order = """
            { "$schema": "workflow-1.json", "name": "shop", "version": "1", "axis": "OrderStatus", "extends": "standard@1",
              "shipments": [{ "workflow": "shipment-instant@1", "when": "shipment.units == 1" }, { "workflow": "shipment-own@1" }] }
            """;
        using var folder = new TempFolder().With("shop.workflow.json", order);
        var file = Path.Combine(folder.Input, "shop.workflow.json");
        var said = ToolRun.Of("workflow", "check", file).Ends(1).Out;
        Assert.Contains($"[{OrdersCodes.ShipmentsMissing}]", said, StringComparison.Ordinal);
        Assert.Contains("$.shipments[1].workflow", said, StringComparison.Ordinal);
        var finding = JsonNode.Parse(ToolRun.Of("workflow", "check", file, "--json").Ends(1).Out)!["findings"]!.AsArray().Single()!;
        Assert.Equal("shipment-own@1", finding["arguments"]!["workflow"]!.GetValue<string>());
        string[] next = ["workflow", "next", Waiting(), "--store", SampleRun.Shared.Store, "--workflow", file];
        ToolRun.Of(next).GivesUpWith(CliCodes.PolicyInvalid);
        var own = Encoding.UTF8.GetString(OrderPolicies.Embedded("shipment-parcel.workflow.json").Span)
            .Replace("shipment-parcel", "shipment-own", StringComparison.Ordinal);
        var beside = Path.Combine(folder.Input, "own.workflow.json");
        File.WriteAllText(beside, own);
        ToolRun.Of("workflow", "check", file).Ends(0);
        // Sound beside it, but the orders of the store would not have it.
        ToolRun.Of(next).GivesUpWith(CliCodes.PolicyInvalid);
        ToolRun.Of([.. next, "--workflow", beside]).Ends(0);
    }

    [Theory]
    [InlineData("", KernelCodes.DocumentMalformed)]
    [InlineData("{", KernelCodes.DocumentMalformed)]
    [InlineData("[]", KernelCodes.DocumentTypeMismatch)]
    [InlineData("{\"axis\":5}", KernelCodes.DocumentPropertyMissing)]
    [InlineData("{\"axis\":\"Weather\"}", WorkflowCodes.AxisMismatch)]
    [InlineData("{\"axis\":\"\\ud800\"}", KernelCodes.DocumentPropertyMissing)]
    public void What_is_no_workflow_is_a_finding(string text, string code)
    {
        using var folder = new TempFolder().With("w.json", text);
        var run = ToolRun.Of("workflow", "check", Path.Combine(folder.Input, "w.json")).Ends(1);
        Assert.Contains($"[{code}]", run.Out, StringComparison.Ordinal);
        Assert.Equal("", run.Error);
    }

    [Fact]
    public void Deep_nesting_is_a_finding()
    {
        using var folder = new TempFolder().With("w.json", new StringBuilder("{\"axis\":").Insert(8, "[", 100_000).ToString());
        ToolRun.Of("workflow", "check", Path.Combine(folder.Input, "w.json")).Ends(1);
    }

    [Fact]
    public void A_file_that_cannot_be_read_ends_with_2()
    {
        using var folder = new TempFolder();
        ToolRun.Of("workflow", "check", folder["none.json"]).GivesUpWith(CliCodes.FileUnreadable);
        ToolRun.Of("workflow", "check", folder.Root).GivesUpWith(CliCodes.FileUnreadable);
        ToolRun.Of("workflow").Ends(2);
    }

    [Fact]
    public void Next_tells_what_can_be_fired_and_why_not_the_rest()
    {
        var order = Waiting();
        var said = ToolRun.Of("workflow", "next", order, "--store", SampleRun.Shared.Store, "--role", "warehouse").Ends(0).Out;
        Assert.Contains("ship  does ship", said, StringComparison.Ordinal);
        Assert.Contains("amend the price [amend-price]  amend-price at step ready needs one of the roles agent, supervisor. [workflow.role-missing]", said,
            StringComparison.Ordinal);
        Assert.Contains("not at this step: expire, approve, remind, complete", said, StringComparison.Ordinal);
        Assert.Contains("以这些角色没有可执行的动作", ToolRun.Of("workflow", "next", order, "--store", SampleRun.Shared.Store, "--lang", "zh").Ends(0).Out,
            StringComparison.Ordinal);

        var json = JsonNode.Parse(ToolRun.Of("workflow", "next", order, "--store", SampleRun.Shared.Store, "--role", "agent", "--role", "warehouse", "--json")
            .Ends(0).Out)!;
        Assert.Equal("ready", json["step"]!.GetValue<string>());
        Assert.Equal(["cancel", "amend-price", "refund", "ship"], json["permitted"]!.AsArray().Select(t => t!["trigger"]!.GetValue<string>()));
        Assert.Equal(WorkflowCodes.RoleMissing,
            json["refused"]!.AsArray().Single(t => t!["trigger"]!.GetValue<string>() == "reinstate")!["code"]!.GetValue<string>());
    }

    [Fact]
    public void Next_knows_the_holds_of_the_order()
    {
        var said = ToolRun.Of("workflow", "next", Waiting(isHeld: true), "--store", SampleRun.Shared.Store, "--role", "warehouse").Ends(0).Out;
        Assert.Contains($"[{OrdersCodes.Held}]", said, StringComparison.Ordinal);
        Assert.DoesNotContain("does ship", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Next_refuses_what_it_does_not_know()
    {
        var store = SampleRun.Shared.Store;
        Assert.Contains($"[{CliCodes.OrderNotFound}]", ToolRun.Of("workflow", "next", "nobody", "--store", store).Ends(1).Error, StringComparison.Ordinal);
        ToolRun.Of("workflow", "next", "x", "--store", store, "--role", " ").GivesUpWith(CliCodes.CommandLineInvalid);
        ToolRun.Of("workflow", "next", "x", "--store", store, "--workflow", "/none.json").GivesUpWith(CliCodes.FileUnreadable);
        using var folder = new TempFolder().With("w.json", Broken);
        ToolRun.Of("workflow", "next", "x", "--store", store, "--workflow", Path.Combine(folder.Input, "w.json")).GivesUpWith(CliCodes.PolicyInvalid);
    }

    [Fact]
    public async Task Next_tells_it_for_each_parcel_that_runs_a_workflow_too()
    {
        using var folder = new TempFolder();
        var key = new OrderKey(TenantId.Of("default"), ChannelId.Of("shop"), ShopId.Of("s"), OrderNumber.Of("77"));
        await using (var store = Storage.Sqlite.SqliteOrderStore.Open(folder.Store))
        {
            var kernel =
                new Kernel(store, KernelPolicies.Default with { Orders = OrderPolicies.Default.WithDefaultShipments("shipment-parcel@1").ValueOrThrow() });
            var at = Instant.FromUtc(2026, 2, 9, 2, 0);
            var place = new PlaceOrder(key, OrderId.Mint("SH", new LocalDate(2026, 2, 9), key), at, PaymentTerms.PayLater, new(Money.Fen(6400)),
                [new(LineId.Of("1"), Quantity.Of(1), Money.Fen(6400), [new(SkuId.Of("MUG-1"), Quantity.Of(1))])]);
            (await kernel.TellAsync(key, place, new DecisionContext(new(ActorId.Of("shop"), [Role.Channel]), at, MessageId.Of("m1")))).ValueOrThrow();
            var plan = new PlanShipment(ShipmentId.Of("s1"), LocationId.Of("HZ"), null, null, [new(LineId.Of("1"), Quantity.Of(1))]);
            (await kernel.TellAsync(key, plan, new DecisionContext(Actor.Kernel, at, MessageId.Of("m2")))).ValueOrThrow();
        }

        var said = ToolRun.Of("workflow", "next", "77", "--store", folder.Store, "--role", "picker").Ends(0).Out;
        Assert.Contains("Shipment s1 stands at to be picked (Planned) since 2026-02-09 10:00:00, under shipment-parcel@1.0.0", said,
            StringComparison.Ordinal);
        Assert.Contains("picked  moves to to be rechecked", said, StringComparison.Ordinal);
        Assert.Contains("包裹 s1 自", ToolRun.Of("workflow", "next", "77", "--store", folder.Store, "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);
        var json = JsonNode.Parse(ToolRun.Of("workflow", "next", "77", "--store", folder.Store, "--role", "picker", "--json").Ends(0).Out)!["shipments"]!
            .AsArray().Single()!;
        Assert.Equal(("s1", "picking", "rechecking"),
            (json["shipment"]!.GetValue<string>(), json["step"]!.GetValue<string>(), json["permitted"]!.AsArray().Single()!["to"]!.GetValue<string>()));
        Assert.Contains(json["refused"]!.AsArray(), t => t!["trigger"]!.GetValue<string>() == "hand-over");
    }

    /// <summary>The number of an order of the sample that stands at <c>ready</c>.</summary>
    internal static string Waiting(bool isHeld = false) =>
        Stored.Orders(SampleRun.Shared.Store).First(o => o.Process!.Step == "ready" && o.Holds.IsEmpty == !isHeld).Key.Number.Value;
}
