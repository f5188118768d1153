using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The documents that decide over orders: workflows and screening, checked and compiled once.</summary>
public sealed partial class OrderPolicies
{
    private static readonly Lazy<WorkflowLibrary> Embeddeds = new(() => WorkflowLibrary.Of(
        [.. new[] { "standard", "totals-only" }.Concat(OrderPresets.Names).Concat(ShipmentPresets.Names).Select(n => Embedded($"{n}.workflow.json"))])
            .OrUnreachable("Embedded documents load"));

    // Whoever decides over one order needs one workflow: each is read when it is asked for; the build has proved it.
    private Lazy<WorkflowMachine> _standard;
    private Lazy<WorkflowMachine> _totalsOnly;
    private Lazy<PolicyDocument<Screening>> _screening;
    private ValueList<WorkflowMachine> _earlier;

    private OrderPolicies(Lazy<WorkflowMachine> standard, Lazy<WorkflowMachine> totalsOnly, Lazy<PolicyDocument<Screening>> screening) =>
        (_standard, _totalsOnly, _screening) = (standard, totalsOnly, screening);

    /// <summary>The embedded documents, each read when it is first needed.</summary>
    public static OrderPolicies Default { get; } = new(
        new(() => WorkflowMachine.Of(EmbeddedDocument.Workflow("standard", OrderDomain.Standard))),
        new(() => WorkflowMachine.Of(EmbeddedDocument.Workflow("totals-only", OrderDomain.TotalsOnly))),
        new(() => ScreeningDocument.Load(Embedded("screening.json")).OrUnreachable("Embedded documents load")));

    /// <summary>
    /// The embedded workflows of orders and shipments, for documents that extend one of them: <c>standard</c>, <c>totals-only</c> and all presets.
    /// </summary>
    public static WorkflowLibrary Library => Embeddeds.Value;

    /// <summary>The workflow under which new orders with goods start.</summary>
    public WorkflowMachine Standard => _standard.Value;

    /// <summary>The workflow under which new orders without goods start.</summary>
    public WorkflowMachine TotalsOnly => _totalsOnly.Value;

    /// <summary>What is expedited.</summary>
    public PolicyDocument<Screening> Screening => _screening.Value;

    /// <summary>What people at the desk may do.</summary>
    public DeskRules Desk { get; private set; } = DeskRules.Default;

    /// <summary>How long the trail keeps its content.</summary>
    public PolicyDocument<RetentionPolicy> Retention { get => field ?? RetentionPolicy.Default; private set; }

    /// <summary>The same policies with another retention.</summary>
    /// <param name="retention">The document.</param>
    public OrderPolicies With(PolicyDocument<RetentionPolicy> retention)
    {
        ArgumentNullException.ThrowIfNull(retention);
        return With(p => p.Retention = retention);
    }

    /// <summary>Policies from checked documents.</summary>
    /// <param name="standard">For orders with goods, loaded with <see cref="OrderDomain.Standard"/>.</param>
    /// <param name="totalsOnly">For orders without goods, loaded with <see cref="OrderDomain.TotalsOnly"/>.</param>
    /// <param name="screening">The screening.</param>
    /// <param name="earlier">Workflows under which orders in flight started.</param>
    public static OrderPolicies Of(
        PolicyDocument<WorkflowDefinition> standard, PolicyDocument<WorkflowDefinition> totalsOnly, PolicyDocument<Screening> screening,
        params PolicyDocument<WorkflowDefinition>[] earlier)
    {
        ArgumentNullException.ThrowIfNull(screening);
        ArgumentNullException.ThrowIfNull(earlier);
        var (first, second) = (WorkflowMachine.Of(standard), WorkflowMachine.Of(totalsOnly));
        return new(Known(first), Known(second), new(() => screening)) { _earlier = earlier.Select(WorkflowMachine.Of).ToValueList() };
    }

    /// <summary>The same policies with other documents for new orders; orders in flight find the ones before.</summary>
    /// <param name="standard">For orders with goods; null to keep it.</param>
    /// <param name="totalsOnly">For orders without goods; null to keep it.</param>
    /// <param name="screening">The screening; null to keep it.</param>
    public OrderPolicies Replacing(PolicyDocument<WorkflowDefinition>? standard = null, PolicyDocument<WorkflowDefinition>? totalsOnly = null,
        PolicyDocument<Screening>? screening = null) => With(p =>
    {
        if (standard is not null || totalsOnly is not null) p._earlier = new[] { Standard, TotalsOnly }.Concat(_earlier).Distinct().ToValueList();
        if (standard is not null) p._standard = Known(Machine(standard));
        if (totalsOnly is not null) p._totalsOnly = Known(Machine(totalsOnly));
        if (screening is not null) p._screening = new(() => screening);
    });

    /// <summary>The bytes of an embedded default document, such as <c>standard.workflow.json</c>.</summary>
    /// <param name="name">The file's name.</param>
    /// <exception cref="ArgumentException">There is no such document.</exception>
    public static ReadOnlyMemory<byte> Embedded(string name) => EmbeddedDocument.Read(name);

    /// <summary>The same policies with other rules for people at the desk.</summary>
    /// <param name="desk">The rules.</param>
    public OrderPolicies With(DeskRules desk)
    {
        ArgumentNullException.ThrowIfNull(desk);
        return With(p => p.Desk = desk);
    }

    /// <summary>The workflow of a reference, or null when it was not given.</summary>
    /// <param name="policy">Name, version and hash, as an event recorded them.</param>
    public WorkflowMachine? Workflow(PolicyReference policy)
    {
        if (Standard.Policy == policy) return Standard;
        if (TotalsOnly.Policy == policy) return TotalsOnly;
        foreach (var machine in _earlier)
        {
            if (machine.Policy == policy) return machine;
        }

        return Added(policy);
    }

    private ValueList<WorkflowMachine> All => new[] { Standard, TotalsOnly }.Concat(_earlier).Distinct().ToValueList();

    private static Lazy<WorkflowMachine> Known(WorkflowMachine machine) => new(() => machine);
}
