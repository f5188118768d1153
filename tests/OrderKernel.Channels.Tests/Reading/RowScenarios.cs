namespace OrderKernel.Channels.Tests;

// Rows of nested lists: which of them count, what they tell above and below, lists of plain words. Fails when a row counts that does not, when a value
// of one row lands in another, or when one of several cases or parcels is lost.
public sealed class RowScenarios
{
    private const string Payments = """
        "payments":[{"kind":"authorization","status":"success","sum":"30.00","on":"2026-02-09 10:00:01"},{"kind":"capture","status":"failure","sum":"30.00","on":"2026-02-09 10:00:02"},{"kind":"capture","status":"success","sum":"20.00","on":"2026-02-09 10:00:03"},{"kind":"sale","status":"success","sum":"10.00","on":"2026-02-09 10:00:04"},{"kind":"capture","sum":"99.00"}]
        """;

    [Theory]
    [InlineData("payments[kind=capture|sale,status=success].sum", 3000)]
    [InlineData("payments[status=success].sum", 6000)]
    [InlineData("payments[status!=success].sum", 12900)]
    [InlineData("payments[status='',kind=capture].sum", 9900)]
    [InlineData("payments[status!=''].sum", 9000)]
    [InlineData("payments[kind~=CAPTURE,status~=Success].sum", 2000)]
    [InlineData("payments[kind='capture',status='success'].sum", 2000)]
    [InlineData("payments[].sum", 18900)]
    public void A_sum_takes_the_rows_of_which_a_sibling_says_so(string path, long fen)
    {
        var profile = Made.Profile($$"""{{Made.Order}},"amounts":{"due":{"sum":["{{path}}"]} }""");
        Assert.Equal(Money.Fen(fen), Made.Claim(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00",{{Payments}}}""").Amounts!.Due);
    }

    [Fact]
    public void The_first_row_that_counts_tells_a_time_and_none_that_does_not()
    {
        var profile = Made.Profile(
            """
            "kind":"order","scope":"whole","number":"no","times":{"created":"at","paid":"payments[kind=capture|sale,status=success].on"},"amounts":{"due":"total"}
            """);
        Assert.Equal(NodaTime.Instant.FromUtc(2026, 2, 9, 2, 0, 3), Made.Claim(profile, $$"""{"no":"1","at":"2026-02-09 10:00:00","total":1,{{Payments}}}""").PaidAt);
        Assert.Null(Made.Claim(profile,
            """{"no":"1","at":"2026-02-09 10:00:00","total":1,"payments":[{"kind":"authorization","status":"success","on":"2026-02-09 10:00:01"}]}""").PaidAt);
    }

    [Fact]
    public void Refunds_that_were_granted_are_cases_of_their_own()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},
            "case":{"at":"refunds[state=granted|open]","id":"id","assumedKind":"RefundOnly","amount":"sum","requestedAt":"on","line":"lines[].line","units":"lines[].n","reason":"why",
              "statuses":[{"path":"state","table":"refund"}]}
            """,
            "\"tables\":{\"refund\":{\"rows\":{\"granted\":{\"afterSales\":\"Refunded\",\"evidence\":\"seen\"},\"open\":{\"afterSales\":\"Requested\",\"evidence\":\"seen\"}}}}");
        var claim = Made.Claim(profile,
            """
            {"no":"1","at":"2026-02-09 10:00:00","total":"50","refunds":[{"id":"r1","state":"granted","sum":"5.00","on":"2026-02-10 10:00:00","lines":[{"line":"a","n":2}],"why":"x"},{"id":"r2","state":"refused","sum":"7.00"},{"id":"r3","state":"open","lines":[{"line":"a","n":1},{"line":"b","n":1}]}]}
            """);
        Assert.Equal(["r1", "r3"], claim.Cases.Items.Select(c => c.Case.Value));
        Assert.Equal([AfterSalesStatus.Refunded, AfterSalesStatus.Requested], claim.Cases.Items.Select(c => c.Status));
        Assert.Equal((Money.Fen(500), "a", 2L), (claim.Cases[0].Amount, claim.Cases[0].Line!.Value.Value, claim.Cases[0].Units!.Value.Units));
        Assert.Equal((null, null), (claim.Cases[1].Line, claim.Cases[1].Units));
        Assert.Equal(NodaTime.Instant.FromUtc(2026, 2, 9, 2, 0), claim.SourceTime);
    }

    [Fact]
    public void A_case_that_cannot_be_read_is_named_with_its_row()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},"case":{"at":"refunds[]","id":"id","assumedKind":"RefundOnly","amount":"sum","statuses":[{"path":"id","present":{"afterSales":"Refunded","evidence":"seen"} }]}
            """);
        Assert.Equal(
            [("$.refunds[1].sum", ChannelsCodes.AmountInvalid), ("$.refunds[2].sum", ChannelsCodes.AmountNegative)],
            Made.Parked(profile, """{"no":"1","at":"2026-02-09 10:00:00","total":1,"refunds":[{"id":1,"sum":1},{"id":2,"sum":"x"},{"id":3,"sum":-1}]}"""));
    }

    [Fact]
    public void Parcels_that_were_not_cancelled_have_units_and_several_waybills_none()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},"shipments":{"at":"parcels[status!=cancelled]","waybill":["numbers[]","number"],"carrier":"by","lines":"items[].id","units":"items[].n"}
            """, "\"carriers\":{\"YTO\":\"yuantong\"}");
        var claim = Made.Claim(profile,
            """
            {"no":"1","at":"2026-02-09 10:00:00","total":1,"parcels":[{"status":"success","numbers":["W1"],"number":"W9","by":"yto","items":[{"id":"a","n":1},{"id":"b","n":2},{"id":"a","n":3}]},{"status":"cancelled","numbers":["W2"]},{"number":"W3","items":[{"id":"b","n":1}]},{"status":"success","numbers":["W4",5,null],"items":[{"id":"c","n":7}]}]}
            """);
        Assert.Equal(["W1", "W3", "W4", "5"], claim.Shipments.Items.Select(s => s.Waybill.Value));
        Assert.Equal("yuantong", claim.Shipments[0].Carrier!.Value.Value);
        Assert.Equal([("a", 4L), ("b", 2L)], claim.Shipments[0].Units.Items.Select(u => (u.Line.Value, u.Quantity.Units)));
        Assert.Equal([("b", 1L)], claim.Shipments[1].Units.Items.Select(u => (u.Line.Value, u.Quantity.Units)));
        Assert.Equal([["c"], ["c"]], claim.Shipments.Items.Skip(2).Select(s => s.Lines.Items.Select(l => l.Value)));
        Assert.All(claim.Shipments.Items.Skip(2), s => Assert.True(s.Units.IsEmpty));
    }

    [Fact]
    public void A_list_of_words_tells_the_lines_of_a_parcel_and_a_single_word_is_one()
    {
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"shipments":{"at":"parcels[]","waybill":"no","lines":"lines[]"} """);
        var claim = Made.Claim(profile,
            """{"no":"1","at":"2026-02-09 10:00:00","total":1,"parcels":[{"no":"W1","lines":["a","b"]},{"no":"W2","lines":"c"},{"no":"W3","lines":[]}]}""");
        Assert.Equal([["a", "b"], ["c"], []], claim.Shipments.Items.Select(s => s.Lines.Items.Select(l => l.Value)));
    }

    [Fact]
    public void A_row_reads_what_stands_above_it()
    {
        var profile = Made.Profile(
            $$"""
            {{Made.Order}},{{Made.Amounts}},"shipments":{"at":"goods[].tracks[]","waybill":"no","carrier":"$.by","lines":"^.id"},
            "lines":{"at":"goods[]","id":"id","code":"sku","quantity":{"constant":"1"},"total":"$.each"}
            """, "\"carriers\":{\"YTO\":\"YTO\"}");
        var claim = Made.Claim(profile,
            """{"no":"1","at":"2026-02-09 10:00:00","total":4,"by":"YTO","each":2,"goods":[{"id":"a","sku":"A"},{"id":"b","sku":"B","tracks":[{"no":"W1"},{"no":"W2"}]}]}""");
        Assert.Equal([("W1", "b"), ("W2", "b")], claim.Shipments.Items.Select(s => (s.Waybill.Value, s.Lines[0].Value)));
        Assert.All(claim.Shipments, s => Assert.Equal("YTO", s.Carrier!.Value.Value));
        Assert.Equal([(1L, 200L), (1L, 200L)], claim.Lines.Items.Select(l => (l.Quantity.Units, l.Total.MinorUnits)));
    }

    [Fact]
    public void Lines_that_do_not_count_are_none()
    {
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"lines":{"at":"goods[kind!=note]","code":"sku","quantity":"n","total":"sum"} """);
        var claim = Made.Claim(profile,
            """{"no":"1","at":"2026-02-09 10:00:00","total":1,"goods":[{"kind":"note"},{"kind":"item","sku":"A","n":1,"sum":1},{"sku":"B","n":1,"sum":1}]}""");
        Assert.Equal(["A", "B"], claim.Lines.Items.Select(l => l.Code));
        Assert.Equal(["2", "3"], claim.Lines.Items.Select(l => l.Line.Value));
    }
}
