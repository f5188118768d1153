using System.Text;

namespace OrderKernel.Workflow;

/// <summary>Lays out one workflow as boxes, nodes and edges and puts an overlay on it.</summary>
internal sealed class DiagramSketch
{
    private readonly WorkflowDefinition _definition;
    private readonly Language _language;
    private readonly OverlayNotes? _overlay;
    private readonly Dictionary<string, string> _statuses = new(StringComparer.Ordinal);
    private readonly Dictionary<string, string> _steps = new(StringComparer.Ordinal);
    private readonly List<DiagramEdge> _edges = [];

    public DiagramSketch(WorkflowDefinition definition, Language language, DiagramOverlay? overlay)
    {
        (_definition, _language) = (definition, language);
        _overlay = overlay is null ? null : new(overlay, language);
        foreach (var status in definition.Domain.Statuses)
        {
            if (definition.Steps.Items.Any(s => s.Status == status.Name)) _statuses.Add(status.Name, $"status{_statuses.Count}");
        }

        foreach (var step in definition.Steps) _steps.Add(step.Name, $"step{_steps.Count}");
    }

    public DiagramModel Draw()
    {
        var boxes = new List<DiagramBox>();
        foreach (var status in _definition.Domain.Statuses)
        {
            if (_statuses.TryGetValue(status.Name, out var id))
                boxes.Add(new(id, status.Name, _definition.Steps.Items.Where(s => s.Status == status.Name && s.Region is null).Select(Node)
                    .ToValueList()) { Boxes = Regions(status.Name) });
        }

        // Older versions may have had steps that this one lacks; whoever went there is shown all the same.
        var foreign = _overlay?.Steps.Where(s => !_steps.ContainsKey(s)).ToArray() ?? [];
        foreach (var step in foreign) _steps.Add(step, $"step{_steps.Count}");
        if (foreign.Length > 0)
            boxes.Add(new("elsewhere", DiagramWords.Elsewhere(_language), foreign.Select(s => Noted(new(_steps[s], s, s, DiagramShape.Plain))).ToValueList()));

        foreach (var step in _definition.Steps)
        {
            foreach (var trigger in step.Triggers) Draw(step, trigger);
            DrawRegions(step);
        }

        if (_overlay is null) DrawFacts();
        else DrawTaken();
        return new(boxes.ToValueList(), _edges.ToValueList());
    }

    private ValueList<DiagramBox> Regions(string status) =>
        _definition.Steps.Items.Where(s => s.Status == status).SelectMany(s => s.Regions.Items.Select((region, i) => new DiagramBox(
        $"{_steps[s.Name]}region{i}", $"{s.NameIn(_language)} · {region.Name}",
        _definition.Steps.Items.Where(r => r.Region is { } own && own.Holder == s.Name && own.Name == region.Name).Select(Node).ToValueList()))).ToValueList();

    // A step begins all its regions, and goes on where they join.
    private void DrawRegions(WorkflowStep step)
    {
        foreach (var region in step.Regions) _edges.Add(new(_steps[step.Name], _steps[region.Start], "", DiagramLine.Trigger));
        if (step.Join is not { } join) return;
        var edge = new DiagramEdge(_steps[step.Name], _steps[join.To], DiagramWords.Join(join.Needs, _language), DiagramLine.Trigger);
        _edges.Add(_overlay?.Take((step.Name, join.To, null)) is { } notes ? edge with { Line = DiagramLine.Taken, Notes = notes } : edge);
    }

    private DiagramNode Node(WorkflowStep step) => Noted(new(
        _steps[step.Name], step.Name, step.NameIn(_language),
        step.IsFinal ? DiagramShape.Final : step.Hold is null ? DiagramShape.Plain : DiagramShape.Holding));

    private DiagramNode Noted(DiagramNode node) =>
        _overlay is null ? node : node with { Notes = _overlay.NotesOf(node.Step), Mark = _overlay.MarkOf(node.Step) };

    private void Draw(WorkflowStep step, WorkflowTrigger trigger)
    {
        var (from, label) = (_steps[step.Name], LabelOf(step, trigger));
        if (trigger.To is { } target)
        {
            var edge = new DiagramEdge(from, _steps[target], label, DiagramLine.Trigger);
            _edges.Add(_overlay?.Take((step.Name, target, trigger.Name)) is { } notes ? edge with { Line = DiagramLine.Taken, Notes = notes } : edge);
            return;
        }

        var verb = _definition.Domain.Verb(trigger.Does!)!;
        if (verb.MovesNothing && _overlay is null) _edges.Add(new(from, from, label, DiagramLine.Trigger));
        foreach (var move in verb.Moves)
        {
            if (move.From != step.Status) continue;
            if (move.To != step.Status && _statuses.TryGetValue(move.To, out var box)) _edges.Add(new(from, box, label, DiagramLine.Trigger));
            else if (move.To == step.Status && _overlay is null) _edges.Add(new(from, from, label, DiagramLine.Trigger));
        }
    }

    private void DrawFacts()
    {
        foreach (var status in _definition.Domain.Statuses)
        {
            foreach (var target in status.ByFacts)
            {
                if (_statuses.TryGetValue(status.Name, out var from) && _statuses.TryGetValue(target, out var to))
                    _edges.Add(new(from, to, "", DiagramLine.Facts));
            }
        }
    }

    // What a status moved, and not a trigger of the document, has no arrow yet.
    private void DrawTaken()
    {
        foreach (var (way, notes) in _overlay!.Rest())
            _edges.Add(new(_steps[way.From], _steps[way.To], way.Trigger ?? "", DiagramLine.Taken) { Notes = notes });
    }

    private string LabelOf(WorkflowStep step, WorkflowTrigger trigger)
    {
        var label = new StringBuilder(trigger.Name).Append(" (").Append(string.Join(", ", trigger.Roles.Items)).Append(')');
        if (trigger.NeedsFourEyes) label.Append(" 2x");
        if (trigger.When is not null) label.Append(DiagramWords.If(_language)).Append(trigger.When);
        foreach (var deadline in step.Deadlines)
        {
            if (deadline.Fires != trigger.Name) continue;
            var span = deadline.Calendar is { } calendar ? $"{deadline.After} {calendar}" : deadline.After.ToString();
            label.Append(' ').Append(DiagramWords.Due(span, deadline.Since, _language));
        }

        return label.ToString();
    }
}
