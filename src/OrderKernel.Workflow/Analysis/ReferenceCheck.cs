namespace OrderKernel.Workflow;

/// <summary>Finds what a workflow says of things that are not there or not so: names, statuses, verbs, instants, and entries that can never be taken.</summary>
internal sealed class ReferenceCheck
{
    private readonly WorkflowDefinition _definition;
    private readonly FindingSink _sink;
    private readonly Dictionary<string, WorkflowStep> _steps = new(StringComparer.Ordinal);

    public ReferenceCheck(WorkflowDefinition definition, FindingSink sink)
    {
        (_definition, _sink) = (definition, sink);
        foreach (var step in definition.Steps) _steps[step.Name] = step;
    }

    private WorkflowDomain Domain => _definition.Domain;

    public void Run()
    {
        foreach (var entries in _definition.Entries) CheckEntries(entries);
        new RegionCheck(_definition, _sink).Run();
        foreach (var step in _definition.Steps)
        {
            CheckFinal(step);
            CheckParts(step);
            foreach (var trigger in step.Triggers) CheckTrigger(step, trigger);
            var fired = new HashSet<string>(StringComparer.Ordinal);
            foreach (var deadline in step.Deadlines)
            {
                CheckDeadline(step, deadline);
                if (!fired.Add(deadline.Fires)) _sink.Report($"{deadline.Path}.fires", WorkflowCodes.DeadlineAmbiguous, ("trigger", deadline.Fires));
            }
        }
    }

    private void CheckEntries(StatusEntries entries)
    {
        EntryStep? open = null;
        var guarded = new Dictionary<string, EntryStep>(StringComparer.Ordinal);
        foreach (var entry in entries.Steps)
        {
            if (!_steps.TryGetValue(entry.Step, out var step)) _sink.Report(entry.Path, WorkflowCodes.StepUnknown, ("step", entry.Step));
            else if (step.Status != entries.Status && step.Status.Length > 0)
                _sink.Report(entry.Path, WorkflowCodes.EntryStatusMismatch, ("step", entry.Step), ("status", step.Status), ("expected", entries.Status));

            if (open is not null)
            {
                _sink.Report(entry.Path, entry.When is null ? WorkflowCodes.EntryAmbiguous : WorkflowCodes.EntryShadowed, ("step", entry.Step),
                    ("before", open.Step));
            }
            else if (entry.When is null)
            {
                open = entry;
            }
            else if (guarded.TryGetValue(entry.When.ToString(), out var same))
            {
                _sink.Report(entry.Path, WorkflowCodes.EntryShadowed, ("step", entry.Step), ("before", same.Step));
            }
            else
            {
                guarded.Add(entry.When.ToString(), entry);
            }
        }

        if (open is null && (entries.Steps.IsEmpty || !_sink.IsBroken))
            _sink.Report($"$.enter.{entries.Status}", WorkflowCodes.EntryOpenEnded, ("status", entries.Status));
    }

    private void CheckFinal(WorkflowStep step)
    {
        if (!step.IsFinal) return;
        if (step.Region is null && Domain.Status(step.Status) is { IsFinal: false })
            _sink.Report($"{step.Path}.final", WorkflowCodes.FinalStatusMismatch, ("step", step.Name), ("status", step.Status));
        if (!step.Regions.IsEmpty) _sink.Report($"{step.Path}.regions", WorkflowCodes.FinalStepContinues, ("step", step.Name));
        if (!step.Deadlines.IsEmpty) _sink.Report($"{step.Path}.deadlines", WorkflowCodes.FinalStepContinues, ("step", step.Name));
        foreach (var trigger in step.Triggers)
        {
            if (trigger.To is not null) _sink.Report($"{trigger.Path}.to", WorkflowCodes.FinalStepContinues, ("step", step.Name));
        }
    }

    // What the domain's processes do not carry would load and never run.
    private void CheckParts(WorkflowStep step)
    {
        if (step.Hold is not null) Needs(ProcessParts.Holds, "hold", $"{step.Path}.hold");
        if (!step.Regions.IsEmpty) Needs(ProcessParts.Regions, "regions", $"{step.Path}.regions");
        if (!step.Deadlines.IsEmpty) Needs(ProcessParts.Step, "deadlines", $"{step.Path}.deadlines");
        foreach (var trigger in step.Triggers)
        {
            if (trigger.To is not null) Needs(ProcessParts.Step, "to", $"{trigger.Path}.to");
        }

        void Needs(ProcessParts part, string name, string path)
        {
            if ((Domain.Carries & part) == 0) _sink.Report(path, WorkflowCodes.PartNotCarried, ("step", step.Name), ("part", name), ("axis", Domain.Axis));
        }
    }

    private void CheckTrigger(WorkflowStep step, WorkflowTrigger trigger)
    {
        if (trigger.To is { } to)
        {
            if (!_steps.TryGetValue(to, out var target)) _sink.Report($"{trigger.Path}.to", WorkflowCodes.StepUnknown, ("step", to));
            else if (target.Status != step.Status && target.Status.Length > 0 && step.Status.Length > 0)
                _sink.Report($"{trigger.Path}.to", WorkflowCodes.TargetStatusMismatch, ("step", to), ("status", target.Status), ("expected", step.Status));
        }

        if (trigger.Does is not { } does) return;
        if (Domain.Verb(does) is not { } verb) _sink.Report($"{trigger.Path}.does", WorkflowCodes.VerbUnknown, ("verb", does));
        else if (step.Status.Length > 0 && !verb.IsPossibleIn(step.Status))
            _sink.Report($"{trigger.Path}.does", WorkflowCodes.VerbNotPossible, ("verb", does), ("status", step.Status));
    }

    private void CheckDeadline(WorkflowStep step, WorkflowDeadline deadline)
    {
        if (!Domain.HasInstant(deadline.Since)) _sink.Report($"{deadline.Path}.since", WorkflowCodes.InstantUnknown, ("instant", deadline.Since));
        if (deadline.Unless is { } unless && (unless == WorkflowDomain.StepInstant || !Domain.HasInstant(unless)))
            _sink.Report($"{deadline.Path}.unless", WorkflowCodes.InstantUnknown, ("instant", unless));
        if (step.Trigger(deadline.Fires) is not { } trigger)
            _sink.Report($"{deadline.Path}.fires", WorkflowCodes.DeadlineFiresUnknown, ("trigger", deadline.Fires), ("step", step.Name));
        else if (!trigger.Roles.IsEmpty && !trigger.Roles.Items.Contains(Role.Kernel))
            _sink.Report($"{deadline.Path}.fires", WorkflowCodes.DeadlineRoleMissing, ("trigger", deadline.Fires), ("role", Role.Kernel));
    }
}
