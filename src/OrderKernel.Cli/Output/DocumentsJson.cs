using OrderKernel.Cli.Input;
using OrderKernel.Policies;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON objects of the <c>documents</c> commands: documented keys in a stable order.</summary>
internal static class DocumentsJson
{
    /// <summary>The object of <c>documents list --json</c>.</summary>
    public static string Of(ValueList<PolicyDefault> documents, Labels labels) => WorkflowJson.Written(writer =>
    {
        writer.WriteStartArray("documents");
        foreach (var document in documents)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", document.Kind);
            writer.WriteString("name", document.Name);
            writer.WriteString("version", document.Version);
            writer.WriteString("package", document.Package);
            writer.WriteString("schema", PolicyKinds.SchemaOf(document.Kind));
            writer.WriteString("text", labels["documents.kind." + document.Kind]);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    /// <summary>The object of <c>documents check --json</c>.</summary>
    public static string Of(IEnumerable<DocumentCheck> checks, Labels labels) => WorkflowJson.Written(writer =>
    {
        writer.WriteStartArray("files");
        foreach (var check in checks)
        {
            writer.WriteStartObject();
            writer.WriteString("file", check.File);
            writer.WriteString("kind", check.Kind);
            writer.WriteString("document", check.Document?.ToString());
            writer.WriteBoolean("sound", check.Findings.IsEmpty);
            WorkflowJson.Reasons(writer, "findings", check.Findings, labels);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });
}
