namespace OrderKernel.Work;

/// <summary>Under which words streams are filed in the index.</summary>
internal static class Clues
{
    public static string Number(OrderNumber number) => "number:" + number.Value;

    public static string Id(OrderId id) => "id:" + id.Value;

    public static string Waybill(Waybill waybill) => "waybill:" + waybill.Number;

    /// <summary>A partner's record about an order, by its own id; with the fingerprint of its bytes when given.</summary>
    public static string Record(string kind, StreamId order, string id, string? contentHash = null) =>
        contentHash is null ? $"{kind}:{order.Key}:{id}" : $"{kind}:{order.Key}:{id}:{contentHash}";

    /// <summary>Records that were put away, by the order that they are about and what tells them apart.</summary>
    public static string PutAway(string kind, StreamId order, string record) => PutAway(kind, order.Key, record);

    /// <summary>The same of one that names no order, by where it came to pass.</summary>
    public static string PutAway(string kind, string about, string record) => $"put-away:{kind}:{about}:{record}";

    /// <summary>The units of a serial number, whatever their goods, and the orders that they were sent with.</summary>
    public static string Serial(SerialNumber serial) => "serial:" + serial.Value;

    public static string Track(Waybill waybill) => "track:" + waybill.Number;

    /// <summary>Reservations that a host made for an order by itself.</summary>
    public static string ReservationsOf(StreamId order) => "reservations-of:" + order.Key;

    /// <summary>A buyer's requests of a month; the mark names nobody.</summary>
    public static string RequestsOf(string mark, NodaTime.YearMonth month) => $"requests-of:{mark}:{NodaTime.Text.YearMonthPattern.Iso.Format(month)}";

    /// <summary>The days on which goods of a cell moved, each as a stream of that name.</summary>
    public static string MovingDays(StockCell cell) => $"moving-days:{Cell(cell)}";

    /// <summary>The streams that moved goods of a cell on a day.</summary>
    public static string Moved(StockCell cell, string day) => $"moved:{Cell(cell)}:{day}";

    /// <summary>The movements that found what needs a person.</summary>
    public const string Findings = "stock-findings:";

    /// <summary>The movements by which goods came back for an order.</summary>
    public static string ReceivedOf(StreamId order) => "received-of:" + order.Key;

    /// <summary>The months in which goods of a SKU are or were expected, each as a stream of that name.</summary>
    public static string InboundMonths(SkuId sku) => $"inbound-months:{sku.Value}";

    /// <summary>Goods of a SKU that are or were expected in a month.</summary>
    public static string Inbounds(SkuId sku, string month) => $"inbounds:{sku.Value}:{month}";

    /// <summary>The days on which orders began to wait for a SKU, each as a stream of that name.</summary>
    public static string WaitingDays(SkuId sku) => $"waiting-days:{sku.Value}";

    /// <summary>What orders wait for that began to wait for a SKU on a day.</summary>
    public static string WaitingSince(SkuId sku, string day) => $"waiting:{sku.Value}:{day}";

    private static string Cell(StockCell cell) => $"{cell.Location.Value}:{cell.Sku.Value}:{cell.Pool.Value}:{cell.Batch.Value}";

    public static string CasesOf(StreamId order) => "cases-of:" + order.Key;
}
