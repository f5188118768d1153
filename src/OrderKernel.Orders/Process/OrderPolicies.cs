using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The documents that decide over orders: workflows and screening, checked and compiled once.</summary>
public sealed partial class OrderPolicies
{
    private ValueList<WorkflowMachine> _all;

    private OrderPolicies(WorkflowMachine standard, WorkflowMachine totalsOnly, PolicyDocument<Screening> screening, ValueList<WorkflowMachine> all) =>
        (Standard, TotalsOnly, Screening, _all) = (standard, totalsOnly, screening, all);

    /// <summary>The embedded documents.</summary>
    public static OrderPolicies Default { get; } = Of(
        WorkflowDocument.Load(Embedded("standard.workflow.json"), OrderDomain.Standard).OrUnreachable("Embedded documents load"),
        WorkflowDocument.Load(Embedded("totals-only.workflow.json"), OrderDomain.TotalsOnly).OrUnreachable("Embedded documents load"),
        ScreeningDocument.Load(Embedded("screening.json")).OrUnreachable("Embedded documents load"));

    /// <summary>
    /// The embedded workflows of orders and shipments, for documents that extend one of them: <c>standard</c>, <c>totals-only</c> and all presets.
    /// </summary>
    public static WorkflowLibrary Library { get; } = WorkflowLibrary.Of(
        [.. new[] { "standard", "totals-only" }.Concat(OrderPresets.Names).Concat(ShipmentPresets.Names).Select(n => Embedded($"{n}.workflow.json"))])
            .OrUnreachable("Embedded documents load");

    /// <summary>The workflow under which new orders with goods start.</summary>
    public WorkflowMachine Standard { get; private set; }

    /// <summary>The workflow under which new orders without goods start.</summary>
    public WorkflowMachine TotalsOnly { get; private set; }

    /// <summary>What is expedited.</summary>
    public PolicyDocument<Screening> Screening { get; private set; }

    /// <summary>What people at the desk may do.</summary>
    public DeskRules Desk { get; private set; } = DeskRules.Default;

    /// <summary>How long the trail keeps its content.</summary>
    public PolicyDocument<RetentionPolicy> Retention { get; private set; } = RetentionPolicy.Default;

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
        return new(first, second, screening, new[] { first, second }.Concat(earlier.Select(WorkflowMachine.Of)).ToValueList());
    }

    /// <summary>The same policies with other documents for new orders; orders in flight find the ones before.</summary>
    /// <param name="standard">For orders with goods; null to keep it.</param>
    /// <param name="totalsOnly">For orders without goods; null to keep it.</param>
    /// <param name="screening">The screening; null to keep it.</param>
    public OrderPolicies Replacing(PolicyDocument<WorkflowDefinition>? standard = null, PolicyDocument<WorkflowDefinition>? totalsOnly = null,
        PolicyDocument<Screening>? screening = null) => With(p =>
    {
        if (standard is not null) p.Standard = Machine(standard);
        if (totalsOnly is not null) p.TotalsOnly = Machine(totalsOnly);
        if (screening is not null) p.Screening = screening;
        p._all = new[] { p.Standard, p.TotalsOnly }.Concat(_all).Distinct().ToValueList();
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
        foreach (var machine in _all)
        {
            if (machine.Policy == policy) return machine;
        }

        return Added(policy);
    }
}
