using NodaTime;

namespace OrderKernel.Channels;

/// <summary>
/// A record of a warehouse or ERP: a stock count, goods that left, or goods that came back. It comes in the generic JSON Lines form, or in the partner's own,
/// which a profile document describes.
/// </summary>
/// <param name="At">When it happened.</param>
public abstract record PartnerRecord(Instant At)
{
    /// <summary>What a person should hear of besides: the record is taken all the same.</summary>
    public ValueList<Finding> Findings { get; init; }

    /// <summary>Reads one line.</summary>
    /// <param name="utf8">One JSON object, UTF-8.</param>
    /// <returns>The record, or a refusal (<see cref="KernelCodes.DocumentInvalid"/>) whose reasons list all problems with their paths.</returns>
    public static Result<PartnerRecord> Read(ReadOnlyMemory<byte> utf8) =>
        Load(utf8).TryGet(out var read, out var refusal) ? read : refusal with { Reasons = refusal.Reasons.Items.Select(Glimpsed).ToValueList() };

    // A field may hold anything, a person's name too: what a refusal says is kept and printed.
    private static Reason Glimpsed(Reason reason) => reason with
    {
        Arguments = reason.Arguments.Items.Select(a => a.Name == "value" ? new Argument(a.Name, FreeText.Glimpse(a.Value)) : a).ToValueList(),
    };

    private static Result<PartnerRecord> Load(ReadOnlyMemory<byte> utf8) => PolicyDocument.LoadPlain(utf8, null, root =>
    {
        var at = root.Instant("at") ?? default;
        switch (root.Text("kind"))
        {
            case "stock": return Count(at, root);
            case "outbound":
                return new OutboundRecord(at, IdOf(root), PlatformOrder.Of(root), LocationOf(root), CarrierOf(root), WaybillOf(root), Lines(root));
            case "receipt":
                var (id, order) = (IdOf(root), HasNoOrder(root) ? null : (PlatformOrder?)PlatformOrder.Of(root));
                return new ReceiptRecord(at, id, order, LocationOf(root), InspectedLines(root, order is null));
            case { } other:
                root.Report("kind", KernelCodes.DocumentValueInvalid, ("value", other), ("expected", "stock|outbound|receipt"));
                break;
        }

        return (PartnerRecord)new StockCountRecord(at, default, default, default);
    });

    private static StockCountRecord Count(Instant at, DocumentReader root)
    {
        var count = new StockCountRecord(at, LocationOf(root), SkuOf(root, "sku"), UnitsOf(root, "onHand", 0))
        {
            Pool = root.TextOrNull("pool") is { } pool && Valid(root, "pool", pool, PoolId.TryParse(pool, out var poolId)) ? poolId : default,
            Batch = root.TextOrNull("batch") is { } batch && Valid(root, "batch", batch, BatchId.TryParse(batch, out var batchId)) ? batchId : default,
        };
        if (root.TextOrNull("expiresOn") is not { } text) return count;
        // A day is a batch's.
        if (count.Batch == default) root.Report("batch", KernelCodes.DocumentPropertyMissing);
        if (DayText.TryParse(text, out var day)) return count with { ExpiresOn = day };
        root.Report("expiresOn", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "a day such as 2026-12-31"));
        return count;
    }

    internal static SkuId SkuOf(DocumentReader from, string name) =>
        from.Text(name) is { } text && Valid(from, name, text, SkuId.TryParse(text, out var id)) ? id : default;

    private static string IdOf(DocumentReader from) => from.Text("id") is { } text && Valid(from, "id", text, ShipmentId.TryParse(text, out _)) ? text : "";

    private static LocationId LocationOf(DocumentReader from) =>
        from.Text("location") is { } text && Valid(from, "location", text, LocationId.TryParse(text, out var id)) ? id : default;

    private static CarrierId? CarrierOf(DocumentReader from) =>
        from.TextOrNull("carrier") is { } text && Valid(from, "carrier", text, CarrierId.TryParse(text, out var id)) ? id : null;

    private static Waybill? WaybillOf(DocumentReader from) =>
        from.TextOrNull("waybill") is { } text && Valid(from, "waybill", text, Waybill.TryParse(text, out var id)) ? id : null;

    private static Quantity UnitsOf(DocumentReader from, string name, long atLeast) => Quantity.Of(from.Whole(name, atLeast) ?? 0);

    private static ValueList<GoodsLine> Lines(DocumentReader root) => root.Children("lines").Select(line =>
    {
        var goods = new GoodsLine(SkuOf(line, "sku"), UnitsOf(line, "quantity", 1), null);
        goods = goods with { Serials = Serials(line, goods.Units) };
        line.Close();
        return goods;
    }).ToValueList();

    private static ValueList<GoodsLine> InspectedLines(DocumentReader root, bool needsSerials) => root.Children("lines").Select(line =>
    {
        var outcome = OutcomeOf(line.Text("outcome"));
        if (outcome is null) line.Report("outcome", KernelCodes.DocumentValueInvalid, ("value", "outcome"), ("expected", OutcomeWords));
        var goods = new GoodsLine(SkuOf(line, "sku"), UnitsOf(line, "quantity", 1), outcome);
        goods = goods with { Serials = Serials(line, goods.Units) };
        if (needsSerials && goods.Serials.IsEmpty) root.Report("order", KernelCodes.DocumentPropertyMissing);
        line.Close();
        return goods;
    }).ToValueList();

    // Goods that nobody knows the order of are known by their serial numbers, or not at all.
    private static bool HasNoOrder(DocumentReader root) => !root.Has("order") && !root.Has("channel") && !root.Has("shop");

    private static ValueList<SerialNumber> Serials(DocumentReader line, Quantity units)
    {
        var serials = new List<SerialNumber>();
        foreach (var text in line.Has("serials") ? line.Texts("serials") : [])
        {
            if (SerialNumber.TryParse(text, out var serial)) serials.Add(serial);
            else line.Report("serials", KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "1-64 characters"));
        }

        if (serials.Count > units.Units)
            line.Report("serials", ChannelsCodes.SerialsUnattributed, ("serials", serials.Count), ("units", units), ("skus", 1));
        return serials.ToValueList();
    }

    /// <summary>The words of inspections in documents, as a refusal lists them.</summary>
    internal const string OutcomeWords = "restock|write-off|quarantine|wrong-goods|missing";

    /// <summary>What a word of an inspection means; null when it is none.</summary>
    internal static InspectionOutcome? OutcomeOf(string? word) => word switch
    {
        "restock" => InspectionOutcome.Restock,
        "write-off" => InspectionOutcome.WriteOff,
        "quarantine" => InspectionOutcome.Quarantine,
        "wrong-goods" => InspectionOutcome.WrongGoods,
        "missing" => InspectionOutcome.Missing,
        _ => null,
    };

    internal static bool Valid(DocumentReader from, string name, string text, bool parsed)
    {
        if (!parsed) from.Report(name, KernelCodes.DocumentValueInvalid, ("value", text), ("expected", "id"));
        return parsed;
    }
}

/// <summary>A count of one SKU at one location.</summary>
/// <param name="At">When it was counted.</param>
/// <param name="Location">Where it was counted.</param>
/// <param name="Sku">What was counted.</param>
/// <param name="OnHand">Base units found; zero counts too.</param>
public sealed record StockCountRecord(Instant At, LocationId Location, SkuId Sku, Quantity OnHand) : PartnerRecord(At)
{
    /// <summary>The pool in which it lies; unset for none.</summary>
    public PoolId Pool { get; init; }

    /// <summary>The batch that was counted; unset where batches are not told apart.</summary>
    public BatchId Batch { get; init; }

    /// <summary>The batch's last day; null where it is not told.</summary>
    public LocalDate? ExpiresOn { get; init; }
}

/// <summary>A parcel that a warehouse of ours handed over.</summary>
/// <param name="At">When the carrier had it.</param>
/// <param name="Id">The warehouse's own id of the parcel.</param>
/// <param name="Order">The order that it serves.</param>
/// <param name="Location">Where it left.</param>
/// <param name="Carrier">Who carries it, by our id; null when the warehouse does not say.</param>
/// <param name="Waybill">The carrier's number; null when the warehouse does not say.</param>
/// <param name="Lines">What is in it, each at least one unit.</param>
public sealed record OutboundRecord(Instant At, string Id, PlatformOrder Order, LocationId Location, CarrierId? Carrier, Waybill? Waybill,
    ValueList<GoodsLine> Lines) : PartnerRecord(At);

/// <summary>One document of a warehouse about several parcels of one order that it handed over: all of them are taken, or none.</summary>
/// <param name="At">When the carrier had the last of them.</param>
/// <param name="Parcels">The parcels, at least one, each under an id of its own and all of one order.</param>
public sealed record OutboundDocument(Instant At, ValueList<OutboundRecord> Parcels) : PartnerRecord(At);

/// <summary>Goods that came back and were looked at.</summary>
/// <param name="At">When the goods were looked at.</param>
/// <param name="Id">The warehouse's own id of the receipt.</param>
/// <param name="Order">The order that they were sent for; null when only their serial numbers tell it.</param>
/// <param name="Location">Where they are now.</param>
/// <param name="Lines">What came, each at least one unit, with its outcome.</param>
public sealed record ReceiptRecord(Instant At, string Id, PlatformOrder? Order, LocationId Location, ValueList<GoodsLine> Lines) : PartnerRecord(At);

/// <summary>Units of a SKU, with what was found where goods came back.</summary>
/// <param name="Sku">What it is.</param>
/// <param name="Units">Base units.</param>
/// <param name="Outcome">What the inspection found; null for goods that leave.</param>
public readonly record struct GoodsLine(SkuId Sku, Quantity Units, InspectionOutcome? Outcome)
{
    /// <summary>The serial numbers of the units (SN, IMEI), where they were read; at most one a unit.</summary>
    public ValueList<SerialNumber> Serials { get; init; }
}

/// <summary>An order as a partner names it: channel, shop and the channel's number.</summary>
/// <param name="Channel">The channel.</param>
/// <param name="Shop">The shop on it.</param>
/// <param name="Number">The channel's own number, not ours.</param>
public readonly record struct PlatformOrder(ChannelId Channel, ShopId Shop, OrderNumber Number)
{
    /// <summary>The order's key within a tenant.</summary>
    /// <param name="tenant">Whose order it is.</param>
    public OrderKey In(TenantId tenant) => new(tenant, Channel, Shop, Number);

    internal static PlatformOrder Of(DocumentReader root)
    {
        var channel = root.Text("channel") is { } c && PartnerRecord.Valid(root, "channel", c, ChannelId.TryParse(c, out var channelId)) ? channelId : default;
        var shop = root.Text("shop") is { } s && PartnerRecord.Valid(root, "shop", s, ShopId.TryParse(s, out var shopId)) ? shopId : default;
        var number = root.Text("order") is { } n && PartnerRecord.Valid(root, "order", n, OrderNumber.TryParse(n, out var id)) ? id : default;
        return new(channel, shop, number);
    }
}
