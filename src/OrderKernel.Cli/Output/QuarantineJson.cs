using System.Text.Json;
using NodaTime.Text;
using OrderKernel.Deliveries;
using OrderKernel.Ports;

namespace OrderKernel.Cli.Output;

/// <summary>Records that were put away, and what became of replays, as JSON. Raw bytes are never in it: they may name persons.</summary>
internal static class QuarantineJson
{
    public static string Of(IReadOnlyList<QuarantineEntry> entries, Labels labels) => Written(writer =>
    {
        foreach (var entry in entries)
        {
            Head(writer, entry);
            writer.WriteString("code", entry.Code);
            if (entry.Settlement is { } settlement) Settlement(writer, settlement);
            else writer.WriteString("text", PutAwayList.Stored(entry, labels));
            writer.WriteEndObject();
        }
    });

    public static string Of(IReadOnlyList<(QuarantineEntry Entry, Result<DeliveryAnswer> Answer)> replayed, Labels labels) => Written(writer =>
    {
        foreach (var (entry, answered) in replayed)
        {
            Head(writer, entry);
            if (answered.TryGet(out var answer, out var refusal))
            {
                writer.WriteString("outcome", answer.Outcome.ToString());
                if (answer.Code is not null) writer.WriteString("code", answer.Code);
            }
            else
            {
                writer.WriteString("outcome", "refused");
                writer.WriteString("code", refusal.Code);
                writer.WriteString("text", labels.Text(new Reason(refusal.Code, refusal.Arguments)));
            }

            writer.WriteEndObject();
        }
    });

    private static void Head(Utf8JsonWriter writer, QuarantineEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteString("record", entry.Key);
        writer.WriteString("source", entry.Source);
        writer.WriteString("since", InstantPattern.ExtendedIso.Format(entry.At));
    }

    private static void Settlement(Utf8JsonWriter writer, RecordSettlement settlement)
    {
        writer.WriteString("as", settlement.As.ToString());
        writer.WriteString("by", settlement.By.Value);
        writer.WriteString("at", InstantPattern.ExtendedIso.Format(settlement.At));
        writer.WriteString("why", settlement.Why);
    }

    private static string Written(Action<Utf8JsonWriter> records) => JsonText.Of(writer =>
    {
        writer.WriteStartArray("records");
        records(writer);
        writer.WriteEndArray();
    });
}
