using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// WeChat Channels: the new shop's orders, its events, its after-sales and the older component come out as their index expects. Fails when an id beyond
/// 2^53 loses a digit, a time of payment counts as a payment where nobody paid, or a code that was sent waits for a parcel.
/// </summary>
public sealed class WechatChannelsScenarios
{
    private static string Order(string status = "20", string pay = "\"pay_time\":1770602460,\"payment_method\":1", string delivery = "", string line = "") =>
        $$"""
        {"errcode":0,"order":{"order_id":3705115058471208928,"openid":"o1","status":{{status}},"create_time":1770602400,"update_time":1770602500,"order_detail":{"product_infos":[{"product_unique_id":"u1","product_id":"9","sku_id":"8","sku_code":"A-1","sku_cnt":2,"sale_price":1000,"real_price":1800,"title":"杯","on_aftersale_sku_cnt":0{{line}}}],"price_info":{"product_price":2000,"order_price":2300,"freight":500,"discounted_price":200},"pay_info":{ {{pay}} },"delivery_info":{"address_info":{"user_name":"李*","tel_number":"138****0000","province_name":"广东省","city_name":"广州市","county_name":"天河区","detail_info":"某路","house_number":"1"}{{delivery}} } } } }
        """;

    private static string AfterSale(string status, string type = "REFUND") =>
        $$"""
        {"errcode":0,"after_sale_order":{"after_sale_order_id":"S1","order_id":"37","status":"{{status}}","type":"{{type}}","create_time":1770602400,"update_time":1770602500,"refund_info":{"amount":100} } }
        """;

    [DataFact]
    public void Events_name_their_order_digit_by_digit()
    {
        var pay = Payloads.Single("wechat-channels", "wechat_channels/event-order-pay.json");
        Assert.Equal(("3705115058471208928", PaymentStatus.Paid, Payloads.At("2022-07-22T17:00:00Z")), (pay.Order.Number.Value, pay.Payment, pay.PaidAt));
        var deliver = Payloads.Single("wechat-channels", "wechat_channels/event-order-deliver.json");
        Assert.Equal((pay.Order, FulfilmentStatus.Shipped, null), (deliver.Order, deliver.Fulfilment, deliver.Payment));
        Assert.Equal(ClaimScope.Part, deliver.Scope);
    }

    [DataFact]
    public void The_after_sales_sample_pays_money_back()
    {
        var claim = Payloads.Single("wechat-channels", "wechat_channels/aftersale-get.json");
        var one = Assert.Single(claim.Cases);
        Assert.Equal(("1768683047558651", "123456", AfterSalesStatus.Refunded, CaseKind.RefundOnly, Money.Fen(11)),
            (claim.Order.Number.Value, one.Case.Value, one.Status, one.Kind, one.Amount));
        Assert.Equal((Payloads.At("2020-06-05T01:10:54Z"), null), (one.RequestedAt, claim.Payment));
    }

    [DataFact]
    public void The_older_component_tells_times_as_text_and_lines_by_the_piece()
    {
        var claim = Payloads.Single("wechat-channels", "wechat_channels/legacy-shop-order-get.json");
        Assert.Equal(("3302968738502279424", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, ClaimScope.Part),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.Scope));
        Assert.Equal((Payloads.At("2020-03-25T06:05:25Z"), null), (claim.PaidAt, claim.CreatedAt));
        Assert.Equal((Money.Fen(1600), Money.Fen(1000), Money.Fen(500), Money.Fen(100)),
            (claim.Amounts!.Due, claim.Amounts.Coupon, claim.Amounts.Freight, claim.Amounts.Surcharges));
        Assert.Equal(("23456", 10L, Money.Fen(2000)), (claim.Lines[0].Code, claim.Lines[0].Quantity.Units, claim.Lines[0].Total));
        Assert.Equal(("SFXXXX", "SF"), (claim.Shipments[0].Waybill.Value, claim.Shipments[0].Carrier!.Value.Value));
        Assert.Equal(("广东省", "广州市"), (claim.Recipient!.Address!.Province, claim.Recipient.Address.City));
        Assert.Empty(claim.Findings);
    }

    [DataFact]
    public void A_page_of_ids_is_passed_over_and_a_number_to_call_is_no_record_of_an_order()
    {
        var page = Assert.Single(Records.Of("wechat-channels", TestData.Read("payloads/wechat_channels/order-list-get.json")));
        Assert.Equal((ReadingKind.Skipped, "ids"), (page.Kind, page.Refusal!.Arguments[0].Value));
        Assert.Equal(ChannelsCodes.RecordNotRecognised,
            Assert.Single(Records.Of("wechat-channels", TestData.Read("payloads/wechat_channels/virtual-tel-get.json"))).Refusal!.Code);
    }

    [Fact]
    public void An_order_that_is_paid()
    {
        var claim = Records.Claim("wechat-channels", Order());
        Assert.Equal(("3705115058471208928", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, PaymentTerms.Prepaid),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.Terms));
        Assert.Equal((Money.Fen(2300), Money.Fen(1800), "u1"), (claim.PaidAmount, claim.Lines[0].Total, claim.Lines[0].Line.Value));
        Assert.Empty(claim.Holds!.Value);
        Assert.Empty(claim.Findings);
    }

    [Theory]
    [InlineData("20", "\"pay_time\":1770602460,\"payment_method\":2", PaymentStatus.Unpaid, PaymentTerms.PayLater)]
    [InlineData("100", "\"pay_time\":1770602460,\"payment_method\":2", PaymentStatus.Paid, PaymentTerms.PayLater)]
    [InlineData("250", "\"pay_time\":0,\"payment_method\":1", PaymentStatus.Unpaid, PaymentTerms.Prepaid)]
    [InlineData("250", "\"payment_method\":1", PaymentStatus.Unpaid, PaymentTerms.Prepaid)]
    [InlineData("250", "\"pay_time\":1770602460,\"payment_method\":1", PaymentStatus.Paid, PaymentTerms.Prepaid)]
    [InlineData("190", "\"pay_time\":1770602460,\"payment_method\":1", null, PaymentTerms.Prepaid)]
    public void A_time_of_payment_is_one_only_where_somebody_paid(string status, string pay, PaymentStatus? payment, PaymentTerms terms)
    {
        var claim = Records.Claim("wechat-channels", Order(status, pay));
        Assert.Equal((payment, terms), (claim.Payment, claim.Terms));
        if (terms == PaymentTerms.PayLater) Assert.Null(claim.PaidAt);
    }

    [Fact]
    public void An_address_that_is_looked_at_holds_the_order_and_an_empty_one_does_not()
    {
        Assert.Equal(HoldKind.AddressReview,
            Assert.Single(Records.Claim("wechat-channels", Order(delivery: ",\"address_under_review\":{\"detail_info\":\"某街\"}")).Holds!.Value));
        Assert.Empty(Records.Claim("wechat-channels", Order(delivery: ",\"address_under_review\":{}")).Holds!.Value);
        Assert.Empty(Records.Claim("wechat-channels", Order(delivery: ",\"address_under_review\":[]")).Holds!.Value);
    }

    [Theory]
    [InlineData("{\"waybill_id\":\"SF1\",\"delivery_id\":\"SF\"}")]
    [InlineData("[{\"waybill_id\":\"SF1\",\"delivery_id\":\"SF\"}]")]
    public void Parcels_are_an_object_in_one_version_and_a_list_in_the_other(string parcels)
    {
        var claim = Records.Claim("wechat-channels", Order("30", delivery: ",\"delivery_product_info\":" + parcels));
        Assert.Equal(("SF1", "SF"), (Assert.Single(claim.Shipments).Waybill.Value, claim.Shipments[0].Carrier!.Value.Value));
    }

    [Fact]
    public void Units_in_a_case_raise_their_line_and_nothing_else()
    {
        var claim = Records.Claim("wechat-channels", Order("30").Replace("\"on_aftersale_sku_cnt\":0", "\"on_aftersale_sku_cnt\":1"));
        Assert.Equal((AfterSalesStatus.Requested, FulfilmentStatus.Shipped, null), (claim.Lines[0].AfterSales, claim.Fulfilment, claim.AfterSales));
    }

    [Theory]
    [InlineData("MERCHANT_REFUND_RETRY_FAIL", "REFUND", AfterSalesStatus.Refunding, CaseKind.RefundOnly)]
    [InlineData("MERCHANT_EXCHANGE_SUCCESS", "EXCHANGE", AfterSalesStatus.Completed, CaseKind.Exchange)]
    [InlineData("USER_WAIT_RETURN", "RETURN", AfterSalesStatus.AwaitingReturn, CaseKind.ReturnRefund)]
    public void Cases_end_by_what_became_of_the_money(string status, string type, AfterSalesStatus after, CaseKind kind)
    {
        var claim = Records.Claim("wechat-channels", AfterSale(status, type));
        Assert.Equal((after, kind, null), (claim.Cases[0].Status, claim.Cases[0].Kind, claim.Fulfilment));
    }

    [Theory]
    [InlineData("channels_ec_order_cancel", ReadingKind.Claimed)]
    [InlineData("channels_ec_order_new", ReadingKind.Skipped)]
    [InlineData("channels_ec_order_settle", ReadingKind.Skipped)]
    [InlineData("channels_ec_order_fly", ReadingKind.Parked)]
    public void Events_that_tell_nothing_are_passed_over_and_unknown_ones_park(string name, ReadingKind kind) =>
        Assert.Equal(kind, Assert.Single(Records.Of("wechat-channels",
            $$"""{"CreateTime":1662480000,"MsgType":"event","Event":"{{name}}","order_info":{"order_id":"37"} }""")).Kind);

    [Fact]
    public void A_word_that_nobody_explains_parks() => Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("wechat-channels", Order("15")).Code);
}
