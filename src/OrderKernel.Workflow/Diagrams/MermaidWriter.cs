using System.Text;

namespace OrderKernel.Workflow;

/// <summary>Writes a drawing as a Mermaid flowchart.</summary>
internal sealed class MermaidWriter(DiagramModel model)
{
    private readonly StringBuilder _text = new("flowchart TD\n");
    private readonly SortedDictionary<DiagramMark, List<string>> _marked = [];

    public string Write()
    {
        foreach (var box in model.Boxes) Write(box, "  ");
        foreach (var edge in model.Edges) Write(edge);
        foreach (var pair in _marked)
        {
            var (name, style) = pair.Key == DiagramMark.Present ? ("present", "stroke-width:4px") : ("visited", "stroke-width:2px");
            _text.Append("  classDef ").Append(name).Append(' ').Append(style).Append('\n');
            _text.Append("  class ").Append(string.Join(",", pair.Value)).Append(' ').Append(name).Append('\n');
        }

        return _text.ToString();
    }

    private void Write(DiagramBox box, string indent)
    {
        _text.Append(indent).Append("subgraph ").Append(box.Id).Append("[\"").Append(DiagramText.Mermaid(box.Label)).Append("\"]\n");
        foreach (var node in box.Nodes) Write(node, indent);
        foreach (var inner in box.Boxes) Write(inner, indent + "  ");
        _text.Append(indent).Append("end\n");
    }

    private void Write(DiagramNode node, string indent)
    {
        var label = Lines(node.Label, node.Notes);
        _text.Append(indent).Append("  ").Append(node.Id).Append(node.Shape switch
        {
            DiagramShape.Final => $"([\"{label}\"])",
            DiagramShape.Holding => $"{{{{\"{label}\"}}}}",
            _ => $"[\"{label}\"]",
        }).Append('\n');
        if (node.Mark == DiagramMark.None) return;
        if (!_marked.TryGetValue(node.Mark, out var nodes)) _marked.Add(node.Mark, nodes = []);
        nodes.Add(node.Id);
    }

    private void Write(DiagramEdge edge)
    {
        var arrow = edge.Line switch { DiagramLine.Facts => " -.->", DiagramLine.Taken => " ==>", _ => " -->" };
        _text.Append("  ").Append(edge.From).Append(arrow);
        var label = Lines(edge.Label, edge.Notes);
        if (label.Length > 0) _text.Append("|\"").Append(label).Append("\"|");
        _text.Append(' ').Append(edge.To).Append('\n');
    }

    private static string Lines(string first, ValueList<string> more) =>
        string.Join("<br/>", more.Items.Insert(0, first).Where(l => l.Length > 0).Select(DiagramText.Mermaid));
}
