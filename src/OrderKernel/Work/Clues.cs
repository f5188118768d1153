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

    public static string Track(Waybill waybill) => "track:" + waybill.Number;

    /// <summary>Reservations that a host made for an order by itself.</summary>
    public static string ReservationsOf(StreamId order) => "reservations-of:" + order.Key;

    /// <summary>A buyer's requests of a month; the mark names nobody.</summary>
    public static string RequestsOf(string mark, NodaTime.YearMonth month) => $"requests-of:{mark}:{NodaTime.Text.YearMonthPattern.Iso.Format(month)}";

    public static string CasesOf(StreamId order) => "cases-of:" + order.Key;
}
