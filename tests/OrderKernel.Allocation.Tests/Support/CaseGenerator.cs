namespace OrderKernel.Allocation.Tests;

/// <summary>Seeded cases: the same seed is the same case on every machine.</summary>
public static class CaseGenerator
{
    /// <summary>Small enough to enumerate: 1 to 3 locations, SKUs and carriers, few units, with bans, groups, ties and shortages.</summary>
    public static Case Small(int seed) => Make(new Random(seed), 3, 3, 2, 3, groups: true, tight: true);

    /// <summary>3 to <paramref name="locations"/> locations and 1 to 10 SKUs, for solvers.</summary>
    public static Case Large(int seed, int locations) => Make(new Random(seed), locations, 10, 3, 6, groups: false, tight: true);

    /// <summary>Exactly five lines, ten locations, three carriers: the yardstick.</summary>
    public static Case Yardstick(int seed) => Make(new Random(seed), 10, 5, 3, 3, groups: false, tight: false, exact: true);

    private static Case Make(Random random, int locationsMax, int skusMax, int carriersMax, int unitsMax, bool groups, bool tight, bool exact = false)
    {
        var locations = exact ? locationsMax : random.Next(1, locationsMax + 1);
        var skus = exact ? skusMax : random.Next(1, skusMax + 1);
        var carriers = exact ? carriersMax : random.Next(1, carriersMax + 1);
        var coarse = random.Next(3) == 0;  // coarse prices make ties
        long Price(int min, int max) => coarse ? random.Next(min, max) / 50 * 50_000L : random.Next(min, max) * 1_000L;
        var tariffs = new (long, long)?[locations, carriers];
        var (pairBans, skuBans, from, stock) = (new bool[locations, carriers], new bool[locations, skus], new bool[locations, skus], new long[locations, skus]);
        for (var l = 0; l < locations; l++)
        {
            for (var c = 0; c < carriers; c++)
            {
                if (!exact && random.Next(8) == 0) continue;
                tariffs[l, c] = (Price(200, 900), random.Next(4) == 0 ? random.Next(1, 300_000) : Price(50, 400));
                pairBans[l, c] = !exact && random.Next(12) == 0;
            }

            for (var s = 0; s < skus; s++)
            {
                from[l, s] = exact || random.Next(6) != 0;
                skuBans[l, s] = !exact && random.Next(12) == 0;
                stock[l, s] = tight ? random.Next(0, unitsMax + 1) : random.Next(0, 20);
            }
        }

        var lines = new List<(string, int, long, int)>();
        var group = groups && random.Next(2) == 0 ? 0 : -1;
        for (var s = 0; s < skus; s++) lines.Add(($"L{lines.Count}", s, random.Next(1, unitsMax + 1), group == 0 && random.Next(2) == 0 ? 0 : -1));
        if (group == 0 && random.Next(2) == 0) lines.Add(($"L{lines.Count}", random.Next(skus), 1, random.Next(-1, 2)));
        return new Case
        {
            Locations = Enumerable.Range(0, locations).Select(l => $"W{(char)('A' + l)}").ToArray(),
            Carriers = Enumerable.Range(0, carriers).Select(c => $"carrier-{c}").ToArray(),
            Skus = Enumerable.Range(0, skus).Select(s => $"SKU-{s}").ToArray(),
            LocationHandling = Enumerable.Range(0, locations).Select(_ => random.Next(3) == 0 ? random.Next(50) * 1_000L : 0).ToArray(),
            Open = Enumerable.Range(0, locations).Select(_ => exact || random.Next(10) != 0).ToArray(),
            Tariffs = tariffs,
            PairBans = pairBans,
            Grams = Enumerable.Range(0, skus).Select(_ => (long)random.Next(0, 4_000)).ToArray(),
            Handling = Enumerable.Range(0, skus).Select(_ => random.Next(0, 100) * 1_000L).ToArray(),
            Penalty = Enumerable.Range(0, skus).Select(_ => random.Next(5) == 0 ? Price(100, 1_000) : 100_000_000L).ToArray(),
            ShipsFrom = from,
            SkuBans = skuBans,
            Stock = stock,
            Lines = [.. lines],
            Split = random.Next(4) == 0 ? 0 : Price(0, 400),
        };
    }
}
