namespace OrderKernel.Channels.Tests;

/// <summary>
/// Etsy, whose amounts come with a divisor and whose words come in any case, on hand-made records. Fails when a divisor is taken for cents, a refund is
/// lost for want of a number, or a word decides what two flags tell.
/// </summary>
public sealed class EtsyScenarios
{
    private static string Money(long amount, long divisor = 100, string currency = "USD") => $$"""{"amount":{{amount}},"divisor":{{divisor}},"currency_code":"{{currency}}"}""";

    private static string Receipt(string status = "Paid", string paid = "true", string shipped = "false", string refunds = "", string total = "", string currency = "USD",
        long divisor = 100) =>
        $$"""
        {"count":1,"results":[{"receipt_id":3021,"buyer_user_id":7,"name":"I. G.","first_line":"Via 1","second_line":null,"city":"Capezzano","state":"Lucca","zip":"55041","country_iso":"IT","status":"{{status}}","is_paid":{{paid}},"is_shipped":{{shipped}},"created_timestamp":1770602400,"updated_timestamp":1770602500,"grandtotal":{{(total.Length > 0 ? total : Money(17_500, divisor, currency))}},"subtotal":{{Money(15_000, divisor, currency)}},"total_price":{{Money(20_000, divisor, currency)}},"total_shipping_cost":{{Money(1_500, divisor, currency)}},"total_tax_cost":{{Money(1_000, divisor, currency)}},"discount_amt":{{Money(5_000, divisor, currency)}},"gift_wrap_price":{{Money(0, divisor, currency)}},"shipments":[{"receipt_shipping_id":1,"carrier_name":"dhl","tracking_code":"00340"}],"transactions":[{"transaction_id":37,"title":"Bag","paid_timestamp":1770602460,"shipped_timestamp":1770702400,"quantity":2,"sku":"","product_id":178,"listing_id":157,"price":{{Money(10_000, divisor, currency)}} }],"refunds":[{{refunds}}] }] }
        """;

    [Fact]
    public void An_order_that_is_paid()
    {
        var claim = Records.Claim("etsy", Receipt());
        Assert.Equal(("3021", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment));
        Assert.Equal((Payloads.At("2026-02-09T02:00:00Z"), Payloads.At("2026-02-09T02:01:00Z"), null), (claim.CreatedAt, claim.PaidAt, claim.ShippedAt));
        Assert.Equal(("USD 175.00", "USD 200.00", "USD 50.00", "USD 15.00", "USD 10.00"),
            ($"{claim.PaidAmount}", $"{claim.Amounts!.ListPrice}", $"{claim.Amounts.Coupon}", $"{claim.Amounts.Freight}", $"{claim.Amounts.Tax}"));
        Assert.Equal(("37", "178", 2L, "USD 200.00"), (claim.Lines[0].Line.Value, claim.Lines[0].Code, claim.Lines[0].Quantity.Units, $"{claim.Lines[0].Total}"));
        Assert.Equal(("00340", "DHL"), (claim.Shipments[0].Waybill.Value, claim.Shipments[0].Carrier!.Value.Value));
        Assert.Equal(("IT", "Lucca", "Capezzano"), (claim.Recipient!.Address!.Country, claim.Recipient.Address.Province, claim.Recipient.Address.City));
        Assert.Empty(claim.Findings);
    }

    [Theory]
    [InlineData("JPY", 100, 175L)]
    [InlineData("JPY", 1, 17_500L)]
    [InlineData("KWD", 1000, 17_500L)]
    [InlineData("EUR", 1000, 1_750L)]
    public void A_divisor_is_what_it_says_and_a_currency_has_its_own_digits(string currency, long divisor, long minor) =>
        Assert.Equal(minor, Records.Claim("etsy", Receipt(currency: currency, divisor: divisor)).Amounts!.Due.MinorUnits);

    [Theory]
    [InlineData("Open", "false", "false", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, null)]
    [InlineData("open", "true", "true", PaymentStatus.Paid, FulfilmentStatus.Shipped, null)]
    [InlineData("Payment Processing", "false", "false", PaymentStatus.PendingConfirmation, FulfilmentStatus.Unfulfilled, null)]
    [InlineData("Completed", "true", "true", PaymentStatus.Paid, FulfilmentStatus.Shipped, ClaimOutcome.Succeeded)]
    [InlineData("Canceled", "true", "false", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, ClaimOutcome.Ended)]
    [InlineData("Fully Refunded", "true", "true", PaymentStatus.Refunded, FulfilmentStatus.Shipped, ClaimOutcome.Ended)]
    [InlineData("Partially Refunded", "true", "true", PaymentStatus.PartiallyRefunded, FulfilmentStatus.Shipped, null)]
    public void Words_come_in_any_case_beside_two_flags(string status, string paid, string shipped, PaymentStatus payment, FulfilmentStatus fulfilment,
        ClaimOutcome? outcome)
    {
        var claim = Records.Claim("etsy", Receipt(status, paid, shipped));
        Assert.Equal((payment, fulfilment, outcome), (claim.Payment, claim.Fulfilment, claim.Outcome));
    }

    [Fact]
    public void Refunds_have_no_number_and_only_those_that_succeeded_count()
    {
        var claim = Records.Claim("etsy", Receipt("Partially Refunded", refunds: $$"""
            {"reason":"Account Adjustment","status":"SUCCESS","amount":{{Money(2_500)}},"created_timestamp":1770802400},{"reason":"Other","status":"FLYING","amount":{{Money(500)}},"created_timestamp":1770902400}
            """));
        Assert.Equal([("3021-1770802400", AfterSalesStatus.Refunded, "USD 25.00"), ("3021-1770902400", AfterSalesStatus.Refunding, "USD 5.00")],
            claim.Cases.Items.Select(c => (c.Case.Value, c.Status, $"{c.Amount}")));
        Assert.Equal("USD 25.00", $"{claim.RefundedAmount}");
        Assert.Contains(claim.Findings, f => f.Code == ChannelsCodes.WordUnknown);
    }

    [Theory]
    [InlineData("""{"amount":17500,"divisor":0,"currency_code":"USD"}""", ChannelsCodes.DivisorInvalid)]
    [InlineData("""{"amount":17501,"divisor":1000,"currency_code":"USD"}""", ChannelsCodes.AmountInexact)]
    [InlineData("""{"amount":17500,"divisor":100,"currency_code":"XTS"}""", ChannelsCodes.CurrencyUnknown)]
    [InlineData("""{"amount":17500,"divisor":100,"currency_code":"EUR"}""", ChannelsCodes.CurrencyMixed)]
    public void What_is_no_amount_parks(string total, string code) => Assert.Equal(code, Records.Parked("etsy", Receipt(total: total)).Code);

    [Fact]
    public void An_unknown_word_parks() => Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("etsy", Receipt("Cancelled")).Code);
}
