namespace OrderKernel.Workflow;

/// <summary>Lays a document over the one that it extends: what it says replaces what bears the same name, all else stays.</summary>
internal static class Extending
{
    public static ValueList<StatusEntries> Entries(ValueList<StatusEntries> below, IReadOnlyList<StatusEntries> above)
    {
        var merged = below.Items.Select(e => above.FirstOrDefault(a => a.Status == e.Status) ?? e).ToList();
        merged.AddRange(above.Where(a => !below.Any(e => e.Status == a.Status)));
        return merged.ToValueList();
    }

    /// <param name="below">The base's steps.</param>
    /// <param name="above">Each step that the document has: the step with those of its regions, empty for one that it removes.</param>
    public static ValueList<WorkflowStep> Steps(ValueList<WorkflowStep> below, IReadOnlyList<(string Name, IReadOnlyList<WorkflowStep> Steps)> above)
    {
        var said = new Dictionary<string, IReadOnlyList<WorkflowStep>>(StringComparer.Ordinal);
        foreach (var (name, steps) in above) said[name] = steps;
        var merged = new List<WorkflowStep>();
        foreach (var step in below)
        {
            if (!said.ContainsKey(step.Region?.Holder ?? step.Name)) merged.Add(step);
            else if (step.Region is null) merged.AddRange(said[step.Name]);
        }

        var known = new HashSet<string>(below.Where(s => s.Region is null).Select(s => s.Name), StringComparer.Ordinal);
        foreach (var (name, steps) in above)
        {
            if (!known.Contains(name)) merged.AddRange(steps);
        }

        return merged.ToValueList();
    }
}
