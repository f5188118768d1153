using NodaTime;
using OrderKernel.Workflow;

namespace OrderKernel.AfterSales;

/// <summary>
/// What a decision on a case looks at beside the case: the documents that decide, and what the order and the customer's record say. No asker can say it.
/// </summary>
/// <param name="Case">The case's id.</param>
/// <param name="Order">The order.</param>
/// <param name="Balance">What the order can still give back; its asked part leaves this case out.</param>
public sealed record CaseGiven(CaseId Case, OrderId Order, RefundableBalance Balance)
{
    /// <summary>Who approves what, and when.</summary>
    public PolicyDocument<ApprovalTiers> Tiers { get; init; } = ApprovalTiers.Default;

    /// <summary>The workflow of cases, of a document loaded with <see cref="CaseDomain.Standard"/>.</summary>
    public WorkflowMachine Workflow { get; init; } = CaseWorkflow.Default;

    /// <summary>The order's lines: all units ordered, with what the buyer pays for them together.</summary>
    public ValueList<CaseUnits> Lines { get; init; }

    /// <summary>When the goods were signed for; null when they were not.</summary>
    public Instant? DeliveredAt { get; init; }

    /// <summary>
    /// What the order's other cases got or still ask for (<see cref="CaseStatuses.Earlier"/>): a
    /// large refund cut into small ones is judged by its sum. Null for nothing.
    /// </summary>
    public Money? Earlier { get; init; }

    /// <summary>What is known of the customer.</summary>
    public CustomerStanding Standing { get; init; } = CustomerStanding.Unknown;

    /// <summary>
    /// Requests that count for a review (<see cref="ApprovalTiers.RiskReview"/>) and that
    /// the customer made before this one, of whatever order; as many as decide suffice.
    /// </summary>
    public int EarlierRequests { get; init; }

    /// <summary>The same under other documents or with a customer who is known: what compilers before C# 9 cannot say with <c>with</c>.</summary>
    /// <param name="tiers">Who approves what, and when.</param>
    /// <param name="standing">What is known of the customer; null to keep what stands here.</param>
    /// <returns>A copy; everything else as it stands here.</returns>
    public CaseGiven Under(PolicyDocument<ApprovalTiers> tiers, CustomerStanding? standing = null) =>
        this with { Tiers = tiers, Standing = standing ?? Standing };
}
