using System.Text;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a table of a spreadsheet becomes another map than it says, when a bad row writes anything, when a map that stood there loses its name or keeps its
// version, or when a file that is no map is written over.
public class SkusTests
{
    [Fact]
    public void A_workbook_becomes_a_map_and_a_table_that_becomes_the_same_map()
    {
        using var folder = new TempFolder();
        var book = new MadeWorkbook();
        book.Sheet("说明", [book.Shared("填写说明")]).Sheet("对照", [book.Shared("渠道"), book.Shared("商家编码"), book.Shared("SKU"), book.Shared("数量")],
            [book.Shared("taobao"), book.Shared("4781320682406083640"), book.Shared("MUG-1"), MadeWorkbook.Number("2")],
            [MadeWorkbook.Inline(""), book.Shared("0012"), book.Shared("LAMP-1")]);
        File.WriteAllBytes(folder["skus.xlsx"], book.ToBytes());
        ToolRun.Of("skus", "import", folder["skus.xlsx"], "--out", folder["map.json"], "--otherwise", "same").Ends(0);
        var map = Map(folder["map.json"]);
        Assert.Equal(("map", "1", true), (map.Reference.Name, map.Reference.Version, map.Policy.IsSameOtherwise));
        Assert.Equal(["taobao 4781320682406083640 MUG-1x2", "* 0012 LAMP-1x1"],
            map.Policy.Items.Items.Select(m => $"{m.Channel} {m.Code} {string.Join("+", m.Goods.Items.Select(g => $"{g.Sku}x{g.Quantity}"))}"));
        ToolRun.Of("skus", "export", folder["map.json"], "--out", folder["back.csv"]).Ends(0);
        ToolRun.Of("skus", "import", folder["back.csv"], "--out", folder["map2.json"]).Ends(0);
        Assert.Equal(map.Policy.Items, Map(folder["map2.json"]).Policy.Items);
        Assert.Equal(File.ReadAllText(folder["back.csv"]).TrimStart('\uFEFF'), ToolRun.Of("skus", "export", folder["map2.json"]).Ends(0).Out);
    }

    [Fact]
    public void A_map_that_stands_there_gets_its_next_version_or_none()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["a.csv"], "code,sku\nA,MUG-1\n");
        ToolRun.Of("skus", "import", folder["a.csv"], "--out", folder["m.json"], "--name", "shop-skus", "--version", "1.9").Ends(0);
        var before = File.ReadAllText(folder["m.json"]);
        ToolRun.Of("skus", "import", folder["a.csv"], "--out", folder["m.json"]).Ends(0);
        Assert.Equal(before, File.ReadAllText(folder["m.json"]));
        File.WriteAllText(folder["a.csv"], "code,sku\nA,MUG-2\n");
        ToolRun.Of("skus", "import", folder["a.csv"], "--out", folder["m.json"]).Ends(0);
        Assert.Equal(("shop-skus", "1.10"), (Map(folder["m.json"]).Reference.Name, Map(folder["m.json"]).Reference.Version));
    }

    [Fact]
    public void Bad_rows_are_all_named_and_nothing_is_written()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["a.csv"], CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes("商家编码,SKU,数量\n4.31763E+18,杯子,1\nB,杯子,x\n"));
        var error = ToolRun.Of("skus", "import", folder["a.csv"], "--out", folder["m.json"]).Ends(2).Error;
        Assert.Contains("2:code", error, StringComparison.Ordinal);
        Assert.Contains("3:quantity", error, StringComparison.Ordinal);
        Assert.False(File.Exists(folder["m.json"]));
        File.WriteAllText(folder["other.json"], "{\"mine\":1}");
        File.WriteAllText(folder["a.csv"], "code,sku\nA,MUG-1\n");
        ToolRun.Of("skus", "import", folder["a.csv"], "--out", folder["other.json"]).Ends(2);
        Assert.Equal("{\"mine\":1}", File.ReadAllText(folder["other.json"]));
    }

    private static PolicyDocument<SkuMap> Map(string path) => SkuMap.Load(File.ReadAllBytes(path)).ValueOrThrow();
}
