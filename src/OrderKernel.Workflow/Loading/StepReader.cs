using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>Reads one step with its triggers, deadlines and regions.</summary>
internal sealed class StepReader(DocumentReader reader, WorkflowDomain domain, FindingSink sink)
{
    /// <summary>The step, followed by the steps of its regions; empty when it has no name that will do.</summary>
    public IReadOnlyList<WorkflowStep> Read(string key)
    {
        var status = reader.Text("status");
        if (status is null) sink.Break();
        else if (domain.Status(status) is null)
        {
            sink.Report($"{reader.Path}.status", WorkflowCodes.StatusUnknown, ("status", status), ("axis", domain.Axis));
            status = null;
        }

        var regions = new RegionReader(domain, sink).Read(key, status ?? "", reader);
        if (reader.Has("regions") != reader.Has("join")) sink.Report(reader.Path, WorkflowCodes.JoinMisplaced, ("step", key));
        return Read(key, status ?? "", null, regions.Regions, regions.Join) is { } step ? [step, .. regions.Steps] : [];
    }

    /// <summary>A step of a region, which has the status of the step that holds the region.</summary>
    public WorkflowStep? Read(string key, string status, StepRegion region) => Read(key, status, region, [], null);

    private WorkflowStep? Read(string key, string status, StepRegion? region, ValueList<WorkflowRegion> regions, WorkflowJoin? join)
    {
        var name = sink.Name(key, reader.Path);
        var label = Label();
        var hold = Hold();
        var isFinal = reader.Flag("final", false);
        var triggers = Triggers();
        var deadlines = Deadlines();
        reader.Close();
        if (name is null) return null;
        AddNotices(triggers, deadlines);
        return new(name, status, reader.Path)
        {
            Label = label,
            Hold = hold,
            IsFinal = isFinal,
            Triggers = triggers.ToValueList(),
            Deadlines = deadlines.ToValueList(),
            Regions = regions,
            Join = join,
            Region = region,
        };
    }

    // A deadline may name a verb that moves nothing: the step then has it as a trigger of the kernel's.
    private void AddNotices(List<WorkflowTrigger> triggers, List<WorkflowDeadline> deadlines)
    {
        foreach (var deadline in deadlines)
        {
            if (triggers.Exists(t => t.Name == deadline.Fires) || domain.Verb(deadline.Fires) is not { MovesNothing: true }) continue;
            triggers.Add(new(deadline.Fires, null, deadline.Fires, [Role.Kernel], deadline.Path));
        }
    }

    private StepLabel? Label()
    {
        if (reader.ChildOrNull("name") is not { } child) return null;
        var (zh, en) = (child.Text("zh"), child.Text("en"));
        child.Close();
        return zh is null || en is null ? null : new(zh, en);
    }

    private StepHold? Hold()
    {
        if (reader.ChildOrNull("hold") is not { } child) return null;
        var kind = sink.Name(child.Text("kind"), $"{child.Path}.kind");
        HoldScopes scopes = 0;
        if (!child.Has("scopes")) child.Report("scopes", KernelCodes.DocumentPropertyMissing);
        var words = child.Texts("scopes");
        for (var i = 0; i < words.Count; i++)
        {
            var scope = words[i] switch { "ship" => HoldScopes.Ship, "refund" => HoldScopes.Refund, "edit" => HoldScopes.Edit, "settle" => HoldScopes.Settle,
                _ => default };
            if (scope == 0)
                child.ReportAt($"{child.Path}.scopes[{i}]", KernelCodes.DocumentValueInvalid, ("value", words[i]), ("expected", "ship|refund|edit|settle"));
            scopes |= scope;
        }

        if (child.KindOf("scopes") == JsonValueKind.Array && words.Count == 0)
            child.Report("scopes", KernelCodes.DocumentValueInvalid, ("value", "[]"), ("expected", "ship|refund|edit|settle"));
        child.Close();
        return kind is null || scopes == 0 ? null : new(HoldKind.Of(kind), scopes);
    }

    private List<WorkflowTrigger> Triggers()
    {
        var triggers = new List<WorkflowTrigger>();
        if (reader.ChildOrNull("fire") is not { } map)
        {
            if (reader.Has("fire")) sink.Break();
            return triggers;
        }

        var names = map.Keys();
        if (sink.TooMany(map.Path, names.Count, WorkflowDocument.TriggersMax)) return triggers;
        foreach (var key in names)
        {
            if (map.Child(key) is not { } child) sink.Break();
            else if (new TriggerReader(child, domain, sink).Read(key) is { } trigger) triggers.Add(trigger);
        }

        return triggers;
    }

    private List<WorkflowDeadline> Deadlines()
    {
        var deadlines = new List<WorkflowDeadline>();
        var list = reader.Children("deadlines");
        if (sink.TooMany($"{reader.Path}.deadlines", list.Count, WorkflowDocument.TriggersMax)) return deadlines;
        foreach (var child in list)
        {
            if (DeadlineReader.Read(child, sink) is { } deadline) deadlines.Add(deadline);
        }

        return deadlines;
    }
}
