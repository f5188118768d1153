using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>A level that agreed.</summary>
/// <param name="Step">The level.</param>
/// <param name="By">Who.</param>
/// <param name="At">When.</param>
public sealed record ApprovedLevel(string Step, ActorId By, Instant At);

/// <summary>The state of one approval process: a fold over its events.</summary>
/// <param name="Request">What is asked for.</param>
/// <param name="RequestedBy">Who asked.</param>
/// <param name="RequestedAt">When.</param>
/// <param name="Workflow">The document that it keeps.</param>
/// <param name="Status">How it stands.</param>
/// <param name="Step">The step at which it stands.</param>
/// <param name="Since">When it came there.</param>
public sealed record Approval(ApprovalRequest Request, ActorId RequestedBy, Instant RequestedAt, PolicyReference Workflow, ApprovalStatus Status, string Step,
    Instant Since)
{
    /// <summary>The levels that agreed so far, in order.</summary>
    public ValueList<ApprovedLevel> Levels { get; init; }

    /// <summary>The deadlines that fired at the present step.</summary>
    public ValueList<string> Fired { get; init; }

    /// <summary>The deadlines that were refused at the present step.</summary>
    public ValueList<SpentDeadline> Spent { get; init; }

    /// <summary>Who refused it; null unless it was refused.</summary>
    public ActorId? RejectedBy { get; init; }

    /// <summary>Why it was refused; null unless it was.</summary>
    public string? Why { get; init; }

    /// <summary>True while somebody has to agree.</summary>
    public bool IsOpen => Status == ApprovalStatus.Pending;

    /// <summary>True when somebody agreed already, at whatever level.</summary>
    /// <param name="actor">The person who would agree again.</param>
    public bool WasApprovedBy(ActorId actor)
    {
        foreach (var level in Levels)
        {
            if (level.By == actor) return true;
        }

        return false;
    }

    internal Instant? InstantOf(string name) => new ApprovalFacts(Request, Levels.Count, RequestedAt).InstantOf(name);

    internal static Approval? After(Approval? state, ApprovalEvent happened) => happened switch
    {
        ApprovalRequested e => new(e.Request, e.By, e.At, e.Workflow, ApprovalStatus.Pending, e.Step, e.At),
        // What other packages add to the stream may come before the request; it moves nothing.
        _ when state is null => null,
        LevelApproved e => state with { Levels = state.Levels.Add(new(e.Step, e.By, e.At)) },
        ApprovalMoved e => state with { Step = e.To, Since = e.At, Fired = [], Spent = [] },
        ApprovalReminded e => state with { Fired = state.Fired.Add(e.Trigger), Spent = SpentDeadline.Without(state.Spent, e.Trigger) },
        ApprovalDeadlineRefused e => state with { Spent = SpentDeadline.With(state.Spent, e.Trigger, null) },
        ApprovalDeadlineDueAgain e => state with { Spent = SpentDeadline.With(state.Spent, e.Trigger, e.DueAt) },
        ApprovalGranted e => Ended(state, ApprovalStatus.Approved, e.Step, e.At),
        ApprovalRejected e => Ended(state, ApprovalStatus.Rejected, e.Step, e.At) with { RejectedBy = e.By, Why = e.Why },
        ApprovalWithdrawn e => Ended(state, ApprovalStatus.Withdrawn, e.Step, e.At),
        _ => state,
    };

    private static Approval Ended(Approval state, ApprovalStatus status, string step, Instant at) =>
        state with { Status = status, Step = step, Since = at, Fired = [], Spent = [] };
}
