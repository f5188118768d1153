using System.Text;
using System.Text.Json;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Telling;

/// <summary>What became of all that was told, as one JSON object.</summary>
internal static class TellJson
{
    public static string Of(TenantId tenant, IReadOnlyList<Told> told, bool isRehearsal, Labels labels)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("tenant", tenant.Value);
            writer.WriteBoolean("dryRun", isRehearsal);
            writer.WriteNumber("told", told.Count(t => t.Answer.IsOk && !t.IsRepeat));
            writer.WriteNumber("repeated", told.Count(t => t.Answer.IsOk && t.IsRepeat));
            writer.WriteNumber("refused", told.Count(t => !t.Answer.IsOk));
            writer.WriteStartArray("answers");
            foreach (var one in told) Answer(writer, one, labels);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static void Answer(Utf8JsonWriter writer, Told told, Labels labels)
    {
        writer.WriteStartObject();
        writer.WriteNumber("line", told.Saying.Line);
        writer.WriteString("command", told.Saying.Command.Name);
        if (told.Key?.Stream() is { } to) writer.WriteString("to", $"{to.Kind}/{to.Key}");
        if (told.Message is { } message) writer.WriteString("message", message.Value);
        writer.WriteString("outcome", !told.Answer.IsOk ? "refused" : told.IsRepeat ? "repeated" : "told");
        if (told.Answer.TryGet(out var standing, out var refusal))
        {
            writer.WriteString("standing", standing);
        }
        else
        {
            writer.WriteStartObject("refusal");
            Reason(writer, new Reason(refusal.Code, refusal.Arguments), labels);
            writer.WriteStartArray("reasons");
            foreach (var reason in refusal.Reasons)
            {
                writer.WriteStartObject();
                Reason(writer, reason, labels);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    private static void Reason(Utf8JsonWriter writer, Reason reason, Labels labels)
    {
        writer.WriteString("code", reason.Code);
        writer.WriteStartObject("arguments");
        foreach (var argument in reason.Arguments) writer.WriteString(argument.Name, argument.Value);
        writer.WriteEndObject();
        writer.WriteString("text", labels.Text(reason));
    }
}
