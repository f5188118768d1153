using System.Text;
using System.Text.Json.Nodes;
using OrderKernel.Channels;
using OrderKernel.Cli.Input;

namespace OrderKernel.Cli.Tests.Input;

// Fails when a payload that a schema does not want passes, when a failure does not say where, what was expected and what stood there, when a broken schema lets
// records through or throws, or when a run, a check or a trial does not ask.
public class JsonSchemaValidatorTests
{
    private const string Schema = """
        { "type": "object", "required": ["no", "total"], "additionalProperties": false,
          "properties": { "no": { "type": "string", "pattern": "^[0-9]+$" }, "at": { "type": "string" }, "total": { "type": ["string", "number"] },
            "items": { "type": "array", "minItems": 1, "items": { "$ref": "#/$defs/line" } } },
          "$defs": { "line": { "type": "object", "required": ["sku"], "properties": { "n": { "type": "integer", "minimum": 1 }, "sku": { "enum": ["A", "B"] } } } } }
        """;

    [Theory]
    [InlineData("""{"no":"1","total":1}""")]
    [InlineData("""{"no":"x","total":"1"}""", "$.no", "pattern = \"^[0-9]+$\"", "\"x\"")]
    [InlineData("""{"no":1,"total":"1"}""", "$.no", "type = \"string\"", "1")]
    [InlineData("""{"total":"1"}""", "$.no", "required", "")]
    [InlineData("""{"no":"1","total":"1","items":[{"sku":"A"},{"sku":"C"}]}""", "$.items[1].sku", "enum = [\"A\", \"B\"]", "\"C\"")]
    [InlineData("""{"no":"1","total":"1","items":[{"sku":"A","n":0}]}""", "$.items[0].n", "minimum = 1", "0")]
    [InlineData("""{"no":"1","total":"1","items":[{"n":1}]}""", "$.items[0].sku", "required", "")]
    [InlineData("""{"no":"1","total":"1","items":[]}""", "$.items", "minItems = 1", "[]")]
    [InlineData("""{"no":"1","total":{}}""", "$.total", "type = [\"string\", \"number\"]", "{}")]
    public void A_failure_says_where_what_was_expected_and_what_stood_there(string payload, string? path = null, string? expected = null, string? found = null)
    {
        var failures = JsonSchemaValidator.Shared.Validate(Schema, Encoding.UTF8.GetBytes(payload));
        Assert.Equal(path is null ? [] : [(path, expected!, found!)], failures.Items.Select(f => (f.Path, f.Expected, f.Found)));
    }

    [Fact]
    public void All_failures_come_at_once_and_a_property_too_many_is_one()
    {
        var failures = JsonSchemaValidator.Shared.Validate(Schema, """{"no":"x","more":1,"items":[{"sku":"C"}]}"""u8);
        Assert.Equal(["$.items[0].sku", "$.more", "$.no", "$.total"], failures.Items.Select(f => f.Path));
    }

    [Theory]
    [InlineData("""{"type":5}""")]
    [InlineData("""{"$ref":"#/$defs/none"}""")]
    [InlineData("""{"$ref":"https://example.org/other.json"}""")]
    [InlineData("""{"properties":{"no":{"pattern":"("}}}""")]
    public void A_broken_schema_is_found_and_lets_nothing_through(string schema)
    {
        Assert.NotEmpty(JsonSchemaValidator.Shared.Check(schema));
        Assert.NotEmpty(JsonSchemaValidator.Shared.Validate(schema, """{"no":"1"}"""u8));
    }

    [Fact]
    public void A_sound_schema_passes_and_two_of_the_same_id_do_not_disturb_each_other()
    {
        Assert.Empty(JsonSchemaValidator.Shared.Check(Schema));
        const string One = """{"$id":"https://example.org/one.json","properties":{"no":{"type":"string"}}}""";
        Assert.Empty(JsonSchemaValidator.Shared.Validate(One, """{"no":"1"}"""u8));
        Assert.NotEmpty(JsonSchemaValidator.Shared.Validate(One.Replace("string", "integer", StringComparison.Ordinal), """{"no":"1"}"""u8));
    }

    [Fact]
    public void A_number_that_the_library_cannot_compare_is_a_failure_and_no_crash() =>
        Assert.NotEmpty(JsonSchemaValidator.Shared.Validate("""{"properties":{"n":{"enum":[5,6]}}}""", """{"n":1e30}"""u8));

    [Fact]
    public void A_run_puts_away_raw_what_the_schema_does_not_want_and_check_and_try_say_so()
    {
        using var folder = new TempFolder();
        var profile = $$"""
            {"$schema":"profile-1.json","name":"mall","version":"1","channel":"mall","code":"ML","zone":"Asia/Shanghai","format":"json","currency":"CNY","money":"yuan",
             "time":"text","records":[{"kind":"order","scope":"whole","needs":["no"],"number":"no","times":{"created":"at"},"amounts":{"due":"total"},"needsFulfilment":false,
             "schema":{{Schema}}}]}
            """;
        folder.With("mall.profile.json", profile)
            .With("orders.jsonl", """{"no":"1","at":"2026-02-09 10:00:00","total":"1.00"}""" + "\n" + """{"no":"1x","at":"2026-02-09 10:00:00","total":"1.00"}""" + "\n")
            .With("manifest.json", """{"$schema":"manifest-1.json","files":[{"path":"orders.jsonl","profile":"mall.profile.json"}]}""");
        var run = JsonNode.Parse(folder.Run("--json").Ends(0).Out)!;
        Assert.Equal((1, 1), (run["orders"]!.GetValue<int>(), run["parked"]!.GetValue<int>()));
        var waiting = JsonNode.Parse(ToolRun.Of("quarantine", "list", "--store", folder.Store, "--json").Ends(0).Out)!["records"]![0]!;
        Assert.Equal(ChannelsCodes.PayloadInvalid, waiting["code"]!.GetValue<string>());
        // Mended, the record that was put away is an order: its bytes were kept.
        folder.With("mall.profile.json", profile.Replace("^[0-9]+$", "^[0-9x]+$", StringComparison.Ordinal));
        ToolRun.Of("quarantine", "replay", "--all", "--store", folder.Store, "--policies", folder.Input).Ends(0);

        File.WriteAllText(folder["mall.json"], profile);
        var check = JsonNode.Parse(ToolRun.Of("profile", "check", folder["mall.json"], Path.Combine(folder.Input, "orders.jsonl"), "--json").Ends(1).Out)!;
        Assert.Equal(ChannelsCodes.PayloadInvalid, check["samples"]![0]!["reasons"]![0]!["code"]!.GetValue<string>());
        var trial = JsonNode.Parse(ToolRun.Of("profile", "try", folder["mall.json"], Path.Combine(folder.Input, "orders.jsonl"), "--record", "2", "--json").Ends(1).Out)!;
        Assert.Equal("$.no", trial["records"]![0]!["reasons"]![0]!["path"]!.GetValue<string>());
        File.WriteAllText(folder["mall.json"], profile.Replace("\"minItems\": 1", "\"minItems\": -1", StringComparison.Ordinal));
        var broken = JsonNode.Parse(ToolRun.Of("profile", "check", folder["mall.json"], "--json").Ends(1).Out)!;
        Assert.Contains(broken["findings"]!.AsArray(), f => f!["code"]!.GetValue<string>() == ChannelsCodes.SchemaInvalid
            && f["path"]!.GetValue<string>().StartsWith("$.records[0].schema.properties.items", StringComparison.Ordinal));
    }
}
