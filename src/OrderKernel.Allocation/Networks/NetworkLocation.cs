namespace OrderKernel.Allocation;

/// <summary>A place that ships.</summary>
/// <param name="Id">The location.</param>
/// <param name="NameEnglish">Its name in English; null when the document gives none.</param>
/// <param name="NameChinese">Its name in Chinese; null when the document gives none.</param>
/// <param name="Province">Where it is, without suffix; null when the document does not say.</param>
/// <param name="IsOpen">False while it ships nothing.</param>
/// <param name="HandlingMilliFen">Handling a unit here, in thousandths of a fen, on top of the SKU's own.</param>
public sealed record NetworkLocation(LocationId Id, string? NameEnglish, string? NameChinese, RegionId? Province, bool IsOpen, long HandlingMilliFen)
{
    /// <summary>What it is; a warehouse when the document does not say.</summary>
    public LocationKind Kind { get; init; } = LocationKind.Warehouse;

    /// <summary>The area or location in which it lies; null at the root of the tree.</summary>
    public LocationId? Parent { get; init; }
}

/// <summary>A node of the tree of locations that ships nothing itself, such as a region of stores.</summary>
/// <param name="Id">The area; no location has its id.</param>
/// <param name="NameEnglish">Its name in English; null when the document gives none.</param>
/// <param name="NameChinese">Its name in Chinese; null when the document gives none.</param>
/// <param name="Parent">The area or location in which it lies; null at the root.</param>
public sealed record NetworkArea(LocationId Id, string? NameEnglish, string? NameChinese, LocationId? Parent);

/// <summary>What the network knows of a SKU.</summary>
internal sealed record NetworkSku(long Grams, long HandlingMilliFen, long UnfilledPenaltyMilliFen, bool[]? ShipsFrom);

/// <summary>A linear price from a location by a carrier to a zone.</summary>
internal readonly record struct Tariff(bool IsThere, long PerShipmentMilliFen, long PerKilogramMilliFen);

/// <summary>A ban of the document; what is null matches everything.</summary>
internal sealed record NetworkBan(int? Location, int? Carrier, int? Zone, string? Province, SkuId? Sku, string Reason);
