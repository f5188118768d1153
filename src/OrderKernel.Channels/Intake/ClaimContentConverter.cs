using System.Text.Json;
using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Channels;

// What every claim is stored as, written by hand (see CanonicalFields). A fact more is a line in Read and one in Write.

internal sealed class ClaimAcceptedConverter : JsonConverter<ClaimAccepted>
{
    public override ClaimAccepted Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CanonicalFields.Object(ref reader);
        string? hash = null;
        ClaimContent? content = null;
        ValueList<ClaimAxis> changed = default;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("contentHash"u8)) hash = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("content"u8)) content = CanonicalFields.Value<ClaimContent>(ref reader, options);
            else if (reader.ValueTextEquals("changed"u8)) changed = CanonicalFields.Value<ValueList<ClaimAxis>>(ref reader, options);
            else CanonicalFields.Pass(ref reader);
        }

        return new(hash!, content!, changed);
    }

    public override void Write(Utf8JsonWriter writer, ClaimAccepted value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.Field("contentHash"u8, value.ContentHash);
        writer.Value("content"u8, value.Content, options);
        writer.Value("changed"u8, value.Changed, options);
        writer.WriteEndObject();
    }
}

internal sealed class ClaimContentConverter : JsonConverter<ClaimContent>
{
    public override ClaimContent Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CanonicalFields.Object(ref reader);
        OrderKey? order = null;
        ClaimScope? scope = null;
        Instant? sourceTime = null, createdAt = null, paidAt = null, shippedAt = null, deliveredAt = null, endedAt = null;
        string? channelCode = null, zoneName = null;
        PaymentStatus? payment = null;
        FulfilmentStatus? fulfilment = null;
        AfterSalesStatus? afterSales = null;
        ClaimOutcome? outcome = null;
        ValueList<HoldKind>? holds = null;
        PaymentTerms? terms = null;
        OrderAmounts? amounts = null;
        Money? paidAmount = null, refundedAmount = null;
        bool areAmountsAfterRefunds = false, isWithoutFulfilment = false, isShippingNeverTold = false;
        ValueList<ClaimedTender> paidBy = default;
        ValueList<ClaimedLine> lines = default;
        ValueList<ClaimedShipment> shipments = default;
        ValueList<ClaimedCase> cases = default;
        PersonToken? customer = null;
        RecipientRegion? recipient = null;
        ValueList<Finding> findings = default;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("order"u8)) order = CanonicalFields.Key(ref reader);
            else if (reader.ValueTextEquals("scope"u8)) scope = CanonicalFields.Word<ClaimScope>(ref reader);
            else if (reader.ValueTextEquals("sourceTime"u8)) sourceTime = CanonicalFields.Instant(ref reader);
            else if (reader.ValueTextEquals("channelCode"u8)) channelCode = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("zoneName"u8)) zoneName = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("createdAt"u8)) createdAt = CanonicalFields.InstantOrNull(ref reader);
            else if (reader.ValueTextEquals("paidAt"u8)) paidAt = CanonicalFields.InstantOrNull(ref reader);
            else if (reader.ValueTextEquals("shippedAt"u8)) shippedAt = CanonicalFields.InstantOrNull(ref reader);
            else if (reader.ValueTextEquals("deliveredAt"u8)) deliveredAt = CanonicalFields.InstantOrNull(ref reader);
            else if (reader.ValueTextEquals("endedAt"u8)) endedAt = CanonicalFields.InstantOrNull(ref reader);
            else if (reader.ValueTextEquals("payment"u8)) payment = CanonicalFields.WordOrNull<PaymentStatus>(ref reader);
            else if (reader.ValueTextEquals("fulfilment"u8)) fulfilment = CanonicalFields.WordOrNull<FulfilmentStatus>(ref reader);
            else if (reader.ValueTextEquals("afterSales"u8)) afterSales = CanonicalFields.WordOrNull<AfterSalesStatus>(ref reader);
            else if (reader.ValueTextEquals("outcome"u8)) outcome = CanonicalFields.WordOrNull<ClaimOutcome>(ref reader);
            else if (reader.ValueTextEquals("holds"u8)) holds = CanonicalFields.Value<ValueList<HoldKind>?>(ref reader, options);
            else if (reader.ValueTextEquals("terms"u8)) terms = CanonicalFields.WordOrNull<PaymentTerms>(ref reader);
            else if (reader.ValueTextEquals("amounts"u8)) amounts = CanonicalFields.Value<OrderAmounts>(ref reader, options);
            else if (reader.ValueTextEquals("areAmountsAfterRefunds"u8)) areAmountsAfterRefunds = CanonicalFields.Flag(ref reader);
            else if (reader.ValueTextEquals("paidAmount"u8)) paidAmount = CanonicalFields.MoneyOrNull(ref reader);
            else if (reader.ValueTextEquals("paidBy"u8)) paidBy = CanonicalFields.Value<ValueList<ClaimedTender>>(ref reader, options);
            else if (reader.ValueTextEquals("refundedAmount"u8)) refundedAmount = CanonicalFields.MoneyOrNull(ref reader);
            else if (reader.ValueTextEquals("isWithoutFulfilment"u8)) isWithoutFulfilment = CanonicalFields.Flag(ref reader);
            else if (reader.ValueTextEquals("isShippingNeverTold"u8)) isShippingNeverTold = CanonicalFields.Flag(ref reader);
            else if (reader.ValueTextEquals("lines"u8)) lines = CanonicalFields.Value<ValueList<ClaimedLine>>(ref reader, options);
            else if (reader.ValueTextEquals("shipments"u8)) shipments = CanonicalFields.Value<ValueList<ClaimedShipment>>(ref reader, options);
            else if (reader.ValueTextEquals("cases"u8)) cases = CanonicalFields.Value<ValueList<ClaimedCase>>(ref reader, options);
            else if (reader.ValueTextEquals("customer"u8)) customer = CanonicalFields.TextOrNull<PersonToken>(ref reader);
            else if (reader.ValueTextEquals("recipient"u8)) recipient = CanonicalFields.Value<RecipientRegion>(ref reader, options);
            else if (reader.ValueTextEquals("findings"u8)) findings = CanonicalFields.Value<ValueList<Finding>>(ref reader, options);
            else CanonicalFields.Pass(ref reader);
        }

        return new()
        {
            Order = order ?? throw Missing("order"), Scope = scope ?? throw Missing("scope"), SourceTime = sourceTime ?? throw Missing("sourceTime"),
            ChannelCode = channelCode ?? throw Missing("channelCode"), ZoneName = zoneName ?? throw Missing("zoneName"),
            CreatedAt = createdAt, PaidAt = paidAt, ShippedAt = shippedAt, DeliveredAt = deliveredAt, EndedAt = endedAt,
            Payment = payment, Fulfilment = fulfilment, AfterSales = afterSales, Outcome = outcome, Holds = holds, Terms = terms,
            Amounts = amounts, AreAmountsAfterRefunds = areAmountsAfterRefunds, PaidAmount = paidAmount, PaidBy = paidBy,
            RefundedAmount = refundedAmount,
            IsWithoutFulfilment = isWithoutFulfilment, IsShippingNeverTold = isShippingNeverTold,
            Lines = lines, Shipments = shipments, Cases = cases, Customer = customer, Recipient = recipient, Findings = findings,
        };
    }

    public override void Write(Utf8JsonWriter writer, ClaimContent value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.Field("order"u8, value.Order);
        writer.Word("scope"u8, value.Scope);
        writer.Field("sourceTime"u8, value.SourceTime);
        writer.Field("channelCode"u8, value.ChannelCode);
        writer.Field("zoneName"u8, value.ZoneName);
        writer.Field("createdAt"u8, value.CreatedAt);
        writer.Field("paidAt"u8, value.PaidAt);
        writer.Field("shippedAt"u8, value.ShippedAt);
        writer.Field("deliveredAt"u8, value.DeliveredAt);
        writer.Field("endedAt"u8, value.EndedAt);
        writer.Word("payment"u8, value.Payment);
        writer.Word("fulfilment"u8, value.Fulfilment);
        writer.Word("afterSales"u8, value.AfterSales);
        writer.Word("outcome"u8, value.Outcome);
        writer.Value("holds"u8, value.Holds, options);
        writer.Word("terms"u8, value.Terms);
        writer.Value("amounts"u8, value.Amounts, options);
        if (value.AreAmountsAfterRefunds) writer.WriteBoolean("areAmountsAfterRefunds"u8, true);
        writer.Field("paidAmount"u8, value.PaidAmount);
        if (!value.PaidBy.IsEmpty) writer.Value("paidBy"u8, value.PaidBy, options);
        writer.Field("refundedAmount"u8, value.RefundedAmount);
        if (value.IsWithoutFulfilment) writer.WriteBoolean("isWithoutFulfilment"u8, true);
        if (value.IsShippingNeverTold) writer.WriteBoolean("isShippingNeverTold"u8, true);
        if (!value.Lines.IsEmpty) writer.Value("lines"u8, value.Lines, options);
        if (!value.Shipments.IsEmpty) writer.Value("shipments"u8, value.Shipments, options);
        if (!value.Cases.IsEmpty) writer.Value("cases"u8, value.Cases, options);
        writer.Field("customer"u8, value.Customer);
        writer.Value("recipient"u8, value.Recipient, options);
        if (!value.Findings.IsEmpty) writer.Value("findings"u8, value.Findings, options);
        writer.WriteEndObject();
    }

    private static JsonException Missing(string field) => new($"A claim has no {field}.");
}

internal sealed class ClaimedLineConverter : JsonConverter<ClaimedLine>
{
    public override ClaimedLine Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        CanonicalFields.Object(ref reader);
        LineId line = default;
        string? code = null, title = null;
        Quantity quantity = default;
        Money total = default;
        ValueList<BundleComponent> goods = default;
        FulfilmentStatus? fulfilment = null;
        AfterSalesStatus? afterSales = null;
        ClaimOutcome? outcome = null;
        while (CanonicalFields.Next(ref reader))
        {
            if (reader.ValueTextEquals("line"u8)) line = CanonicalFields.Text<LineId>(ref reader);
            else if (reader.ValueTextEquals("code"u8)) code = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("quantity"u8)) quantity = CanonicalFields.Quantity(ref reader);
            else if (reader.ValueTextEquals("total"u8)) total = CanonicalFields.Money(ref reader);
            else if (reader.ValueTextEquals("goods"u8)) goods = CanonicalFields.Value<ValueList<BundleComponent>>(ref reader, options);
            else if (reader.ValueTextEquals("title"u8)) title = CanonicalFields.String(ref reader);
            else if (reader.ValueTextEquals("fulfilment"u8)) fulfilment = CanonicalFields.WordOrNull<FulfilmentStatus>(ref reader);
            else if (reader.ValueTextEquals("afterSales"u8)) afterSales = CanonicalFields.WordOrNull<AfterSalesStatus>(ref reader);
            else if (reader.ValueTextEquals("outcome"u8)) outcome = CanonicalFields.WordOrNull<ClaimOutcome>(ref reader);
            else CanonicalFields.Pass(ref reader);
        }

        return new(line, code!, quantity, total, goods) { Title = title, Fulfilment = fulfilment, AfterSales = afterSales, Outcome = outcome };
    }

    public override void Write(Utf8JsonWriter writer, ClaimedLine value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.Field("line"u8, value.Line);
        writer.Field("code"u8, value.Code);
        writer.Field("quantity"u8, value.Quantity);
        writer.Field("total"u8, value.Total);
        writer.Value("goods"u8, value.Goods, options);
        writer.Field("title"u8, value.Title);
        writer.Word("fulfilment"u8, value.Fulfilment);
        writer.Word("afterSales"u8, value.AfterSales);
        writer.Word("outcome"u8, value.Outcome);
        writer.WriteEndObject();
    }
}
