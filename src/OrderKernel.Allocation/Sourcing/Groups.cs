namespace OrderKernel.Allocation;

/// <summary>What groups of lines that travel together need of a location's stock.</summary>
internal static class Groups
{
    public static bool Fits(Instance problem, int group, int location, long[] stock)
    {
        for (var s = 0; s < problem.Skus; s++)
        {
            if (problem.GroupNeed[(group * problem.Skus) + s] > stock[(s * problem.Locations.Length) + location]) return false;
        }

        return true;
    }

    public static void Take(Instance problem, int group, int location, long[] stock, long times)
    {
        for (var s = 0; s < problem.Skus; s++)
            stock[(s * problem.Locations.Length) + location] -= times * problem.GroupNeed[(group * problem.Skus) + s];
    }

    /// <summary>The groups that fit somewhere where not everything that wants the same SKU fits; the others never compete.</summary>
    public static int[] Contended(Instance problem, long[] capacity)
    {
        var contended = new List<int>();
        for (var g = 0; g < problem.Demand.Groups; g++)
        {
            for (var k = 0; k < problem.Locations.Length; k++)
            {
                if (capacity[((problem.Skus + g) * problem.Locations.Length) + k] == 0 || !IsTight(problem, g, k)) continue;
                contended.Add(g);
                break;
            }
        }

        return [.. contended];
    }

    private static bool IsTight(Instance problem, int group, int location)
    {
        for (var s = 0; s < problem.Skus; s++)
        {
            if (problem.GroupNeed[(group * problem.Skus) + s] == 0) continue;
            var left = problem.Stock[(s * problem.Locations.Length) + location] - problem.Need[s];
            for (var g = 0; g < problem.Demand.Groups && left >= 0; g++) left -= problem.GroupNeed[(g * problem.Skus) + s];
            if (left < 0) return true;
        }

        return false;
    }
}
