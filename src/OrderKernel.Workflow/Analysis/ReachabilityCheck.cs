namespace OrderKernel.Workflow;

/// <summary>
/// Follows a process through everything that can happen to it, by triggers and by facts, and finds what it never meets and where it gets stuck.
/// </summary>
internal sealed class ReachabilityCheck(WorkflowDefinition definition, StepGraph graph, FindingSink sink)
{
    private readonly bool[] _seenSteps = new bool[graph.Steps.Count];
    private readonly HashSet<string> _seenStatuses = new(StringComparer.Ordinal);
    private readonly Queue<int> _toVisit = new();
    private bool _isAnywhere = graph.IsAmbiguous;

    public void Run()
    {
        foreach (var status in definition.Domain.Statuses)
        {
            if (status.IsInitial) Meet(status.Name);
        }

        while (_toVisit.Count > 0) Visit(_toVisit.Dequeue());
        for (var i = 0; i < graph.Steps.Count; i++)
        {
            var step = graph.Steps[i];
            if (!_seenSteps[i] && !_isAnywhere) sink.Report(step.Path, WorkflowCodes.StepUnreachable, ("step", step.Name));
            if (!step.IsFinal && !CanLeave(i)) sink.Report(step.Path, WorkflowCodes.StepDeadEnd, ("step", step.Name));
        }
    }

    private void Meet(string status)
    {
        if (!_seenStatuses.Add(status)) return;
        if (graph.EntriesOf(status, out var isAnywhere) is not { } entries) sink.Report($"$.enter.{status}", WorkflowCodes.EntryMissing, ("status", status));
        else foreach (var entry in entries) Meet(entry);
        _isAnywhere |= isAnywhere;
    }

    private void Meet(int step)
    {
        if (_seenSteps[step]) return;
        _seenSteps[step] = true;
        _toVisit.Enqueue(step);
    }

    private void Visit(int step)
    {
        _isAnywhere |= graph.LeadsAnywhere(step);
        foreach (var next in graph.Moves(step)) Meet(next);
        foreach (var status in graph.StatusesAfter(step)) Meet(status);
    }

    // A step of a region is also left with the step that holds it.
    private bool CanLeave(int step)
    {
        if (graph.LeadsAnywhere(step) || graph.StatusesAfter(step).Any()
            || graph.Moves(step).Any(n => n != step && graph.Steps[n].Region == graph.Steps[step].Region)) return true;
        return graph.Steps[step].Region is { } region && graph.Find(region.Holder) is { } holder && HasOtherWay(holder);
    }

    private bool HasOtherWay(int holder) => graph.LeadsAnywhere(holder) || graph.StatusesAfter(holder).Any()
        || graph.Steps[holder].Triggers.Items.Any(t => t.To is not null && t.To != graph.Steps[holder].Name);
}
