namespace OrderKernel.Channels.Tests;

// What the lines come to against what is due, and what is due against what was paid. Fails when a difference passes without its size, when one is
// found that is none, or when it changes an amount.
public sealed class TieOutScenarios
{
    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile(
        $$"""
        {{Made.Order}},"statuses":[{"path":"paid","present":{"payment":"Paid","evidence":"seen"},"absent":{"payment":"Unpaid","evidence":"seen"} }],
        "amounts":{"due":"total","freight":"post","coupon":"off","paid":"paid","tieOut":["freight","-coupon"]},
        "lines":{"at":"items[]","code":"sku","quantity":"n","total":"sum","mayBeMissing":true}
        """);

    [Theory]
    [InlineData("21.00", "\"post\":\"6.00\"", null, null)]
    [InlineData("19.00", "\"post\":\"6.00\",\"off\":\"2.00\"", null, null)]
    [InlineData("15.00", "\"post\":\"6.00\"", "CNY 6.00", null)]
    [InlineData("21.01", "\"post\":\"6.00\"", "CNY -0.01", null)]
    [InlineData("21.00", "\"post\":\"6.00\",\"paid\":\"21.00\"", null, null)]
    [InlineData("21.00", "\"post\":\"6.00\",\"paid\":\"20.00\"", null, "CNY -1.00")]
    public void A_difference_is_a_finding_with_its_size(string total, string more, string? lines, string? paid)
    {
        var claim = Made.Claim(Shop,
            $$"""{"no":"1","at":"2026-02-09 10:00:00","total":"{{total}}",{{more}},"items":[{"sku":"A","n":1,"sum":"10.00"},{"sku":"B","n":1,"sum":"5.00"}]}""");
        Assert.Equal(lines, Size(claim, ChannelsCodes.LinesUntied));
        Assert.Equal(paid, Size(claim, ChannelsCodes.PaidUntied));
        Assert.Equal(total, claim.Amounts!.Due.ToDecimalText());
        Assert.Equal([Money.Fen(1000), Money.Fen(500)], claim.Lines.Items.Select(l => l.Total));
    }

    [Fact]
    public void A_record_without_lines_has_nothing_to_compare() =>
        Assert.Null(Size(Made.Claim(Shop, """{"no":"1","at":"2026-02-09 10:00:00","total":"5.00"}"""), ChannelsCodes.LinesUntied));

    [Fact]
    public void A_line_total_that_contains_the_postage_is_seen_and_can_be_told_without_it()
    {
        const string Input = """{"no":"1","at":"2026-02-09 10:00:00","total":"26.00","post":"6.00","items":[{"sku":"A","n":2,"sum":"26.00"}]}""";
        Assert.Equal("CNY 6.00", Size(Made.Claim(Shop, Input), ChannelsCodes.LinesUntied));
        var minus = Made.Profile(
            $$"""
            {{Made.Order}},"amounts":{"due":"total","freight":"post","tieOut":["freight"]},
            "lines":{"at":"items[]","code":"sku","quantity":"n","total":{"sum":["sum","-$.post"]} }
            """);
        var claim = Made.Claim(minus, Input);
        Assert.Equal(Money.Fen(2000), claim.Lines[0].Total);
        Assert.Null(Size(claim, ChannelsCodes.LinesUntied));
    }

    // Source: the formulas of payment in taobao.trade.fullinfo.get and TradeAmount: of a trade with one line the line's payment contains the postage.
    [Theory]
    [InlineData("110.00", """{"num":2,"price":"50.00","discount_fee":"0.00","adjust_fee":"0.00","payment":"110.00"}""", "100.00", null)]
    [InlineData("103.00", """{"num":2,"price":"50.00","discount_fee":"5.00","adjust_fee":"-1.00","part_mjz_discount":"1.00","payment":"104.00"}""", "93.00", null)]
    [InlineData("103.00", """{"num":2,"price":"50.00","discount_fee":"5.00","payment":"105.00","divide_order_fee":"93.00"}""", "93.00", null)]
    [InlineData("103.00", """{"num":2,"price":"50.00","discount_fee":"5.00","payment":"105.00","divide_order_fee":"103.00"}""", "103.00", "CNY 10.00")]
    [InlineData("100.00", """{"num":2,"discount_fee":"5.00","payment":"90.00"}""", "90.00", null)]
    public void Taobao_lines_are_told_without_the_postage(string due, string line, string total, string? difference)
    {
        var claim = Records.Claim("taobao", $$"""
            {"tid":7,"status":"WAIT_SELLER_SEND_GOODS","created":"2026-02-09 10:00:00","pay_time":"2026-02-09 10:01:00","payment":"{{due}}","post_fee":"10.00",
             "orders":{"order":[{"oid":8,"outer_sku_id":"A",{{line.Substring(1)}}]} }
            """);
        Assert.Equal(total, claim.Lines[0].Total.ToDecimalText());
        Assert.Equal(difference, Size(claim, ChannelsCodes.LinesUntied));
    }

    private static string? Size(Claim claim, string code) =>
        claim.Findings.Items.FirstOrDefault(f => f.Code == code)?.Arguments.Items.First(a => a.Name == "difference").Value;
}
