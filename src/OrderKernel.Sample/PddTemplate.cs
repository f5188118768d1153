using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>
/// pdd.order.list.get, pdd.order.information.get, pdd.refund.list.increment.get: orders in yuan as JSON numbers, refunds in fen; only
/// three status codes, the rest stands in side fields; "town" is the district.
/// </summary>
internal sealed class PddTemplate : ChannelTemplate
{
    public override SampleEnvelope OrderDetail { get; } = new("{\"order_info_get_response\":{\"order_info\":", "}}");

    public override SampleEnvelope OrderPage(int total, int page, bool more) => new(
        "{\"order_list_get_response\":{\"order_list\":[",
        $"],\"total_count\":{SampleText.Number(total)},\"has_next\":{(more ? "true" : "false")}}}}}");

    public override SampleEnvelope CasePage(int total, bool more) => new(
        "{\"refund_increment_get_response\":{\"refund_list\":[", $"],\"total_count\":{SampleText.Number(total)}}}}}");

    public override void WriteOrder(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot) => json.Object(() =>
    {
        json.WriteString("order_sn", order.Number);
        json.WriteNumber("order_status", snapshot.Stage switch
        {
            Stage.Paid or Stage.CancelledPaid => 1,
            Stage.Signed or Stage.Finished => 3,
            _ => 2,
        });
        json.WriteNumber("refund_status", snapshot.Case switch
        {
            CaseStage.None => 1,
            CaseStage.Refunded => 4,
            _ => 2,
        });
        json.WriteNumber("after_sales_status", snapshot.Case == CaseStage.None ? 0 : CaseWord(order.Case!.Kind, snapshot.Case));
        json.WriteNumber("confirm_status", 1);
        json.WriteNumber("group_status", snapshot.Hold == HoldKind.Group ? 0 : 1);
        json.WriteNumber("risk_control_status", snapshot.Hold == HoldKind.Risk ? 1 : 0);
        json.WriteNumber("stock_out_handle_status", snapshot.Hold == HoldKind.Shortage ? 0 : -1);
        json.WriteNumber("trade_type", 0);
        WriteTimes(json, order, snapshot);
        WriteMoney(json, order);
        json.WriteString("pay_type", "WEIXIN");
        json.WriteString("buyer_memo", order.BuyerMessage);
        json.WriteString("remark", snapshot.SellerMemo);
        WriteReceiver(json, order);
        if (order.ParcelsAt(snapshot.At) is [.., var parcel])
        {
            json.WriteNumber("logistics_id", parcel.Carrier.PddId);
            json.WriteString("tracking_number", parcel.Waybill);
        }

        json.Array("item_list", order.Lines, line => WriteLine(json, order, line));
    });

    public override void WriteCase(Utf8JsonWriter json, SampleOrder order, SampleCase opened, DateTimeOffset at, CaseStage stage) => json.Object(() =>
    {
        json.WriteNumber("id", long.Parse(opened.Id, System.Globalization.CultureInfo.InvariantCulture));
        json.WriteString("order_sn", order.Number);
        json.WriteNumber("after_sales_type", opened.Kind == CaseKind.ReturnRefund ? 3 : 2);
        json.WriteNumber("after_sales_status", CaseWord(opened.Kind, stage));
        json.WriteString("after_sale_reason", opened.Reason);
        json.WriteNumber("refund_amount", opened.AmountFen);
        json.WriteNumber("order_amount", order.PayableFen);
        json.WriteString("goods_id", SampleText.Number(opened.Line.Item.PlatformProductId(SampleChannel.Pdd)));
        json.WriteString("sku_id", SampleText.Number(opened.Line.Item.PlatformSkuId(SampleChannel.Pdd)));
        json.WriteString("outer_id", opened.Line.Item.Code(SampleChannel.Pdd));
        json.WriteNumber("goods_number", opened.Line.Quantity);
        json.Local("created_time", opened.Steps[0].At);
        json.Local("updated_time", at);
        if (opened.ReturnWaybill.Length > 0 && stage is CaseStage.ReturnInTransit or CaseStage.Refunded)
        {
            json.WriteString("shipping_name", SampleCarrier.Zhongtong.Name);
            json.WriteString("tracking_number", opened.ReturnWaybill);
        }
    });

    // While the goods travel back the word stays "agreed, buyer to send": only the waybill tells.
    private static int CaseWord(CaseKind kind, CaseStage stage) => stage switch
    {
        CaseStage.Requested => kind == CaseKind.ReturnRefund ? 3 : 2,
        CaseStage.AwaitingReturn or CaseStage.ReturnInTransit => 7,
        CaseStage.Refused => 6,
        CaseStage.Disputed => 8,
        CaseStage.Refunded => 10,
        _ => 0,
    };

    private static void WriteTimes(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot)
    {
        json.Local("created_time", order.CreatedAt);
        json.Local("confirm_time", order.PaidAt!.Value.AddSeconds(2));
        json.Local("pay_time", order.PaidAt.Value);
        json.Local("last_ship_time", order.PaidAt.Value.AddHours(48));
        json.WriteString("shipping_time", order.ParcelsAt(snapshot.At) is [.., var latest] ? SampleText.Local(latest.ReportedAt) : "");
        json.WriteString("receive_time", snapshot.Stage == Stage.Finished ? SampleText.Local(order.EndedAt!.Value) : "");
        json.Local("updated_at", snapshot.At);
    }

    private static void WriteMoney(Utf8JsonWriter json, SampleOrder order)
    {
        // pay_amount = goods_amount − discount_amount + postage; discount_amount = platform_discount + seller_discount.
        var basket = order.Basket;
        var seller = basket.ListFen - basket.PromotedFen + basket.SellerDiscountFen;
        Action<string, long> money = order.Scenario == Scenario.PriceTypeChanged ? json.Yuan : json.YuanNumber;
        money("goods_amount", basket.ListFen);
        money("discount_amount", seller + basket.PlatformDiscountFen);
        money("platform_discount", basket.PlatformDiscountFen);
        money("seller_discount", seller);
        money("capital_free_discount", 0);
        money("order_change_amount", 0);
        money("postage", basket.FreightFen);
        money("pay_amount", basket.PayableFen);
    }

    private static void WriteReceiver(Utf8JsonWriter json, SampleOrder order)
    {
        var buyer = order.Buyer;
        json.WriteString("open_address_id", "oaid_" + buyer.Id);
        json.WriteString("receiver_name_mask", buyer.MaskedName);
        json.WriteString("receiver_phone_mask", buyer.MaskedPhone);
        json.WriteString("receiver_address_mask", buyer.MaskedStreet);
        json.WriteString("province", order.Place.Province.Name);
        json.WriteString("city", order.Place.City);
        json.WriteString("town", order.Place.District);
    }

    private static void WriteLine(Utf8JsonWriter json, SampleOrder order, SampleLine line) => json.Object(() =>
    {
        json.WriteString("goods_id", SampleText.Number(line.Item.PlatformProductId(SampleChannel.Pdd)));
        json.WriteString("sku_id", SampleText.Number(line.Item.PlatformSkuId(SampleChannel.Pdd)));
        json.WriteString("outer_id", line.Item.Code(SampleChannel.Pdd));
        json.WriteString("goods_name", line.Item.Title);
        json.WriteString("goods_spec", line.Item.Spec);
        json.WriteNumber("goods_count", order.ShownQuantity(line));
        if (order.Scenario == Scenario.PriceTypeChanged)
        {
            json.Yuan("goods_price", line.UnitFen);
        }
        else
        {
            json.YuanNumber("goods_price", line.UnitFen);
        }
    });
}
