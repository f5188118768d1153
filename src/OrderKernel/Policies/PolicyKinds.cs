using OrderKernel.AfterSales;
using OrderKernel.Allocation;
using OrderKernel.Health;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Policies;

/// <summary>Replaces single policies of a set by documents, by the kind under which manifests and hosts name them.</summary>
public static class PolicyKinds
{
    /// <summary>The kinds that <c>With</c> knows.</summary>
    public static ValueList<string> Known { get; } =
        [
            "workflow", "totalsOnlyWorkflow", "screening", "holds", "changes", "retention", "manualSources", "invoicing",
            "stockFormula", "network", "tiers", "tracks", "trackVocabulary", "healthIndex", "operatingTable", "notices",
        ];

    /// <summary>The policies with one document replaced.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="kind">One of <see cref="Known"/>.</param>
    /// <param name="utf8">The document.</param>
    /// <returns>The new policies; a refusal lists all problems of the document, or <see cref="OrderKernelCodes.PolicyKindUnknown"/>.</returns>
    public static Result<KernelPolicies> With(this KernelPolicies policies, string kind, ReadOnlyMemory<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return kind switch
        {
            "workflow" => WorkflowDocument.Load(utf8, OrderDomain.Standard, OrderPolicies.Library).Then(d => Result.Ok(policies with { Orders = policies.Orders.Replacing(standard: d) })),
            "totalsOnlyWorkflow" => WorkflowDocument.Load(utf8, OrderDomain.TotalsOnly, OrderPolicies.Library).Then(d => Result.Ok(policies with { Orders = policies.Orders.Replacing(totalsOnly: d) })),
            "screening" => ScreeningDocument.Load(utf8).Then(d => Result.Ok(policies with { Orders = policies.Orders.Replacing(screening: d) })),
            "holds" => HoldRules.Load(utf8).Then(d => Result.Ok(policies with { Orders = policies.Orders.With(policies.Orders.Desk with { Holds = d }) })),
            "changes" => ChangeRules.Load(utf8).Then(d => Result.Ok(policies with { Orders = policies.Orders.With(policies.Orders.Desk with { Changes = d }) })),
            "retention" => RetentionPolicy.Load(utf8).Then(d => Result.Ok(policies with { Orders = policies.Orders.With(d) })),
            "manualSources" => ManualSources.Load(utf8).Then(d => Result.Ok(policies with { Orders = policies.Orders.With(policies.Orders.Desk with { Sources = d }) })),
            "invoicing" => Invoicing.Load(utf8).Then(d => Result.Ok(policies with { Orders = policies.Orders.With(policies.Orders.Desk with { Invoicing = d }) })),
            "stockFormula" => StockFormula.Load(utf8).Then(d => Result.Ok(policies with { Formula = d })),
            "network" => Network.Load(utf8).Then(d => Result.Ok(policies with { Network = d })),
            "tiers" => ApprovalTiers.Load(utf8).Then(d => Result.Ok(policies with { Tiers = d })),
            "tracks" => TrackPolicy.Load(utf8).Then(d => Result.Ok(policies with { Tracks = d })),
            "trackVocabulary" => TrackVocabulary.Load(utf8).Then(d => Result.Ok(policies with { TrackWords = d })),
            "healthIndex" => HealthIndexPolicy.Load(utf8).Then(d => Result.Ok(policies with { Health = d })),
            "notices" => NoticeRules.Load(utf8).Then(d => Result.Ok(policies with { Notices = d })),
            "operatingTable" => OperatingTargets.Load(utf8).Then(d => Result.Ok(policies with { Operating = d })),
            _ => Refusal.Of(OrderKernelCodes.PolicyKindUnknown, ("kind", kind), ("known", string.Join(", ", Known))),
        };
    }
}
