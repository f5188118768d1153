using System.Text;
using OrderKernel.Workflow;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests.Process;

/// <summary>
/// Every fact of cases by its name, in the guard of a trigger, on a case that tells all of them apart. Fails when a fact is read by
/// another's getter, and when a fact is added without a row here.
/// </summary>
public class CaseFactScenarios
{
    private const string Withdraw = "\"withdraw\": { \"does\": \"withdraw\", \"roles\": [\"buyer\", \"agent\", \"supervisor\", \"channel\"]";

    private static readonly string[] Rows =
    [
        "case.kind == 'RefundOnly'", "case.reason == 'quality'", "case.asked == money('600')", "!has(case.granted)", "case.refunded == money('0')",
        "!case.disputed", "case.evidence == 2", "case.approvals == 1", "case.requestedAt == case.requestedAt",
    ];

    public static TheoryData<string> Guards() => [.. Rows];

    [Theory]
    [MemberData(nameof(Guards))]
    public void A_guard_reads_the_fact_that_it_names(string guard)
    {
        Assert.Null(Refused(guard));
        if (guard.StartsWith("case.requestedAt", StringComparison.Ordinal)) return;
        Assert.Equal(WorkflowCodes.GuardRefused, Refused(guard.Contains("==") ? guard.Replace("==", "!=") : guard.TrimStart('!')));
    }

    [Fact]
    public void Every_fact_has_a_row() =>
        Assert.Empty(CaseDomain.Standard.Facts.Fields.Where(f => !Rows.Any(r => r.Contains(f.Path))).Select(f => f.Path));

    private static string? Refused(string guard)
    {
        using var stream = typeof(CaseWorkflow).Assembly.GetManifestResourceStream("Documents/aftersales.workflow.json")!;
        var text = new StreamReader(stream, Encoding.UTF8).ReadToEnd().Replace(Withdraw, $"{Withdraw}, \"when\": \"{guard}\"");
        Assert.Contains(guard, text);
        var machine = WorkflowMachine.Of(WorkflowDocument.Load(Encoding.UTF8.GetBytes(text), CaseDomain.Standard).ValueOrThrow());
        var request = Request(60_000) with { Evidence = [EvidenceReference.Of("sha256:aa"), EvidenceReference.Of("sha256:bb")] };
        var state = Opened(request, Given() with { Standing = new(CustomerLevel.Ordinary, CustomerHistory.Watched) });
        return CaseWorkflow.Permit(state with { ApprovedBy = [ActorId.Of("li")] }, new WithdrawCase(), Buyer, machine).Refusal?.Code;
    }
}
