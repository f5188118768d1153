namespace OrderKernel.Workflow;

/// <summary>Finds what leads round and back in a graph of steps.</summary>
internal sealed class Circles
{
    private readonly IReadOnlyList<IReadOnlyCollection<int>> _next;
    private readonly int[] _order;
    private readonly int[] _low;
    private readonly bool[] _isOpen;
    private readonly Stack<int> _path = new();
    private readonly List<HashSet<int>> _found = [];
    private int _count;

    private Circles(IReadOnlyList<IReadOnlyCollection<int>> next)
    {
        _next = next;
        (_order, _low, _isOpen) = (new int[next.Count], new int[next.Count], new bool[next.Count]);
    }

    /// <summary>The sets of steps each of which leads to each other; a step alone is among them when it leads to itself.</summary>
    public static List<HashSet<int>> Of(IReadOnlyList<IReadOnlyCollection<int>> next)
    {
        var circles = new Circles(next);
        for (var i = 0; i < next.Count; i++)
        {
            if (circles._order[i] == 0) circles.Visit(i);
        }

        return circles._found;
    }

    private void Visit(int step)
    {
        _order[step] = _low[step] = ++_count;
        _path.Push(step);
        _isOpen[step] = true;
        var isAlone = true;
        foreach (var next in _next[step])
        {
            if (_order[next] == 0) Visit(next);
            if (_isOpen[next]) _low[step] = Math.Min(_low[step], _low[next]);
            isAlone &= next != step;
        }

        if (_low[step] != _order[step]) return;
        var circle = new HashSet<int>();
        int member;
        do
        {
            circle.Add(member = _path.Pop());
            _isOpen[member] = false;
        }
        while (member != step);
        if (circle.Count > 1 || !isAlone) _found.Add(circle);
    }
}
