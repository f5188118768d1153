using System.Text;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// A list that is an answer of its own and also a part of an order. Fails when a whole order that names its parcels or payments is cut into these and lost
/// itself, as every order that Shopify pushes would be, or when a page of them is taken for an order.
/// </summary>
public sealed class DoubtfulEnvelopeScenarios
{
    private const string Parcel = "{\"id\":5,\"order_id\":7,\"status\":\"success\",\"created_at\":\"2026-02-10T10:00:00Z\","
        + "\"updated_at\":\"2026-02-10T10:00:00Z\",\"tracking_numbers\":[\"X1\"],\"line_items\":[{\"id\":1,\"quantity\":1}]}";

    private const string Payment = "{\"id\":6,\"order_id\":7,\"kind\":\"sale\",\"gateway\":\"visa\",\"status\":\"success\","
        + "\"amount\":\"10.00\",\"created_at\":\"2026-02-09T10:00:00Z\"}";

    private static string Order(string parts, string more = "\"total_price\":\"10.00\",") =>
        $$"""{"id":7,"currency":"USD","created_at":"2026-02-09T10:00:00Z",{{parts}},"financial_status":"paid",{{more}}"""
        + "\"line_items\":[{\"id\":1,\"sku\":\"A\",\"quantity\":1,\"price\":\"10.00\"}]}";

    [Theory]
    [InlineData("\"fulfillments\":[]")]
    [InlineData("\"fulfillments\":[],\"transactions\":[]")]
    [InlineData($"\"fulfillments\":[{Parcel}],\"transactions\":[{Payment},{Payment}]")]
    public void An_order_that_comes_alone_is_one_record_with_its_parts(string parts)
    {
        foreach (var chunk in new[] { 1, 7, 4096 })
        {
            var readings = Records.Of("shopify", "\n " + Order(parts) + "\n" + Order(parts), chunk: chunk);
            Assert.Equal(["order", "order"], readings.Select(r => r.RecordKind));
            Assert.All(readings, r => Assert.Equal(parts.Contains("X1") ? 1 : 0, r.Claim!.Shipments.Count));
        }
    }

    [Theory]
    [InlineData("fulfillments", Parcel)]
    [InlineData("transactions", Payment)]
    public void A_page_of_parts_is_still_a_page(string name, string part)
    {
        foreach (var chunk in new[] { 1, 4096 })
        {
            var readings = Records.Of("shopify", $$"""{"{{name}}":[{{part}},{{part}}],"next":null}""", chunk: chunk);
            Assert.Equal([name.TrimEnd('s'), name.TrimEnd('s')], readings.Select(r => r.RecordKind));
            Assert.Equal(name.TrimEnd('s'), Assert.Single(Records.Of("shopify", $$"""{"{{name.TrimEnd('s')}}":{{part}}}""")).RecordKind);
        }
    }

    [Fact]
    public void Records_of_a_page_of_parts_stand_where_they_stand()
    {
        var input = "{\"fulfillments\":[\n" + Parcel + ",\n" + Parcel + "]}\n" + Order("\"fulfillments\":[]");
        var positions = new List<(long, long, long)>();
        Records.Cut(RecordParser.For(Records.Profile("shopify").Policy), Encoding.UTF8.GetBytes(input), int.MaxValue,
            r => positions.Add((r.Position.Number, r.Position.Line, r.Position.ByteOffset)));
        var second = input.IndexOf(Parcel, input.IndexOf(Parcel, StringComparison.Ordinal) + 1, StringComparison.Ordinal);
        var order = input.IndexOf("\n{\"id\":7", StringComparison.Ordinal) + 1;
        Assert.Equal([(1, 2, input.IndexOf(Parcel, StringComparison.Ordinal)), (2, 3, second), (3, 4, order)], positions);
    }

    [Fact]
    public void A_broken_order_parks_as_one_and_not_as_its_parts()
    {
        var reading = Assert.Single(Records.Of("shopify", Order($"\"fulfillments\":[{Parcel}]", more: "")));
        Assert.Equal(ReadingKind.Parked, reading.Kind);
        Assert.Equal(ChannelsCodes.RecordNotRecognised, reading.Refusal!.Code);
    }

    [Theory]
    [InlineData("\"\\\"\\\"\"")]
    [InlineData("\"\\u0022\\u0022\"")]
    [InlineData("\" \\\"\\\" \"")]
    public void A_word_for_nothing_is_nothing_however_it_is_escaped(string none)
    {
        var claim = Records.Claim("tiktok-shop", $$"""
            {"id":"1","status":"AWAITING_SHIPMENT","create_time":1770602400,"payment":{"currency":"USD","total_amount":"10.00"},"tracking_number":{{none}},
             "line_items":[{"id":"2","seller_sku":"A","sale_price":"10.00","original_price":"10.00","tracking_number":{{none}}}]}
            """);
        Assert.True(claim.Shipments.IsEmpty, claim.Shipments.ToString());
    }
}
