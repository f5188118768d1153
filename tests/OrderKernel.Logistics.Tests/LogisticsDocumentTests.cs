using System.Reflection;
using System.Text;
using NodaTime;
using static OrderKernel.Logistics.Tests.Sample;

namespace OrderKernel.Logistics.Tests;

/// <summary>Each number and row of the default documents decides something, and bad documents are refused as a whole.</summary>
/// <remarks>Fails when a number is dead, a known code has no row, or a problem is not listed with its path.</remarks>
public class LogisticsDocumentTests
{
    private const string PolicyFile = "track-policy.json";
    private const string VocabularyFile = "kuaidi100.track-vocabulary.json";

    [Fact]
    public void A_changed_window_makes_a_repeat_a_node()
    {
        var policy = TrackPolicy.Load(Changed(PolicyFile, "PT30M", "PT20M")).ValueOrThrow().Policy;
        var track = Track(Report(TrackNode.InTransit, 0), Report(TrackNode.InTransit, 0.4));
        Assert.Equal((1, 0), (track.Journey(Policy.Policy).Repeats, track.Journey(policy).Repeats));
    }

    [Fact]
    public void A_changed_first_scan_time_moves_the_alert() =>
        Assert.Equal(Noon + Duration.FromHours(3), FirstScan.OverdueAt(Noon, TrackPolicy.Load(Changed(PolicyFile, "PT2H", "PT3H")).ValueOrThrow().Policy));

    [Fact]
    public void A_changed_stalled_time_moves_the_alert() =>
        Assert.Equal(Noon + Duration.FromHours(12),
            StalledTrack.OverdueAt(Track(Report(TrackNode.InTransit, 0)), TrackPolicy.Load(Changed(PolicyFile, "PT48H", "PT12H")).ValueOrThrow().Policy));

    [Theory]
    [InlineData("\"Carrier\", ", true)]
    [InlineData(", \"Evidence\"", false)]
    public void A_proof_that_the_policy_does_not_list_proves_nothing(string removed, bool fromCarrier)
    {
        var policy = TrackPolicy.Load(Changed(PolicyFile, removed, "")).ValueOrThrow();
        var signed = fromCarrier
            ? Report(TrackNode.Delivered, 1) with { IsFromCarrier = true }
            : Report(TrackNode.Delivered, 1) with { Evidence = [EvidenceReference.Of("photo")] };
        ValueList<TrackReport> reports = [Report(TrackNode.Accepted, 0), signed];
        Assert.Equal(SignOffTrust.Verified, Track(reports.Items.ToArray()).SignOff!.Trust);
        var decision = TrackProcess.Decide(ParcelTrack.None, reports, policy, Context).ValueOrThrow();
        Assert.Equal(SignOffTrust.Suspect, TrackProcess.Evolve(ParcelTrack.None, decision.Events).SignOff!.Trust);
        Assert.Equal([policy.Reference], decision.Policies);
    }

    [Theory]
    [InlineData("\"PT30M\"", "\"PT0S\"", "$.repeatWindow", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"stalledAfter\"", "\"stalled\"", "$.stalledAfter", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"Carrier\"", "\"Courier\"", "$.signOffConfirmedBy", KernelCodes.DocumentValueInvalid)]
    public void A_bad_policy_is_refused_with_path_and_code(string from, string to, string path, string code) =>
        Assert.Contains(TrackPolicy.Load(Changed(PolicyFile, from, to)).Refusal!.Reasons.Items,
            r => r.Code == code && r.Arguments.Items.Contains(new Argument("path", path)));

    [Theory]
    [InlineData("\"zone\": \"Asia/Shanghai\"", "\"zone\": \"Mars/Base\"", "$.zone")]
    [InlineData("\"code\": \"1001\"", "\"code\": \"0\"", "$.codes[1].code")]
    [InlineData("\"exception\": \"Other\", ", "", "$.codes[8].exception")]
    [InlineData("\"contains\": \"拒签\"", "\"contains\": \"拒收\"", "$.texts[1].contains")]
    [InlineData("\"node\": \"AtLocker\", \"evidence\": \"seen\"", "\"node\": \"AtLocker\", \"deliveredTo\": \"Self\", \"evidence\": \"seen\"",
        "$.codes[27].deliveredTo")]
    [InlineData("\"carrier\": \"SF\"", "\"carrier\": \" SF\"", "$.carriers[0].carrier")]
    [InlineData("\"code\": \"zhongtong\"", "\"code\": \"shunfeng\"", "$.carriers[1].code")]
    [InlineData("\"meaning\": \"在途\", \"node\": \"InTransit\", \"evidence\": \"seen\"", "\"meaning\": \"在途\", \"node\": \"InTransit\", \"evidence\": \"sure\"",
        "$.codes[0].evidence")]
    public void A_bad_vocabulary_is_refused_with_its_path(string from, string to, string path) => Assert.Contains(
        TrackVocabulary.Load(Changed(VocabularyFile, from, to)).Refusal!.Reasons.Items,
        r => r.Code == KernelCodes.DocumentValueInvalid && r.Arguments.Items.Contains(new Argument("path", path)));

    [Theory]
    [InlineData("0", TrackNode.InTransit)]
    [InlineData("1", TrackNode.Accepted)]
    [InlineData("101", TrackNode.Registered)]
    [InlineData("102", TrackNode.Registered)]
    [InlineData("103", TrackNode.Accepted)]
    [InlineData("203", TrackNode.Refused)]
    [InlineData("205", TrackNode.Exception)]
    [InlineData("210", TrackNode.Exception)]
    [InlineData("3", TrackNode.Delivered)]
    [InlineData("304", TrackNode.Delivered)]
    [InlineData("4", TrackNode.Returned)]
    [InlineData("401", TrackNode.Exception)]
    [InlineData("5", TrackNode.OutForDelivery)]
    [InlineData("501", TrackNode.AtLocker)]
    [InlineData("6", TrackNode.Returning)]
    [InlineData("13", TrackNode.Exception)]
    [InlineData("14", TrackNode.Refused)]
    public void A_code_means_its_node_and_another_row_another_one(string code, TrackNode node)
    {
        Assert.True(TrackVocabulary.Kuaidi100.Policy.TryMean(code, out var meaning));
        Assert.Equal(node, meaning.Node);
        Assert.Equal(36, TrackVocabulary.Kuaidi100.Policy.Codes.Count());
    }

    [Fact]
    public void A_changed_zone_moves_all_times()
    {
        var vocabulary = TrackVocabulary.Load(Changed(VocabularyFile, "Asia/Shanghai", "Asia/Tokyo")).ValueOrThrow().Policy;
        var json = Encoding.UTF8.GetBytes(Message("1", Entry("2026-01-02 10:00:00", "已揽收")));
        Assert.Equal(Duration.FromHours(1), Kuaidi100.Parse(json, TrackVocabulary.Kuaidi100.Policy).ValueOrThrow().Reports[0].At
            - Kuaidi100.Parse(json, vocabulary).ValueOrThrow().Reports[0].At);
    }

    [Fact]
    public void Every_code_has_both_texts_and_every_text_a_code()
    {
        var codes = typeof(LogisticsCodes).GetFields(BindingFlags.Public | BindingFlags.Static).Select(f => (string)f.GetRawConstantValue()!)
            .Order(StringComparer.Ordinal);
        var texts = TextCatalog.Of(typeof(LogisticsCodes).Assembly);
        Assert.Equal(codes, texts.Codes);
        Assert.All(texts.Codes, c => Assert.True(texts.Template(c, Language.English)!.Length > 0 && texts.Template(c, Language.Chinese)!.Any(x => x > 0x4E00)));
    }
}
