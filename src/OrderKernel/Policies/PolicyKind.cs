using OrderKernel.Workflow;

namespace OrderKernel.Policies;

/// <summary>One kind of policy document.</summary>
/// <param name="Name">The name under which manifests and hosts know it.</param>
/// <param name="Schema">The name of the schema that its documents state.</param>
/// <param name="IsMany">True when documents of the kind add up instead of replacing one another.</param>
/// <param name="With">The policies with a document of the kind.</param>
internal sealed record PolicyKind(string Name, string Schema, bool IsMany, Func<KernelPolicies, ReadOnlyMemory<byte>, Result<KernelPolicies>> With)
{
    /// <summary>A kind of which one document holds.</summary>
    public static PolicyKind One<T>(string name, string schema, Func<ReadOnlyMemory<byte>, Result<PolicyDocument<T>>> load,
        Func<KernelPolicies, PolicyDocument<T>, KernelPolicies> with) where T : class =>
        new(name, schema, false, (policies, utf8) => load(utf8).Then(document => PolicyNames.Fitting(with(policies, document), document)));

    /// <summary>A kind of workflow, which may extend what the policies know and be extended by what comes later.</summary>
    public static PolicyKind Flow(string name, bool isMany, WorkflowDomain domain,
        Func<KernelPolicies, PolicyDocument<WorkflowDefinition>, Result<KernelPolicies>> with) =>
        new(name, WorkflowDocument.Schema, isMany, (policies, utf8) =>
            WorkflowDocument.Load(utf8, domain, policies.Library).Then(document => with(policies with { Library = Larger(policies.Library, utf8) }, document)));

    // One whose name and version are taken replaces, but is nothing to extend.
    private static WorkflowLibrary Larger(WorkflowLibrary library, ReadOnlyMemory<byte> utf8) => library.With(utf8).Match(larger => larger, _ => library);
}
