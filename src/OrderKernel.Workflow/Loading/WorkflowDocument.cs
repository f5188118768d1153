namespace OrderKernel.Workflow;

/// <summary>Loads workflow documents: reads them, then proves them sound before anything runs on them.</summary>
public static class WorkflowDocument
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "workflow-1.json";

    /// <summary>The most steps of a workflow.</summary>
    public const int StepsMax = 512;

    /// <summary>The most triggers, and the most deadlines, of a step.</summary>
    public const int TriggersMax = 64;

    /// <summary>Reads and checks a document against the words of its domain.</summary>
    /// <param name="utf8">The document's bytes, at most 16 MiB.</param>
    /// <param name="domain">The words that it may use.</param>
    /// <returns>The workflow, or a refusal whose reasons list all findings with their JSON paths.</returns>
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; its reasons carry codes of <see cref="WorkflowCodes"/>, <see cref="KernelCodes"/> and, for guards, of the expressions.
    /// Findings that need a whole workflow (steps that nothing leads to, statuses without entry) come once the rest is sound.
    /// Laws: every step of a loaded workflow can be reached, and each that is not final can be left.
    /// </remarks>
    public static Result<PolicyDocument<WorkflowDefinition>> Load(ReadOnlyMemory<byte> utf8, WorkflowDomain domain)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return PolicyDocument.Load(utf8, Schema, root => new WorkflowReader(root, domain).Read());
    }
}
