using System.Text.Json;
using NodaTime;
using NodaTime.Text;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Output;

/// <summary>The JSON object of <c>diagnose --json</c>: documented keys in a stable order.</summary>
internal static class DiagnosisJson
{
    public static string Of(DiagnosisResult result, Labels labels) => WorkflowJson.Written(writer =>
    {
        var tally = result.Tally;
        writer.WriteNumber("orders", tally.Orders);
        writer.WriteNumber("consistent", tally.Consistent);
        writer.WriteNumber("rateBasisPoints", DiagnosisResult.Share(tally.Consistent, tally.Orders));
        writer.WriteNumber("disagreements", tally.Disagreements);
        writer.WriteNumber("unread", tally.Unread);
        writer.WriteNumber("outside", result.Outside);
        writer.WriteNumber("repeated", tally.Repeated);
        Sides(writer, result, labels);
        writer.WriteStartObject("kinds");
        foreach (var kind in Enum.GetValues<DisagreementKind>()) writer.WriteNumber(kind.ToString(), tally.With(kind));
        writer.WriteEndObject();
        writer.WriteStartArray("pairs");
        foreach (var pair in SidePair.Among(result.Sides))
        {
            writer.WriteStartObject();
            writer.WriteString("one", pair.One.ToString());
            writer.WriteString("other", pair.Other.ToString());
            writer.WriteNumber("orders", tally.SeenBy(pair));
            writer.WriteNumber("differing", tally.With(pair));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("uncompared");
        foreach (var (what, count) in tally.Uncompared)
        {
            writer.WriteStartObject();
            writer.WriteString("subject", what.Subject.ToString());
            writer.WriteString("reason", what.Reason.ToString());
            writer.WriteNumber("count", count);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("unknownSources");
        foreach (var (side, source, orders) in result.Unknown)
        {
            writer.WriteStartObject();
            writer.WriteString("side", side.ToString());
            writer.WriteString("source", source);
            writer.WriteNumber("orders", orders);
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        writer.WriteStartArray("first");
        foreach (var order in result.First.SelectMany(f => f.Orders).DistinctBy(o => (o.Number, o.Source)).OrderBy(o => o.Number, StringComparer.Ordinal))
            One(writer, order, labels);
        writer.WriteEndArray();
    });

    private static void Sides(Utf8JsonWriter writer, DiagnosisResult result, Labels labels)
    {
        writer.WriteStartArray("files");
        foreach (var reading in result.Readings)
        {
            writer.WriteStartObject();
            writer.WriteString("side", reading.File.Side.ToString());
            writer.WriteString("file", reading.File.File.Name);
            writer.WriteString("readAs", reading.File.File.ReadAs);
            writer.WriteNumber("records", reading.Records);
            writer.WriteNumber("passedOver", reading.PassedOver);
            writer.WriteNumber("parked", reading.Parked);
            writer.WriteStartArray("reasons");
            foreach (var (why, count, line) in reading.Reasons)
            {
                writer.WriteStartObject();
                writer.WriteString("code", why.Code);
                writer.WriteNumber("records", count);
                writer.WriteNumber("line", line);
                writer.WriteString("text", labels.Text(why));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static void One(Utf8JsonWriter writer, DiagnosedOrder order, Labels labels)
    {
        writer.WriteStartObject();
        writer.WriteString("order", order.Number);
        writer.WriteString("channel", order.Source?.Channel);
        writer.WriteString("shop", order.Source?.Shop);
        writer.WriteString("placedAt", InstantPattern.ExtendedIso.Format(order.PlacedAt));
        writer.WriteStartArray("disagreements");
        foreach (var found in order.Disagreements)
        {
            writer.WriteStartObject();
            writer.WriteString("kind", found.Kind.ToString());
            writer.WriteString("subject", found.Subject.ToString());
            writer.WriteString("odd", found.Odd?.ToString());
            writer.WriteStartArray("pairs");
            foreach (var pair in found.Pairs) writer.WriteStringValue($"{pair.One}-{pair.Other}");
            writer.WriteEndArray();
            writer.WriteStartArray("says");
            foreach (var saying in found.Sayings)
            {
                writer.WriteStartObject();
                writer.WriteString("side", saying.Side.ToString());
                writer.WriteString("says", saying.Says);
                writer.WriteString("at", Time(saying.At));
                writer.WriteEndObject();
            }

            writer.WriteEndArray();
            writer.WriteString("code", found.Why.Code);
            writer.WriteString("text", DisagreementText.Of(found, labels));
            writer.WriteEndObject();
        }

        writer.WriteEndArray();
        Accounts(writer, order);
        writer.WriteEndObject();
    }

    private static void Accounts(Utf8JsonWriter writer, DiagnosedOrder order)
    {
        writer.WriteStartArray("accounts");
        foreach (var account in order.Accounts)
        {
            writer.WriteStartObject();
            writer.WriteString("side", account.Side.ToString());
            writer.WriteNumber("documents", account.Documents);
            if (account.Says is { } says)
            {
                writer.WriteString("at", Time(says.SourceTime));
                writer.WriteString("payment", says.Payment?.ToString());
                writer.WriteString("fulfilment", says.Fulfilment?.ToString());
                writer.WriteString("afterSales", says.AfterSales?.ToString());
                writer.WriteString("outcome", says.Outcome?.ToString());
                writer.WriteString("due", says.Due?.ToString());
                writer.WriteString("paid", says.Paid?.ToString());
                writer.WriteString("refunded", says.Refunded?.ToString());
                writer.WriteString("createdAt", Time(says.CreatedAt));
                writer.WriteString("paidAt", Time(says.PaidAt));
                writer.WriteString("shippedAt", Time(says.ShippedAt));
                writer.WriteString("deliveredAt", Time(says.DeliveredAt));
                writer.WriteString("endedAt", Time(says.EndedAt));
            }

            writer.WriteEndObject();
        }

        writer.WriteEndArray();
    }

    private static string? Time(Instant? at) => at is { } known ? InstantPattern.ExtendedIso.Format(known) : null;
}
