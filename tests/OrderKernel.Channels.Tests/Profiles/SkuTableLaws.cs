using System.Text;
using FsCheck;
using FsCheck.Fluent;

namespace OrderKernel.Channels.Tests;

// SKU maps as tables. Fails when a map written as a table and read again is another, when a bad row passes or hides the others, or when a spreadsheet's damage
// is taken for a code.
public sealed class SkuTableLaws
{
    private static readonly Gen<string> Codes = Gen.Elements(
        "A-1", "杯子 红", "0012", "619280011", "4781320682406083640", "1E5", "a,b", "a\"b", "'x", "`y", "-3", "+1", "@z", "a;b", "a|b",
        "100000000000000000",
        "line\nbreak", "x=1", "0.5", "'", "12,345");

    private static readonly Gen<SkuMapping> Mapping = from channel in Gen.Elements("*", "taobao", "own-shop")
        from code in Codes from suffix in Gen.Elements("", "-2", "3")
        from count in Gen.Choose(1, 3) from skus in Gen.Elements("MUG-1", "007", "RIBBON", "88001234567890", "-S").ArrayOf(count)
        from units in Gen.Choose(1, 1000).ArrayOf(count)
        select new SkuMapping(channel, code + suffix,
            skus.Zip(units, (s, u) => new BundleComponent(SkuId.Of(s), Quantity.Of(u))).GroupBy(b => b.Sku).Select(g => g.First()).ToValueList());

    [Law(300)]
    public Property A_map_written_as_a_table_and_as_a_document_comes_back() => Prop.ForAll(
        Mapping.NonEmptyListOf().Select(l => l.GroupBy(m => (m.Channel, m.Code)).Select(g => g.First()).ToValueList()).ToArbitrary(), mappings =>
        {
            var table = SkuTable.Write(mappings);
            var read = SkuTable.Read(table);
            Assert.True(read.IsOk, $"{read.Refusal?.Reasons}\n{Encoding.UTF8.GetString(table)}");
            Assert.Equal(mappings, read.ValueOrThrow());
            Assert.Equal(table, SkuTable.Write(read.ValueOrThrow()));
            var map = SkuMap.Load(SkuMapWriter.Write("m", "2", true, mappings)).ValueOrThrow();
            Assert.Equal((mappings, true, "m", "2"), (map.Policy.Items, map.Policy.IsSameOtherwise, map.Reference.Name, map.Reference.Version));
        });

    [Theory]
    [InlineData("code,sku\nA,MUG-1\n", "*|A|MUG-1x1")]
    [InlineData("渠道;商家编码;我方SKU;数量\ntaobao;A;MUG-1;2\n;B;MUG-2;\n", "taobao|A|MUG-1x2 *|B|MUG-2x1")]
    [InlineData("SKU 对照表\n\nsku\tcode\tnote\nMUG-1\t='A'\tx\n", "*|='A'|MUG-1x1")]
    [InlineData("code,sku,quantity\n\"=\"\"0012\"\"\",MUG-1,1\n'0013,MUG-1,1\n", "*|0012|MUG-1x1 *|0013|MUG-1x1")]
    [InlineData("code,sku,quantity\nBOX,MUG-1,2\nBOX,RIBBON,1\nCUP,MUG-1,1\n", "*|BOX|MUG-1x2+RIBBONx1 *|CUP|MUG-1x1")]
    public void Tables_as_people_have_them(string table, string expected) =>
        Assert.Equal(expected, string.Join(" ", SkuTable.Read(Encoding.UTF8.GetBytes(table)).ValueOrThrow().Items
            .Select(m => $"{m.Channel}|{m.Code}|{string.Join("+", m.Goods.Items.Select(g => $"{g.Sku}x{g.Quantity}"))}")));

    [Fact]
    public void All_bad_rows_come_at_once_with_row_and_column()
    {
        var refusal = SkuTable.Read(Encoding.UTF8.GetBytes("""
            channel,code,sku,quantity
            TAO BAO,A,MUG-1,1
            ,,MUG-1,1
            ,B,,1
            ,4.31763E+18,MUG-1,1
            ,100000000000000000,MUG-1,1
            ,=4781320682406083640,MUG-1,1
            ,C,MUG-1,0
            ,D,MUG-1,1.5

            ,E,MUG-1,
            ,E,MUG-2,
            ,F,MUG-1,1
            ,F,MUG-1,2
            ,G,MUG-1,1,surplus
            ,A,MUG-1,1
            ,E,MUG-3,1
            """.Replace("TAO BAO", "TAO\u0007BAO"))).Refusal!;
        Assert.Equal(ChannelsCodes.SkuTableInvalid, refusal.Code);
        Assert.Equal([("2:channel", ChannelsCodes.IdInvalid), ("3:code", ChannelsCodes.FieldMissing), ("4:sku", ChannelsCodes.FieldMissing),
            ("5:code", ChannelsCodes.IdDamaged), ("6:code", ChannelsCodes.IdRounded), ("7:code", ChannelsCodes.IdFromNumber), ("8:quantity", ChannelsCodes.QuantityInvalid),
            ("9:quantity", ChannelsCodes.QuantityInvalid), ("12:code", ChannelsCodes.SkuDuplicate), ("14:code", ChannelsCodes.SkuDuplicate),
            ("15", ChannelsCodes.RowWidthWrong), ("17:code", ChannelsCodes.SkuDuplicate)],
            [.. refusal.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)).OrderBy(r => r.Value.Split(':')[0].PadLeft(3))]);
    }

    [Theory]
    [InlineData("", ChannelsCodes.ColumnMissing)]
    [InlineData("no,such\n1,2\n", ChannelsCodes.ColumnMissing)]
    [InlineData("code,sku\n", ChannelsCodes.FieldMissing)]
    public void A_table_without_header_or_rows_is_refused(string table, string code) =>
        Assert.Equal([code], SkuTable.Read(Encoding.UTF8.GetBytes(table)).Refusal!.Reasons.Items.Select(r => r.Code));
}
