namespace OrderKernel.Workflow;

/// <summary>Finds triggers that say the same twice, and triggers that nobody may fire.</summary>
internal static class TriggerCheck
{
    public static void Run(WorkflowDefinition definition, FindingSink sink)
    {
        foreach (var step in definition.Steps)
        {
            var seen = new Dictionary<string, string>(StringComparer.Ordinal);
            foreach (var trigger in step.Triggers)
            {
                if (trigger.To is null == trigger.Does is null) continue;
                var roles = trigger.Roles.Items.Select(r => r.ToString()).OrderBy(r => r, StringComparer.Ordinal);
                var meaning = string.Join("\n", trigger.To, trigger.Does, trigger.When, trigger.NeedsFourEyes, string.Join(" ", roles),
                    string.Join(" ", trigger.Actions.Items));
                if (seen.TryGetValue(meaning, out var before))
                    sink.Report(trigger.Path, WorkflowCodes.TriggerDuplicate, ("trigger", trigger.Name), ("before", before));
                else seen.Add(meaning, trigger.Name);
            }
        }
    }

    /// <summary>The triggers that nobody may fire; the kernel fires what is open to it, whoever holds which role.</summary>
    public static IEnumerable<Finding> Roles(WorkflowDefinition definition, Func<WorkflowTrigger, Role, bool> mayFire) =>
        from trigger in definition.Steps.SelectMany(s => s.Triggers)
        where !trigger.Roles.Items.Contains(Role.Kernel) && !trigger.Roles.Items.Any(r => mayFire(trigger, r))
        select Finding.Of($"{trigger.Path}.roles", WorkflowCodes.TriggerNobodyMayFire, ("trigger", trigger.Name),
            ("roles", string.Join(", ", trigger.Roles.Items)));
}
