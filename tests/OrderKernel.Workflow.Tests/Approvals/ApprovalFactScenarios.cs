using static OrderKernel.Workflow.Tests.Approvals.Offices;

namespace OrderKernel.Workflow.Tests.Approvals;

/// <summary>
/// Every fact of approvals by its name, in the guard of a trigger, on an approval that tells all of them apart. Fails when a fact is read by
/// another's getter, and when a fact is added without a row here.
/// </summary>
public class ApprovalFactScenarios
{
    private static readonly string[] Rows =
    [
        "approval.kind == 'goodwill'", "approval.amount == money('600')", "approval.units == 2", "approval.reason == 'gift'", "approval.evidence == 3",
        "approval.approvals == 1", "approval.requestedAt == approval.requestedAt",
    ];

    public static TheoryData<string> Guards() => [.. Rows];

    [Theory]
    [MemberData(nameof(Guards))]
    public void A_guard_reads_the_fact_that_it_names(string guard)
    {
        Assert.Null(Refused(guard));
        if (!guard.StartsWith("approval.requestedAt", StringComparison.Ordinal))
            Assert.Equal(WorkflowCodes.GuardRefused, Refused(guard.Replace("==", "!=")));
    }

    [Fact]
    public void Every_fact_has_a_row() =>
        Assert.Empty(ApprovalDomain.Standard.Facts.Fields.Where(f => !Rows.Any(r => r.Contains(f.Path))).Select(f => f.Path));

    private static string? Refused(string guard)
    {
        var has = guard.Contains("approval.amount") ? "has(approval.amount) && " : "";
        var text = DefaultText();
        var supervisor = text.IndexOf("\"supervisor\": {", StringComparison.Ordinal);
        var reject = text.IndexOf("\"does\": \"reject\",", supervisor, StringComparison.Ordinal);
        var policies = With(text.Insert(reject, $"\"when\": \"{has}{guard}\", "));
        var request = Request(60_000) with { Evidence = new[] { "a", "b", "c" }.Select(e => EvidenceReference.Of($"sha256:{e}")).ToValueList() };
        return default(Approval).Do(new RequestApproval(request), Asker, policies: policies).Do(new Approve(), Wang, 1, policies)
            .Refused(new Reject("no"), Li, 2, policies);
    }
}
