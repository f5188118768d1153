using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests.Pulls;

// Fails when a pull comes at another time than the policy says, a failure is tried too often, too soon or never again, a circuit does not open or not close,
// people are not told of failures or told all the time, or what can no more be had is passed over in silence. C7 and C23 of the capabilities.
public sealed class PullScenarios
{
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 0, 0);
    private static readonly PullPolicy Standard = PullPolicy.Default.Policy with { Jitter = Duration.Zero };
    private static readonly PullTerms Orders = new("orders", Duration.FromHours(24), EvidenceMark.Seen);

    [Fact]
    public void The_next_pull_is_due_a_quarter_of_an_hour_after_what_is_done_and_reaches_back()
    {
        var state = PullState.StartingAt(Start);
        Assert.Equal((null, At(15)), Told(state, At(14)));
        Assert.Equal(ChannelsCodes.PullNotDue, Code(state, At(14)));
        var plan = Plan(state, At(15));
        // Before the start nobody wants anything.
        Assert.Equal(new PullWindow(Start, At(15), PullReason.Next), plan.Window);
        state = Done(state, plan, At(16));
        Assert.Equal(At(15), state.Through);
        Assert.Equal((null, At(30)), Told(state, At(16)));
        Assert.Equal(new PullWindow(At(10), At(30), PullReason.Next), Plan(state, At(30)).Window);
        Assert.Equal([ChannelsCodes.PullDue], Plan(state, At(30)).Reasons.Items.Select(r => r.Code));
    }

    [Fact]
    public void A_feed_that_lags_behind_is_read_window_by_window_without_a_pause()
    {
        var terms = Orders with { WindowMax = Duration.FromMinutes(30) };
        var state = PullState.StartingAt(Start);
        var windows = new List<(int From, int To)>();
        for (var plan = Plan(state, At(100), terms); plan.Window is { Why: PullReason.Next } window; plan = Plan(state, At(100), terms))
        {
            windows.Add((Minutes(window.From), Minutes(window.To)));
            state = PullPlanner.Paged(state, plan, terms, Standard, At(100), null);
        }

        Assert.Equal([(0, 30), (25, 55), (50, 80), (75, 100)], windows);
    }

    [Fact]
    public void Pages_are_asked_for_by_their_marks_and_a_window_is_done_with_its_last()
    {
        var state = PullState.StartingAt(Start);
        var first = Plan(state, At(15));
        Assert.Null(first.Cursor);
        state = PullPlanner.Paged(state, first, Orders, Standard, At(15), "p2");
        Assert.Equal(Start, state.Through);
        // The window stays what it was, however late its next page is asked for.
        var second = Plan(state, At(40));
        Assert.Equal((first.Window, "p2"), (second.Window, second.Cursor));
        state = PullPlanner.Paged(state, second, Orders, Standard, At(40), null);
        Assert.Equal((At(15), null, null), (state.Through, state.Window, state.Cursor));
    }

    [Fact]
    public void A_page_that_fails_is_tried_three_times_and_then_waits_for_the_next_pull()
    {
        var state = PullPlanner.Paged(PullState.StartingAt(Start), Plan(PullState.StartingAt(Start), At(15)), Orders, Standard, At(15), "p2");
        var now = At(15);
        foreach (var (seconds, cursor) in new[] { (30, "p2"), (60, "p2"), (15 * 60, null) })
        {
            (state, _) = Fail(state, now);
            Assert.Equal((null, now + Duration.FromSeconds(seconds)), Told(state, now));
            Assert.Equal(ChannelsCodes.PullRetryWaits, Code(state, now));
            now += Duration.FromSeconds(seconds);
            Assert.Equal(cursor, Plan(state, now).Cursor);
        }

        // Made anew, to now; nothing that failed is left out.
        Assert.Equal(new PullWindow(Start, now, PullReason.Next), Plan(state, now).Window);
        Assert.Equal(now, Done(state, Plan(state, now), now).Through);
    }

    [Theory]
    [InlineData(10, 30)]
    [InlineData(120, 120)] // 429 with Retry-After
    public void A_channel_that_asks_for_more_time_gets_it(int asked, int seconds)
    {
        var (state, _) = Fail(PullState.StartingAt(Start), At(15), Duration.FromSeconds(asked));
        Assert.Equal(At(15) + Duration.FromSeconds(seconds), Plan(state, At(15)).WakeAt);
    }

    [Fact]
    public void Six_failures_in_a_row_open_the_circuit_one_call_tries_it_and_a_success_closes_it()
    {
        var (state, now) = (PullState.StartingAt(Start), At(15));
        for (var i = 0; i < 6; i++)
        {
            (state, var alert) = Fail(state, now);
            // Who is left alone fails seldom: people hear of it when the circuit opens.
            Assert.Equal(i == 5 ? ChannelsCodes.PullFailing : null, alert?.Code);
            if (i < 5) now = Plan(state, now).WakeAt;
        }

        Assert.Equal(ChannelsCodes.PullCircuitOpen, Code(state, now));
        Assert.Equal(now + Duration.FromMinutes(10), Plan(state, now).WakeAt);
        // Half open: one call. It fails, and the circuit is open again at once.
        now += Duration.FromMinutes(10);
        Assert.NotNull(Plan(state, now).Window);
        (state, _) = Fail(state, now);
        Assert.Equal((ChannelsCodes.PullCircuitOpen, now + Duration.FromMinutes(10)), (Code(state, now), Plan(state, now).WakeAt));
        now += Duration.FromMinutes(10);
        state = Done(state, Plan(state, now), now);
        Assert.Equal((0, null), (state.FailedInARow, state.NotBefore));
        (state, _) = Fail(state, now + Duration.FromHours(1));
        Assert.Equal(ChannelsCodes.PullRetryWaits, Code(state, now + Duration.FromHours(1)));
    }

    [Fact]
    public void More_than_ten_failures_an_hour_are_told_once_an_hour()
    {
        var patient = Standard with { Every = Duration.FromMinutes(5), Tries = 1, OpenAfter = 1000 };
        var (state, told) = (PullState.StartingAt(Start), new List<int>());
        for (var minute = 5; minute < 180; minute += 5)
        {
            (state, var alert) = PullPlanner.Failed(state, PullPlanner.Plan(state, Orders, patient, At(minute), "shop"), Orders, patient, At(minute));
            // What is remembered does not grow with the outage.
            Assert.InRange(state.Failures.Count, 1, 11);
            if (alert is null) continue;
            Assert.Equal(ChannelsCodes.PullFailing, alert.Code);
            told.Add(minute);
        }

        Assert.Equal([55, 115, 175], told);
    }

    [Fact]
    public void What_changed_in_the_last_two_hours_is_asked_for_once_more_every_hour()
    {
        var terms = Orders with { WindowMax = Duration.FromMinutes(50) };
        var (state, scans) = (PullState.StartingAt(Start), new List<(int At, int From, int To)>());
        for (var minute = 0; minute <= 250; minute++)
        {
            while (PullPlanner.Plan(state, terms, Standard, At(minute), "shop") is { Window: { } window } plan)
            {
                Assert.Equal(window.Why == PullReason.Scan ? ChannelsCodes.PullScans : ChannelsCodes.PullDue, plan.Reasons[0].Code);
                if (window.Why == PullReason.Scan) scans.Add((minute, Minutes(window.From), Minutes(window.To)));
                state = PullPlanner.Paged(state, plan, terms, Standard, At(minute), null);
            }
        }

        Assert.Equal(
            [
                (60, 0, 50), (60, 50, 60), (120, 0, 50), (120, 50, 100), (120, 100, 120), (180, 60, 110), (180, 110, 160), (180, 160, 180), (240, 120, 170),
                (240, 170, 220), (240, 220, 240),
            ],
            scans);
    }

    [Fact]
    public void A_budget_is_spent_at_once_and_then_call_by_call()
    {
        var terms = Orders with { WindowMax = Duration.FromHours(1), Budget = new(3, Duration.FromMinutes(1)) };
        var state = PullState.StartingAt(Start);
        var now = Start + Duration.FromHours(20);
        for (var i = 0; i < 3; i++) state = PullPlanner.Paged(state, Plan(state, now, terms), terms, Standard, now, null);
        Assert.Equal((ChannelsCodes.PullBudgetSpent, now + Duration.FromMinutes(1)), (Code(state, now, terms), Plan(state, now, terms).WakeAt));
        Assert.NotNull(Plan(state, now + Duration.FromMinutes(1), terms).Window);
        // A call that failed was a call.
        now += Duration.FromMinutes(1);
        (state, _) = PullPlanner.Failed(state, Plan(state, now, terms), terms, Standard, now);
        now += Standard.RetryAfter;
        Assert.Equal(ChannelsCodes.PullBudgetSpent, Code(state, now, terms));
    }

    [Fact]
    public void What_the_channel_answers_no_more_is_named_and_the_rest_goes_on()
    {
        var terms = Orders with { WindowMax = Duration.FromDays(1), HistoryMax = Duration.FromDays(90) };
        var now = Start + Duration.FromDays(100);
        var plan = Plan(PullState.StartingAt(Start), now, terms);
        Assert.Equal(new PullWindow(now - Duration.FromDays(90), now - Duration.FromDays(89), PullReason.Next), plan.Window);
        var gap = Assert.Single(plan.Reasons, r => r.Code == ChannelsCodes.PullHistoryShort);
        Assert.Equal(["orders", "2026-02-09T00:00:00Z", "2026-02-19T00:00:00Z"], gap.Arguments.Items.Select(a => a.Value));
        // Told once: what follows begins behind it.
        var next = Plan(Done(PullState.StartingAt(Start), plan, now, terms), now, terms);
        Assert.DoesNotContain(next.Reasons, r => r.Code == ChannelsCodes.PullHistoryShort);
    }

    [Fact]
    public void Shops_do_not_all_ask_in_the_same_second()
    {
        var policy = PullPolicy.Default.Policy;
        var state = PullState.StartingAt(Start);
        var due = Enumerable.Range(0, 200).Select(i => PullPlanner.Plan(state, Orders, policy, At(1), $"shop-{i}").WakeAt - At(15)).ToList();
        Assert.All(due, d => Assert.InRange(d, Duration.Zero, policy.Jitter));
        Assert.InRange(due.Distinct().Count(), 190, 200);
        Assert.InRange(due.Average(d => d.TotalSeconds), 25, 35);
        Assert.Equal(due, Enumerable.Range(0, 200).Select(i => PullPlanner.Plan(state, Orders, policy, At(1), $"shop-{i}").WakeAt - At(15)));
    }

    [Fact]
    public void A_plan_to_wait_has_no_page()
    {
        var (state, wait) = (PullState.StartingAt(Start), Plan(PullState.StartingAt(Start), At(1)));
        Assert.Throws<ArgumentException>(() => PullPlanner.Paged(state, wait, Orders, Standard, At(1), null));
        Assert.Throws<ArgumentException>(() => PullPlanner.Failed(state, wait, Orders, Standard, At(1)));
        Assert.Throws<ArgumentOutOfRangeException>(() => PullState.StartingAt(Instant.MinValue));
    }

    [Law(60, 600)]
    public void A_state_that_was_kept_is_the_same(Seed seed) =>
        Assert.All(Walk(seed), s => Assert.Equal(s, PullState.Read(s.ToBytes()).ValueOrThrow()));

    [Fact]
    public void Everything_that_a_state_has_is_kept_by_some_of_these()
    {
        // What is always as it was in the beginning would be kept in vain.
        var (begun, states) = (PullState.StartingAt(Start), Enumerable.Range(0, 60).SelectMany(n => Walk(n)).ToList());
        Assert.Equal([nameof(PullState.Start)],
            typeof(PullState).GetProperties().Where(p => states.TrueForAll(s => Equals(p.GetValue(s), p.GetValue(begun)))).Select(p => p.Name));
    }

    // Pages that come, go on or fail, at times that a seed gives.
    private static List<PullState> Walk(int seed)
    {
        var chance = new Random(seed);
        var terms = Orders with { WindowMax = Duration.FromMinutes(40), Budget = new(3, Duration.FromMinutes(1)) };
        var policy = Standard with { OpenAfter = 3, FailuresMax = 2 };
        var (state, now, states) = (PullState.StartingAt(Start), Start, new List<PullState>());
        for (var i = 0; i < 40; i++)
        {
            now += Duration.FromSeconds(chance.Next(2400));
            var plan = PullPlanner.Plan(state, terms, policy, now, "shop");
            if (plan.Window is null) continue;
            state = chance.Next(3) switch
            {
                0 => PullPlanner.Failed(state, plan, terms, policy, now, chance.Next(2) == 0 ? null : Duration.FromMinutes(chance.Next(20))).State,
                1 => PullPlanner.Paged(state, plan, terms, policy, now, $"p{i}"),
                _ => PullPlanner.Paged(state, plan, terms, policy, now, null),
            };
            states.Add(state);
        }

        return states;
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("null")]
    [InlineData("""{"start":"2026-02-09T00:00:00Z"}""")]
    [InlineData("""{"start":"soon","through":1}""")]
    public void Bytes_that_are_no_state_are_refused(string text) =>
        Assert.Equal(ChannelsCodes.PullStateInvalid, PullState.Read(Encoding.UTF8.GetBytes(text)).Refusal?.Code);

    [Theory]
    [InlineData("\"everyMax\": \"PT30M\"", "\"everyMax\": \"PT15M\"", "$.everyMax", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"every\": \"PT15M\"", "\"every\": \"PT0S\"", "$.every", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"tries\": 3", "\"tries\": 0", "$.retry.tries", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"over\": \"PT2H\"", "\"over\": \"PT30M\"", "$.scan.over", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"for\": \"PT10M\"", "\"for\": \"P1M\"", "$.circuit.for", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"after\": 6, ", "", "$.circuit.after", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"failuresMax\": 10,", "\"failuresMax\": 10, \"mail\": \"x\",", "$.alert.mail", KernelCodes.DocumentPropertyUnknown)]
    public void A_policy_that_cannot_work_is_refused_with_its_path(string was, string becomes, string path, string code)
    {
        var text = Encoding.UTF8.GetString(PullPolicy.DefaultBytes().Span);
        Assert.Contains(was, text, StringComparison.Ordinal);
        var refusal = PullPolicy.Load(Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal))).Refusal!;
        Assert.Contains((path, code), refusal.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)));
    }

    [Theory]
    [InlineData("""{"feed":"orders","windowMax":"PT0S","evidence":"seen"}""", "$.pulls[0].windowMax", KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"feed":"orders","windowMax":"P2D","historyMax":"P1D","evidence":"seen"}""", "$.pulls[0].historyMax", KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"feed":"","windowMax":"P1D","evidence":"seen"}""", "$.pulls[0].feed", KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"feed":"a","windowMax":"P1D","evidence":"seen"},{"feed":"a","windowMax":"P1D","evidence":"seen"}""", "$.pulls[1].feed",
        KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"feed":"a","windowMax":"P1D","pages":"middle","evidence":"seen"}""", "$.pulls[0].pages", KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"feed":"a","windowMax":"P1D","budget":{"burst":0,"every":"PT1M"},"evidence":"seen"}""", "$.pulls[0].budget.burst",
        KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"feed":"a","windowMax":"P1D","budget":{"burst":1,"every":"P2D"},"evidence":"seen"}""", "$.pulls[0].budget.every",
        KernelCodes.DocumentValueInvalid)]
    [InlineData("""{"feed":"a","windowMax":"P1D"}""", "$.pulls[0].evidence", KernelCodes.DocumentPropertyMissing)]
    public void Terms_that_cannot_be_kept_are_refused_with_their_path(string pulls, string path, string code) =>
        Assert.Contains((path, code), Made.Findings(
            """ "kind":"order","scope":"whole","number":"no","times":{"created":"at"},"amounts":{"due":"total"} """, $"\"pulls\":[{pulls}]"));

    // As the research has it; where nobody has seen a bound, none stands there.
    [Theory]
    [InlineData("taobao", "orders PT24H/90 x100 last")]
    [InlineData("jd", "orders PT720H/90 x100")]
    [InlineData("pdd", "orders PT0.5H/90 last, refunds PT0.5H")]
    [InlineData("kuaishou", "orders PT168H/90 x50, refunds PT24H/90 x100")]
    [InlineData("xiaohongshu-shop", "orders PT0.5H x100 last")]
    [InlineData("wechat-channels", "orders PT168H x50, after-sales PT24H")]
    [InlineData("youzan", "orders PT2160H x100")]
    [InlineData("amazon", "orders PT168H x100 20/60s")]
    [InlineData("doudian", "")]
    public void What_channels_allow_is_what_was_seen(string profile, string allowed) =>
        Assert.Equal(allowed, string.Join(", ", Profiles.Default(profile).Policy.Pulls.Items.Select(p => FormattableString.Invariant(
            $"{p.Feed} PT{p.WindowMax.TotalHours}H{(p.HistoryMax is { } h ? $"/{h.TotalDays}" : "")}{(p.PageMax is { } m ? $" x{m}" : "")}{(p.IsLastPageFirst ? " last" : "")}{(p.Budget is { } b ? $" {b.Burst}/{b.Every.TotalSeconds}s" : "")}"))));

    private static PullPlan Plan(PullState state, Instant now, PullTerms? terms = null) => PullPlanner.Plan(state, terms ?? Orders, Standard, now, "shop");

    private static (PullWindow?, Instant) Told(PullState state, Instant now) => (Plan(state, now).Window, Plan(state, now).WakeAt);

    private static string Code(PullState state, Instant now, PullTerms? terms = null) => Assert.Single(Plan(state, now, terms).Reasons.Items).Code;

    private static PullState Done(PullState state, PullPlan plan, Instant now, PullTerms? terms = null) =>
        PullPlanner.Paged(state, plan, terms ?? Orders, Standard, now, null);

    private static (PullState State, Reason? Alert) Fail(PullState state, Instant now, Duration? retryAfter = null) =>
        PullPlanner.Failed(state, Plan(state, now), Orders, Standard, now, retryAfter);

    private static Instant At(int minutes) => Start + Duration.FromMinutes(minutes);

    private static int Minutes(Instant at) => (int)(at - Start).TotalMinutes;
}
