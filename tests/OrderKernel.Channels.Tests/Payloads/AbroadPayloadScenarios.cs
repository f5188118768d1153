using System.Text;
using NodaTime;
using NodaTime.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>Real payloads of Shopify, WooCommerce, Youzan and Kuaishou come out as their index expects, or park with a reason.</summary>
public sealed class AbroadPayloadScenarios
{
    [DataFact]
    public void Shopify_order_that_was_cancelled_before_it_was_paid()
    {
        var claim = Single("shopify", "shopify/go-orders.json");
        Assert.Equal(("123456", PaymentStatus.Voided, FulfilmentStatus.Unfulfilled, ClaimOutcome.Ended),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.Outcome));
        Assert.Equal((At("2016-05-17T04:14:36Z"), null, null, At("2016-05-17T08:14:36Z")), (claim.CreatedAt, claim.PaidAt, claim.ShippedAt, claim.EndedAt));
        Assert.Equal("USD 10.00", claim.Amounts!.Due.ToString());
        Assert.Null(claim.PaidAmount);
        Assert.Equal([1L, 1L], claim.Lines.Items.Select(l => l.Quantity.Units));
        Assert.Equal(["USD 0.00", "USD 0.00"], claim.Lines.Items.Select(l => l.Total.ToString()));
        Assert.Equal(("US", "Kentucky", "Shippington"),
            (claim.Recipient!.Address!.Country, claim.Recipient.Address.Province, claim.Recipient.Address.City));
        Assert.Empty(claim.Findings);
    }

    [DataFact]
    public void Shopify_fulfillment_is_one_parcel_with_its_units()
    {
        var claim = Single("shopify", "shopify/go-fulfillment.json");
        Assert.Equal(("450789469", ClaimScope.Part, At("2018-07-05T17:08:39Z")), (claim.Order.Number.Value, claim.Scope, claim.ShippedAt));
        var parcel = Assert.Single(claim.Shipments);
        Assert.Equal("123456789", parcel.Waybill.Value);
        Assert.Equal(["466157049", "518995019", "703073504"], parcel.Lines.Items.Select(l => l.Value));
        Assert.Equal([1L, 1L, 1L], parcel.Units.Items.Select(u => u.Quantity.Units));
        Assert.Equal([ChannelsCodes.CarrierUnknown], claim.Findings.Items.Select(f => f.Code));
        Assert.Null(claim.Fulfilment);
    }

    [DataFact]
    public void Shopify_authorisation_is_no_payment()
    {
        var claim = Single("shopify", "shopify/go-transactions.json");
        Assert.Equal(("450789469", PaymentStatus.Authorized, null, null), (claim.Order.Number.Value, claim.Payment, claim.PaidAt, claim.PaidAmount));
    }

    [DataTheory]
    [InlineData("docs-v3-create-an-order", "727", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, null, "2017-03-22T19:28:02Z", "2017-03-22T19:28:08Z", "USD 29.35", 2, 3L, "CA", "San Francisco")]
    [InlineData("docs-v3-update-an-order", "727", PaymentStatus.Paid, FulfilmentStatus.Shipped, ClaimOutcome.Succeeded, "2017-03-22T19:28:02Z", "2017-03-22T19:28:08Z", "USD 29.35", 2, 3L, "CA", "San Francisco")]
    [InlineData("ios-order-details-partially-refunded", "324", PaymentStatus.PartiallyRefunded, FulfilmentStatus.Shipped, ClaimOutcome.Succeeded, "2019-06-06T17:17:55Z", "2019-06-06T17:17:58Z", "USD 304.45", 8, 36L, "DC", "Washington")]
    [InlineData("ios-order-with-bundled-line-items", "357", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, null, "2023-02-23T13:57:10Z", "2023-02-23T13:57:25Z", "USD 120.20", 2, 2L, "DF", "Fort Ethelyn")]
    [InlineData("ios-order-with-faulty-attributes", "656", PaymentStatus.Unpaid, FulfilmentStatus.Unfulfilled, null, "2021-08-04T19:28:01Z", null, "USD 378.23", 1, 2L, null, null)]
    public void WooCommerce_orders(string file, string number, PaymentStatus payment, FulfilmentStatus fulfilment, ClaimOutcome? outcome, string created,
        string? paid, string due, int lines, long units, string? province, string? city)
    {
        var claim = Single("woocommerce", $"woocommerce/{file}.json");
        Assert.Equal((number, payment, fulfilment, outcome), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.Outcome));
        Assert.Equal((At(created), At(paid)), (claim.CreatedAt, claim.PaidAt));
        Assert.Equal((due, lines, units), ($"{claim.Amounts!.Due}", claim.Lines.Count, claim.Lines.Items.Sum(l => l.Quantity.Units)));
        Assert.Equal((province, city), (claim.Recipient?.Address?.Province, claim.Recipient?.Address?.City));
    }

    [DataFact]
    public void WooCommerce_refunds_in_an_order_are_cases_and_its_parcel_stands_among_what_plugins_say()
    {
        var claim = Single("woocommerce", "woocommerce/ios-order-details-partially-refunded.json");
        Assert.Equal([("549", "USD 16.20"), ("547", "USD 8.10")], claim.Cases.Items.Select(c => (c.Case.Value, $"{c.Amount}")));
        Assert.Equal("USD 24.30", $"{claim.RefundedAmount}");
        Assert.Equal(("117579686762", "FEDEX"), (claim.Shipments[0].Waybill.Value, claim.Shipments[0].Carrier!.Value.Value));
        Assert.Equal("POSTER-SHIP-YOUR-IDEA", claim.Lines[0].Code);
        Assert.DoesNotContain(claim.Findings, f => f.Code is ChannelsCodes.LinesUntied or ChannelsCodes.AmountsUntied);
    }

    [DataFact]
    public void WooCommerce_cash_on_delivery_is_not_paid_though_it_is_processing()
    {
        var claim = Single("woocommerce", "woocommerce/ios-order-with-faulty-attributes.json");
        Assert.Equal((PaymentTerms.CashOnDelivery, null), (claim.Terms, claim.PaidAmount));
        Assert.Equal("USD 7.00", Size(claim, ChannelsCodes.AmountsUntied));
    }

    [DataFact]
    public void WooCommerce_lines_of_a_bundle_that_do_not_come_to_the_total_are_a_finding() =>
        Assert.Equal("USD -45.00", Size(Single("woocommerce", "woocommerce/ios-order-with-bundled-line-items.json"), ChannelsCodes.LinesUntied));

    [DataTheory]
    [InlineData("ios-order-alternative-types")]
    [InlineData("ios-order-with-special-character-currency")]
    public void WooCommerce_pieces_and_a_half_park_and_are_read_where_the_profile_counts_tenths(string file)
    {
        var bytes = TestData.Read($"payloads/woocommerce/{file}.json");
        var refusal = Assert.Single(Records.Of("woocommerce", bytes)).Refusal!;
        Assert.Equal((ChannelsCodes.QuantityInvalid, "$.line_items[1].quantity"), (refusal.Code, refusal.Arguments.Items.First(a => a.Name == "path").Value));

        var text = Encoding.UTF8.GetString(Profiles.DefaultBytes("woocommerce").Span)
            .Replace("\"quantity\": \"quantity\"", "\"quantity\": { \"paths\": [\"quantity\"], \"decimals\": 1 }");
        var claim = Made.Claim(Profiles.Load(Encoding.UTF8.GetBytes(text)).ValueOrThrow(), Encoding.UTF8.GetString(bytes));
        Assert.Equal([20L, 15L], claim.Lines.Items.Select(l => l.Quantity.Units));
        Assert.Equal("31.20", claim.Amounts!.Due.ToDecimalText());
        Assert.Equal(("963", At("2018-04-03T23:05:14Z")), (claim.Order.Number.Value, claim.PaidAt));
    }

    [DataFact]
    public void WooCommerce_page_is_read_to_its_end()
    {
        var readings = Records.Of("woocommerce", TestData.Read("payloads/woocommerce/ios-orders-load-all.json"));
        Assert.Equal((ReadingKind.Parked, ChannelsCodes.QuantityInvalid), (readings[0].Kind, readings[0].Refusal!.Code));
        Assert.Equal(["963", "961", "960"], readings.Take(3).Select(r => r.Identity!.Value.Order.Number.Value));
        Assert.All(readings, r => Assert.True(r.Claim is not null || r.Refusal!.Code == ChannelsCodes.QuantityInvalid, $"{r.Refusal}"));
    }

    [DataFact]
    public void WooCommerce_refund_names_its_order_in_its_link_only()
    {
        var claims = All("woocommerce", "woocommerce/docs-v3-list-refunds.json");
        Assert.Equal(["723", "723"], claims.Select(c => c.Order.Number.Value));
        Assert.Equal(["726", "724"], claims.Select(c => c.Cases[0].Case.Value));
        Assert.All(claims, c => Assert.Equal((AfterSalesStatus.Refunded, null), (c.Cases[0].Status, c.Cases[0].Amount)));
    }

    [DataFact]
    public void WooCommerce_tracking_has_no_time_of_its_own()
    {
        var bytes = TestData.Read("payloads/woocommerce/ios-shipment_tracking_multiple.json");
        Assert.All(Records.Of("woocommerce", bytes), r => Assert.Equal(ChannelsCodes.FieldMissing, r.Refusal!.Code));
        var (reader, claims) = (new ProfileReader(Records.Profile("woocommerce"), SkuMap.Same, Records.Shop), new List<Claim>());
        var arrived = Instant.FromUtc(2026, 1, 1, 0, 0);
        Records.Cut(RecordParser.For(Records.Profile("woocommerce").Policy), bytes, int.MaxValue, slice => claims.Add(reader.Read(slice, arrived).Claim!));
        Assert.Equal(["345645674567", "56734563456", "456345623453454352323452345235", "asdfasdf7787775756786789"], claims.Select(c => c.Shipments[0].Waybill.Value));
        Assert.All(claims, c => Assert.Equal(("198", arrived), (c.Order.Number.Value, c.SourceTime)));
    }

    [DataFact]
    public void Youzan_push()
    {
        var claim = Single("youzan", "youzan/push-trade-virtual-wait-send.json");
        Assert.Equal(("E20190118092109008800023", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled, AfterSalesStatus.None),
            (claim.Order.Number.Value, claim.Payment, claim.Fulfilment, claim.AfterSales));
        Assert.Equal((At("2019-01-18T01:21:09Z"), At("2019-01-18T01:25:06Z"), null), (claim.CreatedAt, claim.PaidAt, claim.ShippedAt));
        Assert.Equal((Money.Fen(1), Money.Fen(1)), (claim.Amounts!.Due, claim.PaidAmount));
        Assert.Equal(("450996611", 1L), (claim.Lines[0].Code, claim.Lines[0].Quantity.Units));
        Assert.Equal((null, null), (claim.Recipient!.Address!.Province, claim.Recipient.Address.City));
        Assert.Empty(claim.Findings);
    }

    [DataFact]
    public void Kuaishou_row()
    {
        var claim = Single("kuaishou", "kuaishou/mock-order-cursor-list-min.json");
        Assert.Equal(("2307500074108220", PaymentStatus.Paid, FulfilmentStatus.Unfulfilled), (claim.Order.Number.Value, claim.Payment, claim.Fulfilment));
        Assert.Equal((At("2023-03-16T14:05:18.244Z"), Money.Fen(3990)), (claim.CreatedAt, claim.Amounts!.Due));
        Assert.Empty(claim.Lines);
    }

    [DataTheory]
    [InlineData("shopify/go-orders.json", "shopify", "order")]
    [InlineData("shopify/go-fulfillment.json", "shopify", "fulfillment")]
    [InlineData("shopify/go-transactions.json", "shopify", "transaction")]
    [InlineData("woocommerce/docs-v3-create-an-order.json", "woocommerce", "order")]
    [InlineData("woocommerce/ios-orders-load-all.json", "woocommerce", "order")]
    [InlineData("woocommerce/docs-v3-list-refunds.json", "woocommerce", "refund")]
    [InlineData("woocommerce/ios-shipment_tracking_multiple.json", "woocommerce", "tracking")]
    [InlineData("youzan/push-trade-virtual-wait-send.json", "youzan", "order")]
    [InlineData("kuaishou/mock-order-cursor-list-min.json", "kuaishou", "order")]
    public void Profiles_are_recognised_from_content(string path, string profile, string kind)
    {
        var found = ProfileRecognizer.Recognize(TestData.Read("payloads/" + path), Profiles.Defaults());
        Assert.Equal((profile, kind), (found?.Profile.Reference.Name, found?.RecordKind));
    }

    [DataFact]
    public void Every_payload_reads_the_same_in_chunks_of_any_size()
    {
        foreach (var profile in new[] { "shopify", "woocommerce", "youzan", "kuaishou" })
        {
            foreach (var file in Directory.GetFiles(Path.Combine(TestData.Folder!, "payloads", profile)))
            {
                var bytes = File.ReadAllBytes(file);
                var whole = Records.Of(profile, bytes).Select(RealPayloadScenarios.Shown).ToArray();
                foreach (var chunk in new[] { 1, 7, 1000 }) Assert.Equal(whole, Records.Of(profile, bytes, chunk: chunk).Select(RealPayloadScenarios.Shown));
            }
        }
    }

    private static string? Size(Claim claim, string code) =>
        claim.Findings.Items.FirstOrDefault(f => f.Code == code)?.Arguments.Items.First(a => a.Name == "difference").Value;

    private static Claim Single(string profile, string path) => Assert.Single(All(profile, path));

    private static List<Claim> All(string profile, string path) => Records.Of(profile, TestData.Read("payloads/" + path)).ConvertAll(r =>
    {
        Assert.True(r.Kind == ReadingKind.Claimed, r.Refusal + " " + r.Refusal?.Reasons);
        return r.Claim!;
    });

    private static Instant? At(string? text) => text is null ? null : InstantPattern.ExtendedIso.Parse(text).Value;
}
