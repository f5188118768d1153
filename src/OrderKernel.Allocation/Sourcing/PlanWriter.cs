namespace OrderKernel.Allocation;

/// <summary>Turns the solver's numbers into shipments of lines, and its cost into parts.</summary>
internal static class PlanWriter
{
    public static SourcingPlan Write(Instance problem, Solver solver, SourcingRequest request, PolicyReference policy)
    {
        var (locations, lines) = (problem.Locations.Length, problem.Demand.Lines);
        var left = new long[lines.Length];
        for (var i = 0; i < lines.Length; i++) left[i] = lines[i].Quantity.Units;
        var shipments = new List<PlannedShipment>(2);
        var cost = default(PlanCost);
        for (var k = 0; k < locations; k++)
        {
            if (solver.BestState[k] < 0) continue;
            var (location, carrier) = (problem.Locations[k], problem.PairCarrier[solver.BestState[k]]);
            var tariff = problem.Network.TariffOf(location, carrier, problem.Zone);
            cost = cost with
            {
                ShipmentMilliFen = cost.ShipmentMilliFen + tariff.PerShipmentMilliFen,
                SplitMilliFen = shipments.Count == 0 ? 0 : cost.SplitMilliFen + problem.Network.SplitPenaltyMilliFen,
            };
            var shipped = new List<StockRequest>(lines.Length);
            for (var i = 0; i < lines.Length; i++)
            {
                var units = Take(problem, solver, i, k, left);
                if (units == 0) continue;
                shipped.Add(lines[i] with { Quantity = Quantity.Of(units) });
                cost = cost with
                {
                    WeightMilliFen = cost.WeightMilliFen + (units * InstanceBuilder.WeightOf(problem.Known[problem.Demand.SkuOfLine[i]], tariff)),
                    HandlingMilliFen = cost.HandlingMilliFen
                        + (units * InstanceBuilder.HandlingOf(problem.Known[problem.Demand.SkuOfLine[i]], problem.Network.Locations[location])),
                };
            }

            shipments.Add(new(problem.Network.Locations[location].Id, problem.Network.Carriers[carrier], shipped.ToValueList()));
        }

        var unfilled = Unfilled(problem, left, ref cost);
        if (cost.TotalMilliFen != solver.BestCost)
            throw new System.Diagnostics.UnreachableException(
                $"Order {request.Order}: the parts sum to {cost.TotalMilliFen}, the search found {solver.BestCost}.");
        return new(request.Order, shipments.ToValueList(), unfilled, cost, solver.IsProven, solver.LowerBound, solver.Nodes, Remarks(problem, solver, unfilled),
            policy);
    }

    /// <summary>How many units of a line a candidate ships: all of a group's line, or what is left of the SKU's flow.</summary>
    private static long Take(Instance problem, Solver solver, int line, int candidate, long[] left)
    {
        var (group, locations) = (problem.Demand.GroupOfLine[line], problem.Locations.Length);
        if (group >= 0 && solver.BestFlow[((problem.Skus + group) * locations) + candidate] == 0) return 0;
        var units = left[line];
        if (group < 0)
        {
            var slot = (problem.Demand.SkuOfLine[line] * locations) + candidate;
            units = Math.Min(units, solver.BestFlow[slot]);
            solver.BestFlow[slot] -= units;
        }

        left[line] -= units;
        return units;
    }

    private static ValueList<StockRequest> Unfilled(Instance problem, long[] left, ref PlanCost cost)
    {
        List<StockRequest>? unfilled = null;
        for (var i = 0; i < left.Length; i++)
        {
            if (left[i] == 0) continue;
            (unfilled ??= []).Add(problem.Demand.Lines[i] with { Quantity = Quantity.Of(left[i]) });
            cost = cost with { UnfilledMilliFen = cost.UnfilledMilliFen + (left[i] * problem.Penalty[problem.Demand.SkuOfLine[i]]) };
        }

        return unfilled is null ? [] : unfilled.ToValueList();
    }

    private static ValueList<Reason> Remarks(Instance problem, Solver solver, ValueList<StockRequest> unfilled)
    {
        List<Reason>? remarks = null;
        var skus = problem.Demand.Skus;
        for (var s = 0; s < skus.Length; s++)
        {
            if (!problem.Network.Knows(skus[s]))
                (remarks ??= []).Add(Reason.Of(AllocationCodes.SkuUnknown, ("sku", skus[s]), ("grams", problem.Known[s].Grams)));
            long units = 0, available = 0;
            foreach (var line in unfilled)
            {
                if (line.Sku == skus[s]) units += line.Quantity.Units;
            }

            if (units == 0) continue;
            for (var k = 0; k < problem.Locations.Length; k++)
            {
                var here = problem.Stock[(s * problem.Locations.Length) + k];
                available = available > long.MaxValue - here ? long.MaxValue : available + here;
            }

            (remarks ??= []).Add(Reason.Of(AllocationCodes.Unfilled, ("sku", skus[s]), ("units", units), ("available", available)));
        }

        if (!solver.IsProven)
            (remarks ??= []).Add(Reason.Of(AllocationCodes.Bounded, ("nodes", solver.Nodes), ("gap", PlanCost.Yuan(solver.BestCost - solver.LowerBound))));
        return remarks is null ? [] : remarks.ToValueList();
    }
}
