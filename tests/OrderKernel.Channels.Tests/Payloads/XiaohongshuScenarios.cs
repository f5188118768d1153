using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Xiaohongshu: the sample of its documentation comes out as its index expects, and what looks like something else is told apart. Fails when an exchange
/// that was asked for undoes what was shipped, a finished case counts as money paid back, or yuan and fen are mixed up.
/// </summary>
public sealed class XiaohongshuScenarios
{
    private static string Order(string status = "4", string extra = "", string more = "") =>
        $$"""
        {"success":true,"data":{"orderId":"P701","orderType":1,"orderStatus":{{status}},"orderAfterSalesStatus":1,"cancelStatus":0,"createdTime":1770602400000,"paidTime":1770602460000,"updateTime":1770602500000,"deliveryTime":0,"cancelTime":0,"finishTime":0,"totalPayAmount":2100,"totalShippingFree":100,"receiverProvinceName":"浙江省","receiverCityName":"杭州市","skuList":[{"skuId":"k1","erpcode":"A-1","skuName":"杯","skuQuantity":2,"totalPaidAmount":2000,"totalMerchantDiscount":300,"totalRedDiscount":200{{more}}}]{{extra}}},"error_code":0}
        """;

    private static string AfterSale(string status, string refund, string type = "1", string extra = "") =>
        $$"""
        {"data":{"afterSaleInfo":{"returnsId":"R1","orderId":"P701","returnType":{{type}},"status":{{status}},"refundStatus":{{refund}},"expectedRefundAmountYuan":10.5,"applyTime":1770702400000{{extra}} } } }
        """;

    [DataFact]
    public void The_sample_of_the_documentation()
    {
        var claim = Payloads.Single("xiaohongshu-shop", "xiaohongshu/agiso-order-detail-doc-sample.json");
        Assert.Equal(("123456", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, AfterSalesStatus.None),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.AfterSales));
        Assert.Equal(HoldKind.ChannelLock, Assert.Single(claim.Holds!.Value));
        var first = Instant.FromUtc(2022, 1, 1, 0, 0);
        Assert.Equal((first, first, first, null), (claim.CreatedAt, claim.PaidAt, claim.ShippedAt, claim.EndedAt));
        Assert.Equal((Money.Fen(900), Money.Fen(900), Money.Fen(50)), (claim.Amounts!.Due, claim.PaidAmount, claim.Amounts.Freight));
        Assert.Equal(("erp123", 10L, Money.Fen(900)), (claim.Lines[0].Code, claim.Lines[0].Quantity.Units, claim.Lines[0].Total));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("tracking123", null, 2), (parcel.Waybill.Value, parcel.Carrier, parcel.Lines.Count));
        // 900 of the line and 50 of freight are not the 900 that are due.
        Assert.Equal("CNY 0.50", Payloads.Difference(claim, ChannelsCodes.LinesUntied));
    }

    [Fact]
    public void What_is_paid_is_in_fen_with_freight_and_discounts_of_either_side()
    {
        var claim = Records.Claim("xiaohongshu-shop", Order());
        Assert.Equal((Money.Fen(2100), Money.Fen(2500), Money.Fen(300), Money.Fen(200), Money.Fen(100)),
            (claim.Amounts!.Due, claim.Amounts.ListPrice, claim.Amounts.SellerDiscount, claim.Amounts.PlatformSubsidy, claim.Amounts.Freight));
        Assert.Empty(claim.Findings);
    }

    [Theory]
    [InlineData("2", ",\"cancelTime\":1770602900000", null)]
    [InlineData("7", ",\"cancelTime\":1770602900000,\"finishTime\":1770602800000", 1770602800000L)]
    [InlineData("8", ",\"cancelTime\":1770602900000,\"finishTime\":1770602800000", 1770602900000L)]
    [InlineData("9", ",\"cancelTime\":1770602900000", 1770602900000L)]
    public void Times_of_the_end_stand_there_whatever_the_status(string status, string extra, long? ended)
    {
        var claim = Records.Claim("xiaohongshu-shop", Order(status, extra).Replace("\"cancelTime\":0,\"finishTime\":0,", ""));
        Assert.Equal(ended is { } ms ? Instant.FromUnixTimeMilliseconds(ms) : null, claim.EndedAt);
    }

    [Fact]
    public void An_exchange_that_is_asked_for_says_nothing_of_fulfilment()
    {
        var claim = Records.Claim("xiaohongshu-shop", Order("10"));
        Assert.Equal((AfterSalesStatus.Requested, null, null), (claim.AfterSales, claim.Fulfilment, claim.Payment));
        Assert.Equal(AfterSalesStatus.Disputed, Records.Claim("xiaohongshu-shop", Order("10").Replace("\"orderAfterSalesStatus\":1", "\"orderAfterSalesStatus\":6")).AfterSales);
    }

    [Fact]
    public void A_cancellation_under_way_holds_the_order_back()
    {
        var claim = Records.Claim("xiaohongshu-shop", Order("4").Replace("\"cancelStatus\":0", "\"cancelStatus\":1"));
        Assert.Equal((AfterSalesStatus.Requested, null), (claim.AfterSales, claim.Outcome));
        Assert.Equal(HoldKind.CustomerRequest, Assert.Single(claim.Holds!.Value));
    }

    [Theory]
    [InlineData("4", "2", "1", AfterSalesStatus.Refunded, CaseKind.ReturnRefund)]
    [InlineData("4", "0", "2", AfterSalesStatus.Completed, CaseKind.Exchange)]
    [InlineData("4", "3", "4", AfterSalesStatus.Refunding, CaseKind.RefundOnly)]
    [InlineData("2", "2", "1", AfterSalesStatus.AwaitingReturn, CaseKind.ReturnRefund)]
    [InlineData("14", "101", "5", AfterSalesStatus.Disputed, CaseKind.RefundOnly)]
    [InlineData("13", "0", "2", AfterSalesStatus.ReplacementShipped, CaseKind.Exchange)]
    public void A_finished_case_paid_money_back_only_where_the_refund_says_so(string status, string refund, string type, AfterSalesStatus after, CaseKind kind)
    {
        var claim = Records.Claim("xiaohongshu-shop", AfterSale(status, refund == "0" ? "null" : refund, type));
        Assert.Equal((after, kind, Money.Fen(1050)), (claim.Cases[0].Status, claim.Cases[0].Kind, claim.Cases[0].Amount));
        Assert.Equal((null, null), (claim.Fulfilment, claim.Payment));
    }

    [Fact]
    public void A_parcel_of_an_order_that_was_not_split_stands_in_the_order_itself_and_counts_once()
    {
        const string Own = ",\"expressTrackingNo\":\"SF1\",\"expressCompanyCode\":\"shunfeng\"";
        var parcel = Assert.Single(Records.Claim("xiaohongshu-shop", Order("6", Own)).Shipments);
        Assert.Equal(("SF1", "SF", 0), (parcel.Waybill.Value, parcel.Carrier!.Value.Value, parcel.Lines.Count));
        var both = Records.Claim("xiaohongshu-shop", Order("6", Own + ",\"simpleDeliveryOrderList\":[{\"expressTrackingNo\":\"SF1\",\"skuIdList\":[\"k1\"]},{\"expressTrackingNo\":\"YT2\",\"expressCompanyCode\":\"YTO\",\"skuIdList\":[\"k1\"]}]"));
        Assert.Equal([("SF1", "SF", 1), ("YT2", "YTO", 1)], both.Shipments.Items.Select(s => (s.Waybill.Value, s.Carrier!.Value.Value, s.Lines.Count)));
    }

    [Fact]
    public void What_an_earlier_place_says_of_a_parcel_stands()
    {
        var parcel = Assert.Single(Records.Claim("xiaohongshu-shop", Order("6",
            ",\"expressTrackingNo\":\"SF1\",\"expressCompanyCode\":\"shunfeng\",\"simpleDeliveryOrderList\":[{\"expressTrackingNo\":\"SF1\",\"expressCompanyCode\":\"YTO\"}]")).Shipments);
        Assert.Equal("YTO", parcel.Carrier!.Value.Value);
    }

    [Fact]
    public void Who_gets_it_comes_from_a_call_of_its_own()
    {
        var reader = new ProfileReader(Records.Profile("xiaohongshu-shop"), SkuMap.Same, Records.Shop);
        var claim = reader.Read("""{"orderId":"P701","receiverName":"李*","receiverPhone":"138****0000","receiverProvinceName":"浙江省"}"""u8, Instant.FromUtc(2026, 2, 9, 0, 0)).Claim!;
        Assert.Equal((ClaimScope.Part, "浙江省", null), (claim.Scope, claim.Recipient!.Address!.Province, claim.Payment));
    }

    [Theory]
    [InlineData("11", ChannelsCodes.StatusUnknown)]
    [InlineData("\"4 \"", null)]
    public void A_word_that_nobody_knows_parks(string status, string? code) =>
        Assert.Equal(code, Assert.Single(Records.Of("xiaohongshu-shop", Order(status))).Refusal?.Code);
}
