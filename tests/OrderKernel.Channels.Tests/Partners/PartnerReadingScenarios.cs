using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests;

// What a warehouse tells in its own form, JSON, XML and CSV. Fails when a parcel, what came back or a count is read otherwise than it stands there, when a
// word or code that nobody mapped passes for something, when a damaged id goes through, or when units of one parcel get into another.
public sealed class PartnerReadingScenarios
{
    private const string Header = "出库单号,平台,店铺,平台单号,仓库,物流公司,运单号,商品编码,出库数量,出库时间\n";
    private const string Back = "入库单号,平台,店铺,平台单号,仓库,商品编码,入库数量,质检结果,入库时间\n";
    private static readonly PlatformOrder Nine = new(ChannelId.Of("taobao"), ShopId.Of("flagship"), OrderNumber.Of("4631763940061234567"));
    private static readonly Instant Ten = Instant.FromUtc(2026, 2, 9, 2, 0);

    [Theory]
    [InlineData("wms-confirm", false)]
    [InlineData("wms-confirm", true)]
    [InlineData("wms-confirm-xml", false)]
    public void Two_parcels_of_one_document_are_each_a_parcel_with_its_own_goods(string profile, bool isPlainList)
    {
        var text = profile == "wms-confirm" ? Json(isPlainList) : Xml;
        var recognised = ProfileRecognizer.Recognize(Encoding.UTF8.GetBytes(text), [.. Profiles.Defaults(), .. Profiles.Partners()]);
        Assert.Equal(profile, recognised?.Profile.Reference.Name);
        var document = Assert.IsType<OutboundDocument>(Read(profile, text));
        OutboundRecord[] parcels =
        [
            new(Ten, "W1-SF100", Nine, LocationId.Of("HZ"), CarrierId.Of("SF"), Waybill.Of("SF100"), [Goods("MUG", 2)]),
            new(Ten, "W1-SF200", Nine, LocationId.Of("HZ"), CarrierId.Of("SF"), Waybill.Of("SF200"), [Goods("MUG", 1), Goods("TEA", 3)]),
        ];
        Assert.Equal(parcels, document.Parcels.Items);
        Assert.Equal((Ten, 0), (document.At, document.Findings.Count));
    }

    [Fact]
    public void Lines_beside_the_parcels_are_of_the_only_parcel_and_of_none_of_two()
    {
        var one = Packed("""{"logisticsCode":"SF","expressCode":"SF1"}""");
        var parcel = Assert.IsType<OutboundRecord>(Read("wms-confirm", one));
        // What was ordered and did not come along is not in it.
        Assert.Equal<ValueList<GoodsLine>>([Goods("MUG", 2)], parcel.Lines);
        var two = Packed("""{"expressCode":"SF1"},{"expressCode":"SF2"}""");
        Assert.All(Parked("wms-confirm", two), p => Assert.Equal(ChannelsCodes.FieldMissing, p.Code));
    }

    [Fact]
    public void Rows_of_one_parcel_in_csv_are_one_record()
    {
        var row = "W1,淘宝,flagship,4631763940061234567,HZ,顺丰速运,SF100,";
        var other = "W1,淘宝,flagship,4631763940061234567,HZ,顺丰速运,SF200,";
        var text = $"{Header}{row}MUG,2,2026-02-09 10:00:00\n{row}TEA,1,2026-02-09 10:00:00\n{other}MUG,1,2026-02-09 10:00:00\n";
        var readings = Readings("wms-outbound-csv", text);
        Assert.Equal(
        [
            new OutboundRecord(Ten, "W1-SF100", Nine, LocationId.Of("HZ"), CarrierId.Of("SF"), Waybill.Of("SF100"), [Goods("MUG", 2), Goods("TEA", 1)]),
            new OutboundRecord(Ten, "W1-SF200", Nine, LocationId.Of("HZ"), CarrierId.Of("SF"), Waybill.Of("SF200"), [Goods("MUG", 1)]),
        ], readings.Select(r => r.Partner));
        Assert.All(readings, r => Assert.Equal((ReadingKind.Partner, "outbound"), (r.Kind, r.RecordKind)));
    }

    [Theory]
    [InlineData("正品", InspectionOutcome.Restock)]
    [InlineData("残次", InspectionOutcome.Quarantine)]
    [InlineData("报废", InspectionOutcome.WriteOff)]
    [InlineData("少件", InspectionOutcome.Missing)]
    [InlineData("错发", InspectionOutcome.WrongGoods)]
    public void A_word_of_an_inspection_is_its_outcome(string word, InspectionOutcome outcome)
    {
        var row = $"R1,天猫,flagship,4631763940061234567,HZ,MUG,2,{word},2026-02-09 10:00:00\n";
        Assert.Equal(new ReceiptRecord(Ten, "R1", Nine, LocationId.Of("HZ"), [Goods("MUG", 2, outcome)]), Read("wms-returns-csv", Back + row));
    }

    [Fact]
    public void A_return_of_the_interface_has_its_outcomes_by_line()
    {
        var text = """
            {"request":{"returnOrder":{"returnOrderCode":"R1","warehouseCode":"HZ","orderConfirmTime":"2026-02-09 10:00:00","sourcePlatformCode":"TM","shopNick":"flagship"},
             "orderLines":{"orderLine":[{"sourceOrderCode":"4631763940061234567","itemCode":"MUG","inventoryType":"ZP","actualQty":1},
              {"sourceOrderCode":"4631763940061234567","itemCode":"MUG","inventoryType":"CC","actualQty":"2"}]}}}
            """;
        Assert.Equal(new ReceiptRecord(Ten, "R1", Nine, LocationId.Of("HZ"),
            [Goods("MUG", 1, InspectionOutcome.Restock), Goods("MUG", 2, InspectionOutcome.Quarantine)]), Read("wms-confirm", text));
        var once = text.Replace("\"orderConfirmTime\"", "\"outBizCode\":\"once-7\",\"orderConfirmTime\"", StringComparison.Ordinal);
        Assert.Equal("once-7", Assert.IsType<ReceiptRecord>(Read("wms-confirm", once)).Id);
    }

    [Theory]
    [InlineData("W1,淘宝,flagship,9,HZ,神行快递,SF1,MUG,2,2026-02-09 10:00:00", "-", "")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,NONE,2,2026-02-09 10:00:00", ChannelsCodes.SkuUnmapped, "line=1, code=NONE")]
    [InlineData("W1,闲鱼,flagship,9,HZ,SF,SF1,MUG,2,2026-02-09 10:00:00", ChannelsCodes.PartnerWordUnknown, "平台")]
    [InlineData("W1,淘宝,,9,HZ,SF,SF1,MUG,2,2026-02-09 10:00:00", ChannelsCodes.FieldMissing, "店铺")]
    [InlineData("W1,淘宝,flagship,4.63176E+18,HZ,SF,SF1,MUG,2,2026-02-09 10:00:00", ChannelsCodes.IdDamaged, "平台单号")]
    [InlineData("W1,淘宝,flagship,4631763940061230000,HZ,SF,SF1,MUG,2,2026-02-09 10:00:00", ChannelsCodes.IdRounded, "平台单号")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,7.31763E+13,MUG,2,2026-02-09 10:00:00", ChannelsCodes.IdDamaged, "运单号")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,MUG,两,2026-02-09 10:00:00", ChannelsCodes.QuantityInvalid, "出库数量")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,MUG,-2,2026-02-09 10:00:00", ChannelsCodes.QuantityNegative, "出库数量")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,MUG,0,2026-02-09 10:00:00", ChannelsCodes.FieldMissing, "出库数量")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,MUG,2,昨天", ChannelsCodes.TimeInvalid, "出库时间")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,MUG,2,", ChannelsCodes.FieldMissing, "出库时间")]
    [InlineData("W1,淘宝,flagship,9,,SF,SF1,MUG,2,2026-02-09 10:00:00", ChannelsCodes.FieldMissing, "仓库")]
    [InlineData(",淘宝,flagship,9,HZ,SF,,MUG,2,2026-02-09 10:00:00", ChannelsCodes.FieldMissing, "出库单号")]
    [InlineData("W1,淘宝,flagship,,HZ,SF,SF1,MUG,2,2026-02-09 10:00:00", ChannelsCodes.FieldMissing, "平台单号")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,MUG,,2026-02-09 10:00:00", ChannelsCodes.FieldMissing, "出库数量")]
    [InlineData("W1,淘宝,flagship,9,HZ,SF,SF1,,2,2026-02-09 10:00:00", ChannelsCodes.FieldMissing, "商品编码")]
    public void What_nobody_can_read_parks_with_its_place_and_a_word_of_a_carrier_alone_does_not(string row, string code, string named)
    {
        var reading = Assert.Single(Readings("wms-outbound-csv", Header + row + "\n", Mugs));
        if (code == "-")
        {
            var parcel = Assert.IsType<OutboundRecord>(reading.Partner);
            Assert.Equal((null, Waybill.Of("SF1")), (parcel.Carrier, parcel.Waybill!.Value));
            var finding = Assert.Single(parcel.Findings);
            Assert.Equal(ChannelsCodes.CarrierUnknown, finding.Code);
            return;
        }

        Assert.Equal((ReadingKind.Parked, (PartnerRecord?)null), (reading.Kind, reading.Partner));
        Assert.Equal(code, reading.Refusal!.Code);
        Assert.Contains(named, string.Join("; ", reading.Refusal.Reasons.Items), StringComparison.Ordinal);
    }

    [Fact]
    public void A_set_of_the_map_leaves_as_its_parts_and_is_not_counted_as_one()
    {
        var skus = SkuMap.Load("""
            {"$schema":"sku-map-1.json","name":"m","version":"1","items":[{"channel":"made","code":"SET","bundle":[{"sku":"MUG","quantity":2},{"sku":"TEA","quantity":1}]},
             {"channel":"made","code":"BOX","bundle":[{"sku":"MUG","quantity":12}]}]}
            """u8.ToArray()).ValueOrThrow().Policy;
        var counts = Made.Profile(Stock);
        Assert.Equal(new StockCountRecord(Ten, LocationId.Of("HZ"), SkuId.Of("MUG"), Quantity.Of(36)),
            Assert.Single(Made.Read(counts, """{"w":"HZ","c":"BOX","n":3,"t":"2026-02-09 10:00:00"}""", skus)).Partner);
        var set = Assert.Single(Made.Read(counts, """{"w":"HZ","c":"SET","n":3,"t":"2026-02-09 10:00:00"}""", skus));
        Assert.Equal(ChannelsCodes.CountOfBundle, set.Refusal!.Code);
        Assert.Equal<ValueList<GoodsLine>>([Goods("MUG", 6), Goods("TEA", 3)],
            Assert.IsType<OutboundRecord>(Assert.Single(Made.Read(Made.Profile(Left), Parcel("SET", 3), skus)).Partner).Lines);
        // More than there can be is a count of nothing.
        Assert.Equal(ChannelsCodes.QuantityInvalid, Assert.Single(Made.Read(Made.Profile(Left), Parcel("BOX", long.MaxValue), skus)).Refusal!.Code);
    }

    [Theory]
    [InlineData("\"2026-12-31\"", true)]
    [InlineData("\"2026/12/31 00:00:00\"", true)]
    [InlineData("\"20261231\"", true)]
    [InlineData("\"next year\"", false)]
    public void A_count_of_a_batch_tells_its_last_day(string day, bool isRead)
    {
        var counts = Made.Profile(Stock.Replace("\"time\":\"t\"", "\"time\":\"t\",\"pool\":\"p\",\"batch\":\"b\",\"expiresOn\":\"e\"", StringComparison.Ordinal));
        var read = Assert.Single(Made.Read(counts, $$"""{"w":"HZ","c":"MUG","n":3,"t":"2026-02-09 10:00:00","p":"retail","b":"B7","e":{{day}}}"""));
        Assert.Equal(isRead ? null : ChannelsCodes.TimeInvalid, read.Refusal?.Code);
        if (!isRead) return;
        Assert.Equal(new StockCountRecord(Ten, LocationId.Of("HZ"), SkuId.Of("MUG"), Quantity.Of(3))
        {
            Pool = PoolId.Of("retail"), Batch = BatchId.Of("B7"), ExpiresOn = new LocalDate(2026, 12, 31),
        }, read.Partner);
        var plain = Assert.Single(Made.Read(counts, """{"w":"HZ","c":"MUG","n":3,"t":"2026-02-09 10:00:00","e":"2026-12-31"}"""));
        Assert.Equal(new StockCountRecord(Ten, LocationId.Of("HZ"), SkuId.Of("MUG"), Quantity.Of(3)), plain.Partner);
    }

    [Fact]
    public void A_count_that_finds_nothing_is_a_count_and_without_a_time_it_is_of_when_it_came()
    {
        var counts = Made.Profile(Stock.Replace("\"time\":\"t\"", "\"time\":\"t\",\"arrival\":true", StringComparison.Ordinal));
        var reader = new ProfileReader(counts, SkuMap.Same, Records.Shop);
        var count = new StockCountRecord(Ten, LocationId.Of("HZ"), SkuId.Of("MUG"), default);
        Assert.Equal(count, reader.Read("""{"w":"HZ","c":"MUG","n":0}"""u8, Ten).Partner);
        Assert.Equal(ChannelsCodes.FieldMissing, reader.Read("""{"w":"HZ","c":"MUG","n":0}"""u8).Refusal!.Code);
        Assert.Equal(ChannelsCodes.TimeInvalid, reader.Read("""{"w":"HZ","c":"MUG","n":0,"t":"soon"}"""u8, Ten).Refusal!.Code);
    }

    [Fact]
    public void The_shop_of_the_file_counts_where_the_profile_names_no_field_for_it_and_places_go_by_their_words()
    {
        var profile = Made.Profile(Left, """ "partnerWords":{"locations":{"华东一号仓":"HZ"}} """);
        var parcel = Assert.IsType<OutboundRecord>(Assert.Single(Made.Read(profile, Parcel("MUG", 1).Replace("\"HZ\"", "\"华东一号仓\"", StringComparison.Ordinal))).Partner);
        Assert.Equal((Records.Shop.Shop, LocationId.Of("HZ")), (parcel.Order.Shop, parcel.Location));
        // With a map the word itself is none of its words.
        Assert.Equal([("$.w", ChannelsCodes.PartnerWordUnknown)], Made.Parked(profile, Parcel("MUG", 1)));
        Assert.Equal([("$.w", ChannelsCodes.IdInvalid)], Made.Parked(Made.Profile(Left), Parcel("MUG", 1).Replace("\"HZ\"", $"\"{new string('x', 200)}\"", StringComparison.Ordinal)));
    }

    [Fact]
    public void A_document_over_two_orders_parks_and_so_does_one_that_names_a_parcel_twice()
    {
        var two = Json(false).Replace("\"orderSourceCode\":\"4631763940061234567\",\"itemCode\":\"TEA\"", "\"orderSourceCode\":\"7\",\"itemCode\":\"TEA\"", StringComparison.Ordinal);
        Assert.Contains(Parked("wms-confirm", two), p => p.Code == ChannelsCodes.RowsDisagree);
        var twice = Json(false).Replace("SF200", "SF100", StringComparison.Ordinal);
        Assert.Contains(Parked("wms-confirm", twice), p => p.Code == ChannelsCodes.ParcelRepeated);
        Assert.Equal([("$.packages.package[]|packages[]", ChannelsCodes.FieldMissing)], Parked("wms-confirm", Packed("")));
    }

    [Theory]
    [InlineData(""" "kind":"k","partner":{"tells":"gone","location":"w","time":"t","lines":{"code":"c","units":"n"}} """, "$.records[0].partner.tells")]
    [InlineData(""" "kind":"k","partner":{"tells":"stock","location":"w","lines":{"code":"c","units":"n"}} """, "$.records[0].partner.time")]
    [InlineData(""" "kind":"k","number":"no","partner":{"tells":"stock","location":"w","time":"t","lines":{"code":"c","units":"n"}} """, "$.records[0].number")]
    [InlineData(""" "kind":"k","scope":"part","partner":{"tells":"stock","location":"w","time":"t","lines":{"code":"c","units":"n"}} """, "$.records[0].scope")]
    [InlineData(""" "kind":"k","number":"no","partner":{"tells":"outbound","id":"i","location":"w","time":"t","lines":{"code":"c","units":"n"}} """, "$.records[0].source")]
    [InlineData(""" "kind":"k","number":"no","source":{"shop":"s"},"partner":{"tells":"outbound","id":"i","location":"w","time":"t","lines":{"code":"c","units":"n"}} """, "$.records[0].source.channel")]
    [InlineData(""" "kind":"k","number":"no","source":{"channel":"s"},"partner":{"tells":"outbound","location":"w","time":"t","lines":{"code":"c","units":"n"}} """, "$.records[0].partner.id")]
    [InlineData(""" "kind":"k","number":"no","source":{"channel":"s"},"partner":{"tells":"receipt","id":"i","location":"w","time":"t","lines":{"code":"c","units":"n"}} """, "$.records[0].partner.lines.outcome")]
    [InlineData(""" "kind":"k","number":"no","source":{"channel":"s"},"partner":{"tells":"receipt","id":"i","waybill":"b","location":"w","time":"t","lines":{"code":"c","units":"n","outcome":"o"}} """, "$.records[0].partner.waybill")]
    public void A_record_kind_without_what_it_needs_or_with_what_it_cannot_have_is_refused(string record, string path) =>
        Assert.Contains(path, Made.Findings(record).Select(f => f.Path));

    [Fact]
    public void A_word_for_what_is_none_of_ours_is_refused() => Assert.Equal(
        ["$.partnerWords.outcomes.坏", "$.partnerWords.places"],
        Made.Findings(Stock, """ "partnerWords":{"outcomes":{"坏":"broken"},"places":{"a":"b"}} """).Select(f => f.Path));

    [Fact]
    public void A_word_that_no_record_can_tell_is_odd() => Assert.Equal(
        [("$.partnerWords.locations. HZ", ChannelsCodes.WordUnreachable)],
        ProfileLint.Of(Made.Profile(Stock, """ "partnerWords":{"locations":{" HZ":"HZ","GZ":"GZ"}} """).Policy).Items.Select(f => (f.Path, f.Code)));

    [Theory]
    [MemberData(nameof(Names))]
    public void Nothing_is_odd_in_the_documents_of_the_package(string name)
    {
        Assert.Empty(ProfileLint.Of(Profiles.Default(name).Policy).Items);
        Assert.DoesNotContain(name, Profiles.DefaultNames.Items);
    }

    public static TheoryData<string> Names => [.. Profiles.PartnerNames];

    [DataFact]
    public void No_real_payload_of_a_channel_is_recognised_otherwise_for_them()
    {
        var channels = Profiles.Defaults();
        foreach (var file in Directory.GetFiles(TestData.Folder!, "*", SearchOption.AllDirectories))
        {
            var head = File.ReadAllBytes(file).Take(65_536).ToArray();
            Assert.Null(ProfileRecognizer.Recognize(head, Profiles.Partners()));
            Assert.Equal(ProfileRecognizer.Recognize(head, channels), ProfileRecognizer.Recognize(head, [.. Profiles.Partners(), .. channels]));
        }
    }

    [Fact]
    public void A_traced_reading_says_the_same_and_shows_what_each_word_became()
    {
        var profile = Profiles.Default("wms-returns-csv");
        var reader = new ProfileReader(profile, SkuMap.Same, Records.Shop);
        Records.Cut(RecordParser.For(profile.Policy), Encoding.UTF8.GetBytes($"{Back}R1,天猫,flagship,9,HZ,MUG,2,残次,2026-02-09 10:00:00\n"), int.MaxValue, record =>
        {
            var trace = reader.Trace(record);
            Assert.Equal(reader.Read(record), trace.Reading);
            var shown = trace.Fields.Items.ToLookup(f => f.Field, f => f.Value);
            Assert.Equal("taobao", Assert.Single(shown["source.channel"]));
            Assert.Equal("quarantine", Assert.Single(shown["partner[0].lines.outcome"]));
            Assert.Empty(trace.Left);
        });
    }

    [Fact]
    public void The_document_of_the_guide_reads_what_the_guide_shows()
    {
        var guide = File.ReadAllText(Path.Combine(GuideProfileScenarios.Root(), "docs", "guides", "warehouse-partners.md"));
        var shown = System.Text.RegularExpressions.Regex.Matches(guide, "```(?:json|\nleft.json|\ncounted.json)\n(.*?)```", System.Text.RegularExpressions.RegexOptions.Singleline)
            .Select(m => m.Groups[1].Value).Where(b => b.IndexOf("dispatch-notes-1.json", StringComparison.Ordinal) < 0).ToList();
        var profile = Profiles.Load(Encoding.UTF8.GetBytes(shown[0])).ValueOrThrow();
        Assert.Empty(ProfileLint.Of(profile.Policy).Items);
        var document = Assert.IsType<OutboundDocument>(Assert.Single(Made.Read(profile, shown[1])).Partner);
        Assert.Equal<ValueList<OutboundRecord>>(
        [
            new OutboundRecord(Ten, "D1/B1", new(ChannelId.Of("jd"), ShopId.Of("jd-pop"), OrderNumber.Of("379090200043")), LocationId.Of("HZ"), CarrierId.Of("SF"),
                Waybill.Of("SF100"), [Goods("MUG-1", 2)]),
            new OutboundRecord(Ten, "D1/B2", new(ChannelId.Of("jd"), ShopId.Of("jd-pop"), OrderNumber.Of("379090200043")), LocationId.Of("HZ"), CarrierId.Of("SF"),
                Waybill.Of("SF200"), [Goods("TEA-1", 1)]),
        ], document.Parcels);
        Assert.Equal(new StockCountRecord(Ten, LocationId.Of("HZ"), SkuId.Of("MUG-1"), Quantity.Of(40)), Assert.Single(Made.Read(profile, shown[2])).Partner);
    }

    private const string Stock = """ "kind":"count","partner":{"tells":"stock","location":"w","time":"t","lines":{"code":"c","units":"n"}} """;

    private const string Left = """
        "kind":"left","number":"no","source":{"channel":{"constant":"jd"}},
        "partner":{"tells":"outbound","id":"i","location":"w","time":"t","waybill":"b","lines":{"at":"l[]","code":"c","units":"n"}}
        """;

    private static readonly SkuMap Mugs = SkuMap.Load(
        """{"$schema":"sku-map-1.json","name":"m","version":"1","items":[{"channel":"*","code":"MUG","sku":"MUG"}]}"""u8.ToArray()).ValueOrThrow().Policy;

    private static GoodsLine Goods(string sku, long units, InspectionOutcome? outcome = null) => new(SkuId.Of(sku), Quantity.Of(units), outcome);

    private static string Parcel(string code, long units) =>
        $$"""{"no":"9","i":"P1","w":"HZ","t":"2026-02-09 10:00:00","b":"B1","l":[{"c":"{{code}}","n":{{units}}}]}""";

    private static string Packed(string packages) => $$"""
        {"deliveryOrder":{"deliveryOrderCode":"W1","warehouseCode":"HZ","orderConfirmTime":"2026-02-09 10:00:00","sourcePlatformCode":"TB","shopNick":"flagship"},
         "packages":[{{packages}}],"orderLines":[{"orderSourceCode":"9","itemCode":"MUG","planQty":2,"actualQty":2},{"orderSourceCode":"9","itemCode":"TEA","planQty":1,"actualQty":0}]}
        """;

    private static string Json(bool isPlainList)
    {
        var text = """
            {"deliveryOrder":{"deliveryOrderCode":"W1","warehouseCode":"HZ","status":"DELIVERED","confirmType":0,"orderConfirmTime":"2026-02-09 10:00:00","sourcePlatformCode":"TB","shopNick":"flagship"},
             "packages":{"package":[{"logisticsCode":"SF","logisticsName":"顺丰速运","expressCode":"SF100","weight":"1.2","items":{"item":[{"itemCode":"MUG","quantity":2}]}},
              {"logisticsCode":"SF","expressCode":"SF200","items":{"item":[{"itemCode":"MUG","quantity":"1"},{"itemCode":"TEA","quantity":3}]}}]},
             "orderLines":{"orderLine":[{"orderLineNo":"1","orderSourceCode":"4631763940061234567","itemCode":"MUG","planQty":3,"actualQty":3},
              {"orderLineNo":"2","orderSourceCode":"4631763940061234567","itemCode":"TEA","planQty":3,"actualQty":3}]}}
            """;
        return !isPlainList ? text : text.Replace("{\"package\":[", "[", StringComparison.Ordinal).Replace("{\"item\":[", "[", StringComparison.Ordinal)
            .Replace("{\"orderLine\":[", "[", StringComparison.Ordinal).Replace("]}", "]", StringComparison.Ordinal).Replace("]}}", "]}", StringComparison.Ordinal);
    }

    private const string Xml = """
        <?xml version="1.0" encoding="utf-8"?>
        <request>
          <deliveryOrder><deliveryOrderCode>W1</deliveryOrderCode><warehouseCode>HZ</warehouseCode><status>DELIVERED</status><orderConfirmTime>2026-02-09 10:00:00</orderConfirmTime>
            <sourcePlatformCode>TB</sourcePlatformCode><shopNick>flagship</shopNick></deliveryOrder>
          <packages><package><logisticsCode>SF</logisticsCode><expressCode>SF100</expressCode><items><item><itemCode>MUG</itemCode><quantity>2</quantity></item></items></package>
            <package><logisticsCode>SF</logisticsCode><expressCode>SF200</expressCode><items><item><itemCode>MUG</itemCode><quantity>1</quantity></item><item><itemCode>TEA</itemCode><quantity>3</quantity></item></items></package></packages>
          <orderLines><orderLine><orderSourceCode>4631763940061234567</orderSourceCode><itemCode>MUG</itemCode><planQty>3</planQty><actualQty>3</actualQty></orderLine>
            <orderLine><orderSourceCode>4631763940061234567</orderSourceCode><itemCode>TEA</itemCode><planQty>3</planQty><actualQty>3</actualQty></orderLine></orderLines>
        </request>
        """;

    private static List<RecordReading> Readings(string profile, string text, SkuMap? skus = null) => Made.Read(Profiles.Default(profile), text, skus);

    private static PartnerRecord Read(string profile, string text)
    {
        var reading = Assert.Single(Readings(profile, text));
        Assert.True(reading.Kind == ReadingKind.Partner, $"{reading.Refusal} {reading.Refusal?.Reasons}");
        return reading.Partner!;
    }

    private static List<(string Path, string Code)> Parked(string profile, string text) => Made.Parked(Profiles.Default(profile), text);
}
