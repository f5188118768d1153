namespace OrderKernel.Channels.Tests;

/// <summary>
/// The traps that the research names for these channels, each on a hand-made record. Fails when a word, unit or field is taken for its look-alike.
/// </summary>
public sealed class TrapScenarios
{
    [Fact]
    public void Taobao_closed_before_payment_is_not_refunded()
    {
        var claim = Records.Claim("taobao", Payload.Taobao("TRADE_CLOSED_BY_TAOBAO"));
        Assert.Equal((PaymentStatus.Unpaid, ClaimOutcome.Ended), (claim.Payment!.Value, claim.Outcome!.Value));
        Assert.Equal(PaymentStatus.Refunded, Records.Claim("taobao", Payload.Taobao("TRADE_CLOSED")).Payment);
    }

    [Fact]
    public void Taobao_cash_on_delivery_is_unpaid_under_the_word_for_paid()
    {
        var claim = Records.Claim("taobao", Payload.Taobao(extra: ",\"type\":\"cod\""));
        Assert.Equal((PaymentTerms.CashOnDelivery, PaymentStatus.Unpaid), (claim.Terms!.Value, claim.Payment!.Value));
        var signed = Records.Claim("taobao", Payload.Taobao("TRADE_BUYER_SIGNED"));
        Assert.Equal((PaymentTerms.CashOnDelivery, PaymentStatus.Unpaid, FulfilmentStatus.Delivered),
            (signed.Terms!.Value, signed.Payment!.Value, signed.Fulfilment!.Value));
    }

    [Fact]
    public void Taobao_deposit_paid_is_partly_paid()
    {
        var claim = Records.Claim("taobao", Payload.Taobao("WAIT_BUYER_PAY", extra: ",\"type\":\"step\",\"step_trade_status\":\"FRONT_PAID_FINAL_NOPAID\""));
        Assert.Equal((PaymentTerms.Deposit, PaymentStatus.PartiallyPaid), (claim.Terms!.Value, claim.Payment!.Value));
    }

    [Theory]
    [InlineData(",\"step_paid_fee\":\"5.00\"", "5.00")]
    [InlineData("", null)]
    public void Taobao_deposit_is_its_own_field_and_the_whole_sum_is_no_deposit(string fee, string? paid)
    {
        var claim = Records.Claim("taobao",
            Payload.Taobao("WAIT_BUYER_PAY", extra: ",\"type\":\"step\",\"step_trade_status\":\"FRONT_PAID_FINAL_NOPAID\"" + fee));
        Assert.Equal(paid is null ? null : Money.Parse(paid, Currency.Cny), claim.PaidAmount);
        Assert.Equal(paid is null, claim.Findings.Items.Any(f => f.Code == ChannelsCodes.DepositUnknown));
        var all = Payload.Taobao(extra: ",\"type\":\"step\",\"step_trade_status\":\"FRONT_PAID_FINAL_PAID\"" + fee);
        Assert.Equal(claim.Amounts!.Due, Records.Claim("taobao", all).PaidAmount);
    }

    [Fact]
    public void Taobao_town_is_a_town_and_pdd_and_doudian_town_is_a_district()
    {
        var taobao = Records.Claim("taobao",
            Payload.Taobao(extra: ",\"receiver_state\":\"浙江省\",\"receiver_district\":\"西湖区\",\"receiver_town\":\"文新街道\"")).Recipient!.Address!;
        Assert.Equal(("西湖区", "文新街道"), (taobao.District, taobao.Town));
        Assert.Equal(("西湖区", null),
            (Records.Claim("pdd", Payload.Pdd()).Recipient!.Address!.District, Records.Claim("pdd", Payload.Pdd()).Recipient!.Address!.Town));
        var doudian = Records.Claim("doudian",
            Payload.Doudian(extra: ",\"post_addr\":{\"town\":{\"name\":\"海淀区\"},\"street\":{\"name\":\"中关村街道\"}}")).Recipient!.Address!;
        Assert.Equal(("海淀区", "中关村街道"), (doudian.District, doudian.Town));
    }

    [Fact]
    public void Taobao_success_of_an_exchange_is_no_refund()
    {
        string Refund(string kind) =>
            $$"""{"refund_id":"5","tid":"1001","status":"SUCCESS","dispute_type":"{{kind}}","created":"2026-02-09 10:00:00","refund_fee":"9.90"}""";
        Assert.Equal(AfterSalesStatus.Refunded, Records.Claim("taobao", Refund("REFUND")).Cases[0].Status);
        Assert.Equal(AfterSalesStatus.Completed, Records.Claim("taobao", Refund("TMALL_EXCHANGE")).Cases[0].Status);
    }

    [Fact]
    public void Taobao_amounts_after_a_refund_are_marked()
    {
        Assert.False(Records.Claim("taobao", Payload.Taobao()).AreAmountsAfterRefunds);
        Assert.True(Records.Claim("taobao", Payload.Taobao("TRADE_CLOSED", payment: "\"0.00\"")).AreAmountsAfterRefunds);
        Assert.True(Records.Claim("taobao", Payload.Taobao("WAIT_BUYER_CONFIRM_GOODS", line: ",\"refund_status\":\"SUCCESS\"")).AreAmountsAfterRefunds);
    }

    [Fact]
    public void Taobao_parcels_of_lines_with_one_waybill_are_one()
    {
        var claim = Records.Claim("taobao",
            Payload.Taobao("SELLER_CONSIGNED_PART",
                line: ",\"invoice_no\":\"YT1\",\"logistics_company\":\"圆通速递\"},{\"oid\":\"2002\",\"outer_iid\":\"A-2\",\"num\":1,\"payment\":\"1.00\",\"invoice_no\":\"YT1\""));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("YTO", 2), (parcel.Carrier!.Value.Value, parcel.Lines.Count));
    }

    [Fact]
    public void Pdd_status_1_is_paid_and_doudian_status_1_is_unpaid()
    {
        Assert.Equal(PaymentStatus.Paid, Records.Claim("pdd", Payload.Pdd()).Payment);
        Assert.Equal(PaymentStatus.Unpaid, Records.Claim("doudian", Payload.Doudian("1")).Payment);
    }

    [Theory]
    [InlineData(",\"group_status\":0", "GroupPending")]
    [InlineData(",\"risk_control_status\":1", "PaymentRisk")]
    [InlineData(",\"refund_status\":2", "CustomerRequest")]
    [InlineData(",\"stock_out_handle_status\":0", "StockShortage")]
    public void Pdd_is_not_to_be_shipped_while(string extra, string hold) =>
        Assert.Equal(hold, Assert.Single(Records.Claim("pdd", Payload.Pdd(extra)).Holds!.Value).Value);

    [Fact]
    public void Pdd_refund_status_does_not_cancel_the_order_and_the_fine_status_counts()
    {
        var claim = Records.Claim("pdd", Payload.Pdd(",\"refund_status\":2,\"after_sales_status\":7", "2"));
        Assert.Equal((PaymentStatus.Paid, FulfilmentStatus.Shipped, AfterSalesStatus.AwaitingReturn),
            (claim.Payment!.Value, claim.Fulfilment!.Value, claim.AfterSales!.Value));
        Assert.Null(claim.Outcome);
        Assert.Equal(AfterSalesStatus.Closed, Records.Claim("pdd", Payload.Pdd(",\"refund_status\":1,\"after_sales_status\":11", "3")).AfterSales);
    }

    [Fact]
    public void Pdd_completion_and_cancellation_come_from_other_fields()
    {
        Assert.Equal(ClaimOutcome.Succeeded, Records.Claim("pdd", Payload.Pdd(",\"receive_time\":\"2026-02-12 09:00:00\"", "3")).Outcome);
        Assert.Null(Records.Claim("pdd", Payload.Pdd(",\"receive_time\":\"null\"", "3")).Outcome);
        Assert.Equal(ClaimOutcome.Ended, Records.Claim("pdd", Payload.Pdd(",\"confirm_status\":2")).Outcome);
    }

    [Fact]
    public void Pdd_refunds_are_fen_while_orders_are_yuan()
    {
        var claim = Records.Claim("pdd",
            """{"id":7,"order_sn":"260209-1","after_sales_status":10,"refund_amount":1990,"created_time":"2026-02-09 10:00:00","updated_time":"2026-02-09 11:00:00"}""");
        Assert.Equal(Money.Fen(1990), claim.Cases[0].Amount);
        Assert.Equal(Money.Fen(1990), Records.Claim("pdd", Payload.Pdd()).Amounts!.Due);
    }

    [Fact]
    public void Doudian_risk_orders_are_held_and_its_preparing_is_not_ours()
    {
        var claim = Records.Claim("doudian", Payload.Doudian("105"));
        Assert.Equal([HoldKind.PaymentRisk], claim.Holds!.Value);
        Assert.Equal(FulfilmentStatus.Unfulfilled, Records.Claim("doudian", Payload.Doudian("2")).Fulfilment);
    }

    [Fact]
    public void Doudian_cash_on_delivery_waits_for_acceptance_and_pay_later_is_unpaid()
    {
        var cash = Records.Claim("doudian", Payload.Doudian("1", payType: "0"));
        Assert.Equal((PaymentTerms.CashOnDelivery, HoldKind.AcceptancePending), (cash.Terms!.Value, Assert.Single(cash.Holds!.Value)));
        var later = Records.Claim("doudian", Payload.Doudian("3", payType: "12"));
        Assert.Equal((PaymentTerms.PayLater, PaymentStatus.Unpaid, null, null), (later.Terms!.Value, later.Payment!.Value, later.PaidAt, later.PaidAmount));
    }

    [Fact]
    public void Doudian_cancelled_keeps_the_payment_axis()
    {
        var claim = Records.Claim("doudian", Payload.Doudian("4"));
        Assert.Equal((ClaimOutcome.Ended, null), (claim.Outcome!.Value, claim.Payment));
        Assert.NotNull(claim.PaidAt);
        Assert.Equal(PaymentStatus.Refunded, Records.Claim("doudian", Payload.Doudian("4", ",\"main_status\":21")).Payment);
    }

    [Fact]
    public void Doudian_deposit_counts_only_over_unpaid()
    {
        Assert.Equal(PaymentStatus.PartiallyPaid, Records.Claim("doudian", Payload.Doudian("1", ",\"main_status\":103")).Payment);
        Assert.Equal(PaymentStatus.Paid, Records.Claim("doudian", Payload.Doudian("3", ",\"main_status\":103")).Payment);
        Assert.Contains(Records.Claim("doudian", Payload.Doudian("3", ",\"main_status\":777")).Findings, f => f.Code == ChannelsCodes.WordUnknown);
    }

    [Theory]
    [InlineData("12", "3", AfterSalesStatus.Refunded)]
    [InlineData("12", "1", AfterSalesStatus.Completed)]
    [InlineData("14", "1", AfterSalesStatus.Completed)]
    [InlineData("28", "1", AfterSalesStatus.Closed)]
    [InlineData("6", "1", AfterSalesStatus.Requested)]
    [InlineData("12", "5", AfterSalesStatus.Closed)]
    public void Doudian_after_sales_success_is_a_refund_only_when_the_money_went(string status, string refund, AfterSalesStatus expected) =>
        Assert.Equal(expected, Records.Claim("doudian", Payload.DoudianAfterSale(status, refund)).Cases[0].Status);

    [Fact]
    public void Doudian_arbitration_disputes_an_open_case_and_leaves_an_ended_one()
    {
        var open = Records.Claim("doudian", Payload.DoudianAfterSale("6", "1", extra: ",\"arbitrate_status\":1")).Cases[0];
        Assert.Equal((AfterSalesStatus.Disputed, true), (open.Status, open.IsDisputed));
        Assert.Equal(AfterSalesStatus.Closed, Records.Claim("doudian", Payload.DoudianAfterSale("28", "1", extra: ",\"arbitrate_status\":3")).Cases[0].Status);
    }

    [Fact]
    public void Ids_are_texts_with_all_their_digits_whether_number_or_string()
    {
        Assert.Equal("4705288465508532862",
            Records.Claim("doudian", """{"tag":100,"data":{"p_id":4705288465508532862,"order_status":1,"create_time":1770602400}}""").Order.Number.Value);
        Assert.Equal("1001", Records.Claim("taobao", Payload.Taobao().Replace("\"1001\"", "1001")).Order.Number.Value);
    }

    [Theory]
    [InlineData("\"null\"")]
    [InlineData("\"-\"")]
    [InlineData("\"\"")]
    [InlineData("0")]
    [InlineData("null")]
    [InlineData("\"0001-01-01 00:00:00\"")]
    [InlineData("\"1970-01-01 00:00:00\"")]
    public void Fake_nulls_are_no_times(string value) =>
        Assert.Null(Records.Claim("taobao", Payload.Taobao("WAIT_BUYER_PAY", $",\"pay_time\":{value}")).PaidAt);

    [Theory]
    [InlineData("2026-02-09T10:00:00+08:00")]
    [InlineData("2026-02-09T02:00:00Z")]
    [InlineData("2026-02-09 10:00:00.000")]
    [InlineData("2026/2/9 10:00")]
    public void Times_with_and_without_offset_mean_the_same(string text) =>
        Assert.Equal(Records.Claim("taobao", Payload.Taobao()).CreatedAt,
            Records.Claim("taobao", Payload.Taobao().Replace("2026-02-09 10:00:00", text)).CreatedAt);

    [Fact]
    public void Masked_and_enciphered_receivers_are_taken_as_they_are()
    {
        var claim = Records.Claim("doudian",
            Payload.Doudian(extra: ",\"mask_post_receiver\":\"王**\",\"encrypt_post_receiver\":\"#cipher#\",\"encrypt_post_tel\":\"$x$\""));
        Assert.Equal(("王**", "$x$"), (claim.Recipient!.Name.RevealClear(), claim.Recipient.Phone.RevealClear()));
    }

    [Fact]
    public void Texts_are_cleaned_as_the_profile_says()
    {
        var claim = Records.Claim("taobao",
            Payload.Taobao(extra: ",\"buyer_nick\":\" #nick@ \",\"receiver_city\":\"\\n\\t杭州市 \\t\",\"receiver_address\":\"某路  1\\n号\"").Replace("A-1", "Ａ－１"));
        Assert.Equal("nick", claim.Customer.RevealClear());
        Assert.Equal(("杭州市", "某路 1 号"), (claim.Recipient!.Address!.City, claim.Recipient.Address.RevealDetail()));
        Assert.Equal("A-1", claim.Lines[0].Code);
    }

    [Fact]
    public void A_bundle_code_becomes_its_components_and_an_unknown_carrier_is_a_finding()
    {
        var skus = SkuMap.Load("""
            {"$schema":"sku-map-1.json","name":"m","version":"1","items":[{"channel":"taobao","code":"A-1","bundle":[{"sku":"X","quantity":2},{"sku":"Y","quantity":1}]},{"channel":"*","code":"A-1","sku":"Z"}]}
            """u8.ToArray()).ValueOrThrow().Policy;
        var claim = Records.Claim("taobao", Payload.Taobao("WAIT_BUYER_CONFIRM_GOODS", line: ",\"invoice_no\":\"1\",\"logistics_company\":\"某某快递\""), skus);
        Assert.Equal([("X", 2L), ("Y", 1L)], claim.Lines[0].Goods.Items.Select(g => (g.Sku.Value, g.Quantity.Units)));
        Assert.Contains(claim.Findings, f => f.Code == ChannelsCodes.CarrierUnknown);
        Assert.Null(claim.Shipments[0].Carrier);
        Assert.Equal("Z", Records.Claim("pdd", Payload.Pdd(), skus).Lines[0].Goods[0].Sku.Value);
    }
}
