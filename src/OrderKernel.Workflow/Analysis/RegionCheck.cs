namespace OrderKernel.Workflow;

/// <summary>
/// Finds regions that are left or entered other than by their own steps, that never end, and triggers that stand in two places which can be active at once.
/// </summary>
internal sealed class RegionCheck
{
    private readonly WorkflowDefinition _definition;
    private readonly FindingSink _sink;
    private readonly Dictionary<string, WorkflowStep> _steps = new(StringComparer.Ordinal);

    public RegionCheck(WorkflowDefinition definition, FindingSink sink)
    {
        (_definition, _sink) = (definition, sink);
        foreach (var step in definition.Steps) _steps[step.Name] = step;
    }

    public void Run()
    {
        var names = new HashSet<string>(StringComparer.Ordinal);
        foreach (var step in _definition.Steps)
        {
            if (!names.Add(step.Name)) _sink.Report(step.Path, WorkflowCodes.StepAmbiguous, ("step", step.Name));
            foreach (var trigger in step.Triggers)
            {
                if (trigger.To is { } to) CheckMove($"{trigger.Path}.to", to, step.Region);
            }

            if (step.Join is not { } join) continue;
            CheckJoin(step, join);
            CheckTriggers(step);
        }

        foreach (var entry in _definition.Entries.SelectMany(e => e.Steps)) CheckMove(entry.Path, entry.Step, null);
    }

    /// <summary>What can only be said of a workflow whose names all resolve.</summary>
    public void RunWhole()
    {
        foreach (var step in _definition.Steps)
        {
            if (step.Join is { } join) CheckEnds(step, join.Needs);
        }
    }

    private void CheckJoin(WorkflowStep step, WorkflowJoin join)
    {
        var path = $"{step.Path}.join.to";
        CheckMove(path, join.To, null);
        if (!_steps.TryGetValue(join.To, out var target)) _sink.Report(path, WorkflowCodes.StepUnknown, ("step", join.To));
        else if (target.Region is null && target.Status != step.Status && step.Status.Length > 0 && target.Status.Length > 0)
            _sink.Report(path, WorkflowCodes.TargetStatusMismatch, ("step", join.To), ("status", target.Status), ("expected", step.Status));
    }

    private void CheckMove(string path, string to, StepRegion? from)
    {
        if (_steps.TryGetValue(to, out var target) && target.Region != from)
            _sink.Report(path, WorkflowCodes.RegionBoundary, ("step", to), ("region", (target.Region ?? from)!.Name));
    }

    // What only the clock fires is told apart by its step; everything else is fired by name alone.
    private void CheckTriggers(WorkflowStep holder)
    {
        var places = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var trigger in holder.Triggers) Place(trigger, holder.Name);
        foreach (var region in holder.Regions)
        {
            foreach (var trigger in region.Steps.SelectMany(s => _steps[s].Triggers)) Place(trigger, region.Name);
        }

        void Place(WorkflowTrigger trigger, string place)
        {
            if (trigger.Roles.Count == 1 && trigger.Roles[0] == Role.Kernel) return;
            if (!places.TryGetValue(trigger.Name, out var before)) places.Add(trigger.Name, place);
            else if (before != place) _sink.Report(trigger.Path, WorkflowCodes.TriggerAmbiguous, ("trigger", trigger.Name), ("before", before));
        }
    }

    private void CheckEnds(WorkflowStep holder, JoinNeeds needs)
    {
        var open = holder.Regions.Where(r => !IsDoneSomewhere(r));
        if (open.IsEmpty || (needs == JoinNeeds.Any && open.Count < holder.Regions.Count)) return;
        foreach (var region in open) _sink.Report($"{holder.Path}.regions.{region.Name}", WorkflowCodes.RegionNeverDone, ("region", region.Name));
    }

    private bool IsDoneSomewhere(WorkflowRegion region)
    {
        var seen = new HashSet<string>(StringComparer.Ordinal) { region.Start };
        var open = new Queue<string>([region.Start]);
        while (open.Count > 0)
        {
            var step = _steps[open.Dequeue()];
            if (step.IsFinal) return true;
            foreach (var trigger in step.Triggers)
            {
                if (trigger.To is { } to && seen.Add(to)) open.Enqueue(to);
            }
        }

        return false;
    }
}
