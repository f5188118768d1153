using System.Text;
using System.Text.Json.Nodes;

namespace OrderKernel.Channels.Tests;

/// <summary>
/// JSON that a channel sends inside a text. Fails when a record with its value in a text reads otherwise than the same record with the value in its place, a
/// text that is broken JSON is passed over in silence, or a text that is none is taken apart.
/// </summary>
public sealed class EmbeddedJsonScenarios
{
    private const string Fields = """
        "kind":"order","scope":"whole","number":"body.no","times":{"created":"body.at"},"needs":["body.no"],"amounts":{"due":"body.total"}
        """;

    private static readonly PolicyDocument<ChannelProfile> Profile = Made.Profile(Fields, "\"embedded\":[\"body\"]");

    private const string Inner = """{"no":"A1","at":"2026-02-09 10:00:00","total":"1.00"}""";

    private static string Record(string text) => new JsonObject { ["id"] = 1, ["body"] = text, ["rest"] = "x" }.ToJsonString();

    [Theory]
    [InlineData(Inner)]
    [InlineData(" " + Inner + "\n")]
    [InlineData("%7B%22no%22%3A%22A1%22%2C%22at%22%3A%222026-02-09+10%3A00%3A00%22%2C%22total%22%3A%221.00%22%7D")]
    [InlineData("%7b%22no%22:%22A1%22,%22at%22:%222026-02-09%2010:00:00%22,%22total%22:%221.00%22%7d")]
    public void A_text_is_read_as_what_stands_in_it(string text)
    {
        foreach (var chunk in new[] { int.MaxValue, 1, 7 })
        {
            var reading = Assert.Single(Made.Read(Profile, Record(text), chunk));
            Assert.Equal(("A1", "CNY 1.00"), (reading.Claim!.Order.Number.Value, $"{reading.Claim.Amounts!.Due}"));
        }
    }

    [Fact]
    public void A_value_that_stands_in_its_place_stays() =>
        Assert.Equal("A1", Made.Claim(Profile, $$"""{"id":1,"body":{{Inner}}}""").Order.Number.Value);

    [Theory]
    [InlineData("{\"no\":\"A1\",")]
    [InlineData("{\"no\":\"A1\"} x")]
    [InlineData("[1,]")]
    [InlineData("%7B%22no%22")]
    public void A_text_that_begins_like_json_and_is_none_parks_with_its_path(string text) =>
        Assert.Contains(("$.body", ChannelsCodes.RecordMalformed), Made.Parked(Profile, Record(text)));

    [Theory]
    [InlineData("")]
    [InlineData("ping")]
    [InlineData("2026-02-09")]
    public void A_text_that_is_no_json_is_not_taken_apart(string text) =>
        Assert.Equal(ChannelsCodes.RecordNotRecognised, Assert.Single(Made.Read(Profile, Record(text))).Refusal!.Code);

    [Fact]
    public void A_property_twice_inside_the_text_is_a_problem_with_its_path() =>
        Assert.Contains(("$.body.no", ChannelsCodes.PropertyDuplicate), Made.Parked(Profile, Record("""{"no":"A1","no":"A2","at":"2026-02-09 10:00:00","total":"1"}""")));

    [Fact]
    public void What_no_field_reads_is_told_from_inside_the_text_too()
    {
        var parser = RecordParser.For(Profile.Policy);
        var reader = new ProfileReader(Profile, SkuMap.Same, Records.Shop);
        var traces = new List<RecordTrace>();
        parser.Push(Encoding.UTF8.GetBytes(Record("""{"no":"A1","at":"2026-02-09 10:00:00","total":"1.00","memo":"x"}""")), r => traces.Add(reader.Trace(r)));
        parser.Complete(r => traces.Add(reader.Trace(r)));
        Assert.Equal(["$.body.memo", "$.id", "$.rest"], Assert.Single(traces).Left.Items.Select(l => l.Path).OrderBy(p => p, StringComparer.Ordinal));
    }

    [Fact]
    public void Half_a_surrogate_pair_in_the_text_parks() =>
        Assert.Equal(ReadingKind.Parked, Assert.Single(Made.Read(Profile, """{"body":"{\"no\":\"A1\ud800\"}"}""")).Kind);

    [Fact]
    public void Texts_in_a_list_are_each_read()
    {
        var profile = Made.Profile(
            Made.Order + "," + Made.Amounts + """,  "lines":{"at":"rows[]","id":"item.id","code":"item.code","quantity":"item.n","total":"item.sum"}""",
            "\"embedded\":[\"rows.item\"]");
        var claim = Made.Claim(profile, """
            {"no":"A1","at":"2026-02-09 10:00:00","total":"3.00","rows":[{"item":"{\"id\":\"1\",\"code\":\"X\",\"n\":1,\"sum\":\"1.00\"}"},{"item":{"id":"2","code":"Y","n":2,"sum":"2.00"}}]}
            """);
        Assert.Equal(["X", "Y"], claim.Lines.Items.Select(l => l.Code));
    }

    [Fact]
    public void The_record_that_is_kept_is_the_one_that_came()
    {
        var record = Record("{\"no\":");
        var parser = RecordParser.For(Profile.Policy);
        var kept = new List<string>();
        parser.Push(Encoding.UTF8.GetBytes(record), slice => kept.Add(Encoding.UTF8.GetString(slice.ToBytes())));
        parser.Complete(slice => kept.Add(Encoding.UTF8.GetString(slice.ToBytes())));
        Assert.Equal([record], kept);
    }

    [Theory]
    [InlineData("elsewhere", "json")]
    [InlineData("", "json")]
    [InlineData("body", "xml")]
    public void A_place_that_no_field_reads_from_is_refused(string place, string format) =>
        Assert.Contains(("$.embedded", KernelCodes.DocumentValueInvalid), Made.Findings(Fields, $"\"embedded\":[\"{place}\"]", format));

    [DataTheory]
    [InlineData("doudian", "doudian/skit-event-TradePaid.json", "data")]
    [InlineData("doudian", "doudian/skit-event-RefundCreated.json", "data")]
    [InlineData("doudian", "doudian/skit-event-TradeCreate.json", "data")]
    [InlineData("youzan", "youzan/push-trade-virtual-wait-send.json", "msg")]
    public void A_real_push_reads_the_same_with_its_value_in_a_text(string profile, string path, string place)
    {
        var plain = JsonNode.Parse(Encoding.UTF8.GetString(TestData.Read("payloads/" + path)).TrimStart('\uFEFF'))!.AsObject();
        var packed = place == "msg"
            ? new JsonObject { ["type"] = "trade_TradePaid", ["msg"] = Uri.EscapeDataString(plain.ToJsonString()) }
            : new JsonObject(plain.Select(p => KeyValuePair.Create(p.Key, p.Key == place ? JsonValue.Create(p.Value!.ToJsonString()) : p.Value?.DeepClone())));
        var (expected, got) = (Assert.Single(Records.Of(profile, plain.ToJsonString())), Assert.Single(Records.Of(profile, packed.ToJsonString())));
        Assert.Equal(expected.Kind, got.Kind);
        Assert.Equal(expected.Claim, got.Claim);
        var found = ProfileRecognizer.Recognize(Encoding.UTF8.GetBytes(packed.ToJsonString()), OrderKernel.Channels.Profiles.Defaults());
        Assert.Equal(profile, found?.Profile.Reference.Name);
    }
}
