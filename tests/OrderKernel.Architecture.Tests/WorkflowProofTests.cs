using System.Text;
using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Architecture.Tests;

// Fails when a package carries a workflow that was not proved as it is, when a document that was proved is read otherwise than one that is proved now, or
// when a proof of another document, of other words or of another version is believed.
public class WorkflowProofTests
{
    private const string File = "workflow-proofs.txt";

    public static TheoryData<string> Workflows { get; } = [.. Carried().Select(d => d.Name)];

    /// <summary>To approve: <c>ORDERKERNEL_APPROVE=1 dotnet test tests/OrderKernel.Architecture.Tests</c> writes down what was proved.</summary>
    [Fact]
    public void Every_package_carries_the_proofs_of_its_workflows()
    {
        foreach (var package in Carried().GroupBy(d => d.Package))
        {
            var proofs = string.Concat(package.Select(d => WorkflowProof.Of(Proved(d)) + "\n"));
            var path = Path.Combine(Family.Root, "src", package.Key, "Documents", File);
            if (Family.Approves) System.IO.File.WriteAllText(path, proofs);
            Assert.Equal(proofs, System.IO.File.ReadAllText(path));
        }
    }

    [Theory]
    [MemberData(nameof(Workflows))]
    public void What_was_proved_is_read_as_what_is_proved_now(string name)
    {
        var document = Carried().Single(d => d.Name == name);
        var (proved, bytes) = (Proved(document), PolicyDefaults.Bytes(name));
        var read = WorkflowDocument.LoadProved(bytes, Domain(document.Kind), OrderPolicies.Library, WorkflowProof.Of(proved)).ValueOrThrow();
        Assert.Equal(proved.Reference, read.Reference);
        Assert.Equal(WorkflowDiagram.Dot(proved.Policy), WorkflowDiagram.Dot(read.Policy));
        Assert.Equal(proved.Policy.Steps.Items.Select(s => s.Name), read.Policy.Steps.Items.Select(s => s.Name));
        Assert.Equal(proved.Policy.Steps.Items.SelectMany(s => s.Triggers.Items).Select(t => $"{t.Name} {t.To} {t.Does} {t.When} {t.Roles}"),
            read.Policy.Steps.Items.SelectMany(s => s.Triggers.Items).Select(t => $"{t.Name} {t.To} {t.Does} {t.When} {t.Roles}"));
    }

    [Fact]
    public void Only_the_proof_of_this_document_over_these_words_in_this_version_is_believed()
    {
        var sound = PolicyDefaults.Bytes("totals-only");
        var proof = WorkflowProof.Of(WorkflowDocument.Load(sound, OrderDomain.TotalsOnly).ValueOrThrow());
        var other = WorkflowProof.Of(WorkflowDocument.Load(PolicyDefaults.Bytes("standard"), OrderDomain.Standard).ValueOrThrow());

        var unsound = Encoding.UTF8.GetBytes(Unsound);
        Assert.Equal(WorkflowCodes.EntryMissing, WorkflowDocument.Load(unsound, OrderDomain.TotalsOnly).Refusal!.Reasons[0].Code);
        foreach (var proofs in new[] { "", proof, other, $"{proof}\n{other}\n" })
            Assert.Equal(WorkflowDocument.Load(unsound, OrderDomain.TotalsOnly).Refusal!.Reasons, WorkflowDocument.LoadProved(unsound, OrderDomain.TotalsOnly,
                null, proofs).Refusal!.Reasons);

        // The same document over other words: the words are a part of the proof.
        Assert.NotEqual(proof.Split(" over ")[1], other.Split(" over ")[1]);
        Assert.True(WorkflowDocument.LoadProved(sound, OrderDomain.TotalsOnly, null, $"x\r\n{proof}\r\n").IsOk);
    }

    private const string Unsound = """
        { "$schema": "workflow-1.json", "name": "totals-only", "version": "1.0.0", "axis": "OrderStatus",
          "enter": { "AwaitingPayment": ["unpaid"] },
          "steps": { "unpaid": { "status": "AwaitingPayment" } } }
        """;

    private static IEnumerable<PolicyDefault> Carried() => PolicyDefaults.All.Items.Where(d => d.Kind.EndsWith("orkflow", StringComparison.Ordinal));

    private static PolicyDocument<WorkflowDefinition> Proved(PolicyDefault document) =>
        WorkflowDocument.Load(PolicyDefaults.Bytes(document.Name), Domain(document.Kind), OrderPolicies.Library).ValueOrThrow();

    private static WorkflowDomain Domain(string kind) => kind switch
    {
        "shipmentWorkflow" => ShipmentDomain.Standard,
        "orderWorkflow" or "workflow" => OrderDomain.Standard,
        "totalsOnlyWorkflow" => OrderDomain.TotalsOnly,
        "caseWorkflow" => CaseDomain.Standard,
        _ => ApprovalDomain.Standard,
    };
}
