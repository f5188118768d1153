namespace OrderKernel.Workflow;

/// <summary>Draws workflows as text that diagram tools render.</summary>
public static class WorkflowDiagram
{
    /// <summary>
    /// A Mermaid flowchart: a box a status, a node a step, solid arrows for triggers,
    /// dotted ones for what facts alone can change, thick ones for ways of the overlay.
    /// </summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="language">Which names of the steps to show, where the document has them.</param>
    /// <param name="overlay">What to draw onto it; null for the workflow alone.</param>
    /// <returns>The same text for the same input, lines ended by a line feed. Final steps are
    /// round, steps that hold are six-sided, a deadline stands with its trigger.</returns>
    public static string Mermaid(WorkflowDefinition definition, Language language = Language.English, DiagramOverlay? overlay = null) =>
        new MermaidWriter(DiagramModel.Of(definition, language, overlay)).Write();

    /// <summary>The same as a Graphviz graph in the DOT language, for <c>dot -Tsvg</c>.</summary>
    /// <param name="definition">The workflow.</param>
    /// <param name="language">Which names of the steps to show, where the document has them.</param>
    /// <param name="overlay">What to draw onto it; null for the workflow alone.</param>
    /// <returns>The same text for the same input, lines ended by a line feed.</returns>
    public static string Dot(WorkflowDefinition definition, Language language = Language.English, DiagramOverlay? overlay = null) =>
        new DotWriter(DiagramModel.Of(definition, language, overlay)).Write();
}
