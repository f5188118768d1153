using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Allocation;
using OrderKernel.Channels;
using OrderKernel.Health;
using OrderKernel.Inventory;
using OrderKernel.Logistics;
using OrderKernel.Orders;
using OrderKernel.Rules;
using OrderKernel.Workflow;

namespace OrderKernel.Policies;

/// <summary>Every document that the kernel decides by, checked. A default exists for each but the SKU map and the network of a real shop.</summary>
/// <remarks>A default is read when it is first needed: a host that never screens or approves does not pay for those documents.</remarks>
public sealed record KernelPolicies
{
    private static readonly Lazy<ValueList<PolicyDocument<ChannelProfile>>> BuiltIn = new(() =>
        Channels.Profiles.Defaults().Concat(Channels.Profiles.Partners()).ToValueList());

    private readonly ValueList<PolicyDocument<ChannelProfile>>? _profiles;

    private Ruled? _ruled;

    /// <summary>The embedded documents; without network, so that no order is sourced.</summary>
    public static KernelPolicies Default { get; } = new();

    /// <summary>Order workflows and screening.</summary>
    public OrderPolicies Orders { get => _ruled?.Orders.Value ?? field ?? OrderPolicies.Default; init; }

    /// <summary>Who may do and see what; every workflow asks it.</summary>
    public PolicyDocument<RoleMatrix> Roles { get => field ?? RoleMatrix.Default; init; }

    /// <summary>How exports of channels and warehouses are read: the built-in profiles, and those of the host's own, by name.</summary>
    public ValueList<PolicyDocument<ChannelProfile>> Profiles
    {
        get => _profiles ?? BuiltIn.Value;
        init => _profiles = value;
    }

    /// <summary>Which SKUs of ours are sold under which of a channel's; null where both are the same.</summary>
    public PolicyDocument<SkuMap>? Skus { get; init; }

    /// <summary>What holds records against the JSON Schema that a profile carries; without it records of such a profile are put away.</summary>
    public Ports.IPayloadValidator? PayloadValidator { get; init; }

    /// <summary>How feeds of channels are pulled.</summary>
    public PolicyDocument<PullPolicy> Pulls { get => field ?? PullPolicy.Default; init; }

    /// <summary>When a channel's circuit opens, what counts as drift, and which turns of statuses are told.</summary>
    public PolicyDocument<WatchPolicy> Watch { get => field ?? WatchPolicy.Default; init; }

    /// <summary>What counts as available stock.</summary>
    public PolicyDocument<StockFormula> Formula { get => field ?? StockFormula.Default; init; }

    /// <summary>From which pools which orders are served.</summary>
    public PolicyDocument<PoolRules> Pools { get => field ?? PoolRules.Default; init; }

    /// <summary>Which goods may be bought where, how, and how many at once; all by default.</summary>
    public PolicyDocument<PurchaseRestrictions> Restrictions { get => field ?? PurchaseRestrictions.Default; init; }

    /// <summary>Locations, zones and tariffs; null when the kernel is not to source orders.</summary>
    public PolicyDocument<Network>? Network { get; init; }

    /// <summary>Who approves which refund.</summary>
    public PolicyDocument<ApprovalTiers> Tiers { get => field ?? ApprovalTiers.Default; init; }

    /// <summary>The workflows of approvals.</summary>
    public ApprovalPolicies Approvals { get => _ruled?.Approvals.Value ?? field ?? ApprovalPolicies.Default; init; }

    /// <summary>The workflows of the approvals of stock adjustments.</summary>
    public ApprovalPolicies Adjustments { get => _ruled?.Adjustments.Value ?? field ?? AdjustmentDecider.DefaultPolicies; init; }

    /// <summary>Which command on an after-sales case whose role may give.</summary>
    public WorkflowMachine Cases { get => _ruled?.Cases.Value ?? field ?? CaseWorkflow.Default; init; }

    /// <summary>What is believed of parcel tracks.</summary>
    public PolicyDocument<TrackPolicy> Tracks { get => field ?? TrackPolicy.Default; init; }

    /// <summary>The aggregator's words for parcel nodes.</summary>
    public PolicyDocument<TrackVocabulary> TrackWords { get => field ?? TrackVocabulary.Kuaidi100; init; }

    /// <summary>Who hears of what needs a person.</summary>
    public PolicyDocument<NoticeRules> Notices { get => field ?? NoticeRules.Default; init; }

    /// <summary>When channels hear of parcels.</summary>
    public PolicyDocument<WriteBackRules> WriteBacks { get => field ?? WriteBackRules.Default; init; }

    /// <summary>Which warehouses are told what to send; none by default.</summary>
    public PolicyDocument<DispatchNoteRules> DispatchNotes { get => field ?? DispatchNoteRules.Default; init; }

    /// <summary>Which shops are told of stock, and how the numbers are made; none by default.</summary>
    public PolicyDocument<PublicationRules> Publication { get => field ?? PublicationRules.Default; init; }

    /// <summary>Which outside systems are the masters of on hand, and where; the kernel is by default.</summary>
    public PolicyDocument<StockMasterRules> StockMasters { get => field ?? StockMasterRules.Default; init; }

    /// <summary>The inventory health index, its weights and bounds.</summary>
    public PolicyDocument<StockHealthPolicy> StockHealth { get => field ?? StockHealthPolicy.Default; init; }

    /// <summary>When a SKU is to be replenished.</summary>
    public PolicyDocument<ReplenishmentPolicy> Replenishment { get => field ?? ReplenishmentPolicy.Default; init; }

    /// <summary>What may be sold before it is there, and in which order stock that arrives is given out.</summary>
    public PolicyDocument<SellAheadPolicy> SellAhead { get => field ?? SellAheadPolicy.Default; init; }

    /// <summary>The chains of rules that are asked when an order changed, by name; none by default.</summary>
    public ValueList<PolicyDocument<RuleChain>> Chains { get; init; }

    /// <summary>The health index and its targets.</summary>
    public PolicyDocument<HealthIndexPolicy> Health { get => field ?? HealthIndexPolicy.Default; init; }

    /// <summary>The operating table and its targets.</summary>
    public PolicyDocument<OperatingTargets> Operating { get => field ?? OperatingTargets.Default; init; }

    /// <summary>The same policies, all their workflows under the role matrix.</summary>
    internal KernelPolicies UnderRoles() => this with { _ruled = new(this) };

    /// <summary>The documents of workflows that others may extend: the embedded ones, and those that <see cref="PolicyKinds.With"/> was given.</summary>
    internal WorkflowLibrary Library { get => field ?? OrderPolicies.Library; init; }

    /// <summary>The zone of business days.</summary>
    public DateTimeZone Zone { get => field ?? DateTimeZoneProviders.Tzdb["Asia/Shanghai"]; init; }

    /// <summary>The workflows under the role matrix, each put under it when it is first needed.</summary>
    private sealed class Ruled(KernelPolicies free)
    {
        public Lazy<OrderPolicies> Orders { get; } = new(() => free.Orders.WithRoles(free.Roles.Policy));

        public Lazy<ApprovalPolicies> Approvals { get; } = new(() => free.Approvals.WithRoles(free.Roles.Policy));

        public Lazy<ApprovalPolicies> Adjustments { get; } = new(() => free.Adjustments.WithRoles(free.Roles.Policy));

        public Lazy<WorkflowMachine> Cases { get; } = new(() => free.Cases.WithRoles(free.Roles.Policy));
    }
}
