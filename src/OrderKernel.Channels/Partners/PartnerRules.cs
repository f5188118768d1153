namespace OrderKernel.Channels;

/// <summary>What a record kind of a warehouse or ERP tells. 0 is unset.</summary>
internal enum PartnerKind
{
    /// <summary>How many units of a SKU lie at a location.</summary>
    Stock = 1,

    /// <summary>Parcels that left.</summary>
    Outbound = 2,

    /// <summary>Goods that came back.</summary>
    Receipt = 3,
}

/// <summary>Where the fields of such a record stand.</summary>
/// <param name="Tells">What it tells.</param>
/// <param name="At">The rows that are a parcel each; empty where the record is one.</param>
/// <param name="Lines">The rows of the goods, with code, units and what names a row; where they have no list, the record or parcel is its only line.</param>
internal sealed record PartnerRules(PartnerKind Tells, RowList[] At, LineRules Lines)
{
    public FieldRule? Id { get; init; }

    public FieldRule? Time { get; init; }

    /// <summary>Where the record tells no time, its arrival is when it happened.</summary>
    public bool TakesArrival { get; init; }

    public FieldRule? Location { get; init; }

    public FieldRule? Carrier { get; init; }

    public FieldRule? Waybill { get; init; }

    public FieldRule? Outcome { get; init; }

    /// <summary>Of a count: the pool, the batch and its last day.</summary>
    public (FieldRule? Pool, FieldRule? Batch, FieldRule? ExpiresOn) Counted { get; init; }

    /// <summary>The serial numbers of a line's units: in one text, or in a list of their own.</summary>
    public FieldRule? Serials { get; init; }

    /// <summary>The fields without which there is no record.</summary>
    public IEnumerable<FieldRule> Needed(RecordKind kind)
    {
        FieldRule?[] needed = Tells == PartnerKind.Stock
            ? [Location, Lines.Code, Lines.Quantity]
            : [kind.Number, kind.Source?.Channel, kind.Source?.Shop, Id, Location, Lines.Code, Lines.Quantity, Outcome];
        return needed.Append(TakesArrival ? null : Time).OfType<FieldRule>();
    }
}

/// <summary>
/// Words of a warehouse or ERP for what has an id of ours. Without a map the word is the id itself; with one, a word that is not in it parks.
/// </summary>
internal sealed record PartnerWords
{
    public Utf8Map<string>? Channels { get; init; }

    public Utf8Map<string>? Shops { get; init; }

    public Utf8Map<string>? Locations { get; init; }

    public Utf8Map<string>? Outcomes { get; init; }

    /// <summary>The words as the document writes them, with the map that each stands in: for lint.</summary>
    public IReadOnlyList<(string Map, string Word)> Told { get; init; } = [];
}
