namespace OrderKernel.Workflow;

/// <summary>Loads the document that a workflow extends, over at most <see cref="WorkflowDocument.BasesMax"/> of them.</summary>
internal sealed class BaseReader(DocumentReader root, WorkflowDomain domain, FindingSink sink, WorkflowLibrary library, ValueList<PolicyReference> chain)
{
    private const string Path = "$.extends";

    public PolicyDocument<WorkflowDefinition>? Read()
    {
        if (sink.Selector(root, "extends") is not { } selector) return null;
        if (!library.TryFind(selector, out var found, out var utf8))
        {
            sink.Report(Path, WorkflowCodes.BaseUnknown, ("base", selector));
            return null;
        }

        if (chain.Items.Contains(found))
        {
            sink.Report(Path, WorkflowCodes.BaseCyclic, ("base", selector));
            return null;
        }

        if (sink.TooMany(Path, chain.Count + 1, WorkflowDocument.BasesMax)) return null;
        if (WorkflowDocument.Load(utf8, domain, library, chain.Add(found), WorkflowReading.Part).TryGet(out var document, out var refusal)) return document;
        Report(found, refusal.Reasons);
        return null;
    }

    // What is wrong with the chain itself is said as such; all else is the base's own affair and told in one finding.
    private void Report(PolicyReference found, ValueList<Reason> problems)
    {
        foreach (var problem in problems)
        {
            if (problem.Code is not (WorkflowCodes.BaseUnknown or WorkflowCodes.BaseCyclic or WorkflowCodes.AxisMismatch)) continue;
            sink.Report(Path, problem.Code, [.. problem.Arguments.Items.Where(a => a.Name != "path")]);
            return;
        }

        sink.Report(Path, WorkflowCodes.BaseInvalid, ("base", found), ("count", problems.Count), ("problem", problems[0]));
    }
}
