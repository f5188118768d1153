namespace OrderKernel.Allocation.Tests;

/// <summary>Checks a plan against the case, by its own arithmetic: stock, bans, groups, every unit accounted for, every part of the cost.</summary>
public static class Auditor
{
    public static string? Fault(Case @case, SourcingPlan plan)
    {
        var taken = new long[@case.Locations.Length, @case.Skus.Length];
        var byLine = @case.Lines.GroupBy(l => (l.Line, l.Sku)).ToDictionary(g => g.Key, g => g.Sum(l => l.Units));
        var groupAt = new Dictionary<int, HashSet<string>>();
        long ship = 0, weight = 0, handling = 0, unfilled = 0;
        foreach (var shipment in plan.Shipments)
        {
            var (l, c) = (Array.IndexOf(@case.Locations, shipment.Location.Value), Array.IndexOf(@case.Carriers, shipment.Carrier!.Value.Value));
            if (!@case.MayCarry(l, c)) return $"{shipment.Location} may not ship with {shipment.Carrier}";
            if (shipment.Lines.IsEmpty) return "empty shipment";
            ship += @case.Tariffs[l, c]!.Value.PerShipment;
            foreach (var line in shipment.Lines)
            {
                var s = Array.IndexOf(@case.Skus, line.Sku.Value);
                var units = line.Quantity.Units;
                if (units <= 0) return "a line of no units";
                taken[l, s] += units;
                byLine[(line.Line.Value, s)] -= units;
                handling += units * (@case.Handling[s] + @case.LocationHandling[l]);
                weight += units * (@case.UnitCost(l, c, s) - @case.Handling[s] - @case.LocationHandling[l]);
                var group = @case.Lines.First(x => x.Line == line.Line.Value).Group;
                if (group >= 0) (groupAt.TryGetValue(group, out var at) ? at : groupAt[group] = []).Add(shipment.Location.Value);
            }
        }

        foreach (var line in plan.Unfilled)
        {
            var s = Array.IndexOf(@case.Skus, line.Sku.Value);
            byLine[(line.Line.Value, s)] -= line.Quantity.Units;
            unfilled += line.Quantity.Units * @case.Penalty[s];
            var group = @case.Lines.First(x => x.Line == line.Line.Value).Group;
            if (group >= 0) (groupAt.TryGetValue(group, out var at) ? at : groupAt[group] = []).Add("nowhere");
        }

        for (var l = 0; l < @case.Locations.Length; l++)
        {
            for (var s = 0; s < @case.Skus.Length; s++)
            {
                if (taken[l, s] > @case.Give(l, s)) return $"{@case.Locations[l]} gives {taken[l, s]} of {@case.Skus[s]} and has {@case.Give(l, s)}";
            }
        }

        if (byLine.Values.Any(v => v != 0)) return "a line's units do not sum";
        if (groupAt.Values.Any(at => at.Count > 1)) return "a group is torn";
        if (plan.Shipments.Items.Select(s => s.Location).Distinct().Count() != plan.Shipments.Count) return "two shipments from one location";
        var expected = new PlanCost(ship, weight, handling, Math.Max(0, plan.Shipments.Count - 1) * @case.Split, unfilled);
        return expected == plan.Cost ? null : $"cost {plan.Cost}, audited {expected}";
    }
}
