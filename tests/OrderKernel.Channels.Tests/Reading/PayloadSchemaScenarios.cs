using OrderKernel.Ports;

namespace OrderKernel.Channels.Tests;

// Records held against the JSON Schema of their kind. Fails when one that is not as the schema wants is a claim, when its other problems are hidden, when a
// schema is passed over in silence because nobody validates, or when one of another kind is asked.
public sealed class PayloadSchemaScenarios
{
    private const string Schema = """{"type":"object","required":["no"]}""";

    private static readonly PolicyDocument<ChannelProfile> Profile = Made.Profile($$"""
        {{Made.Order}},"needs":["total"],"schema":{{Schema}},{{Made.Amounts}} },
        {"kind":"refund","scope":"part","number":"no","needs":["back"],"times":{"modified":"at"}
        """);

    [Fact]
    public void Every_failure_parks_with_its_path_beside_what_else_is_wrong()
    {
        var validator = new Validator(new PayloadFailure("$.tel", "maxLength = 3", "\"王小明 13800138000\""), new PayloadFailure("$.items[0]", "required", ""));
        var reading = Read(validator, """{"no":"1","at":"noon","total":"1"}""");
        Assert.Equal((ReadingKind.Parked, ChannelsCodes.PayloadInvalid), (reading.Kind, reading.Refusal!.Code));
        Assert.Equal([("$.tel", ChannelsCodes.PayloadInvalid), ("$.items[0]", ChannelsCodes.PayloadInvalid), ("$.at", ChannelsCodes.TimeInvalid)],
            reading.Refusal.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)));
        Assert.Contains(reading.Refusal.Reasons[0].Arguments.Items, a => a.Name == "expected" && a.Value == "maxLength = 3");
        // What stood there may be anything.
        Assert.DoesNotContain("小明", reading.Refusal.ToString() + reading.Refusal.Reasons, StringComparison.Ordinal);
        Assert.Equal((Schema, """{"no":"1","at":"noon","total":"1"}"""), validator.Asked);
    }

    [Fact]
    public void A_record_that_is_known_by_number_and_time_stays_known()
    {
        var reading = Read(new Validator(new PayloadFailure("$", "nothing", "")), """{"no":"1","at":"2026-02-09 10:00:00","total":"1"}""");
        Assert.Equal("1", reading.Identity!.Value.Order.Number.Value);
    }

    [Fact]
    public void A_valid_record_is_a_claim_and_a_kind_without_schema_asks_nobody()
    {
        Assert.Equal(ReadingKind.Claimed, Read(new Validator(), """{"no":"1","at":"2026-02-09 10:00:00","total":"1"}""").Kind);
        var other = new Validator(new PayloadFailure("$", "nothing", ""));
        Assert.Equal(ReadingKind.Claimed, Read(other, """{"no":"1","at":"2026-02-09 10:00:00","back":"1"}""").Kind);
        Assert.Equal(default, other.Asked);
    }

    [Fact]
    public void Without_anybody_who_validates_a_schema_parks()
    {
        Assert.Equal(ChannelsCodes.ValidatorMissing, Read(null, """{"no":"1","at":"2026-02-09 10:00:00","total":"1"}""").Refusal!.Code);
        Assert.Equal(ReadingKind.Claimed, Read(null, """{"no":"1","at":"2026-02-09 10:00:00","back":"1"}""").Kind);
    }

    [Fact]
    public void A_schema_is_an_object_in_a_profile_of_json()
    {
        Assert.Equal([("order", Schema)], Profile.Policy.PayloadSchemas);
        Assert.Equal([("$.records[0].schema", KernelCodes.DocumentTypeMismatch)], Made.Findings($$"""{{Made.Order}},{{Made.Amounts}},"schema":"order.schema.json" """));
        Assert.Equal([("$.records[0].schema", KernelCodes.DocumentValueInvalid)], Made.Findings($$"""{{Made.Order}},{{Made.Amounts}},"schema":{}""", format: "csv"));
        Assert.Empty(Made.Findings($$"""{{Made.Order}},{{Made.Amounts}},"schema":{"anything":[1]}"""));
    }

    private static RecordReading Read(IPayloadValidator? validator, string input) =>
        new ProfileReader(Profile, SkuMap.Same, Records.Shop, null, validator).Read(System.Text.Encoding.UTF8.GetBytes(input));

    private sealed class Validator(params PayloadFailure[] failures) : IPayloadValidator
    {
        public (string? Schema, string? Payload) Asked { get; private set; }

        public ValueList<PayloadFailure> Validate(string schema, ReadOnlySpan<byte> payload)
        {
            Asked = (schema, System.Text.Encoding.UTF8.GetString(payload.ToArray()));
            return failures.ToValueList();
        }

        public ValueList<PayloadFailure> Check(string schema) => [];
    }
}
