using OrderKernel.Workflow;

namespace OrderKernel.AfterSales;

/// <summary>
/// What a workflow of after-sales cases may speak of: the statuses of a case that was opened, the verbs and where they lead, the facts of guards.
/// </summary>
/// <remarks>Laws: the verbs lead exactly where <see cref="CaseProcess"/> leads.</remarks>
public static class CaseDomain
{
    private const string Requested = nameof(AfterSalesStatus.Requested);
    private const string AwaitingReturn = nameof(AfterSalesStatus.AwaitingReturn);
    private const string ReturnInTransit = nameof(AfterSalesStatus.ReturnInTransit);
    private const string ReturnReceived = nameof(AfterSalesStatus.ReturnReceived);
    private const string Refunding = nameof(AfterSalesStatus.Refunding);
    private const string Refunded = nameof(AfterSalesStatus.Refunded);
    private const string ReplacementDue = nameof(AfterSalesStatus.ReplacementDue);
    private const string ReplacementShipped = nameof(AfterSalesStatus.ReplacementShipped);
    private const string Completed = nameof(AfterSalesStatus.Completed);
    private const string Rejected = nameof(AfterSalesStatus.Rejected);
    private const string Closed = nameof(AfterSalesStatus.Closed);
    private const string Disputed = nameof(AfterSalesStatus.Disputed);

    private static readonly string[] All =
        [Requested, AwaitingReturn, ReturnInTransit, ReturnReceived, Refunding, Refunded, ReplacementDue, Completed, Rejected, Closed, Disputed,
            ReplacementShipped];

    /// <summary>The domain of cases that were opened. A channel's refund is a fact in every status.</summary>
    public static WorkflowDomain Standard { get; } = WorkflowDomain.Of(
        nameof(AfterSalesStatus),
        [
            DomainStatus.Initial(Requested, Refunded),
            DomainStatus.Initial(AwaitingReturn, Refunded),
            DomainStatus.Initial(ReturnInTransit, Refunded),
            DomainStatus.Of(ReturnReceived, Refunded),
            DomainStatus.Initial(Refunding, Refunded),
            new(Refunded, true, true, []),
            DomainStatus.Initial(ReplacementDue, Refunded),
            DomainStatus.Final(Completed, Refunded),
            DomainStatus.Of(Rejected, Refunded),
            DomainStatus.Final(Closed, Refunded),
            DomainStatus.Initial(Disputed, Refunded),
            DomainStatus.Of(ReplacementShipped, Refunded),
        ],
        [
            DomainVerb.Of(CaseVerbs.Judge, Granting()),
            DomainVerb.Of(CaseVerbs.Approve, Granting()),
            DomainVerb.Of(CaseVerbs.Reject, (Requested, Rejected), (Disputed, Rejected), (ReturnReceived, Rejected)),
            DomainVerb.Of(CaseVerbs.Withdraw, To(Closed, Requested, Disputed, AwaitingReturn, ReplacementDue, Rejected)),
            DomainVerb.Of(CaseVerbs.Close,
                To(Closed, Requested, Disputed, AwaitingReturn, ReturnInTransit, ReturnReceived, ReplacementDue, ReplacementShipped, Rejected)),
            DomainVerb.Of(CaseVerbs.Dispute,
                To(Disputed, Requested, AwaitingReturn, ReturnInTransit, ReturnReceived, ReplacementDue, ReplacementShipped, Rejected)),
            DomainVerb.Of(CaseVerbs.SendReturn, (AwaitingReturn, ReturnInTransit)),
            DomainVerb.Of(
                CaseVerbs.ReceiveGoods,
                [.. from here in new[] { AwaitingReturn, ReturnInTransit, ReturnReceived }
                    from there in new[] { ReturnReceived, Refunding, ReplacementDue, Completed, Rejected } select (here, there)]),
            DomainVerb.Of(CaseVerbs.SendReplacement, (ReplacementDue, ReplacementShipped)),
            DomainVerb.Of(CaseVerbs.ConfirmReplacement, (ReplacementShipped, Completed)),
            DomainVerb.Of(CaseVerbs.SettleRefund, To(Refunded, All)),
            DomainVerb.Of(CaseVerbs.AgeStep, (Requested, Requested), (Disputed, Disputed)),
        ],
        CaseFacts.Schema,
        [],
        carries: default);

    private static (string From, string To)[] Granting() =>
        [.. from here in new[] { Requested, Disputed } from there in new[] { here, AwaitingReturn, ReturnInTransit, ReplacementDue, Refunding }
            select (here, there)];

    private static (string From, string To)[] To(string there, params string[] from) => [.. from.Select(here => (here, there))];
}
