using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>What our own warehouses tell: stock counts, parcels sent, goods received back. One JSON object a line.</summary>
internal static class WarehouseFiles
{
    public static IEnumerable<byte[]> Stock(SamplePlan plan) => plan.Stock.Counts.Select(static count => SampleJson.Line(json => json.Object(() =>
    {
        json.WriteString("kind", "stock");
        json.Iso("at", SampleCalendar.StockCountedAt);
        json.WriteString("location", count.Location);
        json.WriteString("sku", count.Sku);
        json.WriteNumber("onHand", count.OnHand);
    })));

    public static IEnumerable<byte[]> Outbound(SamplePlan plan) => Sent(plan).Select(static (sent, index) => SampleJson.Line(json => json.Object(() =>
    {
        var (order, parcel) = sent;
        json.WriteString("kind", "outbound");
        json.WriteString("id", "OB-" + SampleText.Number(index + 1, "000000"));
        json.Iso("at", parcel.ShippedAt);
        WriteOrder(json, order);
        json.WriteString("location", parcel.Location);
        json.WriteString("carrier", parcel.Carrier.Code);
        json.WriteString("waybill", parcel.Waybill);
        json.Array("lines", Units(parcel.Lines), unit => json.Object(() => WriteUnits(json, unit)));
    })));

    public static IEnumerable<byte[]> Receipts(SamplePlan plan) => Received(plan).Select(static (receipt, index) => SampleJson.Line(json => json.Object(() =>
    {
        json.WriteString("kind", "receipt");
        json.WriteString("id", "RC-" + SampleText.Number(index + 1, "0000"));
        json.Iso("at", receipt.At);
        WriteOrder(json, receipt.Order);
        json.WriteString("location", receipt.Location);
        json.Array("lines", Units(receipt.Lines), unit => json.Object(() =>
        {
            WriteUnits(json, unit);
            json.WriteString("outcome", receipt.Outcome);
        }));
    })));

    /// <summary>The parcels that left our warehouses until the story ends, in that order.</summary>
    public static IEnumerable<(SampleOrder Order, SampleParcel Parcel)> Sent(SamplePlan plan) =>
        from order in plan.Orders
        from parcel in order.Parcels
        where parcel.Ours && parcel.ShippedAt <= SampleCalendar.Horizon
        orderby parcel.ShippedAt, order.Index
        select (order, parcel);

    /// <summary>The goods that came back until the story ends: returned by buyers, or given back undelivered.</summary>
    public static IEnumerable<(DateTimeOffset At, SampleOrder Order, string Location, IReadOnlyList<SampleLine> Lines, string Outcome)> Received(
        SamplePlan plan)
    {
        var returned = plan.Orders.Where(static order => order.Case is { ReceivedAt: not null })
            .Select(static order => (At: order.Case!.ReceivedAt!.Value, order, order.Parcels[0].Location,
                (IReadOnlyList<SampleLine>)[order.Case.Line], order.Case.Outcome));
        var givenBack = plan.Orders.SelectMany(static order => order.Parcels, static (order, parcel) => (Order: order, Parcel: parcel))
            .Where(static sent => sent.Parcel.ReceivedBackAt is not null)
            .Select(static sent => (At: sent.Parcel.ReceivedBackAt!.Value, sent.Order, sent.Parcel.Location, sent.Parcel.Lines, "restock"));
        return returned.Concat(givenBack).Where(static receipt => receipt.At <= SampleCalendar.Horizon).OrderBy(static receipt => receipt.At);
    }

    private static void WriteOrder(Utf8JsonWriter json, SampleOrder order)
    {
        json.WriteString("channel", order.Shop.ChannelName);
        json.WriteString("shop", order.Shop.Id);
        json.WriteString("order", order.Number);
    }

    private static void WriteUnits(Utf8JsonWriter json, (string Sku, int Quantity) unit)
    {
        json.WriteString("sku", unit.Sku);
        json.WriteNumber("quantity", unit.Quantity);
    }

    /// <summary>Units by SKU: bundles leave as their components.</summary>
    private static IEnumerable<(string Sku, int Quantity)> Units(IEnumerable<SampleLine> lines) => lines
        .SelectMany(SampleStock.PartsOf)
        .GroupBy(static part => part.Item.Sku, static part => part.Quantity)
        .Select(static group => (group.Key, group.Sum()))
        .OrderBy(static unit => unit.Key, StringComparer.Ordinal);
}
