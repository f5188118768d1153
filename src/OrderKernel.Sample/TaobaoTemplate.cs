using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>
/// taobao.trades.sold.get, taobao.trade.fullinfo.get, taobao.refunds.receive.get: yuan strings, local times, ids as bare numbers
/// beyond 2^53, masked receivers with an oaid.
/// </summary>
internal sealed class TaobaoTemplate : ChannelTemplate
{
    public override SampleEnvelope OrderDetail { get; } = new("{\"trade_fullinfo_get_response\":{\"trade\":", "}}");

    public override SampleEnvelope OrderPage(int total, int page, bool more) => new(
        "{\"trades_sold_get_response\":{\"trades\":{\"trade\":[",
        $"]}},\"total_results\":{SampleText.Number(total)},\"request_id\":\"sample{SampleText.Number(page, "0000")}\"}}}}");

    public override SampleEnvelope CasePage(int total, bool more) => new(
        "{\"refunds_receive_get_response\":{\"refunds\":{\"refund\":[", $"]}},\"total_results\":{SampleText.Number(total)}}}}}");

    public override void WriteOrder(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot) => json.Object(() =>
    {
        json.Raw("tid", order.Number);
        json.WriteString("type", "fixed");
        json.WriteString("status", Word(snapshot));
        WriteTimes(json, order, snapshot);
        WriteMoney(json, order, snapshot);
        json.WriteString("buyer_nick", order.Buyer.Id[..1] + "**" + order.Buyer.Id[^1..]);
        json.WriteString("buyer_open_uid", "AAH" + order.Buyer.Id);
        json.WriteString("buyer_message", order.BuyerMessage);
        json.WriteString("seller_nick", order.Shop.Name);
        json.WriteString("seller_memo", snapshot.SellerMemo);
        json.WriteNumber("seller_flag", snapshot.SellerMemo.Length > 0 ? 1 : 0);
        WriteReceiver(json, order);
        json.WriteString("shipping_type", order.Basket.FreightFen > 0 ? "express" : "free");
        json.WriteBoolean("is_sh_ship", snapshot.Hold == HoldKind.Group);
        json.Object("orders", () => json.Array("order", order.Lines, line => WriteLine(json, order, line, snapshot)));
    });

    public override void WriteCase(Utf8JsonWriter json, SampleOrder order, SampleCase opened, DateTimeOffset at, CaseStage stage) => json.Object(() =>
    {
        var line = opened.Line;
        json.Raw("refund_id", opened.Id);
        json.Raw("tid", order.Number);
        json.Raw("oid", order.LineNumber(line));
        json.WriteString("status", CaseWord(stage));
        json.WriteString("dispute_type", opened.Kind == CaseKind.ReturnRefund ? "REFUND_AND_RETURN" : "REFUND");
        json.WriteString("refund_phase", "onsale");
        json.WriteString("order_status", opened.Kind == CaseKind.CancelBeforeShipping ? "WAIT_SELLER_SEND_GOODS" : "WAIT_BUYER_CONFIRM_GOODS");
        json.WriteString("good_status", opened.Kind switch
        {
            CaseKind.CancelBeforeShipping => "BUYER_NOT_RECEIVED",
            CaseKind.ReturnRefund when stage is CaseStage.ReturnInTransit or CaseStage.Refunded => "BUYER_RETURNED_GOODS",
            _ => order.DeliveredAt is null ? "BUYER_NOT_RECEIVED" : "BUYER_RECEIVED",
        });
        json.WriteBoolean("has_good_return", opened.Kind == CaseKind.ReturnRefund);
        json.Yuan("total_fee", line.ListFen);
        json.Yuan("payment", line.PaidFen + (order.Lines.Count == 1 ? order.Basket.FreightFen : 0));
        json.Yuan("refund_fee", opened.AmountFen);
        json.WriteString("reason", opened.Reason);
        json.WriteString("buyer_nick", order.Buyer.Id[..1] + "**" + order.Buyer.Id[^1..]);
        json.WriteString("buyer_open_uid", "AAH" + order.Buyer.Id);
        json.WriteString("title", line.Item.Title);
        json.WriteNumber("num", line.Quantity);
        json.WriteString("outer_id", line.Item.Code(SampleChannel.Taobao));
        json.Local("created", opened.Steps[0].At);
        json.Local("modified", at);
        if (opened.ReturnWaybill.Length > 0 && stage is CaseStage.ReturnInTransit or CaseStage.Refunded)
        {
            json.WriteString("company_name", SampleCarrier.Zhongtong.Name);
            json.WriteString("sid", opened.ReturnWaybill);
        }
    });

    private static string Word(SampleSnapshot snapshot) => snapshot switch
    {
        { UnknownWord.Length: > 0 } => snapshot.UnknownWord,
        { Stage: Stage.Unpaid } => "WAIT_BUYER_PAY",
        { Stage: Stage.Paid, Hold: HoldKind.Group } => "PAID_FORBID_CONSIGN",
        { Stage: Stage.Paid } => "WAIT_SELLER_SEND_GOODS",
        { Stage: Stage.PartlyShipped } => "SELLER_CONSIGNED_PART",
        { Stage: Stage.Shipped or Stage.Signed } => "WAIT_BUYER_CONFIRM_GOODS",
        { Stage: Stage.Finished } => "TRADE_FINISHED",
        { Stage: Stage.CancelledUnpaid } => "TRADE_CLOSED_BY_TAOBAO",
        _ => "TRADE_CLOSED",
    };

    private static string CaseWord(CaseStage stage) => stage switch
    {
        CaseStage.Requested => "WAIT_SELLER_AGREE",
        CaseStage.AwaitingReturn => "WAIT_BUYER_RETURN_GOODS",
        CaseStage.ReturnInTransit => "WAIT_SELLER_CONFIRM_GOODS",
        CaseStage.Refused => "SELLER_REFUSE_BUYER",
        CaseStage.Refunded => "SUCCESS",
        _ => "NO_REFUND",
    };

    private static void WriteTimes(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot)
    {
        json.Local("created", order.CreatedAt);
        json.Local("modified", snapshot.At);
        if (snapshot.IsPaid)
        {
            json.Local("pay_time", order.PaidAt!.Value);
        }

        if (order.ParcelsAt(snapshot.At) is [.., var latest])
        {
            json.Local("consign_time", latest.ReportedAt);
        }

        if (snapshot.IsShipped && order.DeliveredAt <= snapshot.At)
        {
            json.Local("sign_time", order.DeliveredAt!.Value);
        }

        if (snapshot.IsEnded)
        {
            json.Local("end_time", order.EndedAt!.Value);
        }
    }

    private static void WriteMoney(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot)
    {
        json.Yuan("total_fee", order.Basket.ListFen);
        json.Yuan("discount_fee", order.Basket.SellerDiscountFen);
        json.Yuan("adjust_fee", 0);
        json.Yuan("post_fee", order.Basket.FreightFen);
        if (order.Scenario == Scenario.PriceTypeChanged)
        {
            json.Raw("payment", SampleText.Yuan(order.PayableFen));
        }
        else
        {
            json.Yuan("payment", order.PayableFen);
        }

        json.Yuan("received_payment", snapshot.Stage == Stage.Finished ? order.PayableFen : 0);
    }

    private static void WriteReceiver(Utf8JsonWriter json, SampleOrder order)
    {
        json.WriteString("oaid", "oaid-" + order.Buyer.Id);
        json.WriteString("receiver_name", order.Buyer.MaskedName);
        json.WriteString("receiver_mobile", order.Buyer.MaskedPhone);
        json.WriteString("receiver_state", order.Place.Province.Name);
        json.WriteString("receiver_city", order.Place.City);
        json.WriteString("receiver_district", order.Place.District);
        json.WriteString("receiver_address", order.Buyer.MaskedStreet);
    }

    private static void WriteLine(Utf8JsonWriter json, SampleOrder order, SampleLine line, SampleSnapshot snapshot) => json.Object(() =>
    {
        var only = order.Lines.Count == 1;
        json.Raw("oid", order.LineNumber(line));
        json.WriteString("title", line.Item.Title);
        json.WriteString("sku_properties_name", line.Item.Spec);
        json.WriteNumber("num_iid", line.Item.PlatformProductId(SampleChannel.Taobao));
        json.WriteString("sku_id", SampleText.Number(line.Item.PlatformSkuId(SampleChannel.Taobao)));
        json.WriteString("outer_sku_id", line.Item.Code(SampleChannel.Taobao));
        json.WriteNumber("num", order.ShownQuantity(line));
        if (order.Scenario == Scenario.PriceTypeChanged)
        {
            json.Raw("price", SampleText.Yuan(line.UnitFen));
        }
        else
        {
            json.Yuan("price", line.UnitFen);
        }

        // total_fee = price × num − discount_fee; the only line's payment is the trade's, freight included.
        json.Yuan("discount_fee", line.PromotionFen);
        json.Yuan("adjust_fee", 0);
        json.Yuan("total_fee", line.PromotedFen);
        json.Yuan("payment", only ? order.PayableFen : line.PromotedFen);
        json.Yuan("part_mjz_discount", line.SellerShareFen);
        json.Yuan("divide_order_fee", line.PaidFen);
        var parcel = order.ParcelsAt(snapshot.At).Find(parcel => parcel.Lines.Contains(line));
        json.WriteString("status", snapshot.Stage != Stage.PartlyShipped ? Word(snapshot)
            : parcel is null ? "WAIT_SELLER_SEND_GOODS" : "WAIT_BUYER_CONFIRM_GOODS");
        json.WriteString("refund_status", CaseWord(snapshot.Case));
        if (snapshot.Case != CaseStage.None)
        {
            json.Raw("refund_id", order.Case!.Id);
        }

        if (parcel is not null)
        {
            json.WriteString("logistics_company", parcel.Carrier.Name);
            json.WriteString("invoice_no", parcel.Waybill);
            json.Local("consign_time", parcel.ReportedAt);
        }
    });
}
