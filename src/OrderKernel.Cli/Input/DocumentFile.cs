using OrderKernel.Policies;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Input;

/// <summary>A document in a file: its <c>$schema</c> chooses the kind that it is checked as.</summary>
internal static class DocumentFile
{
    private const string ManifestSchema = "manifest-1.json";

    /// <summary>Checks a document over the defaults; one that names workflows may name those beside it.</summary>
    public static DocumentCheck Check(string path, ReadOnlyMemory<byte> utf8)
    {
        if (!PolicyDocument.LoadPlain(utf8, null, root =>
        {
            root.Keys();
            return root.Text("$schema") ?? "";
        }).TryGet(out var stated, out var unreadable)) return new(path, null, null, unreadable.Reasons);
        var schema = stated[(stated.LastIndexOf('/') + 1)..];
        if (schema == ManifestSchema) return new(path, "manifest", null, Manifest.Read(utf8).Refusal?.Reasons ?? []);
        if (schema == WorkflowDocument.Schema) return Workflow(path, WorkflowFile.Check(path, utf8));
        if (PolicyKinds.Known.Items.FirstOrDefault(k => PolicyKinds.SchemaOf(k) == schema) is not { } kind)
            return new(path, null, null,
                [Finding.Of("$.$schema", KernelCodes.DocumentValueInvalid, ("value", stated), ("expected", string.Join("|", PolicyKinds.Schemas))).ToReason()]);
        var policies = schema == Orders.WorkflowChoicesDocument.Schema ? WorkflowFile.PoliciesBeside(path) : KernelPolicies.Default;
        var refusal = policies.With(kind, utf8).Refusal;
        var head = PolicyDocument.Load(utf8, schema, root => root.Keys().Count);
        return new(path, kind, head.TryGet(out var document, out _) ? document.Reference : null, refusal is null ? [] : Findings(refusal));
    }

    private static DocumentCheck Workflow(string path, WorkflowCheck check) =>
        new(path, check.Domain switch
        {
            "orders" => "orderWorkflow", "orders-totals-only" => "totalsOnlyWorkflow", "shipments" => "shipmentWorkflow", "cases" => "caseWorkflow",
            "approvals" => "approvalWorkflow", _ => null,
        }, check.Loaded.TryGet(out var document, out _) ? document.Reference : null, check.Findings);

    private static ValueList<Reason> Findings(Refusal refusal) =>
        refusal.Reasons.IsEmpty ? [new Reason(refusal.Code, refusal.Arguments)] : refusal.Reasons;
}

/// <summary>What a check of a document found.</summary>
/// <param name="File">The file.</param>
/// <param name="Kind">Its kind; null when that cannot be told.</param>
/// <param name="Document">Name, version and hash; null when they cannot be read, or of a manifest.</param>
/// <param name="Findings">All that is wrong with it.</param>
internal sealed record DocumentCheck(string File, string? Kind, PolicyReference? Document, ValueList<Reason> Findings);
