using System.Text;
using System.Text.Json;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Cli.Output;

/// <summary>What can be promised, as JSON.</summary>
internal static class PromisableJson
{
    public static string Of(Promisable promisable, Instant now)
    {
        using var stream = new MemoryStream();
        using (var writer = new Utf8JsonWriter(stream, new JsonWriterOptions { Encoder = CanonicalJson.Encoder }))
        {
            writer.WriteStartObject();
            writer.WriteString("sku", promisable.Sku.Value);
            writer.WriteString("at", Iso(now));
            writer.WriteStartArray("points");
            foreach (var point in promisable.Points)
            {
                writer.WriteStartObject();
                writer.WriteString("at", Iso(point.At));
                writer.WriteNumber("units", point.Units.Units);
                writer.WriteNumber("available", point.Available);
                writer.WriteNumber("inbound", point.Inbound);
                writer.WriteNumber("promised", point.Promised);
                writer.WriteNumber("balance", point.Balance);
                writer.WriteNumber("least", point.Least);
                writer.WriteString("leastAt", Iso(point.LeastAt));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteStartArray("inbounds");
            foreach (var inbound in promisable.Inbounds)
            {
                writer.WriteStartObject();
                writer.WriteString("inbound", inbound.Id.Value);
                writer.WriteString("location", inbound.Cell.Location.Value);
                writer.WriteNumber("open", inbound.Open.Units);
                writer.WriteString("expectedAt", Iso(inbound.ExpectedAt));
                writer.WriteBoolean("isOverdue", inbound.IsOverdue);
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        return Encoding.UTF8.GetString(stream.ToArray());
    }

    private static string Iso(Instant at) => InstantPattern.ExtendedIso.Format(at);
}
