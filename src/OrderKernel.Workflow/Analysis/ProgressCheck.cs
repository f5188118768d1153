namespace OrderKernel.Workflow;

/// <summary>Finds steps from which no process ever comes to rest, and clocks that send it round in circles.</summary>
internal sealed class ProgressCheck(StepGraph graph, FindingSink sink)
{
    private readonly List<int>[] _next = new List<int>[graph.Steps.Count];

    public void Run()
    {
        Clocks();
        Finals();
    }

    // Round and round by the clock alone, without anybody or anything deciding: each deadline's trigger moves on, unguarded.
    private void Clocks()
    {
        for (var i = 0; i < _next.Length; i++)
        {
            _next[i] = [];
            foreach (var deadline in graph.Steps[i].Deadlines)
            {
                if (graph.Steps[i].Trigger(deadline.Fires) is { To: { } to, When: null } && graph.Find(to) is { } target && target != i) _next[i].Add(target);
            }
        }

        foreach (var circle in Circles().OrderBy(c => c.Min())) Report(circle, WorkflowCodes.CycleWithoutProgress);
    }

    private void Finals()
    {
        var canEnd = new bool[_next.Length];
        var before = new List<int>[_next.Length];
        for (var i = 0; i < _next.Length; i++) before[i] = [];
        for (var i = 0; i < _next.Length; i++)
        {
            _next[i] = [];
            if (graph.Steps[i].Region is not null) continue;
            canEnd[i] = graph.Steps[i].IsFinal || graph.LeadsAnywhere(i) || After(i, _next[i]);
            foreach (var next in _next[i]) before[next].Add(i);
        }

        var open = new Queue<int>(Enumerable.Range(0, canEnd.Length).Where(i => canEnd[i]));
        while (open.Count > 0)
        {
            foreach (var earlier in before[open.Dequeue()])
            {
                if (!canEnd[earlier]) open.Enqueue(earlier);
                canEnd[earlier] = true;
            }
        }

        for (var i = 0; i < _next.Length; i++) _next[i].RemoveAll(n => canEnd[n] || canEnd[i]);
        foreach (var circle in Circles().Where(c => c.All(s => _next[s].All(c.Contains))).OrderBy(c => c.Min())) Report(circle, WorkflowCodes.NoFinalReachable);
    }

    // True when nobody knows where it leads.
    private bool After(int step, List<int> next)
    {
        next.AddRange(graph.Moves(step).Where(n => graph.Steps[n].Region is null));
        foreach (var status in graph.StatusesAfter(step))
        {
            var entries = graph.EntriesOf(status, out var isAnywhere);
            if (entries is null || isAnywhere) return true;
            next.AddRange(entries);
        }

        return false;
    }

    // The sets of at least two steps each of which leads to each other.
    private List<HashSet<int>> Circles()
    {
        var circles = new List<HashSet<int>>();
        var (order, low, isOpen) = (new int[_next.Length], new int[_next.Length], new bool[_next.Length]);
        var path = new Stack<int>();
        var count = 0;
        for (var i = 0; i < _next.Length; i++)
        {
            if (order[i] == 0) Visit(i);
        }

        return circles;

        void Visit(int step)
        {
            order[step] = low[step] = ++count;
            path.Push(step);
            isOpen[step] = true;
            foreach (var next in _next[step])
            {
                if (order[next] == 0) Visit(next);
                if (isOpen[next]) low[step] = Math.Min(low[step], low[next]);
            }

            if (low[step] != order[step]) return;
            var circle = new HashSet<int>();
            int member;
            do
            {
                circle.Add(member = path.Pop());
                isOpen[member] = false;
            }
            while (member != step);
            if (circle.Count > 1) circles.Add(circle);
        }
    }

    private void Report(HashSet<int> circle, string code) =>
        sink.Report(graph.Steps[circle.Min()].Path, code, ("steps", string.Join(", ", circle.OrderBy(s => s).Select(s => graph.Steps[s].Name))));
}
