namespace OrderKernel.Channels.Tests;

/// <summary>
/// eBay, the Trading API in XML and the newer one in JSON: the samples come out as their index expects, and the traps on hand-made records. Fails when a
/// checkout that is complete counts as a delivery, blanks around a value belong to it, or a failed answer passes for an empty page.
/// </summary>
public sealed class EbayScenarios
{
    private static string Trading(string status = "Completed", string paid = "<PaidTime>2026-02-09T10:01:00.000Z</PaidTime>", string extra = "", string second = "",
        string total = "25.00") =>
        $"""
        <GetOrdersResponse xmlns="urn:ebay:apis:eBLBaseComponents"><OrderArray><Order><OrderID>24-1</OrderID><OrderStatus>{status}</OrderStatus><AmountPaid currencyID="USD">25.00</AmountPaid><CreatedTime>2026-02-09T10:00:00.000Z</CreatedTime><ShippingAddress><Country>US</Country></ShippingAddress><ShippingServiceSelected><ShippingServiceCost currencyID="USD">5.00</ShippingServiceCost></ShippingServiceSelected><Subtotal currencyID="USD">20.00</Subtotal><Total currencyID="USD">{total}</Total><TransactionArray><Transaction><Item><ItemID>1</ItemID><SKU>A-1</SKU></Item><QuantityPurchased>2</QuantityPurchased><TransactionPrice currencyID="USD">10.00</TransactionPrice><OrderLineItemID>1-1</OrderLineItemID>{second}</Transaction></TransactionArray>{paid}{extra}</Order></OrderArray></GetOrdersResponse>
        """;

    private static string Rest(string payment = "PAID", string fulfillment = "NOT_STARTED", string cancel = "NONE_REQUESTED") =>
        $$"""
        {"orders":[{"orderId":"24-2","creationDate":"2026-02-09T10:00:00.000Z","lastModifiedDate":"2026-02-09T10:05:00.000Z","orderPaymentStatus":"{{payment}}","orderFulfillmentStatus":"{{fulfillment}}","cancelStatus":{"cancelState":"{{cancel}}"},"buyer":{"username":"u"},"pricingSummary":{"priceSubtotal":{"value":"20.00","currency":"USD"},"priceDiscount":{"value":"-2.00","currency":"USD"},"deliveryCost":{"value":"5.00","currency":"USD"},"total":{"value":"23.00","currency":"USD"} },"paymentSummary":{"payments":[{"paymentStatus":"FAILED","paymentDate":"2026-02-09T10:00:30.000Z","amount":{"value":"23.00"} },{"paymentStatus":"PAID","paymentDate":"2026-02-09T10:01:00.000Z","amount":{"value":"23.00"} }]},"fulfillmentStartInstructions":[{"shippingStep":{"shipTo":{"fullName":"Ann Lee","contactAddress":{"addressLine1":"1 Some St","city":"Frankfort","stateOrProvince":"KY","postalCode":"40601","countryCode":"US"} } } }],"lineItems":[{"lineItemId":"9","sku":"A-1","quantity":2,"lineItemCost":{"value":"20.00","currency":"USD"},"title":"Mug","lineItemFulfillmentStatus":"{{fulfillment}}"}] }] }
        """;

    [DataFact]
    public void An_order_that_was_shipped_and_that_the_carrier_delivered()
    {
        var claim = Payloads.Single("ebay-trading", "ebay/trading-GetOrders-WithTrackingNumber.xml");
        Assert.Equal(("24-07558-27052", PaymentStatus.Paid, null, null), (claim.Order.Number.Value, claim.Payment, claim.AfterSales, claim.Outcome));
        Assert.Equal((Payloads.At("2021-09-01T08:47:21Z"), Payloads.At("2021-09-01T08:47:21Z"), Payloads.At("2021-09-30T20:55:36Z")),
            (claim.CreatedAt, claim.PaidAt, claim.ShippedAt));
        // The index says shipped; the answer has the time of delivery, which is later.
        Assert.Equal((FulfilmentStatus.Delivered, Payloads.At("2021-10-04T21:06:47Z")), (claim.Fulfilment, claim.DeliveredAt));
        Assert.Equal(("USD 34.45", "USD 34.45", "USD 0.00"), ($"{claim.Amounts!.Due}", $"{claim.PaidAmount}", $"{claim.Amounts.Tax}"));
        Assert.Equal(("DET 9782940", 1L), (claim.Lines[0].Code, claim.Lines[0].Quantity.Units));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("1ZE610060392761333", "UPS", claim.Lines[0].Line), (parcel.Waybill.Value, parcel.Carrier!.Value.Value, parcel.Lines[0]));
        Assert.Equal(("NY", "CCC"), (claim.Recipient!.Address!.Province, claim.Recipient.Address.City));
        Assert.Equal([ChannelsCodes.CountryUnknown], claim.Findings.Items.Select(f => f.Code));
    }

    [DataFact]
    public void An_order_that_is_not_paid_with_line_breaks_around_its_values()
    {
        var claim = Payloads.Single("ebay-trading", "ebay/trading-GetOrders-WithItemsSku.xml");
        Assert.Equal(("110136274391-0", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment));
        Assert.Equal((Payloads.At("2014-01-20T15:50:33Z"), null, null, "USD 2.00", null),
            (claim.CreatedAt, claim.PaidAt, claim.ShippedAt, $"{claim.Amounts!.Due}", claim.PaidAmount));
        Assert.Equal(("testSku501wj", "US", "KY", "City"),
            (claim.Lines[0].Code, claim.Recipient!.Address!.Country, claim.Recipient.Address.Province, claim.Recipient.Address.City));
        Assert.Equal("street 1, street 2", claim.Recipient.Address.RevealDetail());
        Assert.Empty(claim.Findings);
    }

    [DataFact]
    public void An_empty_page_has_no_record_and_a_control_character_parks_one()
    {
        Assert.Empty(Records.Of("ebay-trading", TestData.Read("payloads/ebay/trading-GetOrders-WithOutItems.xml")));
        var reading = Assert.Single(Records.Of("ebay-trading", TestData.Read("payloads/ebay/trading-GetOrders-WithBelInShippingAddressName.xml")));
        Assert.Equal(ChannelsCodes.RecordMalformed, reading.Refusal!.Code);
    }

    [Fact]
    public void A_failed_answer_is_no_empty_page()
    {
        const string Failed = """<GetOrdersResponse xmlns="urn:ebay:apis:eBLBaseComponents"><Ack>Failure</Ack><Errors><ErrorCode>931</ErrorCode></Errors></GetOrdersResponse>""";
        Assert.Equal(ChannelsCodes.RecordNotRecognised, Assert.Single(Records.Of("ebay-trading", Failed)).Refusal!.Code);
    }

    [Theory]
    [InlineData("Completed", true, "", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled)]
    [InlineData("Completed", true, "<ShippedTime>2026-02-10T00:00:00Z</ShippedTime>", PaymentStatus.Paid, FulfilmentStatus.Shipped)]
    [InlineData("Active", false, "", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled)]
    [InlineData("Cancelled", true, "", PaymentStatus.Paid, null)]
    [InlineData("CancelPending", true, "", PaymentStatus.Paid, null)]
    public void A_complete_checkout_is_no_delivery_and_a_request_says_nothing_of_one(string status, bool isPaid, string extra, PaymentStatus payment,
        FulfilmentStatus? fulfilment)
    {
        var claim = isPaid ? Records.Claim("ebay-trading", Trading(status, extra: extra)) : Records.Claim("ebay-trading", Trading(status, "", extra));
        Assert.Equal((payment, fulfilment), (claim.Payment, claim.Fulfilment));
        Assert.Equal(status == "Cancelled" ? ClaimOutcome.Ended : null, claim.Outcome);
        Assert.Equal(status == "CancelPending" ? AfterSalesStatus.Requested : null, claim.AfterSales);
    }

    [Fact]
    public void A_line_that_was_shipped_before_the_order_was()
    {
        var claim = Records.Claim("ebay-trading", Trading(second: "<ShippedTime>2026-02-10T00:00:00Z</ShippedTime>"));
        Assert.Equal((FulfilmentStatus.PartiallyShipped, FulfilmentStatus.Shipped), (claim.Fulfilment, claim.Lines[0].Fulfilment));
    }

    [Theory]
    [InlineData("CancelComplete", AfterSalesStatus.Completed, ClaimOutcome.Ended)]
    [InlineData("CancelFailed", AfterSalesStatus.Closed, null)]
    [InlineData("CancelClosedWithRefund", AfterSalesStatus.Refunded, ClaimOutcome.Ended)]
    [InlineData("NotApplicable", null, null)]
    public void Cancellations_end_in_several_ways(string word, AfterSalesStatus? after, ClaimOutcome? outcome)
    {
        var claim = Records.Claim("ebay-trading", Trading(extra: $"<CancelStatus>{word}</CancelStatus>"));
        Assert.Equal((after, outcome), (claim.AfterSales, claim.Outcome));
    }

    [Theory]
    [InlineData("""<Total currencyID="USD">""", """<Total currencyID="EUR">""", ChannelsCodes.CurrencyMixed)]
    [InlineData("<OrderStatus>Completed", "<OrderStatus>InProcess", ChannelsCodes.StatusUnknown)]
    public void What_contradicts_or_is_unknown_parks(string was, string becomes, string code) =>
        Assert.Equal(code, Records.Parked("ebay-trading", Trading().Replace(was, becomes)).Code);

    [Fact]
    public void The_newer_api_has_axes_of_their_own()
    {
        var claim = Records.Claim("ebay", Rest());
        Assert.Equal((PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, AfterSalesStatus.None, "USD 23.00"),
            (claim.Payment, claim.Fulfilment, claim.AfterSales, $"{claim.PaidAmount}"));
        Assert.Equal((Payloads.At("2026-02-09T10:01:00Z"), "USD 20.00", "USD 2.00"), (claim.PaidAt, $"{claim.Lines[0].Total}", $"{claim.Amounts!.Coupon}"));
        Assert.Equal(("US", "KY", "Frankfort"), (claim.Recipient!.Address!.Country, claim.Recipient.Address.Province, claim.Recipient.Address.City));
        Assert.Empty(claim.Findings);
    }

    [Theory]
    [InlineData("PENDING", "NOT_STARTED", "NONE_REQUESTED", PaymentStatus.PendingConfirmation, FulfilmentStatus.Unfulfilled, null)]
    [InlineData("FAILED", "NOT_STARTED", "NONE_REQUESTED", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, null)]
    [InlineData("PAID", "FULFILLED", "NONE_REQUESTED", PaymentStatus.Paid, FulfilmentStatus.Shipped, null)]
    [InlineData("PAID", "FULFILLED", "IN_PROGRESS", PaymentStatus.Paid, FulfilmentStatus.Shipped, null)]
    [InlineData("FULLY_REFUNDED", "FULFILLED", "CANCELED", PaymentStatus.Refunded, FulfilmentStatus.Shipped, ClaimOutcome.Ended)]
    public void Words_of_the_newer_api(string payment, string fulfillment, string cancel, PaymentStatus paid, FulfilmentStatus fulfilment,
        ClaimOutcome? outcome)
    {
        var claim = Records.Claim("ebay", Rest(payment, fulfillment, cancel));
        Assert.Equal((paid, fulfilment, outcome), (claim.Payment, claim.Fulfilment, claim.Outcome));
        Assert.Equal(cancel == "IN_PROGRESS", claim.AfterSales == AfterSalesStatus.Requested);
    }

    [Fact]
    public void The_two_apis_meet_in_one_order()
    {
        var trading = Records.Claim("ebay-trading", Trading());
        Assert.Equal(trading.Order, Records.Claim("ebay", Rest().Replace("24-2", "24-1")).Order);
    }
}
