using System.Text.Json;
using NodaTime.Text;
using OrderKernel.Inventory;

namespace OrderKernel.Cli.Output;

/// <summary>A snapshot beside ours as JSON: every cell with the parts of its difference.</summary>
internal static class SnapshotJson
{
    public static string Of(IEnumerable<SnapshotLine> lines, IEnumerable<Refusal> refusals, bool isRehearsal, Labels labels) => JsonText.Of(writer =>
    {
        writer.WriteBoolean("dryRun", isRehearsal);
        writer.WriteStartArray("cells");
        foreach (var line in lines) Write(writer, line);
        writer.WriteEndArray();
        writer.WriteStartArray("refusals");
        foreach (var refusal in refusals)
        {
            writer.WriteStartObject();
            writer.WriteString("code", refusal.Code);
            writer.WriteString("text", labels.Text(new Reason(refusal.Code, refusal.Arguments)));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    });

    private static void Write(Utf8JsonWriter writer, SnapshotLine line)
    {
        writer.WriteStartObject();
        writer.WriteString("location", line.Cell.Location.Value);
        writer.WriteString("sku", line.Cell.Sku.Value);
        if (line.Cell.Pool.Value is { } pool) writer.WriteString("pool", pool);
        if (line.Cell.Batch.Value is { } batch) writer.WriteString("batch", batch);
        writer.WriteString("outcome", line.Outcome.ToString());
        writer.WriteNumber("told", line.Told.Units);
        writer.WriteNumber("locks", line.Locks.Units);
        writer.WriteNumber("book", line.Book);
        writer.WriteNumber("difference", line.Difference);
        writer.WriteNumber("unexplained", line.Unexplained.Units);
        writer.WriteNumber("counted", line.Counted.Units);
        writer.WriteString("asOf", InstantPattern.ExtendedIso.Format(line.AsOf));
        writer.WriteStartArray("parts");
        foreach (var part in line.Parts)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", part.Kind.ToString());
            writer.WriteNumber("units", part.Units.Units);
            writer.WriteStartArray("movements");
            foreach (var movement in part.Movements) writer.WriteStringValue(movement);
            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
