namespace OrderKernel.Allocation;

/// <summary>Which location ships what with whom.</summary>
/// <param name="Order">What the plan is for.</param>
/// <param name="Shipments">The shipments in ordinal order of their locations, at most one a location; lines in ordinal order.</param>
/// <param name="Unfilled">Units that stay unfilled, in ordinal order of line and SKU.</param>
/// <param name="Cost">What the plan costs, by part.</param>
/// <param name="IsProven">True when no cheaper plan exists; false when the search budget ended first.</param>
/// <param name="LowerBoundMilliFen">No plan costs less than this; equal to the cost when proven.</param>
/// <param name="Nodes">Steps that the search took.</param>
/// <param name="Reasons">What is remarkable: unfilled units, unknown SKUs, an unproven plan. <see cref="SourcingExplanation"/> says more.</param>
/// <param name="Policy">The network that decided.</param>
public sealed record SourcingPlan(
    string Order,
    ValueList<PlannedShipment> Shipments,
    ValueList<StockRequest> Unfilled,
    PlanCost Cost,
    bool IsProven,
    long LowerBoundMilliFen,
    long Nodes,
    ValueList<Reason> Reasons,
    PolicyReference Policy)
{
    /// <summary>True when every unit ships.</summary>
    public bool IsComplete => Unfilled.IsEmpty;
}

/// <summary>A plan with what else was possible.</summary>
/// <param name="Plan">The cheapest plan.</param>
/// <param name="Candidates">Every location of the network, in ordinal order.</param>
public sealed record SourcingExplanation(SourcingPlan Plan, ValueList<SourcingCandidate> Candidates);

/// <summary>What became of one location in a plan.</summary>
/// <param name="Location">The location.</param>
/// <param name="IsUsed">True when it ships.</param>
/// <param name="Reason">What it ships, or the one reason why it does not.</param>
/// <param name="OnlyFrom">The cheapest plan from this location alone; null when it cannot serve at all.</param>
/// <param name="Without">The cheapest plan without this location; null when the plan does not use it.</param>
public sealed record SourcingCandidate(LocationId Location, bool IsUsed, Reason Reason, SourcingPlan? OnlyFrom, SourcingPlan? Without);
