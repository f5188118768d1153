namespace OrderKernel.Workflow;

/// <summary>Which steps may follow which: by moves, by verbs, by facts, through regions and joins. What names something unknown may lead anywhere.</summary>
internal sealed class StepGraph
{
    private readonly WorkflowDefinition _definition;
    private readonly Dictionary<string, int> _index = new(StringComparer.Ordinal);
    private readonly Dictionary<string, StatusEntries> _entries = new(StringComparer.Ordinal);
    private readonly HashSet<int>[] _next;
    private readonly HashSet<string>[] _statuses;
    private readonly bool[] _leadsAnywhere;

    public StepGraph(WorkflowDefinition definition)
    {
        _definition = definition;
        Steps = definition.Steps;
        for (var i = 0; i < Steps.Count; i++)
        {
            IsAmbiguous |= _index.ContainsKey(Steps[i].Name);
            _index[Steps[i].Name] = i;
        }

        foreach (var entries in definition.Entries) _entries[entries.Status] = entries;
        _next = new HashSet<int>[Steps.Count];
        _statuses = new HashSet<string>[Steps.Count];
        _leadsAnywhere = new bool[Steps.Count];
        for (var i = 0; i < Steps.Count; i++) (_next[i], _statuses[i]) = ([], new(StringComparer.Ordinal));
        for (var i = 0; i < Steps.Count; i++) Enter(i);
    }

    public ValueList<WorkflowStep> Steps { get; }

    /// <summary>True when two steps bear one name, so that nobody knows which is meant.</summary>
    public bool IsAmbiguous { get; }

    /// <summary>The steps that a trigger or a join moves to; a step with regions starts them.</summary>
    public IEnumerable<int> Moves(int step) => _next[step];

    /// <summary>The other statuses that may follow.</summary>
    public IEnumerable<string> StatusesAfter(int step) => _statuses[step];

    /// <summary>The index of a step, or null when there is no such step.</summary>
    public int? Find(string step) => _index.TryGetValue(step, out var index) ? index : null;

    /// <summary>True when the step names something that is not there.</summary>
    public bool LeadsAnywhere(int step) => _leadsAnywhere[step];

    /// <summary>The steps by which a status is entered; null when there is no entry at all.</summary>
    public IReadOnlyList<int>? EntriesOf(string status, out bool isAnywhere)
    {
        isAnywhere = false;
        if (!_entries.TryGetValue(status, out var entries)) return null;
        var steps = new List<int>();
        foreach (var entry in entries.Steps)
        {
            if (_index.TryGetValue(entry.Step, out var step) && Steps[step].Status == status && Steps[step].Region is null) steps.Add(step);
            else isAnywhere = true;
        }

        isAnywhere |= steps.Count == 0;
        return steps;
    }

    private void Enter(int index)
    {
        var step = Steps[index];
        var status = _definition.Domain.Status(step.Status);
        if (status is null) _leadsAnywhere[index] = true;
        else _statuses[index].UnionWith(status.ByFacts.Where(s => s != step.Status));
        foreach (var trigger in step.Triggers)
        {
            if (trigger.To is { } to) Move(index, to, step.Region);
            if (trigger.Does is { } does) Do(index, does);
            if (trigger.To is null && trigger.Does is null) _leadsAnywhere[index] = true;
        }

        foreach (var region in step.Regions) Move(index, region.Start, new(step.Name, region.Name));
        if (step.Join is { } join) Move(index, join.To, null);
    }

    private void Move(int from, string to, StepRegion? place)
    {
        if (_index.TryGetValue(to, out var target) && Steps[target].Region == place && Steps[target].Status == Steps[from].Status) _next[from].Add(target);
        else _leadsAnywhere[from] = true;
    }

    // A verb that a step of a region does moves the process as a whole.
    private void Do(int from, string does)
    {
        var step = Steps[from];
        var verb = _definition.Domain.Verb(does);
        if (verb is null || !verb.IsPossibleIn(step.Status)) _leadsAnywhere[from] = true;
        else
        {
            foreach (var move in verb.Moves)
            {
                if (move.From == step.Status && move.To != step.Status) _statuses[from].Add(move.To);
            }
        }

        if (step.Region is { } region && _index.TryGetValue(region.Holder, out var holder)) _statuses[holder].UnionWith(_statuses[from]);
    }
}
