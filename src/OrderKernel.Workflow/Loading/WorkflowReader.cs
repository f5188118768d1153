namespace OrderKernel.Workflow;

/// <summary>Reads the top of a workflow document and hands what stands to the analysis.</summary>
internal sealed class WorkflowReader(DocumentReader root, WorkflowDomain domain)
{
    private readonly FindingSink _sink = new(root);

    public WorkflowDefinition Read()
    {
        var axis = root.Text("axis");
        if (axis is null) _sink.Break();
        else if (axis != domain.Axis) _sink.Report("$.axis", WorkflowCodes.AxisMismatch, ("given", axis), ("expected", domain.Axis));

        var partial = Unsupported("extends");
        partial |= Unsupported("shipments");
        var entries = root.Has("enter") || !partial ? Entries() : [];
        var steps = root.Has("steps") || !partial ? Steps() : [];
        var calendars = CalendarReader.ReadAll(root, _sink);
        steps = CalendarBinding.Bind(steps, calendars, _sink);
        var definition = new WorkflowDefinition(domain, entries.ToValueList(), steps.ToValueList()) { Calendars = calendars.Values.OfType<BusinessCalendar>().ToValueList() };
        if (!partial) new ReferenceCheck(definition, _sink).Run();
        if (!_sink.IsBroken) new ReachabilityCheck(definition, _sink).Run();
        return definition;
    }

    private bool Unsupported(string word)
    {
        if (!root.Has(word)) return false;
        _sink.Report($"$.{word}", WorkflowCodes.NotSupported, ("word", word));
        return true;
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
            else entries.Add(new(status, EntrySteps(enter, status).ToValueList()));
            if (domain.Status(status) is null) _sink.Break();
        }

        return entries;
    }

    private List<EntryStep> EntrySteps(DocumentReader enter, string status)
    {
        var steps = new List<EntryStep>();
        if (enter.KindOf(status) != System.Text.Json.JsonValueKind.Array) _sink.Break();
        var list = enter.Mixed(status);
        if (_sink.TooMany($"{enter.Path}.{status}", list.Count, WorkflowDocument.StepsMax)) return steps;
        foreach (var (text, child, path) in list)
        {
            var name = _sink.Name(child is null ? text : child.Text("step"), child is null ? path : $"{path}.step");
            var when = child is null ? null : StepReader.GuardOf(child, domain, _sink);
            child?.Close();
            if (name is not null) steps.Add(new(name, when, path));
        }

        return steps;
    }

    private List<WorkflowStep> Steps()
    {
        var steps = new List<WorkflowStep>();
        if (root.Child("steps") is not { } map)
        {
            _sink.Break();
            return steps;
        }

        var names = map.Keys();
        if (_sink.TooMany(map.Path, names.Count, WorkflowDocument.StepsMax)) return steps;
        foreach (var name in names)
        {
            if (map.Child(name) is not { } child) _sink.Break();
            else if (new StepReader(child, domain, _sink).Read(name) is { } step) steps.Add(step);
        }

        return steps;
    }
}
