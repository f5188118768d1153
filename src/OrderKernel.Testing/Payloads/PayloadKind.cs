using System.Text.Json;
using OrderKernel.Channels;

namespace OrderKernel.Testing;

/// <summary>A record kind of a profile document: its fields under their names, such as <c>times.created</c>.</summary>
internal sealed record PayloadKind
{
    private static readonly string[] Sections = ["", "times", "amounts", "recipient", "amounts.paidBy"];
    private readonly Dictionary<string, PayloadField> _fields = [];
    private readonly JsonElement _record;

    public PayloadKind(JsonElement record, PayloadDocument document)
    {
        _record = record;
        Name = record.GetProperty("kind").GetString()!;
        IsOfPartner = record.TryGetProperty("partner", out _);
        IsWhole = !IsOfPartner && record.GetProperty("scope").GetString() == "whole";
        Prefixes = record.TryGetProperty("prefixes", out _) ? PayloadField.Texts(record, "prefixes") : [""];
        Envelopes = PayloadField.Texts(record, "envelopes");
        Needs = PayloadField.Texts(record, "needs");
        Lacks = PayloadField.Texts(record, "lacks");
        foreach (var need in Needs) document.NoteColumn(need);
        foreach (var section in Sections)
        {
            if (Section(section) is not { } owner) continue;
            foreach (var name in Names(section, owner)) Add(section.Length == 0 ? name : $"{section}.{name}", owner, name, document);
        }

        Says = record.TryGetProperty("says", out var says) ? PayloadDocument.Row(says, "") : null;
        Statuses = document.Statuses(record);
        Terms = record.TryGetProperty("terms", out var terms) ? Enum.Parse<PaymentTerms>(terms.GetString()!) : null;
        TellsHolds = Flag(record, "tellsHolds", IsWhole);
        NeedsFulfilment = Flag(record, "needsFulfilment", true);
        IsShippingNeverTold = Flag(record, "shippingNeverTold", false);
        TakesArrival = record.TryGetProperty("times", out var times) && Flag(times, "arrival", false);
        if (Section("amounts") is { } amounts)
        {
            IsListPriceOfLines = amounts.TryGetProperty("listPrice", out var list) && list.ValueKind == JsonValueKind.String && list.GetString() == "lines";
            TieOut = amounts.TryGetProperty("tieOut", out _) ? PayloadField.Texts(amounts, "tieOut") : null;
            RefundsReduce = Flag(amounts, "refundsReduce", false);
            PaymentFollowsRefunds = Flag(amounts, "paymentFollowsRefunds", false);
        }

        Lines = record.TryGetProperty("lines", out var lines) ? new(lines, document) : null;
        Shipments = !record.TryGetProperty("shipments", out var parcels) ? []
            : parcels.ValueKind == JsonValueKind.Array ? [.. parcels.EnumerateArray().Select(p => new PayloadBlock(p, document))] : [new(parcels, document)];
        Case = record.TryGetProperty("case", out var one) ? new(one, document) : null;
    }

    public string Name { get; }

    /// <summary>True for what a warehouse or another partner tells: no order, and no claim.</summary>
    public bool IsOfPartner { get; }

    public bool IsWhole { get; }

    public IReadOnlyList<string> Prefixes { get; }

    public IReadOnlyList<string> Envelopes { get; }

    public IReadOnlyList<string> Needs { get; }

    public IReadOnlyList<string> Lacks { get; }

    /// <summary>All columns that a record of the kind has, of CSV.</summary>
    public IReadOnlyList<string> Columns { get; init; } = [];

    public StatusRow? Says { get; }

    public IReadOnlyList<PayloadStatus> Statuses { get; }

    public PaymentTerms? Terms { get; }

    public bool TellsHolds { get; }

    public bool NeedsFulfilment { get; }

    public bool IsShippingNeverTold { get; }

    /// <summary>What each record of the kind is held against; null for nothing.</summary>
    public PayloadSchema? Schema { get; init; }

    public bool TakesArrival { get; }

    public bool IsListPriceOfLines { get; }

    public IReadOnlyList<string>? TieOut { get; }

    public bool RefundsReduce { get; }

    public bool PaymentFollowsRefunds { get; }

    public PayloadBlock? Lines { get; }

    public IReadOnlyList<PayloadBlock> Shipments { get; }

    public PayloadBlock? Case { get; }

    public bool HasAmounts => Section("amounts") is not null;

    public bool HasRecipient => Section("recipient") is not null;

    /// <summary>The tenders that the record tells beside money.</summary>
    public IEnumerable<string> Tenders => Section("amounts.paidBy") is { } paidBy ? paidBy.EnumerateObject().Select(p => p.Name) : [];

    public PayloadField? this[string name] => _fields.GetValueOrDefault(name);

    /// <summary>True when a field reads the entries of a list of this name.</summary>
    public bool ReadsListAt(string path) => _fields.Values.Concat(Shipments.Append(Lines).Append(Case).OfType<PayloadBlock>().Where(b => b.At.Count == 0)
        .SelectMany(b => b.Fields)).SelectMany(f => f.AllPaths()).Any(p => p == path + "[]");

    public static bool Flag(JsonElement owner, string name, bool otherwise) => owner.TryGetProperty(name, out var flag) ? flag.GetBoolean() : otherwise;

    private JsonElement? Section(string path)
    {
        var at = _record;
        foreach (var name in path.Split('.', StringSplitOptions.RemoveEmptyEntries))
        {
            if (!at.TryGetProperty(name, out at)) return null;
        }

        return at;
    }

    private static IEnumerable<string> Names(string section, JsonElement owner) => section switch
    {
        "" => ["number", "currency", "customer"],
        "amounts" => owner.EnumerateObject().Select(p => p.Name).Except(["paidBy", "tieOut", "refundsReduce", "paymentFollowsRefunds"]),
        "times" => owner.EnumerateObject().Select(p => p.Name).Except(["arrival"]),
        _ => owner.EnumerateObject().Select(p => p.Name),
    };

    private void Add(string key, JsonElement owner, string name, PayloadDocument document)
    {
        if (key == "amounts.listPrice" && owner.GetProperty(name) is { ValueKind: JsonValueKind.String } list && list.GetString() == "lines") return;
        if (PayloadField.Of(owner, name, document) is { } field) _fields.Add(key, field);
    }
}

/// <summary>The lines, parcels or cases of a record kind: the lists that they stand in, and the fields of a row.</summary>
internal sealed class PayloadBlock
{
    private static readonly string[] Others = ["at", "statuses", "mayBeMissing", "separators", "assumedKind", "noReasonTexts"];
    private readonly Dictionary<string, PayloadField> _fields = [];

    public PayloadBlock(JsonElement block, PayloadDocument document)
    {
        At = !block.TryGetProperty("at", out var at) ? [] : at.ValueKind == JsonValueKind.String ? [at.GetString()!] : PayloadField.Texts(block, "at");
        foreach (var test in At.SelectMany(PayloadPath.Parts).SelectMany(p => p.Tests)) document.NoteColumn(test.Path);
        foreach (var name in block.EnumerateObject().Select(p => p.Name).Except(Others)) _fields.Add(name, PayloadField.Of(block, name, document)!);
        Statuses = document.Statuses(block);
        MayBeMissing = PayloadKind.Flag(block, "mayBeMissing", false);
        Separators = block.TryGetProperty("separators", out var separators) ? separators.GetString()! : "";
        AssumedKind = block.TryGetProperty("assumedKind", out var kind) ? Enum.Parse<CaseKind>(kind.GetString()!) : null;
        NoReasonTexts = PayloadField.Texts(block, "noReasonTexts");
    }

    public IReadOnlyList<string> At { get; }

    public IReadOnlyList<PayloadStatus> Statuses { get; }

    public bool MayBeMissing { get; }

    public string Separators { get; }

    public CaseKind? AssumedKind { get; }

    public IEnumerable<PayloadField> Fields => _fields.Values;

    public IReadOnlyList<string> NoReasonTexts { get; }

    public PayloadField? this[string name] => _fields.GetValueOrDefault(name);
}
