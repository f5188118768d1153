using System.Text;

namespace OrderKernel.Workflow;

/// <summary>Draws workflows as text that diagram tools render.</summary>
public static class WorkflowDiagram
{
    /// <summary>A Mermaid flowchart: a box a status, a node a step, solid arrows for triggers, dotted ones for what facts alone can change.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="language">Which names of the steps to show, where the document has them.</param>
    /// <returns>The same text for the same workflow, lines ended by a line feed. Final steps are round, steps that hold are six-sided, a deadline stands with its trigger.</returns>
    public static string Mermaid(WorkflowDefinition definition, Language language = Language.English)
    {
        ArgumentNullException.ThrowIfNull(definition);
        var text = new StringBuilder("flowchart TD\n");
        var statuses = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var status in definition.Domain.Statuses)
        {
            if (definition.Steps.Items.Any(s => s.Status == status.Name)) statuses.Add(status.Name, statuses.Count);
        }

        var steps = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var step in definition.Steps) steps.Add(step.Name, steps.Count);
        foreach (var status in definition.Domain.Statuses)
        {
            if (!statuses.TryGetValue(status.Name, out var box)) continue;
            text.Append("  subgraph status").Append(box).Append("[\"").Append(MermaidText.Escaped(status.Name)).Append("\"]\n");
            foreach (var step in definition.Steps)
            {
                if (step.Status == status.Name) text.Append("    step").Append(steps[step.Name]).Append(Shaped(step, language)).Append('\n');
            }

            text.Append("  end\n");
        }

        foreach (var step in definition.Steps) AppendTriggers(text, definition.Domain, step, steps, statuses);
        foreach (var status in definition.Domain.Statuses)
        {
            foreach (var target in status.ByFacts)
            {
                if (statuses.TryGetValue(status.Name, out var from) && statuses.TryGetValue(target, out var to))
                    text.Append("  status").Append(from).Append(" -.-> status").Append(to).Append('\n');
            }
        }

        return text.ToString();
    }

    private static void AppendTriggers(StringBuilder text, WorkflowDomain domain, WorkflowStep step, Dictionary<string, int> steps, Dictionary<string, int> statuses)
    {
        foreach (var trigger in step.Triggers)
        {
            var label = LabelOf(step, trigger);
            if (trigger.To is not null)
            {
                AppendArrow(text, steps[step.Name], label, $"step{steps[trigger.To]}");
                continue;
            }

            var verb = domain.Verb(trigger.Does!)!;
            if (verb.MovesNothing) AppendArrow(text, steps[step.Name], label, $"step{steps[step.Name]}");
            foreach (var move in verb.Moves)
            {
                if (move.From == step.Status)
                    AppendArrow(text, steps[step.Name], label, move.To == step.Status ? $"step{steps[step.Name]}" : $"status{statuses[move.To]}");
            }
        }
    }

    private static void AppendArrow(StringBuilder text, int from, string label, string to) =>
        text.Append("  step").Append(from).Append(" -->|\"").Append(label).Append("\"| ").Append(to).Append('\n');

    private static string Shaped(WorkflowStep step, Language language)
    {
        var name = MermaidText.Escaped(step.NameIn(language));
        if (step.IsFinal) return $"([\"{name}\"])";
        return step.Hold is null ? $"[\"{name}\"]" : $"{{{{\"{name}\"}}}}";
    }

    private static string LabelOf(WorkflowStep step, WorkflowTrigger trigger)
    {
        var label = new StringBuilder(trigger.Name).Append(" (").Append(string.Join(", ", trigger.Roles.Items)).Append(')');
        if (trigger.NeedsFourEyes) label.Append(" 2x");
        if (trigger.When is not null) label.Append(" if ").Append(trigger.When);
        foreach (var deadline in step.Deadlines)
        {
            if (deadline.Fires == trigger.Name) label.Append(" after ").Append(deadline.After).Append(" since ").Append(deadline.Since);
        }

        return MermaidText.Escaped(label.ToString());
    }
}
