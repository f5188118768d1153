namespace OrderKernel.Allocation;

/// <summary>Says of every location why it ships or does not, with the numbers.</summary>
internal static class Explainer
{
    private const string WasPlanned = "The same request was planned just now";

    public static SourcingExplanation Explain(SourcingRequest request, PolicyDocument<Network> network, SourcingPlan plan)
    {
        var problem = SourcingPlanner.Open(request, network.Policy)!;
        var stock = InstanceBuilder.StockOf(problem, request);
        var candidates = new List<SourcingCandidate>(network.Policy.Locations.Count);
        for (var l = 0; l < network.Policy.Locations.Count; l++)
        {
            var location = network.Policy.Locations[l].Id;
            if (plan.Shipments.Items.FirstOrDefault(s => s.Location == location) is { } shipment)
            {
                var units = shipment.Lines.Items.Sum(line => line.Quantity.Units);
                candidates.Add(new(location, true, Reason.Of(AllocationCodes.Ships, ("location", location), ("units", units), ("carrier", shipment.Carrier)),
                    SourcingPlanner.OnlyFrom(request, network, location).OrUnreachable(WasPlanned),
                    SourcingPlanner.Without(request, network, location).OrUnreachable(WasPlanned)));
            }
            else if (Excluded(problem, request, stock, l) is { } reason)
            {
                candidates.Add(new(location, false, reason, null, null));
            }
            else
            {
                var alone = SourcingPlanner.OnlyFrom(request, network, location).OrUnreachable(WasPlanned);
                var dominated = Reason.Of(AllocationCodes.Dominated, ("location", location),
                    ("more", PlanCost.Yuan(alone.Cost.TotalMilliFen - plan.Cost.TotalMilliFen)), ("unfilled", alone.Unfilled.Items.Sum(u => u.Quantity.Units)));
                candidates.Add(new(location, false, dominated, alone, null));
            }
        }

        return new(plan, candidates.ToValueList());
    }

    /// <summary>
    /// The first of these that holds: closed, banned, no tariff, no stock, an
    /// incomplete group, restricted, not stocked; null when the location could serve.
    /// </summary>
    private static Reason? Excluded(Instance problem, SourcingRequest request, long[] stock, int l)
    {
        var location = problem.Network.Locations[l];
        var region = request.Destination;
        if (!location.IsOpen) return Reason.Of(AllocationCodes.LocationClosed, ("location", location.Id));
        var (tariffs, open, banned) = (0, 0, "");
        for (var c = 0; c < problem.Network.Carriers.Count; c++)
        {
            if (!problem.Network.TariffOf(l, c, problem.Zone).IsThere) continue;
            tariffs++;
            if (Bans.OfPair(problem, request, l, c) is { } why) banned = why;
            else open++;
        }

        if (tariffs == 0) return Reason.Of(AllocationCodes.NoTariff, ("location", location.Id), ("region", region));
        if (open == 0) return Reason.Of(AllocationCodes.RegionBanned, ("location", location.Id), ("region", region), ("reason", banned));
        return ExcludedByGoods(problem, request, stock, l, location.Id);
    }

    private static Reason? ExcludedByGoods(Instance problem, SourcingRequest request, long[] stock, int l, LocationId location)
    {
        var (stocked, restricted, any, wanted) = (false, (string?)null, false, 0L);
        var count = problem.Network.Locations.Count;
        for (var s = 0; s < problem.Skus; s++)
        {
            var sku = problem.Demand.Skus[s];
            if (problem.Need[s] > 0 && stock[(s * count) + l] > 0) return null;
            any |= stock[(s * count) + l] > 0;
            if (problem.Known[s].ShipsFrom is { } from && !from[l]) continue;
            if (Bans.OfSku(problem, request, l, sku) is { } why) restricted ??= why;
            else stocked = true;
        }

        foreach (var line in problem.Demand.Lines) wanted += line.Quantity.Units;
        for (var g = 0; g < problem.Demand.Groups; g++)
        {
            var whole = true;
            for (var s = 0; s < problem.Skus && whole; s++) whole = problem.GroupNeed[(g * problem.Skus) + s] <= stock[(s * count) + l];
            if (whole) return null;
        }

        if (any) return Reason.Of(AllocationCodes.GroupIncomplete, ("location", location));
        if (stocked) return Reason.Of(AllocationCodes.NoStock, ("location", location), ("wanted", wanted));
        return restricted is not null
            ? Reason.Of(AllocationCodes.PurchaseRestricted, ("location", location), ("region", request.Destination), ("reason", restricted))
            : Reason.Of(AllocationCodes.NotStockedHere, ("location", location));
    }
}
