namespace OrderKernel.Workflow;

/// <summary>
/// Finds clocks that send a process round in circles: for ever, since nobody decides
/// anything, or without end at one instant, since what they count from does not move.
/// </summary>
internal sealed class ClockCheck
{
    private readonly StepGraph _graph;
    private readonly WorkflowDomain _domain;
    private readonly FindingSink _sink;
    private readonly Dictionary<string, IReadOnlyList<int>> _entries = new(StringComparer.Ordinal);
    private readonly List<Tick>[] _ticks;

    public ClockCheck(WorkflowDefinition definition, StepGraph graph, FindingSink sink)
    {
        (_graph, _domain, _sink) = (graph, definition.Domain, sink);
        _ticks = [.. graph.Steps.Items.Select(_ => new List<Tick>())];
        for (var i = 0; i < _ticks.Length; i++)
        {
            foreach (var deadline in graph.Steps[i].Deadlines) Add(i, deadline);
        }
    }

    public void Run()
    {
        // By the clock alone, without anybody or anything deciding.
        foreach (var circle in Circles.Of(Next(t => !t.IsGuarded && !t.IsAnew)).OrderBy(c => c.Min()))
            _sink.Report(_graph.Steps[circle.Min()].Path, WorkflowCodes.CycleWithoutProgress, ("steps", Names(circle)));

        // What counts from another instant than the entry of its step is due at once whenever the step is met again, and fires at that same instant. No
        // guard stops it: all see the same facts each time.
        foreach (var since in _ticks.SelectMany(t => t).Select(t => t.Deadline.Since).Where(s => s != WorkflowDomain.StepInstant && _domain.HasInstant(s))
            .Distinct(StringComparer.Ordinal))
        {
            var circles = Circles.Of(Next(t => !t.Renews(since)));
            for (var i = 0; i < _ticks.Length; i++)
            {
                foreach (var tick in _ticks[i].Where(t => t.Deadline.Since == since && !t.Renews(since)))
                {
                    if (circles.Find(c => c.Contains(i) && tick.To.Any(c.Contains)) is { } circle)
                        _sink.Report($"{tick.Deadline.Path}.since", WorkflowCodes.DeadlineWithoutEnd, ("trigger", tick.Deadline.Fires), ("instant", since),
                            ("steps", Names(circle)));
                }
            }
        }
    }

    private void Add(int from, WorkflowDeadline deadline)
    {
        var step = _graph.Steps[from];
        if (DeadlineCheck.IsDead(deadline, _domain.Status(step.Status)) || step.Trigger(deadline.Fires) is not { } trigger) return;
        // Back to the step itself has a finding of its own.
        if (trigger.To is { } to && _graph.Find(to) is { } target && target != from) _ticks[from].Add(new(deadline, trigger.When is not null, [target], null));
        if (trigger.Does is not { } does || _domain.Verb(does) is not { } verb || !verb.IsPossibleIn(step.Status)) return;
        foreach (var move in verb.Moves)
        {
            if (move.From == step.Status && move.To != step.Status) _ticks[from].Add(new(deadline, trigger.When is not null, Entries(move.To), verb));
        }

        if (!verb.BeginsAnew) return;
        foreach (var status in _domain.Statuses)
        {
            if (status.IsInitial) _ticks[from].Add(new(deadline, trigger.When is not null, Entries(status.Name), verb) { IsAnew = true });
        }
    }

    private IReadOnlyList<int> Entries(string status)
    {
        if (!_entries.TryGetValue(status, out var entries)) _entries.Add(status, entries = _graph.EntriesOf(status, out _) ?? []);
        return entries;
    }

    // Regions begin with the step that holds them, and the join follows their ends: neither waits for anything.
    private HashSet<int>[] Next(Func<Tick, bool> counts)
    {
        var next = Array.ConvertAll(_ticks, ticks => new HashSet<int>(ticks.Where(counts).SelectMany(t => t.To)));
        var joins = new List<(int From, int To)>();
        for (var i = 0; i < next.Length; i++)
        {
            var step = _graph.Steps[i];
            if (step.Join is not { } join || _graph.Find(join.To) is not { } to) continue;
            var ends = step.Regions.Items.Select(r => Ends(r, next)).ToArray();
            foreach (var region in step.Regions)
            {
                if (_graph.Find(region.Start) is { } start) joins.Add((i, start));
            }

            // Where all are needed, a region that waits for somebody holds up the others.
            if (join.Needs == JoinNeeds.Any || Array.TrueForAll(ends, e => e.Count > 0)) joins.AddRange(ends.SelectMany(e => e).Select(end => (end, to)));
        }

        foreach (var (from, to) in joins) next[from].Add(to);
        return next;
    }

    // The final steps of a region that its clocks come to by themselves.
    private List<int> Ends(WorkflowRegion region, HashSet<int>[] next)
    {
        var (ends, met, open) = (new List<int>(), new HashSet<int>(), new Stack<int>());
        if (_graph.Find(region.Start) is { } start) open.Push(start);
        while (open.Count > 0)
        {
            var step = open.Pop();
            if (!met.Add(step)) continue;
            if (_graph.Steps[step].IsFinal) ends.Add(step);
            foreach (var to in next[step])
            {
                if (_graph.Steps[to].Region == _graph.Steps[step].Region) open.Push(to);
            }
        }

        return ends;
    }

    private string Names(HashSet<int> circle) => string.Join(", ", circle.OrderBy(s => s).Select(s => _graph.Steps[s].Name));

    /// <summary>Where a deadline brings a process.</summary>
    /// <param name="Deadline">The deadline.</param>
    /// <param name="IsGuarded">True when what it fires has a guard.</param>
    /// <param name="To">The steps at which the process may stand then.</param>
    /// <param name="Verb">The verb that it does; null when it moves to a step.</param>
    private sealed record Tick(WorkflowDeadline Deadline, bool IsGuarded, IReadOnlyList<int> To, DomainVerb? Verb)
    {
        /// <summary>True when another process stands there.</summary>
        public bool IsAnew { get; init; }

        public bool Renews(string instant) => Verb?.Renewed.Items.Contains(instant) == true;
    }
}
