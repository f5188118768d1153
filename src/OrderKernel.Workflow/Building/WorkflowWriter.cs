namespace OrderKernel.Workflow;

/// <summary>Writes a loaded workflow back as a document that stands alone: what it extends is written out.</summary>
public static class WorkflowWriter
{
    /// <summary>The document's bytes: UTF-8 without spaces, properties in a fixed order, defaults left out.</summary>
    /// <param name="document">A loaded workflow; what it was laid over is written as its own.</param>
    /// <remarks>Laws: what is loaded from them is written as the same bytes; two workflows whose bytes are the same do the same.</remarks>
    public static byte[] Write(PolicyDocument<WorkflowDefinition> document)
    {
        ArgumentNullException.ThrowIfNull(document);
        var definition = document.Policy;
        var builder = WorkflowBuilder.Of(document.Reference.Name, document.Reference.Version, definition.Domain);
        foreach (var calendar in definition.Calendars) builder.Calendar(calendar);
        foreach (var choice in definition.Shipments) builder.Shipment(choice.Workflow.ToString(), choice.When?.Text);
        if (definition.Migrates is { } migrates) builder.Migrates(migrates.From.ToString(), [.. migrates.Steps.Items]);
        foreach (var entries in definition.Entries)
        {
            foreach (var entry in entries.Steps) builder.Enter(entries.Status, entry.Step, entry.When?.Text);
        }

        var steps = definition.Steps.Items.ToDictionary(s => s.Name, StringComparer.Ordinal);
        foreach (var step in definition.Steps)
        {
            if (step.Region is null) builder.Step(step.Name, step.Status, b => Fill(b, step, steps, definition.Domain));
        }

        return builder.ToUtf8();
    }

    private static void Fill(StepBuilder builder, WorkflowStep step, Dictionary<string, WorkflowStep> steps, WorkflowDomain domain)
    {
        if (step.Label is { } label) builder.Named(label.Chinese, label.English);
        if (step.Hold is { } hold) builder.Holds(hold.Kind, hold.Scopes);
        if (step.IsFinal) builder.Final();
        foreach (var deadline in step.Deadlines) builder.Deadline(deadline.After, deadline.Fires, deadline.Since, deadline.Unless, deadline.Calendar);
        foreach (var trigger in step.Triggers)
        {
            // A notice that only a deadline names stands there and nowhere else.
            if (!step.Deadlines.Items.Any(d => d.Path == trigger.Path))
                builder.Add(trigger.Name, new(domain, trigger.To, trigger.Does, trigger.Roles), t => Fill(t, trigger));
        }

        foreach (var region in step.Regions)
        {
            builder.Region(region.Name, r =>
            {
                foreach (var name in region.Steps) r.Step(name, b => Fill(b, steps[name], steps, domain));
            });
        }

        if (step.Join is { } join) builder.Join(join.To, join.Needs);
    }

    private static void Fill(TriggerBuilder builder, WorkflowTrigger trigger)
    {
        if (trigger.When is { } guard) builder.When(guard.Text);
        if (trigger.NeedsFourEyes) builder.FourEyes();
        foreach (var action in trigger.Actions) builder.Asks(action.Name, [.. action.Arguments.Items]);
    }
}
