using System.Text.Json.Nodes;
using OrderKernel.Inventory;
using OrderKernel.Ports;
using OrderKernel.Storage.Sqlite;
using OrderKernel.Workflow;

namespace OrderKernel.Cli.Tests.Commands;

// Fails when an aggregate cannot be told through the tool, when a repeat acts twice, when a rehearsal
// or a file that cannot be read writes something, when a problem lacks its line and path, or when a recipient is lost or shown.
public class TellTests : IDisposable
{
    private const string Place = """
        {"to":{"channel":"own","shop":"web","number":"1"},"say":{"command":"orders.place-order","createdAt":"2026-02-09T10:00:00+08:00","terms":"Prepaid","amounts":{"due":"CNY 40.00"},"lines":[{"line":"1","quantity":2,"total":"CNY 40.00","goods":[{"sku":"MUG","quantity":1}]}]},"at":"2026-02-09T10:00:00+08:00","roles":["channel"]}
        """;

    private const string Pay = """
        {"to":{"order":"1"},"say":{"command":"orders.record-payment","payment":"p-1","tender":"Cash","amount":"CNY 40.00","paidAt":"2026-02-09T10:05:00+08:00"},"at":"2026-02-09T10:05:00+08:00","roles":["channel"],"message":"paid-1"}
        """;

    private const string Tag = """{"to":{"order":"1"},"say":{"command":"orders.tag-order","tag":"gift"},"at":"2026-02-09T10:10:00+08:00"}""";

    private static readonly Lazy<string> Begun = new(() => Begin(new TempFolder()));

    private readonly TempFolder _folder = new();

    /// <summary>One saying to each kind of aggregate, with how it stands then; each after those above it.</summary>
    public static TheoryData<string, string, string> Aggregates => new()
    {
        { """{"to":{"channel":"own","shop":"web","number":"1"},"say":{"command":"orders.split-order","target":{"tenant":"acme","channel":"own","shop":"web","number":"1b"},"lines":[{"line":"1","units":1}]}}""", "order", "AwaitingFulfilment" },
        { """{"to":{"order":"1"},"say":{"command":"orders.cancel-units"}}""", "order", "Cancelled" },
        { """{"to":{"order":"1","case":"c-1"},"say":{"command":"aftersales.open","request":{"kind":"CancelBeforeShipping","asked":"CNY 10.00","reason":"changed-mind"}}}""", "case", "Refunding" },
        { """{"to":{"channel":"own","shop":"web","number":"1","case":"c-2"},"say":{"command":"aftersales.open","request":{"kind":"CancelBeforeShipping","asked":"CNY 10.00","reason":"changed-mind"}}}""", "case", "Refunding" },
        { """{"to":{"approval":"a-1"},"say":{"command":"approvals.request-approval","request":{"id":"a-1","kind":"goodwill","subject":"order/1","reason":"late","amount":"CNY 20.00"}}}""", "approval", "Pending" },
        { """{"to":{"adjustment":"d-1"},"say":{"command":"inventory.propose-adjustment","adjustment":{"id":"d-1","kind":"Damage","units":[{"cell":{"location":"HZ","sku":"MUG"},"quantity":1}],"reason":"dropped","evidence":["photo-1"]}},"roles":["warehouse"]}""", "adjustment", "Pending" },
        { """{"to":{"reservation":"r-1"},"say":{"command":"inventory.reserve","id":"r-1","units":[{"cell":{"location":"HZ","sku":"MUG"},"quantity":1}]}}""",
            "reservation", "Pending" },
        { """{"to":{"movement":"m-1"},"say":{"command":"inventory.receive-goods","units":[{"cell":{"location":"HZ","sku":"MUG"},"quantity":2}]},"roles":["warehouse"]}""", "stock", "inventory.goods-received" },
        { """{"to":{"inbound":"po-1"},"say":{"command":"inventory.expect-goods","id":"po-1","cell":{"location":"HZ","sku":"MUG"},"units":20,"expectedAt":"2026-03-01T00:00:00Z"},"roles":["warehouse"]}""", "inbound", "Open" },
        { """{"to":{"carrier":"yuantong","waybill":"YT1"},"say":{"command":"logistics.report-track","reports":[{"waybill":"YT1","carrier":"yuantong","node":"Accepted","at":"2026-02-09T12:00:00+08:00"}]},"roles":["carrier"]}""", "track", "Accepted" },
    };

    private string Store => Path.Combine(_folder.Root, "told.db");

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Aggregates))]
    public async Task Each_aggregate_is_told_once_whatever_is_repeated(string saying, string kind, string standing)
    {
        Begin();
        var line = saying[..^1] + ""","at":"2026-02-09T11:00:00+08:00"}""";
        var would = Answers(Tell(line, "--dry-run", "--role", "agent").Ends(0));
        var events = await EventsAsync();
        foreach (var outcome in new[] { "told", "repeated" })
        {
            var answer = Answers(Tell(line, "--role", "agent").Ends(0))[0]!;
            Assert.Equal((outcome, standing), (answer["outcome"]!.GetValue<string>(), answer["standing"]!.GetValue<string>()));
            Assert.StartsWith(kind + "/", answer["to"]!.GetValue<string>(), StringComparison.Ordinal);
            Assert.Equal(would[0]!["standing"]!.GetValue<string>(), answer["standing"]!.GetValue<string>());
            if (outcome == "told") Assert.NotEqual(events, events = await EventsAsync());
            else Assert.Equal(events, await EventsAsync());
        }

        Assert.Contains("Sound", ToolRun.Of("verify", "--store", Store).Ends(0).Out, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_rehearsal_writes_nothing_and_a_refusal_has_its_code()
    {
        Begin();
        var events = await EventsAsync();
        Assert.Contains("Would be told: 1, said before: 0, refused: 0.",
            ToolRun.Of("tell", Write(Tag), "--store", Store, "--role", "agent", "--dry-run").Ends(0).Out, StringComparison.Ordinal);
        Assert.Contains("said before", ToolRun.Of("tell", Write(Pay), "--store", Store, "--dry-run").Ends(0).Out, StringComparison.Ordinal);
        var refused =
            Answers(Tell(Tag + "\n" + """{"to":{"order":"none"},"say":{"command":"orders.tag-order","tag":"x"}}""" + "\n"
                + Tag.Replace("gift", "vip", StringComparison.Ordinal), "--role", "nobody").Ends(1));
        Assert.Equal(["told", "refused", "told"], refused.Select(a => a!["outcome"]!.GetValue<string>()));
        Assert.Equal(CliCodes.OrderNotFound, refused[1]!["refusal"]!["code"]!.GetValue<string>());
        Assert.NotEqual(events, await EventsAsync());
        events = await EventsAsync();
        Assert.Contains($"[{RoleCodes.MayNotTell}]",
            ToolRun.Of("tell", Write(Tag.Replace("gift", "x", StringComparison.Ordinal)), "--store", Store).Ends(1).Out, StringComparison.Ordinal);
        Assert.Contains($"[{OrderKernelCodes.MessageReused}]",
            ToolRun.Of("tell", Write(Pay.Replace("p-1", "p-2", StringComparison.Ordinal)), "--store", Store).Ends(1).Out, StringComparison.Ordinal);
        Assert.Equal(events, await EventsAsync());
    }

    [Fact]
    public async Task The_matrix_of_a_folder_says_who_may_tell_what()
    {
        Begin();
        _folder.With("manifest.json", """{ "$schema": "manifest-1.json", "files": [], "policies": { "roles": "roles.json" } }""")
            .With("roles.json",
                """{ "$schema": "roles-1.json", "name": "r", "version": "1", "roles": { "guest": { "name": { "zh": "访客", "en": "guest" }, "tells": ["orders.tag-order"] } } }""");
        var events = await EventsAsync();
        Tell(Tag, "--role", "guest", "--policies", _folder.Input).Ends(0);
        Assert.NotEqual(events, events = await EventsAsync());
        var answer =
            Answers(Tell("""{"to":{"order":"1"},"say":{"command":"orders.cancel-units"}}""", "--role", "guest", "--policies", _folder.Input).Ends(1))[0]!;
        Assert.Equal((RoleCodes.MayNotTell, "orders.cancel-units"),
            (answer["refusal"]!["code"]!.GetValue<string>(), answer["refusal"]!["arguments"]!["command"]!.GetValue<string>()));
        Assert.Equal(events, await EventsAsync());
    }

    [Theory]
    [InlineData("""{"to":{"order":"1"},"say":{"command":"orders.tag"}}""", "1: $.say.command")]
    [InlineData("""{"to":{"order":"1"},"say":{"command":"orders.tag-order","tag":7,"more":1}}""", "1: $.say.tag", "1: $.say.more")]
    [InlineData("""{"to":{"order":"1","x":1},"say":{"command":"orders.tag"},"at":"noon","roles":[""]}""", "1: $.to.x", "1: $.at", "1: $.roles",
        "1: $.say.command")]
    [InlineData("""{"to":{},"say":{"command":"orders.tag"}}""", "1: $.to:")]
    [InlineData("""{"to":{"order":"1"}}""", "1: $.say:")]
    [InlineData("""{"to":{"order":"1"},"say":[]}""", "1: $.say:")]
    [InlineData("\n{\"to\":{\"order\":\"1\"},\"say\":{\"command\":\"orders.tag-order\",\"tag\":\"a\"}}\n{\"to\":", "3: $:")]
    [InlineData("{\n  \"to\": { \"order\": \"1\" },\n  \"say\": { \"command\": \"orders.tag-order\", \"tag\": ] }\n}", "(line 3,")]
    public async Task What_cannot_be_read_is_named_by_line_and_path_and_nothing_is_told(string sayings, params string[] places)
    {
        Begin();
        var events = await EventsAsync();
        var run = ToolRun.Of("tell", Write(sayings), "--store", Store, "--role", "agent").GivesUpWith(CliCodes.SayingInvalid);
        Assert.All(places, p => Assert.Contains(p, run.Error, StringComparison.Ordinal));
        Assert.Equal(places.Length + 1, run.Error.TrimEnd().Split('\n').Length);
        Assert.Equal(events, await EventsAsync());
    }

    [Theory]
    [InlineData("{")]
    [InlineData(" ")]
    [InlineData("""{"to":{"order":"1"},"say":{"command":"orders.tag"}}""")]
    public void What_cannot_be_read_begins_no_store(string sayings)
    {
        ToolRun.Of("tell", Write(sayings), "--store", Store, "--tenant", "acme").GivesUpWith(sayings == " " ? CliCodes.NothingToTell : CliCodes.SayingInvalid);
        Assert.Equal(["sayings.jsonl"], Directory.EnumerateFiles(_folder.Root).Select(Path.GetFileName));
    }

    // What a new store would be made for is known before there is a file: something refused, or tried only, leaves none.
    [Fact]
    public void What_is_refused_or_only_tried_begins_no_store()
    {
        var refused = ToolRun.Of("tell", Write(Tag), "--store", Store, "--tenant", "acme", "--role", "agent", "--json").Ends(1);
        Assert.Equal("refused", Answers(refused)[0]!["outcome"]!.GetValue<string>());
        var tried = ToolRun.Of("tell", Write(Place), "--store", Store, "--tenant", "acme", "--role", "agent", "--json", "--dry-run").Ends(0);
        Assert.Equal("told", Answers(tried)[0]!["outcome"]!.GetValue<string>());
        Assert.Equal(["sayings.jsonl"], Directory.EnumerateFiles(_folder.Root).Select(Path.GetFileName));
        Tell(Place, "--tenant", "acme", "--role", "agent").Ends(0);
        Assert.True(File.Exists(Store));
    }

    [Fact]
    public async Task A_new_orders_recipient_goes_into_the_vault_and_its_region_into_the_event()
    {
        var saying = Place.Trim()[..^1] + ""","recipient":{"name":"Wang Xiaoming","phone":"13800001234","province":"浙江省","city":"杭州市","street":"文三路 1 号"}}""";
        foreach (var outcome in new[] { "told", "repeated" })
        {
            var run = Tell(saying, "--tenant", "acme").Ends(0);
            Assert.Equal(outcome, Answers(run)[0]!["outcome"]!.GetValue<string>());
            foreach (var personal in new[] { "Xiaoming", "1380000", "文三路" })
                Assert.DoesNotContain(personal, run.Out + run.Error, StringComparison.Ordinal);
        }

        await using var store = SqliteOrderStore.Open(Store);
        var key = new OrderKey(TenantId.Of("acme"), ChannelId.Of("own"), ShopId.Of("web"), OrderNumber.Of("1"));
        var to = (await new Kernel(store).FindAsync(key))!.Placed.Destination!;
        Assert.Equal(("浙江省", "杭州市"), (to.Province, to.City));
        var kept = System.Text.Encoding.UTF8.GetString((await store.OpenAsync(key.Tenant, to.Person, default))!.Bytes.Span);
        Assert.All(["Wang Xiaoming", "13800001234"], personal => Assert.Contains(personal, kept, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(""" "recipient":{"phone":13800001234} """, "$.recipient.phone")]
    [InlineData(""" "recipient":{"nickname":"13800001234"} """, "$.recipient.nickname")]
    [InlineData(""" "recipient":"13800001234" """, "$.recipient:")]
    public void A_recipient_that_cannot_be_read_is_named_by_its_path_alone(string recipient, string path)
    {
        var run = Tell(Place.Trim()[..^1] + "," + recipient + "}", "--tenant", "acme").GivesUpWith(CliCodes.SayingInvalid);
        Assert.Contains(path, run.Error, StringComparison.Ordinal);
        Assert.DoesNotContain("1380000", run.Out + run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void Nothing_but_a_new_order_has_a_recipient()
    {
        Begin();
        var run = Tell(Tag[..^1] + ""","recipient":{"province":"浙江省"}}""", "--role", "agent").GivesUpWith(CliCodes.SayingInvalid);
        Assert.Contains("1: $.recipient:", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void What_the_guide_shows_is_told()
    {
        var page = File.ReadAllText(Path.Combine(Outside.Root, "docs/guides/telling.md")).ReplaceLineEndings("\n");
        var shown = page.Split("```jsonl\n")[1].Split("```")[0];
        Assert.Equal(["told", "told", "told"], Answers(Tell(shown, "--tenant", "acme").Ends(0)).Select(a => a!["outcome"]!.GetValue<string>()));
    }

    [Fact]
    public void An_object_over_several_lines_is_one_saying_and_nothing_is_nothing_to_tell()
    {
        Begin();
        Assert.Single(Answers(Tell(JsonNode.Parse(Tag)!.ToJsonString(new() { WriteIndented = true }), "--role", "agent").Ends(0)));
        ToolRun.Of("tell", Write(" \n\n"), "--store", Store).GivesUpWith(CliCodes.NothingToTell);
        ToolRun.Of("tell", _folder["none.json"], "--store", Store).GivesUpWith(CliCodes.FileUnreadable);
        ToolRun.Of("tell", Write(Tag), "--store", _folder["none.db"]).GivesUpWith(CliCodes.StoreMissing);
        Assert.Contains("下达的指令", ToolRun.Of("tell", Write(Tag), "--store", Store, "--role", "agent", "--lang", "zh").Ends(0).Out, StringComparison.Ordinal);
    }

    /// <summary>A store of one order, paid, and five mugs; made once by the tool itself.</summary>
    private void Begin()
    {
        foreach (var end in new[] { "", ".anchor" }) File.Copy(Begun.Value + end, Store + end);
    }

    private static string Begin(TempFolder folder)
    {
        const string Receive =
            """{"to":{"movement":"m-0"},"say":{"command":"inventory.receive-goods","units":[{"cell":{"location":"HZ","sku":"MUG"},"quantity":5}]},"at":"2026-02-09T09:00:00+08:00","roles":["warehouse"]}""";
        AppDomain.CurrentDomain.ProcessExit += (_, _) => folder.Dispose();
        File.WriteAllText(folder["begin.jsonl"], $"{Receive}\n{Place}\n{Pay}");
        Assert.Equal(3, Answers(ToolRun.Of("tell", folder["begin.jsonl"], "--store", folder.Store, "--tenant", "acme", "--json").Ends(0)).Count);
        return folder.Store;
    }

    private ToolRun Tell(string sayings, params string[] more) => ToolRun.Of(["tell", Write(sayings), "--store", Store, "--json", .. more]);

    private static JsonArray Answers(ToolRun run) => JsonNode.Parse(run.Out)!["answers"]!.AsArray();

    private string Write(string sayings)
    {
        var file = _folder["sayings.jsonl"];
        File.WriteAllText(file, sayings);
        return file;
    }

    private async Task<string> EventsAsync()
    {
        await using var store = SqliteOrderStore.Open(Store);
        var heads = new List<StreamHead>();
        await foreach (var head in store.HeadsAsync(TenantId.Of("acme"), CancellationToken.None)) heads.Add(head);
        return string.Join("; ", heads.OrderBy(h => h.Stream).Select(h => $"{h.Stream} {h.Version} {h.Hash}"));
    }
}
