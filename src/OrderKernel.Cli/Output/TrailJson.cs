using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Orders;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Output;

/// <summary>A trail as one JSON object.</summary>
internal static class TrailJson
{
    public static string Of(string order, OrderTrail trail, Instant? asOf, OrderMoment? moment, RoleSight sight) => JsonText.Of(writer =>
    {
        writer.WriteString("order", order);
        if (moment is not null) Moment(writer, asOf!.Value, moment, sight);
        writer.WriteStartArray("entries");
        foreach (var entry in trail.Entries) Entry(writer, entry);
        writer.WriteEndArray();
    });

    private static void Moment(Utf8JsonWriter writer, Instant asOf, OrderMoment moment, RoleSight sight)
    {
        writer.WriteString("asOf", InstantPattern.ExtendedIso.Format(asOf));
        writer.WriteNumber("version", moment.Version);
        writer.WriteStartObject("fields");
        if (moment.Order is { } order)
        {
            foreach (var (field, value) in OrderTrail.FieldsOf(order, sight)) writer.WriteString(field, value);
        }

        writer.WriteEndObject();
    }

    private static void Entry(Utf8JsonWriter writer, TrailEntry entry)
    {
        writer.WriteStartObject();
        writer.WriteNumber("version", entry.Version);
        writer.WriteString("type", entry.Type);
        writer.WriteString("at", InstantPattern.ExtendedIso.Format(entry.At));
        writer.WriteString("hash", entry.Hash.ToString());
        if (entry.IsDropped) writer.WriteBoolean("dropped", true);
        if (entry.Actor is { } actor) writer.WriteString("actor", actor.Value);
        if (entry.Message is { } message) writer.WriteString("message", message.Value);
        writer.WriteStartArray("reasons");
        foreach (var reason in entry.Reasons)
        {
            writer.WriteStartObject();
            writer.WriteString("code", reason.Code);
            writer.WriteStartObject("arguments");
            foreach (var argument in reason.Arguments) writer.WriteString(argument.Name, argument.Value);
            writer.WriteEndObject();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("policies");
        foreach (var policy in entry.Policies) writer.WriteStringValue(policy.ToString());
        writer.WriteEndArray();
        if (entry.Attachment is { } evidence)
        {
            writer.WriteStartObject("attachment");
            writer.WriteString("reference", evidence.Reference.Value);
            writer.WriteString("kind", evidence.Kind);
            writer.WriteString("sha256", evidence.Sha256);
            writer.WriteEndObject();
        }

        writer.WriteStartArray("changes");
        foreach (var change in entry.Changes)
        {
            writer.WriteStartObject();
            writer.WriteString("field", change.Field);
            writer.WriteString("before", change.Before);
            writer.WriteString("after", change.After);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteEndObject();
    }
}
