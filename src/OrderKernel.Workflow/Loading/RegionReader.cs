using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>Reads the regions of a step, one level deep, and where they join.</summary>
internal sealed class RegionReader(WorkflowDomain domain, FindingSink sink)
{
    public (ValueList<WorkflowRegion> Regions, IReadOnlyList<WorkflowStep> Steps, WorkflowJoin? Join) Read(string holder, string status, DocumentReader reader)
    {
        var regions = new List<WorkflowRegion>();
        var steps = new List<WorkflowStep>();
        if (reader.ChildOrNull("regions") is { } map)
        {
            var names = map.Keys();
            if (names.Count == 0) sink.Report(map.Path, WorkflowCodes.RegionEmpty, ("region", holder));
            if (!sink.TooMany(map.Path, names.Count, WorkflowDocument.RegionsMax))
            {
                foreach (var key in names)
                {
                    if (map.Child(key) is not { } child) sink.Break();
                    else if (Region(child, new(holder, key), status, steps) is { } region) regions.Add(region);
                }
            }
        }

        var join = reader.ChildOrNull("join") is { } end ? Join(end) : null;
        return (regions.ToValueList(), steps, join);
    }

    private WorkflowRegion? Region(DocumentReader reader, StepRegion place, string status, List<WorkflowStep> all)
    {
        var name = sink.Name(place.Name, reader.Path);
        var map = reader.Child("steps");
        reader.Close();
        if (map is null)
        {
            sink.Break();
            return null;
        }

        var names = map.Keys();
        if (sink.TooMany(map.Path, names.Count, WorkflowDocument.StepsMax)) return null;
        var steps = new List<WorkflowStep>();
        foreach (var key in names)
        {
            if (map.Child(key) is not { } child) sink.Break();
            else if (new StepReader(child, domain, sink).Read(key, status, place) is { } step) steps.Add(step);
        }

        if (names.Count == 0 || (steps.Count > 0 && steps[0].IsFinal)) sink.Report(reader.Path, WorkflowCodes.RegionEmpty, ("region", place.Name));
        all.AddRange(steps);
        return name is null || steps.Count == 0 ? null : new(name, steps.Select(s => s.Name).ToValueList());
    }

    private WorkflowJoin? Join(DocumentReader reader)
    {
        var to = sink.Name(reader.Text("to"), $"{reader.Path}.to");
        var word = reader.TextOrNull("needs");
        JoinNeeds? needs = word switch { "any" => JoinNeeds.Any, "all" => JoinNeeds.All,
            null when reader.KindOf("needs") is JsonValueKind.Undefined or JsonValueKind.Null => JoinNeeds.All, _ => null };
        if (word is not null && needs is null) sink.Report($"{reader.Path}.needs", KernelCodes.DocumentValueInvalid, ("value", word), ("expected", "all|any"));
        reader.Close();
        return to is null || needs is null ? null : new(to, needs.Value);
    }
}
