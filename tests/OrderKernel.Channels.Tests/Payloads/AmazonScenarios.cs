using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// Amazon, both APIs, the notification and returns: the samples come out as their index expects or park with the reason, and the traps on hand-made
/// records. Fails when a line's total counts as the price of a piece, yen are rounded, an order without total is placed, or one delivered parcel of two
/// delivers the order.
/// </summary>
public sealed class AmazonScenarios
{
    private static readonly Instant Arrived = Instant.FromUtc(2026, 2, 9, 12, 0);

    private static string Order(string status = "Unshipped", string extra = "") =>
        $$"""
        {"payload":{"Orders":[{"AmazonOrderId":"902-1-1","PurchaseDate":"2026-02-09T10:00:00Z","LastUpdateDate":"2026-02-09T10:05:00Z","OrderStatus":"{{status}}","OrderTotal":{"CurrencyCode":"JPY","Amount":"2599.00"}{{extra}} }] } }
        """;

    private static string Items(string price = "\"ItemPrice\":{\"CurrencyCode\":\"JPY\",\"Amount\":\"2599.00\"}", string extra = "") =>
        $$"""
        {"payload":{"AmazonOrderId":"902-1-1","OrderItems":[{"OrderItemId":"i1","SellerSKU":"A-1","ASIN":"B1","QuantityOrdered":2,"QuantityShipped":0,{{price}} }{{extra}}] } }
        """;

    private static string Newer(string status = "SHIPPED", string packages = "", string total = "\"proceeds\":{\"grandTotal\":{\"amount\":\"20.00\",\"currencyCode\":\"KWD\"} },") =>
        $$"""
        {"order":{"orderId":"202-1-1","createdTime":"2026-02-09T10:00:00Z","lastUpdatedTime":"2026-02-09T10:05:00Z",{{total}}"fulfillment":{"fulfillmentStatus":"{{status}}","fulfilledBy":"MERCHANT"},"orderItems":[{"orderItemId":"i1","quantityOrdered":2,"product":{"sellerSku":"A-1","price":{"unitPrice":{"amount":"10.000","currencyCode":"KWD"} } },"fulfillment":{"quantityFulfilled":2,"quantityUnfulfilled":0} },{"orderItemId":"i2","quantityOrdered":0,"product":{"sellerSku":"B-1"} }],"packages":[{{packages}}] } }
        """;

    private static RecordReading Arriving(string input)
    {
        var reader = new ProfileReader(Records.Profile("amazon"), SkuMap.Same, Records.Shop);
        var readings = new List<RecordReading>();
        var parser = RecordParser.For(Records.Profile("amazon").Policy);
        Records.Cut(parser, Encoding.UTF8.GetBytes(input), int.MaxValue, slice => readings.Add(reader.Read(slice, Arrived)));
        return Assert.Single(readings);
    }

    [DataFact]
    public void A_page_of_the_sandbox_tells_times_of_1970()
    {
        var claims = Payloads.All("amazon", "amazon/v0-getOrders-sandbox0.json");
        Assert.Equal(["902-1845936-5435065", "902-8745147-1934268"], claims.Select(c => c.Order.Number.Value));
        Assert.All(claims, c => Assert.Equal((PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, "USD 11.01", "USD 11.01"),
            (c.Payment, c.Fulfilment, $"{c.Amounts!.Due}", $"{c.PaidAmount}")));
        Assert.Equal(Payloads.At("1970-01-19T03:58:30Z"), claims[0].CreatedAt);
        Assert.Null(claims[0].Recipient);
    }

    [DataFact]
    public void An_order_that_is_pending_has_no_total_and_is_not_placed()
    {
        var claim = Payloads.Single("amazon", "amazon/v0-getOrders-example.json");
        Assert.Equal(("902-3159896-1390916", ClaimScope.Part, PaymentStatus.PendingConfirmation, FulfilmentStatus.Unfulfilled),
            (claim.Order.Number.Value, claim.Scope, claim.Payment, claim.Fulfilment));
        Assert.Equal((Payloads.At("2017-01-20T19:49:35Z"), null, "MI", "Canton"),
            (claim.CreatedAt, claim.Amounts, claim.Recipient!.Address!.Province, claim.Recipient.Address.City));
    }

    // 25.99 yen do not exist: the money is read exactly or not at all.
    [DataFact]
    public void Yen_with_a_fraction_park()
    {
        var reading = Arriving(Encoding.UTF8.GetString(TestData.Read("payloads/amazon/v0-getOrderItems-example.json")));
        Assert.Equal(ChannelsCodes.AmountInexact, reading.Refusal!.Code);
        Assert.Equal("$.OrderItems[0].ItemPrice.Amount", reading.Refusal.Arguments.Items.First(a => a.Name == "path").Value);
    }

    [DataFact]
    public void The_newer_order_tells_its_parcel_and_what_it_is_made_of()
    {
        var claim = Payloads.Single("amazon", "amazon/2026-getOrder-example.json");
        Assert.Equal(("202-1234567-8901234", PaymentStatus.Paid, FulfilmentStatus.Shipped), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment));
        Assert.Equal(("GBP 103.97", "GBP 10.00", "GBP 4.00", "GBP 89.97"),
            ($"{claim.Amounts!.Due}", $"{claim.Amounts.Freight}", $"{claim.Amounts.Tax}", $"{claim.Lines[0].Total}"));
        Assert.Equal(("ECHO-DOT-4-UK-CHARCOAL-3PACK", 3L, FulfilmentStatus.Shipped), (claim.Lines[0].Code, claim.Lines[0].Quantity.Units, claim.Lines[0].Fulfilment));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("RR123456789GB", null, 3L), (parcel.Waybill.Value, parcel.Carrier, parcel.Units[0].Quantity.Units));
        Assert.Equal(("GB", "England", "Manchester"), (claim.Recipient!.Address!.Country, claim.Recipient.Address.Province, claim.Recipient.Address.City));
        Assert.Equal([ChannelsCodes.CarrierUnknown], claim.Findings.Items.Select(f => f.Code));
    }

    [DataFact]
    public void The_newer_page_counts_yen_whole()
    {
        var claim = Payloads.Single("amazon", "amazon/2026-searchOrders-sandbox0.json");
        Assert.Equal((19_940L, "JPY", PaymentStatus.Paid, FulfilmentStatus.Shipped),
            (claim.Amounts!.Due.MinorUnits, claim.Amounts.Due.Currency.Code, claim.Payment, claim.Fulfilment));
        Assert.Equal([("ECHO-DOT-4-JP-CHARCOAL", 1L, 5_980L), ("FIRE-TV-4K-MAX-JP", 2L, 13_960L)],
            claim.Lines.Items.Select(l => (l.Code, l.Quantity.Units, l.Total.MinorUnits)));
        Assert.Equal((null, "Tokyo"), (claim.Recipient!.Address!.Province, claim.Recipient.Address.City));
        Assert.Empty(claim.Findings);
    }

    [DataFact]
    public void The_notification_tells_its_own_time_and_that_the_buyer_wants_to_cancel()
    {
        var claim = Payloads.Single("amazon", "amazon/notification-ORDER_CHANGE-example.json");
        Assert.Equal(("903-8868176-2219830", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, AfterSalesStatus.Requested, null),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.AfterSales, claim.Outcome));
        Assert.Equal((Payloads.At("2022-11-29T19:42:04.284Z"), Payloads.At("2022-07-13T19:42:04.284Z")), (claim.SourceTime, claim.CreatedAt));
        Assert.Equal(HoldKind.CustomerRequest, Assert.Single(claim.Holds!.Value));
    }

    [Theory]
    [InlineData("Unshipped", "Delivered", FulfilmentStatus.Unfulfilled)]
    [InlineData("Unshipped", "PendingPickUp", FulfilmentStatus.Unfulfilled)]
    [InlineData("Shipped", "Delivered", FulfilmentStatus.Delivered)]
    [InlineData("Shipped", "ReturnedToSeller", FulfilmentStatus.Returned)]
    [InlineData("Shipped", "Lost", FulfilmentStatus.Lost)]
    [InlineData("Shipped", "PendingSchedule", FulfilmentStatus.Shipped)]
    public void EasyShip_refines_what_the_order_says_was_shipped_and_nothing_else(string status, string easyShip, FulfilmentStatus fulfilment) =>
        Assert.Equal(fulfilment, Records.Claim("amazon", Order(status, $",\"EasyShipShipmentStatus\":\"{easyShip}\"")).Fulfilment);

    [Fact]
    public void Yen_have_no_digits_and_zeros_behind_the_point_are_none() =>
        Assert.Equal((2599L, "JPY"), (Records.Claim("amazon", Order()).Amounts!.Due.MinorUnits, Records.Claim("amazon", Order()).Amounts!.Due.Currency.Code));

    [Fact]
    public void A_price_is_the_whole_lines_and_cancelled_items_have_none()
    {
        var claim = Arriving(Items(extra: ",{\"OrderItemId\":\"i2\",\"SellerSKU\":\"B-1\",\"QuantityOrdered\":0}")).Claim!;
        var line = Assert.Single(claim.Lines);
        Assert.Equal(("i1", 2L, 2599L, Arrived), (line.Line.Value, line.Quantity.Units, line.Total.MinorUnits, claim.SourceTime));
        Assert.Equal(ChannelsCodes.FieldMissing, Assert.Single(Records.Of("amazon", Items())).Refusal!.Code);
    }

    [Fact]
    public void A_buyers_wish_to_cancel_raises_its_line()
    {
        var claim = Arriving(Items("\"ItemPrice\":{\"CurrencyCode\":\"JPY\",\"Amount\":\"2599\"},\"PromotionDiscount\":{\"CurrencyCode\":\"JPY\",\"Amount\":\"99\"},\"BuyerRequestedCancel\":{\"IsBuyerRequestedCancel\":\"true\"}")).Claim!;
        Assert.Equal((2500L, AfterSalesStatus.Requested), (claim.Lines[0].Total.MinorUnits, claim.Lines[0].AfterSales));
    }

    [Theory]
    [InlineData("\"IsGift\":\"false\"", ChannelsCodes.FieldMissing)]
    [InlineData("\"ItemPrice\":{\"CurrencyCode\":\"JPY\",\"Amount\":\"25.99\"}", ChannelsCodes.AmountInexact)]
    public void Items_without_a_price_or_with_an_impossible_one_park(string price, string code) => Assert.Equal(code, Arriving(Items(price)).Refusal!.Code);

    [Theory]
    [InlineData("SHIPPED", "{\"packageStatus\":{\"status\":\"DELIVERED\"},\"trackingNumber\":\"T1\"},{\"packageStatus\":{\"status\":\"DELIVERED\"},\"trackingNumber\":\"T2\"}", FulfilmentStatus.Delivered, 2)]
    [InlineData("SHIPPED", "{\"packageStatus\":{\"status\":\"DELIVERED\"},\"trackingNumber\":\"T1\"},{\"packageStatus\":{\"status\":\"IN_TRANSIT\"},\"trackingNumber\":\"T2\"}", FulfilmentStatus.Shipped, 2)]
    [InlineData("SHIPPED", "{\"packageStatus\":{\"status\":\"DELIVERED\"},\"trackingNumber\":\"T1\"},{\"packageStatus\":{\"status\":\"CANCELLED\"},\"trackingNumber\":\"T2\"}", FulfilmentStatus.Delivered, 1)]
    [InlineData("PARTIALLY_SHIPPED", "{\"packageStatus\":{\"status\":\"DELIVERED\"},\"trackingNumber\":\"T1\"}", FulfilmentStatus.PartiallyShipped, 1)]
    [InlineData("SHIPPED", "", FulfilmentStatus.Shipped, 0)]
    public void An_order_is_delivered_once_all_of_its_parcels_are(string status, string packages, FulfilmentStatus fulfilment, int parcels)
    {
        var claim = Records.Claim("amazon", Newer(status, packages));
        Assert.Equal((fulfilment, parcels), (claim.Fulfilment, claim.Shipments.Count));
        Assert.Equal((20_000L, 20_000L, 1), (claim.Amounts!.Due.MinorUnits, claim.Lines[0].Total.MinorUnits, claim.Lines.Count));
    }

    [Fact]
    public void A_newer_order_without_total_is_not_placed() =>
        Assert.Equal((ClaimScope.Part, PaymentStatus.PendingConfirmation),
            (Records.Claim("amazon", Newer("PENDING", total: "")).Scope, Records.Claim("amazon", Newer("PENDING", total: "")).Payment));

    [Fact]
    public void Cash_on_delivery_is_not_paid_when_it_is_shipped() =>
        Assert.Equal(PaymentStatus.Unpaid, Records.Claim("amazon", Order("Shipped", ",\"PaymentMethod\":\"COD\"")).Payment);

    [Theory]
    [InlineData("DELIVERED", AfterSalesStatus.ReturnReceived)]
    [InlineData("PROCESSED", AfterSalesStatus.Completed)]
    public void A_return_names_its_order_below_the_channel_and_tells_no_money(string status, AfterSalesStatus after)
    {
        var claim = Records.Claim("amazon", $$"""
            {"returns":[{"id":"R1","status":"{{status}}","marketplaceChannelDetails":{"customerOrderId":"902-1-1"},"creationDateTime":"2026-02-10T00:00:00Z","lastUpdatedDateTime":"2026-02-11T00:00:00Z"}] }
            """);
        Assert.Equal(("902-1-1", after, null, CaseKind.ReturnRefund), (claim.Order.Number.Value, claim.Cases[0].Status, claim.Cases[0].Amount, claim.Cases[0].Kind));
    }

    [Theory]
    [InlineData("Cancelled")]
    [InlineData("pending")]
    public void A_spelling_of_the_other_api_or_of_none_parks(string status) => Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("amazon", Order(status)).Code);
}
