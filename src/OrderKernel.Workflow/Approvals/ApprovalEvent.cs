using NodaTime;

namespace OrderKernel.Workflow;

/// <summary>Something that happened to an approval process. Packages whose things need approval add their own.</summary>
public abstract record ApprovalEvent;

/// <summary><c>approvals.requested</c>: somebody asked.</summary>
/// <param name="Request">For what.</param>
/// <param name="By">Who; never approves it.</param>
/// <param name="Workflow">The document that the approval keeps.</param>
/// <param name="Step">The step that it begins at.</param>
/// <param name="At">When; the step waits from here.</param>
public sealed record ApprovalRequested(ApprovalRequest Request, ActorId By, PolicyReference Workflow, string Step, Instant At) : ApprovalEvent;

/// <summary><c>approvals.level-approved</c>: one level agreed.</summary>
/// <param name="Step">The level.</param>
/// <param name="By">Who agreed; never agrees at another level.</param>
/// <param name="At">When.</param>
public sealed record LevelApproved(string Step, ActorId By, Instant At) : ApprovalEvent;

/// <summary><c>approvals.moved</c>: the process went to another step: passed on, escalated, handed back.</summary>
/// <param name="From">The step before.</param>
/// <param name="To">The step now.</param>
/// <param name="Trigger">What moved it.</param>
/// <param name="At">When; the step waits from here.</param>
public sealed record ApprovalMoved(string From, string To, string Trigger, Instant At) : ApprovalEvent;

/// <summary><c>approvals.reminded</c>: the clock told somebody that a step waits.</summary>
/// <param name="Step">The step that waits.</param>
/// <param name="Trigger">The deadline's trigger; it fires once while the process stands there.</param>
/// <param name="Told">Who is told: the step's handlers, or their superiors for a copy.</param>
public sealed record ApprovalReminded(string Step, string Trigger, ValueList<Role> Told) : ApprovalEvent;

/// <summary>
/// <c>approvals.deadline-refused</c>: a deadline passed and what it fires was refused; it does not fire at this step until nothing refuses it any more.
/// </summary>
/// <param name="Step">The step.</param>
/// <param name="Trigger">The deadline's trigger.</param>
/// <param name="Code">What refused it.</param>
public sealed record ApprovalDeadlineRefused(string Step, string Trigger, string Code) : ApprovalEvent;

/// <summary><c>approvals.deadline-due-again</c>: what happened took away what refused a deadline.</summary>
/// <param name="Step">The step.</param>
/// <param name="Trigger">The deadline's trigger.</param>
/// <param name="DueAt">When it is due: at once, or at its own instant if that is still to come.</param>
public sealed record ApprovalDeadlineDueAgain(string Step, string Trigger, Instant DueAt) : ApprovalEvent;

/// <summary><c>approvals.granted</c>: all levels agreed.</summary>
/// <param name="Step">The final step.</param>
/// <param name="At">When.</param>
public sealed record ApprovalGranted(string Step, Instant At) : ApprovalEvent;

/// <summary><c>approvals.rejected</c>: a level refused.</summary>
/// <param name="Step">The final step.</param>
/// <param name="By">Who refused.</param>
/// <param name="Why">A stable word for the reason.</param>
/// <param name="At">When.</param>
public sealed record ApprovalRejected(string Step, ActorId By, string Why, Instant At) : ApprovalEvent;

/// <summary><c>approvals.withdrawn</c>: who asked took it back.</summary>
/// <param name="Step">The final step.</param>
/// <param name="At">When.</param>
public sealed record ApprovalWithdrawn(string Step, Instant At) : ApprovalEvent;
