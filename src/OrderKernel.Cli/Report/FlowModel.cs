using OrderKernel.Cli.Output;
using OrderKernel.Orders;
using OrderKernel.Steps;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Report;

/// <summary>How the orders of one workflow flow through its steps, ready to draw.</summary>
/// <param name="Title">The workflow and how many orders it has.</param>
/// <param name="Steps">The steps that any order entered, in the order of the document.</param>
/// <param name="Ways">The ways that any took, the most used first.</param>
internal sealed record FlowModel(string Title, ValueList<FlowStep> Steps, ValueList<FlowWay> Ways)
{
    /// <summary>The model of a population; the names are the present version's, where it has the step.</summary>
    public static FlowModel Of(WorkflowPopulation population, OrderPolicies policies, Labels labels)
    {
        var machine = new[] { policies.Standard, policies.TotalsOnly }.FirstOrDefault(m => m.Policy.Name == population.Workflow);
        var known = machine?.Definition.Steps.Items.Select(s => s.Name).ToList() ?? [];
        var (steps, index) = (new List<FlowStep>(), new Dictionary<string, int>(StringComparer.Ordinal));
        foreach (var count in population.Orders.Steps.Items.OrderBy(s => known.IndexOf(s.Step) is >= 0 and var at ? at : int.MaxValue)
            .ThenBy(s => s.Step, StringComparer.Ordinal))
        {
            var step = machine?.Definition.Steps.Items.FirstOrDefault(s => s.Name == count.Step);
            index.Add(count.Step, steps.Count);
            steps.Add(new(step?.NameIn(labels.Language) ?? count.Step, StyleOf(step), count.Present, count.Visits));
        }

        var ways = population.Orders.Passages.Items.OrderByDescending(p => p.Count).ThenBy(p => index[p.From]).ThenBy(p => index[p.To])
            .Select(p => new FlowWay(index[p.From], index[p.To], p.Count, Dwell(p.MedianSeconds, labels)));
        return new(labels.Text("flow.title", ("workflow", population.Workflow), ("orders", Html.Number(population.Orders.Processes))), steps.ToValueList(),
            ways.ToValueList());
    }

    /// <summary>The largest unit of a time and the next below it, rounded down.</summary>
    internal static string Dwell(long seconds, Labels labels)
    {
        (string Unit, long Seconds)[] units = [("day", 86_400), ("hour", 3_600), ("minute", 60), ("second", 1)];
        var at = Array.FindIndex(units, u => seconds >= u.Seconds);
        if (at < 0) return labels.Text("flow.second", ("n", 0));
        var text = labels.Text("flow." + units[at].Unit, ("n", Html.Number(seconds / units[at].Seconds)));
        if (at == units.Length - 1) return text;
        var rest = seconds % units[at].Seconds / units[at + 1].Seconds;
        return rest == 0 ? text : text + " " + labels.Text("flow." + units[at + 1].Unit, ("n", rest));
    }

    private static string StyleOf(WorkflowStep? step) =>
        step is not null && Enum.TryParse<OrderStatus>(step.Status, out var status) ? $"s{(int)status}" : "track";
}

/// <summary>A step that orders entered.</summary>
/// <param name="Label">What people call it.</param>
/// <param name="Style">The style class of its status.</param>
/// <param name="Here">How many stand there.</param>
/// <param name="Came">How often it was entered.</param>
internal readonly record struct FlowStep(string Label, string Style, long Here, long Came);

/// <summary>A way that orders took.</summary>
/// <param name="From">The index of the step left.</param>
/// <param name="To">The index of the step entered.</param>
/// <param name="Count">How often.</param>
/// <param name="Dwell">The median time at the step left.</param>
internal readonly record struct FlowWay(int From, int To, long Count, string Dwell);
