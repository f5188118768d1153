using System.Text;
using OrderKernel.AfterSales;
using OrderKernel.Inventory;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Tests.Support;
using OrderKernel.Workflow;

namespace OrderKernel.Tests.Roles;

// Fails when the kernel lets somebody fire or approve what the matrix does not grant, when what a role includes does not count at the doors, when facts of
// a channel are refused, or when a repeat loses its first answer because the matrix changed.
public class RoleScenarios
{
    private static readonly ApprovalKey Approval = new(Shop.Acme, ApprovalId.Of("A-1"));

    private static DecisionContext By(string actor, string role, string at) =>
        new(new Actor(ActorId.Of(actor), [Role.Of(role)]), Shop.At(at), MessageId.Of($"{actor}-{at}".Replace(' ', '-').Replace(':', '-')));

    private static Bench Under(string roles, Ports.IOrderStore? store = null) => new(store, Bench.Sourced with
    {
        Roles = RoleMatrix.Load(Encoding.UTF8.GetBytes($$"""{ "$schema": "roles-1.json", "name": "r", "version": "1", "roles": { {{roles}} } }"""))
            .ValueOrThrow(),
    });

    private static string Row(string role, string rest) => $$"""
        "{{role}}": { "name": { "zh": "x", "en": "x" }, {{rest}} }
        """;

    [Fact]
    public async Task Who_may_tell_but_not_fire_is_refused_by_the_workflow_and_who_includes_the_role_passes()
    {
        var bench = Under(Row("agent", "\"tells\": [\"*\"], \"fires\": [\"standard/refund\"]") + ","
            + Row("lead", "\"includes\": [\"agent\"], \"fires\": [\"*/cancel\"]"));
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
        var refused = (await bench.Kernel.TellAsync(Shop.Key("1"), new CancelUnits([]), By("an", "agent", "10:10"))).Refusal;
        Assert.Equal("roles.may-not-fire (trigger=cancel, workflow=standard, roles=lead)", refused?.ToString());
        var next = (await bench.Kernel.NextAsync(Shop.Key("1"), new Actor(ActorId.Of("lu"), [Role.Of("lead")]), Shop.At("10:11"))).ValueOrThrow();
        Assert.Contains(next.Triggers.Items, t => t.Trigger == "cancel" && t.Firing is not null);
        Assert.Equal(OrderStatus.Cancelled,
            (await bench.Kernel.TellAsync(Shop.Key("1"), new CancelUnits([]), By("lu", "lead", "10:11"))).ValueOrThrow().Statuses.Headline);
    }

    [Fact]
    public async Task A_level_is_approved_only_by_whom_the_matrix_names()
    {
        var bench = Under(Row("agent", "\"tells\": [\"approvals.*\"], \"fires\": [\"*\"]") + ","
            + Row("elder", "\"includes\": [\"agent\"], \"approves\": [\"agent\"]"));
        var request = new RequestApproval(new ApprovalRequest(Approval.Approval, "gift", "order/1", "kind gesture") { Amount = Shop.Yuan("20.00") });
        (await bench.Kernel.TellAsync(Approval, request, By("lin", "agent", "10:00"))).ValueOrThrow();
        Assert.Equal("roles.may-not-approve (level=agent, roles=elder)",
            (await bench.Kernel.TellAsync(Approval, new Approve(), By("wu", "agent", "10:01"))).Refusal?.ToString());
        Assert.Equal(ApprovalStatus.Approved, (await bench.Kernel.TellAsync(Approval, new Approve(), By("zhu", "elder", "10:02"))).ValueOrThrow().Status);
    }

    [Fact]
    public async Task A_refund_tier_is_approved_only_by_whom_the_matrix_names()
    {
        var bench = Under(Row("agent", "\"tells\": [\"aftersales.*\"], \"fires\": [\"*\"]") + ","
            + Row("buyer", "\"tells\": [\"aftersales.open\"], \"fires\": [\"*\"]"));
        await bench.SendAsync(Shop.Claim("1", "10:01", "900.00").Paid("10:04").Shipped("12:00", "YT1").Delivered("1 10:00"));
        var key = CaseKey.Of(Shop.Key("1"), CaseId.Of("c-1"));
        (await bench.Kernel.TellAsync(key, new OpenCase(new(CaseKind.RefundOnly, Shop.Yuan("60.00"), "broken")), By("li", "buyer", "2 10:00"))).ValueOrThrow();
        Assert.Equal(RoleCodes.MayNotApprove, (await bench.Kernel.TellAsync(key, new ApproveCase(), By("an", "agent", "2 11:00"))).Refusal?.Code);
        Assert.Equal(RoleCodes.MayNotTell, (await bench.Kernel.TellAsync(key, new ApproveCase(), By("bo", "buyer", "2 11:01"))).Refusal?.Code);
    }

    [Fact]
    public async Task A_split_a_merge_and_a_migration_are_told_too()
    {
        var bench = Under(Row("agent", "\"tells\": [\"orders.tag-order\"], \"fires\": [\"*\"]"));
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
        var split = new SplitOrder(Shop.Key("1a"), [new(Shop.First, Shop.Units(1))]);
        Assert.Equal(RoleCodes.MayNotTell, (await bench.Kernel.SplitAsync(Shop.Key("1"), split, By("an", "agent", "10:10"))).Refusal?.Code);
        Assert.Equal(RoleCodes.MayNotTell,
            (await bench.Kernel.MergeAsync(Shop.Key("1"), new MergeOrder(Shop.Key("2")), By("an", "agent", "10:11"))).Refusal?.Code);
        (await bench.Kernel.TellAsync(Shop.Key("1"), new TagOrder(OrderTag.Of("gift")), By("an", "agent", "10:12"))).ValueOrThrow();
    }

    [Fact]
    public async Task Under_a_matrix_that_grants_nothing_channels_warehouses_and_clocks_go_on_as_before()
    {
        var (strict, open) = (Under(Row("nobody", "\"fires\": []")), new Bench());
        foreach (var bench in new[] { strict, open })
        {
            await bench.StockAsync(Shop.Hangzhou, Shop.Mug, 5);
            await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
            await bench.SendAsync(Shop.Claim("2", "10:01"));
            await bench.OutboundAsync("1", Shop.Hangzhou, "12:00", "YT1", 2);
            await bench.SendAsync(Shop.Claim("1", "2 10:00").Paid("10:04").Shipped("12:00", "YT1").Delivered("2 10:00")
                .With("c-1", AfterSalesStatus.Refunded, "5.00"));
            await bench.ClockAsync("30 10:00");
        }

        Assert.Equal((await open.FiguresAsync()).EventHash, (await strict.FiguresAsync()).EventHash);
    }

    [Fact]
    public async Task A_repeat_gets_its_first_answer_whatever_the_matrix_says_by_then()
    {
        var bench = new Bench();
        await bench.SendAsync(Shop.Claim("1", "10:01").Paid("10:04"));
        var (tag, by) = (new TagOrder(OrderTag.Of("gift")), By("an", "agent", "10:10"));
        var first = (await bench.Kernel.TellAsync(Shop.Key("1"), tag, by)).ValueOrThrow();
        var strict = Under(Row("agent", "\"fires\": []"), bench.Store);
        Assert.Equal(first, (await strict.Kernel.TellAsync(Shop.Key("1"), tag, by)).ValueOrThrow());
        Assert.Equal(RoleCodes.MayNotTell, (await strict.Kernel.TellAsync(Shop.Key("1"), tag, By("an", "agent", "10:11"))).Refusal?.Code);
    }
}
