namespace OrderKernel.Workflow;

/// <summary>Follows a process through everything that can happen to it, by triggers and by facts, and finds what it never meets and where it gets stuck.</summary>
internal sealed class ReachabilityCheck
{
    private readonly WorkflowDefinition _definition;
    private readonly FindingSink _sink;
    private readonly Dictionary<string, WorkflowStep> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StatusEntries> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenSteps = new(StringComparer.Ordinal);
    private readonly HashSet<string> _seenStatuses = new(StringComparer.Ordinal);
    private readonly Queue<WorkflowStep> _toVisit = new();

    public ReachabilityCheck(WorkflowDefinition definition, FindingSink sink)
    {
        (_definition, _sink) = (definition, sink);
        foreach (var step in definition.Steps) _steps.Add(step.Name, step);
        foreach (var entries in definition.Entries) _entries.Add(entries.Status, entries);
    }

    public void Run()
    {
        foreach (var status in _definition.Domain.Statuses)
        {
            if (status.IsInitial) Meet(status.Name);
        }

        while (_toVisit.Count > 0) Visit(_toVisit.Dequeue());
        foreach (var step in _definition.Steps)
        {
            if (!_seenSteps.Contains(step.Name)) _sink.Report(step.Path, WorkflowCodes.StepUnreachable, ("step", step.Name));
            if (!step.IsFinal && !CanLeave(step)) _sink.Report(step.Path, WorkflowCodes.StepDeadEnd, ("step", step.Name));
        }
    }

    private void Meet(string status)
    {
        if (!_seenStatuses.Add(status)) return;
        if (_entries.TryGetValue(status, out var entries) && !entries.Steps.IsEmpty)
        {
            foreach (var entry in entries.Steps) Meet(_steps[entry.Step]);
        }
        else
        {
            _sink.Report($"$.enter.{status}", WorkflowCodes.EntryMissing, ("status", status));
        }
    }

    private void Meet(WorkflowStep step)
    {
        if (_seenSteps.Add(step.Name)) _toVisit.Enqueue(step);
    }

    private void Visit(WorkflowStep step)
    {
        foreach (var trigger in step.Triggers)
        {
            if (trigger.To is not null) Meet(_steps[trigger.To]);
        }

        foreach (var region in step.Regions) Meet(_steps[region.Start]);
        if (step.Join is { } join) Meet(_steps[join.To]);
        foreach (var status in StatusesAfter(step)) Meet(status);
    }

    private bool CanLeave(WorkflowStep step) =>
        (step.Join is { } join && join.To != step.Name) || step.Triggers.Items.Any(t => t.To is not null && t.To != step.Name) || StatusesAfter(step).Any(s => s != step.Status);

    private IEnumerable<string> StatusesAfter(WorkflowStep step)
    {
        foreach (var status in _definition.Domain.Status(step.Status)!.ByFacts) yield return status;
        foreach (var trigger in step.Triggers)
        {
            if (trigger.Does is null) continue;
            foreach (var move in _definition.Domain.Verb(trigger.Does)!.Moves)
            {
                if (move.From == step.Status) yield return move.To;
            }
        }
    }
}
