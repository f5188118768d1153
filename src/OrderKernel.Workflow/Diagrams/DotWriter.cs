using System.Text;

namespace OrderKernel.Workflow;

/// <summary>Writes a drawing as a Graphviz graph.</summary>
/// <remarks>Source: the DOT language. Its arrows lead between nodes only: one to a frame leads to a node in it and is cut at the frame.</remarks>
internal sealed class DotWriter(DiagramModel model)
{
    private readonly StringBuilder _text =
        new("digraph workflow {\n  compound=true; rankdir=TB;\n  node [shape=box, style=rounded, fontname=\"sans-serif\"];\n  edge [fontname=\"sans-serif\", fontsize=10];\n");
    private readonly Dictionary<string, string> _anchors = new(StringComparer.Ordinal);

    public string Write()
    {
        foreach (var box in model.Boxes) Write(box, "  ");
        foreach (var edge in model.Edges) Write(edge);
        return _text.Append("}\n").ToString();
    }

    private string? Write(DiagramBox box, string indent)
    {
        _text.Append(indent).Append("subgraph cluster_").Append(box.Id).Append(" {\n").Append(indent).Append("  label=\"").Append(DiagramText.Dot(box.Label))
            .Append("\";\n");
        string? anchor = null;
        foreach (var node in box.Nodes)
        {
            anchor ??= node.Id;
            Write(node, indent);
        }

        foreach (var inner in box.Boxes)
        {
            var first = Write(inner, indent + "  ");
            anchor ??= first;
        }

        _text.Append(indent).Append("}\n");
        if (anchor is not null) _anchors.Add(box.Id, anchor);
        return anchor;
    }

    private void Write(DiagramNode node, string indent)
    {
        var attributes = node.Shape switch { DiagramShape.Final => ", shape=oval", DiagramShape.Holding => ", shape=hexagon, style=solid", _ => "" };
        var pen = node.Mark switch { DiagramMark.Present => ", penwidth=3", DiagramMark.Visited => ", penwidth=2", _ => "" };
        _text.Append(indent).Append("  ").Append(node.Id).Append(" [label=\"").Append(Lines(node.Label, node.Notes)).Append('"').Append(attributes).Append(pen)
            .Append("];\n");
    }

    private void Write(DiagramEdge edge)
    {
        var attributes = new List<string>();
        var label = Lines(edge.Label, edge.Notes);
        if (label.Length > 0) attributes.Add($"label=\"{label}\"");
        if (edge.Line == DiagramLine.Facts) attributes.Add("style=dotted");
        if (edge.Line == DiagramLine.Taken) attributes.Add("penwidth=2");
        var from = End(edge.From, "ltail", attributes);
        var to = End(edge.To, "lhead", attributes);
        _text.Append("  ").Append(from).Append(" -> ").Append(to);
        if (attributes.Count > 0) _text.Append(" [").Append(string.Join(", ", attributes)).Append(']');
        _text.Append(";\n");
    }

    private string End(string id, string cut, List<string> attributes)
    {
        if (!_anchors.TryGetValue(id, out var anchor)) return id;
        attributes.Add($"{cut}=cluster_{id}");
        return anchor;
    }

    private static string Lines(string first, ValueList<string> more) =>
        string.Join("\\n", more.Items.Insert(0, first).Where(l => l.Length > 0).Select(DiagramText.Dot));
}
