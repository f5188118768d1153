namespace OrderKernel.Workflow;

/// <summary>Judges one process: moving must not change its status, place or release a hold, or make a deadline run twice or never.</summary>
internal static class MigrationCheck
{
    public static ValueList<Reason> Of(MigrationCandidate process, WorkflowMachine from, WorkflowMachine to, string target)
    {
        if (!ReferenceEquals(from.Definition.Domain, to.Definition.Domain))
            return [Reason.Of(MigrationCodes.OtherDomain, ("from", from.Policy), ("to", to.Policy))];
        if (process.Workflow == to.Policy) return [Reason.Of(MigrationCodes.Done, ("workflow", to.Policy))];
        if (process.Workflow != from.Policy) return [Reason.Of(MigrationCodes.OtherVersion, ("workflow", process.Workflow), ("from", from.Policy))];
        if (!from.TryStep(process.Step, out var sourceId))
            return [Reason.Of(WorkflowCodes.StepNotInWorkflow, ("workflow", from.Policy), ("step", process.Step))];
        if (!to.TryStep(target, out var targetId)) return [Reason.Of(MigrationCodes.StepGone, ("workflow", to.Policy), ("step", target))];
        var (old, now) = (from.Step(sourceId), to.Step(targetId));
        var why = new List<Reason>();
        if (now.Status != process.Status)
            why.Add(Reason.Of(MigrationCodes.StatusDiffers, ("step", now.Name), ("status", now.Status), ("expected", process.Status)));
        else if (old.Name != now.Name || !Guards(from.Definition, old).SequenceEqual(Guards(to.Definition, now), StringComparer.Ordinal))
            CheckGuard(process, to.Definition, now, why);
        if (now.Hold != old.Hold && (process.IsHeld || now.Hold is not null))
            why.Add(Reason.Of(MigrationCodes.HoldDiffers, ("step", old.Name), ("target", now.Name)));
        if (process.IsInRegions || !old.Regions.IsEmpty || old.Region is not null) why.Add(Reason.Of(MigrationCodes.RegionsRunning, ("step", old.Name)));
        else if (!now.Regions.IsEmpty || now.Region is not null) why.Add(Reason.Of(MigrationCodes.RegionsRunning, ("step", now.Name)));
        foreach (var trigger in process.Fired)
        {
            if (Deadline(now, trigger) is { } next && !IsSame(Deadline(old, trigger), next))
                why.Add(Reason.Of(MigrationCodes.DeadlineFired, ("trigger", trigger), ("step", old.Name), ("target", now.Name)));
        }

        return why.ToValueList();
    }

    // Guards are asked on entering: who stays at a step whose guards stay enters nothing.
    private static IEnumerable<string> Guards(WorkflowDefinition definition, WorkflowStep step) =>
        definition.Entries.Items.Where(e => e.Status == step.Status).SelectMany(e => e.Steps.Items).Where(e => e.Step == step.Name)
            .Select(e => e.When?.ToString() ?? "");

    // A step that its status is entered by under guards alone must have one that holds; a step that only triggers lead to has none.
    private static void CheckGuard(MigrationCandidate process, WorkflowDefinition to, WorkflowStep now, List<Reason> why)
    {
        var refused = new List<Reason>();
        foreach (var entries in to.Entries)
        {
            if (entries.Status != now.Status) continue;
            foreach (var entry in entries.Steps)
            {
                if (entry.Step != now.Name) continue;
                if (entry.When is not { } guard) return;
                var holds = guard.Holds(process.Facts);
                if (holds.TryGet(out var isOpen, out var error) && isOpen) return;
                refused.Add(error is null
                    ? Reason.Of(MigrationCodes.GuardRefused, ("step", now.Name), ("guard", guard.Text))
                    : new(error.Code, error.Arguments));
                refused.AddRange(error?.Reasons.Items ?? guard.Explain(process.Facts).Reasons.Items);
            }
        }

        why.AddRange(refused);
    }

    private static WorkflowDeadline? Deadline(WorkflowStep step, string trigger)
    {
        foreach (var deadline in step.Deadlines)
        {
            if (deadline.Fires == trigger) return deadline;
        }

        return null;
    }

    private static bool IsSame(WorkflowDeadline? a, WorkflowDeadline b) =>
        a is not null && a.After == b.After && a.Since == b.Since && a.Unless == b.Unless && a.Calendar == b.Calendar;
}
