namespace OrderKernel.Channels.Tests;

/// <summary>
/// Shopee: its samples come out as their index expects, and its traps on hand-made records. Fails when a dash is a waybill, an order that is paid at the
/// door counts as paid, one package of several speaks for the order, or a request undoes what was shipped.
/// </summary>
public sealed class ShopeeScenarios
{
    private static string Order(string status = "READY_TO_SHIP", string extra = "", string total = "25", string currency = "SGD") =>
        $$"""
        {"error":"","response":{"order_list":[{"order_sn":"2602A1","order_status":"{{status}}","region":"SG","currency":"{{currency}}","cod":false,"total_amount":{{total}},"estimated_shipping_fee":5,"actual_shipping_fee":0,"create_time":1770602400,"update_time":1770602500,"pay_time":1770602460,"buyer_user_id":7,"item_list":[{"item_id":11,"item_name":"Mug","item_sku":"","model_id":0,"model_sku":"A-1","model_quantity_purchased":2,"model_original_price":12,"model_discounted_price":10}],"recipient_address":{"name":"L**","phone":"******78","town":"****","district":"****","city":"****","state":"****","region":"SG","zipcode":"150106","full_address":"BLOCK 1"}{{extra}} }] } }
        """;

    private static string Package(string status, string split, string waybill = "SPX1") =>
        $$"""
        {"response":{"package_list":[{"order_sn":"2602A1","package_number":"O1","fulfillment_status":"{{status}}","update_time":1770602600,"pickup_done_time":1770602550,"is_split_up":{{split}},"shipping_carrier":"dhl","tracking_number":"{{waybill}}","item_list":[{"item_id":11,"model_id":0,"model_quantity":1},{"item_id":12,"model_id":3,"model_quantity":2}] }] } }
        """;

    [DataFact]
    public void A_page_of_ids_is_passed_over()
    {
        var readings = Records.Of("shopee", TestData.Read("payloads/shopee/get-order-list.json"));
        Assert.Equal(10, readings.Count);
        Assert.All(readings, r => Assert.Equal(ReadingKind.Skipped, r.Kind));
    }

    [DataFact]
    public void A_package_that_is_ready_has_no_waybill_yet()
    {
        var claim = Payloads.Single("shopee", "shopee/get-package-detail.json");
        Assert.Equal(("220831EGF1JMXF", FulfilmentStatus.Unfulfilled, null, null), (claim.Order.Number.Value, claim.Fulfilment, claim.Payment, claim.ShippedAt));
        Assert.Empty(claim.Shipments);
        Assert.Null(claim.Recipient);
    }

    [DataFact]
    public void A_return_that_was_granted_without_goods_to_come_back()
    {
        var claim = Payloads.Single("shopee", "shopee/get-return-detail.json");
        var one = Assert.Single(claim.Cases);
        Assert.Equal(("220614T9XV8JTN", "2206140TA5PM808", AfterSalesStatus.Refunding, CaseKind.RefundOnly, "SGD 13.97"),
            (claim.Order.Number.Value, one.Case.Value, one.Status, one.Kind, $"{one.Amount}"));
        Assert.Equal((Payloads.At("2022-06-14T11:11:24Z"), "not received", "2700126223-2001586745", 1L),
            (one.RequestedAt, one.ReasonText, one.Line!.Value.Value, one.Units!.Value.Units));
    }

    [Fact]
    public void An_order_that_is_paid()
    {
        var claim = Records.Claim("shopee", Order());
        Assert.Equal((PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, "SGD 25.00"), (claim.Payment, claim.Fulfilment, $"{claim.PaidAmount}"));
        Assert.Equal(("11-0", "A-1", "SGD 20.00"), (claim.Lines[0].Line.Value, claim.Lines[0].Code, $"{claim.Lines[0].Total}"));
        Assert.Equal(("SGD 24.00", "SGD 4.00"), ($"{claim.Amounts!.ListPrice}", $"{claim.Amounts.SellerDiscount}"));
        Assert.Equal(("SG", null, null), (claim.Recipient!.Address!.Country, claim.Recipient.Address.Province, claim.Recipient.Address.City));
        Assert.Empty(claim.Findings);
    }

    [Fact]
    public void A_voucher_that_no_field_tells_is_a_difference() =>
        Assert.Equal("SGD 3.00", Payloads.Difference(Records.Claim("shopee", Order(total: "22")), ChannelsCodes.LinesUntied));

    [Theory]
    [InlineData("READY_TO_SHIP", PaymentStatus.Unpaid)]
    [InlineData("SHIPPED", PaymentStatus.Unpaid)]
    [InlineData("COMPLETED", PaymentStatus.Paid)]
    public void Cash_on_delivery_is_not_paid_before_it_is_delivered(string status, PaymentStatus payment)
    {
        var claim = Records.Claim("shopee", Order(status).Replace("\"cod\":false", "\"cod\":true"));
        Assert.Equal((payment, PaymentTerms.CashOnDelivery), (claim.Payment, claim.Terms));
    }

    [Theory]
    [InlineData("IN_CANCEL")]
    [InlineData("TO_RETURN")]
    public void A_request_says_nothing_of_fulfilment(string status)
    {
        var claim = Records.Claim("shopee", Order(status));
        Assert.Equal((AfterSalesStatus.Requested, null, null, null), (claim.AfterSales, claim.Fulfilment, claim.Payment, claim.Outcome));
    }

    [Fact]
    public void Of_several_packages_one_says_nothing_of_the_whole()
    {
        var only = Records.Claim("shopee", Package("LOGISTICS_PICKUP_DONE", "false"));
        Assert.Equal((FulfilmentStatus.Shipped, "DHL"), (only.Fulfilment, only.Shipments[0].Carrier!.Value.Value));
        Assert.Equal([("11-0", 1L), ("12-3", 2L)], only.Shipments[0].Units.Items.Select(u => (u.Line.Value, u.Quantity.Units)));
        var one = Records.Claim("shopee", Package("LOGISTICS_DELIVERY_DONE", "true"));
        Assert.Equal((null, null, "SPX1"), (one.Fulfilment, one.ShippedAt, one.Shipments[0].Waybill.Value));
        Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("shopee", Package("LOGISTICS_INVALID", "false")).Code);
    }

    [Fact]
    public void A_return_of_two_goods_is_of_neither_alone_and_waits_for_the_parcel()
    {
        var claim = Records.Claim("shopee", """
            {"response":{"return":[{"return_sn":"R1","order_sn":"2602A1","status":"ACCEPTED","needs_logistics":true,"refund_amount":5000,"currency":"IDR","create_time":1770602400,"update_time":1770602500,"item":[{"item_id":1,"model_id":2,"amount":1},{"item_id":3,"model_id":4,"amount":1}]}]}}
            """);
        Assert.Equal((AfterSalesStatus.AwaitingReturn, CaseKind.ReturnRefund, "IDR 5000.00", null, null),
            (claim.Cases[0].Status, claim.Cases[0].Kind, $"{claim.Cases[0].Amount}", claim.Cases[0].Line, claim.Cases[0].Units));
    }

    [Theory]
    [InlineData("\"total_amount\":25,", "", ChannelsCodes.FieldMissing)]
    [InlineData("\"currency\":\"SGD\"", "\"currency\":\"XXX\"", ChannelsCodes.CurrencyUnknown)]
    [InlineData("\"READY_TO_SHIP\"", "\"READY\"", ChannelsCodes.StatusUnknown)]
    [InlineData("\"total_amount\":25", "\"total_amount\":25.005", ChannelsCodes.AmountInexact)]
    public void What_is_not_told_or_not_known_parks(string was, string becomes, string code) =>
        Assert.Equal(code, Records.Parked("shopee", Order().Replace(was, becomes)).Code);
}
