using System.Text;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Orders.Tests.World;

namespace OrderKernel.Orders.Tests;

// Fails when a number in a default document is decoration: each is changed through the public loader and a named scenario must change.
public class DocumentScenarios
{
    [Fact]
    public void Thirty_minutes_to_pay_are_the_documents()
    {
        foreach (var (document, make) in new (string, Func<OrderPolicies, World>)[]
        {
            ("standard.workflow.json", p => Make(p, Line("a", 1, 100))),
            ("totals-only.workflow.json", p => Make(p)),
        })
        {
            Assert.Equal(Start + Duration.FromMinutes(30), OrderTimers.Of(make(OrderPolicies.Default).Order, OrderPolicies.Default)[0].DueAt);
            var policies = With(document, "PT30M", "PT45M");
            var world = make(policies);
            Assert.Equal(Start + Duration.FromMinutes(45), OrderTimers.Of(world.Order, policies)[0].DueAt);
            world.Paid(100, at: Start + Duration.FromMinutes(40));
            Assert.False(world.Order.Payments[0].IsLate);
        }
    }

    [Fact]
    public void Fifty_thousand_yuan_of_the_review_are_the_documents()
    {
        Assert.Equal("ready", ProcessScenarios.Big(49_000).Paid(49_000).Order.Process!.Step);
        Assert.Equal("review", ProcessScenarios.Big(49_000, With("standard.workflow.json", "50000", "48000")).Paid(49_000).Order.Process!.Step);
    }

    [Fact]
    public void Two_hours_of_review_are_the_documents()
    {
        var policies = With("standard.workflow.json", "PT2H", "PT3H");
        var world = ProcessScenarios.Big(60_000, policies).Paid(60_000);
        Assert.Equal(Start + Duration.FromHours(3), OrderTimers.Of(world.Order, policies)[0].DueAt);
        Assert.Equal(Start + Duration.FromHours(2), OrderTimers.Of(ProcessScenarios.Big(60_000).Paid(60_000).Order, OrderPolicies.Default)[0].DueAt);
    }

    [Fact]
    public void Seven_days_to_completion_are_the_documents()
    {
        var policies = With("standard.workflow.json", "P7D", "P9D");
        var world = Make(policies, Line("a", 1, 100)).Paid(100).Shipped("s1", Units("a", 1)).Delivered();
        world.Now += Duration.FromDays(8);
        world.Unchanged(new FireDeadline("complete"), OrdersCodes.DeadlineMoot, Actor.Kernel);
        world.Now += Duration.FromDays(1);
        world.Must(new FireDeadline("complete"), Actor.Kernel);
        Assert.Equal(OrderStatus.Completed, world.Statuses.Headline);
    }

    [Fact]
    public void Fifty_thousand_yuan_and_diamond_of_the_screening_are_the_documents()
    {
        Assert.Empty(ProcessScenarios.Big(49_000).Order.Tags);
        Assert.Single(ProcessScenarios.Big(49_000, With("screening.json", "50000.00", "48000.00")).Order.Tags);
        var world = new World { Policies = With("screening.json", "Diamond", "Gold") };
        world.Must(Placing(new(Yuan(1))) with { Customer = new(CustomerLevel.Diamond, CustomerHistory.Unknown) });
        Assert.Empty(world.Order.Tags);
    }

    [Theory]
    [InlineData("50000.00", "1e400", "$.vip.above")]
    [InlineData("50000.00", "-1", "$.vip.above")]
    [InlineData("CNY", "???", "$.vip.currency")]
    [InlineData("Diamond", "Platinum", "$.vip.levels[0]")]
    [InlineData("\"vip-expedite\"", "\"\"", "$.vip.tag")]
    [InlineData("\"vip\"", "\"vop\"", "$.vip")]
    public void A_bad_screening_is_refused_with_its_path(string old, string next, string path)
    {
        var refusal = ScreeningDocument.Load(Changed("screening.json", old, next)).Refusal!;
        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.Contains(refusal.Reasons, r => r.Arguments.Items.Contains(new Argument("path", path)));
    }

    [Fact]
    public void Every_event_names_the_documents_that_decided()
    {
        var decision = Placed().Last!;
        Assert.Equal(["screening", "standard"], decision.Policies.Items.Select(p => p.Name).Order());
    }

    private static World Make(OrderPolicies policies, params OrderedLine[] lines)
    {
        var world = new World { Policies = policies };
        world.Must(Placing(new(Yuan(100)), lines));
        return world;
    }

    private static byte[] Changed(string document, string old, string next)
    {
        var text = Encoding.UTF8.GetString(OrderPolicies.Embedded(document).Span);
        Assert.Contains(old, text);
        return Encoding.UTF8.GetBytes(text.Replace(old, next));
    }

    private static OrderPolicies With(string document, string old, string next)
    {
        ReadOnlyMemory<byte> Bytes(string name) => name == document ? Changed(name, old, next) : OrderPolicies.Embedded(name);
        return OrderPolicies.Of(
            WorkflowDocument.Load(Bytes("standard.workflow.json"), OrderDomain.Standard).ValueOrThrow(),
            WorkflowDocument.Load(Bytes("totals-only.workflow.json"), OrderDomain.TotalsOnly).ValueOrThrow(),
            ScreeningDocument.Load(Bytes("screening.json")).ValueOrThrow());
    }
}
