using NodaTime;
using OrderKernel;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Workflow;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the guide to workflows shows does not compile or not say what its comments say.
public class WorkflowSnippets
{
    [Fact]
    public void Building()
    {
        // snippet: workflow building
        // The shop's workflow is the standard one with a customs step, in which two forms are filed side by side.
        var shop = WorkflowBuilder.Of("cross-border", "1.0.0", OrderDomain.Standard)
            .Extends("standard@1")
            .Enter("AwaitingFulfilment", "declaring")
            .Without("review")
            .Step("declaring", "AwaitingFulfilment", declaring => declaring
                .Region("order-form", form => form
                    .Step("order-to-file", s => s
                        .Deadline(DeadlineSpan.Of(0, Duration.FromHours(2)), "notify")
                        .Moves("file-order", "order-filed", [Role.Agent], t => t.Asks("notify", new ActionArgument("to", ["customs"]))))
                    .Step("order-filed", s => s.Final()))
                .Region("payment-form", form => form
                    .Step("payment-to-file", s => s.Moves("file-payment", "payment-filed", [Role.Finance]))
                    .Step("payment-filed", s => s.Final()))
                .Join("ready"))
            .Load(OrderPolicies.Library).ValueOrThrow();

        var customs = WorkflowMachine.Of(shop);
        var facts = new FactValues(OrderDomain.Standard.Facts);
        var finance = new Actor(ActorId.Of("finance-1"), [Role.Finance]);
        customs.TryStep("declaring", out var declaring);

        var position = WorkflowPosition.Of(customs.Step(declaring), ActorId.Of("kernel"));     // declaring[order-to-file, payment-to-file]
        Passage filed = customs.Fire(position, "file-payment", finance, facts).ValueOrThrow(); // declaring[order-to-file, payment-filed]
        var open = customs.Permitted(filed.Position, finance, facts).ValueOrThrow();           // file-order: workflow.role-missing
        byte[] document = WorkflowWriter.Write(shop);                                          // stands alone, what it extends written out
        // end

        Assert.Equal("declaring[order-to-file, payment-to-file]", position.ToString());
        Assert.Equal("declaring[order-to-file, payment-filed]", filed.Position.ToString());
        Assert.Equal(WorkflowCodes.RoleMissing, open.Items.Single(a => a.Trigger == "file-order").WhyNot!.Code);
        Assert.Equal(document, WorkflowWriter.Write(WorkflowDocument.Load(document, OrderDomain.Standard).ValueOrThrow()));
    }
}
