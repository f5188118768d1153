namespace OrderKernel.Allocation;

/// <summary>Answers which location ships what of one order: the exact cheapest plan, the same for the same input in any order.</summary>
/// <remarks>
/// <para>Formula: minimise fixed prices, split penalties, weight, handling and unfilled penalties over all splits into shipments, one a location.</para>
/// <para>Ties: cost, then fewer shipments, then the smaller list of locations and carriers in ordinal order, then units from the smaller location.</para>
/// <para>Cost: some microseconds; the budget of the network's document bounds it by steps, never by time.</para>
/// </remarks>
public static class SourcingPlanner
{
    /// <summary>The cheapest plan.</summary>
    /// <param name="request">What is to be sourced.</param>
    /// <param name="network">Locations, tariffs and bans.</param>
    /// <returns>The plan, perhaps with unfilled units: one that cannot be served never blocks the others.</returns>
    /// <remarks>
    /// Refuses with: <see cref="AllocationCodes.NothingToPlan"/>, <see cref="AllocationCodes.RegionUnknown"/>, <see cref="AllocationCodes.CostOverflow"/>.
    /// </remarks>
    /// <exception cref="ArgumentException">A line is in two groups, or a ban names nothing or both a carrier and a SKU.</exception>
    /// <example>
    /// <code>
    /// var mug = SkuId.Of("MUG-1");
    /// var request = new SourcingRequest("order-1", RegionId.Of("江苏"), [new(LineId.Of("1"), mug, Quantity.Of(2))],
    ///     [new(LocationId.Of("HZ"), mug, Quantity.Of(5)), new(LocationId.Of("CD"), mug, Quantity.Of(5))]);
    ///
    /// SourcingPlan plan = SourcingPlanner.Plan(request, Network.Default).ValueOrThrow();             // HZ: the cheapest, proven
    /// SourcingExplanation why = SourcingPlanner.Explain(request, Network.Default).ValueOrThrow();    // and why not Chengdu, at which cost
    /// </code>
    /// </example>
    public static Result<SourcingPlan> Plan(SourcingRequest request, PolicyDocument<Network> network) => Plan(request, network, null);

    /// <summary>The cheapest plan that ships from one location alone.</summary>
    /// <param name="request">What is to be sourced.</param>
    /// <param name="network">Locations, tariffs and bans.</param>
    /// <param name="location">The location.</param>
    /// <remarks>Refuses as <see cref="Plan(SourcingRequest, PolicyDocument{Network})"/> does.</remarks>
    /// <exception cref="ArgumentException">The network has no such location, or the request is malformed.</exception>
    public static Result<SourcingPlan> OnlyFrom(SourcingRequest request, PolicyDocument<Network> network, LocationId location) =>
        Plan(request, network, new(IndexOf(network, location), Alone: true));

    /// <summary>The cheapest plan that does not ship from one location.</summary>
    /// <param name="request">What is to be sourced.</param>
    /// <param name="network">Locations, tariffs and bans.</param>
    /// <param name="location">The location.</param>
    /// <remarks>Refuses as <see cref="Plan(SourcingRequest, PolicyDocument{Network})"/> does.</remarks>
    /// <exception cref="ArgumentException">The network has no such location, or the request is malformed.</exception>
    public static Result<SourcingPlan> Without(SourcingRequest request, PolicyDocument<Network> network, LocationId location) =>
        Plan(request, network, new(IndexOf(network, location), Alone: false));

    /// <summary>The cheapest plan, what each location was good for, and what each would have cost.</summary>
    /// <param name="request">What is to be sourced.</param>
    /// <param name="network">Locations, tariffs and bans.</param>
    /// <remarks>Refuses as <see cref="Plan(SourcingRequest, PolicyDocument{Network})"/> does.</remarks>
    /// <exception cref="ArgumentException">The request is malformed.</exception>
    public static Result<SourcingExplanation> Explain(SourcingRequest request, PolicyDocument<Network> network) =>
        Plan(request, network, null).Then<SourcingExplanation>(plan => Explainer.Explain(request, network, plan));

    /// <summary>What each location was good for, and what each would have cost beside a plan that was made.</summary>
    /// <param name="request">What was sourced.</param>
    /// <param name="network">The locations, tariffs and bans of the plan.</param>
    /// <param name="plan">The plan of that request.</param>
    /// <returns>The plan with every location of the network.</returns>
    public static SourcingExplanation Explain(SourcingRequest request, PolicyDocument<Network> network, SourcingPlan plan)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(network);
        ArgumentNullException.ThrowIfNull(plan);
        return Explainer.Explain(request, network, plan);
    }

    internal static Instance? Open(SourcingRequest request, Network network)
    {
        if (network.ZoneIndex(request.Destination) is not { } zone) return null;
        return new(Demand.Of(request), network, zone, Regions.Plain(request.Destination.Value ?? ""));
    }

    private static Result<SourcingPlan> Plan(SourcingRequest request, PolicyDocument<Network> network, LocationFilter? filter)
    {
        ArgumentNullException.ThrowIfNull(request);
        ArgumentNullException.ThrowIfNull(network);
        foreach (var ban in request.Bans)
        {
            if (ban is { Location: null, Carrier: null, Sku: null } or { Carrier: not null, Sku: not null })
                throw new ArgumentException("A ban names a location, a carrier or a SKU, and not both of the last.", nameof(request));
        }

        try
        {
            if (Open(request, network.Policy) is not { } problem)
                return Refusal.Of(AllocationCodes.RegionUnknown, ("order", request.Order), ("region", request.Destination));
            if (problem.Demand.Lines.Length == 0) return Refusal.Of(AllocationCodes.NothingToPlan, ("order", request.Order));
            if (!InstanceBuilder.TryBuild(problem, request, filter)) return Refusal.Of(AllocationCodes.CostOverflow, ("order", request.Order));
            var solver = new Solver(problem);
            solver.Solve();
            return PlanWriter.Write(problem, solver, request, network.Reference);
        }
        catch (OverflowException)
        {
            return Refusal.Of(AllocationCodes.CostOverflow, ("order", request.Order));
        }
    }

    private static int IndexOf(PolicyDocument<Network> network, LocationId location)
    {
        ArgumentNullException.ThrowIfNull(network);
        var index = network.Policy.LocationIndex(location);
        return index >= 0 ? index : throw new ArgumentException($"The network has no location {location}.", nameof(location));
    }
}
