using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Cli.Input;
using OrderKernel.Cli.Output;

namespace OrderKernel.Cli.Tests.Diagnosis;

// Fails when the four exports of the guide give another answer than the guide prints, when an exit code is another one, when a file, a record or an order is
// lost without a word, when a cell of the CSV could be a formula, when the page needs anything from outside, and when the order of options or files matters.
public class DiagnoseTests
{
    private static readonly string Samples = Path.Combine(Outside.Root, "docs", "samples", "diagnosis");

    private static readonly string[] Four =
    [
        "diagnose", "--channel", "shop", "--erp", "erp.csv", "--wms", "wms.json", "--crm", "crm.csv", "--shop", "旗舰店=own-shop/shop", "--as-of", "2026-02-10",
    ];

    private const string Channel = """
        order,created at,paid at,shipped at,currency,total,sku,quantity,line total,payment,fulfilment
        A-1,2026-02-09 10:00:00,2026-02-09 10:01:00,2026-02-09 15:00:00,CNY,205.00,MUG,1,205.00,Paid,Shipped
        A-2,2026-02-09 11:00:00,2026-02-09 11:01:00,,CNY,99.00,MUG,1,99.00,Paid,Unfulfilled

        """;

    private const string Erp = """
        内部订单号,线上订单号,订单状态,下单时间,付款时间,发货时间,应付金额,已付金额
        1,A-1,已发货,2026-02-09 10:00:00,2026-02-09 10:01:00,2026-02-09 15:00:00,205.00,205.00
        2,A-2,待审核,2026-02-09 11:00:00,2026-02-09 11:01:00,,99.00,99.00

        """;

    [Fact]
    public void The_guide_prints_what_its_exports_give()
    {
        var guide = File.ReadAllText(Path.Combine(Outside.Root, "docs", "guides", "diagnosis.md"));
        var run = ToolRun.In(Samples, Four).Ends(1);
        Assert.Contains("```\n" + run.Out.Trim('\n') + "\n```", guide, StringComparison.Ordinal);
    }

    [Fact]
    public void Consistent_exports_end_with_0_and_one_difference_with_1()
    {
        using var folder = With(Channel, Erp);
        Assert.Contains("2 of 2 orders are consistent: 100.00 %.", Run(folder).Ends(0).Out, StringComparison.Ordinal);
        using var odd = With(Channel, Erp.Replace("99.00,99.00", "98.99,99.00", StringComparison.Ordinal));
        Assert.Contains("amount due differs: channel CNY 99.00, ERP CNY 98.99.", Run(odd).Ends(1).Out, StringComparison.Ordinal);
        Run(odd, "--tolerance", "1").Ends(0);
    }

    [Fact]
    public void The_order_of_options_files_and_rows_does_not_matter()
    {
        string Of(params string[] words) => JsonNode.Parse(ToolRun.In(Samples, [.. words, "--json"]).Ends(1).Out)!["first"]!.ToJsonString();
        var once = Of(Four);
        Assert.Equal(once, Of(["diagnose", .. Four.Skip(1).Chunk(2).Reverse().SelectMany(o => o)]));
        using var folder = new TempFolder();
        foreach (var name in new[] { "shop/orders.csv", "erp.csv", "crm.csv" })
        {
            var lines = File.ReadAllLines(Path.Combine(Samples, name));
            Directory.CreateDirectory(Path.GetDirectoryName(folder[name])!);
            File.WriteAllLines(folder[name], [lines[0], .. lines.Skip(1).Reverse()]);
        }

        File.Copy(Path.Combine(Samples, "wms.json"), folder["wms.json"]);
        Assert.Equal(once, JsonNode.Parse(ToolRun.In(folder.Root, [.. Four, "--json"]).Ends(1).Out)!["first"]!.ToJsonString());
    }

    [Fact]
    public void One_side_is_none_to_compare_and_what_cannot_be_read_is_refused()
    {
        using var folder = With(Channel, Erp);
        ToolRun.In(folder.Root, "diagnose", "--channel", "shop").GivesUpWith(CliCodes.SidesTooFew);
        ToolRun.In(folder.Root, "diagnose", "--channel", "shop", "--erp", "none.csv").GivesUpWith(CliCodes.FileMissing);
        ToolRun.In(folder.Root, "diagnose", "--channel", "shop", "--erp", "shop").GivesUpWith(CliCodes.NothingRecognised);
        Run(folder, "--from", "soon").GivesUpWith(CliCodes.InstantUnreadable);
        Run(folder, "--shop", "x").GivesUpWith(CliCodes.CommandLineInvalid);
        Run(folder, "--expect", "erp=1").GivesUpWith(CliCodes.CommandLineInvalid);
        Run(folder, "--csv", "none/x.csv").GivesUpWith(CliCodes.FolderMissing);
        File.WriteAllText(folder["bad.json"], "{}");
        Run(folder, "--profile", "bad.json").GivesUpWith(CliCodes.PolicyInvalid);
    }

    [Fact]
    public void A_record_that_cannot_be_read_is_named_and_its_order_is_not_missing()
    {
        using var folder = With(Channel, Erp.Replace("待审核", "神秘", StringComparison.Ordinal));
        var run = Run(folder).Ends(0);
        Assert.Contains("erp.csv:3, 1 records could not be read", run.Out, StringComparison.Ordinal);
        Assert.Contains("a record could not be read", run.Out, StringComparison.Ordinal);
    }

    [Fact]
    public void Files_come_as_people_have_them_and_several_a_side()
    {
        using var folder = With(Channel, Erp);
        var lines = Erp.Split('\n');
        Directory.CreateDirectory(folder["days"]);
        string[] Row(int line) => [.. lines[line].Split(',').Select(MadeWorkbook.Inline)];
        File.WriteAllBytes(folder["days/1.csv"], EncodingScan.Chinese.GetBytes($"{lines[0]}\n{lines[1]}\n"));
        File.WriteAllBytes(folder["days/2.xlsx"], new MadeWorkbook().Sheet("订单", Row(0), Row(1), Row(2)).ToBytes());
        var run = JsonNode.Parse(ToolRun.In(folder.Root, "diagnose", "--channel", "shop", "--erp", "days", "--json").Ends(0).Out)!;
        Assert.Equal((2, 1), ((int)run["orders"]!, (int)run["repeated"]!));
    }

    [Fact]
    public void Only_orders_of_the_time_asked_for_are_counted()
    {
        using var folder = With(Channel, Erp.Replace("99.00,99.00", "1.00,99.00", StringComparison.Ordinal));
        Assert.Contains("Orders placed outside the time asked for: 1.", Run(folder, "--to", "2026-02-09T10:30:00+08:00").Ends(0).Out, StringComparison.Ordinal);
        Run(folder, "--from", "2026-02-09", "--to", "2026-02-10").Ends(1);
        Run(folder, "--from", "2026-02-10").Ends(0);
    }

    [Fact]
    public void The_csv_has_every_disagreement_by_number_and_no_formula()
    {
        var rows = new StringBuilder();
        const string Times = "2026-02-09 10:00:00,2026-02-09 10:01:00,";
        for (var i = 0; i < 300; i++) rows.Append($"\"=cmd|{(i * 7) % 300:000}\",{Times},CNY,1.00,MUG,1,1.00,Paid,Unfulfilled\n");
        using var folder = With($"{Channel.Split('\n')[0]}\n{rows}", $"{Erp.Split('\n')[0]}\n9,+x,待审核,{Times},1.00,1.00\n");
        Run(folder, "--csv", "out.csv", "--as-of", "2026-02-11").Ends(1);
        var bytes = File.ReadAllBytes(folder["out.csv"]);
        Assert.Equal([0xEF, 0xBB, 0xBF], bytes[..3]);
        var lines = File.ReadAllLines(folder["out.csv"]);
        Assert.Equal(302, lines.Length);
        Assert.All(lines.Skip(1), l => Assert.StartsWith("'", l, StringComparison.Ordinal));
        var numbers = lines.Skip(1).Select(l => l.Split(',')[0]).ToList();
        Assert.Equal(numbers.Order(StringComparer.Ordinal), numbers);
    }

    [Theory]
    [InlineData("plain", "plain")]
    [InlineData("=1+1", "'=1+1")]
    [InlineData("+1", "'+1")]
    [InlineData("-1", "'-1")]
    [InlineData("@x", "'@x")]
    [InlineData("\t=1", "\"'\t=1\"")]
    [InlineData("\r=1", "\"'\r=1\"")]
    [InlineData("\uFF1D1", "'\uFF1D1")]
    [InlineData("\uFF0B1", "'\uFF0B1")]
    [InlineData("\uFF0D1", "'\uFF0D1")]
    [InlineData("\uFF201", "'\uFF201")]
    [InlineData("123456789012345", "123456789012345")]
    [InlineData("1234567890123456", "'1234567890123456")]
    [InlineData("a,\"b\"", "\"a,\"\"b\"\"\"")]
    public void A_cell_is_text_in_a_spreadsheet(string text, string cell) => Assert.Equal(cell, SafeCell.Of(text));

    [Theory]
    [InlineData("en")]
    [InlineData("zh")]
    public void The_page_is_whole_by_itself_and_shows_what_each_side_tells(string language)
    {
        using var folder = new TempFolder();
        ToolRun.In(Samples, [.. Four, "--html", folder["page.html"], "--lang", language]).Ends(1);
        var page = File.ReadAllText(folder["page.html"]);
        Assert.DoesNotContain("<script", page, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("http", page, StringComparison.Ordinal);
        Assert.DoesNotContain(" src=", page, StringComparison.Ordinal);
        Assert.Contains("width=device-width", page, StringComparison.Ordinal);
        foreach (var text in (string[])["42.85 %", "A-1002", "A-1006", "2026-02-09 10:50:00", "CNY 89.00", "新店"])
            Assert.Contains(text, page, StringComparison.Ordinal);
        _ = System.Xml.Linq.XDocument.Parse(page.Replace("<!DOCTYPE html>", "", StringComparison.Ordinal).Replace("&nbsp;", " ", StringComparison.Ordinal));
    }

    [Fact]
    public void Names_of_persons_are_nowhere()
    {
        using var folder = With(
            Channel.Replace("fulfilment\n", "fulfilment,name,phone,customer\n", StringComparison.Ordinal)
                .Replace(",Shipped\n", ",Shipped,王小明,13800138000,wang\n", StringComparison.Ordinal)
                .Replace(",Unfulfilled\n", ",Unfulfilled,王小明,13800138000,wang\n", StringComparison.Ordinal),
            Erp.Replace("99.00,99.00", "1.00,99.00", StringComparison.Ordinal));
        var run = Run(folder, "--html", "p.html", "--csv", "p.csv").Ends(1);
        foreach (var text in (string[])[run.Out, File.ReadAllText(folder["p.html"]), File.ReadAllText(folder["p.csv"])])
        {
            Assert.DoesNotContain("王小明", text, StringComparison.Ordinal);
            Assert.DoesNotContain("13800138000", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void No_run_takes_the_file_of_an_erp_for_a_channels_and_no_diagnosis_the_other_way_round()
    {
        using var folder = With(Channel, Erp);
        using var own = new TempFolder().With("erp.csv", Erp).With("crm.csv", File.ReadAllText(Path.Combine(Samples, "crm.csv")))
            .With("wms.json", File.ReadAllText(Path.Combine(Samples, "wms.json")));
        own.Run().GivesUpWith(CliCodes.NothingRecognised);
        ToolRun.In(folder.Root, "diagnose", "--erp", "erp.csv", "--channel", "erp.csv").GivesUpWith(CliCodes.NothingRecognised);
    }

    private static TempFolder With(string channel, string erp)
    {
        var folder = new TempFolder();
        Directory.CreateDirectory(folder["shop"]);
        File.WriteAllText(folder["shop/orders.csv"], channel);
        File.WriteAllText(folder["erp.csv"], erp);
        return folder;
    }

    private static ToolRun Run(TempFolder folder, params string[] more) =>
        ToolRun.In(folder.Root, ["diagnose", "--channel", "shop", "--erp", "erp.csv", .. more]);
}
