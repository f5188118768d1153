using System.Text;
using OrderKernel.Workflow;

namespace OrderKernel.Orders;

/// <summary>The documents that the package carries. Apart from the types that hold them, so that no default waits for another.</summary>
internal static class EmbeddedDocument
{
    private static readonly Lazy<string> Proofs = new(() => Encoding.UTF8.GetString(Read("workflow-proofs.txt").ToArray()));

    public static ReadOnlyMemory<byte> Read(string name)
    {
        using var stream = typeof(EmbeddedDocument).Assembly.GetManifestResourceStream($"Documents/{name}")
            ?? throw new ArgumentException($"There is no default document '{name}'.", nameof(name));
        using var copy = new MemoryStream();
        stream.CopyTo(copy);
        return copy.ToArray();
    }

    public static PolicyDocument<WorkflowDefinition> Workflow(string name, WorkflowDomain domain, WorkflowLibrary? library = null) =>
        WorkflowDocument.LoadProved(Read($"{name}.workflow.json"), domain, library, Proofs.Value).OrUnreachable("Embedded documents load");
}
