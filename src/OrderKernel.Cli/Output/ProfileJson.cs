using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON object of <c>profile check</c>: documented keys in a stable order.</summary>
internal static class ProfileJson
{
    public static string Of(
        string path, PolicyReference? profile, ValueList<Reason> findings, List<SampleReading> read, ValueList<Reason> unshown, Labels labels) =>
        WorkflowJson.Written(writer =>
        {
            writer.WriteString("file", path);
            writer.WriteString("profile", profile?.ToString());
            writer.WriteBoolean("loads", profile is not null);
            WorkflowJson.Reasons(writer, "findings", findings, labels);
            writer.WriteStartArray("samples");
            foreach (var sample in read)
            {
                writer.WriteStartObject();
                writer.WriteString("file", sample.File);
                writer.WriteNumber("records", sample.Records);
                writer.WriteNumber("claims", sample.Claims);
                writer.WriteNumber("parked", sample.Parked);
                writer.WriteStartArray("reasons");
                foreach (var (why, count) in sample.Reasons)
                {
                    writer.WriteStartObject();
                    writer.WriteString("code", why.Code);
                    writer.WriteNumber("records", count);
                    writer.WriteString("text", labels.Text(why));
                    writer.WriteEndObject();
                }

                writer.WriteEndArray();
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            WorkflowJson.Reasons(writer, "unshown", unshown, labels);
        });
}
