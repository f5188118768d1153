namespace OrderKernel.Allocation.Tests;

/// <summary>Tries every way to spread every line's units over the locations. Knows nothing of the solver: no sets, no bounds, no order of filling.</summary>
public sealed class BruteForce
{
    private readonly Case _case;
    private readonly long[,] _left;
    private readonly long[,] _ships;
    private readonly (int Sku, long Units)[][] _groups;
    private readonly (int Sku, long Units)[] _loose;
    private long _best = long.MaxValue;

    private BruteForce(Case @case)
    {
        _case = @case;
        _left = new long[@case.Locations.Length, @case.Skus.Length];
        _ships = new long[@case.Locations.Length, @case.Skus.Length];
        for (var l = 0; l < @case.Locations.Length; l++)
        {
            for (var s = 0; s < @case.Skus.Length; s++) _left[l, s] = @case.Give(l, s);
        }

        _groups = @case.Lines.Where(x => x.Group >= 0).GroupBy(x => x.Group)
            .Select(g => g.GroupBy(x => x.Sku).Select(x => (x.Key, x.Sum(y => y.Units))).ToArray()).ToArray();
        _loose = @case.Lines.Where(x => x.Group < 0).GroupBy(x => x.Sku).Select(g => (g.Key, g.Sum(x => x.Units))).ToArray();
    }

    public static long CheapestCost(Case @case)
    {
        var search = new BruteForce(@case);
        search.PlaceGroup(0, 0);
        return search._best;
    }

    private void PlaceGroup(int index, long unfilled)
    {
        if (index == _groups.Length)
        {
            PlaceSku(0, unfilled);
            return;
        }

        var group = _groups[index];
        PlaceGroup(index + 1, unfilled + group.Sum(x => x.Units * _case.Penalty[x.Sku]));
        for (var l = 0; l < _case.Locations.Length; l++)
        {
            if (group.Any(x => _left[l, x.Sku] < x.Units)) continue;
            foreach (var (sku, units) in group) Move(l, sku, units);
            PlaceGroup(index + 1, unfilled);
            foreach (var (sku, units) in group) Move(l, sku, -units);
        }
    }

    private void PlaceSku(int index, long unfilled)
    {
        if (index == _loose.Length) Price(unfilled);
        else Spread(index, 0, _loose[index].Units, unfilled);
    }

    private void Spread(int index, int location, long left, long unfilled)
    {
        var sku = _loose[index].Sku;
        if (location == _case.Locations.Length)
        {
            PlaceSku(index + 1, unfilled + (left * _case.Penalty[sku]));
            return;
        }

        var most = Math.Min(left, _left[location, sku]);
        for (long units = 0; units <= most; units++)
        {
            Move(location, sku, units);
            Spread(index, location + 1, left - units, unfilled);
            Move(location, sku, -units);
        }
    }

    private void Price(long unfilled)
    {
        var (cost, shipments) = (unfilled, 0);
        for (var l = 0; l < _case.Locations.Length; l++)
        {
            var ships = Enumerable.Range(0, _case.Skus.Length).Where(s => _ships[l, s] > 0).ToArray();
            if (ships.Length == 0) continue;
            var carriers = Enumerable.Range(0, _case.Carriers.Length).Where(c => _case.MayCarry(l, c)).ToArray();
            if (carriers.Length == 0) return;
            shipments++;
            cost += carriers.Min(c => _case.Tariffs[l, c]!.Value.PerShipment + ships.Sum(s => _ships[l, s] * _case.UnitCost(l, c, s)));
        }

        _best = Math.Min(_best, cost + (Math.Max(0, shipments - 1) * _case.Split));
    }

    private void Move(int location, int sku, long units)
    {
        _left[location, sku] -= units;
        _ships[location, sku] += units;
    }
}
