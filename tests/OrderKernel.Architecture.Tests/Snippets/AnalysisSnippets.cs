using System.Text;
using OrderKernel;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace Snippets;

// Fails when what the page on the analysis of workflows shows does not compile or not say what its comments say.
public class AnalysisSnippets
{
    [Fact]
    public void Analysis()
    {
        // snippet: workflow analysis
        var unpaid = Encoding.UTF8.GetBytes("""
            { "$schema": "workflow-1.json", "name": "shop", "version": "1", "axis": "OrderStatus",
              "enter": { "AwaitingPayment": ["unpaid"] },
              "steps": { "unpaid": { "status": "AwaitingPayment", "fire": {
                "cancel": { "does": "cancel", "roles": ["buyer"], "when": "order.units.sent > 0" } } } } }
            """);
        foreach (var finding in WorkflowDocument.Load(unpaid, OrderDomain.Standard).Refusal!.Reasons) Console.WriteLine(finding);   // workflow.status-contradicts-ledger at $.steps.unpaid.fire.cancel.when, …

        var schema = OrderDomain.Standard.Facts;
        var big = Expression.Compile("order.units.open > 100", schema, FactType.Bool).ValueOrThrow();
        var huge = Expression.Compile("order.units.open > 1000", schema, FactType.Bool).ValueOrThrow();
        GuardAnswer shadowed = GuardLogic.Implies(huge, big);                                   // Yes: after "big", "huge" is never entered
        // end

        var codes = WorkflowDocument.Load(unpaid, OrderDomain.Standard).Refusal!.Reasons.Items.Select(r => r.Code);
        Assert.Contains(WorkflowCodes.StatusContradictsLedger, codes);
        Assert.Equal(GuardAnswer.Yes, shadowed);
    }
}
