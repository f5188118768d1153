using OrderKernel.Workflow;

namespace OrderKernel.Stateless;

/// <summary>A workflow document that was read from a Stateless machine, and what could not be read.</summary>
public sealed class ImportedWorkflow
{
    internal ImportedWorkflow(WorkflowBuilder document, WorkflowDomain domain, ValueList<Reason> unseen) =>
        (Document, Domain, Unseen) = (document, domain, unseen);

    /// <summary>The document, to go on building or to write.</summary>
    public WorkflowBuilder Document { get; }

    /// <summary>The words that it speaks: each state is a status of its own, each trigger a verb between them; no facts, no instants.</summary>
    public WorkflowDomain Domain { get; }

    /// <summary>What the machine does not show or a document does not say, each with its path; in the order of the states.</summary>
    public ValueList<Reason> Unseen { get; }

    /// <summary>Checks the document as any other: what nothing leads to, what never ends, what has a name that will not do.</summary>
    /// <returns>As <see cref="WorkflowDocument.Load"/>.</returns>
    public Result<PolicyDocument<WorkflowDefinition>> Load() => Document.Load();
}
