using System.Text.Json;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON object of <c>profile try</c>: documented keys in a stable order.</summary>
internal static class TrialJson
{
    public static string Of(ProfileTrial trial, Labels labels) => WorkflowJson.Written(writer =>
    {
        writer.WriteString("file", trial.File);
        writer.WriteString("profile", trial.Profile.Reference.ToString());
        writer.WriteNumber("count", trial.Records);
        Array(writer, "records", trial.Tried.Items, record => Record(writer, record, labels));
    });

    private static void Record(Utf8JsonWriter writer, TriedRecord record, Labels labels)
    {
        writer.WriteNumber("number", record.Number);
        writer.WriteNumber("line", record.Line);
        writer.WriteString("outcome", record.Trace.Reading.Kind.ToString());
        writer.WriteString("kind", record.Trace.RecordKind);
        Array(writer, "fields", record.Trace.Fields.Items, field => Field(writer, field));
        Array(writer, "left", record.Trace.Left.Items, left =>
        {
            writer.WriteString("path", left.Path);
            writer.WriteNumber("values", left.Values);
            writer.WriteString("example", left.Example);
        });
        if (record.Trace.TieOut is { } tie)
        {
            writer.WriteStartObject("tieOut");
            writer.WriteString("lines", tie.Lines?.ToString());
            writer.WriteString("due", tie.Due.ToString());
            writer.WriteString("paid", tie.Paid?.ToString());
            writer.WriteEndObject();
        }

        Array(writer, "tried", record.Trace.Tried.Items, tried =>
        {
            writer.WriteString("kind", tried.Kind);
            Texts(writer, "wanting", tried.Wanting);
            Texts(writer, "unwanted", tried.Unwanted);
        });
        WorkflowJson.Reasons(writer, "reasons", record.Reasons, labels);
    }

    private static void Field(Utf8JsonWriter writer, FieldTrace field)
    {
        writer.WriteString("field", field.Field);
        writer.WriteString("rule", field.Rule);
        Array(writer, "read", field.Read.Items, read =>
        {
            writer.WriteString("path", read.Path);
            writer.WriteString("raw", read.Raw);
        });
        Array(writer, "steps", field.Steps.Items, step =>
        {
            writer.WriteString("step", step.Step);
            writer.WriteString("text", step.Text);
        });
        if (field.Table is not null || field.Evidence is not null)
        {
            writer.WriteString("table", field.Table);
            writer.WriteString("word", field.Word);
            writer.WriteString("evidence", field.Evidence?.ToString().ToLowerInvariant());
        }

        writer.WriteString("value", field.Value);
    }

    private static void Array<T>(Utf8JsonWriter writer, string name, IEnumerable<T> items, Action<T> write)
    {
        writer.WriteStartArray(name);
        foreach (var item in items)
        {
            writer.WriteStartObject();
            write(item);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void Texts(Utf8JsonWriter writer, string name, ValueList<string> texts)
    {
        writer.WriteStartArray(name);
        foreach (var text in texts) writer.WriteStringValue(text);
        writer.WriteEndArray();
    }
}
