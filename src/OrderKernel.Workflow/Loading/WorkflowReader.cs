using System.Text.Json;

namespace OrderKernel.Workflow;

/// <summary>Reads the top of a workflow document, lays it over what it extends, and hands what stands to the analysis.</summary>
internal sealed class WorkflowReader(DocumentReader root, WorkflowDomain domain, WorkflowLibrary library, ValueList<PolicyReference> chain)
{
    private readonly FindingSink _sink = new(root);

    public WorkflowDefinition Read(WorkflowReading reading)
    {
        var isWhole = reading != WorkflowReading.Part;
        var axis = root.Text("axis");
        if (axis is null) _sink.Break();
        else if (axis != domain.Axis) _sink.Report("$.axis", WorkflowCodes.AxisMismatch, ("given", axis), ("expected", domain.Axis));

        var isExtending = root.Has("extends");
        var below = isExtending ? new BaseReader(root, domain, _sink, library, chain).Read() : null;
        var isComplete = !isExtending || below is not null;
        var entries = isExtending && !root.Has("enter") ? [] : Entries();
        var steps = isExtending && !root.Has("steps") ? [] : Steps(below?.Policy, isExtending);
        var calendars = Extending.Calendars(below?.Policy.Calendars ?? [], CalendarReader.ReadAll(root, _sink));
        var all = Extending.Steps(below?.Policy.Steps ?? [], steps);
        if (isWhole && isComplete) all = CalendarBinding.Bind(all, calendars, _sink).ToValueList();
        var migration = new MigrationReader(root, _sink);
        var definition = new WorkflowDefinition(domain, Extending.Entries(below?.Policy.Entries ?? [], entries), all)
        {
            Calendars = calendars.Values.OfType<BusinessCalendar>().ToValueList(),
            Base = below?.Reference,
            Shipments = root.Has("shipments") ? new ShipmentsReader(root, domain, _sink).Read() : below?.Policy.Shipments ?? [],
            Migrates = migration.Read(),
        };
        if (!isWhole || !isComplete || _sink.TooMany("$.steps", all.Count, WorkflowDocument.StepsMax)) return definition;
        if (_sink.TooMany("$.steps", all.Items.SelectMany(s => s.Triggers.Items).Select(t => t.Name).Distinct(StringComparer.Ordinal).Count(),
            WorkflowDocument.TriggerNamesMax)) return definition;
        var isRead = !_sink.IsBroken;
        migration.Check(definition);
        if (reading == WorkflowReading.Proving) WorkflowAnalysis.Run(definition, _sink, isRead);
        return definition;
    }

    private List<StatusEntries> Entries()
    {
        var entries = new List<StatusEntries>();
        if (root.Child("enter") is not { } enter)
        {
            _sink.Break();
            return entries;
        }

        foreach (var status in enter.Keys())
        {
            if (domain.Status(status) is null) enter.Report(status, WorkflowCodes.StatusUnknown, ("status", status), ("axis", domain.Axis));
            else if (EntrySteps(enter, status) is { } steps) entries.Add(new(status, steps.ToValueList()));
            if (domain.Status(status) is null) _sink.Break();
        }

        return entries;
    }

    // Null for what is no list: there are no entries to look at.
    private List<EntryStep>? EntrySteps(DocumentReader enter, string status)
    {
        var steps = new List<EntryStep>();
        var list = enter.Mixed(status);
        if (enter.KindOf(status) != JsonValueKind.Array)
        {
            // A status that is named is entered by something; to leave it out is to leave the name out.
            if (enter.KindOf(status) == JsonValueKind.Null)
                enter.Report(status, KernelCodes.DocumentTypeMismatch, ("expected", "list"), ("found", nameof(JsonValueKind.Null)));
            _sink.Break();
            return null;
        }

        if (_sink.TooMany($"{enter.Path}.{status}", list.Count, WorkflowDocument.StepsMax)) return steps;
        foreach (var (text, child, path) in list)
        {
            var name = _sink.Name(child is null ? text : child.Text("step"), child is null ? path : $"{path}.step");
            var when = child is null ? null : _sink.Guard(child, domain.Facts);
            var isGuarded = child?.Has("when") == true;
            child?.Close();
            // An entry whose guard cannot be read would seem to be open to all.
            if (name is not null && isGuarded == when is not null) steps.Add(new(name, when, path));
        }

        return steps;
    }

    private List<(string Name, IReadOnlyList<WorkflowStep> Steps)> Steps(WorkflowDefinition? below, bool isExtending)
    {
        var steps = new List<(string, IReadOnlyList<WorkflowStep>)>();
        if (root.Child("steps") is not { } map)
        {
            _sink.Break();
            return steps;
        }

        var names = map.Keys();
        if (_sink.TooMany(map.Path, names.Count, WorkflowDocument.StepsMax)) return steps;
        foreach (var name in names)
        {
            if (map.KindOf(name) == JsonValueKind.Null)
            {
                // Only what a base has can be taken away.
                if ((below is not null || !isExtending) && below?.Steps.Any(s => s.Name == name && s.Region is null) != true)
                    _sink.ReportIn(map, name, WorkflowCodes.StepUnknown, ("step", name));
                steps.Add((name, []));
            }
            else if (map.Child(name) is not { } child)
            {
                _sink.Break();
            }
            else
            {
                steps.Add((name, new StepReader(child, domain, _sink).Read(name)));
            }
        }

        return steps;
    }
}
