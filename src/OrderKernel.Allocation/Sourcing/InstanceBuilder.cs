namespace OrderKernel.Allocation;

/// <summary>Builds the arrays of an <see cref="Instance"/>: bans and stock decide who is a candidate, tariffs give the prices.</summary>
internal static class InstanceBuilder
{
    /// <summary>Fills in candidates and prices.</summary>
    /// <param name="problem">The instance with its demand.</param>
    /// <param name="request">The request.</param>
    /// <param name="filter">A location to plan with alone, or to leave out; null for none.</param>
    /// <returns>False when the costs pass 64 bits.</returns>
    public static bool TryBuild(Instance problem, SourcingRequest request, LocationFilter? filter)
    {
        var network = problem.Network;
        var stock = StockOf(problem, request);
        var locations = new int[network.Locations.Count];
        var starts = new int[locations.Length + 1];
        var carriers = new int[locations.Length * network.Carriers.Count];
        var (candidates, pairs) = (0, 0);
        for (var l = 0; l < locations.Length; l++)
        {
            if (!network.Locations[l].IsOpen || filter?.Excludes(l) == true || !HasAny(problem, stock, l)) continue;
            starts[candidates] = pairs;
            for (var c = 0; c < network.Carriers.Count; c++)
            {
                if (network.TariffOf(l, c, problem.Zone).IsThere && Bans.OfPair(problem, request, l, c) is null) carriers[pairs++] = c;
            }

            if (pairs > starts[candidates]) locations[candidates++] = l;
        }

        starts[candidates] = pairs;
        Array.Resize(ref locations, candidates);
        Array.Resize(ref carriers, pairs);
        (problem.Locations, problem.PairStart, problem.PairCarrier) = (locations, starts, carriers);
        problem.Stock = new long[problem.Skus * candidates];
        for (var s = 0; s < problem.Skus; s++)
        {
            for (var k = 0; k < candidates; k++) problem.Stock[(s * candidates) + k] = stock[(s * network.Locations.Count) + locations[k]];
        }

        try
        {
            Price(problem);
            return true;
        }
        catch (OverflowException)
        {
            return false;
        }
    }

    /// <summary>What each location of the network may give of each SKU: what is available, zero where it is not stocked or restricted.</summary>
    public static long[] StockOf(Instance problem, SourcingRequest request)
    {
        var network = problem.Network;
        var (skus, count) = (problem.Demand.Skus, network.Locations.Count);
        var stock = new long[skus.Length * count];
        foreach (var position in request.Available)
        {
            var sku = Array.BinarySearch(skus, position.Sku);
            if (sku < 0) continue;
            var location = network.LocationIndex(position.Location);
            if (location < 0) continue;
            var have = stock[(sku * count) + location];
            stock[(sku * count) + location] = have > long.MaxValue - position.Available.Units ? long.MaxValue : have + position.Available.Units;
        }

        for (var s = 0; s < skus.Length; s++)
        {
            var from = problem.Known[s].ShipsFrom;
            for (var l = 0; l < count; l++)
            {
                if ((from is not null && !from[l]) || Bans.OfSku(problem, request, l, skus[s]) is not null) stock[(s * count) + l] = 0;
            }
        }

        return stock;
    }

    private static bool HasAny(Instance problem, long[] stock, int location)
    {
        for (var s = 0; s < problem.Skus; s++)
        {
            if (stock[(s * problem.Network.Locations.Count) + location] > 0) return true;
        }

        return false;
    }

    private static void Price(Instance problem)
    {
        var network = problem.Network;
        var pairs = problem.Pairs;
        problem.Fixed = new long[pairs];
        problem.UnitCost = new long[problem.Items * pairs];
        for (var s = 0; s < problem.Skus; s++) problem.Penalty[s] = problem.Known[s].UnfilledPenaltyMilliFen;
        for (var k = 0; k < problem.Locations.Length; k++)
        {
            var here = network.Locations[problem.Locations[k]];
            for (var p = problem.PairStart[k]; p < problem.PairStart[k + 1]; p++)
            {
                var tariff = network.TariffOf(problem.Locations[k], problem.PairCarrier[p], problem.Zone);
                problem.Fixed[p] = checked(tariff.PerShipmentMilliFen + network.SplitPenaltyMilliFen);
                for (var s = 0; s < problem.Skus; s++)
                    problem.UnitCost[(s * pairs) + p] = checked(WeightOf(problem.Known[s], tariff) + HandlingOf(problem.Known[s], here));
            }
        }

        PriceGroups(problem);
        Bound(problem);
        problem.Dominated = new bool[pairs];
        for (var k = 0; k < problem.Locations.Length; k++) Dominate(problem, problem.PairStart[k], problem.PairStart[k + 1]);
    }

    /// <summary>Marks pairs of one location that another beats in price, or in the order of ids at the same price, whatever they carry.</summary>
    private static void Dominate(Instance problem, int first, int end)
    {
        for (var p = first; p < end; p++)
        {
            for (var other = first; other < end && !problem.Dominated[p]; other++)
            {
                if (other == p || problem.Dominated[other] || problem.Fixed[other] > problem.Fixed[p]) continue;
                var (neverDearer, winsTies) = (true, problem.Fixed[other] < problem.Fixed[p] || other < p);
                var cheaperUnits = true;
                for (var i = 0; i < problem.Items && neverDearer; i++)
                {
                    var (mine, theirs) = (problem.UnitCost[(i * problem.Pairs) + p], problem.UnitCost[(i * problem.Pairs) + other]);
                    neverDearer = theirs <= mine || problem.Need[i] == 0;
                    cheaperUnits &= theirs < mine || problem.Need[i] == 0;
                }

                problem.Dominated[p] = neverDearer && (winsTies || cheaperUnits);
            }
        }
    }

    /// <summary>The price of a unit's weight, rounded up to a whole thousandth of a fen.</summary>
    public static long WeightOf(NetworkSku sku, Tariff tariff) => checked((sku.Grams * tariff.PerKilogramMilliFen) + 999) / 1_000;

    /// <summary>The price of handling a unit.</summary>
    public static long HandlingOf(NetworkSku sku, NetworkLocation location) => checked(sku.HandlingMilliFen + location.HandlingMilliFen);

    private static void PriceGroups(Instance problem)
    {
        for (var g = 0; g < problem.Demand.Groups; g++)
        {
            var item = problem.Skus + g;
            problem.Need[item] = 1;
            for (var s = 0; s < problem.Skus; s++)
            {
                var units = problem.GroupNeed[(g * problem.Skus) + s];
                problem.Penalty[item] = checked(problem.Penalty[item] + (units * problem.Penalty[s]));
                for (var p = 0; p < problem.Pairs; p++)
                    problem.UnitCost[(item * problem.Pairs) + p] = checked(problem.UnitCost[(item * problem.Pairs) + p]
                        + (units * problem.UnitCost[(s * problem.Pairs) + p]));
            }
        }
    }

    /// <summary>Proves that no sum of the search can pass 64 bits, so that its inner loops need no checks.</summary>
    private static void Bound(Instance problem)
    {
        checked
        {
            long opening = 0, dearest = 0, sum = 0;
            foreach (var price in problem.Fixed)
            {
                opening += price;
                dearest = Math.Max(dearest, price);
            }

            for (var i = 0; i < problem.Items; i++)
            {
                var unit = problem.Penalty[i];
                for (var p = 0; p < problem.Pairs; p++) unit = Math.Max(unit, problem.UnitCost[(i * problem.Pairs) + p]);
                sum += problem.Need[i] * (unit + dearest);
            }

            _ = sum + opening;
        }
    }
}

/// <summary>Plans with one location alone, or without one.</summary>
internal sealed record LocationFilter(int Location, bool Alone)
{
    public bool Excludes(int location) => Alone ? location != Location : location == Location;
}
