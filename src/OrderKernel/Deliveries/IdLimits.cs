using OrderKernel.Channels;

namespace OrderKernel.Deliveries;

/// <summary>Ids of delivered records and of messages: each is set, and short enough.</summary>
/// <remarks>The kernel joins two of them, and its own words, into ids of shipments, reservations, holds and streams.</remarks>
internal static class IdLimits
{
    public const int RecordIdMax = 48;

    public const int MessageIdMax = 80;

    public static Refusal? Check(Delivery delivery) => Unset(delivery) ?? delivery switch
    {
        ClaimDelivery { Claim: var c } => First(c.Lines.Items.Select(l => l.Line.Value)
            .Concat(c.Shipments.Items.Select(s => s.Waybill.Value)).Concat(c.Cases.Items.Select(x => x.Case.Value))),
        TrackDelivery { Reports: var reports } => First([reports[0].Waybill.Value, reports[0].Carrier.Value]),
        PartnerDelivery { Record: StockCountRecord r } => First([r.Location.Value]),
        PartnerDelivery { Record: OutboundRecord r } => First(IdsOf(r)),
        PartnerDelivery { Record: OutboundDocument d } => First(d.Parcels.Items.SelectMany(IdsOf)),
        PartnerDelivery { Record: ReceiptRecord r } => First([r.Id, r.Location.Value]),
        _ => null,
    };

    public static Refusal? Check(CaseId id) => First([id.Value]);

    public static Refusal? Check(Inventory.TransferKey transfer) => First([transfer.Transfer.Value]);

    public static Refusal? Check(Inventory.StockTakeKey take) => First([take.Take.Value]);

    public static Refusal? Check(MessageId message) =>
        Required.Id("message", message) ?? (message.Value.Length > MessageIdMax ? TooLong(message.Value, MessageIdMax) : null);

    private static Refusal? Unset(Delivery delivery) => delivery switch
    {
        ClaimDelivery { Claim: var c } => Required.Key("order", c.Order)
            ?? Required.Each("lines", c.Lines, static l => Required.Id("line", l.Line))
            ?? Required.Each("shipments", c.Shipments, static s => Required.Id("waybill", s.Waybill))
            ?? Required.Each("cases", c.Cases, static x => Required.Id("case", x.Case)),
        TrackDelivery { Reports: var reports } =>
            Required.Each("reports", reports, static r => Required.Id("waybill", r.Waybill) ?? Required.Id("carrier", r.Carrier)),
        PartnerDelivery { Record: StockCountRecord r } => Required.Id("location", r.Location) ?? Required.Id("sku", r.Sku),
        PartnerDelivery { Record: OutboundRecord r } => Unset(r),
        PartnerDelivery { Record: OutboundDocument d } => Required.Each("parcels", d.Parcels, Unset),
        PartnerDelivery { Record: ReceiptRecord r } => Unset(r.Id, r.Order, r.Location, r.Lines),
        _ => null,
    };

    private static string[] IdsOf(OutboundRecord record) => [record.Id, record.Location.Value, record.Waybill?.Value ?? ""];

    private static Refusal? Unset(OutboundRecord record) => Unset(record.Id, record.Order, record.Location, record.Lines)
        ?? Required.Id("carrier", record.Carrier)
        ?? Required.Id("waybill", record.Waybill);

    private static Refusal? Unset(string id, PlatformOrder? told, LocationId location, ValueList<GoodsLine> lines) => Required.Name("id", id)
        ?? (told is { } order ? Required.Id("channel", order.Channel) ?? Required.Id("shop", order.Shop) ?? Required.Id("order", order.Number) : null)
        ?? Required.Id("location", location)
        ?? Required.Each("lines", lines, static l => Required.Id("sku", l.Sku));

    private static Refusal? First(IEnumerable<string> ids) => ids.FirstOrDefault(i => i.Length > RecordIdMax) is { } found ? TooLong(found, RecordIdMax) : null;

    private static Refusal TooLong(string id, int most) =>
        Refusal.Of(OrderKernelCodes.IdTooLong, ("id", id.Substring(0, 16) + "…"), ("length", id.Length), ("most", most));
}
