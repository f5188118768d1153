using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using NodaTime;

namespace OrderKernel.Channels.Tests;

[JsonSerializable(typeof(ClaimAccepted))]
[JsonSerializable(typeof(ClaimedLine))]
[JsonSerializable(typeof(ClaimedShipment))]
[JsonSerializable(typeof(ClaimedCase))]
[JsonSerializable(typeof(ClaimedUnits))]
[JsonSerializable(typeof(ClaimedTender))]
[JsonSerializable(typeof(BundleComponent))]
[JsonSerializable(typeof(LineId))]
[JsonSerializable(typeof(HoldKind))]
[JsonSerializable(typeof(Finding))]
[JsonSerializable(typeof(Argument))]
[JsonSerializable(typeof(ClaimAxis))]
internal sealed partial class GeneratedClaims : JsonSerializerContext;

// The converter of claims that is written by hand against what System.Text.Json generates for the same record. Fails when a fact is left out, stands
// under another name or is read into another one. The order of the facts is pinned by the golden bytes of IntakeTests and by stores that exist.
public class ClaimConverterLaws
{
    private static readonly GeneratedClaims Generated = new(Options());
    private static readonly EventHeader Header = new(Instant.FromUtc(2026, 2, 9, 0, 0), ActorId.Of("kernel"), MessageId.Of("m"), [], []);

    [Law(300, 20_000)]
    public bool Facts_stand_as_they_are_generated(Seed seed)
    {
        var claim = IntakeLaws.Make(seed);
        var accepted = new ClaimAccepted("h", ClaimContent.Of(claim), [ClaimAxis.Payment]);
        return JsonNode.DeepEquals(Said(accepted), Expected(accepted));
    }

    [Law(300, 20_000)]
    public bool A_claim_comes_back(Seed seed)
    {
        var claim = IntakeLaws.Make(seed);
        var accepted = new ClaimAccepted("h", ClaimContent.Of(claim), [ClaimAxis.Payment, ClaimAxis.Lines]);
        var head = new StreamHead(claim.Order.Stream(), 0, ChainHash.Genesis(claim.Order.Stream()));
        return IntakeEvents.Codec.Decode(IntakeEvents.Codec.Seal(head, accepted, Header)) == accepted;
    }

    [Fact]
    public void Every_fact_is_told_by_some_claim_of_these()
    {
        // A fact that no generated claim tells would be compared with nothing.
        var contents = Enumerable.Range(0, 400).Select(n => Expected(new("h", ClaimContent.Of(IntakeLaws.Make(n)), []))["content"]!).ToList();
        Assert.Empty(Properties<ClaimContent>().Except(Keys(contents)));
        Assert.Empty(Properties<ClaimedLine>().Except(Keys(Inside("lines"))));
        Assert.Empty(Properties<ClaimedShipment>().Except(Keys(Inside("shipments"))));
        Assert.Empty(Properties<ClaimedCase>().Except(Keys(Inside("cases"))));
        Assert.Empty(Properties<ClaimedTender>().Except(Keys(Inside("paidBy"))));

        IEnumerable<JsonNode> Inside(string list) => contents.SelectMany(c => (JsonArray?)c[list] ?? []).Select(n => n!);
        static IEnumerable<string> Keys(IEnumerable<JsonNode> told) => told.SelectMany(c => ((JsonObject)c).Where(f => f.Value is not null).Select(f => f.Key));
        static IEnumerable<string> Properties<T>() => typeof(T).GetProperties().Select(p => JsonNamingPolicy.CamelCase.ConvertName(p.Name));
    }

    [Theory]
    [InlineData("order")]
    [InlineData("scope")]
    [InlineData("sourceTime")]
    [InlineData("channelCode")]
    [InlineData("zoneName")]
    public void A_claim_without_what_each_has_is_refused_as_bytes(string fact)
    {
        var accepted = new ClaimAccepted("h", ClaimContent.Of(IntakeLaws.Make(1)), []);
        var content = Said(accepted);
        ((JsonObject)content["content"]!).Remove(fact);
        var bytes = Encoding.UTF8.GetBytes($$"""{"type":"channels.claim-accepted","data":{{content.ToJsonString()}}}""");
        var stream = IntakeLaws.Make(1).Order.Stream();
        var envelope = new EventEnvelope(stream, 1, "channels.claim-accepted", Header.At, bytes, ChainHash.Genesis(stream).Next(bytes));
        Assert.Throws<FormatException>(() => IntakeEvents.Codec.Decode(envelope));
    }

    private static JsonNode Said(ClaimAccepted accepted) => JsonNode.Parse(IntakeEvents.Codec.Encode(accepted, Header).ToArray())!["data"]!;

    private static JsonNode Expected(ClaimAccepted accepted)
    {
        var node = JsonSerializer.SerializeToNode(accepted, Generated.ClaimAccepted)!;
        var content = (JsonObject)node["content"]!;
        // What is not so, and lists without anything, are left out; an empty set of holds is a fact.
        var unsaid = content.Where(f => f.Value!.ToJsonString() is "false" or "[]" && f.Key != "holds").Select(f => f.Key).ToArray();
        foreach (var name in unsaid) content.Remove(name);
        return node;
    }

    private static JsonSerializerOptions Options()
    {
        var options = CanonicalJson.Options(
            CanonicalJson.ListOf<ClaimedLine>(), CanonicalJson.ListOf<ClaimedShipment>(), CanonicalJson.ListOf<ClaimedCase>(),
            CanonicalJson.ListOf<ClaimedUnits>(), CanonicalJson.ListOf<ClaimedTender>(),
            CanonicalJson.ListOf<BundleComponent>(), CanonicalJson.ListOf<LineId>(), CanonicalJson.ListOf<HoldKind>(), CanonicalJson.ListOf<Finding>(),
            CanonicalJson.ListOf<Argument>(), CanonicalJson.ListOf<ClaimAxis>(), CanonicalJson.WordOf<ClaimAxis>());
        options.IgnoreReadOnlyProperties = true;
        return options;
    }
}
