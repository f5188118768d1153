namespace OrderKernel.Workflow;

/// <summary>Counts step histories one by one. Folds over parts of a population merge into the fold over all of it, in any order.</summary>
/// <remarks>
/// <para>Formula: the dwell time of a passage is the time between entering its step and leaving
/// it, in whole seconds, rounded down, and never below zero (source times may run backwards).
/// The median of n dwell times is the one at position ⌈n/2⌉ in ascending order: exact, an integer, and one that was seen.</para>
/// <para>Cost: one entry for each different dwell time of a step and a passage. Not safe for threads; give each its own and merge them.</para>
/// <para>Law: neither the order of histories nor how they are grouped into folds changes the population.</para>
/// </remarks>
public sealed class PopulationFold
{
    private readonly Dictionary<string, Tally> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<(string From, string To, string? Trigger), DwellTimes> _passages = [];
    private long _processes;

    /// <summary>Counts one process.</summary>
    /// <param name="history">The steps that it entered, in that order; empty for a process that never began.</param>
    /// <exception cref="ArgumentException">A visit names no step.</exception>
    public void Add(IEnumerable<StepVisit> history)
    {
        ArgumentNullException.ThrowIfNull(history);
        StepVisit? present = null;
        var regions = new Dictionary<string, StepVisit>(StringComparer.Ordinal);
        foreach (var visit in history)
        {
            if (visit.Step is null) throw new ArgumentException("A visit names no step.", nameof(history));
            if (visit.Region is { } region)
            {
                Enter(regions.TryGetValue(region, out var before) ? before : null, visit);
                regions[region] = visit;
                continue;
            }

            foreach (var open in regions.Values) Of(open.Step).Ended++;
            regions.Clear();
            Enter(present, visit);
            present = visit;
        }

        foreach (var open in regions.Values) Of(open.Step).Present++;
        if (present is { } last) Of(last.Step).Present++;
        if (present is not null || regions.Count > 0) _processes++;
    }

    /// <summary>Adds what another fold counted; that one stays as it is.</summary>
    /// <param name="other">Counts of other processes; the fold itself counts all twice.</param>
    public void Merge(PopulationFold other)
    {
        ArgumentNullException.ThrowIfNull(other);
        // Merging a fold into itself would read what it writes.
        if (ReferenceEquals(other, this)) other = Copy();
        _processes += other._processes;
        foreach (var pair in other._steps) Of(pair.Key).Add(pair.Value);
        foreach (var pair in other._passages) Of(pair.Key).Add(pair.Value);
    }

    /// <summary>What was counted so far.</summary>
    public ProcessPopulation ToPopulation() => new(
        _processes,
        _steps.OrderBy(s => s.Key, StringComparer.Ordinal).Select(s => s.Value.ToCount(s.Key)).ToValueList(),
        _passages.OrderBy(p => p.Key.From, StringComparer.Ordinal).ThenBy(p => p.Key.To, StringComparer.Ordinal)
            .ThenBy(p => p.Key.Trigger, StringComparer.Ordinal)
            .Select(p => new PassageCount(p.Key.From, p.Key.To, p.Key.Trigger, p.Value.Count, p.Value.Median()!.Value)).ToValueList());

    internal static long SecondsBetween(StepVisit entered, StepVisit left) =>
        Math.Max(0, (left.At.ToUnixTimeTicks() - entered.At.ToUnixTimeTicks()) / NodaTime.NodaConstants.TicksPerSecond);

    private PopulationFold Copy()
    {
        var copy = new PopulationFold();
        copy.Merge(this);
        return copy;
    }

    private void Enter(StepVisit? before, StepVisit visit)
    {
        Of(visit.Step).Visits++;
        if (before is not { } left)
        {
            Of(visit.Step).Starts++;
            return;
        }

        var seconds = SecondsBetween(left, visit);
        Of(left.Step).Dwell.Add(seconds);
        Of((left.Step, visit.Step, visit.Trigger)).Add(seconds);
    }

    private Tally Of(string step)
    {
        if (!_steps.TryGetValue(step, out var tally)) _steps.Add(step, tally = new());
        return tally;
    }

    private DwellTimes Of((string From, string To, string? Trigger) passage)
    {
        if (!_passages.TryGetValue(passage, out var times)) _passages.Add(passage, times = new());
        return times;
    }

    private sealed class Tally
    {
        public long Visits { get; set; }

        public long Starts { get; set; }

        public long Present { get; set; }

        public long Ended { get; set; }

        public DwellTimes Dwell { get; } = new();

        public void Add(Tally other)
        {
            Visits += other.Visits;
            Starts += other.Starts;
            Present += other.Present;
            Ended += other.Ended;
            Dwell.Add(other.Dwell);
        }

        public StepCount ToCount(string step) => new(step, Visits, Starts, Present, Ended, Dwell.Median());
    }
}
