namespace OrderKernel.Allocation;

/// <summary>Branch and bound over the set of open pairs of location and carrier: exact, in integers, ties by a total order.</summary>
/// <remarks>
/// <para>Given the open pairs a linear tariff separates by item: each is filled from the cheapest open pair on, down to its penalty.
/// The bound lets undecided locations serve with each unit bearing its share of the fixed price, rounded down.</para>
/// <para>Ties: fewer shipments, then the smaller list of locations and carriers in ordinal order; a unit at equal prices comes from the smaller location,
/// and ships rather than stays unfilled.</para>
/// </remarks>
internal sealed class Solver
{
    private const int Undecided = -1;
    private const int Closed = -2;

    private readonly Instance _problem;
    private readonly long[] _cap;
    private readonly long[] _relaxed;
    private readonly long[] _flow;
    private readonly long[] _load;
    private readonly int[] _state;
    private readonly int _locations;
    private readonly long _split;
    private readonly long _nodesMax;

    public Solver(Instance problem)
    {
        _problem = problem;
        _locations = problem.Locations.Length;
        (_split, _nodesMax) = (problem.Network.SplitPenaltyMilliFen, problem.Network.SearchNodesMax);
        _cap = new long[problem.Items * _locations];
        _relaxed = new long[problem.Items * _locations];
        _flow = new long[problem.Items * _locations];
        _load = new long[_locations];
        _state = new int[_locations];
        BestFlow = new long[problem.Items * _locations];
        BestState = new int[_locations];
    }

    /// <summary>Units per item and candidate in the best plan.</summary>
    public long[] BestFlow { get; }

    /// <summary>The pair of each candidate in the best plan; negative where it does not ship.</summary>
    public int[] BestState { get; }

    public long BestCost { get; private set; }

    public long LowerBound { get; private set; }

    public long Nodes { get; private set; }

    public bool IsProven { get; private set; } = true;

    private int BestShipments { get; set; }

    public void Solve()
    {
        var stock = _problem.Stock;
        BestCost = 0;
        for (var i = 0; i < _problem.Items; i++) BestCost += _problem.Need[i] * _problem.Penalty[i];
        for (var k = 0; k < _locations; k++) (BestState[k], _state[k]) = (Closed, Undecided);
        Capacities(stock, null);
        LowerBound = Math.Min(BestCost, Relax(out _));
        var contended = Groups.Contended(_problem, _cap);
        if (contended.Length == 0) Start();
        else Assign(contended, 0, (long[])stock.Clone(), new int[contended.Length]);
        if (IsProven) LowerBound = BestCost;
    }

    /// <summary>Tries each location, and none, for each group that competes with others for stock; the rest separates.</summary>
    private void Assign(int[] contended, int index, long[] stock, int[] at)
    {
        if (index == contended.Length)
        {
            Capacities(stock, (contended, at));
            Start();
            return;
        }

        var group = contended[index];
        for (var k = 0; k < _locations && IsProven; k++)
        {
            if (!Groups.Fits(_problem, group, k, stock)) continue;
            Groups.Take(_problem, group, k, stock, 1);
            at[index] = k;
            Assign(contended, index + 1, stock, at);
            Groups.Take(_problem, group, k, stock, -1);
        }

        at[index] = -1;
        if (IsProven) Assign(contended, index + 1, stock, at);
    }

    private void Capacities(long[] stock, (int[] Groups, int[] At)? assigned)
    {
        for (var s = 0; s < _problem.Skus; s++)
        {
            for (var k = 0; k < _locations; k++) _cap[(s * _locations) + k] = Math.Min(_problem.Need[s], stock[(s * _locations) + k]);
        }

        for (var i = _problem.Skus; i < _problem.Items; i++)
        {
            var index = assigned is { } a ? Array.IndexOf(a.Groups, i - _problem.Skus) : -1;
            for (var k = 0; k < _locations; k++)
            {
                var fits = index >= 0 ? assigned!.Value.At[index] == k : Groups.Fits(_problem, i - _problem.Skus, k, stock);
                _cap[(i * _locations) + k] = fits ? 1 : 0;
            }
        }

        for (var k = 0; k < _locations; k++)
        {
            long most = 0;
            for (var i = 0; i < _problem.Items; i++) most += _cap[(i * _locations) + k];
            for (var i = 0; i < _problem.Items && most > 0; i++)
            {
                var least = long.MaxValue;
                for (var p = _problem.PairStart[k]; p < _problem.PairStart[k + 1]; p++)
                {
                    if (!_problem.Dominated[p]) least = Math.Min(least, _problem.UnitCost[(i * _problem.Pairs) + p] + (_problem.Fixed[p] / most));
                }

                _relaxed[(i * _locations) + k] = least;
            }
        }
    }

    /// <summary>Begins with every location alone, which most orders end with, then searches.</summary>
    private void Start()
    {
        for (var k = 0; k < _locations; k++) _state[k] = Closed;
        for (var k = 0; k < _locations; k++)
        {
            for (var p = _problem.PairStart[k]; p < _problem.PairStart[k + 1]; p++)
            {
                if (_problem.Dominated[p]) continue;
                _state[k] = p;
                Offer(Relax(out _));
            }

            _state[k] = Closed;
        }

        for (var k = 0; k < _locations; k++) _state[k] = Undecided;
        Search();
    }

    private void Search()
    {
        if (Nodes >= _nodesMax)
        {
            IsProven = false;
            return;
        }

        Nodes++;
        var bound = Relax(out var branch);
        if (bound > BestCost) return;
        if (branch < 0)
        {
            Offer(bound);
            return;
        }

        for (var p = _problem.PairStart[branch]; p < _problem.PairStart[branch + 1] && IsProven; p++)
        {
            if (_problem.Dominated[p]) continue;
            _state[branch] = p;
            Search();
        }

        _state[branch] = Closed;
        if (IsProven) Search();
        _state[branch] = Undecided;
    }

    /// <summary>
    /// The bound of the current state, its units in the flow, and the undecided location
    /// that carries most of them; −1 when none does and the bound is a plan's cost.
    /// </summary>
    private long Relax(out int branch)
    {
        var (items, locations, pairs) = (_problem.Items, _locations, _problem.Pairs);
        var cost = -_split;
        for (var k = 0; k < locations; k++)
        {
            _load[k] = 0;
            if (_state[k] >= 0) cost += _problem.Fixed[_state[k]];
        }

        Array.Clear(_flow, 0, _flow.Length);
        for (var i = 0; i < items; i++)
        {
            var left = _problem.Need[i];
            var row = i * locations;
            while (left > 0)
            {
                var (cheapest, least) = (-1, _problem.Penalty[i]);
                for (var k = 0; k < locations; k++)
                {
                    var state = _state[k];
                    if (state == Closed || _cap[row + k] == 0 || _flow[row + k] != 0) continue;
                    var price = state >= 0 ? _problem.UnitCost[(i * pairs) + state] : _relaxed[row + k];
                    if (price < least || (price == least && cheapest < 0)) (cheapest, least) = (k, price);
                }

                cost += cheapest < 0 ? left * least : Fill(row, cheapest, ref left) * least;
                if (cheapest < 0) break;
            }
        }

        branch = -1;
        for (var k = 0; k < locations; k++)
        {
            if (_state[k] == Undecided && _load[k] > 0 && (branch < 0 || _load[k] > _load[branch])) branch = k;
        }

        return cost;
    }

    private long Fill(int row, int location, ref long left)
    {
        var units = Math.Min(left, _cap[row + location]);
        _flow[row + location] = units;
        _load[location] += units;
        left -= units;
        return units;
    }

    /// <summary>Keeps the plan in the flow when it comes before the best one in the total order; open pairs without units are left out.</summary>
    private void Offer(long cost)
    {
        var shipments = 0;
        for (var k = 0; k < _locations; k++)
        {
            if (_load[k] > 0) shipments++;
            else if (_state[k] >= 0) cost -= _problem.Fixed[_state[k]];
        }

        if (shipments == 0) cost += _split;
        if (cost > BestCost || (cost == BestCost && !ComesFirst(shipments))) return;
        (BestCost, BestShipments) = (cost, shipments);
        Array.Copy(_flow, BestFlow, _flow.Length);
        for (var k = 0; k < _locations; k++) BestState[k] = _load[k] > 0 ? _state[k] : Closed;
    }

    private bool ComesFirst(int shipments)
    {
        if (shipments != BestShipments) return shipments < BestShipments;
        for (var k = 0; k < _locations; k++)
        {
            var (mine, best) = (_load[k] > 0 ? _state[k] : int.MaxValue, BestState[k] >= 0 ? BestState[k] : int.MaxValue);
            if (mine != best) return mine < best;
        }

        return false;
    }
}
