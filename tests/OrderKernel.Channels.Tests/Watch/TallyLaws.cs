using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests.Watch;

// Fails when what was counted depends on who counted which part, in which order the parts were summed or how they were cut, when a record is counted twice or
// not at all, when more is kept than the limits say, or when a state that was kept is another one.
public sealed class TallyLaws
{
    private static readonly TallyLimits Limits = new(4, 6, 3);
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 0, 0);
    private static readonly DateTimeZone Zone = DateTimeZoneProviders.Tzdb["Asia/Shanghai"];
    private static readonly PolicyDocument<ChannelProfile> Shop = Made.Profile($$"""
        {{Made.Order}},"customer":"who","amounts":{"due":"total","freight":"post","tax":"tax"},
        "lines":{"at":"rows[]","code":"sku","quantity":"n","total":"sum","title":"t"},
        "statuses":[{"path":"word","table":"words"},{"path":"side","table":"side"}],"needsFulfilment":false
        """, """
        "tables":{"words":{"rows":{"paid":{"payment":"Paid","evidence":"seen"}}},"side":{"unknown":"note","rows":{"a":{"evidence":"seen"}}}}
        """);

    [Law(60, 600)]
    public void Merging_does_not_depend_on_how_and_in_which_order(Seed seed)
    {
        var chance = new Random(seed);
        var (a, b, c) = (Tally(chance), Tally(chance), Tally(chance));
        Assert.Equal(a.Merge(b, Limits), b.Merge(a, Limits));
        Assert.Equal(a.Merge(b, Limits).Merge(c, Limits), a.Merge(b.Merge(c, Limits), Limits));
        Assert.Equal(a, a.Merge(ChannelTally.Empty, Limits));
    }

    [Law(60, 600)]
    public void What_many_counted_is_what_one_counts(Seed seed)
    {
        var chance = new Random(seed);
        var arrivals = Arrivals(chance, 60);
        var (whole, parts) = (new TallyBuilder(Zone, Limits), Enumerable.Repeat(ChannelTally.Empty, 1 + chance.Next(5)).ToArray());
        foreach (var arrival in arrivals)
        {
            arrival(whole);
            var own = new TallyBuilder(Zone, Limits);
            arrival(own);
            ref var part = ref parts[chance.Next(parts.Length)];
            part = part.Merge(own.ToTally(), Limits);
        }

        Assert.Equal(whole.ToTally(), parts.Aggregate(ChannelTally.Empty, (sum, p) => sum.Merge(p, Limits)));
    }

    [Law(60, 600)]
    public void Each_record_is_counted_once_and_what_is_left_out_is_told(Seed seed)
    {
        var chance = new Random(seed);
        var (builder, wide, count) = (new TallyBuilder(Zone, Limits), new TallyBuilder(Zone, new(4, 1000, 1000)), 1 + chance.Next(80));
        var ends = new long[8];
        for (var i = 0; i < count; i++)
        {
            var (reading, end) = (Read(chance), (RecordEnd)(1 + chance.Next(7)));
            ends[(int)end]++;
            builder.Record(Start, reading, end, "c", Start);
            wide.Record(Start, reading, end, "c", Start);
        }

        var (few, all) = (Assert.Single(builder.ToTally().Hours.Items), Assert.Single(wide.ToTally().Hours.Items));
        var total = builder.Total;
        Assert.Equal((few.Ends, few.ParkedBy, few.Words, few.Latencies), (total.Ends, total.ParkedBy, total.Words, total.Latencies));
        Assert.Equal((count, ends[5]), (few.Records, few.ParkedBy.Items.Sum(p => p.Count)));
        foreach (var end in Enum.GetValues<RecordEnd>()) Assert.Equal(ends[(int)end], few.Of(end));
        Assert.True(few.Fields.Count <= Limits.Fields && few.Words.Count <= Limits.Words);
        Assert.Equal(0, all.FieldsLeftOut + all.WordsLeftOut);
        Assert.Equal(Sum(all), Sum(few) + few.FieldsLeftOut);
        Assert.Equal(all.Words.Items.Sum(w => w.Records), few.Words.Items.Sum(w => w.Records) + few.WordsLeftOut);
        // A kept field is counted whole, whatever was left out beside it.
        Assert.Equal(all.Fields.Items.Take(few.Fields.Count), few.Fields.Items);
        Assert.All(all.Fields.Items, f => Assert.True(f.Forms.Items.Sum() <= all.OfKind(f.Kind), $"{f}"));

        static long Sum(HourTally hour) => hour.Fields.Items.Sum(f => f.Forms.Items.Sum() + f.Tolerated + f.Unread);
    }

    [Law(60, 600)]
    public void A_state_that_was_kept_is_the_same(Seed seed)
    {
        var chance = new Random(seed);
        var (state, policy) = (ChannelWatchState.Empty, WatchPolicy.Default.Policy with { Failing = new(Duration.FromMinutes(5), 2, 5000) });
        for (var i = 0; i < 20; i++)
        {
            var now = Start + Duration.FromMinutes(i);
            state = ChannelWatch.Admit(state, policy, WatchDoor.Push, now).State;
            state = ChannelWatch.Decide(state, policy, Tally(chance), WatchDoor.Push, (WatchOutcome)(1 + chance.Next(4)), now);
        }

        var bytes = state.ToBytes();
        var again = ChannelWatchState.Read(bytes).ValueOrThrow();
        Assert.Equal(Encoding.UTF8.GetString(bytes.Span), Encoding.UTF8.GetString(again.ToBytes().Span));
        Assert.Equal(state, again);
    }

    [Law(100, 2_000)]
    public void Any_bytes_are_a_state_or_refused(Seed seed)
    {
        var chance = new Random(seed);
        var state = ChannelWatchState.Empty with { Tally = Tally(chance) };
        var bytes = state.ToBytes().ToArray();
        for (var i = chance.Next(1, 6); i > 0; i--) bytes[chance.Next(bytes.Length)] = (byte)chance.Next(32, 127);
        var read = ChannelWatchState.Read(bytes);
        if (read.Refusal is { } refusal) Assert.Equal(ChannelsCodes.WatchStateInvalid, refusal.Code);
        else Assert.NotNull(read.ValueOrThrow().Tally.Merge(state.Tally, Limits));
    }

    [Fact]
    public void Hours_are_those_of_the_shops_clock_and_only_the_newest_are_kept()
    {
        var (zone, builder) = (DateTimeZoneProviders.Tzdb["Asia/Kolkata"], new TallyBuilder(DateTimeZoneProviders.Tzdb["Asia/Kolkata"], Limits));
        for (var minute = 0; minute < 60 * 7; minute += 10) builder.Pull(Start + Duration.FromMinutes(minute), false);
        var hours = builder.ToTally().Hours;
        Assert.Equal(Limits.Hours, hours.Count);
        Assert.All(hours, h => Assert.Equal(0, h.Start.InZone(zone).Minute));
        Assert.All(hours.Items.Take(3), h => Assert.Equal(6, h.Pulls));
    }

    [Fact]
    public void However_many_hours_are_counted_memory_stays_and_the_total_is_whole()
    {
        var (builder, reading) = (new TallyBuilder(Zone, Limits), Made.Read(Shop, Record("1.5", "paid", "a"))[0]);
        for (var hour = 0; hour < 5_000; hour++) builder.Record(Start + Duration.FromHours((hour * 7919) % 5_000), reading, RecordEnd.Applied, null, null);
        builder.Record(null, default, RecordEnd.Parked, "c", null);
        var hours = builder.ToTally().Hours;
        Assert.Equal((Limits.Hours, Start + Duration.FromHours(4_999)), (hours.Count, hours.Items[^1].Start));
        Assert.All(hours, h => Assert.Equal(1, h.Records));
        Assert.Equal((5_001, 1), (builder.Total.Records, builder.Total.Of(RecordEnd.Parked)));
    }

    [Fact]
    public void Where_the_clock_is_turned_back_the_hour_that_comes_twice_is_two()
    {
        var builder = new TallyBuilder(DateTimeZoneProviders.Tzdb["America/New_York"], Limits);
        // 2026-11-01: 01:00 to 02:00 comes at 05:00 and again at 06:00 UTC.
        foreach (var (hour, minute) in new[] { (5, 30), (6, 30), (5, 40), (6, 0) }) builder.Refused(Instant.FromUtc(2026, 11, 1, hour, minute));
        Assert.Equal([2, 2], builder.ToTally().Hours.Items.Select(h => h.Refused));
    }

    [Theory]
    [InlineData("0.5 3 3 20 90", 50, 1, 5)]
    [InlineData("0.5 3 3 20 90", 60, 1, 5)]
    [InlineData("0.5 3 3 20 90", 61, 15, 60)]
    [InlineData("0.5 3 3 20 90", 95, 60, 300)]
    [InlineData("-5 -9", 95, 0, 1)]
    [InlineData("999999", 95, 86400, null)]
    public void A_share_of_the_times_under_way_lies_between_bounds(string seconds, int percent, int atLeast, int? below)
    {
        var claim = Made.Read(Shop, Record("\"1\"", "paid", "a"))[0];
        var builder = new TallyBuilder(Zone, Limits);
        foreach (var one in seconds.Split(' '))
        {
            var at = claim.Claim!.SourceTime + Duration.FromSeconds(double.Parse(one, System.Globalization.CultureInfo.InvariantCulture));
            builder.Record(Start, claim, RecordEnd.Applied, null, at);
        }

        var counts = Assert.Single(builder.ToTally().Hours.Items).Latencies;
        Assert.Equal(new LatencyBound(Duration.FromSeconds(atLeast), below is { } b ? Duration.FromSeconds(b) : null), Latency.At(counts, percent));
    }

    [Fact]
    public void Of_no_records_no_time_is_told_and_a_share_is_of_a_hundred()
    {
        Assert.Null(Latency.At([], 50));
        Assert.Throws<ArgumentOutOfRangeException>(() => Latency.At([1], 0));
        Assert.Throws<ArgumentOutOfRangeException>(() => Latency.At([1], 101));
    }

    internal static string Record(string total, string word, string side, string no = "1", string at = "2026-02-09 10:00:00") =>
        $$"""{"no":"{{no}}","at":"{{at}}","total":{{total}},"word":"{{word}}","side":"{{side}}","rows":[{"sku":"A","n":1,"sum":{{total}},"t":"x"}]}""";

    private static ChannelTally Tally(Random chance)
    {
        var builder = new TallyBuilder(Zone, Limits);
        foreach (var arrival in Arrivals(chance, chance.Next(1, 12))) arrival(builder);
        return builder.ToTally();
    }

    private static List<Action<TallyBuilder>> Arrivals(Random chance, int count) => [.. Enumerable.Range(0, count).Select(_ =>
    {
        var at = Start + Duration.FromMinutes(chance.Next(60 * 9));
        var (reading, end, flag, what) = (Read(chance), (RecordEnd)(1 + chance.Next(7)), chance.Next(2) == 0, chance.Next(6));
        return (Action<TallyBuilder>)(b =>
        {
            if (what == 0) b.Push(at, flag);
            else if (what == 1) b.Pull(at, flag);
            else if (what == 2) b.Refused(at);
            else b.Record(at, reading, end, end == RecordEnd.Parked ? $"c{(flag ? 1 : 2)}" : null, flag ? at : null);
        });
    })];

    private static RecordReading Read(Random chance)
    {
        var total = new[] { "1.5", "12", "\"12\"", "\"12.50\"", "\"¥12\"", "true", "\"x\"", "null" }[chance.Next(8)];
        var word = chance.Next(3) == 0 ? $"w{chance.Next(9)}" : "paid";
        var side = chance.Next(3) == 0 ? $"s{chance.Next(9)}" : "a";
        var profile = Shop.Policy;
        var reader = new ProfileReader(Shop, SkuMap.Same, Records.Shop) { TellsShape = true };
        RecordReading read = default;
        Records.Cut(RecordParser.For(profile), Encoding.UTF8.GetBytes(Record(total, word, side)), int.MaxValue, slice => read = reader.Read(slice));
        return read;
    }
}
