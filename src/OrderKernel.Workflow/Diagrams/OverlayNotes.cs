namespace OrderKernel.Workflow;

/// <summary>What an overlay says about steps and ways, in words; each way is told once.</summary>
internal sealed class OverlayNotes
{
    private const int VisitsShownMax = 5;
    private readonly Language _language;
    private readonly SortedDictionary<string, List<string>> _steps = new(StringComparer.Ordinal);
    private readonly Dictionary<string, DiagramMark> _marks = new(StringComparer.Ordinal);
    private readonly List<(string From, string To, string? Trigger)> _order = [];
    private readonly Dictionary<(string From, string To, string? Trigger), List<string>> _ways = [];

    public OverlayNotes(DiagramOverlay overlay, Language language)
    {
        _language = language;
        if (overlay.Counts is { } counts) Read(counts);
        else Read(overlay);
    }

    public IEnumerable<string> Steps => _steps.Keys;

    public ValueList<string> NotesOf(string step) => _steps.TryGetValue(step, out var notes) ? Short(notes) : [];

    public DiagramMark MarkOf(string step) => _marks.TryGetValue(step, out var mark) ? mark : DiagramMark.None;

    /// <summary>The notes of a way, which is then told; null when nobody took it.</summary>
    public ValueList<string>? Take((string From, string To, string? Trigger) way)
    {
        if (!_ways.TryGetValue(way, out var notes)) return null;
        _ways.Remove(way);
        return Short(notes);
    }

    /// <summary>The ways that nobody asked for, in the overlay's order.</summary>
    public IEnumerable<((string From, string To, string? Trigger) Way, ValueList<string> Notes)> Rest()
    {
        foreach (var way in _order)
        {
            if (Take(way) is { } notes) yield return (way, notes);
        }
    }

    private void Read(ProcessPopulation counts)
    {
        foreach (var step in counts.Steps)
        {
            NotesFor(step.Step).Add(DiagramWords.Passed(step, _language));
            _marks[step.Step] = step.Present > 0 ? DiagramMark.Present : DiagramMark.Visited;
        }

        foreach (var passage in counts.Passages) NotesFor((passage.From, passage.To, passage.Trigger)).Add(DiagramWords.Taken(passage, _language));
    }

    private void Read(DiagramOverlay overlay)
    {
        var visits = overlay.Visits;
        // Outside of regions one step is present, and in each region of it one.
        var present = new Dictionary<string, int>(StringComparer.Ordinal);
        for (var i = 0; i < visits.Count; i++)
        {
            var visit = visits[i];
            NotesFor(visit.Step).Add($"{i + 1} · {DiagramWords.At(visit.At, overlay.Zone)}");
            if (present.TryGetValue(visit.Region ?? "", out var before))
                NotesFor((visits[before].Step, visit.Step, visit.Trigger))
                    .Add($"{i + 1} · {DiagramWords.Dwell(PopulationFold.SecondsBetween(visits[before], visit))}");
            _marks[visit.Step] = DiagramMark.Visited;
            if (visit.Region is null) present.Clear();
            present[visit.Region ?? ""] = i;
        }

        foreach (var i in present.Values) _marks[visits[i].Step] = DiagramMark.Present;
    }

    private List<string> NotesFor(string step)
    {
        if (!_steps.TryGetValue(step, out var notes)) _steps.Add(step, notes = []);
        return notes;
    }

    private List<string> NotesFor((string From, string To, string? Trigger) way)
    {
        if (_ways.TryGetValue(way, out var notes)) return notes;
        _ways.Add(way, notes = []);
        _order.Add(way);
        return notes;
    }

    private ValueList<string> Short(List<string> notes) => notes.Count <= VisitsShownMax
        ? notes.ToValueList()
        : notes.Take(VisitsShownMax - 1).Append(DiagramWords.More(notes.Count - (VisitsShownMax - 1), _language)).ToValueList();
}
