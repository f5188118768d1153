using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>Makes one region of a step.</summary>
public sealed class RegionBuilder
{
    private readonly WorkflowDomain _domain;
    private readonly List<(string Name, StepBuilder Step)> _steps = [];

    internal RegionBuilder(WorkflowDomain domain) => _domain = domain;

    /// <summary>Adds a step; the region starts at the first.</summary>
    /// <param name="name">The step's name, unlike any other of the workflow.</param>
    /// <param name="build">What else it carries; null for nothing.</param>
    public RegionBuilder Step(string name, Action<StepBuilder>? build = null)
    {
        ArgumentNullException.ThrowIfNull(name);
        var step = new StepBuilder(_domain, null);
        build?.Invoke(step);
        _steps.Add((name, step));
        return this;
    }

    internal void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.Map("steps", _steps, s => s.Name, s => s.Step.Write(json));
        json.WriteEndObject();
    }
}
