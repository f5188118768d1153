using System.Text;

namespace OrderKernel.Workflow;

/// <summary>The default documents inside the assembly.</summary>
internal static class Embedded
{
    public static ReadOnlyMemory<byte> Document(string file)
    {
        using var stream = typeof(Embedded).Assembly.GetManifestResourceStream("Documents/" + file)
            ?? throw new System.Diagnostics.UnreachableException($"The package embeds no {file}.");
        var bytes = new byte[stream.Length];
        for (var at = 0; at < bytes.Length;) at += stream.Read(bytes, at, bytes.Length - at);
        return bytes;
    }

    public static PolicyDocument<WorkflowDefinition> Workflow(string name, WorkflowDomain domain) => WorkflowDocument
        .LoadProved(Document($"{name}.workflow.json"), domain, null, Encoding.UTF8.GetString(Document("workflow-proofs.txt").ToArray()))
        .OrUnreachable("Embedded documents load");
}
