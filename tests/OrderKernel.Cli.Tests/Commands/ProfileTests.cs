using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Channels;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when check misses what is wrong with a profile, counts the records of a sample wrongly, says the same reason twice, or ends with another exit code.
public class ProfileTests
{
    private const string Profile = """
        {"$schema":"profile-1.json","name":"mall","version":"1","channel":"mall","code":"ML","zone":"Asia/Shanghai","format":"csv","currency":"CNY","money":"yuan",
        "time":"text","records":[{"kind":"order","scope":"whole","needs":["订单号","状态"],"number":"订单号","times":{"created":"时间"},"amounts":{"due":"金额"},
        "needsFulfilment":false,"statuses":[{"path":"状态","table":"words"}]}],
        "tables":{"words":{"rows":{"已付款":{"payment":"Paid","evidence":"seen"},"草稿":{"skip":true,"evidence":"seen"}}},
        "old":{"rows":{"x":{"payment":"Paid","evidence":"seen"}}}}}
        """;

    [Fact]
    public void A_sound_profile_ends_with_0()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["taobao.json"], Profiles.DefaultBytes("taobao").ToArray());
        Assert.Contains("taobao", ToolRun.Of("profile", "check", folder["taobao.json"]).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void A_sample_is_counted_and_each_reason_is_told_once_with_how_many_records_have_it()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["mall.json"], Profile.Replace(",\n\"old\":{\"rows\":{\"x\":{\"payment\":\"Paid\",\"evidence\":\"seen\"}}}", "", StringComparison.Ordinal));
        // As a Chinese spreadsheet saves it.
        File.WriteAllBytes(folder["orders.csv"], CodePagesEncodingProvider.Instance.GetEncoding("GB18030")!.GetBytes(
            "订单号,状态,时间,金额\n1,已付款,2026-02-09 10:00:00,1.00\n2,退回,2026-02-09 10:00:00,1.00\n3,退回,2026-02-09 10:00:00,1.00\n4,草稿,2026-02-09 10:00:00,1\n"));
        var json = JsonNode.Parse(ToolRun.Of("profile", "check", folder["mall.json"], folder["orders.csv"], "--json").Ends(1).Out)!;
        Assert.True(json["loads"]!.GetValue<bool>());
        Assert.Empty(json["findings"]!.AsArray());
        var sample = Assert.Single(json["samples"]!.AsArray())!;
        Assert.Equal(("orders.csv", 4, 1, 2),
            (sample["file"]!.GetValue<string>(), sample["records"]!.GetValue<int>(), sample["claims"]!.GetValue<int>(), sample["parked"]!.GetValue<int>()));
        var reason = Assert.Single(sample["reasons"]!.AsArray())!;
        Assert.Equal((ChannelsCodes.StatusUnknown, 2), (reason["code"]!.GetValue<string>(), reason["records"]!.GetValue<int>()));
        var said = ToolRun.Of("profile", "check", folder["mall.json"], folder["orders.csv"], "--lang", "zh").Ends(1).Out;
        Assert.Contains("orders.csv,2 条记录:", said, StringComparison.Ordinal);
    }

    [Fact]
    public void What_is_odd_is_found_with_its_path_and_fails_the_check()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["mall.json"], Profile);
        var json = JsonNode.Parse(ToolRun.Of("profile", "check", folder["mall.json"], "--json").Ends(1).Out)!;
        Assert.Equal([(ChannelsCodes.TableUnread, "$.tables.old")],
            json["findings"]!.AsArray().Select(f => (f!["code"]!.GetValue<string>(), f["path"]!.GetValue<string>())));
    }

    [Fact]
    public void What_no_sample_shows_is_told_and_fails_nothing()
    {
        using var folder = new TempFolder();
        File.WriteAllBytes(folder["own.json"], Profiles.DefaultBytes("own-shop").ToArray());
        File.WriteAllText(folder["order.json"], """
            {"order":"A-1","createdAt":"2026-02-09T10:00:00+08:00","currency":"CNY","total":"10.00","lines":[{"sku":"BOX","quantity":1,"total":"10.00"}]}
            """);
        var json = JsonNode.Parse(ToolRun.Of("profile", "check", folder["own.json"], folder["order.json"], "--json").Ends(0).Out)!;
        Assert.Equal([ChannelsCodes.RecordUnsampled], json["unshown"]!.AsArray().Select(f => f!["code"]!.GetValue<string>()).Distinct());
        var said = ToolRun.Of("profile", "check", folder["own.json"], folder["order.json"]).Ends(0).Out;
        Assert.Contains($"[{ChannelsCodes.RecordUnsampled}]", said, StringComparison.Ordinal);
    }

    [Fact]
    public void One_finding_is_one()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["mall.json"], Profile);
        Assert.Contains("loads, one finding.", ToolRun.Of("profile", "check", folder["mall.json"]).Ends(1).Out, StringComparison.Ordinal);
    }

    [Fact]
    public void What_does_not_load_is_told_with_all_its_problems_and_samples_are_not_read()
    {
        using var folder = new TempFolder();
        File.WriteAllText(folder["mall.json"], Profile.Replace("\"code\":\"ML\"", "\"code\":\"m\"", StringComparison.Ordinal).Replace("yuan", "dollars", StringComparison.Ordinal));
        var json = JsonNode.Parse(ToolRun.Of("profile", "check", folder["mall.json"], folder["none.csv"], "--json").Ends(1).Out)!;
        Assert.Equal((false, 2, 0), (json["loads"]!.GetValue<bool>(), json["findings"]!.AsArray().Count, json["samples"]!.AsArray().Count));
    }

    [Fact]
    public void A_profile_or_sample_that_cannot_be_read_is_named()
    {
        using var folder = new TempFolder();
        Assert.Contains("[cli.file-unreadable]", ToolRun.Of("profile", "check", folder["none.json"]).Ends(2).Error, StringComparison.Ordinal);
        File.WriteAllText(folder["mall.json"], Profile);
        Assert.Contains("none.csv", ToolRun.Of("profile", "check", folder["mall.json"], folder["none.csv"]).Ends(2).Error, StringComparison.Ordinal);
        File.WriteAllBytes(folder["broken.csv"], [0xE9, 0x41, 0xE9, 0x42, 0xE8, 0x43]);
        Assert.Contains("[cli.file-encoding-unknown]", ToolRun.Of("profile", "check", folder["mall.json"], folder["broken.csv"]).Ends(2).Error, StringComparison.Ordinal);
    }
}
