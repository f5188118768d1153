namespace OrderKernel.Channels.Tests;

// The traps of Shopify, WooCommerce, Youzan and Kuaishou on hand-made records. Fails when a word, a row or an amount is taken for what it looks like.
public sealed class ShopTrapScenarios
{
    private static string Shopify(string extra = "", string line = "", string financial = "paid", string total = "25.00") =>
        $$"""
        {"order":{"id":5001,"name":"#1001","financial_status":"{{financial}}","created_at":"2026-02-09T10:00:00-05:00","updated_at":"2026-02-09T10:05:00-05:00","currency":"USD","total_price":"{{total}}","total_line_items_price":"20.00","total_discounts":"0.00","total_tax":"0.00","taxes_included":false,"shipping_lines":[{"price":"5.00"}],"line_items":[{"id":71,"sku":"A-1","quantity":2,"price":"10.00","total_discount":"0.00","name":"Mug"{{line}} }]{{extra}} } }
        """;

    [Theory]
    [InlineData("", FulfilmentStatus.Unfulfilled)]
    [InlineData(",\"fulfillment_status\":null", FulfilmentStatus.Unfulfilled)]
    [InlineData(",\"fulfillment_status\":\"partial\"", FulfilmentStatus.PartiallyShipped)]
    [InlineData(",\"fulfillment_status\":\"FULFILLED\"", FulfilmentStatus.Shipped)]
    public void Shopify_null_is_unfulfilled_and_words_come_in_both_cases(string extra, FulfilmentStatus fulfilment)
    {
        var claim = Records.Claim("shopify", Shopify(extra, financial: "PAID"));
        Assert.Equal((PaymentStatus.Paid, fulfilment, "USD 25.00"), (claim.Payment, claim.Fulfilment, $"{claim.PaidAmount}"));
        Assert.Empty(claim.Findings);
    }

    [Fact]
    public void Shopify_taxes_that_the_prices_include_are_not_added_again()
    {
        const string Tax = "\"total_tax\":\"1.50\",\"taxes_included\":";
        var on = Records.Claim("shopify", Shopify(total: "26.50").Replace("\"total_tax\":\"0.00\",\"taxes_included\":false", Tax + "false"));
        var inside = Records.Claim("shopify", Shopify().Replace("\"total_tax\":\"0.00\",\"taxes_included\":false", Tax + "true"));
        Assert.Equal((150L, 0L), (on.Amounts!.Tax.MinorUnits, inside.Amounts!.Tax.MinorUnits));
        Assert.Empty(on.Findings);
        Assert.Empty(inside.Findings);
    }

    [Fact]
    public void Shopify_discounts_of_the_order_stand_in_the_lines_allocations_and_not_twice()
    {
        var claim = Records.Claim("shopify", Shopify(total: "22.00", line: ",\"discount_allocations\":[{\"amount\":\"1.00\"},{\"amount\":\"2.00\"}]")
            .Replace("\"total_discounts\":\"0.00\"", "\"total_discounts\":\"3.00\"").Replace("\"total_discount\":\"0.00\"", "\"total_discount\":\"3.00\""));
        Assert.Equal("USD 17.00", $"{claim.Lines[0].Total}");
        Assert.Empty(claim.Findings);
    }

    [Fact]
    public void Shopify_money_that_came_in_is_what_was_captured_and_a_gift_card_is_told_apart()
    {
        var claim = Records.Claim("shopify", Shopify("""
            ,"transactions":[{"kind":"authorization","status":"success","amount":"20.00","processed_at":"2026-02-09T10:00:01-05:00"},{"kind":"capture","status":"failure","amount":"20.00"},{"kind":"capture","status":"success","amount":"20.00","gateway":"shopify_payments","processed_at":"2026-02-09T10:00:03-05:00"},{"kind":"sale","status":"success","amount":"5.00","gateway":"gift_card","processed_at":"2026-02-09T10:00:04-05:00"}]
            """));
        Assert.Equal(("USD 25.00", "USD 5.00", Tender.GiftCard), ($"{claim.PaidAmount}", $"{claim.PaidBy[0].Amount}", claim.PaidBy[0].Tender));
        Assert.Equal(NodaTime.Instant.FromUtc(2026, 2, 9, 15, 0, 3), claim.PaidAt);
        Assert.Equal("USD 15.00", $"{Records.Claim("shopify", Shopify(",\"total_outstanding\":\"10.00\"", financial: "partially_paid")).PaidAmount}");
    }

    [Fact]
    public void Shopify_parcels_and_refunds_that_came_to_nothing_are_none()
    {
        var claim = Records.Claim("shopify", Shopify("""
            ,"fulfillments":[{"id":1,"status":"cancelled","tracking_numbers":["X1"]},{"id":2,"status":"success","created_at":"2026-02-10T10:00:00-05:00","tracking_company":"ups","tracking_numbers":["1Z1"],"tracking_number":"1Z1","line_items":[{"id":71,"quantity":1}]}],
            "refunds":[{"id":11,"created_at":"2026-02-11T10:00:00-05:00","note":"broken","refund_line_items":[{"line_item_id":71,"quantity":1}],"transactions":[{"id":1,"kind":"refund","status":"failure","amount":"9.00"},{"id":2,"kind":"refund","status":"success","amount":"10.00"}]},{"id":12,"transactions":[]},{"id":13,"transactions":[{"id":3,"kind":"refund","status":"pending","amount":"1.00"}]}]
            """));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("1Z1", "UPS", 1L), (parcel.Waybill.Value, parcel.Carrier!.Value.Value, parcel.Units[0].Quantity.Units));
        Assert.Equal([AfterSalesStatus.Refunded, AfterSalesStatus.Completed, AfterSalesStatus.Refunding], claim.Cases.Items.Select(c => c.Status));
        Assert.Equal(["USD 10.00", "", "USD 1.00"], claim.Cases.Items.Select(c => $"{c.Amount}"));
        Assert.Equal(("USD 10.00", "71", "broken"), ($"{claim.RefundedAmount}", claim.Cases[0].Line!.Value.Value, claim.Cases[0].ReasonText));
    }

    [Theory]
    [InlineData("VOIDED", "", null)]
    [InlineData("VOIDED", ",\"closed_at\":\"2026-02-12T00:00:00Z\"", null)]
    [InlineData("PAID", ",\"cancelled_at\":\"2026-02-12T00:00:00Z\"", ClaimOutcome.Ended)]
    public void Shopify_only_cancelled_at_says_that_an_order_ended(string financial, string extra, ClaimOutcome? outcome) =>
        Assert.Equal(outcome, Records.Claim("shopify", Shopify(extra, financial: financial)).Outcome);

    private static string Woo(string status = "processing", string extra = ",\"date_paid_gmt\":\"2026-02-09T10:01:00\"", string line = "\"sku\":\"A-1\"") =>
        $$"""
        {"id":727,"number":"R-727","status":"{{status}}","currency":"EUR","date_created":"2026-02-09T11:00:00","date_created_gmt":"2026-02-09T10:00:00","date_modified_gmt":"2026-02-09T10:05:00","discount_total":"2.00","shipping_total":"5.00","total_tax":"1.00","total":"24.00","customer_id":0,"line_items":[{"id":1,"name":"Mug","quantity":2,"subtotal":"20.00","total":"18.00",{{line}},"price":8.9999999999999}]{{extra}} }
        """;

    [Theory]
    [InlineData("processing", ",\"date_paid_gmt\":\"2026-02-09T10:01:00\"", PaymentStatus.Paid)]
    [InlineData("wc-processing", ",\"date_paid_gmt\":\"2026-02-09T10:01:00\"", PaymentStatus.Paid)]
    [InlineData("processing", ",\"payment_method\":\"cod\",\"date_paid_gmt\":null", PaymentStatus.Unpaid)]
    [InlineData("completed", ",\"payment_method\":\"cod\",\"date_paid_gmt\":\"2026-02-12T10:01:00\"", PaymentStatus.Paid)]
    [InlineData("completed", ",\"date_paid_gmt\":null", null)]
    [InlineData("on-hold", ",\"date_paid_gmt\":null", PaymentStatus.PendingConfirmation)]
    [InlineData("processing", ",\"date_paid_gmt\":\"2026-02-09T10:01:00\",\"refunds\":[{\"id\":1,\"total\":\"-2.00\"}]", PaymentStatus.PartiallyRefunded)]
    [InlineData("processing", ",\"date_paid_gmt\":\"2026-02-09T10:01:00\",\"refunds\":[{\"id\":1,\"total\":\"-2.00\"},{\"id\":2,\"total\":\"-22.00\"}]", PaymentStatus.Refunded)]
    [InlineData("refunded", ",\"date_paid_gmt\":\"2026-02-09T10:01:00\"", PaymentStatus.Refunded)]
    public void WooCommerce_what_is_paid_follows_from_more_than_the_status(string status, string extra, PaymentStatus? payment)
    {
        var claim = Records.Claim("woocommerce", Woo(status, extra));
        Assert.Equal((payment, "EUR"), (claim.Payment, claim.Amounts!.Due.Currency.Code));
        Assert.Empty(claim.Findings.Items.Where(f => f.Code != ChannelsCodes.CaseKindAssumed));
    }

    [Theory]
    [InlineData("\"sku\":\"A-1\",\"variation_id\":9,\"product_id\":8", "A-1")]
    [InlineData("\"sku\":123,\"variation_id\":9,\"product_id\":8", "123")]
    [InlineData("\"sku\":\"\",\"variation_id\":9,\"product_id\":8", "9")]
    [InlineData("\"sku\":\"\",\"variation_id\":0,\"product_id\":8", "8")]
    public void WooCommerce_a_code_may_be_missing_and_zero_is_no_variation(string line, string code) =>
        Assert.Equal(code, Records.Claim("woocommerce", Woo(line: line)).Lines[0].Code);

    [Theory]
    [InlineData("trash", ReadingKind.Skipped)]
    [InlineData("wc-checkout-draft", ReadingKind.Skipped)]
    [InlineData("new", ReadingKind.Parked)]
    [InlineData("wc-shipped", ReadingKind.Parked)]
    public void WooCommerce_drafts_are_no_orders_and_words_of_plugins_park(string status, ReadingKind kind) =>
        Assert.Equal(kind, Assert.Single(Records.Of("woocommerce", Woo(status))).Kind);

    private static string Youzan(string status = "WAIT_SELLER_SEND_GOODS", string more = "", string line = "\"outer_sku_id\":\"A-1\"", string post = "6.00") =>
        $$"""
        {"full_order_info":{"order_info":{"tid":"E1","status":"{{status}}","created":"2026-02-09 10:00:00","pay_time":"2026-02-09 10:01:00","update_time":"2026-02-09 10:02:00","consign_time":""{{more}} },"pay_info":{"payment":"26.00","total_fee":"20.00","post_fee":"{{post}}"},"orders":[{"oid":"1","num":2,"price":"10.00","payment":"20.00","title":"甲",{{line}} }]} }
        """;

    [Theory]
    [InlineData("TRADE_PAID", "", "ChannelLock", null)]
    [InlineData("WAIT_CONFIRM", "", "AcceptancePending", null)]
    [InlineData("TRADE_SUCCESS", "", null, ClaimOutcome.Succeeded)]
    [InlineData("TRADE_CLOSED", ",\"close_type\":17", null, ClaimOutcome.Ended)]
    [InlineData("TRADE_CLOSED", ",\"close_type\":7", null, ClaimOutcome.Ended)]
    [InlineData("WAIT_SELLER_SEND_GOODS", ",\"close_type\":6,\"refund_state\":60", null, null)]
    public void Youzan_words_hold_end_or_say_nothing(string status, string more, string? hold, ClaimOutcome? outcome)
    {
        var claim = Records.Claim("youzan", Youzan(status, more));
        Assert.Equal((hold, outcome), (claim.Holds!.Value.Items.FirstOrDefault().Value, claim.Outcome));
        Assert.Equal(more.Contains(":7", StringComparison.Ordinal) ? [ChannelsCodes.WordUnknown] : [], claim.Findings.Items.Select(f => f.Code));
    }

    [Fact]
    public void Youzan_a_search_word_is_no_status_and_a_difference_is_told()
    {
        Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("youzan", Youzan("TRADE_REFUND")).Code);
        Assert.Contains(Records.Claim("youzan", Youzan(post: "5.00")).Findings, f => f.Code == ChannelsCodes.LinesUntied);
        Assert.Equal("450996611", Records.Claim("youzan", Youzan(line: "\"outer_sku_id\":\"\",\"sku_id\":0,\"item_id\":450996611")).Lines[0].Code);
    }

    [Theory]
    [InlineData("1", "SUCCESS", CaseKind.RefundOnly, AfterSalesStatus.Refunded)]
    [InlineData("2", "SUCCESS", CaseKind.ReturnRefund, AfterSalesStatus.Refunded)]
    [InlineData("3", "SUCCESS", CaseKind.Exchange, AfterSalesStatus.Completed)]
    [InlineData("3", "SELLER_RETURN_GOODS", CaseKind.Exchange, AfterSalesStatus.ReplacementShipped)]
    public void Youzan_success_of_an_exchange_is_no_refund(string demand, string status, CaseKind kind, AfterSalesStatus expected)
    {
        var one = Assert.Single(Records.Claim("youzan",
            $$"""{"data":{"refund_id":"r1","tid":"E1","version":3,"demand":{{demand}},"status":"{{status}}","modified":"2026-02-10 10:00:00","refund_fee":"5.00"} }""").Cases);
        Assert.Equal((kind, expected, Money.Fen(500)), (one.Kind, one.Status, one.Amount));
    }

    private static string Kuaishou(string status = "30", string more = "", string besides = "") =>
        $$"""
        {"orderList":[{"orderBaseInfo":{"oid":2307500074108220777,"status":{{status}},"totalFee":3990,"createTime":1770602400000,"payTime":1770602460000,"updateTime":1770602500000{{more}} },"orderItemInfo":{"itemId":7,"skuId":8,"skuNick":"A-1","num":2,"price":1995,"originalPrice":2500,"itemTitle":"甲"}{{besides}} }],"cursor":"nomore"}
        """;

    [Theory]
    [InlineData("", "")]
    [InlineData(",\"disableDeliveryReasonCode\":[]", "")]
    [InlineData(",\"disableDeliveryReasonCode\":[1]", "GroupPending")]
    [InlineData(",\"disableDeliveryReasonCode\":[1,2]", "GroupPending PaymentRisk")]
    [InlineData(",\"disableDeliveryReasonCode\":2", "PaymentRisk")]
    public void Kuaishou_reasons_not_to_ship_are_holds_each(string more, string holds)
    {
        var claim = Records.Claim("kuaishou", Kuaishou(more: more));
        Assert.Equal(holds, string.Join(" ", claim.Holds!.Value.Items.Select(h => h.Value)));
        Assert.Equal(("2307500074108220777", "A-1", 2L, 3990L),
            (claim.Order.Number.Value, claim.Lines[0].Code, claim.Lines[0].Quantity.Units, claim.Lines[0].Total.MinorUnits));
    }

    [Fact]
    public void Kuaishou_pay_later_is_no_payment_an_unknown_status_parks_and_so_does_an_unknown_reason()
    {
        var later = Records.Claim("kuaishou", Kuaishou(more: ",\"payType\":88"));
        Assert.Equal((PaymentTerms.PayLater, PaymentStatus.Unpaid, null), (later.Terms, later.Payment, later.PaidAt));
        Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("kuaishou", Kuaishou("0")).Code);
        Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("kuaishou", Kuaishou(more: ",\"disableDeliveryReasonCode\":[9]")).Code);
        Assert.Equal(ClaimOutcome.Ended, Records.Claim("kuaishou", Kuaishou("80")).Outcome);
    }

    [Fact]
    public void Kuaishou_cases_stand_in_the_order_and_their_words_say_what_they_ask_for()
    {
        var claim = Records.Claim("kuaishou", Kuaishou("50", besides: ",\"orderRefundList\":[{\"refundId\":1,\"refundStatus\":11},{\"refundId\":2,\"refundStatus\":45},{\"refundId\":3,\"refundStatus\":70}]"));
        Assert.Equal([CaseKind.ReturnRefund, CaseKind.Exchange, CaseKind.RefundOnly], claim.Cases.Items.Select(c => c.Kind));
        Assert.Equal([AfterSalesStatus.Requested, AfterSalesStatus.ReplacementShipped, AfterSalesStatus.Closed], claim.Cases.Items.Select(c => c.Status));
    }
}
