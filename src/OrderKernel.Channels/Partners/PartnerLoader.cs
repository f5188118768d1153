namespace OrderKernel.Channels;

/// <summary>Reads the <c>partner</c> of a record kind, and the words of warehouses and ERPs.</summary>
internal static class PartnerLoader
{
    private static readonly string[] TellsWords = ["stock", "outbound", "receipt"];

    /// <param name="reader">The record kind.</param>
    /// <param name="partner">Its <c>partner</c>.</param>
    /// <param name="name">The kind's name.</param>
    /// <param name="fields">Reads fields.</param>
    /// <param name="format">What the profile's inputs are written in.</param>
    public static RecordKind Read(DocumentReader reader, DocumentReader partner, string name, FieldLoader fields, RecordFormat format)
    {
        var tells = (PartnerKind)(FieldLoader.WordIndex(partner, "tells", TellsWords) + 1);
        var isOfOrder = tells != PartnerKind.Stock;
        var number = isOfOrder ? fields.Required(reader, "number") : null;
        var source = isOfOrder && reader.Child("source") is { } told ? Source(told, fields) : null;
        var kind = new RecordKind
        {
            Name = name,
            Scope = ClaimScope.Part,
            Envelopes = KindLoader.Envelopes(reader),
            Needs = KindLoader.Presence(reader, "needs", fields),
            Lacks = KindLoader.Presence(reader, "lacks", fields),
            Number = number ?? new FieldRule([], ""),
            Source = source,
            Schema = KindLoader.SchemaOf(reader, format),
            Partner = Rules(partner, tells, fields),
        };
        reader.Close();
        return kind;
    }

    /// <summary>The words under <c>partnerWords</c>.</summary>
    public static PartnerWords Words(DocumentReader reader)
    {
        if (reader.ChildOrNull("partnerWords") is not { } section) return new();
        var told = new List<(string, string)>();
        var words = new PartnerWords
        {
            Channels = Map(section, told, "channels", t => ChannelId.TryParse(t, out _), "channel id"),
            Shops = Map(section, told, "shops", t => ShopId.TryParse(t, out _), "shop id"),
            Locations = Map(section, told, "locations", t => LocationId.TryParse(t, out _), "location id"),
            Outcomes = Map(section, told, "outcomes", t => PartnerRecord.OutcomeOf(t) is not null, PartnerRecord.OutcomeWords),
            Told = told,
        };
        _ = section.TextOrNull("note");
        section.Close();
        return words;
    }

    private static SourceRules Source(DocumentReader reader, FieldLoader fields)
    {
        var rules = new SourceRules(fields.Required(reader, "channel"), fields.Field(reader, "shop"), null);
        reader.Close();
        return rules;
    }

    private static PartnerRules Rules(DocumentReader partner, PartnerKind tells, FieldLoader fields)
    {
        var (isOutbound, isReceipt) = (tells == PartnerKind.Outbound, tells == PartnerKind.Receipt);
        RowList[]? at = isOutbound && partner.Has("at") ? fields.Paths.Lists(partner, "at") : null;
        var takesArrival = partner.Flag("arrival", false);
        var time = takesArrival ? fields.Field(partner, "time", at) : fields.Required(partner, "time", at);
        var id = isOutbound || isReceipt ? fields.Required(partner, "id", at) : null;
        var location = fields.Required(partner, "location", at);
        var carrier = isOutbound ? fields.Field(partner, "carrier", at) : null;
        var waybill = isOutbound ? fields.Field(partner, "waybill", at) : null;
        var counted = tells == PartnerKind.Stock
            ? (fields.Field(partner, "pool"), fields.Field(partner, "batch"), fields.Field(partner, "expiresOn"))
            : default;
        var (lines, outcome, serials) = Lines(partner, tells, fields, at);
        var rules = new PartnerRules(tells, at ?? [], lines)
        {
            Id = id, Time = time, TakesArrival = takesArrival, Location = location, Carrier = carrier, Waybill = waybill, Outcome = outcome, Counted = counted,
            Serials = serials,
        };
        partner.Close();
        return rules;
    }

    private static (LineRules, FieldRule? Outcome, FieldRule? Serials) Lines(DocumentReader partner, PartnerKind tells, FieldLoader fields, RowList[]? parcels)
    {
        var none = new FieldRule([], "");
        if (partner.Child("lines") is not { } lines) return (new([], "", none, none), null, null);
        // A count is of one SKU: a list of them is a record each, by the envelope.
        var at = tells != PartnerKind.Stock && lines.Has("at") ? fields.Paths.Lists(lines, "at") : null;
        var below = at ?? parcels;
        var code = fields.Required(lines, "code", below);
        var units = fields.Required(lines, "units", below);
        var outcome = tells == PartnerKind.Receipt ? fields.Required(lines, "outcome", below) : null;
        var serials = tells == PartnerKind.Stock ? null : fields.Field(lines, "serials", below);
        var path = at is null ? "" : string.Join("|", at.AsEnumerable());
        var rules = new LineRules(at ?? [], path, code ?? none, units ?? none) { Id = fields.Field(lines, "id", below) };
        lines.Close();
        return (rules, outcome, serials);
    }

    private static Utf8Map<string>? Map(
        DocumentReader section, List<(string, string)> told, string name, Func<string, bool> isValid, string expected)
    {
        if (section.ChildOrNull(name) is not { } map) return null;
        var words = new List<KeyValuePair<string, string>>();
        foreach (var word in map.Keys())
        {
            told.Add((name, word));
            if (map.Text(word) is not { } id) continue;
            if (isValid(id)) words.Add(new(word, id));
            else map.Report(word, KernelCodes.DocumentValueInvalid, ("value", id), ("expected", expected));
        }

        return new(words);
    }
}
