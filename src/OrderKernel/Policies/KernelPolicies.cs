using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Allocation;
using OrderKernel.Channels;
using OrderKernel.Health;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Policies;

/// <summary>Every document that the kernel decides by, checked. A default exists for each but the SKU map and the network of a real shop.</summary>
public sealed record KernelPolicies
{
    private static readonly Lazy<ValueList<PolicyDocument<ChannelProfile>>> BuiltIn = new(() => Channels.Profiles.Defaults().ToValueList());

    private readonly ValueList<PolicyDocument<ChannelProfile>>? _profiles;

    /// <summary>The embedded documents; without network, so that no order is sourced.</summary>
    public static KernelPolicies Default { get; } = new();

    /// <summary>Order workflows and screening.</summary>
    public OrderPolicies Orders { get; init; } = OrderPolicies.Default;

    /// <summary>Who may do and see what; every workflow asks it.</summary>
    public PolicyDocument<RoleMatrix> Roles { get; init; } = RoleMatrix.Default;

    /// <summary>How exports of channels are read: the built-in profiles, and those of the host's own, by name.</summary>
    public ValueList<PolicyDocument<ChannelProfile>> Profiles
    {
        get => _profiles ?? BuiltIn.Value;
        init => _profiles = value;
    }

    /// <summary>Which SKUs of ours are sold under which of a channel's; null where both are the same.</summary>
    public PolicyDocument<SkuMap>? Skus { get; init; }

    /// <summary>What counts as available stock.</summary>
    public PolicyDocument<StockFormula> Formula { get; init; } = StockFormula.Default;

    /// <summary>Locations, zones and tariffs; null when the kernel is not to source orders.</summary>
    public PolicyDocument<Network>? Network { get; init; }

    /// <summary>Who approves which refund.</summary>
    public PolicyDocument<ApprovalTiers> Tiers { get; init; } = ApprovalTiers.Default;

    /// <summary>The workflows of approvals.</summary>
    public ApprovalPolicies Approvals { get; init; } = ApprovalPolicies.Default;

    /// <summary>The workflows of the approvals of stock adjustments.</summary>
    public ApprovalPolicies Adjustments { get; init; } = AdjustmentDecider.DefaultPolicies;

    /// <summary>Which command on an after-sales case whose role may give.</summary>
    public WorkflowMachine Cases { get; init; } = CaseWorkflow.Default;

    /// <summary>What is believed of parcel tracks.</summary>
    public PolicyDocument<TrackPolicy> Tracks { get; init; } = TrackPolicy.Default;

    /// <summary>The aggregator's words for parcel nodes.</summary>
    public PolicyDocument<TrackVocabulary> TrackWords { get; init; } = TrackVocabulary.Kuaidi100;

    /// <summary>Who hears of what needs a person.</summary>
    public PolicyDocument<NoticeRules> Notices { get; init; } = NoticeRules.Default;

    /// <summary>The health index and its targets.</summary>
    public PolicyDocument<HealthIndexPolicy> Health { get; init; } = HealthIndexPolicy.Default;

    /// <summary>The operating table and its targets.</summary>
    public PolicyDocument<OperatingTargets> Operating { get; init; } = OperatingTargets.Default;

    /// <summary>The same policies, all their workflows under the role matrix.</summary>
    internal KernelPolicies UnderRoles() => this with
    {
        Orders = Orders.WithRoles(Roles.Policy), Cases = Cases.WithRoles(Roles.Policy), Approvals = Approvals.WithRoles(Roles.Policy),
            Adjustments = Adjustments.WithRoles(Roles.Policy),
    };

    /// <summary>The documents of workflows that others may extend: the embedded ones, and those that <see cref="PolicyKinds.With"/> was given.</summary>
    internal WorkflowLibrary Library { get; init; } = OrderPolicies.Library;

    /// <summary>The zone of business days.</summary>
    public DateTimeZone Zone { get; init; } = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
}
