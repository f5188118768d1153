using System.Text;
using FsCheck;
using FsCheck.Fluent;
using NodaTime;

namespace OrderKernel.Channels.Tests;

// Fails when what left a warehouse is not the same whether the warehouse writes it as JSON, as JSON with plain lists, as XML, as CSV or in the generic form, or
// when the chunks in which it arrives matter.
public class PartnerFormLaws
{
    private static readonly Instant At = Instant.FromUtc(2026, 2, 9, 2, 0);
    private static readonly PlatformOrder Order = new(ChannelId.Of("taobao"), ShopId.Of("shop"), OrderNumber.Of("431776279112400000"));

    private static readonly Gen<(string Sku, long Units)[]> Goods =
        from count in Gen.Choose(1, 4)
        from goods in (from sku in Gen.Elements("MUG", "TEA", "A&B", "杯\"1\"") from units in Gen.Choose(1, 1_000_000) select (sku, (long)units)).ArrayOf(count)
        select goods;

    private static readonly Gen<(string Sku, long Units)[][]> Parcels = Gen.Choose(1, 5).SelectMany(n => Goods.ArrayOf(n));

    [Fact]
    public void Every_form_says_the_same() => Prop.ForAll(Parcels.ToArbitrary(), Gen.Choose(1, 64).ToArbitrary(), (parcels, chunk) =>
    {
        OutboundRecord[] expected =
        [
            .. parcels.Select((goods, i) => new OutboundRecord(At, $"W1-SF{i}", Order, LocationId.Of("HZ"), CarrierId.Of("SF"), Waybill.Of($"SF{i}"),
                goods.Select(g => new GoodsLine(SkuId.Of(g.Sku), Quantity.Of(g.Units), null)).ToValueList())),
        ];
        PartnerRecord document = expected.Length == 1 ? expected[0] : new OutboundDocument(At, expected.ToValueList());
        Assert.Equal<PartnerRecord>([document], Read("wms-confirm", Json(parcels, isPlain: true), chunk));
        Assert.Equal<PartnerRecord>([document], Read("wms-confirm", Json(parcels, isPlain: false), chunk));
        Assert.Equal<PartnerRecord>([document], Read("wms-confirm-xml", Xml(parcels), chunk));
        Assert.Equal<PartnerRecord>(expected, Read("wms-outbound-csv", Csv(parcels), chunk));
        Assert.Equal<PartnerRecord>(expected, parcels.Select((goods, i) => PartnerRecord.Read(Encoding.UTF8.GetBytes(Line(goods, i))).ValueOrThrow()));
    }).QuickCheckThrowOnFailure();

    private static PartnerRecord[] Read(string profile, string text, int chunk) =>
        [.. Made.Read(Profiles.Default(profile), text, chunk).Select(r => r.Partner!)];

    private static string Json((string Sku, long Units)[][] parcels, bool isPlain)
    {
        var packages = string.Join(",", parcels.Select((goods, i) =>
            $$"""{"logisticsCode":"SF","expressCode":"SF{{i}}","items":{{List("item", string.Join(",", goods.Select(Item)))}}}"""));
        return $$"""
            {"deliveryOrder":{"deliveryOrderCode":"W1","warehouseCode":"HZ","orderConfirmTime":"2026-02-09 10:00:00","sourcePlatformCode":"TB","shopNick":"shop"},
             "packages":{{List("package", packages)}},"orderLines":{{List("orderLine", """{"orderSourceCode":"431776279112400000","itemCode":"MUG","actualQty":1}""")}}}
            """;

        string List(string name, string rows) => isPlain ? $"[{rows}]" : $$"""{"{{name}}":[{{rows}}]}""";

        static string Item((string Sku, long Units) goods) => $$"""{"itemCode":{{Quoted(goods.Sku)}},"quantity":{{goods.Units}}}""";
    }

    private static string Xml((string Sku, long Units)[][] parcels)
    {
        var packages = string.Concat(parcels.Select((goods, i) =>
            $"<package><logisticsCode>SF</logisticsCode><expressCode>SF{i}</expressCode><items>{string.Concat(goods.Select(Item))}</items></package>"));
        return $"""
            <request><deliveryOrder><deliveryOrderCode>W1</deliveryOrderCode><warehouseCode>HZ</warehouseCode><orderConfirmTime>2026-02-09 10:00:00</orderConfirmTime>
              <sourcePlatformCode>TB</sourcePlatformCode><shopNick>shop</shopNick></deliveryOrder><packages>{packages}</packages>
              <orderLines><orderLine><orderSourceCode>431776279112400000</orderSourceCode><itemCode>MUG</itemCode><actualQty>1</actualQty></orderLine></orderLines></request>
            """;

        static string Item((string Sku, long Units) goods) =>
            $"<item><itemCode>{goods.Sku.Replace("&", "&amp;", StringComparison.Ordinal)}</itemCode><quantity>{goods.Units}</quantity></item>";
    }

    private static string Csv((string Sku, long Units)[][] parcels) =>
        "出库单号,平台,店铺,平台单号,仓库,物流公司,运单号,商品编码,数量,出库时间\n" + string.Concat(parcels.SelectMany((goods, i) => goods.Select(g =>
            $"W1,淘宝,shop,=\"431776279112400000\",HZ,顺丰,SF{i},\"{g.Sku.Replace("\"", "\"\"", StringComparison.Ordinal)}\",{g.Units},2026-02-09 10:00:00\n")));

    private static string Line((string Sku, long Units)[] goods, int i) => $$"""
        {"kind":"outbound","at":"2026-02-09T02:00:00Z","id":"W1-SF{{i}}","channel":"taobao","shop":"shop","order":"431776279112400000","location":"HZ","carrier":"SF","waybill":"SF{{i}}","lines":[{{string.Join(",", goods.Select(g => $$"""{"sku":{{Quoted(g.Sku)}},"quantity":{{g.Units}}}"""))}}]}
        """;

    private static string Quoted(string text) => System.Text.Json.JsonSerializer.Serialize(text);
}
