namespace OrderKernel.Workflow;

/// <summary>A workflow as boxes, nodes and edges, before any format: what every drawing of it shows.</summary>
/// <param name="Boxes">One a status that has steps, in the domain's order; last one for steps of the overlay that the workflow does not have, if any.</param>
/// <param name="Edges">What leads from where to where.</param>
public sealed record DiagramModel(ValueList<DiagramBox> Boxes, ValueList<DiagramEdge> Edges)
{
    /// <summary>The drawing's parts.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="language">Which names of the steps to show, where the document has them.</param>
    /// <param name="overlay">What to draw onto it; null for the workflow alone.</param>
    /// <returns>The same parts for the same input. With an overlay, verbs that stay at their step and what facts alone can change are left out: the ways
    /// taken show what they did change.</returns>
    public static DiagramModel Of(WorkflowDefinition definition, Language language = Language.English, DiagramOverlay? overlay = null)
    {
        ArgumentNullException.ThrowIfNull(definition);
        return new DiagramSketch(definition, language, overlay).Draw();
    }
}

/// <summary>A frame around nodes: a status, or a region of a step.</summary>
/// <param name="Id">Its id in the drawing.</param>
/// <param name="Label">What it is called.</param>
/// <param name="Nodes">The steps in it, in document order.</param>
public sealed record DiagramBox(string Id, string Label, ValueList<DiagramNode> Nodes)
{
    /// <summary>The frames within it: the regions of its steps.</summary>
    public ValueList<DiagramBox> Boxes { get; init; }
}

/// <summary>A step of a drawing.</summary>
/// <param name="Id">Its id in the drawing.</param>
/// <param name="Step">The step's name in the workflow.</param>
/// <param name="Label">What people call it.</param>
/// <param name="Shape">What kind of step it is.</param>
public sealed record DiagramNode(string Id, string Step, string Label, DiagramShape Shape)
{
    /// <summary>What the overlay says about it, line by line.</summary>
    public ValueList<string> Notes { get; init; }

    /// <summary>What the overlay marks it as.</summary>
    public DiagramMark Mark { get; init; } = DiagramMark.None;
}

/// <summary>An arrow of a drawing.</summary>
/// <param name="From">The id of the node or box that it leaves.</param>
/// <param name="To">The id of the node or box that it leads to.</param>
/// <param name="Label">What stands at it; empty for nothing.</param>
/// <param name="Line">What it means.</param>
public sealed record DiagramEdge(string From, string To, string Label, DiagramLine Line)
{
    /// <summary>What the overlay says about it, line by line.</summary>
    public ValueList<string> Notes { get; init; }
}

/// <summary>The shape of a step. 0 is unset.</summary>
public enum DiagramShape
{
    /// <summary>A step on the way.</summary>
    Plain = 1,

    /// <summary>A step where a process may rest for good.</summary>
    Final = 2,

    /// <summary>A step that holds something.</summary>
    Holding = 3,
}

/// <summary>How an overlay marks a step. 0 is unset.</summary>
public enum DiagramMark
{
    /// <summary>Nobody was there, or there is no overlay.</summary>
    None = 1,

    /// <summary>Somebody was there.</summary>
    Visited = 2,

    /// <summary>Somebody is there.</summary>
    Present = 3,
}

/// <summary>What an arrow means. 0 is unset.</summary>
public enum DiagramLine
{
    /// <summary>A trigger leads there.</summary>
    Trigger = 1,

    /// <summary>Facts alone can lead there.</summary>
    Facts = 2,

    /// <summary>The overlay's way: somebody went there.</summary>
    Taken = 3,
}
