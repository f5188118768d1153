using OrderKernel.Workflow;

namespace OrderKernel.Stateless;

/// <summary>Finds what a document says and Stateless cannot, with its path in the document as it stands alone.</summary>
internal static class Unsayable
{
    public static IEnumerable<Reason> In(WorkflowDefinition definition, HostParts keeps) =>
        definition.Steps.Items.SelectMany(s => In(s)).Where(f => (keeps & f.Part) == 0).Select(f => f.Reason);

    private static IEnumerable<(HostParts Part, Reason Reason)> In(WorkflowStep step)
    {
        var path = step.Region is { } place ? $"$.steps.{place.Holder}.regions.{place.Name}.steps.{step.Name}" : $"$.steps.{step.Name}";
        if (!step.Regions.IsEmpty)
            yield return (HostParts.Regions, Reason.Of(StatelessCodes.Regions, ("path", $"{path}.regions"), ("step", step.Name)));
        if (step.Hold is { } hold)
            yield return (HostParts.Holds, Reason.Of(StatelessCodes.Hold, ("path", $"{path}.hold"), ("step", step.Name), ("kind", hold.Kind)));
        for (var i = 0; i < step.Deadlines.Count; i++)
        {
            yield return (HostParts.Deadlines,
                Reason.Of(StatelessCodes.Deadline, ("path", $"{path}.deadlines[{i}]"), ("step", step.Name), ("trigger", step.Deadlines[i].Fires)));
        }

        foreach (var trigger in step.Triggers)
        {
            var at = $"{path}.fire.{trigger.Name}";
            if (!IsTheClocks(step, trigger))
            {
                yield return (HostParts.Roles, Reason.Of(StatelessCodes.Roles, ("path", $"{at}.roles"), ("trigger", trigger.Name), ("step", step.Name),
                    ("roles", string.Join(", ", trigger.Roles.Items))));
            }

            if (trigger.NeedsFourEyes)
            {
                yield return (HostParts.FourEyes,
                    Reason.Of(StatelessCodes.FourEyes, ("path", $"{at}.fourEyes"), ("trigger", trigger.Name), ("step", step.Name)));
            }

            for (var i = 0; i < trigger.Actions.Count; i++)
            {
                yield return (HostParts.Actions, Reason.Of(StatelessCodes.Action,
                    ("path", $"{at}.actions[{i}]"), ("trigger", trigger.Name), ("step", step.Name), ("action", trigger.Actions[i].Name)));
            }
        }
    }

    // A notice that only a deadline fires stands with its deadline and names no roles.
    private static bool IsTheClocks(WorkflowStep step, WorkflowTrigger trigger) =>
        trigger.Does == trigger.Name && trigger.Roles.Count == 1 && trigger.Roles[0] == Role.Kernel && step.Deadlines.Items.Any(d => d.Fires == trigger.Name);
}
