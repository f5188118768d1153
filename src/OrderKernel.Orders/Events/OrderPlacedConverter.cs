using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Orders;

// The events that every order has, and what they are made of, written by hand; the rest is generated (see CanonicalFields). A field more is a line in
// Read and one in Write: CanonicalConverterLaws compares both with what is generated.

internal sealed class OrderPlacedConverter : JsonConverter<OrderPlaced>
{
    public override OrderPlaced Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CanonicalFields.Object(ref reader);
        OrderKey key = default;
        OrderId id = default;
        Instant createdAt = default;
        PaymentTerms terms = default;
        OrderAmounts? amounts = null;
        OrderParts parts = default;
        bool needsFulfilment = false, isShippingNeverTold = false;
        ValueList<PlacedLine> lines = default;
        SourceId? source = null;
        RecipientRegion? destination = null;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("key"u8)) key = CanonicalFields.Key(ref reader);
            else if (reader.ValueTextEquals("id"u8)) id = CanonicalFields.Text<OrderId>(ref reader);
            else if (reader.ValueTextEquals("createdAt"u8)) createdAt = CanonicalFields.Instant(ref reader);
            else if (reader.ValueTextEquals("terms"u8)) terms = CanonicalFields.Word<PaymentTerms>(ref reader);
            else if (reader.ValueTextEquals("amounts"u8)) amounts = CanonicalFields.Value<OrderAmounts>(ref reader, options);
            else if (reader.ValueTextEquals("parts"u8)) parts = OrderPartsConverter.Read(ref reader);
            else if (reader.ValueTextEquals("needsFulfilment"u8)) needsFulfilment = CanonicalFields.Flag(ref reader);
            else if (reader.ValueTextEquals("isShippingNeverTold"u8)) isShippingNeverTold = CanonicalFields.Flag(ref reader);
            else if (reader.ValueTextEquals("lines"u8)) lines = CanonicalFields.Value<ValueList<PlacedLine>>(ref reader, options);
            else if (reader.ValueTextEquals("source"u8)) source = CanonicalFields.TextOrNull<SourceId>(ref reader);
            else if (reader.ValueTextEquals("destination"u8)) destination = CanonicalFields.Value<RecipientRegion>(ref reader, options);
            else CanonicalFields.Pass(ref reader);
        }

        return new(key, id, createdAt, terms, amounts!, parts, needsFulfilment, isShippingNeverTold, lines) { Source = source, Destination = destination };
    }

    public override void Write(Utf8JsonWriter writer, OrderPlaced value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.Field("key"u8, value.Key);
        writer.Field("id"u8, value.Id);
        writer.Field("createdAt"u8, value.CreatedAt);
        writer.Word("terms"u8, value.Terms);
        writer.Value("amounts"u8, value.Amounts, options);
        OrderPartsConverter.Write(writer, "parts"u8, value.Parts);
        writer.WriteBoolean("needsFulfilment"u8, value.NeedsFulfilment);
        writer.WriteBoolean("isShippingNeverTold"u8, value.IsShippingNeverTold);
        writer.Value("lines"u8, value.Lines, options);
        writer.Field("source"u8, value.Source);
        writer.Value("destination"u8, value.Destination, options);
        writer.WriteEndObject();
    }
}

internal static class OrderPartsConverter
{
    public static OrderParts Read(ref Utf8JsonReader reader)
    {
        reader.Read();
        CanonicalFields.Object(ref reader);
        Money freight = default, other = default;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("freight"u8)) freight = CanonicalFields.Money(ref reader);
            else if (reader.ValueTextEquals("other"u8)) other = CanonicalFields.Money(ref reader);
            else CanonicalFields.Pass(ref reader);
        }

        return new(freight, other);
    }

    public static void Write(Utf8JsonWriter writer, ReadOnlySpan<byte> name, OrderParts value)
    {
        writer.WriteStartObject(name);
        writer.Field("freight"u8, value.Freight);
        writer.Field("other"u8, value.Other);
        writer.Field("sum"u8, value.Sum);
        writer.WriteEndObject();
    }
}

internal sealed class PlacedLineConverter : JsonConverter<PlacedLine>
{
    public override PlacedLine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CanonicalFields.Object(ref reader);
        LineId id = default, source = default;
        SkuId? sku = null;
        BundleId? bundle = null;
        Quantity bundleSize = default, units = default;
        string? title = null;
        Money total = default;
        var needsFulfilment = false;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("id"u8)) id = CanonicalFields.Text<LineId>(ref reader);
            else if (reader.ValueTextEquals("source"u8)) source = CanonicalFields.Text<LineId>(ref reader);
            else if (reader.ValueTextEquals("sku"u8)) sku = CanonicalFields.TextOrNull<SkuId>(ref reader);
            else if (reader.ValueTextEquals("bundle"u8)) bundle = CanonicalFields.TextOrNull<BundleId>(ref reader);
            else if (reader.ValueTextEquals("bundleSize"u8)) bundleSize = CanonicalFields.Quantity(ref reader);
            else if (reader.ValueTextEquals("title"u8)) title = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("units"u8)) units = CanonicalFields.Quantity(ref reader);
            else if (reader.ValueTextEquals("total"u8)) total = CanonicalFields.Money(ref reader);
            else if (reader.ValueTextEquals("needsFulfilment"u8)) needsFulfilment = CanonicalFields.Flag(ref reader);
            else CanonicalFields.Pass(ref reader);
        }

        return new(id, source, sku, bundle, bundleSize, title, units, total, needsFulfilment);
    }

    public override void Write(Utf8JsonWriter writer, PlacedLine value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.Field("id"u8, value.Id);
        writer.Field("source"u8, value.Source);
        writer.Field("sku"u8, value.Sku);
        writer.Field("bundle"u8, value.Bundle);
        writer.Field("bundleSize"u8, value.BundleSize);
        writer.Field("title"u8, value.Title);
        writer.Field("units"u8, value.Units);
        writer.Field("total"u8, value.Total);
        writer.WriteBoolean("needsFulfilment"u8, value.NeedsFulfilment);
        writer.WriteEndObject();
    }
}

internal sealed class OrderPaidConverter : JsonConverter<OrderPaid>
{
    public override OrderPaid Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CanonicalFields.Object(ref reader);
        PaymentId payment = default;
        Tender tender = default;
        Money amount = default;
        Instant paidAt = default;
        Instant? missedDueAt = null;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("payment"u8)) payment = CanonicalFields.Text<PaymentId>(ref reader);
            else if (reader.ValueTextEquals("tender"u8)) tender = CanonicalFields.Word<Tender>(ref reader);
            else if (reader.ValueTextEquals("amount"u8)) amount = CanonicalFields.Money(ref reader);
            else if (reader.ValueTextEquals("paidAt"u8)) paidAt = CanonicalFields.Instant(ref reader);
            else if (reader.ValueTextEquals("missedDueAt"u8)) missedDueAt = CanonicalFields.InstantOrNull(ref reader);
            else CanonicalFields.Pass(ref reader);
        }

        return new(payment, tender, amount, paidAt, missedDueAt);
    }

    public override void Write(Utf8JsonWriter writer, OrderPaid value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.Field("payment"u8, value.Payment);
        writer.Word("tender"u8, value.Tender);
        writer.Field("amount"u8, value.Amount);
        writer.Field("paidAt"u8, value.PaidAt);
        writer.Field("missedDueAt"u8, value.MissedDueAt);
        writer.WriteEndObject();
    }
}

internal sealed class StepEnteredConverter : JsonConverter<StepEntered>
{
    public override StepEntered Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CanonicalFields.Object(ref reader);
        PolicyReference policy = default;
        string? step = null, trigger = null;
        OrderStatus status = default;
        Instant at = default;
        ActorId by = default;
        Hold? placed = null;
        HoldId? released = null;
        ValueList<RegionStart>? regions = null;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("policy"u8)) policy = CanonicalFields.Value<PolicyReference>(ref reader, options);
            else if (reader.ValueTextEquals("step"u8)) step = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("status"u8)) status = CanonicalFields.Word<OrderStatus>(ref reader);
            else if (reader.ValueTextEquals("trigger"u8)) trigger = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("at"u8)) at = CanonicalFields.Instant(ref reader);
            else if (reader.ValueTextEquals("by"u8)) by = CanonicalFields.Text<ActorId>(ref reader);
            else if (reader.ValueTextEquals("placed"u8)) placed = CanonicalFields.Value<Hold>(ref reader, options);
            else if (reader.ValueTextEquals("released"u8)) released = CanonicalFields.TextOrNull<HoldId>(ref reader);
            else if (reader.ValueTextEquals("regions"u8)) regions = CanonicalFields.Value<ValueList<RegionStart>?>(ref reader, options);
            else CanonicalFields.Pass(ref reader);
        }

        return new(policy, step!, status, trigger, at, by, placed, released) { Regions = regions };
    }

    public override void Write(Utf8JsonWriter writer, StepEntered value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.Field("policy"u8, value.Policy);
        writer.Field("step"u8, value.Step);
        writer.Word("status"u8, value.Status);
        writer.Field("trigger"u8, value.Trigger);
        writer.Field("at"u8, value.At);
        writer.Field("by"u8, value.By);
        writer.Value("placed"u8, value.Placed, options);
        writer.Field("released"u8, value.Released);
        writer.Value("regions"u8, value.Regions, options);
        writer.WriteEndObject();
    }
}
