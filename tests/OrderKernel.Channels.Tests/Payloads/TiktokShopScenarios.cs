namespace OrderKernel.Channels.Tests;

/// <summary>
/// TikTok Shop: its samples come out as their index expects, and its traps on hand-made records. Fails when placeholders of an unpaid order count as a
/// payment or a parcel, when an order on hold is let go, or when rupiah lose their two digits.
/// </summary>
public sealed class TiktokShopScenarios
{
    private static string Order(string status = "AWAITING_SHIPMENT", string extra = "", string line = "", string currency = "IDR", string total = "26000") =>
        $$"""
        {"code":0,"data":{"orders":[{"id":"576","status":"{{status}}","create_time":1770602400,"paid_time":1770602460,"update_time":1770602500,"collection_time":1770702400,"delivery_time":1770802400,"cancel_time":1770602490,"is_cod":false,"is_on_hold_order":false,"is_buyer_request_cancel":false,"user_id":"7","payment":{"currency":"{{currency}}","total_amount":"{{total}}","original_total_product_price":"22000","seller_discount":"1000","platform_discount":"1000","shipping_fee":"5000","tax":"1000"},"line_items":[{"id":"l1","seller_sku":"A-1","sku_id":"s1","product_name":"Mug","original_price":"11000","sale_price":"10000"{{line}}},{"id":"l2","seller_sku":"A-1","sku_id":"s1","product_name":"Mug","original_price":"11000","sale_price":"10000"{{line}}}],"recipient_address":{"name":"Z**","phone_number":"(+62)21-***-1234","region_code":"ID","postal_code":"10110","district_info":[{"address_level_name":"Country","address_name":"Indonesia"},{"address_level_name":"Province","address_name":"Jawa Barat"},{"address_level_name":"city","address_name":"Bandung"}],"full_address":"Jl. 1"}{{extra}} }] } }
        """;

    [DataFact]
    public void The_sample_of_the_documentation_contradicts_itself_and_the_status_decides()
    {
        var claim = Payloads.Single("tiktok-shop", "tiktok_shop/v202309-order-doc-sample.json");
        Assert.Equal(("576461413038785752", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, null),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.Outcome));
        Assert.Equal((Payloads.At("2021-04-28T12:06:01Z"), null, null, null, null),
            (claim.CreatedAt, claim.PaidAt, claim.ShippedAt, claim.DeliveredAt, claim.EndedAt));
        Assert.Equal((500_000L, "IDR", null), (claim.Amounts!.Due.MinorUnits, claim.Amounts.Due.Currency.Code, claim.PaidAmount));
        Assert.Equal(("red_iphone_256", 1L, 1L), (claim.Lines[0].Code, claim.Lines[0].Quantity.Units, claim.Lines[0].Total.MinorUnits));
        Assert.Equal(("JX12345", null), (Assert.Single(claim.Shipments).Waybill.Value, claim.Shipments[0].Carrier));
        Assert.Equal(("US", null), (claim.Recipient!.Address!.Country, claim.Recipient.Address.Province));
        Assert.Equal([ChannelsCodes.AmountsUntied, ChannelsCodes.CarrierUnknown, ChannelsCodes.LinesUntied],
            claim.Findings.Items.Select(f => f.Code).Order(StringComparer.Ordinal));
    }

    [DataFact]
    public void The_message_of_an_order_on_hold_holds_it()
    {
        var claim = Payloads.Single("tiktok-shop", "tiktok_shop/webhook-order-status-golden.json");
        Assert.Equal(("576653688135258178", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, ClaimScope.Part),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.Scope));
        Assert.Equal(HoldKind.ChannelLock, Assert.Single(claim.Holds!.Value));
        Assert.Equal(Payloads.At("2024-06-13T19:06:25Z"), claim.SourceTime);
    }

    [Fact]
    public void An_order_that_is_paid_has_a_row_for_each_piece()
    {
        var claim = Records.Claim("tiktok-shop", Order());
        Assert.Equal((PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, "IDR 26000.00"), (claim.Payment, claim.Fulfilment, $"{claim.PaidAmount}"));
        Assert.Equal([("l1", 1L), ("l2", 1L)], claim.Lines.Items.Select(l => (l.Line.Value, l.Quantity.Units)));
        Assert.Equal(("Jawa Barat", "Bandung", null), (claim.Recipient!.Address!.Province, claim.Recipient.Address.City, claim.Recipient.Address.District));
        Assert.Empty(claim.Holds!.Value);
        Assert.Empty(claim.Findings);
    }

    [Theory]
    [InlineData("IDR", "26000.5", 2_600_050L)]
    [InlineData("JPY", "26000", 26_000L)]
    [InlineData("VND", "26000", 26_000L)]
    public void Each_currency_has_its_own_digits(string currency, string total, long minor) =>
        Assert.Equal(minor, Records.Claim("tiktok-shop", Order(currency: currency, total: total)).Amounts!.Due.MinorUnits);

    [Theory]
    [InlineData("AWAITING_COLLECTION", false, false, false)]
    [InlineData("IN_TRANSIT", true, false, false)]
    [InlineData("121", true, false, false)]
    [InlineData("DELIVERED", true, true, false)]
    [InlineData("CANCELLED", false, false, true)]
    public void Times_stand_there_whatever_the_status(string status, bool shipped, bool delivered, bool ended)
    {
        var claim = Records.Claim("tiktok-shop", Order(status));
        Assert.Equal((shipped, delivered, ended), (claim.ShippedAt is not null, claim.DeliveredAt is not null, claim.EndedAt is not null));
    }

    [Theory]
    [InlineData("\"is_on_hold_order\":false", "\"is_on_hold_order\":true", "ChannelLock")]
    [InlineData("\"is_buyer_request_cancel\":false", "\"is_buyer_request_cancel\":true", "CustomerRequest")]
    [InlineData("\"AWAITING_SHIPMENT\"", "\"ON_HOLD\"", "ChannelLock")]
    public void What_must_not_be_shipped_is_held_and_not_cancelled(string was, string becomes, string hold)
    {
        var claim = Records.Claim("tiktok-shop", Order().Replace(was, becomes));
        Assert.Equal((HoldKind.Of(hold), PaymentStatus.Paid, null), (Assert.Single(claim.Holds!.Value), claim.Payment, claim.Outcome));
    }

    [Fact]
    public void Cash_on_delivery_is_not_paid_though_there_is_a_time_of_payment()
    {
        var claim = Records.Claim("tiktok-shop", Order().Replace("\"is_cod\":false", "\"is_cod\":true"));
        Assert.Equal((PaymentStatus.Unpaid, PaymentTerms.CashOnDelivery, null), (claim.Payment, claim.Terms, claim.PaidAt));
    }

    [Fact]
    public void Pieces_of_one_parcel_are_together_and_a_piece_may_be_cancelled_alone()
    {
        var claim = Records.Claim("tiktok-shop", Order("IN_TRANSIT", ",\"tracking_number\":\"1Z1\",\"shipping_provider\":\"UPS\"",
            ",\"tracking_number\":\"1Z1\",\"display_status\":\"CANCELLED\""));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("1Z1", "UPS", 2), (parcel.Waybill.Value, parcel.Carrier!.Value.Value, parcel.Lines.Count));
        Assert.Equal((ClaimOutcome.Ended, null), (claim.Lines[0].Outcome, claim.Outcome));
        var unknown = Records.Claim("tiktok-shop", Order(line: ",\"display_status\":\"FLYING\""));
        Assert.Equal([ChannelsCodes.WordUnknown, ChannelsCodes.WordUnknown], unknown.Findings.Items.Select(f => f.Code));
    }

    [Theory]
    [InlineData("REPLACMENT_REQUEST_COMPLETE", "REPLACEMENT", AfterSalesStatus.Completed, CaseKind.Exchange)]
    [InlineData("REPLACMENT_REQUEST_REFUND_SUCCESS", "REPLACEMENT", AfterSalesStatus.Refunded, CaseKind.RefundOnly)]
    [InlineData("RETURN_OR_REFUND_REQUEST_SUCCESS", "RETURN_AND_REFUND", AfterSalesStatus.Refunding, CaseKind.ReturnRefund)]
    public void A_request_that_is_granted_is_not_paid_back_yet(string status, string type, AfterSalesStatus after, CaseKind kind)
    {
        var claim = Records.Claim("tiktok-shop",
            $$"""{"data":{"return_orders":[{"return_id":"R1","order_id":"576","return_status":"{{status}}","return_type":"{{type}}","refund_amount":{"currency":"USD","refund_total":"9.90"},"create_time":1770602400,"update_time":1770602500}] } }""");
        Assert.Equal((after, kind, "USD 9.90", null), (claim.Cases[0].Status, claim.Cases[0].Kind, $"{claim.Cases[0].Amount}", claim.Fulfilment));
    }

    [Fact]
    public void An_unknown_word_parks() => Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("tiktok-shop", Order("LOST")).Code);
}
