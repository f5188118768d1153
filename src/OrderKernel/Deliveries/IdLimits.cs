using OrderKernel.Partners;

namespace OrderKernel.Deliveries;

/// <summary>How long ids in delivered records may be: the kernel joins two of them, and its own words, into ids of shipments, reservations, holds and streams.</summary>
internal static class IdLimits
{
    public const int RecordIdMax = 48;

    public const int MessageIdMax = 80;

    public static Refusal? Check(Delivery delivery) => delivery switch
    {
        ClaimDelivery { Claim: var c } => First(c.Lines.Items.Select(l => l.Line.Value)
            .Concat(c.Shipments.Items.Select(s => s.Waybill.Value)).Concat(c.Cases.Items.Select(x => x.Case.Value))),
        TrackDelivery { Reports: var reports } => First([reports[0].Waybill.Value, reports[0].Carrier.Value]),
        PartnerDelivery { Record: StockCountRecord r } => First([r.Location.Value]),
        PartnerDelivery { Record: OutboundRecord r } => First([r.Id, r.Location.Value, r.Waybill?.Value ?? ""]),
        PartnerDelivery { Record: ReceiptRecord r } => First([r.Id, r.Location.Value]),
        _ => null,
    };

    public static Refusal? Check(MessageId message) => message.Value.Length > MessageIdMax ? TooLong(message.Value, MessageIdMax) : null;

    private static Refusal? First(IEnumerable<string> ids) => ids.FirstOrDefault(i => i.Length > RecordIdMax) is { } found ? TooLong(found, RecordIdMax) : null;

    private static Refusal TooLong(string id, int most) => Refusal.Of(OrderKernelCodes.IdTooLong, ("id", id.Substring(0, 16) + "…"), ("length", id.Length), ("most", most));
}
