namespace OrderKernel.Channels.Tests;

/// <summary>
/// Lazada, whose statuses stand on the pieces, on hand-made records. Fails when one cancelled piece ends the order, one delivered piece delivers it, or
/// an order that is paid at the door counts as paid.
/// </summary>
public sealed class LazadaScenarios
{
    private static string Row(string id, string status, string updated = "2026-02-09 18:05:00 +0800", string waybill = "") =>
        $$"""
        {"order_item_id":{{id}},"order_id":701,"status":"{{status}}","sku":"A-1","shop_sku":"A-1_SGAMZ","name":"Mug","currency":"SGD","item_price":12.00,"paid_price":10.00,"voucher_seller":1.50,"voucher_platform":"0.50","shipping_amount":2.00,"tracking_code":"{{waybill}}","shipment_provider":"DHL","created_at":"2026-02-09 18:00:00 +0800","updated_at":"{{updated}}"}
        """;

    private static string Items(params string[] rows) => $$"""{"code":"0","data":[{"order_id":701,"order_number":701,"order_items":[{{string.Join(",", rows)}}] }] }""";

    private static string Order(string statuses, string method = "CREDIT_CARD") =>
        $$"""
        {"code":"0","data":{"count":1,"orders":[{"order_id":701,"order_number":701,"created_at":"2026-02-09 18:00:00 +0800","updated_at":"2026-02-09 18:05:00 +0800","statuses":[{{statuses}}],"price":"20.00","payment_method":"{{method}}","address_shipping":{"first_name":"L**","last_name":"","phone":"65******12","address1":"Block 1","city":"Singapore","post_code":"150106","country":"Singapore"} }] } }
        """;

    [Fact]
    public void Items_place_the_order_a_row_a_piece()
    {
        var claim = Records.Claim("lazada", Items(Row("1", "pending"), Row("2", "pending")));
        Assert.Equal(("701", ClaimScope.Whole, null, FulfilmentStatus.Unfulfilled), (claim.Order.Number.Value, claim.Scope, claim.Payment, claim.Fulfilment));
        Assert.Equal(("SGD 24.00", "SGD 24.00", "SGD 3.00", "SGD 1.00", "SGD 4.00"),
            ($"{claim.Amounts!.Due}", $"{claim.Amounts.ListPrice}", $"{claim.Amounts.SellerDiscount}", $"{claim.Amounts.PlatformSubsidy}", $"{claim.Amounts.Freight}"));
        Assert.Equal([("1", 1L, "SGD 10.00"), ("2", 1L, "SGD 10.00")], claim.Lines.Items.Select(l => (l.Line.Value, l.Quantity.Units, $"{l.Total}")));
        Assert.Equal(Payloads.At("2026-02-09T10:00:00Z"), claim.CreatedAt);
        Assert.Empty(claim.Findings);
    }

    [Theory]
    [InlineData("delivered", "delivered", FulfilmentStatus.Delivered, null)]
    [InlineData("delivered", "shipped", null, null)]
    [InlineData("delivered", "canceled", null, null)]
    [InlineData("canceled", "canceled", null, ClaimOutcome.Ended)]
    [InlineData("lost", "lost_by_3pl", FulfilmentStatus.Lost, null)]
    public void The_order_says_only_what_all_of_its_pieces_say(string first, string second, FulfilmentStatus? fulfilment, ClaimOutcome? outcome)
    {
        var claim = Records.Claim("lazada", Items(Row("1", first), Row("2", second)));
        Assert.Equal((fulfilment, outcome), (claim.Fulfilment, claim.Outcome));
        Assert.Equal(second == "canceled" ? ClaimOutcome.Ended : null, claim.Lines[1].Outcome);
        var order = Records.Claim("lazada", Order(first == second ? $"\"{first}\"" : $"\"{first}\",\"{second}\""));
        Assert.Equal((fulfilment, outcome), (order.Fulfilment, order.Outcome));
    }

    // Against reading each word alone, for every pair of words in either order.
    [Theory]
    [InlineData("CREDIT_CARD")]
    [InlineData("COD")]
    public void What_two_words_say_together_is_what_each_says_alone(string method)
    {
        var words = Records.Profile("lazada").Policy.StatusTables.Single(t => t.Name == "order").Rows.Select(r => r.Word).ToList();
        var alone = words.ToDictionary(w => w, w => Records.Claim("lazada", Order($"\"{w}\"", method)));
        foreach (var (one, other) in words.SelectMany(w => words.Select(o => (w, o))))
        {
            var (both, a, b) = (Records.Claim("lazada", Order($"\"{one}\",\"{other}\"", method)), alone[one], alone[other]);
            static T? Alike<T>(T? x, T? y) where T : struct => Equals(x, y) ? x : null;
            Assert.Equal((Alike(a.Payment, b.Payment), Alike(a.Fulfilment, b.Fulfilment), Alike(a.AfterSales, b.AfterSales), Alike(a.Outcome, b.Outcome)),
                (both.Payment, both.Fulfilment, both.AfterSales, both.Outcome));
        }
    }

    [Theory]
    [InlineData("\"pending\"", "CREDIT_CARD", PaymentStatus.Paid, PaymentTerms.Prepaid)]
    [InlineData("\"pending\"", "COD", PaymentStatus.Unpaid, PaymentTerms.CashOnDelivery)]
    [InlineData("\"pending\",\"shipped\"", "COD", PaymentStatus.Unpaid, PaymentTerms.CashOnDelivery)]
    [InlineData("\"shipped\",\"delivered\"", "COD", null, PaymentTerms.CashOnDelivery)]
    [InlineData("\"shipped\",\"delivered\"", "CREDIT_CARD", PaymentStatus.Paid, PaymentTerms.Prepaid)]
    public void Pending_is_paid_or_to_be_paid_at_the_door(string statuses, string method, PaymentStatus? payment, PaymentTerms terms)
    {
        var claim = Records.Claim("lazada", Order(statuses, method));
        Assert.Equal((payment, terms, ClaimScope.Part, null), (claim.Payment, claim.Terms, claim.Scope, claim.Amounts));
    }

    [Fact]
    public void The_latest_piece_tells_when_the_order_changed_and_pieces_of_a_parcel_are_together()
    {
        var claim = Records.Claim("lazada", Items(Row("1", "shipped", "2026-02-10 18:05:00 +0800", "T1"), Row("2", "shipped", "2026-02-11 18:05:00 +0800", "T1"), Row("3", "pending")));
        Assert.Equal(Payloads.At("2026-02-11T10:05:00Z"), claim.SourceTime);
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal(("T1", "DHL", 2), (parcel.Waybill.Value, parcel.Carrier!.Value.Value, parcel.Lines.Count));
        Assert.Equal([FulfilmentStatus.Shipped, FulfilmentStatus.Shipped, FulfilmentStatus.Unfulfilled], claim.Lines.Items.Select(l => l.Fulfilment!.Value));
    }

    [Fact]
    public void A_parcel_on_its_way_back_is_still_shipped()
    {
        var claim = Records.Claim("lazada", Items(Row("1", "shipped_back")));
        Assert.Equal((FulfilmentStatus.Shipped, AfterSalesStatus.ReturnInTransit), (claim.Fulfilment, claim.AfterSales));
        Assert.Equal(ChannelsCodes.CountryUnknown, Assert.Single(Records.Claim("lazada", Order("\"shipped_back\"")).Findings).Code);
    }

    [Theory]
    [InlineData("cancelled")]
    [InlineData("info_st_domestic_return")]
    public void An_unknown_word_of_a_piece_parks(string status) =>
        Assert.Equal(ChannelsCodes.StatusUnknown, Records.Parked("lazada", Items(Row("1", "pending"), Row("2", status))).Code);

    // One piece says nothing of its order, and as its only line it would replace all others.
    [Fact]
    public void A_piece_alone_is_no_order() =>
        Assert.Equal(ChannelsCodes.RecordNotRecognised, Records.Parked("lazada", $$"""{"data":[{{Row("1", "pending")}}]}""").Code);
}
