using static OrderKernel.Workflow.Tests.Approvals.Offices;

namespace OrderKernel.Workflow.Tests.Approvals;

/// <summary>
/// Every state × every command, as a table. Fails when a pair is permitted that should not be, refused under another code, or leads elsewhere.
/// </summary>
public class ApprovalScenarios
{
    // "=" stays without an event; "!" is a refusal; anything else is status/step after. 600 yuan need a supervisor, 6 000 finance.
    private static readonly string[] Table =
    [
        // state again other agent supervisor finance requester reject:agent reject:supervisor withdraw:asker withdraw:other early remind copy escalate move
        "none              new    new             !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown    !approvals.unknown",
        "agent/60          =      !exists         Approved/approved     !workflow.role-missing !workflow.role-missing !workflow.four-eyes  Rejected/rejected !workflow.role-missing Withdrawn/withdrawn !workflow.role-missing = Pending/agent         Pending/agent         Pending/supervisor    !workflow.trigger-not-permitted",
        "agent/600         =      !exists         Pending/supervisor    !workflow.role-missing !workflow.role-missing !workflow.four-eyes  Rejected/rejected !workflow.role-missing Withdrawn/withdrawn !workflow.role-missing = Pending/agent         Pending/agent         Pending/supervisor    !workflow.trigger-not-permitted",
        "supervisor/600    =      !exists         !workflow.role-missing Approved/approved    !workflow.role-missing !workflow.four-eyes  !workflow.role-missing Rejected/rejected Withdrawn/withdrawn !workflow.role-missing = Pending/supervisor    Pending/supervisor    Pending/finance       !workflow.trigger-not-permitted",
        "supervisor/6000   =      !exists         !workflow.role-missing Pending/finance      !workflow.role-missing !workflow.four-eyes  !workflow.role-missing Rejected/rejected Withdrawn/withdrawn !workflow.role-missing = Pending/supervisor    Pending/supervisor    Pending/finance       !workflow.trigger-not-permitted",
        "finance/6000      =      !exists         !workflow.role-missing !workflow.role-missing Approved/approved   !workflow.four-eyes  !workflow.role-missing !workflow.role-missing Withdrawn/withdrawn !workflow.role-missing = Pending/finance    =                     =                     !workflow.trigger-not-permitted",
        "approved          =      !exists         !approvals.ended      !approvals.ended      !approvals.ended      !approvals.ended      !approvals.ended  !approvals.ended  !approvals.ended     !approvals.ended      =      =                     =                     =                     !approvals.ended",
        "rejected          =      !exists         !approvals.ended      !approvals.ended      !approvals.ended      !approvals.ended      !approvals.ended  !approvals.ended  !approvals.ended     !approvals.ended      =      =                     =                     =                     !approvals.ended",
        "withdrawn         =      !exists         !approvals.ended      !approvals.ended      !approvals.ended      !approvals.ended      !approvals.ended  !approvals.ended  !approvals.ended     !approvals.ended      =      =                     =                     =                     !approvals.ended",
    ];

    private static readonly (ApprovalCommand Command, Actor By, double Hours)[] Columns =
    [
        (new RequestApproval(Request()), Asker, 0),
        (new RequestApproval(Request(reason: "other")), Asker, 0),
        (new Approve(), Wang, 1),
        (new Approve(), Li, 1),
        (new Approve(), Zhao, 1),
        (new Approve(), Asker, 1),
        (new Reject("no-proof"), Wang, 1),
        (new Reject("no-proof"), Li, 1),
        (new Withdraw(), Asker, 1),
        (new Withdraw(), By("other", "agent", "requester"), 1),
        (new FireApprovalDeadline("remind"), Actor.Kernel, 23.9),
        (new FireApprovalDeadline("remind"), Actor.Kernel, 24),
        (new FireApprovalDeadline("copy-superior"), Actor.Kernel, 24),
        (new FireApprovalDeadline("escalate"), Actor.Kernel, 48),
        (new MoveApproval("skip"), Chief, 1),
    ];

    public static TheoryData<string, int, string> Pairs()
    {
        var pairs = new TheoryData<string, int, string>();
        foreach (var row in Table)
        {
            var cells = row.Split([' '], StringSplitOptions.RemoveEmptyEntries);
            Assert.Equal(Columns.Length, cells.Length - 1);
            for (var i = 0; i < Columns.Length; i++) pairs.Add(cells[0], i, cells[i + 1]);
        }

        return pairs;
    }

    [Theory]
    [MemberData(nameof(Pairs))]
    public void Each_pair_gives_what_the_table_says(string name, int column, string expected)
    {
        var state = In(name);
        var (command, by, hours) = Columns[column];
        if (command is RequestApproval { Request.Reason: "gift" } && state is not null) command = new RequestApproval(state.Request);
        var result = Try(state, command, by, hours);
        Assert.Equal(expected switch { "!exists" => "!" + ApprovalCodes.Exists, "new" => "Pending/agent", _ => expected }, Said(state, result));
    }

    [Fact]
    public void Every_step_and_status_of_the_default_document_has_its_row() => Assert.Equal(
        ApprovalPolicies.Default.Current.Definition.Steps.Items.Select(s => s.Name).Order(StringComparer.Ordinal),
        Table.Skip(1).Select(r => r.Split(' ', '/')[0]).Distinct().Order(StringComparer.Ordinal));

    private static string Said(Approval? before, Result<Decision<ApprovalEvent>> result)
    {
        if (!result.TryGet(out var decision, out var refusal)) return "!" + refusal.Code;
        var after = ApprovalDecider.Evolve(before, decision.Events);
        return decision.Events.IsEmpty ? "=" : $"{after!.Status}/{after.Step}";
    }

    private static Approval? In(string name) => name switch
    {
        "none" => null,
        "agent/60" => Asked(6_000),
        "agent/600" => Asked(60_000),
        "supervisor/600" => Asked(60_000).Do(new Approve(), Wang),
        "supervisor/6000" => Asked(600_000).Do(new Approve(), Wang),
        "finance/6000" => In("supervisor/6000").Do(new Approve(), Li),
        "approved" => In("agent/60").Do(new Approve(), Wang),
        "rejected" => In("agent/60").Do(new Reject("no"), Wang),
        "withdrawn" => In("agent/60").Do(new Withdraw(), Asker),
        _ => throw new ArgumentOutOfRangeException(nameof(name)),
    };
}
