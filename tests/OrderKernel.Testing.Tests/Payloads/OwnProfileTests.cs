using System.Text;
using OrderKernel.Channels;
using OrderKernel.Ports;

namespace OrderKernel.Testing.Tests;

/// <summary>
/// Payloads of profiles that nobody ships. Fails when a profile that loads gets no payloads (properties that are null, what partners tell, several kinds of
/// CSV), when several waybills in one text do not come or come with other carriers, or when records do not keep to the schema of their kind.
/// </summary>
public sealed class OwnProfileTests
{
    private const string Head = """
        "$schema":"profile-1.json","name":"mall","version":"1","channel":"mall","code":"ML","zone":"Asia/Shanghai","currency":"CNY","time":"text"
        """;

    private const string Statuses = """[{"path":"paid","present":{"payment":"Paid","evidence":"seen"},"absent":{"payment":"Unpaid","evidence":"seen"}}]""";

    private const string Lines = """ "lines":{"at":"goods[]","id":"row","code":"sku","quantity":"count","total":"sum"} """;

    private const string Schema = """
        {"$schema":"https://json-schema.org/draft/2020-12/schema","type":"object","required":["no","paid","buyer","seen","goods"],
        "$defs":{"money":{"type":"string"}},
        "properties":{"no":{"type":"string"},"total":{"$ref":"#/$defs/money"},"paid":{"type":["string","null"]},"seen":{"type":"boolean"},
        "buyer":{"type":"object","required":["level","name","tags"],"properties":
          {"level":{"enum":["gold","none"]},"name":{"type":"string","minLength":3},"tags":{"type":"array","items":{"type":"string"},"minItems":1}}},
        "goods":{"type":"array","items":{"type":"object","required":["weight"],
          "properties":{"sku":{"type":"string"},"count":{"type":"integer"},"sum":{"$ref":"#/$defs/money"},"weight":{"type":"number","minimum":1}}}}}}
        """;

    [Fact]
    public void A_property_that_is_null_is_left_out()
    {
        var source = Load($$"""
            {{{Head}},"format":"json","money":"fen","nulls":null,"embedded":null,"carriers":null,"tables":null,
            "records":[{"kind":"order","scope":"whole","number":"no","schema":null,"customer":null,"recipient":null,"case":null,"shipments":null,
            "times":{"created":"at","paid":{"paths":["paid"],"when":null,"clean":null,"cut":null},"ended":null},"amounts":{"due":"total","paidBy":null},
            "statuses":{{Statuses}},{{Lines}} }]}
            """);
        Assert.Equal<string>(["order"], source.RecordKinds.Items);
        All(source, "order");
    }

    [Fact]
    public void What_partners_tell_is_no_payload_and_does_not_keep_orders_from_being_one()
    {
        var source = Load($$"""
            {{{Head}},"format":"json","money":"fen","partnerWords":{"locations":{"W1":"HZ"} },"records":[
            {"kind":"counted","needs":["countedAt"],
              "partner":{"tells":"stock","time":"countedAt","location":"warehouse","lines":{"code":"sku","units":"found"} } },
            {"kind":"order","scope":"whole","number":"no","times":{"created":"at","paid":"paid"},"amounts":{"due":"total"},"statuses":{{Statuses}},{{Lines}} }]}
            """);
        Assert.Equal<string>(["order"], source.RecordKinds.Items);
        All(source, "order");
        foreach (var name in Profiles.PartnerNames) Assert.Equal<string>([], PayloadSource.Default(name).RecordKinds.Items);
        Assert.Throws<InvalidOperationException>(() => PayloadSource.Default("wms-confirm").Life(1));
    }

    [Fact]
    public void Each_kind_of_a_CSV_profile_has_columns_of_its_own()
    {
        var source = Load($$"""
            {{{Head}},"format":"csv","money":"yuan","optional":["freight"],"records":[
            {"kind":"long","scope":"whole","number":"no","needs":["freight"],"times":{"created":"at","paid":"paid"},
              "amounts":{"due":"total","freight":"freight"},"statuses":{{Statuses}},"needsFulfilment":false},
            {"kind":"short","scope":"whole","number":"no","needs":["no","at"],"lacks":["freight"],"times":{"created":"at","paid":"paid"},
              "amounts":{"due":"total"},"statuses":{{Statuses}},"needsFulfilment":false}]}
            """);
        Assert.Equal<string>(["long", "short"], source.RecordKinds.Items);
        All(source, "long");
        All(source, "short");
        Assert.Contains("freight", source.At("long", OrderStage.Paid, 1).ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("freight", source.At("short", OrderStage.Paid, 1).ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void Waybills_in_one_text_come_in_groups_with_a_carrier_each_or_one_for_all()
    {
        var source = PayloadSource.Default("jd");
        var parcels = Enumerable.Range(0, 60).Select(seed => source.At("order", OrderStage.Shipped, seed)).Select(p => p.Claim!.Shipments).ToList();
        Assert.Equal([1, 2, 3], parcels.Select(p => p.Count).Distinct().Order());
        Assert.Contains(parcels, p => p.Items.Select(s => s.Carrier).Distinct().Count() > 1);
        Assert.Contains(parcels, p => p.Count > 1 && p.Items.Select(s => s.Carrier).Distinct().Count() == 1);
        Assert.All(parcels, p => Assert.All(p.Items, s => Assert.NotNull(s.Carrier)));
    }

    [Fact]
    public void Records_keep_to_the_schema_of_their_kind_where_somebody_validates()
    {
        var profile = Encoding.UTF8.GetBytes($$"""
            {{{Head}},"format":"json","money":"either","records":[
            {"kind":"order","scope":"whole","number":"no","schema":{{Schema}},"times":{"created":"at","paid":"paid"},"amounts":{"due":"total"},
            "statuses":{{Statuses}},{{Lines}} },
            {"kind":"refund","scope":"part","number":"no","needs":["back"],"times":{"modified":"at"},"amounts":{"due":"back"} }]}
            """);
        Assert.Equal<string>(["refund"], PayloadSource.Load(profile).ValueOrThrow().RecordKinds.Items);
        var source = PayloadSource.Load(profile, validator: Validator.Shared).ValueOrThrow();
        Assert.Equal<string>(["order", "refund"], source.RecordKinds.Items);
        foreach (var stage in Enum.GetValues<OrderStage>())
            Assert.Equal([], Enumerable.Range(0, 20).Select(seed => source.At("order", stage, seed)).Where(p => p.Claim is null).Select(p => p.ToString()));
        All(source, "order");
        Assert.Contains("\"paid\":null", Plain(source.At("order", OrderStage.Created, 1)), StringComparison.Ordinal);
        Assert.Contains("\"weight\":1", Plain(source.At("order", OrderStage.Created, 1)), StringComparison.Ordinal);
        var spoilt = Enumerable.Range(0, 200).Select(seed => source.Damaged("order", seed)).Count(p => p.Problems.Items.Contains(ChannelsCodes.PayloadInvalid));
        Assert.InRange(spoilt, 10, 190);
    }

    private static string Plain(ChannelPayload payload) => payload.ToString().Replace(" ", "", StringComparison.Ordinal);

    private static PayloadSource Load(string document) => PayloadSource.Load(Encoding.UTF8.GetBytes(document)).ValueOrThrow();

    private static void All(PayloadSource source, string kind)
    {
        for (var seed = 0; seed < Sizes.Of(60, 2_000); seed++)
        {
            foreach (var stage in Enum.GetValues<OrderStage>()) PayloadLaws.Agree(source, source.At(kind, stage, seed));
            PayloadLaws.Agree(source, source.AnyWords(kind, seed));
            PayloadLaws.Agree(source, source.Damaged(kind, seed));
        }
    }

    internal sealed class Validator : IPayloadValidator
    {
        private static readonly Dictionary<string, SchemaOracle> Known = [];

        public static Validator Shared { get; } = new();

        public ValueList<PayloadFailure> Validate(string schema, ReadOnlySpan<byte> payload)
        {
            lock (Known)
            {
                if (!Known.TryGetValue(schema, out var oracle)) Known.Add(schema, oracle = SchemaOracle.Of(schema));
                return oracle.Accepts(Encoding.UTF8.GetString(payload)) ? [] : [new("$", "the schema", "")];
            }
        }

        public ValueList<PayloadFailure> Check(string schema) => SchemaOracle.IsSchema(schema) ? [] : [new("$", "a schema", "")];
    }
}
