using OrderKernel.Channels;
using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON object of <c>profile new</c>: documented keys in a stable order.</summary>
internal static class ProposalJson
{
    public static string Of(ProposedProfile proposal, SampleReading? reading, Labels labels) => WorkflowJson.Written(writer =>
    {
        writer.WritePropertyName("document");
        writer.WriteRawValue(proposal.Document.Span);
        writer.WriteStartArray("guesses");
        foreach (var guess in proposal.Guesses)
        {
            writer.WriteStartObject();
            writer.WriteString("field", guess.Field);
            writer.WriteString("value", guess.Value);
            writer.WriteString("ground", guess.Ground.ToString());
            writer.WriteString("text", labels["guess." + guess.Ground]);
            writer.WriteString("example", guess.Example);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("missing");
        foreach (var field in proposal.Missing) writer.WriteStringValue(field);
        writer.WriteEndArray();
        writer.WriteStartArray("words");
        foreach (var word in proposal.Words)
        {
            writer.WriteStartObject();
            writer.WriteString("table", word.Table);
            writer.WriteString("path", word.Path);
            writer.WriteString("word", word.Word);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteNumber("records", proposal.Records);
        writer.WriteBoolean("loads", reading is not null);
        if (reading is null) return;
        writer.WriteNumber("claims", reading.Claims);
        writer.WriteNumber("parked", reading.Parked);
    });
}
