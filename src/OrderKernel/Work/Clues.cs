namespace OrderKernel.Work;

/// <summary>Under which words streams are filed in the index.</summary>
internal static class Clues
{
    public static string Number(OrderNumber number) => "number:" + number.Value;

    public static string Id(OrderId id) => "id:" + id.Value;

    public static string Waybill(Waybill waybill) => "waybill:" + waybill.Value;

    public static string CasesOf(StreamId order) => "cases-of:" + order.Key;
}
