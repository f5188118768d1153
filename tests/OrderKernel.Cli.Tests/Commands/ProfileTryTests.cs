using System.Text.Json.Nodes;
using System.Xml.Linq;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when a trial shows another record than asked for, hides what parks, what a table says or what is left over, ends with another exit code, shows a
// person, or writes a page that is not well-formed or wider than a phone.
public class ProfileTryTests
{
    [Fact]
    public void Every_record_is_shown_with_its_fields_what_parks_and_what_is_left()
    {
        var json = Trial("profile try mall.json mall.jsonl");
        Assert.Equal((3, 3), (json["count"]!.GetValue<int>(), json["records"]!.AsArray().Count));
        Assert.Equal(["Claimed", "Parked", "Parked"], json["records"]!.AsArray().Select(r => r!["outcome"]!.GetValue<string>()));
        var first = json["records"]![0]!;
        var number = Field(first, "number");
        Assert.Equal(("$.order.no", "#1001", "strip-marks", "1001", "1001"), (number["read"]![0]!["path"]!.GetValue<string>(), number["read"]![0]!["raw"]!.GetValue<string>(),
            number["steps"]![0]!["step"]!.GetValue<string>(), number["steps"]![0]!["text"]!.GetValue<string>(), number["value"]!.GetValue<string>()));
        var word = Field(first, "statuses[0]");
        Assert.Equal(("words-1", "已付", "seen", "payment=Paid; fulfilment=Unfulfilled"),
            (word["table"]!.GetValue<string>(), word["word"]!.GetValue<string>(), word["evidence"]!.GetValue<string>(), word["value"]!.GetValue<string>()));
        Assert.Equal(("CNY 25.00", "CNY 26.00", "CNY 26.00"),
            (first["tieOut"]!["lines"]!.GetValue<string>(), first["tieOut"]!["due"]!.GetValue<string>(), first["tieOut"]!["paid"]!.GetValue<string>()));
        Assert.Equal(["channels.lines-untied"], Codes(first));
        Assert.Equal("$.order.shop_tag", Assert.Single(first["left"]!.AsArray())!["path"]!.GetValue<string>());
        Assert.Equal(["channels.time-invalid"], Codes(json["records"]![1]!));
        var none = json["records"]![2]!;
        Assert.Null(none["kind"]);
        Assert.Equal("order.no", none["tried"]![0]!["wanting"]![0]!.GetValue<string>());
    }

    [Fact]
    public void One_record_is_shown_alone_and_judged_alone()
    {
        var json = Trial("profile try mall.json mall.jsonl --record 1 --html REPORT");
        Assert.Equal((3, 1), (json["count"]!.GetValue<int>(), Assert.Single(json["records"]!.AsArray())!["number"]!.GetValue<int>()));
        Assert.Contains($"[{CliCodes.RecordMissing}]", EveryCommand.Run("profile try mall.json mall.jsonl --record 9", "en").Error, StringComparison.Ordinal);
        Assert.Contains($"[{CliCodes.ProfileUnknown}]", EveryCommand.Run("profile try mall-1 mall.jsonl", "en").Error, StringComparison.Ordinal);
    }

    [Fact]
    public void A_built_in_profile_is_named_and_a_sku_map_counts()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["order.json"], """
            {"order":"A-1","createdAt":"2026-02-09T10:00:00+08:00","currency":"CNY","total":"10.00","lines":[{"sku":"BOX","quantity":1,"total":"10.00"}]}
            """);
        File.WriteAllText(folder["skus.json"], """
            {"$schema":"sku-map-1.json","name":"s","version":"1","items":[{"channel":"*","code":"BOX","bundle":[{"sku":"MUG-1","quantity":2}]}]}
            """);
        var json = JsonNode.Parse(ToolRun.Of("profile", "try", "own-shop", folder["order.json"], "--skus", folder["skus.json"], "--json").Ends(0).Out)!;
        Assert.Equal("BOX = MUG-1×2", Field(json["records"]![0]!, "lines[0].code")["value"]!.GetValue<string>());
    }

    [Fact]
    public void No_person_shows_in_table_json_or_page()
    {
        var said = EveryCommand.Run("profile try mall.json mall.jsonl --record 1 --html REPORT", "en");
        foreach (var text in (string[])[said.Out, said.Report!, EveryCommand.Run("profile try mall.json mall.jsonl", "zh").Out])
        {
            Assert.DoesNotContain("小明", text, StringComparison.Ordinal);
            Assert.DoesNotContain("13800138000", text, StringComparison.Ordinal);
            Assert.Contains("王**", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void The_page_is_one_file_has_a_card_a_row_on_a_phone_and_links_to_every_record()
    {
        using var folder = new TempFolder();
        File.WriteAllLines(folder["orders.csv"], ["order,created at,currency,total,sku,quantity,line total", .. Enumerable.Range(1, 25).Select(i => $"A-{i},2026-02-09 10:00:00,CNY,1.00,S,1,1.00")]);
        ToolRun.Of("profile", "try", "own-shop-csv", folder["orders.csv"], "--html", folder["page.html"]).Ends(0);
        var page = XDocument.Parse(File.ReadAllText(folder["page.html"])).Root!;
        var ids = page.Descendants("section").Attributes("id").Select(a => "#" + a.Value).ToList();
        Assert.Equal(20, ids.Count);
        Assert.Equal(ids, page.Descendants("a").Attributes("href").Select(a => a.Value));
        Assert.Contains("--record", page.Descendants("p").Last().Value, StringComparison.Ordinal);
        var cells = page.Descendants("td").ToList();
        Assert.NotEmpty(cells);
        Assert.All(cells, c => Assert.NotEmpty(c.Attribute("data-head")!.Value));
        Assert.Empty(page.Descendants().Attributes("style"));
        Assert.DoesNotContain(page.Descendants(), e => e.Name.LocalName is "script" or "link" or "img");
    }

    private static JsonNode Trial(string line)
    {
        // As the shared runs, with the machine's form.
        string[] words = [.. line.Split(' ').TakeWhile(w => w != "--html").Select(w => w.Contains(".json", StringComparison.Ordinal) ? EveryCommand.FileOf(w) : w)];
        return JsonNode.Parse(ToolRun.Of([.. words, "--json"]).Out)!;
    }

    private static JsonNode Field(JsonNode record, string field) => record["fields"]!.AsArray().Single(f => f!["field"]!.GetValue<string>() == field)!;

    private static IEnumerable<string> Codes(JsonNode record) => record["reasons"]!.AsArray().Select(r => r!["code"]!.GetValue<string>());
}
