namespace OrderKernel.Workflow;

/// <summary>Finds steps from which no process ever comes to rest.</summary>
internal sealed class ProgressCheck(StepGraph graph, FindingSink sink)
{
    private readonly List<int>[] _next = new List<int>[graph.Steps.Count];

    public void Run()
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
        foreach (var circle in Circles.Of(_next).Where(c => c.Count > 1 && c.All(s => _next[s].All(c.Contains))).OrderBy(c => c.Min()))
            sink.Report(graph.Steps[circle.Min()].Path, WorkflowCodes.NoFinalReachable,
                ("steps", string.Join(", ", circle.OrderBy(s => s).Select(s => graph.Steps[s].Name))));
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
}
