using NodaTime.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// JD orders by hand, from the facts' field paths. Fails when a lock is read as a
/// cancellation, a split parent as a customer's cancel, or several waybills as one.
/// </summary>
public sealed class JdScenarios
{
    private const string Order = """
        {"jingdong_pop_order_get_responce":{"code":"0","orderDetailInfo":{"orderInfo":{
          "orderId":"288812345678","parentOrderId":"0","pin":"jd_pin_1","orderState":"WAIT_GOODS_RECEIVE_CONFIRM","payType":"4","orderType":"22",
          "orderTotalPrice":"198.00","orderSellerPrice":"188.00","sellerDiscount":"10.00","shouldPay":"194.00","actualPay":"194.00","freightPrice":"6.00",
          "orderStartTime":"2026-02-09 10:00:00","paymentConfirmTime":"2026-02-09 10:01:00","orderEndTime":"0001-01-01 00:00:00","outBoundDate":"2026-02-09 18:00:00","modified":"2026-02-09 18:00:05",
          "logisticsId":"467|1499","waybill":"SF1,SF2|ZT1","orderRemark":"","venderRemark":"",
          "consigneeInfo":{"fullname":"张*","mobile":"138****0000","telephone":"","province":"北京","city":"海淀区","county":"中关村","town":"街道","fullAddress":"北京海淀区某路****"},
          "itemInfoList":[{"skuId":"1001","outerSkuId":"A-1","wareId":"9","itemTotal":"1","jdPrice":"99.00","skuName":"甲"},{"skuId":"1002","outerSkuId":"A-2","wareId":"9","itemTotal":"1","jdPrice":"99.00","skuName":"乙"}]
        }}}}
        """;

    [Fact]
    public void A_shipped_order_comes_out_whole()
    {
        var claim = Records.Claim("jd", Order);
        Assert.Equal(("288812345678", "JD", ClaimScope.Whole), (claim.Order.Number.Value, claim.ChannelCode, claim.Scope));
        Assert.Equal((PaymentStatus.Paid, FulfilmentStatus.Shipped, PaymentTerms.Prepaid), (claim.Payment!.Value, claim.Fulfilment!.Value, claim.Terms!.Value));
        Assert.Equal("2026-02-09T02:00:00Z", InstantPattern.ExtendedIso.Format(claim.CreatedAt!.Value));
        Assert.Equal("2026-02-09T10:00:05Z", InstantPattern.ExtendedIso.Format(claim.SourceTime));
        Assert.Null(claim.EndedAt);
        Assert.Equal((19400, 1000, 600, 0),
            (claim.Amounts!.Due.MinorUnits, claim.Amounts.SellerDiscount.MinorUnits, claim.Amounts.Freight.MinorUnits, claim.Amounts.Unattributed.MinorUnits));
        Assert.Equal([("A-1", 9900L), ("A-2", 9900L)], claim.Lines.Items.Select(l => (l.Code, l.Total.MinorUnits)));
        Assert.Equal([("SF1", "SF"), ("SF2", "SF"), ("ZT1", "ZTO")], claim.Shipments.Items.Select(s => (s.Waybill.Value, s.Carrier!.Value.Value)));
        Assert.Equal("张*", claim.Recipient!.Name.RevealClear());
        Assert.Empty(claim.Findings);
        Assert.Empty(claim.Holds!.Value);
    }

    [Theory]
    [InlineData("LOCKED")]
    [InlineData("PAUSE")]
    [InlineData("POP_ORDER_PAUSE")]
    public void A_locked_or_paused_order_is_held_and_never_cancelled(string word)
    {
        var claim = Records.Claim("jd", Order.Replace("WAIT_GOODS_RECEIVE_CONFIRM", word));
        Assert.Equal([HoldKind.ChannelLock], claim.Holds!.Value);
        Assert.Null(claim.Outcome);
        Assert.Null(claim.Payment);
    }

    [Fact]
    public void A_split_parent_is_replaced_and_no_customers_cancellation() =>
        Assert.Equal(ClaimOutcome.Replaced, Records.Claim("jd", Order.Replace("WAIT_GOODS_RECEIVE_CONFIRM", "PARENT_TRADE_CANCELED")).Outcome);

    [Fact]
    public void Cash_on_delivery_is_unpaid_under_the_same_word()
    {
        var claim = Records.Claim("jd", Order.Replace("\"payType\":\"4\"", "\"payType\":\"1\"").Replace("2026-02-09 10:01:00", "0001-01-01 00:00:00"));
        Assert.Equal((PaymentTerms.CashOnDelivery, PaymentStatus.Unpaid), (claim.Terms!.Value, claim.Payment!.Value));
        Assert.Null(claim.PaidAt);
        Assert.Null(claim.PaidAmount);
    }

    [Fact]
    public void The_unknown_word_of_jd_itself_parks()
    {
        var refusal = Records.Parked("jd", Order.Replace("WAIT_GOODS_RECEIVE_CONFIRM", "UN_KNOWN"));
        Assert.Equal(ChannelsCodes.StatusUnknown, refusal.Code);
        Assert.Contains(refusal.Arguments, a => a == new Argument("value", "UN_KNOWN"));
    }

    [Fact]
    public void A_bare_order_object_reads_like_its_response() =>
        Assert.Equal(
            Records.Claim("jd", Order),
            Records.Claim("jd", Order.Replace("""{"jingdong_pop_order_get_responce":{"code":"0","orderDetailInfo":{"orderInfo":""", "")
                .Replace("}]\n}}}}", "}]\n}").Replace("}]\r\n}}}}", "}]}")));

    [Fact]
    public void A_refund_application_and_a_service_ticket_become_cases()
    {
        var apply = Records.Claim("jd",
            """{"id":"77","orderId":"288812345678","status":"4","applyTime":"2026-02-10 09:00:00","applyRefundSum":"194.00","reason":"不想要了"}""");
        Assert.Equal((AfterSalesStatus.Rejected, CaseKind.CancelBeforeShipping, Party.Seller),
            (apply.Cases[0].Status, apply.Cases[0].Kind, apply.Cases[0].Awaited!.Value));
        var service = Records.Claim("jd", """{"serviceId":"88","orderId":"288812345678","serviceStatus":"10010","applyTime":"2026-02-10 09:00:00"}""");
        Assert.Equal(AfterSalesStatus.Completed, service.Cases[0].Status);
        Assert.Contains(service.Findings, f => f.Code == ChannelsCodes.CaseKindAssumed);
    }
}
