namespace OrderKernel.Workflow;

/// <summary>Loads workflow documents: reads them, then proves them sound before anything runs on them.</summary>
public static class WorkflowDocument
{
    /// <summary>The schema that a document must name.</summary>
    public const string Schema = "workflow-1.json";

    /// <summary>The most steps of a workflow, those of regions counted.</summary>
    public const int StepsMax = 512;

    /// <summary>The most different trigger names of a workflow: the machine is a table of steps and names.</summary>
    public const int TriggerNamesMax = 512;

    /// <summary>The most triggers, and the most deadlines, of a step; the most roles and actions of a trigger; the most workflows of shipments.</summary>
    public const int TriggersMax = 64;

    /// <summary>The most regions of a step.</summary>
    public const int RegionsMax = 16;

    /// <summary>The most documents that a workflow extends, one over the other.</summary>
    public const int BasesMax = 8;

    /// <summary>The most characters of a text that an action is given.</summary>
    public const int TextMax = 256;

    /// <summary>Reads and checks a document against the words of its domain.</summary>
    /// <param name="utf8">The document's bytes, at most 16 MiB.</param>
    /// <param name="domain">The words that it may use.</param>
    /// <param name="library">The documents that it may extend; null for none.</param>
    /// <returns>The workflow with all that it extends, or a refusal whose reasons list all findings with their JSON paths.</returns>
    /// <remarks>
    /// Refuses with: <see cref="KernelCodes.DocumentInvalid"/>; its reasons carry codes of
    /// <see cref="WorkflowCodes"/>, <see cref="KernelCodes"/> and, for guards, of the expressions.
    /// All findings come at once (<see cref="WorkflowAnalysis"/>); those that need all steps (steps that nothing leads to, circles) come once every step
    /// could be read. About what a base brought, they name its place there.
    /// Laws: every step of a loaded workflow can be reached, each that is not final can be left, and from each a final step can be reached. The reference's
    /// hash covers the document and all that it extends.
    /// </remarks>
    /// <example>
    /// <code>
    /// var utf8 = Encoding.UTF8.GetBytes("""
    ///     { "$schema": "workflow-1.json", "name": "shop", "version": "1", "axis": "OrderStatus",
    ///       "enter": { "AwaitingPayment": ["unpaid"] },
    ///       "steps": { "unpaid": { "status": "AwaitingPayment", "fire": { "vanish": { "to": "nowhere", "roles": [] } } } } }
    ///     """);
    /// var refusal = WorkflowDocument.Load(utf8, OrderDomain.Standard).Refusal!;
    /// foreach (var problem in refusal.Reasons) Console.WriteLine(problem);                   // each with its JSON path
    /// </code>
    /// </example>
    public static Result<PolicyDocument<WorkflowDefinition>> Load(ReadOnlyMemory<byte> utf8, WorkflowDomain domain, WorkflowLibrary? library = null)
    {
        ArgumentNullException.ThrowIfNull(domain);
        return Load(utf8, domain, library ?? WorkflowLibrary.Empty, [], WorkflowReading.Proving);
    }

    /// <summary>The same for a document that may have been proved when the program was built: what was is read only.</summary>
    /// <param name="utf8">The document's bytes, at most 16 MiB.</param>
    /// <param name="domain">The words that it may use.</param>
    /// <param name="library">The documents that it may extend; null for none.</param>
    /// <param name="proofs">Lines of <see cref="WorkflowProof.Of"/>. Where none is about this document, these words and this version, it is
    /// proved now.</param>
    /// <returns>As without proofs; law: the same for every document whose proof a load made.</returns>
    /// <remarks>Refuses with: as <see cref="Load(ReadOnlyMemory{byte}, WorkflowDomain, WorkflowLibrary?)"/>.</remarks>
    public static Result<PolicyDocument<WorkflowDefinition>> LoadProved(
        ReadOnlyMemory<byte> utf8, WorkflowDomain domain, WorkflowLibrary? library, string proofs)
    {
        ArgumentNullException.ThrowIfNull(domain);
        ArgumentNullException.ThrowIfNull(proofs);
        var read = Load(utf8, domain, library ?? WorkflowLibrary.Empty, [], WorkflowReading.Whole);
        return read.TryGet(out var document, out _) && IsAmong(proofs, WorkflowProof.Of(document)) ? read : Load(utf8, domain, library);
    }

    internal static Result<PolicyDocument<WorkflowDefinition>> Load(
        ReadOnlyMemory<byte> utf8, WorkflowDomain domain, WorkflowLibrary library, ValueList<PolicyReference> chain, WorkflowReading reading) =>
        PolicyDocument.Load(utf8, Schema, root => new WorkflowReader(root, domain, library, chain).Read(reading))
            .Then(d => Result.Ok(d with { Reference = OverBase(d) }));

    private static bool IsAmong(string proofs, string proof)
    {
        foreach (var line in proofs.Split('\n'))
        {
            if (line.Trim() == proof) return true;
        }

        return false;
    }

    private static PolicyReference OverBase(PolicyDocument<WorkflowDefinition> document)
    {
        var own = document.Reference;
        if (document.Policy.Base is not { } below) return own;
        var hash = ChainHash.Genesis(StreamId.Of(TenantId.Of("policy"), "workflow", own.Hash)).Next(System.Text.Encoding.UTF8.GetBytes(below.ToString()))
            .ToString();
        return PolicyReference.Of(own.Name, own.Version, hash.Substring(0, own.Hash.Length));
    }
}
