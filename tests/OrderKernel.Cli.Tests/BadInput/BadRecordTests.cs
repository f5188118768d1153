using static OrderKernel.Cli.Tests.BadInput.TaobaoLines;

namespace OrderKernel.Cli.Tests.BadInput;

// Fails when one bad record stops a run, swallows its neighbours, is not kept raw, is not counted, or is not named with file, line and code.
public class BadRecordTests
{
    /// <summary>Two whole trades around a bad record: both are placed, the bad one is put away, whole, and named.</summary>
    private static async Task AssertPutAwayAsync(string bad, string code, string path)
    {
        using var folder = new TempFolder();
        folder.With("orders.jsonl", Lines(Trade(1), bad, Trade(3)));
        var said = folder.Run().Ends(0).Out;
        Assert.Contains($"orders.jsonl:2  {code}  {path}", said, StringComparison.Ordinal);

        var figures = Stored.Figures(folder.Store);
        Assert.Equal(2, figures["orders"]!.GetValue<long>());
        Assert.Equal(1, figures["parked"]!.GetValue<long>());
        Assert.Equal(1, figures["parkedBy"]![code]!.GetValue<long>());
        var (source, kept, _, raw) = Assert.Single(await Stored.PutAwayAsync(folder.Store));
        Assert.Equal(("orders.jsonl:2", code), (source, kept));
        AssertRecordOf(bad, raw);
    }

    /// <summary>What is kept is the record inside its envelope, byte for byte, up to where it could be cut out.</summary>
    private static void AssertRecordOf(string line, string raw)
    {
        Assert.StartsWith("{\"tid\":", raw, StringComparison.Ordinal);
        Assert.True(line.EndsWith(raw, StringComparison.Ordinal) || line == $"{{\"trade_fullinfo_get_response\":{{\"trade\":{raw}}}}}", raw);
    }

    [Fact]
    public async Task An_unknown_status_is_put_away() => await AssertPutAwayAsync(Trade(2, status: "\"TRADE_SEALED\""), "channels.status-unknown", "$.status");

    [Fact]
    public async Task A_price_of_1e400_is_put_away() => await AssertPutAwayAsync(Trade(2, payment: "1e400"), "channels.amount-out-of-range", "$.payment");

    [Fact]
    public async Task A_negative_quantity_is_put_away() =>
        await AssertPutAwayAsync(Trade(2, quantity: "-1"), "channels.quantity-negative", "$.orders.order[0].num");

    [Fact]
    public async Task Duplicate_keys_are_put_away() =>
        await AssertPutAwayAsync(Trade(2).Replace("\"total_fee\":\"59.90\",\"discount_fee\":\"0.00\",\"adjust_fee\":\"0.00\",\"post_fee\"",
            "\"payment\":\"1.00\",\"total_fee\":\"59.90\",\"discount_fee\":\"0.00\",\"adjust_fee\":\"0.00\",\"post_fee\"",
            StringComparison.Ordinal), "channels.property-duplicate", "$.payment");

    [Fact]
    public async Task Malformed_json_in_the_middle_of_a_file_is_put_away() =>
        await AssertPutAwayAsync(Trade(2).Replace("\"type\":\"fixed\"", "\"type\" \"fixed\"", StringComparison.Ordinal), "channels.record-malformed", "");

    [Fact]
    public async Task A_missing_field_is_put_away() =>
        await AssertPutAwayAsync(Trade(2).Replace("\"num\":1,", "", StringComparison.Ordinal), "channels.field-missing", "$.orders.order[0].num");

    [Fact]
    public async Task A_record_of_a_time_to_come_is_put_away_unless_somebody_asks_for_that_time()
    {
        await AssertPutAwayAsync(Trade(2).Replace("2025-11-11 00:20:12", "2062-11-11 00:20:12", StringComparison.Ordinal), "kernel.record-of-future", "");
        using var typed = new TempFolder();
        typed.With("orders.jsonl", Lines(Trade(1), Trade(2).Replace("2025-11-11 00:20:12", "2062-11-11 00:20:12", StringComparison.Ordinal))).Run().Ends(0);
        Assert.Contains("kernel.record-of-future", ToolRun.Of("quarantine", "replay", "--all", "--store", typed.Store).Ends(1).Out, StringComparison.Ordinal);
        Assert.Single(await Stored.PutAwayAsync(typed.Store));
        using var ahead = new TempFolder();
        ahead.With("stock.jsonl", """{"kind":"stock","at":"2062-11-10T20:00:00+08:00","location":"HZ","sku":"TB-0002","onHand":50}""" + "\n");
        ahead.Run("--as-of", "2062-11-12T00:00:00Z").Ends(0);
        Assert.Empty(await Stored.PutAwayAsync(ahead.Store));
    }

    [Fact]
    public async Task An_unmapped_sku_is_put_away()
    {
        using var folder = new TempFolder();
        folder.With("sku-map.json", """{"$schema":"sku-map-1.json","name":"few","version":"1","items":[{"channel":"*","code":"TB-0002","sku":"SKU-0002"}]}""");
        folder.With("orders.jsonl", Lines(Trade(1), Trade(2, code: "TB-0999"), Trade(3)));
        folder.With("manifest.json", Manifest("""{"path":"orders.jsonl"}""", ""","policies":{"skuMap":"sku-map.json"}"""));
        Assert.Contains("orders.jsonl:2  channels.sku-unmapped  $.orders.order[0].outer_sku_id", folder.Run().Ends(0).Out, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
        Assert.Contains("TB-0999", Assert.Single(await Stored.PutAwayAsync(folder.Store)).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_truncated_file_loses_only_its_last_record()
    {
        using var folder = new TempFolder();
        var half = Trade(3)[..200];
        folder.With("orders.jsonl", Trade(1) + "\n" + Trade(2) + "\n" + half);
        Assert.Contains("orders.jsonl:3  channels.record-truncated", folder.Run().Ends(0).Out, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
        AssertRecordOf(half, Assert.Single(await Stored.PutAwayAsync(folder.Store)).Raw);
    }

    [Fact]
    public void The_same_order_twice_is_one_order_and_one_duplicate()
    {
        using var folder = new TempFolder();
        folder.With("orders.jsonl", Lines(Trade(1), Trade(1), Trade(2)));
        folder.Run().Ends(0);
        var figures = Stored.Figures(folder.Store);
        Assert.Equal((2, 1, 0), (figures["orders"]!.GetValue<long>(), figures["duplicates"]!.GetValue<long>(), figures["parked"]!.GetValue<long>()));
    }

    [Fact]
    public async Task Rows_without_a_column_that_is_needed_are_put_away()
    {
        using var folder = new TempFolder();
        folder.With("whole.csv", Lines(CsvHeader, Row(1), Row(2)));
        folder.With("narrow.csv", Lines("订单编号,总金额", "3,21.0"));
        folder.With("manifest.json", Manifest("""{"path":"whole.csv","profile":"tmall-csv"},{"path":"narrow.csv","profile":"tmall-csv"}"""));
        var said = folder.Run().Ends(0).Out;
        var (source, code, _, raw) = Assert.Single(await Stored.PutAwayAsync(folder.Store));
        Assert.Equal(("narrow.csv:2", "订单编号,总金额\n3,21.0"), (source, raw));
        Assert.Contains($"narrow.csv:2  {code}", said, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
    }

    [Fact]
    public async Task A_row_that_is_too_short_is_put_away()
    {
        using var folder = new TempFolder();
        folder.With("orders.csv", Lines(CsvHeader, Row(1), "2,21.0", Row(3)));
        Assert.Contains("orders.csv:3  channels.row-width-wrong", folder.Run().Ends(0).Out, StringComparison.Ordinal);
        Assert.Equal(2, Stored.Figures(folder.Store)["orders"]!.GetValue<long>());
        Assert.EndsWith("2,21.0", Assert.Single(await Stored.PutAwayAsync(folder.Store)).Raw, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_push_whose_order_never_comes_keeps_its_bytes()
    {
        var pushes = (await Stored.PutAwayAsync(SampleRun.Shared.Store, "demo")).Where(p => p.Code == "channels.claim-parked").ToList();
        Assert.NotEmpty(pushes);
        Assert.All(pushes, p => Assert.StartsWith("{", p.Raw, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_warehouse_record_without_id_is_put_away_and_one_with_a_sku_twice_counts_both()
    {
        using var folder = new TempFolder();
        const string Parcel =
            """{"kind":"outbound","id":"ID","at":"2025-11-11T09:13:12+08:00","channel":"taobao","shop":"shop","order":"4317627911240000001","location":"HZ","lines":[{"sku":"TB-0002","quantity":1},{"sku":"TB-0002","quantity":1}]}""";
        folder.With("orders.jsonl", Lines(Trade(1, quantity: "2"))).With("outbound.jsonl", Lines(Parcel.Replace("ID", "", StringComparison.Ordinal), Parcel));
        folder.With("manifest.json", Manifest("""{"path":"orders.jsonl"},{"path":"outbound.jsonl","profile":"outbound"}"""));
        Assert.Contains("outbound.jsonl:1  documents.invalid", folder.Run().Ends(0).Out, StringComparison.Ordinal);
        Assert.Equal(1, Stored.Figures(folder.Store)["shipments"]!.GetValue<long>());
        Assert.Equal(1, Stored.Figures(folder.Store)["statuses"]!["Shipped"]!.GetValue<long>());
        Assert.Contains("$.id", Assert.Single(await Stored.PutAwayAsync(folder.Store)).Detail, StringComparison.Ordinal);
    }

    [Fact]
    public void Many_bad_records_are_listed_in_part_and_counted_whole()
    {
        using var folder = new TempFolder();
        folder.With("orders.jsonl", Lines([.. Enumerable.Range(1, 25).Select(n => Trade(n, quantity: "-1"))]));
        var said = folder.Run().Ends(0).Out;
        Assert.Contains("orders.jsonl:20  ", said, StringComparison.Ordinal);
        Assert.DoesNotContain("orders.jsonl:21  ", said, StringComparison.Ordinal);
        Assert.Contains("and 5 more", said, StringComparison.Ordinal);
        Assert.Equal(25, Stored.Figures(folder.Store)["parked"]!.GetValue<long>());
    }
}
