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

/// <summary>Replaces single policies of a set by documents, or adds documents to it, by the kind under which manifests and hosts name them.</summary>
public static class PolicyKinds
{
    private const string SchemaFolder = "Schemas/";

    // A kind comes after those whose documents it may name.
    private static readonly PolicyKind[] Kinds =
    [
        new("profile", Profiles.Schema, true,
            (p, utf8) => Profiles.Load(utf8).Then(d => Result.Ok(p with { Profiles = p.Profiles.Where(o => o.Reference.Name != d.Reference.Name).Add(d) }))),
        PolicyKind.One("skuMap", SkuMap.Schema, SkuMap.Load, (p, d) => p with { Skus = d }),
        PolicyKind.One("pulls", PullPolicy.Schema, PullPolicy.Load, (p, d) => p with { Pulls = d }),
        PolicyKind.One("channelWatch", WatchPolicy.Schema, WatchPolicy.Load, (p, d) => p with { Watch = d }),
        PolicyKind.One("roles", RoleMatrix.Schema, RoleMatrix.Load, (p, d) => p with { Roles = d }),
        PolicyKind.Flow("shipmentWorkflow", true, ShipmentDomain.Standard, (p, d) => p with { Orders = p.Orders.WithShipments(d) }),
        PolicyKind.Flow("orderWorkflow", true, OrderDomain.Standard, (p, d) => Order(p, d, o => o.WithOrders(d))),
        PolicyKind.Flow("workflow", false, OrderDomain.Standard, (p, d) => Order(p, d, o => o.Replacing(standard: d))),
        PolicyKind.Flow("totalsOnlyWorkflow", false, OrderDomain.TotalsOnly, (p, d) => Order(p, d, o => o.Replacing(totalsOnly: d))),
        new("workflowChoices", WorkflowChoicesDocument.Schema, false,
            (p, utf8) => WorkflowChoicesDocument.Load(utf8).Then(p.Orders.WithChoices).Then(o => Result.Ok(p with { Orders = o }))),
        PolicyKind.Flow("caseWorkflow", false, CaseDomain.Standard, (p, d) => p with { Cases = WorkflowMachine.Of(d) }),
        PolicyKind.Flow("approvalWorkflow", false, ApprovalDomain.Standard, (p, d) => p with { Approvals = p.Approvals.Replacing(d) }),
        PolicyKind.Flow("adjustmentWorkflow", false, ApprovalDomain.Standard,
            (p, d) => p with { Adjustments = p.Adjustments.Replacing(d) }),
        PolicyKind.One("screening", ScreeningDocument.Schema, ScreeningDocument.Load, (p, d) => p with { Orders = p.Orders.Replacing(screening: d) }),
        PolicyKind.One("holds", HoldRules.Schema, HoldRules.Load, (p, d) => p with { Orders = p.Orders.With(p.Orders.Desk with { Holds = d }) }),
        PolicyKind.One("changes", ChangeRules.Schema, ChangeRules.Load, (p, d) => p with { Orders = p.Orders.With(p.Orders.Desk with { Changes = d }) }),
        PolicyKind.One("manualSources", ManualSources.Schema, ManualSources.Load,
            (p, d) => p with { Orders = p.Orders.With(p.Orders.Desk with { Sources = d }) }),
        PolicyKind.One("refunds", RefundRules.Schema, RefundRules.Load, (p, d) => p with { Orders = p.Orders.With(p.Orders.Desk with { Refunds = d }) }),
        PolicyKind.One("invoicing", Invoicing.Schema, Invoicing.Load, (p, d) => p with { Orders = p.Orders.With(p.Orders.Desk with { Invoicing = d }) }),
        PolicyKind.One("warehouse", WarehouseDocument.Schema, WarehouseDocument.Load, (p, d) => p with { Orders = p.Orders.WithWarehouse(d) }),
        PolicyKind.One("barcodes", BarcodesDocument.Schema, BarcodesDocument.Load, (p, d) => p with { Orders = p.Orders.WithBarcodes(d) }),
        PolicyKind.One("serials", SerialRules.Schema, SerialRules.Load, (p, d) => p with { Orders = p.Orders.WithSerials(d) }),
        PolicyKind.One("retention", RetentionPolicy.Schema, RetentionPolicy.Load, (p, d) => p with { Orders = p.Orders.With(d) }),
        PolicyKind.One("stockFormula", StockFormula.Schema, StockFormula.Load, (p, d) => p with { Formula = d }),
        PolicyKind.One("pools", PoolRules.Schema, PoolRules.Load, (p, d) => p with { Pools = d }),
        PolicyKind.One("purchaseRestrictions", PurchaseRestrictions.Schema, PurchaseRestrictions.Load, (p, d) => p with { Restrictions = d }),
        new("network", Network.Schema, false, (p, utf8) => Network.Load(utf8).Then(d => PolicyNames.Located(p with { Network = d }))),
        PolicyKind.One("tiers", ApprovalTiers.Schema, ApprovalTiers.Load, (p, d) => p with { Tiers = d }),
        PolicyKind.One("tracks", TrackPolicy.Schema, TrackPolicy.Load, (p, d) => p with { Tracks = d }),
        PolicyKind.One("trackVocabulary", TrackVocabulary.Schema, TrackVocabulary.Load, (p, d) => p with { TrackWords = d }),
        PolicyKind.One("healthIndex", HealthIndexPolicy.Schema, HealthIndexPolicy.Load, (p, d) => p with { Health = d }),
        PolicyKind.One("operatingTable", OperatingTargets.Schema, OperatingTargets.Load, (p, d) => p with { Operating = d }),
        new("ruleChain", RuleChain.Schema, true, (p, utf8) => OrderRules.Load(utf8).Then(d => Result.Ok(p with { Chains = Replaced(p.Chains, d) }))),
        PolicyKind.One("notices", NoticeRules.Schema, NoticeRules.Load, (p, d) => p with { Notices = d }),
        new("writeBacks", WriteBackRules.Schema, false, (p, utf8) => WriteBackRules.Load(utf8).Then(d => WriteBackRules.With(p, d))),
        PolicyKind.One("dispatchNotes", DispatchNoteRules.Schema, DispatchNoteRules.Load, (p, d) => p with { DispatchNotes = d }),
        PolicyKind.One("stockHealth", StockHealthPolicy.Schema, StockHealthPolicy.Load, (p, d) => p with { StockHealth = d }),
        PolicyKind.One("replenishment", ReplenishmentPolicy.Schema, ReplenishmentPolicy.Load, (p, d) => p with { Replenishment = d }),
        PolicyKind.One("sellAhead", SellAheadPolicy.Schema, SellAheadPolicy.Load, (p, d) => p with { SellAhead = d }),
        PolicyKind.One("publication", PublicationRules.Schema, PublicationRules.Load, (p, d) => p with { Publication = d }),
        PolicyKind.One("stockMaster", StockMasterRules.Schema, StockMasterRules.Load, (p, d) => p with { StockMasters = d }),
    ];

    /// <summary>
    /// The kinds that <see cref="With"/> knows, each after those whose documents it may name: in this order all documents of a set can be given.
    /// </summary>
    public static ValueList<string> Known { get; } = Kinds.Select(k => k.Name).ToValueList();

    /// <summary>The kinds whose documents add up; of any other kind the last document holds.</summary>
    public static ValueList<string> Many { get; } = Kinds.Where(k => k.IsMany).Select(k => k.Name).ToValueList();

    /// <summary>The name of a kind's schema, which documents of the kind state as <c>$schema</c>.</summary>
    /// <param name="kind">One of <see cref="Known"/>.</param>
    /// <exception cref="ArgumentException">There is no such kind.</exception>
    public static string SchemaOf(string kind) =>
        Array.Find(Kinds, k => k.Name == kind)?.Schema ?? throw new ArgumentException($"There is no kind '{kind}' of policies.", nameof(kind));

    /// <summary>The names of the JSON Schemas that the package carries: those of all kinds, and that of the manifest of a folder.</summary>
    public static ValueList<string> Schemas { get; } = typeof(PolicyKinds).Assembly.GetManifestResourceNames()
        .Where(n => n.StartsWith(SchemaFolder, StringComparison.Ordinal)).Select(n => n.Substring(SchemaFolder.Length)).OrderBy(n => n, StringComparer.Ordinal)
        .ToValueList();

    /// <summary>The bytes of a JSON Schema (draft 2020-12), UTF-8.</summary>
    /// <param name="schema">One of <see cref="Schemas"/>.</param>
    /// <exception cref="ArgumentException">There is no such schema.</exception>
    public static ReadOnlyMemory<byte> SchemaBytes(string schema)
    {
        using var stream = typeof(PolicyKinds).Assembly.GetManifestResourceStream(SchemaFolder + schema)
            ?? throw new ArgumentException($"There is no schema '{schema}'.", nameof(schema));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    /// <summary>The policies with one more document.</summary>
    /// <param name="policies">The policies.</param>
    /// <param name="kind">One of <see cref="Known"/>.</param>
    /// <param name="utf8">The document. Workflows may extend the embedded ones and those given before.</param>
    /// <returns>The new policies; a refusal lists all problems of the document, what it names and the policies do not have among them, or is
    /// <see cref="OrderKernelCodes.PolicyKindUnknown"/>.</returns>
    /// <example>
    /// <code>
    /// var policies = KernelPolicies.Default.With("screening", utf8).ValueOrThrow();          // or a refusal that lists all problems with their JSON paths
    /// var kernel = new Kernel(store, policies);
    /// var report = await FigureReport.FoldAsync(store, policies, TenantId.Of("acme"));       // all figures are folds over stored events
    /// </code>
    /// </example>
    public static Result<KernelPolicies> With(this KernelPolicies policies, string kind, ReadOnlyMemory<byte> utf8)
    {
        ArgumentNullException.ThrowIfNull(policies);
        return Array.Find(Kinds, k => k.Name == kind) is { } known
            ? known.With(policies, utf8)
            : Refusal.Of(OrderKernelCodes.PolicyKindUnknown, ("kind", kind), ("known", string.Join(", ", Known)));
    }

    private static ValueList<PolicyDocument<RuleChain>> Replaced(ValueList<PolicyDocument<RuleChain>> chains, PolicyDocument<RuleChain> by) =>
        chains.Where(c => c.Reference.Name != by.Reference.Name).Add(by).Items.OrderBy(c => c.Reference.Name, StringComparer.Ordinal).ToValueList();

    private static Result<KernelPolicies> Order(KernelPolicies policies, PolicyDocument<WorkflowDefinition> document, Func<OrderPolicies, OrderPolicies> with)
    {
        var missing = policies.Orders.MissingShipments(document.Policy).Items.Select(f => f.ToReason()).ToValueList();
        return missing.IsEmpty
            ? policies with { Orders = with(policies.Orders) }
            : Refusal.Of(KernelCodes.DocumentInvalid, ("name", document.Reference.Name), ("count", missing.Count)) with { Reasons = missing };
    }
}
