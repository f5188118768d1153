using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Reads a profile document.</summary>
internal static class ProfileLoader
{
    private static readonly string[] FormatWords = ["json", "csv", "xml"];
    private static readonly string[] ScopeWords = ["whole", "part"];

    public static ChannelProfile Read(DocumentReader reader)
    {
        var channelText = reader.Text("channel");
        if (!ChannelId.TryParse(channelText, out var channel) && channelText is not null)
            reader.Report("channel", KernelCodes.DocumentValueInvalid, ("value", channelText), ("expected", "channel id"));
        var code = reader.Text("code");
        if (code is not null && !IsCode(code))
            reader.Report("code", KernelCodes.DocumentValueInvalid, ("value", code), ("expected", "2-8 capital letters or digits"));
        var zone = Zone(reader);
        var format = (RecordFormat)(FieldLoader.WordIndex(reader, "format", FormatWords) + 1);
        var currencyText = reader.TextOrNull("currency");
        if (!Currency.TryParse(currencyText, out var currency) && currencyText is not null)
            reader.Report("currency", KernelCodes.DocumentValueInvalid, ("value", currencyText), ("expected", "ISO 4217 code"));
        var money = (MoneyUnit)(FieldLoader.WordIndex(reader, "money", FieldLoader.MoneyWords) + 1);
        var time = (TimeFormat)(FieldLoader.WordIndex(reader, "time", FieldLoader.TimeWords) + 1);
        var nulls = reader.Texts("nulls");
        var timeNulls = reader.Texts("timeNulls");
        var carriers = Carriers(reader);
        var writeBack = WriteBackLoader.Read(reader, carriers);
        var words = PartnerLoader.Words(reader);
        var tables = StatusLoader.Tables(reader);
        var tree = new PathTree();
        var kinds = new List<RecordKind>();
        var records = reader.Children("records");
        foreach (var record in records)
        {
            var kind = KindLoader.Read(record, new FieldLoader(new PathLoader(tree, format, record), money, time), tables, ScopeWords, format);
            if (currencyText is null && kind is { HasAmounts: true, Currency: null }) record.Report("currency", ChannelsCodes.CurrencyUnset);
            if (format == RecordFormat.Xml && kind.Envelopes.Count == 0)
                record.Report("envelopes", KernelCodes.DocumentValueInvalid, ("value", ""), ("expected", "the path of an element"));
            kinds.Add(kind);
        }

        if (records.Count == 0) reader.Report("records", KernelCodes.DocumentPropertyMissing);
        var groupBy = GroupBy(reader, format);
        foreach (var column in groupBy) tree.Wanted.Add([tree.IdOf(tree.SlotOf([new PathPart(column, false, [])]))]);
        var aside = LeftAside(reader, format, tree);
        var push = PushLoader.Read(reader);
        var pulls = PullLoader.Read(reader);
        MakeOptional(reader, format, tree);
        tree.Seal();
        var embedded = Embedded(reader, format, tree);
        return new(channel, code ?? "", zone, format)
        {
            LeftAside = aside,
            PushSignature = push,
            Pulls = pulls,
            Currency = currencyText is null ? null : currency,
            GroupBy = groupBy,
            Embedded = embedded,
            EmbeddedMarks = EmbeddedJson.Marks(embedded),
            Tree = tree,
            Kinds = [.. kinds],
            Tables = tables,
            Carriers = new(carriers, ignoresCase: true),
            CarrierWords = carriers.ConvertAll(c => c.Key),
            WriteBack = writeBack,
            PartnerWords = words,
            Nulls = new(nulls.Select(n => new KeyValuePair<string, bool>(n, true)).ToArray()),
            TimeNulls = new(timeNulls.Select(n => new KeyValuePair<string, bool>(n, true)).ToArray()),
        };
    }

    private static IReadOnlyList<string> GroupBy(DocumentReader reader, RecordFormat format)
    {
        string[] columns = [.. reader.Texts("groupBy").Select(c => c.Trim())];
        if (columns.Length > 0 && format != RecordFormat.Csv)
            reader.Report("groupBy", KernelCodes.DocumentValueInvalid, ("value", columns[0]), ("expected", "csv format"));
        foreach (var column in columns.Where(c => c.Length == 0))
            reader.Report("groupBy", KernelCodes.DocumentValueInvalid, ("value", column), ("expected", "a column"));
        return columns;
    }

    // Paths must lead into such a text: otherwise it would be unfolded for nothing.
    private static IReadOnlyList<string> Embedded(DocumentReader reader, RecordFormat format, PathTree tree)
    {
        string[] places = [.. reader.Texts("embedded").Select(c => c.Trim())];
        foreach (var place in places)
        {
            if (format != RecordFormat.Json || place.Length == 0 || !tree.Paths().Any(p => p.Replace("[]", "").StartsWith(place + ".", StringComparison.Ordinal)))
                reader.Report("embedded", KernelCodes.DocumentValueInvalid, ("value", place), ("expected", "a text of json with fields in it"));
        }

        return places;
    }

    private static ValueList<string> LeftAside(DocumentReader reader, RecordFormat format, PathTree tree)
    {
        var columns = reader.Texts("leftAside").Select(c => c.Trim()).ToValueList();
        if (!columns.IsEmpty && format != RecordFormat.Csv)
            reader.Report("leftAside", KernelCodes.DocumentValueInvalid, ("value", columns[0]), ("expected", "csv format"));
        foreach (var column in columns)
        {
            // What is read cannot be left aside.
            if (column.Length == 0 || tree.ReadsColumn(column))
                reader.Report("leftAside", KernelCodes.DocumentValueInvalid, ("value", column), ("expected", "a column that no field reads"));
        }

        return columns;
    }

    // A header without such a column is read, as if nothing stood in it.
    private static void MakeOptional(DocumentReader reader, RecordFormat format, PathTree tree)
    {
        string[] columns = [.. reader.Texts("optional").Select(c => c.Trim())];
        foreach (var column in columns.Where(c => format != RecordFormat.Csv || !tree.ReadsColumn(c)))
            reader.Report("optional", KernelCodes.DocumentValueInvalid, ("value", column), ("expected", "a column of csv that a field reads"));
        tree.Wanted.RemoveAll(any => any.TrueForAll(id => columns.Contains(tree.NameOf(id))));
    }

    private static DateTimeZone Zone(DocumentReader reader)
    {
        var text = reader.Text("zone");
        if (text is null) return DateTimeZone.Utc;
        if (DateTimeZoneProviders.Tzdb.GetZoneOrNull(text) is { } zone) return zone;
        reader.Report("zone", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "IANA zone"));
        return DateTimeZone.Utc;
    }

    private static List<KeyValuePair<string, CarrierId>> Carriers(DocumentReader reader)
    {
        var carriers = new List<KeyValuePair<string, CarrierId>>();
        if (reader.ChildOrNull("carriers") is not { } map) return carriers;
        var known = new Dictionary<string, CarrierId>(StringComparer.Ordinal);
        foreach (var raw in map.Keys())
        {
            if (!CarrierId.TryParse(map.Text(raw), out var carrier))
                map.Report(raw, KernelCodes.DocumentValueInvalid, ("value", raw), ("expected", "carrier id"));
            else if (known.TryGetValue(Utf8Case.Lower(raw), out var other) && other != carrier)
                map.Report(raw, KernelCodes.DocumentValueInvalid, ("value", raw), ("expected", $"one carrier whatever the case: {other}"));
            else
                carriers.Add(new(raw, known[Utf8Case.Lower(raw)] = carrier));
        }

        return carriers;
    }

    private static bool IsCode(string code) => code.Length is >= 2 and <= 8 && code.All(c => c is (>= 'A' and <= 'Z') or (>= '0' and <= '9'));
}
