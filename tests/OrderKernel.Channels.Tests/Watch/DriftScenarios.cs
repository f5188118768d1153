using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests.Watch;

// Fails when a field that changes its form, a word that nobody knows or a field that cannot be read any more is not told with its numbers, when what varies
// always is told as drift, when nothing is told of one more form of the same, or when an hour that is too young is judged. C23 of the capabilities.
public sealed class DriftScenarios
{
    private static readonly Instant Eight = Instant.FromUtc(2026, 2, 9, 0, 0);
    private static readonly TallyLimits Limits = new(48, 400, 100);
    private static readonly DriftRules Rules = WatchPolicy.Default.Policy.Drift;
    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile($$"""
        {{Made.Order}},{{Made.Amounts}},"customer":"who","needsFulfilment":false,"statuses":[{"path":"word","table":"words"},{"path":"side","table":"side"}]
        """, """
        "tables":{"words":{"rows":{"paid":{"payment":"Paid","evidence":"seen"}}},"side":{"unknown":"note","rows":{"a":{"evidence":"seen"}}}}
        """);

    [Fact]
    public void A_price_that_was_a_text_and_is_a_number_is_told_with_its_share_and_since_when()
    {
        var drift = Assert.Single(Found(
            (0, 100, "\"total\":\"19.90\""), (1, 100, "\"total\":\"19.90\""), (2, 12, "\"total\":\"19.90\""), (2, 200, "\"total\":19.9")));
        Assert.Equal(new ChannelDrift(DriftKind.Form, "order", "total", "text with decimals", "number with decimals", 200, 212, At(2)), drift);
        Assert.Equal("channels.drift-form (record=order, path=total, was=text with decimals, is=number with decimals, "
            + "share=94, count=200, of=212, since=2026-02-09T02:00:00Z)", drift.ToReason().ToString());
    }

    [Fact]
    public void An_amount_that_loses_its_decimal_point_is_told()
    {
        var drift = Assert.Single(Found((0, 100, "\"total\":19.9"), (1, 30, "\"total\":1990")));
        Assert.Equal(("total", "number with decimals", "number"), (drift.Path, drift.Was, drift.Is));
    }

    [Fact]
    public void A_field_that_is_not_told_any_more_is_told_and_one_that_was_never_there_comes_as_new()
    {
        var drifts = Found((0, 100, "\"total\":1.5,\"who\":\"A\""), (1, 30, "\"total\":1.5"));
        Assert.Equal([("who", "text", "nothing", 30L)], drifts.Select(d => (d.Path, d.Was, d.Is, d.Count)));
        drifts = Found((0, 100, "\"total\":1.5"), (1, 30, "\"total\":1.5,\"who\":{\"name\":\"A\"}"));
        Assert.Equal([("who", "nothing", "object or list", 30L)], drifts.Where(d => d.Kind == DriftKind.Form).Select(d => (d.Path, d.Was, d.Is, d.Count)));
    }

    [Fact]
    public void A_field_by_which_records_cannot_be_read_any_more_is_told()
    {
        var drifts = Found((0, 100, "\"total\":1.5"), (1, 40, "\"total\":1.5"), (1, 20, "\"total\":\"free\""));
        Assert.Equal([(DriftKind.Form, 20L, 60L), (DriftKind.Unread, 20L, 60L)], drifts.Select(d => (d.Kind, d.Count, d.Of)));
        Assert.Equal("channels.drift-unread (record=order, path=total, share=33, count=20, of=60, since=2026-02-09T01:00:00Z)",
            drifts[1].ToReason().ToString());
    }

    [Fact]
    public void A_word_that_comes_often_is_told_until_it_is_an_old_one()
    {
        var found = Found((0, 100, "\"total\":1.5"), (1, 37, "\"total\":1.5,\"side\":\"b\""), (1, 100, "\"total\":1.5"));
        Assert.Equal("channels.drift-word (path=side, value=b, count=37, of=137, since=2026-02-09T01:00:00Z)",
            Assert.Single(found, d => d.Kind == DriftKind.Word).ToReason().ToString());
        Assert.DoesNotContain(Found((0, 100, "\"total\":1.5,\"side\":\"b\""), (1, 37, "\"total\":1.5,\"side\":\"b\"")), d => d.Kind == DriftKind.Word);
    }

    [Theory]
    // Too few in the hour, too short a past, too small a share; what varies always; a form that the past knew well.
    [InlineData(100, "\"total\":1.5", 19, "\"total\":\"1.50\"", 0, "")]
    [InlineData(49, "\"total\":1.5", 60, "\"total\":\"1.50\"", 0, "")]
    [InlineData(100, "\"total\":1.5", 19, "\"total\":\"1.50\"", 77, "\"total\":1.5")]
    [InlineData(100, "\"total\":1.5", 60, "\"total\":1.25", 40, "\"total\":7.5")]
    public void What_is_no_drift(int before, string was, int now, string becomes, int beside, string and)
    {
        var hours = new List<(int, int, string)> { (0, before, was), (1, now, becomes) };
        if (beside > 0) hours.Add((1, beside, and));
        Assert.Empty(Found([.. hours]));
    }

    [Fact]
    public void A_form_that_varies_always_is_none()
    {
        Assert.Empty(Found((0, 60, "\"total\":1.5"), (0, 60, "\"total\":\"1.50\""), (1, 60, "\"total\":\"1.50\"")));
        // Whole yuan lose their decimals in many a library.
        Assert.Empty(Found((0, 60, "\"total\":1.5"), (0, 10, "\"total\":2"), (1, 60, "\"total\":2")));
    }

    [Fact]
    public void Of_fields_that_were_left_out_nothing_is_said()
    {
        var limits = new TallyLimits(48, 2, 100);
        var tally = Tally(limits, (0, 100, "\"total\":1.5,\"who\":\"A\""), (1, 30, "\"total\":1.5"));
        // Kept are the first two, at and no; nobody knows any more whether total was told.
        Assert.Equal(["at", "no"], tally.Hours[0].Fields.Items.Select(f => f.Path));
        Assert.Empty(DriftSearch.Of(tally, Rules));
    }

    [Law(40, 400)]
    public void What_stays_as_it_was_is_never_drift(Seed seed)
    {
        var chance = new Random(seed);
        // The same mix in each hour: whatever it is made of, it drifts nowhere.
        var mix = Enumerable.Range(0, 1 + chance.Next(4)).Select(_ => (Count: 20 + chance.Next(40), Body: Body(chance))).ToList();
        var hours = Enumerable.Range(0, 2 + chance.Next(5)).SelectMany(h => mix.Select(m => (h, m.Count, m.Body))).ToArray();
        Assert.Empty(Found(hours));
    }

    private static string Body(Random chance)
    {
        var total = new[] { "1.5", "2", "\"1.50\"", "\"free\"", "true" }[chance.Next(5)];
        return $"\"total\":{total}" + (chance.Next(2) == 0 ? ",\"side\":\"b\"" : "") + (chance.Next(2) == 0 ? ",\"who\":\"A\"" : "");
    }

    private static List<ChannelDrift> Found(params (int Hour, int Count, string Body)[] records) => [.. DriftSearch.Of(Tally(Limits, records), Rules)];

    private static ChannelTally Tally(TallyLimits limits, params (int Hour, int Count, string Body)[] records)
    {
        var builder = new TallyBuilder(DateTimeZone.Utc, limits);
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop) { TellsShape = true };
        foreach (var (hour, count, body) in records)
        {
            var reading = reader.Read(Encoding.UTF8.GetBytes($$"""{"no":"1","at":"2026-02-09 10:00:00",{{body}}}"""));
            var isRead = reading.Kind == ReadingKind.Claimed;
            for (var i = 0; i < count; i++)
                builder.Record(At(hour) + Duration.FromMinutes(i % 60), reading, isRead ? RecordEnd.Applied : RecordEnd.Parked, reading.Refusal?.Code, null);
        }

        return builder.ToTally();
    }

    private static Instant At(int hour) => Eight + Duration.FromHours(hour);
}
