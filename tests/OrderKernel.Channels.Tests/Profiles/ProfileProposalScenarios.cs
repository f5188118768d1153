using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Channels.Tests;

// Profiles proposed from samples, held against what the built-in profile of the channel reads from the same sample. Fails when a proposal does not load, when
// less or more is missed than the table says, when something is found in another place, or when a guess is made in silence.
public sealed class ProfileProposalScenarios
{
    private static readonly string[] Looked = ["number", "times.created", "amounts.due", "lines"];

    // What is missed, and why: no number is told that could be another's; a pushed order of Pinduoduo tells neither; lines without a quantity or code are none.
    [DataTheory]
    [InlineData("taobao", "payloads/taobao/trade-fullinfo-two-lines-wait-send.json", "")]
    [InlineData("taobao", "payloads/taobao/trades-sold-get-sandbox.json", "")]
    [InlineData("pdd", "payloads/pdd/mock-order-information-masked-receiver.json", "")]
    [InlineData("doudian", "payloads/doudian/skit-order-search-list.json", "")]
    [InlineData("shopify", "payloads/shopify/go-orders.json", "number")] // the number that buyers see, not the id that the API asks for
    [InlineData("woocommerce", "payloads/woocommerce/docs-v3-create-an-order.json", "")]
    [InlineData("woocommerce", "payloads/woocommerce/ios-orders-load-all.json", "")]
    [InlineData("youzan", "payloads/youzan/push-trade-virtual-wait-send.json", "")]
    [InlineData("kuaishou", "payloads/kuaishou/mock-order-cursor-list-min.json", "")]
    [InlineData("xiaohongshu-shop", "payloads/xiaohongshu/agiso-order-detail-doc-sample.json", "")]
    [InlineData("wechat-channels", "payloads/wechat_channels/legacy-shop-order-get.json", "")]
    [InlineData("tiktok-shop", "payloads/tiktok_shop/v202309-order-doc-sample.json", "lines")] // a row is a piece: no quantity stands there
    [InlineData("ebay-trading", "payloads/ebay/trading-GetOrders-WithTrackingNumber.xml", "")]
    [InlineData("ebay-trading", "payloads/ebay/trading-GetOrders-WithItemsSku.xml", "")]
    [InlineData("amazon", "payloads/amazon/2026-getOrder-example.json", "")]
    [InlineData("amazon", "payloads/amazon/2026-searchOrders-sandbox0.json", "")]
    [InlineData("amazon", "payloads/amazon/v0-getOrders-sandbox0.json", "")]
    [InlineData("tmall-csv", "tmall/orders-2020-02.csv", "amounts.due")] // what was paid at last is called plainer than what was due
    public void What_is_found_is_what_the_channels_own_profile_reads(string profile, string path, string missed)
    {
        var bytes = TestData.Read(path);
        var proposal = ProfileProposal.From(bytes, "made").ValueOrThrow();
        var loaded = Profiles.Load(proposal.Document);
        Assert.True(loaded.IsOk, $"{loaded.Refusal} {loaded.Refusal?.Reasons}\n{Encoding.UTF8.GetString(proposal.Document.ToArray())}");
        var (own, made) = (Traces(Records.Profile(profile), bytes), Traces(loaded.ValueOrThrow(), bytes));
        Assert.Equal(own.Count, made.Count);
        var told = Looked.Where(f => Found(own[0], f) is not (null or "0")).ToList();
        Assert.Equal(missed.Split([','], StringSplitOptions.RemoveEmptyEntries), told.Where(f => Found(own[0], f) != Found(made[0], f)));
        // A word that is not mapped parks, and is listed.
        Assert.Equal(!proposal.Words.IsEmpty, made.Exists(t => t.Reading.Refusal?.Reasons.Items.Any(r => r.Code == ChannelsCodes.StatusUnknown) == true));
        // Nothing is guessed in silence: whatever place the document reads stands among the guesses.
        foreach (var read in made[0].Fields.Items.Where(f => f.Table is null && !f.Rule.Contains(".statuses")))
            Assert.Contains(proposal.Guesses, g => Rowless(read.Field) == g.Field);
    }

    // Every part that is looked for, beside fields that look like one and are none: a state of an address, a number that two orders share, a list with less of
    // a line, a second code.
    [Fact]
    public void What_is_proposed_for_an_order_that_tells_everything_is_this()
    {
        var proposal = ProfileProposal.From("""
            {"orders":[
              {"order_no":"#A1","batch_no":"B1","created_at":"2026-02-09 10:00:00","paid_at":"2026-02-09 10:05:00","shipped_at":"2026-02-10 10:00:00","delivered_at":"2026-02-12 10:00:00","updated_at":"2026-02-12 10:00:01","total":"20.50","freight":"3.00","refunded":"0.00","currency":"EUR","status":"shipped","pay_status":"paid","address":{"state":"Kent"},"tracking_no":"W1","carrier":"SF","notes":[{"sku":"x"}],"items":[{"id":"1","sku":"MUG","barcode":"690","name":"Mug","quantity":2,"price":"5.00","subtotal":"10.00"},{"id":"2","sku":"TEA","barcode":"691","name":"Tea","quantity":1,"price":"7.50","subtotal":"7.50"}]},
              {"order_no":"#A2","batch_no":"B1","created_at":"2026-02-09 11:00:00","paid_at":"","shipped_at":"","delivered_at":"","updated_at":"2026-02-09 11:00:00","total":"10.00","freight":"0.00","refunded":"0.00","currency":"EUR","status":"pending","pay_status":"unpaid","address":{"state":"Kent"},"tracking_no":"","carrier":"ZTO","notes":[],"items":[{"id":"3","sku":"MUG","barcode":"690","name":"Mug","quantity":2,"price":"5.00","subtotal":"10.00"}]}]}
            """u8, "mall").ValueOrThrow();
        var document = JsonNode.Parse(proposal.Document.Span)!;
        document["records"]![0]!.AsObject().Remove("note");
        Assert.Equal(
            """
            {"kind":"order","scope":"whole","envelopes":["orders"],"needs":["order_no","created_at","total"],"number":{"paths":["order_no"],"clean":["strip-marks"]},"currency":"currency","times":{"created":"created_at","paid":"paid_at","shipped":"shipped_at","delivered":"delivered_at","modified":"updated_at"},"statuses":[{"path":"status","table":"status"},{"path":"pay_status","table":"pay_status"},{"path":"paid_at","present":{"payment":"Paid","evidence":"inferred"}}],"amounts":{"due":"total","freight":"freight","refunded":"refunded"},"lines":{"at":"items[]","id":"id","code":["sku"],"quantity":"quantity","total":"subtotal","unitPrice":"price","title":"name"},"shipments":{"waybill":"tracking_no","carrier":"carrier"}}
            """, document["records"]![0]!.ToJsonString());
        Assert.Equal(
            """
            {"status":{"rows":{"shipped":{"fulfilment":"Shipped","evidence":"inferred"}}},"pay_status":{"rows":{"paid":{"payment":"Paid","evidence":"inferred"},"unpaid":{"payment":"Unpaid","evidence":"inferred"}}}}
            """, document["tables"]!.ToJsonString().Replace(",\"note\":\"proposed from the word alone\"", "", StringComparison.Ordinal));
        Assert.Equal(["status: pending"], proposal.Words.Items.Select(w => $"{w.Path}: {w.Word}"));
        // Each with an example where there is one, and none for what no field told.
        Assert.Equal("channel=mall (Assumed: ), code=MALL (Assumed: ), zone=Asia/Shanghai (Assumed: 2026-02-09 10:00:00), format=json (Form: ), money=yuan (Decimals: 20.50), time=text (Form: 2026-02-09 10:00:00), envelopes=orders (Form: ), tables.status=shipped = Shipped (Word: shipped), tables.pay_status=paid = Paid (Word: paid), tables.pay_status=unpaid = Unpaid (Word: unpaid)",
            string.Join(", ", proposal.Guesses.Items.Where(g => g.Ground != GuessGround.Name).Select(g => $"{g.Field}={g.Value} ({g.Ground}: {g.Example})")));
        Assert.All(proposal.Guesses.Items.Where(g => g.Ground == GuessGround.Name && g.Field != "lines.at"), g => Assert.NotEqual("", g.Example));
    }

    [Fact]
    public void Every_guess_has_its_ground_and_every_row_is_marked_as_inferred()
    {
        var proposal = ProfileProposal.From("""
            {"orderNo":"#1","status":"已付款","payTime":"2026-02-09 10:00:00","createTime":"2026-02-09 09:00:00","total":"12.50","items":[{"sku":"A","num":2,"price":"6.25"}]}
            {"orderNo":"#2","status":"怪","payTime":"","createTime":"2026-02-09 09:00:00","total":"1.00","items":[{"sku":"B","num":1,"price":"1.00"}]}
            """u8, "mall").ValueOrThrow();
        Assert.Equal(2, proposal.Records);
        Assert.Empty(proposal.Missing);
        Assert.Equal([("money", "yuan", GuessGround.Decimals), ("zone", "Asia/Shanghai", GuessGround.Assumed), ("currency", "CNY", GuessGround.Assumed),
            ("number", "orderNo", GuessGround.Name), ("tables.status", "已付款 = Paid", GuessGround.Word)],
            new[] { "money", "zone", "currency", "number", "tables.status" }.Select(f => proposal.Guesses.Items.Single(g => g.Field == f)).Select(g => (g.Field, g.Value, g.Ground)));
        Assert.Equal([("status", "status", "怪")], proposal.Words.Items.Select(w => (w.Table, w.Path, w.Word)));
        var profile = Profiles.Load(proposal.Document).ValueOrThrow();
        Assert.All(profile.Policy.StatusTables.SelectMany(t => t.Rows), r => Assert.Equal(EvidenceMark.Inferred, r.Evidence));
        Assert.Empty(ProfileLint.Of(profile.Policy));
        // The word that nobody mapped parks; the other record is an order.
        Assert.Equal([ReadingKind.Claimed, ReadingKind.Parked], Made.Read(profile, """
            {"orderNo":"#1","status":"已付款","payTime":"2026-02-09 10:00:00","createTime":"2026-02-09 09:00:00","total":"12.50","items":[{"sku":"A","num":2,"price":"6.25"}]}
            {"orderNo":"#2","status":"怪","createTime":"2026-02-09 09:00:00","total":"1.00","items":[{"sku":"B","num":1,"price":"1.00"}]}
            """).Select(r => r.Kind));
    }

    [Theory]
    [InlineData("""{"id":"1","total":1990,"created":1770602400}""", "fen", GuessGround.WholeNumbers, "epoch-s")]
    [InlineData("""{"id":"1","total":19.9,"created":1770602400000}""", "yuan", GuessGround.Decimals, "epoch-ms")]
    [InlineData("""{"id":"1","total":"19","created":"2/9/2026 3:04 PM"}""", "yuan", GuessGround.WholeNumbers, "us")]
    [InlineData("""[{"id":"1","total":1990,"created":"2026-02-09T10:00:00Z"},{"id":"2","total":"19.90","created":"2026-02-09T10:00:00Z"}]""", "either", GuessGround.Decimals, "text")]
    public void Units_and_times_follow_from_what_stands_there(string sample, string money, GuessGround ground, string time)
    {
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes(sample), "mall").ValueOrThrow();
        Assert.Equal([(money, ground), (time, GuessGround.Form)],
            new[] { "money", "time" }.Select(f => proposal.Guesses.Items.Single(g => g.Field == f)).Select(g => (g.Value, g.Ground)));
        Assert.Equal(["lines"], proposal.Missing.Items.ToArray());
    }

    [Fact]
    public void Rows_of_one_order_are_grouped_and_a_title_above_the_header_is_none()
    {
        const string Sample = """
            销售报表
            订单编号;下单时间;实付金额;商品编码;数量;单价
            1;2026-02-09 10:00:00;3.00;A;1;1.00
            1;2026-02-09 10:00:00;3.00;B;2;1.00
            2;2026-02-09 11:00:00;1.00;A;1;1.00
            """;
        var proposal = ProfileProposal.From(Encoding.UTF8.GetBytes(Sample), "mall").ValueOrThrow();
        Assert.Empty(proposal.Missing);
        var readings = Made.Read(Profiles.Load(proposal.Document).ValueOrThrow(), Sample);
        Assert.Equal([2, 1], readings.Select(r => r.Claim!.Lines.Count));
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("<orders/>")]
    [InlineData("<!DOCTYPE x><a><b>1</b></a>")]
    public void What_holds_no_record_is_refused(string sample) =>
        Assert.Equal(ChannelsCodes.SampleWithoutRecords, ProfileProposal.From(Encoding.UTF8.GetBytes(sample), "mall").Refusal?.Code);

    [Fact]
    public void What_cannot_be_found_is_named_and_checked_by_the_loader()
    {
        var proposal = ProfileProposal.From("""{"status":"paid","weight":3}"""u8, "mall").ValueOrThrow();
        Assert.Equal(["number", "times.created", "amounts.due", "lines"], proposal.Missing.Items.ToArray());
        Assert.Equal([KernelCodes.DocumentPropertyMissing], Profiles.Load(proposal.Document).Refusal!.Reasons.Items.Select(r => r.Code).Distinct());
    }

    private static string Rowless(string field) => System.Text.RegularExpressions.Regex.Replace(field, @"\[\d+\]", "");

    private static string? Found(RecordTrace trace, string field) => field == "lines"
        ? $"{trace.Fields.Items.Count(f => Rowless(f.Field) == "lines.quantity" && f.Value is not null)}"
        : trace.Fields.Items.FirstOrDefault(f => f.Field == field)?.Value;

    private static List<RecordTrace> Traces(PolicyDocument<ChannelProfile> profile, byte[] input)
    {
        var reader = new ProfileReader(profile, SkuMap.Same, Records.Shop);
        var traces = new List<RecordTrace>();
        Records.Cut(RecordParser.For(profile.Policy), input, int.MaxValue, record =>
        {
            if (traces.Count < 50) traces.Add(reader.Trace(record));
        });
        return traces;
    }
}
