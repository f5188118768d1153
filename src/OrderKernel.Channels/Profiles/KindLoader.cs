namespace OrderKernel.Channels;

/// <summary>Reads one record kind of a profile document.</summary>
internal static class KindLoader
{
    private static readonly string[] PartWords = ["sellerDiscount", "platformSubsidy", "coupon", "freight", "tax", "surcharges"];

    public static RecordKind Read(DocumentReader reader, FieldLoader fields, StatusTable[] tables, string[] scopeWords, RecordFormat format)
    {
        _ = reader.TextOrNull("note");
        var name = reader.Text("kind");
        if (reader.ChildOrNull("partner") is { } partner) return PartnerLoader.Read(reader, partner, name ?? "", fields, format);
        var scope = (ClaimScope)(FieldLoader.WordIndex(reader, "scope", scopeWords) + 1);
        var number = fields.Required(reader, "number");
        var times = reader.ChildOrNull("times");
        var kind = new RecordKind
        {
            Name = name ?? "",
            Scope = scope,
            Envelopes = Envelopes(reader),
            Needs = Presence(reader, "needs", fields),
            Lacks = Presence(reader, "lacks", fields),
            Number = number ?? new FieldRule([], ""),
            Source = reader.ChildOrNull("source") is { } source ? Source(source, fields) : null,
            Currency = fields.Field(reader, "currency"),
            CreatedAt = Time(times, "created", fields),
            PaidAt = Time(times, "paid", fields),
            ShippedAt = Time(times, "shipped", fields),
            DeliveredAt = Time(times, "delivered", fields),
            EndedAt = Time(times, "ended", fields),
            ModifiedAt = Time(times, "modified", fields),
            TakesArrival = times?.Flag("arrival", false) ?? false,
            Terms = reader.WordOrNull<PaymentTerms>("terms"),
            Says = reader.ChildOrNull("says") is { } says ? StatusLoader.Row(says, "") : null,
            Statuses = StatusLoader.Sources(reader, "statuses", fields, tables),
            TellsHolds = reader.Flag("tellsHolds", scope == ClaimScope.Whole),
            NeedsFulfilment = reader.Flag("needsFulfilment", true),
            IsShippingNeverTold = reader.Flag("shippingNeverTold", false),
            Amounts = reader.ChildOrNull("amounts") is { } amounts ? Amounts(amounts, fields) : null,
            Customer = fields.Field(reader, "customer"),
            Recipient = reader.ChildOrNull("recipient") is { } recipient ? Recipient(recipient, fields) : null,
            Schema = SchemaOf(reader, format),
            Lines = reader.ChildOrNull("lines") is { } lines ? Lines(lines, fields, tables) : null,
            Shipments = Several(reader, "shipments").Select(s => Shipments(s, fields)).OfType<ShipmentRules>().ToArray(),
            Case = reader.ChildOrNull("case") is { } one ? Case(one, fields, tables) : null,
        };
        times?.Close();
        reader.Close();
        return kind;
    }

    internal static string[][] Envelopes(DocumentReader reader) => [.. reader.Texts("envelopes").Select(e => e.Split('.'))];

    internal static FieldRule[] Presence(DocumentReader reader, string name, FieldLoader fields) =>
        [.. reader.Texts(name).Select(path => fields.Bare(reader, name, path)).OfType<FieldRule>()];

    // It lies in the document itself: what a record is held against is of the document's version, and in its hash.
    internal static string? SchemaOf(DocumentReader reader, RecordFormat format)
    {
        if (reader.ChildOrNull("schema") is null) return null;
        if (format != RecordFormat.Json)
            reader.Report("schema", KernelCodes.DocumentValueInvalid, ("value", format.ToString().ToLowerInvariant()), ("expected", "json format"));
        return reader.RawOrNull("schema");
    }

    // One block, or a list of them.
    private static IReadOnlyList<DocumentReader> Several(DocumentReader reader, string name)
    {
        if (reader.KindOf(name) != System.Text.Json.JsonValueKind.Array) return reader.ChildOrNull(name) is { } one ? [one] : [];
        var blocks = reader.Children(name);
        if (blocks.Count == 0) reader.Report(name, KernelCodes.DocumentPropertyMissing);
        return blocks;
    }

    private static FieldRule? Time(DocumentReader? times, string name, FieldLoader fields) => times is null ? null : fields.Field(times, name);

    private static SourceRules Source(DocumentReader reader, FieldLoader fields)
    {
        var rules = new SourceRules(fields.Field(reader, "channel"), fields.Field(reader, "shop"), fields.Field(reader, "document"));
        if (rules is { Channel: null, Shop: null, Document: null }) reader.Report("shop", KernelCodes.DocumentPropertyMissing);
        reader.Close();
        return rules;
    }

    private static AmountRules? Amounts(DocumentReader reader, FieldLoader fields)
    {
        var isOfLines = reader.KindOf("listPrice") == System.Text.Json.JsonValueKind.String && reader.Text("listPrice") == "lines";
        var due = fields.Required(reader, "due");
        var amounts = new AmountRules(due ?? new FieldRule([], ""))
        {
            IsListPriceOfLines = isOfLines,
            ListPrice = isOfLines ? null : fields.Field(reader, "listPrice"),
            SellerDiscount = fields.Field(reader, "sellerDiscount"),
            PlatformSubsidy = fields.Field(reader, "platformSubsidy"),
            Coupon = fields.Field(reader, "coupon"),
            Freight = fields.Field(reader, "freight"),
            Tax = fields.Field(reader, "tax"),
            Surcharges = fields.Field(reader, "surcharges"),
            Paid = fields.Field(reader, "paid"),
            Deposit = fields.Field(reader, "deposit"),
            Refunded = fields.Field(reader, "refunded"),
            PaidBy = [.. PaidBy(reader, fields)],
            TieOut = TieOut(reader),
            RefundsReduce = reader.Flag("refundsReduce", false),
            PaymentFollowsRefunds = reader.Flag("paymentFollowsRefunds", false),
        };
        reader.Close();
        return due is null ? null : amounts;
    }

    private static List<(Tender, FieldRule)> PaidBy(DocumentReader reader, FieldLoader fields)
    {
        var paid = new List<(Tender, FieldRule)>();
        if (reader.ChildOrNull("paidBy") is not { } child) return paid;
        foreach (var key in child.Keys())
        {
            var tender = child.WordOf<Tender>(key, $"{child.Path}.{key}");
            if (fields.Field(child, key) is { } amount && tender is { } known) paid.Add((known, amount));
        }

        return paid;
    }

    private static (AmountPart, int)[]? TieOut(DocumentReader reader)
    {
        if (!reader.Has("tieOut")) return null;
        var parts = new List<(AmountPart, int)>();
        foreach (var text in reader.Texts("tieOut"))
        {
            var sign = text.StartsWith('-') ? -1 : 1;
            var at = Array.IndexOf(PartWords, sign < 0 ? text.Substring(1) : text);
            if (at >= 0) parts.Add(((AmountPart)(at + 1), sign));
            else reader.Report("tieOut", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", string.Join("|", PartWords)));
        }

        return [.. parts];
    }

    private static RecipientRules Recipient(DocumentReader reader, FieldLoader fields)
    {
        var rules = new RecipientRules
        {
            Name = fields.Field(reader, "name"),
            Phone = fields.Field(reader, "phone"),
            Country = fields.Field(reader, "country"),
            Postcode = fields.Field(reader, "postcode"),
            Province = fields.Field(reader, "province"),
            City = fields.Field(reader, "city"),
            District = fields.Field(reader, "district"),
            Town = fields.Field(reader, "town"),
            Detail = fields.Field(reader, "detail"),
        };
        reader.Close();
        return rules;
    }

    private static LineRules? Lines(DocumentReader reader, FieldLoader fields, StatusTable[] tables)
    {
        var at = fields.Paths.Lists(reader, "at");
        var code = fields.Required(reader, "code", at);
        var quantity = fields.Required(reader, "quantity", at);
        var lines = new LineRules(at, string.Join("|", at.AsEnumerable()), code?.Repeating() ?? new FieldRule([], ""), quantity ?? new FieldRule([], ""))
        {
            Id = fields.Field(reader, "id", at),
            Total = fields.Field(reader, "total", at),
            UnitPrice = fields.Field(reader, "unitPrice", at),
            ListTotal = fields.Field(reader, "listTotal", at),
            Title = fields.Field(reader, "title", at)?.Repeating(),
            Statuses = StatusLoader.Sources(reader, "statuses", fields, tables, at),
            MayBeMissing = reader.Flag("mayBeMissing", false),
        };
        if (!reader.Has("total") && !reader.Has("unitPrice")) reader.Report("total", KernelCodes.DocumentPropertyMissing);
        reader.Close();
        return code is null || quantity is null ? null : lines;
    }

    private static ShipmentRules? Shipments(DocumentReader reader, FieldLoader fields)
    {
        var at = reader.Has("at") ? fields.Paths.Lists(reader, "at") : null;
        var waybill = fields.Required(reader, "waybill", at);
        var rules = new ShipmentRules(at ?? [], waybill?.Repeating() ?? new FieldRule([], ""))
        {
            Carrier = fields.Field(reader, "carrier", at)?.Repeating(),
            Lines = fields.Field(reader, "lines", at),
            Units = fields.Field(reader, "units", at),
            Separators = reader.TextOrNull("separators")?.ToCharArray() ?? [],
        };
        reader.Close();
        return waybill is null ? null : rules;
    }

    private static CaseRules? Case(DocumentReader reader, FieldLoader fields, StatusTable[] tables)
    {
        var at = reader.Has("at") ? fields.Paths.Lists(reader, "at") : null;
        var id = fields.Required(reader, "id", at);
        var rules = new CaseRules(at ?? [], id ?? new FieldRule([], ""), StatusLoader.Sources(reader, "statuses", fields, tables, at))
        {
            AssumedKind = reader.WordOrNull<CaseKind>("assumedKind"),
            Amount = fields.Field(reader, "amount", at),
            RequestedAt = fields.Field(reader, "requestedAt", at),
            Line = fields.Field(reader, "line", at),
            Units = fields.Field(reader, "units", at),
            Reason = fields.Field(reader, "reason", at),
            NoReasonTexts = reader.Texts("noReasonTexts"),
        };
        reader.Close();
        return id is null ? null : rules;
    }
}
