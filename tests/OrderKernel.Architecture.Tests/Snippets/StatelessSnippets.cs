using OrderKernel;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Stateless;
using OrderKernel.Workflow;
using Stateless;

// Outside of the family's namespace, as the code of a user is.
namespace Snippets;

// Fails when what the guide to Stateless shows does not compile or not do what its comments say.
public class StatelessSnippets
{
    [Fact]
    public void Out()
    {
        // snippet: stateless out
        var workflow = OrderPolicies.Default.Standard;
        var facts = new FactValues(OrderDomain.Standard.Facts).Set("order.refundPending", Money.Fen(0));
        workflow.TryStep("unpaid", out var step);                                              // your state, wherever you keep it
        workflow.TryTrigger("cancel", out var cancel);

        // Stateless knows no roles, clocks, four eyes or holds: this host asks and runs them itself.
        var host = new StatelessHost(() => step, s => step = s, () => facts, firing => "Cancelled")
        {
            Keeps = HostParts.All,
            Entered = entered => Console.WriteLine(entered.NameIn(Language.English)),
        };
        StateMachine<StepId, TriggerId> machine = StatelessExport.ToStateMachine(workflow, host).ValueOrThrow();
        machine.Fire(cancel);                                                                  // does the verb, then stands at "cancelled"
        // end

        Assert.Equal("cancelled", workflow.Step(step).Name);
        step = default;
        workflow.TryStep("unpaid", out step);

        // snippet: stateless refused
        var bare = new StatelessHost(() => step, s => step = s, () => facts, firing => "Cancelled");
        Refusal refused = StatelessExport.ToStateMachine(workflow, bare).Refusal!;             // stateless.not-sayable
        foreach (var place in refused.Reasons) Console.WriteLine(place);                       // stateless.deadline at $.steps.unpaid.deadlines[0], …
        // end

        Assert.Equal(StatelessCodes.NotSayable, refused.Code);
        Assert.Contains(refused.Reasons.Items, r => r.Code == StatelessCodes.Deadline && r.Arguments[0].Value == "$.steps.unpaid.deadlines[0]");
    }

    [Fact]
    public void Back()
    {
        var isThere = false;

        // snippet: stateless back
        var phone = new StateMachine<string, string>("off");
        phone.Configure("off").Permit("dial", "ringing");
        phone.Configure("ringing").PermitIf("answer", "talking", () => isThere, "somebody is there").Permit("give-up", "off");
        phone.Configure("talking").Permit("hang-up", "off");

        var words = new StatelessReading("phone", "1.0.0", [Role.Agent]);
        ImportedWorkflow read = StatelessImport.ToDocument(phone.GetInfo(), words).ValueOrThrow();
        Refusal findings = read.Load().Refusal!;                                               // workflow.no-final-reachable: it never ends
        foreach (var unseen in read.Unseen) Console.WriteLine(unseen);                         // stateless.guard-unseen: somebody is there
        // end

        Assert.Equal([WorkflowCodes.NoFinalReachable], findings.Reasons.Items.Select(r => r.Code));
        Assert.Equal([StatelessCodes.GuardUnseen], read.Unseen.Items.Select(u => u.Code));
    }
}
