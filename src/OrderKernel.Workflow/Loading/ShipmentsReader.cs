using OrderKernel.Rules;

namespace OrderKernel.Workflow;

/// <summary>Reads which workflows the shipments of an order may follow.</summary>
internal sealed class ShipmentsReader(DocumentReader root, WorkflowDomain domain, FindingSink sink)
{
    private const string Path = "$.shipments";

    public ValueList<ShipmentChoice> Read()
    {
        var list = root.Children("shipments");
        if (sink.TooMany(Path, list.Count, WorkflowDocument.TriggersMax)) return [];
        if (domain.ShipmentFacts is not { } facts)
        {
            sink.Report(Path, WorkflowCodes.ShipmentsNotPossible, ("axis", domain.Axis));
            return [];
        }

        var choices = new List<ShipmentChoice>();
        var isWhole = true;
        foreach (var child in list)
        {
            if (Choice(child, facts) is { } choice) choices.Add(choice);
            else isWhole = false;
        }

        if (isWhole && root.KindOf("shipments") == System.Text.Json.JsonValueKind.Array) Check(choices);
        return choices.ToValueList();
    }

    private ShipmentChoice? Choice(DocumentReader child, FactSchema facts)
    {
        var workflow = sink.Selector(child, "workflow");
        var hasGuard = child.Has("when");
        var when = sink.Guard(child, facts);
        child.Close();
        return workflow is { } named && hasGuard == when is not null ? new(named, when, child.Path) : null;
    }

    private void Check(List<ShipmentChoice> choices)
    {
        ShipmentChoice? open = null;
        var guarded = new Dictionary<string, ShipmentChoice>(StringComparer.Ordinal);
        foreach (var choice in choices)
        {
            var before = open ?? (choice.When is { } guard && guarded.TryGetValue(guard.ToString(), out var same) ? same : null);
            if (before is not null) sink.Report(choice.Path, WorkflowCodes.ShipmentShadowed, ("workflow", choice.Workflow), ("before", before.Workflow));
            else if (choice.When is null) open = choice;
            else guarded.Add(choice.When.ToString(), choice);
        }

        if (open is null) sink.Report(Path, WorkflowCodes.ShipmentsOpenEnded);
    }
}
