using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests;

// Fails when a serial number of a line is lost, read as another's, taken for a set whose parts it cannot be told of, or not told to a channel that takes it;
// and when goods without an order are read although nothing tells of which order they are.
public class SerialReadingScenarios
{
    private const string Out = "出库单号,平台,店铺,平台单号,仓库,物流公司,运单号,商品编码,出库数量,出库时间,序列号,SN码,SN,IMEI\n";
    private const string Back = "入库单号,平台,店铺,平台单号,仓库,商品编码,入库数量,质检结果,入库时间,序列号,SN码,SN,IMEI\n";

    [Theory]
    [InlineData("M1", "", "", "M1")]
    [InlineData("", "", "490154203237518", "490154203237518")]
    [InlineData("m1、m2", "", "", "M1 M2")]
    [InlineData("\"M1,M2\"", "X", "", "M1 M2")]
    [InlineData("M1 M1", "", "", "M1")]
    [InlineData("", "", "", "")]
    public void The_first_column_that_tells_has_the_numbers_of_the_row(string serial, string sn, string imei, string read)
    {
        var row = $"W1,淘宝,flagship,9,HZ,SF,SF1,MUG,2,2026-02-09 10:00:00,{serial},,{sn},{imei}\n";
        var parcel = Assert.IsType<OutboundRecord>(Assert.Single(Readings("wms-outbound-csv", Out + row)).Partner);
        Assert.Equal(read, string.Join(" ", parcel.Lines[0].Serials.Items));
    }

    [Theory]
    [InlineData("MUG", 1, "M1、M2", ChannelsCodes.SerialsUnattributed)]
    [InlineData("SET", 1, "M1", ChannelsCodes.SerialsUnattributed)]
    [InlineData("MUG", 1, "M\u00071", ChannelsCodes.IdInvalid)]
    public void Numbers_that_are_of_no_unit_park(string code, long units, string serial, string told)
    {
        var map = SkuMap.Load(Encoding.UTF8.GetBytes("""
            { "$schema": "sku-map-1.json", "name": "m", "version": "1",
              "items": [{ "channel": "*", "code": "MUG", "sku": "MUG" }, { "channel": "*", "code": "SET", "bundle": [{ "sku": "MUG", "quantity": 1 }, { "sku": "TEA", "quantity": 1 }] }] }
            """)).ValueOrThrow().Policy;
        var row = $"W1,淘宝,flagship,9,HZ,SF,SF1,{code},{units},2026-02-09 10:00:00,{serial},,,\n";
        Assert.Contains(Assert.Single(Readings("wms-outbound-csv", Out + row, map)).Refusal!.Reasons, r => r.Code == told);
    }

    [Theory]
    [InlineData("9", "", true, true)]
    [InlineData("", "M1", false, true)]
    [InlineData("", "", false, false)]
    public void Goods_without_an_order_are_read_when_a_number_tells_whose_they_are(string number, string serial, bool hasOrder, bool isRead)
    {
        var reading = Assert.Single(Readings("wms-returns-csv", $"{Back}R1,淘宝,flagship,{number},HZ,MUG,1,正品,2026-02-09 10:00:00,{serial},,,\n"));
        Assert.Equal(isRead, reading.Partner is not null);
        if (reading.Partner is ReceiptRecord receipt) Assert.Equal(hasOrder, receipt.Order is not null);
    }

    [Theory]
    [InlineData("\"serials\":[\"m1\"]", "M1", null)]
    [InlineData("\"serials\":[\"M1\",\"M2\"]", null, ChannelsCodes.SerialsUnattributed)]
    [InlineData("\"serials\":[\"\"]", null, KernelCodes.DocumentValueInvalid)]
    [InlineData("\"serials\":[]", null, KernelCodes.DocumentPropertyMissing)]
    public void A_generic_receipt_may_leave_the_order_to_its_numbers(string serials, string? read, string? code)
    {
        var line = $$"""{"kind":"receipt","at":"2026-02-09T02:00:00Z","id":"R1","location":"HZ","lines":[{"sku":"MUG","quantity":1,"outcome":"restock",{{serials}}}]}""";
        var record = PartnerRecord.Read(Encoding.UTF8.GetBytes(line));
        if (code is not null) Assert.Contains(record.Refusal!.Reasons, r => r.Code == code);
        else Assert.Equal((null, read), (((ReceiptRecord)record.ValueOrThrow()).Order, ((ReceiptRecord)record.ValueOrThrow()).Lines[0].Serials[0].Value));
    }

    [Theory]
    [InlineData("lines", true, "M1 M2", "")]
    [InlineData("order", true, "", "M1 M2")]
    [InlineData("lines", false, "", "")]
    public void A_channel_that_takes_numbers_is_told_them_where_it_takes_the_goods(string scope, bool takes, string ofItems, string ofOrder)
    {
        var section = $"\"carriers\":{{\"SF\":\"SF\"}},\"writeBack\":{{\"scope\":\"{scope}\",\"serials\":{(takes ? "true" : "false")},\"evidence\":\"seen\"}}";
        var terms = Made.Profile(Made.Order + "," + Made.Amounts, section).Policy.WriteBack!;
        var item = new ParcelItem(LineId.Of("a"), Quantity.Of(2)) { Serials = [SerialNumber.Of("M1"), SerialNumber.Of("M2")] };
        var key = new OrderKey(TenantId.Of("t"), ChannelId.Of("c"), ShopId.Of("s"), OrderNumber.Of("1"));
        var news = new ParcelNews(key, Instant.FromUtc(2026, 2, 9, 2, 0), CarrierId.Of("SF"), [Waybill.Of("W1")], [item]);
        var request = WriteBackPlan.Of(terms, news, []).Request!;
        Assert.Equal(ofItems, string.Join(" ", request.Items.Items.SelectMany(i => i.Serials.Items)));
        Assert.Equal(ofOrder, string.Join(" ", request.Serials.Items));
    }

    [Fact]
    public void Taobao_and_pinduoduo_take_numbers() =>
        Assert.Equal(["pdd", "taobao"], Profiles.Defaults().Where(p => p.Policy.WriteBack is { TakesSerials: true }).Select(p => p.Reference.Name)
            .OrderBy(n => n, StringComparer.Ordinal));

    private static List<RecordReading> Readings(string profile, string text, SkuMap? skus = null) => Made.Read(Profiles.Default(profile), text, skus);
}
