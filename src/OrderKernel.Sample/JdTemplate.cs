using System.Text.Json;

namespace OrderKernel.Sample;

/// <summary>
/// jingdong.pop.order.search and .get: nearly everything is a string, yuan with two decimals, year 1 for "not yet". The facts name no
/// after-sales fields for JD, so that half is told by LOCKED, TRADE_CANCELED and DELIVERY_RETURN alone.
/// </summary>
internal sealed class JdTemplate : ChannelTemplate
{
    public override SampleEnvelope OrderDetail { get; } =
        new("{\"jingdong_pop_order_get_responce\":{\"code\":\"0\",\"orderDetailInfo\":{\"apiResult\":{\"success\":\"true\"},\"orderInfo\":", "}}}");

    public override SampleEnvelope OrderPage(int total, int page, bool more) => new(
        "{\"jingdong_pop_order_search_responce\":{\"code\":\"0\",\"searchorderinfo_result\":{\"apiResult\":{\"success\":\"true\"},\"orderInfoList\":[",
        $"],\"orderTotal\":\"{SampleText.Number(total)}\"}}}}}}");

    public override SampleEnvelope? CasePage(int total, bool more) => null;

    public override void WriteCase(Utf8JsonWriter json, SampleOrder order, SampleCase opened, DateTimeOffset at, CaseStage stage) =>
        throw new NotSupportedException("JD's facts name no after-sales fields.");

    public override void WriteOrder(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot) => json.Object(() =>
    {
        json.WriteString("orderId", order.Number);
        json.WriteString("directParentOrderId", "0");
        json.WriteString("parentOrderId", "0");
        json.WriteString("orderType", "22");
        json.WriteString("orderState", Word(snapshot));
        json.WriteString("storeOrder", "");
        json.WriteString("pin", "jd_" + order.Buyer.Id);
        json.WriteString("open_id_buyer", "oid_" + order.Buyer.Id);
        json.WriteString("orderStartTime", SampleText.Local(order.CreatedAt));
        json.WriteString("paymentConfirmTime", snapshot.IsPaid ? SampleText.Local(order.PaidAt!.Value) : SampleText.NoTime);
        json.WriteString("orderEndTime", snapshot.IsEnded ? SampleText.Local(order.EndedAt!.Value) : SampleText.NoTime);
        json.Local("modified", snapshot.At);
        json.WriteString("orderRemark", order.BuyerMessage);
        json.WriteString("venderRemark", snapshot.SellerMemo);
        WriteMoney(json, order, snapshot);
        WriteParcels(json, order.ParcelsAt(snapshot.At));
        WriteReceiver(json, order);
        json.Array("itemInfoList", order.Lines, line => WriteLine(json, order, line));
        json.Array("couponDetailList", Coupons(order), coupon => json.Object(() =>
        {
            json.WriteString("couponType", coupon.Type);
            json.WriteString("skuId", coupon.SkuId);
            json.Yuan("couponPrice", coupon.Fen);
        }));
    });

    private static string Word(SampleSnapshot snapshot) => snapshot switch
    {
        { UnknownWord.Length: > 0 } => snapshot.UnknownWord,
        { Stage: Stage.Unpaid } => "NOT_PAY",
        { Stage: Stage.Paid, Hold: HoldKind.Locked } => "LOCKED",
        { Stage: Stage.Paid, Hold: HoldKind.Paused } => "PAUSE",
        { Stage: Stage.Paid or Stage.PartlyShipped } => "WAIT_SELLER_STOCK_OUT",
        { Stage: Stage.Shipped or Stage.Signed } => "WAIT_GOODS_RECEIVE_CONFIRM",
        { Stage: Stage.Finished } => "FINISHED_L",
        { Stage: Stage.GivenBack } => "DELIVERY_RETURN",
        _ => "TRADE_CANCELED",
    };

    private static void WriteMoney(Utf8JsonWriter json, SampleOrder order, SampleSnapshot snapshot)
    {
        // orderSellerPrice = orderTotalPrice − sellerDiscount; shouldPay = orderSellerPrice + freightPrice − balanceUsed.
        var basket = order.Basket;
        var discount = basket.ListFen - basket.PromotedFen + basket.SellerDiscountFen;
        json.Yuan("orderTotalPrice", basket.ListFen);
        json.Yuan("sellerDiscount", discount);
        json.Yuan("orderSellerPrice", basket.ListFen - discount);
        json.Yuan("freightPrice", basket.FreightFen);
        json.Yuan("balanceUsed", 0);
        json.Yuan("orderPayment", basket.PayableFen);
        json.Yuan("shouldPay", basket.PayableFen);
        json.Yuan("actualPay", snapshot.IsPaid ? basket.PayableFen : 0);
        json.WriteString("payType", "4-在线支付");
    }

    /// <summary>The promotion of each line (type 30) and the shop's discount on the order (type 100).</summary>
    private static IEnumerable<(string Type, string SkuId, long Fen)> Coupons(SampleOrder order)
    {
        foreach (var line in order.Lines.Where(static line => line.PromotionFen > 0))
        {
            yield return ("30", SampleText.Number(line.Item.PlatformSkuId(SampleChannel.Jd)), line.PromotionFen);
        }

        if (order.Basket.SellerDiscountFen > 0)
        {
            yield return ("100", "", order.Basket.SellerDiscountFen);
        }
    }

    private static void WriteParcels(Utf8JsonWriter json, List<SampleParcel> parcels)
    {
        if (parcels is not [.., var latest])
        {
            return;
        }

        // One carrier here, so its waybills are joined by commas; "|" would part carriers.
        json.Local("outBoundDate", latest.ReportedAt);
        json.WriteString("logisticsId", latest.Carrier.JdId);
        json.WriteString("waybill", string.Join(',', parcels.Select(static parcel => parcel.Waybill)));
    }

    private static void WriteReceiver(Utf8JsonWriter json, SampleOrder order) => json.Object("consigneeInfo", () =>
    {
        var place = order.Place;
        json.WriteString("fullname", order.Buyer.Name);
        json.WriteString("mobile", order.Buyer.Phone);
        json.WriteString("telephone", "");
        json.WriteString("province", place.Province.Short);
        json.WriteString("city", place.City);
        json.WriteString("county", place.District);
        json.WriteString("town", "");
        json.WriteString("fullAddress", place.Province.Short + place.City + place.District + order.Buyer.Street);
    });

    private static void WriteLine(Utf8JsonWriter json, SampleOrder order, SampleLine line) => json.Object(() =>
    {
        json.WriteString("skuId", SampleText.Number(line.Item.PlatformSkuId(SampleChannel.Jd)));
        json.WriteString("outerSkuId", line.Item.Code(SampleChannel.Jd));
        json.WriteString("wareId", SampleText.Number(line.Item.PlatformProductId(SampleChannel.Jd)));
        json.WriteString("skuName", $"{line.Item.Title} {line.Item.Spec}");
        json.WriteString("itemTotal", SampleText.Number(order.ShownQuantity(line)));
        json.Yuan("jdPrice", line.UnitFen);
    });
}
