using System.Diagnostics;
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

/// <summary>The documents that the packages carry, at least one of each kind: to read, to copy and to change.</summary>
/// <remarks>
/// They decide where a host gives none, with these exceptions: presets of workflows and chains of rules run when they are chosen, the network is an
/// example, and the SKU map and the choice of workflows say in a document what holds without one.
/// </remarks>
public static class PolicyDefaults
{
    /// <summary>The documents, in the order of <see cref="PolicyKinds.Known"/>; no two have the same name.</summary>
    public static ValueList<PolicyDefault> All { get; } = new[]
    {
        Of("profile", typeof(Profiles), "taobao.profile.json"),
        Of("profile", typeof(Profiles), "jd.profile.json"),
        Of("profile", typeof(Profiles), "pdd.profile.json"),
        Of("profile", typeof(Profiles), "doudian.profile.json"),
        Of("profile", typeof(Profiles), "tmall-csv.profile.json"),
        Of("profile", typeof(Profiles), "shopify.profile.json"),
        Of("profile", typeof(Profiles), "woocommerce.profile.json"),
        Of("profile", typeof(Profiles), "youzan.profile.json"),
        Of("profile", typeof(Profiles), "kuaishou.profile.json"),
        Of("profile", typeof(Profiles), "xiaohongshu-shop.profile.json"),
        Of("profile", typeof(Profiles), "wechat-channels.profile.json"),
        Of("profile", typeof(Profiles), "shopee.profile.json"),
        Of("profile", typeof(Profiles), "tiktok-shop.profile.json"),
        Of("profile", typeof(Profiles), "ebay-trading.profile.json"),
        Of("profile", typeof(Profiles), "ebay.profile.json"),
        Of("profile", typeof(Profiles), "amazon.profile.json"),
        Of("profile", typeof(Profiles), "lazada.profile.json"),
        Of("profile", typeof(Profiles), "etsy.profile.json"),
        Of("profile", typeof(Profiles), "own-shop.profile.json"),
        Of("profile", typeof(Profiles), "own-shop-csv.profile.json"),
        Of("profile", typeof(Profiles), "wms-confirm.profile.json"),
        Of("profile", typeof(Profiles), "wms-confirm-xml.profile.json"),
        Of("profile", typeof(Profiles), "wms-outbound-csv.profile.json"),
        Of("profile", typeof(Profiles), "wms-returns-csv.profile.json"),
        Of("profile", typeof(Profiles), "erp-csv.profile.json"),
        Of("profile", typeof(Profiles), "erp-lines-csv.profile.json"),
        Of("profile", typeof(Profiles), "wms-json.profile.json"),
        Of("profile", typeof(Profiles), "crm-csv.profile.json"),
        Of("skuMap", typeof(PolicyDefaults), "sku-map.json"),
        Of("pulls", typeof(PullPolicy), "pull-plan.json"),
        Of("channelWatch", typeof(WatchPolicy), "channel-watch.json"),
        Of("roles", typeof(RoleMatrix), "roles.json"),
        Of("shipmentWorkflow", typeof(OrderPolicies), "shipment-standard.workflow.json"),
        Of("shipmentWorkflow", typeof(OrderPolicies), "shipment-parcel.workflow.json"),
        Of("shipmentWorkflow", typeof(OrderPolicies), "shipment-instant.workflow.json"),
        Of("shipmentWorkflow", typeof(OrderPolicies), "shipment-bulky.workflow.json"),
        Of("shipmentWorkflow", typeof(OrderPolicies), "shipment-pickup.workflow.json"),
        Of("shipmentWorkflow", typeof(OrderPolicies), "shipment-virtual.workflow.json"),
        Of("orderWorkflow", typeof(OrderPolicies), "mixed-fulfilment.workflow.json"),
        Of("orderWorkflow", typeof(OrderPolicies), "pre-sale.workflow.json"),
        Of("orderWorkflow", typeof(OrderPolicies), "cash-on-delivery.workflow.json"),
        Of("orderWorkflow", typeof(OrderPolicies), "cross-border.workflow.json"),
        Of("orderWorkflow", typeof(OrderPolicies), "made-to-order.workflow.json"),
        Of("workflow", typeof(OrderPolicies), "standard.workflow.json"),
        Of("totalsOnlyWorkflow", typeof(OrderPolicies), "totals-only.workflow.json"),
        Of("workflowChoices", typeof(PolicyDefaults), "workflow-choices.json"),
        Of("caseWorkflow", typeof(CaseDomain), "aftersales.workflow.json"),
        Of("approvalWorkflow", typeof(ApprovalDomain), "approval.workflow.json"),
        Of("adjustmentWorkflow", typeof(StockFormula), "adjustment.workflow.json"),
        Of("screening", typeof(OrderPolicies), "screening.json"),
        Of("holds", typeof(OrderPolicies), "holds.json"),
        Of("changes", typeof(OrderPolicies), "changes.json"),
        Of("manualSources", typeof(OrderPolicies), "manual-sources.json"),
        Of("refunds", typeof(OrderPolicies), "refunds.json"),
        Of("invoicing", typeof(OrderPolicies), "invoicing.json"),
        Of("warehouse", typeof(OrderPolicies), "warehouse.json"),
        Of("barcodes", typeof(OrderPolicies), "barcodes.json"),
        Of("serials", typeof(OrderPolicies), "serials.json"),
        Of("retention", typeof(OrderPolicies), "retention.json"),
        Of("stockFormula", typeof(StockFormula), "available.stock-formula.json"),
        Of("pools", typeof(StockFormula), "pools.json"),
        Of("purchaseRestrictions", typeof(StockFormula), "purchase-restrictions.json"),
        Of("network", typeof(Network), "four-warehouses.network.json"),
        Of("tiers", typeof(ApprovalTiers), "approval-tiers.json"),
        Of("tracks", typeof(TrackPolicy), "track-policy.json"),
        Of("trackVocabulary", typeof(TrackPolicy), "kuaidi100.track-vocabulary.json"),
        Of("healthIndex", typeof(HealthIndexPolicy), "health-index.json"),
        Of("operatingTable", typeof(HealthIndexPolicy), "operating-table.json"),
        Of("ruleChain", typeof(RuleChain), "east-china-deppon.json"),
        Of("ruleChain", typeof(RuleChain), "invoice-eligibility.json"),
        Of("ruleChain", typeof(RuleChain), "night-offer.json"),
        Of("ruleChain", typeof(RuleChain), "replenishment-hint.json"),
        Of("ruleChain", typeof(RuleChain), "return-risk.json"),
        Of("ruleChain", typeof(RuleChain), "threshold-offers.json"),
        Of("ruleChain", typeof(RuleChain), "vip-expedite.json"),
        Of("ruleChain", typeof(RuleChain), "vip-standing.json"),
        Of("ruleChain", typeof(RuleChain), "xiaohongshu.json"),
        Of("notices", typeof(PolicyDefaults), "notices.json"),
        Of("writeBacks", typeof(PolicyDefaults), "write-backs.json"),
        Of("dispatchNotes", typeof(PolicyDefaults), "dispatch-notes.json"),
        Of("stockHealth", typeof(StockFormula), "stock-health.json"),
        Of("replenishment", typeof(StockFormula), "replenishment.json"),
        Of("sellAhead", typeof(StockFormula), "sell-ahead.json"),
        Of("publication", typeof(StockFormula), "publication.json"),
        Of("stockMaster", typeof(StockFormula), "stock-master.json"),
    }.ToValueList();

    /// <summary>The bytes of a document, UTF-8.</summary>
    /// <param name="name">The name of one of <see cref="All"/>.</param>
    /// <exception cref="ArgumentException">There is no such document.</exception>
    public static ReadOnlyMemory<byte> Bytes(string name) =>
        All.Items.FirstOrDefault(d => d.Name == name)?.Utf8 ?? throw new ArgumentException($"There is no document '{name}'.", nameof(name));

    private static PolicyDefault Of(string kind, Type owner, string file)
    {
        using var stream = owner.Assembly.GetManifestResourceStream("Documents/" + file) ?? throw new UnreachableException($"{file} is not embedded.");
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        var head = PolicyDocument.Load(copy.ToArray(), PolicyKinds.SchemaOf(kind), root => root.Keys().Count).OrUnreachable("Embedded documents load");
        return new(kind, head.Reference.Name, head.Reference.Version, owner.Assembly.GetName().Name!, copy.ToArray());
    }
}
