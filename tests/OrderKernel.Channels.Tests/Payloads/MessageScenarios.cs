namespace OrderKernel.Channels.Tests;

/// <summary>
/// Messages that a channel pushes of a trade or an after-sales case, on hand-made records. Fails when the topic is not what says how a case stands, the kind of
/// the case does not decide what a consent means, a message about a trade tells an amount that may be one line's, or a case is taken for an order.
/// </summary>
public sealed class MessageScenarios
{
    private static string Taobao(string topic, string content) =>
        $$"""
        {"tmc_messages_consume_response":{"messages":{"tmc_message":[{"id":4160600490938325004,"topic":"{{topic}}","pub_time":"2026-02-09 10:20:30","content":"{{content.Replace("\"", "\\\"", StringComparison.Ordinal)}}"}] } } }
        """;

    private static string Refund(string topic, string bill) => Taobao(
        $"taobao_refund_{topic}",
        $$"""{"buyer_nick":"b**1","refund_fee":"12.30","oid":2601520983012345678,"tid":2601520983012345677,"refund_id":77,"bill_type":"{{bill}}","modified":"2026-02-09 10:20:00"}""");

    private static string Trade(string topic, string extra = "") => Taobao(
        $"taobao_trade_{topic}", $$"""{"buyer_nick":"b**1","payment":"44.00","oid":1,"tid":2601520983012345677,"type":"guarantee_trade"{{extra}}}""");

    [Theory]
    [InlineData("RefundCreated", "refund_bill", CaseKind.RefundOnly, AfterSalesStatus.Requested)]
    [InlineData("RefundBuyerModifyAgreement", "return_bill", CaseKind.ReturnRefund, AfterSalesStatus.Requested)]
    [InlineData("RefundSellerAgreeAgreement", "refund_bill", CaseKind.RefundOnly, AfterSalesStatus.Refunding)]
    [InlineData("RefundSellerAgreeAgreement", "return_bill", CaseKind.ReturnRefund, AfterSalesStatus.AwaitingReturn)]
    [InlineData("RefundSellerAgreeAgreement", "replace_bill", CaseKind.Exchange, AfterSalesStatus.AwaitingReturn)]
    [InlineData("RefundSellerRefuseAgreement", "refund_bill", CaseKind.RefundOnly, AfterSalesStatus.Rejected)]
    [InlineData("RefundBuyerReturnGoods", "return_bill", CaseKind.ReturnRefund, AfterSalesStatus.ReturnInTransit)]
    [InlineData("RefundClosed", "refund_bill", CaseKind.RefundOnly, AfterSalesStatus.Closed)]
    [InlineData("RefundSuccess", "refund_bill", CaseKind.RefundOnly, AfterSalesStatus.Refunded)]
    [InlineData("RefundSuccess", "return_bill", CaseKind.ReturnRefund, AfterSalesStatus.Refunded)]
    [InlineData("RefundSuccess", "replace_bill", CaseKind.Exchange, AfterSalesStatus.Completed)]
    [InlineData("TaobaoInterApplied", "refund_bill", CaseKind.RefundOnly, AfterSalesStatus.Disputed)]
    public void A_taobao_refund_message(string topic, string bill, CaseKind kind, AfterSalesStatus status)
    {
        var claim = Records.Claim("taobao", Refund(topic, bill));
        var one = Assert.Single(claim.Cases);
        Assert.Equal(("2601520983012345677", "77", kind, status, "CNY 12.30", "2601520983012345678"),
            (claim.Order.Number.Value, one.Case.Value, one.Kind, one.Status, $"{one.Amount}", one.Line!.Value.Value));
        Assert.Equal(Payloads.At("2026-02-09T02:20:00Z"), claim.SourceTime);
        Assert.Empty(claim.Lines);
    }

    [Theory]
    [InlineData("TradeCreate", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, null)]
    [InlineData("TradeBuyerPay", PaymentStatus.Paid, null, null)]
    [InlineData("TradePartlySellerShip", PaymentStatus.Paid, FulfilmentStatus.PartiallyShipped, null)]
    [InlineData("TradeSellerShip", PaymentStatus.Paid, FulfilmentStatus.Shipped, null)]
    [InlineData("TradeSuccess", PaymentStatus.Paid, FulfilmentStatus.Delivered, ClaimOutcome.Succeeded)]
    [InlineData("TradeClose", null, null, ClaimOutcome.Ended)]
    [InlineData("TradeMemoModified", null, null, null)]
    public void A_taobao_trade_message(string topic, PaymentStatus? payment, FulfilmentStatus? fulfilment, ClaimOutcome? outcome)
    {
        var claim = Records.Claim("taobao", Trade(topic));
        Assert.Equal(("2601520983012345677", payment, fulfilment, outcome), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.Outcome));
        Assert.Null(claim.PaidAmount);
        Assert.Null(claim.Amounts);
        Assert.Equal(Payloads.At("2026-02-09T02:20:30Z"), claim.SourceTime);
    }

    [Fact]
    public void The_status_beside_a_closed_trade_says_whether_it_was_paid()
    {
        var unpaid = Records.Claim("taobao", Trade("TradeClose", ",\"status\":\"TRADE_CLOSED_BY_TAOBAO\""));
        var refunded = Records.Claim("taobao", Trade("TradeClose", ",\"status\":\"TRADE_CLOSED\""));
        Assert.Equal((PaymentStatus.Unpaid, PaymentStatus.Refunded), (unpaid.Payment, refunded.Payment));
    }

    [Fact]
    public void A_topic_that_no_row_knows_parks()
    {
        var reading = Assert.Single(Records.Of("taobao", Trade("TradeTeleported")));
        Assert.Equal(ChannelsCodes.StatusUnknown, reading.Refusal!.Code);
    }

    [Theory]
    [InlineData(10, 10, CaseKind.RefundOnly, AfterSalesStatus.Requested)]
    [InlineData(1, 11, CaseKind.ReturnRefund, AfterSalesStatus.Requested)]
    [InlineData(1, 22, CaseKind.ReturnRefund, AfterSalesStatus.AwaitingReturn)]
    [InlineData(1, 40, CaseKind.ReturnRefund, AfterSalesStatus.ReturnInTransit)]
    [InlineData(3, 45, CaseKind.Exchange, AfterSalesStatus.ReplacementShipped)]
    [InlineData(10, 50, CaseKind.RefundOnly, AfterSalesStatus.Refunding)]
    [InlineData(10, 60, CaseKind.RefundOnly, AfterSalesStatus.Refunded)]
    [InlineData(10, 70, CaseKind.RefundOnly, AfterSalesStatus.Closed)]
    public void A_kuaishou_refund_of_the_list(int way, int status, CaseKind kind, AfterSalesStatus expected)
    {
        var claim = Records.Claim("kuaishou", $$"""
            {"result":1,"data":{"pcursor":"nomore","refundOrderInfoList":[{"oid":2604000000001,"refundId":88,"handlingWay":{{way}},"status":{{status}},"negotiateStatus":1,"refundFee":1230,"skuId":501,"itemId":9,"refundReasonDesc":"七天无理由","submitTime":1770602400000,"updateTime":1770602500000}] } }
            """);
        var one = Assert.Single(claim.Cases);
        Assert.Equal(("2604000000001", "88", kind, expected, "CNY 12.30", "501"),
            (claim.Order.Number.Value, one.Case.Value, one.Kind, one.Status, $"{one.Amount}", one.Line!.Value.Value));
        Assert.True(one.IsNoReason);
        Assert.Equal(Payloads.At("2026-02-09T02:00:00Z"), one.RequestedAt);
    }

    [Fact]
    public void The_kuaishou_refund_alone_is_told_from_an_order()
    {
        var found = ProfileRecognizer.Recognize(
            """{"data":{"oid":2604000000001,"refundId":88,"handlingWay":10,"status":10,"refundFee":1,"updateTime":1770602500000}}"""u8.ToArray(),
            OrderKernel.Channels.Profiles.Defaults());
        Assert.Equal(("kuaishou", "refund"), (found?.Profile.Reference.Name, found?.RecordKind));
    }
}
