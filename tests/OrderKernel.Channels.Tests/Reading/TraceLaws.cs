namespace OrderKernel.Channels.Tests;

// How a record was read, shown. Fails when a traced reading says another thing than a plain one, of any real payload by any profile; when a shown value is
// not the one of the claim; when what no field reads is not listed, or what one reads is; or when a name, phone or address shows.
public sealed class TraceLaws
{
    private static readonly string[] Folders = ["payloads", "tmall"];

    public static TheoryData<string> Files => TestData.Folder is not { } folder ? ["-"] : [.. Folders
        .SelectMany(f => Directory.EnumerateFiles(Path.Combine(folder, f), "*", SearchOption.AllDirectories))
        .Where(f => Path.GetExtension(f) is ".json" or ".xml" or ".csv").Select(f => f.Substring(folder.Length + 1)).OrderBy(f => f, StringComparer.Ordinal)];

    [DataTheory]
    [MemberData(nameof(Files))]
    public void A_traced_reading_is_the_plain_one_whatever_the_profile(string path)
    {
        var bytes = TestData.Read(path);
        var traced = 0;
        foreach (var name in Profiles.DefaultNames)
        {
            var profile = Records.Profile(name);
            if (profile.Policy.Format != (Path.GetExtension(path) switch { ".json" => RecordFormat.Json, ".xml" => RecordFormat.Xml, _ => RecordFormat.Csv })) continue;
            var (plain, tracing) = (new ProfileReader(profile, SkuMap.Same, Records.Shop), new ProfileReader(profile, SkuMap.Same, Records.Shop));
            Records.Cut(RecordParser.For(profile.Policy), bytes, int.MaxValue, record =>
            {
                // The month has 28 thousand rows.
                if (traced > 2000) return;
                traced++;
                var (read, trace) = (plain.Read(record), tracing.Trace(record));
                Assert.Equal(read, trace.Reading);
                Assert.Equal(read, tracing.Read(record));
                if (trace.Reading.Claim is { } claim) Agrees(claim, trace);
            });
        }

        Assert.True(traced > 0 || path.EndsWith("GetOrders-WithOutItems.xml", StringComparison.Ordinal));
    }

    [DataFact]
    public void The_trace_of_a_real_order_names_paths_rows_and_what_is_left()
    {
        var trace = Assert.Single(Traces("taobao", TestData.Read("payloads/taobao/trade-fullinfo-two-lines-wait-send.json")));
        Assert.Equal("trade", trace.RecordKind);
        var status = trace.Fields.Items.First(f => f.Word == "WAIT_SELLER_SEND_GOODS" && f.Row is null);
        Assert.Equal(("$.status", EvidenceMark.Seen), (status.Read[0].Path[^8..], status.Evidence));
        Assert.Contains("payment=Paid", status.Value, StringComparison.Ordinal);
        Assert.Equal(2, trace.Fields.Items.Count(f => f.Field.StartsWith("lines[", StringComparison.Ordinal) && f.Field.EndsWith(".quantity", StringComparison.Ordinal)));
        Assert.NotEmpty(trace.Left);
        Assert.All(trace.Left, l => Assert.DoesNotContain(trace.Fields.Items, f => f.Read.Items.Any(r => Rowless(r.Path) == Rowless(l.Path))));
    }

    [Fact]
    public void Each_cleaning_step_that_changed_the_text_is_shown_and_no_other()
    {
        var profile = Made.Profile("""
            "kind":"order","scope":"whole","number":{"paths":["no"],"clean":["strip-marks","lower-case","collapse-blanks"],"cut":{"beforeFirst":"/"}},
            "times":{"created":"at"},"amounts":{"due":"total","freight":["post","carriage"]}
            """);
        var trace = Assert.Single(Traces(profile, """{"no":" #AB\u0031/x ","at":"2026-02-09 10:00:00","total":"¥21.00","carriage":"1","unread":{"a":1,"b":[2,3]},"more":"x"}"""));
        var number = trace.Fields.Items.Single(f => f.Field == "number");
        Assert.Equal(("$.no", "ab1", "$.records[0].number"), (number.Read[0].Path, number.Value, number.Rule));
        Assert.Equal([("unescape", " #AB1/x "), ("strip-marks", "AB1/x"), ("lower-case", "ab1/x"), ("cut", "ab1")],
            number.Steps.Items.Select(s => (s.Step, s.Text)));
        Assert.Equal(("CNY 21.00", "¥21.00"), Value(trace, "amounts.due"));
        Assert.Equal(("CNY 1.00", "1"), Value(trace, "amounts.freight"));
        Assert.Equal([("$.unread", 3), ("$.more", 1)], trace.Left.Items.Select(l => (l.Path, l.Values)));
    }

    [Fact]
    public void The_tie_out_shows_both_sides()
    {
        var profile = Made.Profile($$"""
            {{Made.Order}},"amounts":{"due":"total","freight":"post","paid":"total","tieOut":["freight"]},"lines":{"at":"items[]","code":"sku","quantity":"n","total":"sum"},
            "statuses":[{"path":"at","present":{"payment":"Paid","evidence":"seen"} }]
            """);
        var trace = Assert.Single(Traces(profile, """{"no":"1","at":"2026-02-09 10:00:00","total":"22","post":"6","items":[{"sku":"A","n":2,"sum":"15.00"}]}"""));
        Assert.Equal(new(Money.Fen(2100), Money.Fen(2200), Money.Fen(2200)), trace.TieOut);
        Assert.Equal("A = A×1", trace.Fields.Items.Single(f => f.Field == "lines[0].code").Value);
        Assert.Equal("payment=Paid", trace.Fields.Items.Single(f => f.Field == "statuses[0]").Value);
    }

    [Fact]
    public void What_parks_is_shown_where_it_stands_and_the_rest_is_read_all_the_same()
    {
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"statuses":[{"path":"word","table":"words"}]""",
            """ "tables":{"words":{"rows":{"paid":{"payment":"Paid","evidence":"inferred"}}}} """);
        var trace = Assert.Single(Traces(profile, """{"no":"1","at":"2026-02-09 10:00:00","total":"1.005","word":"gone"}"""));
        Assert.Equal(ReadingKind.Parked, trace.Reading.Kind);
        Assert.Equal([ChannelsCodes.StatusUnknown, ChannelsCodes.AmountInexact], trace.Reading.Refusal!.Reasons.Items.Select(r => r.Code));
        var word = trace.Fields.Items.Single(f => f.Table == "words");
        Assert.Equal(("gone", null, null), (word.Read[0].Raw, word.Word, word.Value));
        Assert.Equal((null, "1.005"), Value(trace, "amounts.due"));
    }

    [Fact]
    public void Of_a_record_that_no_kind_takes_each_says_what_it_lacks()
    {
        var profile = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"needs":["no","kind"],"lacks":["refund"]""");
        var trace = Assert.Single(Traces(profile, """{"no":"1","refund":"2"}"""));
        Assert.Equal((ReadingKind.Parked, null), (trace.Reading.Kind, trace.RecordKind));
        var tried = Assert.Single(trace.Tried);
        Assert.Equal(("order", "kind", "refund"), (tried.Kind, string.Join(",", tried.Wanting), string.Join(",", tried.Unwanted)));
    }

    [Fact]
    public void Persons_are_masked_raw_and_read_and_left()
    {
        var profile = Made.Profile($$"""
            {{Made.Order}},{{Made.Amounts}},"customer":{"paths":["nick"],"clean":["upper-case"] },
            "recipient":{"name":"to","phone":{"paths":["tel"],"clean":["trim","half-width"]},"city":"city","detail":"street"}
            """);
        var trace = Assert.Single(Traces(profile, """
            {"no":"1","at":"2026-02-09 10:00:00","total":"1","nick":"wang xiaoming","to":"王小明","tel":"１3800138000","city":"杭州王小明","street":"文一路 7 号 3 栋 1201 室","memo":"王小明 13800138000","card":{"first_name":"Xiaoming"}}
            """));
        Assert.Equal(ReadingKind.Claimed, trace.Reading.Kind);
        var shown = string.Join("\n", trace.Fields.Items.SelectMany(f => f.Read.Items.Select(r => r.Raw).Concat(f.Steps.Items.Select(s => s.Text)).Append(f.Value))
            .Concat(trace.Left.Items.Select(l => l.Example)));
        foreach (var personal in (string[])["小明", "3800138000", "1201", "文一路", "xiaoming", "XIAOMING", "Xiaoming", "１3800"]) Assert.DoesNotContain(personal, shown, StringComparison.Ordinal);
        Assert.Contains("王**", shown, StringComparison.Ordinal);
    }

    [Fact]
    public void Columns_and_elements_that_nothing_reads_are_left()
    {
        var csv = Made.Profile($"{Made.Order},{Made.Amounts}", format: "csv");
        Assert.Equal(["$.memo", "$.size"], Assert.Single(Traces(csv, "no,memo,at,total,size\n1,\"a, b\",2026-02-09 10:00:00,1.00,L\n")).Left.Items.Select(l => l.Path));
        var xml = Made.Profile($$"""{{Made.Order}},{{Made.Amounts}},"envelopes":["orders.order"],"currency":"total.@cur" """, format: "xml");
        var trace = Assert.Single(Traces(xml, """
            <orders><order id="7"><no>1</no><at>2026-02-09 10:00:00</at><total cur="CNY">1.00</total><tags><tag>a</tag><tag>b</tag></tags></order></orders>
            """));
        Assert.Equal([("$.@id", 1), ("$.tags", 2)], trace.Left.Items.Select(l => (l.Path, l.Values)));
    }

    private static (string?, string) Value(RecordTrace trace, string field)
    {
        var found = trace.Fields.Items.Single(f => f.Field == field);
        return (found.Value, found.Read[0].Raw);
    }

    private static List<RecordTrace> Traces(string profile, byte[] input) => Traces(Records.Profile(profile), System.Text.Encoding.UTF8.GetString(input));

    private static List<RecordTrace> Traces(PolicyDocument<ChannelProfile> profile, string input)
    {
        var reader = new ProfileReader(profile, SkuMap.Same, Records.Shop);
        var traces = new List<RecordTrace>();
        Records.Cut(RecordParser.For(profile.Policy), System.Text.Encoding.UTF8.GetBytes(input), int.MaxValue, record => traces.Add(reader.Trace(record)));
        return traces;
    }

    // What the claim says stands in the trace under its canonical name, and the other way round.
    private static void Agrees(Claim claim, RecordTrace trace)
    {
        var values = trace.Fields.Items.Where(f => f.Table is null).GroupBy(f => f.Field).ToDictionary(g => g.Key, g => g.First().Value);
        Assert.Equal(claim.Order.Number.Value, values["number"]);
        Same("times.created", claim.CreatedAt?.ToString());
        Same("times.shipped", claim.ShippedAt?.ToString());
        Same("times.delivered", claim.DeliveredAt?.ToString());
        Same("times.ended", claim.EndedAt?.ToString());
        if (claim.PaidAt is { } paid) Same("times.paid", paid.ToString());
        Same("amounts.due", claim.Amounts?.Due.ToString());
        if (claim.Amounts is { } amounts)
        {
            Same("amounts.freight", amounts.Freight.ToString(), orNull: amounts.Freight.IsZero);
            Same("amounts.tax", amounts.Tax.ToString(), orNull: amounts.Tax.IsZero);
            Same("amounts.coupon", amounts.Coupon.ToString(), orNull: amounts.Coupon.IsZero);
            Same("amounts.sellerDiscount", amounts.SellerDiscount.ToString(), orNull: amounts.SellerDiscount.IsZero);
        }

        Same("amounts.refunded", claim.RefundedAmount?.ToString());
        var quantities = trace.Fields.Items.Where(f => f.Field.StartsWith("lines[", StringComparison.Ordinal) && f.Field.EndsWith(".quantity", StringComparison.Ordinal));
        Assert.Equal(claim.Lines.Items.Select(l => l.Quantity.ToString()), quantities.Select(f => f.Value));
        var codes = trace.Fields.Items.Where(f => f.Field.StartsWith("lines[", StringComparison.Ordinal) && f.Field.EndsWith(".code", StringComparison.Ordinal));
        Assert.Equal(claim.Lines.Items.Select(l => l.Code), codes.Select(f => f.Value!.Split([" = "], StringSplitOptions.None)[0]));
        if (claim.Payment is { } payment && claim.Terms is PaymentTerms.Prepaid or null && claim.RefundedAmount is null
            && trace.Fields.Items.Any(f => f.Value?.Contains("payment=") == true))
            Assert.Contains(trace.Fields.Items, f => f.Value?.Contains($"payment={payment}") == true);

        void Same(string field, string? value, bool orNull = false)
        {
            if (values.TryGetValue(field, out var shown) && !(orNull && shown is null)) Assert.Equal(value, shown);
            else if (!orNull) Assert.Null(value);
        }
    }

    private static string Rowless(string path) => System.Text.RegularExpressions.Regex.Replace(path, @"\[\d*\]", "");
}
