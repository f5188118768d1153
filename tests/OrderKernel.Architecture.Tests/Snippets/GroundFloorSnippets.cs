using System.Text;
using OrderKernel;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Workflow;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the readmes of the ground floor show does not compile or not say what their comments say.
public class GroundFloorSnippets
{
    [Fact]
    public void Abstractions()
    {
        // snippet: abstractions
        var units = UnitLedger.Of(Quantity.Of(3));                                            // three ordered, all open
        units = units.Move(UnitMove.Reserve, Quantity.Of(2)).ValueOrThrow();                  // ordered = open 1 + reserved 2
        var tooMany = units.Move(UnitMove.Ship, Quantity.Of(3));                              // no exception: a refusal with a code

        var money = MoneyLedger.Of(Money.Fen(10_000)).Pay(Money.Fen(10_000)).ValueOrThrow();
        money = money.Owe(Money.Fen(3_334)).ValueOrThrow();                                   // paid = kept + withheld + refund pending + refunded
        Money[] shares = Money.Fen(10_000).Apportion([1, 1, 1]);                              // 33.34, 33.33, 33.33: nothing is lost

        var texts = TextCatalog.Of(typeof(Money).Assembly);
        Console.WriteLine(texts.Text(tooMany.Refusal!, Language.English));
        // end

        Assert.Equal(KernelCodes.LedgerUnitsShort, tooMany.Refusal!.Code);
        Assert.Equal((Money.Fen(6_666), Money.Fen(3_334), Money.Fen(10_000)), (money.Kept, money.RefundPending, money.Paid));
        Assert.Equal([Money.Fen(3_334), Money.Fen(3_333), Money.Fen(3_333)], shares);
        Assert.NotEqual(tooMany.Refusal.ToString(), texts.Text(tooMany.Refusal, Language.English));
    }

    [Fact]
    public void Rules()
    {
        // snippet: rules
        var schema = FactSchema.Of(
            FactField.Required("order.total", FactType.Money),
            FactField.Required("order.channel", FactType.String),
            FactField.Optional("order.coupon", FactType.Money));

        var rule = Expression.Compile("order.total > money(\"50000\") && order.channel == \"tmall\"", schema, FactType.Bool).ValueOrThrow();
        var facts = new FactValues(schema).Set("order.total", Money.Fen(18_832_000)).Set("order.channel", "tmall");

        Result<bool> holds = rule.Holds(facts);              // true, or a refusal rules.evaluation-failed; an error is never "false"
        Explanation why = rule.Explain(facts);               // order.total > money("50000") held; saw order.total = CNY 188320.00
        // end

        Assert.True(holds.ValueOrThrow());
        var text = TextCatalog.Of(typeof(Expression).Assembly).Text(why.Reasons[0], Language.English);
        Assert.Equal("order.total > money(\"50000\") held; saw order.total = CNY 188320.00.", text);
    }

    [Fact]
    public void Workflow()
    {
        // snippet: workflow
        var machine = OrderPolicies.Default.Standard;                                          // a loaded document, compiled to a table
        var agent = new Actor(ActorId.Of("agent-1"), [Role.Agent]);
        var facts = new FactValues(OrderDomain.Standard.Facts);

        Firing cancel = machine.Fire("unpaid", "cancel", agent, facts).ValueOrThrow();         // does the verb "cancel"
        Refusal refused = machine.Fire("on-the-way", "cancel", agent, facts).Refusal!;         // workflow.trigger-not-permitted
        string picture = WorkflowDiagram.Mermaid(machine.Definition);                          // paste it into any Markdown page
        // end

        Assert.Equal(OrderVerbs.Cancel, cancel.Verb);
        Assert.Equal(WorkflowCodes.TriggerNotPermitted, refused.Code);
        Assert.StartsWith("flowchart", picture, StringComparison.Ordinal);
    }

    [Fact]
    public void Workflow_problems_come_all_at_once()
    {
        // snippet: workflow findings
        var utf8 = Encoding.UTF8.GetBytes("""
            { "$schema": "workflow-1.json", "name": "shop", "version": "1", "axis": "OrderStatus",
              "enter": { "AwaitingPayment": ["unpaid"] },
              "steps": { "unpaid": { "status": "AwaitingPayment", "fire": { "vanish": { "to": "nowhere", "roles": [] } } } } }
            """);
        var refusal = WorkflowDocument.Load(utf8, OrderDomain.Standard).Refusal!;
        foreach (var problem in refusal.Reasons) Console.WriteLine(problem);                   // each with its JSON path
        // end

        Assert.Equal(KernelCodes.DocumentInvalid, refusal.Code);
        Assert.True(refusal.Reasons.Count > 1);
    }
}
