using System.Text.Json;
using System.Text.Json.Nodes;
using NodaTime;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>A table of status words.</summary>
internal sealed record PayloadTable(bool MayPass, bool IgnoresCase, IReadOnlyList<StatusRow> Rows)
{
    public StatusRow? Find(string word) =>
        Rows.FirstOrDefault(r => string.Equals(r.Word, word, IgnoresCase ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal));
}

/// <summary>A field with its words, or what its presence or absence means.</summary>
internal sealed record PayloadStatus(PayloadField Field)
{
    public PayloadTable? Table { get; init; }

    public StatusRow? Present { get; init; }

    public StatusRow? Absent { get; init; }

    public bool IsRequired { get; init; }

    public bool MustAgree { get; init; }

    public IReadOnlyList<PayloadTest> When { get; init; } = [];
}

/// <summary>
/// A profile document read a second time, from its JSON and not from what the loader made of it: what a payload means is found apart from the reader that it
/// tests.
/// </summary>
internal sealed class PayloadDocument
{
    private readonly List<string> _columns = [];

    /// <summary>A document that the loader took.</summary>
    /// <param name="utf8">Its bytes, without a mark in front.</param>
    /// <param name="schemas">The schemas of its record kinds, as they stand in it.</param>
    public PayloadDocument(ReadOnlySpan<byte> utf8, IEnumerable<(string RecordKind, string Schema)> schemas)
    {
        var schemaOf = schemas.ToDictionary(s => s.RecordKind, s => new PayloadSchema(s.Schema));
        var root = WithoutNulls(JsonNode.Parse(utf8)!);
        Format = root.GetProperty("format").GetString()!;
        Money = root.GetProperty("money").GetString()!;
        Time = root.GetProperty("time").GetString()!;
        Channel = ChannelId.Of(root.GetProperty("channel").GetString()!);
        Code = root.GetProperty("code").GetString()!;
        Zone = DateTimeZoneProviders.Tzdb[root.GetProperty("zone").GetString()!];
        Currency = root.TryGetProperty("currency", out var currency) ? OrderKernel.Currency.Of(currency.GetString()!) : null;
        Nulls = PayloadField.Texts(root, "nulls");
        TimeNulls = PayloadField.Texts(root, "timeNulls");
        GroupBy = PayloadField.Texts(root, "groupBy");
        Optional = PayloadField.Texts(root, "optional");
        Embedded = PayloadField.Texts(root, "embedded");
        Carriers = Of(root, "carriers").ToDictionary(p => p.Name, p => CarrierId.Of(p.Value.GetString()!));
        Tables = Of(root, "tables").ToDictionary(p => p.Name, p => Table(p.Value));
        var kinds = root.GetProperty("records").EnumerateArray().Select(r => Kind(r, schemaOf)).ToList();
        // A column that is not optional stands in every file, whichever kind reads it.
        var everywhere = kinds.SelectMany(k => k.Columns).Distinct().Except(Optional).ToList();
        Kinds = [.. kinds.Select(k => k with { Columns = [.. k.Columns.Union(everywhere).Except(k.Lacks)] })];
    }

    public string Format { get; }

    public string Money { get; }

    public string Time { get; }

    public ChannelId Channel { get; }

    public string Code { get; }

    public DateTimeZone Zone { get; }

    public Currency? Currency { get; }

    public IReadOnlyList<string> Nulls { get; }

    public IReadOnlyList<string> TimeNulls { get; }

    public IReadOnlyList<string> GroupBy { get; }

    public IReadOnlyList<string> Optional { get; }

    public IReadOnlyList<string> Embedded { get; }

    public IReadOnlyDictionary<string, CarrierId> Carriers { get; }

    public IReadOnlyDictionary<string, PayloadTable> Tables { get; }

    public IReadOnlyList<PayloadKind> Kinds { get; }

    public bool IsCsv => Format == "csv";

    /// <summary>Notes the columns of a field of the record kind that is being read.</summary>
    public void Note(PayloadField field)
    {
        foreach (var path in field.AllPaths()) NoteColumn(path);
    }

    /// <summary>Notes a column of the record kind that is being read, of CSV.</summary>
    public void NoteColumn(string path)
    {
        var column = path.StartsWith("$.", StringComparison.Ordinal) ? path[2..] : path;
        if (IsCsv && !_columns.Contains(column)) _columns.Add(column);
    }

    /// <summary>The sources of statuses under a name of a block.</summary>
    public IReadOnlyList<PayloadStatus> Statuses(JsonElement owner)
    {
        if (!owner.TryGetProperty("statuses", out var list)) return [];
        return [.. list.EnumerateArray().Select(source => new PayloadStatus(PayloadField.Of(source, "path", this)!)
        {
            Table = source.TryGetProperty("table", out var table) ? Tables[table.GetString()!] : null,
            Present = source.TryGetProperty("present", out var present) ? Row(present, "") : null,
            Absent = source.TryGetProperty("absent", out var absent) ? Row(absent, "") : null,
            IsRequired = source.TryGetProperty("required", out var required) && required.GetBoolean(),
            MustAgree = source.TryGetProperty("agree", out var agree) && agree.GetBoolean(),
            When = source.TryGetProperty("when", out var when) ? PayloadPath.Tests(when.GetString()!) : [],
        })];
    }

    /// <summary>What a word, or the presence of a field, means.</summary>
    public static StatusRow Row(JsonElement row, string word) => new()
    {
        Word = word,
        Evidence = EvidenceMark.Seen,
        Payment = WordOf<PaymentStatus>(row, "payment"),
        Fulfilment = WordOf<FulfilmentStatus>(row, "fulfilment"),
        AfterSales = WordOf<AfterSalesStatus>(row, "afterSales"),
        Outcome = WordOf<ClaimOutcome>(row, "outcome"),
        Terms = WordOf<PaymentTerms>(row, "terms"),
        Kind = WordOf<CaseKind>(row, "kind"),
        Awaited = WordOf<Party>(row, "awaited"),
        EndedBy = WordOf<Party>(row, "endedBy"),
        IsDisputed = row.TryGetProperty("disputed", out var disputed) && disputed.GetBoolean(),
        IsSkipped = row.TryGetProperty("skip", out var skip) && skip.GetBoolean(),
        Holds = PayloadField.Texts(row, "holds").Select(HoldKind.Of).ToValueList(),
        HoldsUnder = Of(row, "holdsUnder")
            .SelectMany(p => p.Value.EnumerateArray().Select(h => (Enum.Parse<PaymentTerms>(p.Name), HoldKind.Of(h.GetString()!)))).ToValueList(),
        Over = PayloadField.Texts(row, "over").ToValueList(),
        Under = Of(row, "under").Select(p => (Enum.Parse<PaymentTerms>(p.Name), Enum.Parse<PaymentStatus>(p.Value.GetString()!))).ToValueList(),
        ByKind = Of(row, "byKind").Select(p => (Enum.Parse<CaseKind>(p.Name), Enum.Parse<AfterSalesStatus>(p.Value.GetString()!))).ToValueList(),
    };

    private PayloadKind Kind(JsonElement record, Dictionary<string, PayloadSchema> schemas)
    {
        _columns.Clear();
        foreach (var column in GroupBy) NoteColumn(column);
        var kind = new PayloadKind(record, this);
        return kind with { Columns = [.. _columns], Schema = schemas.GetValueOrDefault(kind.Name) };
    }

    // A property that may be left out may be null too.
    private static JsonElement WithoutNulls(JsonNode document)
    {
        Clean(document);
        using var cleaned = JsonDocument.Parse(document.ToJsonString());
        return cleaned.RootElement.Clone();

        static void Clean(JsonNode? node)
        {
            if (node is JsonObject thing)
            {
                foreach (var name in thing.Where(p => p.Value is null).Select(p => p.Key).ToList()) thing.Remove(name);
                foreach (var (_, below) in thing) Clean(below);
            }
            else if (node is JsonArray list)
            {
                foreach (var below in list) Clean(below);
            }
        }
    }

    private static PayloadTable Table(JsonElement table) => new(
        table.TryGetProperty("unknown", out var unknown) && unknown.GetString() == "note",
        table.TryGetProperty("ignoreCase", out var ignoresCase) && ignoresCase.GetBoolean(),
        [.. Of(table, "rows").Select(r => Row(r.Value, r.Name))]);

    private static T? WordOf<T>(JsonElement row, string name) where T : struct, Enum =>
        row.TryGetProperty(name, out var word) ? Enum.Parse<T>(word.GetString()!) : null;

    private static IEnumerable<JsonProperty> Of(JsonElement owner, string name) =>
        owner.TryGetProperty(name, out var child) ? child.EnumerateObject() : Enumerable.Empty<JsonProperty>();
}
