using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>
/// order.searchList, order.orderDetail and afterSale.List of Doudian: money in fen, times in epoch seconds with 0 for "not yet", ids as
/// strings, receivers as mask and cipher; "town" is the district.
/// </summary>
internal sealed class DoudianTemplate : ChannelTemplate
{
    private const string Success = "\"err_no\":0,\"message\":\"success\"}";

    public override SampleEnvelope OrderDetail { get; } = new("{\"data\":{\"shop_order_detail\":", "}," + Success);

    public override SampleEnvelope OrderPage(int total, int page, bool more) => new(
        $"{{\"data\":{{\"page\":{SampleText.Number(page - 1)},\"size\":100,\"total\":{SampleText.Number(total)},\"shop_order_list\":[", "]}," + Success);

    public override SampleEnvelope CasePage(int total, bool more) => new(
        $"{{\"data\":{{\"has_more\":{(more ? "true" : "false")},\"page\":0,\"size\":100,\"total\":{SampleText.Number(total)},\"items\":[", "]}," + Success);

    public override void WriteOrder(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot) => json.Object(() =>
    {
        var (status, words, main) = Word(order, snapshot);
        json.WriteNumber("shop_id", order.Shop.PlatformId);
        json.WriteString("shop_name", order.Shop.Name);
        json.WriteString("order_id", order.Number);
        json.WriteString("open_id", "dy_" + order.Buyer.Id);
        json.WriteNumber("order_type", 0);
        json.WriteNumber("order_status", status);
        json.WriteString("order_status_desc", words);
        json.WriteNumber("main_status", main);
        json.WriteNumber("pay_type", 1);
        WriteTimes(json, order, snapshot);
        WriteMoney(json, order);
        json.WriteString("cancel_reason", snapshot.Stage is Stage.CancelledUnpaid or Stage.CancelledPaid ? "不想要了" : "");
        json.WriteString("buyer_words", order.BuyerMessage);
        json.WriteString("seller_words", snapshot.SellerMemo);
        json.WriteNumber("seller_remark_stars", 0);
        WriteReceiver(json, order);
        json.Array("logistics_info", order.ParcelsAt(snapshot.At), parcel => WriteParcel(json, order, parcel));
        json.Array("sku_order_list", order.Lines, line => WriteLine(json, order, line, snapshot, status));
    });

    /// <summary>Message 106, "order cancelled": an id, a status, no goods.</summary>
    public static void WriteCancelPush(Utf8JsonWriter json, long shopId, string number, bool asNumber, DateTimeOffset at) => json.Object(() =>
    {
        json.WriteNumber("tag", 106);
        json.WriteString("msgId", $"{number}0:106:{SampleText.Number(at.ToUnixTimeSeconds())}");
        json.Object("data", () =>
        {
            if (asNumber)
            {
                json.Raw("p_id", number);
            }
            else
            {
                json.WriteString("p_id", number);
            }

            json.Array("s_ids", [number], json.WriteStringValue);
            json.WriteNumber("shop_id", shopId);
            json.WriteNumber("order_status", 4);
            json.WriteNumber("order_type", 0);
            json.WriteNumber("biz", 2);
            json.Epoch("cancel_time", at);
            json.WriteString("cancel_reason", "不想要了");
        });
    });

    public override void WriteCase(Utf8JsonWriter json, SampleOrder order, SampleCase opened, DateTimeOffset at, CaseStage stage) => json.Object(() =>
    {
        json.Object("aftersale_info", () =>
        {
            json.WriteString("aftersale_id", opened.Id);
            json.WriteNumber("aftersale_type", CaseType(opened.Kind));
            json.WriteNumber("aftersale_status", CaseStatus(stage));
            json.WriteNumber("refund_status", stage == CaseStage.Refunded ? 3 : 1);
            json.WriteNumber("arbitrate_status", stage == CaseStage.Disputed ? 1 : 0);
            json.WriteNumber("refund_amount", opened.AmountFen);
            json.WriteNumber("real_refund_amount", stage == CaseStage.Refunded ? opened.AmountFen : 0);
            json.WriteNumber("refund_post_amount", opened.Kind == CaseKind.CancelBeforeShipping ? order.Basket.FreightFen : 0);
            json.WriteString("related_id", order.LineNumber(opened.Line));
            json.WriteNumber("aftersale_num", opened.Line.Quantity);
            json.WriteNumber("got_pkg", opened.Kind == CaseKind.CancelBeforeShipping ? 0 : 1);
            json.WriteString("remark", opened.Reason);
            var sent = opened.ReturnWaybill.Length > 0 && stage is (CaseStage.ReturnInTransit or CaseStage.Refunded);
            json.WriteString("return_logistics_code", sent ? opened.ReturnWaybill : "");
            json.WriteString("return_logistics_company_name", sent ? SampleCarrier.Zhongtong.Name : "");
            json.Epoch("apply_time", opened.Steps[0].At);
            json.Epoch("update_time", at);
        });
        json.Object("order_info", () =>
        {
            json.WriteString("shop_order_id", order.Number);
            json.Array("related_order_info", [opened.Line], line => json.Object(() =>
            {
                json.WriteString("sku_order_id", order.LineNumber(line));
                json.WriteNumber("order_status", opened.Kind == CaseKind.CancelBeforeShipping ? 2 : 3);
                json.WriteNumber("item_num", line.Quantity);
                json.WriteNumber("pay_amount", line.PaidFen + order.Basket.FreightFen);
                json.WriteNumber("post_amount", order.Basket.FreightFen);
                json.WriteString("product_id", SampleText.Number(line.Item.PlatformProductId(SampleChannel.Doudian)));
                json.WriteString("product_name", line.Item.Title);
                json.WriteString("shop_sku_code", line.Item.Code(SampleChannel.Doudian));
            }));
        });
        json.Object("text_part", () => json.WriteString("reason_text", opened.Reason));
    });

    private static (int Status, string Words, int Main) Word(SampleOrder order, SampleSnapshot snapshot) => snapshot switch
    {
        { Stage: Stage.Unpaid } => (1, "待支付", 1),
        { Stage: Stage.Paid, Hold: HoldKind.Risk } => (105, "已支付", 105),
        { Stage: Stage.Paid } => (2, "备货中", 2),
        { Stage: Stage.PartlyShipped } => (101, "部分发货", 101),
        { Stage: Stage.Shipped or Stage.Signed } => (3, "已发货", 3),
        { Stage: Stage.Finished } => (5, "已完成", 5),
        { Stage: Stage.CancelledPaid } => (4, "已取消", 21),
        { Stage: Stage.ClosedAfterShipping or Stage.GivenBack } => (4, "已取消", order.DeliveredAt is null ? 22 : 39),
        _ => (4, "已取消", 4),
    };

    private static int CaseType(CaseKind kind) => kind switch
    {
        CaseKind.ReturnRefund => 0,
        CaseKind.RefundOnly => 1,
        _ => 2,
    };

    private static int CaseStatus(CaseStage stage) => stage switch
    {
        CaseStage.Requested => 6,
        CaseStage.AwaitingReturn => 7,
        CaseStage.ReturnInTransit => 11,
        CaseStage.Refused or CaseStage.Disputed => 27,
        CaseStage.Refunded => 12,
        _ => 0,
    };

    private static void WriteTimes(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot)
    {
        json.Epoch("create_time", order.CreatedAt);
        json.WriteNumber("order_expire_time", 1_800);
        json.Epoch("pay_time", snapshot.IsPaid ? order.PaidAt : null);
        json.Epoch("exp_ship_time", snapshot.IsPaid ? order.PaidAt!.Value.AddHours(48) : null);
        json.Epoch("ship_time", order.ParcelsAt(snapshot.At) is [.., var latest] ? latest.ReportedAt : null);
        json.Epoch("finish_time", snapshot.IsEnded ? order.EndedAt : null);
        json.Epoch("update_time", snapshot.At);
    }

    private static void WriteMoney(Utf8JsonWriter json, SampleOrder order)
    {
        // order_amount = Σ sum_amount + post_amount; pay_amount = order_amount − promotion_amount.
        var basket = order.Basket;
        var shop = basket.ListFen - basket.PromotedFen + basket.SellerDiscountFen;
        Amount(json, order, "order_amount", basket.ListFen + basket.FreightFen);
        Amount(json, order, "pay_amount", basket.PayableFen);
        Amount(json, order, "post_amount", basket.FreightFen);
        json.WriteNumber("post_insurance_amount", 0);
        json.WriteNumber("tax_amount", 0);
        json.WriteNumber("modify_amount", 0);
        json.WriteNumber("modify_post_amount", 0);
        Amount(json, order, "promotion_amount", shop + basket.PlatformDiscountFen);
        Amount(json, order, "promotion_shop_amount", shop);
        Amount(json, order, "promotion_platform_amount", basket.PlatformDiscountFen);
        json.WriteNumber("promotion_talent_amount", 0);
        json.WriteNumber("promotion_pay_amount", 0);
        Amount(json, order, "shop_cost_amount", shop);
        Amount(json, order, "platform_cost_amount", basket.PlatformDiscountFen);
    }

    private static void WriteReceiver(Utf8JsonWriter json, SampleOrder order)
    {
        var (place, buyer) = (order.Place, order.Buyer);
        var municipality = place.City == place.Province.Name;
        json.WriteString("mask_post_receiver", buyer.MaskedName);
        json.WriteString("mask_post_tel", buyer.MaskedPhone);
        json.WriteString("encrypt_post_receiver", $"#sample#{buyer.Id}r#");
        json.WriteString("encrypt_post_tel", $"$sample${buyer.Id}t$");
        json.Object("post_addr", () =>
        {
            json.Object("province", () => json.WriteString("name", place.Province.Name));
            json.Object("city", () => json.WriteString("name", municipality ? "市辖区" : place.City));
            json.Object("town", () => json.WriteString("name", place.District));
            json.WriteString("encrypt_detail", $"#sample#{buyer.Id}a#");
        });
        json.Object("mask_post_addr", () => json.WriteString("detail", buyer.MaskedStreet));
    }

    private static void WriteParcel(Utf8JsonWriter json, SampleOrder order, SampleParcel parcel) => json.Object(() =>
    {
        json.WriteString("tracking_no", parcel.Waybill);
        json.WriteString("company", parcel.Carrier.Code);
        json.WriteString("company_name", parcel.Carrier.Name);
        json.WriteString("delivery_id", $"{parcel.Carrier.Code}_{parcel.Waybill}");
        json.Epoch("ship_time", parcel.ReportedAt);
        json.Array("product_info", parcel.Lines, line => json.Object(() =>
        {
            json.WriteString("sku_order_id", order.LineNumber(line));
            json.WriteString("product_name", line.Item.Title);
            json.WriteNumber("product_count", line.Quantity);
        }));
    });

    private static void WriteLine(Utf8JsonWriter json, SampleOrder order, SampleLine line, SampleSnapshot snapshot, int status) => json.Object(() =>
    {
        var freight = line.Position == 1 ? order.Basket.FreightFen : 0;
        var parcel = order.ParcelsAt(snapshot.At).Find(parcel => parcel.Lines.Contains(line));
        json.WriteString("order_id", order.LineNumber(line));
        json.WriteString("parent_order_id", order.Number);
        json.WriteNumber("order_status", snapshot.Stage != Stage.PartlyShipped ? status : parcel is null ? 2 : 3);
        json.WriteString("product_id", SampleText.Number(line.Item.PlatformProductId(SampleChannel.Doudian)));
        json.WriteNumber("sku_id", line.Item.PlatformSkuId(SampleChannel.Doudian));
        json.WriteString("code", line.Item.Code(SampleChannel.Doudian));
        json.WriteString("product_name", line.Item.Title);
        json.Array("spec", [line.Item.Spec], spec => json.Object(() =>
        {
            json.WriteString("name", "规格");
            json.WriteString("value", spec);
        }));
        json.WriteString("given_product_type", line.Item.Gift ? "FREE" : "MASTER");
        if (line.Item.Gift)
        {
            json.Array("master_sku_order_id_list", [order.LineNumber(order.Lines[0])], json.WriteStringValue);
        }

        json.WriteNumber("item_num", order.ShownQuantity(line));
        Amount(json, order, "origin_amount", line.UnitFen);
        Amount(json, order, "sum_amount", line.ListFen);
        Amount(json, order, "order_amount", line.ListFen + freight);
        Amount(json, order, "pay_amount", line.PaidFen + freight);
        Amount(json, order, "post_amount", freight);
        Amount(json, order, "promotion_amount", line.ListFen - line.PaidFen);
        Amount(json, order, "promotion_shop_amount", line.PromotionFen + line.SellerShareFen);
        Amount(json, order, "promotion_platform_amount", line.PlatformShareFen);
        json.Epoch("ship_time", parcel?.ReportedAt);
        json.Epoch("logistics_receipt_time", parcel?.DeliveredAt <= snapshot.At ? parcel?.DeliveredAt : null);
        json.Epoch("confirm_receipt_time", snapshot.Stage == Stage.Finished ? order.EndedAt : null);
        json.Object("after_sale_info", () => WriteLineCase(json, order, snapshot));
    });

    private static void WriteLineCase(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot)
    {
        json.WriteNumber("after_sale_status", CaseStatus(snapshot.Case));
        if (snapshot.Case != CaseStage.None)
        {
            json.WriteNumber("after_sale_type", CaseType(order.Case!.Kind));
            json.WriteNumber("refund_status", snapshot.Case == CaseStage.Refunded ? 3 : 1);
        }
    }

    /// <summary>Fen as a number; in one scenario the same money as yuan text, 19900 turned into "199.00".</summary>
    private static void Amount(Utf8JsonWriter json, SampleOrder order, string name, long fen)
    {
        if (order.Scenario == Scenario.PriceTypeChanged)
        {
            json.Yuan(name, fen);
        }
        else
        {
            json.WriteNumber(name, fen);
        }
    }
}
