namespace OrderKernel.Channels.Tests;

/// <summary>
/// How other systems mapped channels and files, as their users reported it and their code shows (facts/peer-failures.md, by number). Fails when a record is
/// read as they read it.
/// </summary>
public sealed class PeerMappingScenarios
{
    [Theory]
    [InlineData("LOCKED")]
    [InlineData("PAUSE")]
    public void Line_26_a_locked_or_paused_jd_order_is_neither_cancelled_nor_refunded(string word)
    {
        var claim = Records.Claim("jd", $$"""
            {"orderId":"1","orderState":"{{word}}","orderStartTime":"2026-02-09 10:00:00","paymentConfirmTime":"2026-02-09 10:01:00","modified":"2026-02-09 10:05:00",
             "orderTotalPrice":"99.00","orderPayment":"99.00","payType":"4","itemInfoList":[{"skuId":"5","outerSkuId":"A-1","itemTotal":"1","jdPrice":"99.00"}]}
            """);
        Assert.Equal([HoldKind.ChannelLock], claim.Holds!.Value);
        Assert.Equal((null, null), (claim.Outcome, claim.AfterSales));
        Assert.NotEqual(PaymentStatus.Refunded, claim.Payment);
    }

    [Theory]
    [InlineData("SELLER_CONSIGNED_PART", FulfilmentStatus.PartiallyShipped)]
    [InlineData("PAY_PENDING", FulfilmentStatus.Unfulfilled)]
    public void Line_27_part_sent_and_pay_pending_are_known_words(string word, FulfilmentStatus fulfilment)
    {
        var claim = Records.Claim("taobao", Payload.Taobao(word));
        Assert.Equal(fulfilment, claim.Fulfilment);
        Assert.Empty(claim.Findings.Items.Where(f => f.Code == ChannelsCodes.WordUnknown));
        Assert.Null(claim.Outcome);
    }

    [Fact]
    public void Line_28_closed_before_payment_is_not_refunded()
    {
        var claim = Records.Claim("taobao", Payload.Taobao("TRADE_CLOSED_BY_TAOBAO"));
        Assert.Equal(ClaimOutcome.Ended, claim.Outcome);
        Assert.Equal(PaymentStatus.Unpaid, claim.Payment);
    }

    [Fact]
    public void Line_29_no_refund_status_of_pinduoduo_says_where_the_goods_are_or_ends_an_order_that_is_not_refunded()
    {
        var words = 0;
        for (var word = 0; word < 100; word++)
        {
            var reading = Assert.Single(Records.Of("pdd", Payload.Pdd($",\"refund_status\":{word}", status: "2")));
            if (reading.Claim is not { } claim) continue;
            words++;
            Assert.Equal(FulfilmentStatus.Shipped, claim.Fulfilment);
            Assert.True(claim.Outcome is null || claim.Payment == PaymentStatus.Refunded, $"{word}: {claim.Outcome} {claim.Payment}");
        }

        Assert.InRange(words, 4, 99);
    }

    [Theory]
    [InlineData("4.31763E+18", ChannelsCodes.IdDamaged)]
    [InlineData("\"=\"\"4317627911240000123\"\"\"", null)]
    public void Line_36_a_number_that_a_spreadsheet_damaged_parks_and_a_guarded_one_is_whole(string number, string? code)
    {
        var file = $"订单编号,总金额,买家实际支付金额,收货地址 ,订单创建时间,订单付款时间 ,退款金额\n{number},1.0,1.0,上海,2020-02-21 00:00:00,2020-02-21 00:00:02,0.0\n";
        var reading = Assert.Single(Records.Of("tmall-csv", file));
        Assert.Equal(code, reading.Refusal?.Code);
        if (code is null) Assert.Equal("4317627911240000123", reading.Claim!.Order.Number.Value);
    }
}
