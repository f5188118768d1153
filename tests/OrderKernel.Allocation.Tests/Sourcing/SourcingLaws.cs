namespace OrderKernel.Allocation.Tests;

// Fails when a plan is not the cheapest, breaks a limit, or depends on how its input was written down.
public class SourcingLaws
{
    [Law(600, 20_000)]
    public bool A_plan_costs_exactly_what_trying_everything_finds(Seed seed)
    {
        var @case = CaseGenerator.Small(seed);
        var plan = @case.Plan();
        return plan.IsProven && plan.Cost.TotalMilliFen == BruteForce.CheapestCost(@case);
    }

    [Law(600, 20_000)]
    public bool A_plan_passes_the_audit(Seed seed)
    {
        var @case = seed % 2 == 0 ? CaseGenerator.Small(seed) : CaseGenerator.Large(seed, 12);
        return Auditor.Fault(@case, @case.Plan()) is null;
    }

    [Fact]
    public void The_audit_finds_a_plan_that_takes_what_is_not_there()
    {
        var found = Enumerable.Range(0, 200).Count(seed =>
        {
            var @case = CaseGenerator.Small(seed);
            var plan = @case.Plan();
            if (plan.Shipments.IsEmpty) return false;
            var (l, s) = (Array.IndexOf(@case.Locations, plan.Shipments[0].Location.Value), Array.IndexOf(@case.Skus, plan.Shipments[0].Lines[0].Sku.Value));
            var stock = (long[,])@case.Stock.Clone();
            stock[l, s] = 0;
            return Auditor.Fault(@case with { Stock = stock }, plan) is not null;
        });
        Assert.True(found > 100);
    }

    [Law(600, 20_000)]
    public bool The_order_of_lines_positions_and_bans_changes_nothing(Seed seed)
    {
        var @case = CaseGenerator.Small(seed);
        var (network, request, random) = (@case.Network(), @case.Request(), new Random(seed));
        var shuffled = request with
        {
            Lines = Shuffled(request.Lines, random),
            Available = Shuffled(request.Available, random),
            Together = Shuffled(request.Together, random).Items.Select(g => new LineGroup(Shuffled(g.Lines, random))).ToValueList(),
            Bans = Shuffled(request.Bans, random),
        };
        return SourcingPlanner.Plan(shuffled, network).ValueOrThrow() == SourcingPlanner.Plan(request, network).ValueOrThrow();
    }

    [Law(600, 20_000)]
    public bool The_order_of_locations_and_tariffs_in_the_document_changes_nothing(Seed seed)
    {
        var @case = CaseGenerator.Small(seed);
        var count = @case.Locations.Length;
        int Back(int l) => count - 1 - l;
        var turned = @case with
        {
            Locations = @case.Locations.Reverse().ToArray(),
            Open = @case.Open.Reverse().ToArray(),
            LocationHandling = @case.LocationHandling.Reverse().ToArray(),
            Tariffs = Turned(@case.Tariffs, Back),
            PairBans = Turned(@case.PairBans, Back),
            ShipsFrom = Turned(@case.ShipsFrom, Back),
            SkuBans = Turned(@case.SkuBans, Back),
            Stock = Turned(@case.Stock, Back),
        };
        var (a, b) = (@case.Plan(), turned.Plan());
        return a.Shipments == b.Shipments && a.Unfilled == b.Unfilled && a.Cost == b.Cost;
    }

    [Law(600, 20_000)]
    public bool More_stock_never_costs_more(Seed seed)
    {
        var @case = CaseGenerator.Large(seed, 8);
        var random = new Random(seed);
        var stock = (long[,])@case.Stock.Clone();
        stock[random.Next(stock.GetLength(0)), random.Next(stock.GetLength(1))] += random.Next(1, 5);
        return (@case with { Stock = stock }).Plan().Cost.TotalMilliFen <= @case.Plan().Cost.TotalMilliFen;
    }

    [Law(600, 20_000)]
    public bool A_ban_never_costs_less(Seed seed)
    {
        var @case = CaseGenerator.Large(seed, 8);
        var random = new Random(seed);
        var bans = (bool[,])@case.PairBans.Clone();
        bans[random.Next(bans.GetLength(0)), random.Next(bans.GetLength(1))] = true;
        return (@case with { PairBans = bans }).Plan().Cost.TotalMilliFen >= @case.Plan().Cost.TotalMilliFen;
    }

    [Law(600, 20_000)]
    public bool Scaling_all_money_keeps_the_plan(Seed seed)
    {
        var @case = WholeFen(CaseGenerator.Small(seed));
        var scaled = @case with
        {
            Tariffs = Each(@case.Tariffs, t => t is { } x ? (x.PerShipment * 7, x.PerKilogram * 7) : null),
            LocationHandling = @case.LocationHandling.Select(x => x * 7).ToArray(),
            Handling = @case.Handling.Select(x => x * 7).ToArray(),
            Penalty = @case.Penalty.Select(x => x * 7).ToArray(),
            Split = @case.Split * 7,
        };
        var (a, b) = (@case.Plan(), scaled.Plan());
        return a.Shipments == b.Shipments && a.Unfilled == b.Unfilled && b.Cost.TotalMilliFen == 7 * a.Cost.TotalMilliFen;
    }

    [Law(600, 20_000)]
    public bool A_line_split_in_two_costs_the_same(Seed seed)
    {
        var @case = CaseGenerator.Large(seed, 6);
        var split = @case.Lines.SelectMany(l => l.Units > 1 ? new[] { l with { Units = 1 }, (l.Line + "-b", l.Sku, l.Units - 1, l.Group) } : [l]).ToArray();
        return (@case with { Lines = split }).Plan().Cost == @case.Plan().Cost;
    }

    [Law(600, 20_000)]
    public bool A_plan_never_costs_more_than_walking_from_the_nearest_on(Seed seed)
    {
        var @case = CaseGenerator.Large(seed, 10);
        return @case.Plan().Cost.TotalMilliFen <= NearestFirst(@case);
    }

    [Fact]
    public void The_enumeration_tells_a_heuristic_from_the_optimum()
    {
        var cases = Enumerable.Range(0, 300).Select(CaseGenerator.Small).Where(c => c.Lines.All(l => l.Group < 0)).ToArray();
        Assert.True(cases.Count(c => NearestFirst(c) > BruteForce.CheapestCost(c)) > cases.Length / 10);
    }

    [Law(600, 20_000)]
    public bool Only_from_and_without_never_cost_less(Seed seed)
    {
        var @case = CaseGenerator.Small(seed);
        var (network, request) = (@case.Network(), @case.Request());
        var explanation = SourcingPlanner.Explain(request, network).ValueOrThrow();
        var cost = explanation.Plan.Cost.TotalMilliFen;
        return explanation.Candidates.Count == @case.Locations.Length
            && explanation.Plan == SourcingPlanner.Plan(request, network).ValueOrThrow()
            && explanation.Candidates.Items.All(c => (c.OnlyFrom?.Cost.TotalMilliFen ?? cost) >= cost && (c.Without?.Cost.TotalMilliFen ?? cost) >= cost);
    }

    [Fact]
    public void Many_threads_find_the_same_plans()
    {
        var cases = Enumerable.Range(0, 64).Select(s => CaseGenerator.Large(s, 12)).ToArray();
        var alone = cases.Select(c => c.Plan()).ToArray();
        var together = cases.AsParallel().AsOrdered().WithDegreeOfParallelism(4).Select(c => c.Plan()).ToArray();
        Assert.Equal(alone, together);
    }

    private static long NearestFirst(Case @case)
    {
        var left = @case.Lines.GroupBy(l => l.Sku).ToDictionary(g => g.Key, g => g.Sum(l => l.Units));
        var pairs = (from l in Enumerable.Range(0, @case.Locations.Length) from c in Enumerable.Range(0, @case.Carriers.Length) where @case.MayCarry(l, c)
            select (l, c))
            .GroupBy(p => p.l).Select(g => g.MinBy(p => @case.Tariffs[p.l, p.c]!.Value.PerShipment)).OrderBy(p => @case.Tariffs[p.l, p.c]!.Value.PerShipment);
        var (cost, shipments) = (0L, 0);
        foreach (var (l, c) in pairs)
        {
            var ships = left.ToDictionary(x => x.Key, x => Math.Min(x.Value, @case.Give(l, x.Key)));
            if (ships.Values.Sum() == 0) continue;
            shipments++;
            cost += @case.Tariffs[l, c]!.Value.PerShipment + ships.Sum(x => x.Value * @case.UnitCost(l, c, x.Key));
            foreach (var (sku, units) in ships) left[sku] -= units;
        }

        return cost + (Math.Max(0, shipments - 1) * @case.Split) + left.Sum(x => x.Value * @case.Penalty[x.Key]);
    }

    private static Case WholeFen(Case @case) =>
        @case with { Tariffs = Each(@case.Tariffs, t => t is { } x ? (x.PerShipment, x.PerKilogram / 1_000 * 1_000) : null) };

    private static T[,] Each<T>(T[,] source, Func<T, T> map)
    {
        var copy = (T[,])source.Clone();
        for (var i = 0; i < copy.GetLength(0); i++)
        {
            for (var j = 0; j < copy.GetLength(1); j++) copy[i, j] = map(source[i, j]);
        }

        return copy;
    }

    private static T[,] Turned<T>(T[,] source, Func<int, int> row)
    {
        var copy = (T[,])source.Clone();
        for (var i = 0; i < copy.GetLength(0); i++)
        {
            for (var j = 0; j < copy.GetLength(1); j++) copy[row(i), j] = source[i, j];
        }

        return copy;
    }

    private static ValueList<T> Shuffled<T>(ValueList<T> list, Random random)
    {
        var items = list.ToArray();
        random.Shuffle(items);
        return items.ToValueList();
    }
}
