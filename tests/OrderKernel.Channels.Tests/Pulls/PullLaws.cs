using NodaTime;

namespace OrderKernel.Channels.Tests.Pulls;

// Fails when a change is left out although its stretch counts as pulled, a window is longer than the channel allows, a call goes beyond the budget, the feed
// comes to stand, or a state that was kept goes on otherwise than one that was not. The channel here tells changes late, fails, cuts pages and is out for
// hours.
public sealed class PullLaws
{
    private static readonly Instant Start = Instant.FromUtc(2026, 2, 9, 0, 0);

    [Law(60, 2_000)]
    public void No_change_is_left_out_whatever_the_channel_does(Seed seed)
    {
        var chance = new Random(seed);
        var terms = new PullTerms("orders", Duration.FromMinutes(chance.Next(1, 300)), EvidenceMark.Seen)
        {
            Budget = chance.Next(2) == 0 ? null : new(chance.Next(1, 20), Duration.FromSeconds(chance.Next(1, 40))),
        };
        var policy = PullPolicy.Default.Policy with { OpenAfter = chance.Next(1, 10), Tries = chance.Next(1, 5) };
        // Half a window is new at least, and what is told late is told within the overlap that is left.
        var overlap = Math.Min(policy.Overlap.TotalSeconds, (terms.WindowMax / 2).TotalSeconds);
        var end = Start + Duration.FromHours(chance.Next(3, 12));
        var changes = Enumerable.Range(0, 300)
            .Select(_ => (At: Start + ((end - Start) * chance.NextDouble()), Late: Duration.FromSeconds((long)(overlap * 0.9 * chance.NextDouble()))))
            .Select(c => (c.At, Visible: c.At + c.Late)).ToList();
        var outage = (From: Start + ((end - Start) * chance.NextDouble()), For: Duration.FromMinutes(chance.Next(0, 120)));
        var failsOf = chance.Next(0, 30);
        var (seen, calls) = (new HashSet<int>(), new List<Instant>());
        var pages = new Dictionary<string, List<int>>();
        var (state, now) = (PullState.StartingAt(Start), Start);
        while (now < end)
        {
            state = PullState.Read(state.ToBytes()).ValueOrThrow();
            var plan = PullPlanner.Plan(state, terms, policy, now, "shop");
            Assert.NotEmpty(plan.Reasons);
            if (plan.Window is not { } window)
            {
                // Never rarer than the policy says, but for circuits, waits that failures ask for, and the budget.
                Assert.True(plan.WakeAt > now, $"{plan} at {now}");
                Assert.True(plan.WakeAt <= now + policy.EveryMax, $"{plan} at {now}");
                now = plan.WakeAt;
                continue;
            }

            Assert.InRange(window.To - window.From, Duration.Zero, terms.WindowMax);
            Assert.True(window.From >= Start && window.To <= now);
            calls.Add(now);
            var isOut = now >= outage.From && now < outage.From + outage.For;
            if (isOut || chance.Next(100) < failsOf)
            {
                (state, _) = PullPlanner.Failed(state, plan, terms, policy, now, isOut ? Duration.FromSeconds(chance.Next(0, 90)) : null);
                now += Duration.FromMilliseconds(chance.Next(1, 3_000));
                continue;
            }

            // The rows are what the channel tells of the window when its first page is asked for, in pages of seven.
            List<int> rows = plan.Cursor is null
                ? [.. Enumerable.Range(0, changes.Count).Where(i => changes[i].At >= window.From && changes[i].At < window.To && changes[i].Visible <= now)]
                : pages[plan.Cursor];
            seen.UnionWith(rows.Take(7));
            var next = rows.Count > 7 ? $"{calls.Count}" : null;
            if (next is not null) pages[next] = [.. rows.Skip(7)];
            state = PullPlanner.Paged(state, plan, terms, policy, now, next);
            now += Duration.FromMilliseconds(chance.Next(1, 3_000));
        }

        foreach (var (change, i) in changes.Select((c, i) => (c, i)))
            Assert.True(change.At >= state.Through || change.Visible >= state.Through || seen.Contains(i), $"{change} is left out; pulled to {state.Through}");
        if (terms.Budget is not { } budget) return;
        for (var i = 0; i + budget.Burst < calls.Count; i++)
            Assert.True(calls[i + budget.Burst] - calls[i] >= budget.Every, $"call {i + budget.Burst} at {calls[i + budget.Burst]}");
    }

    [Law(30, 300)]
    public void A_feed_that_answers_is_never_long_behind(Seed seed)
    {
        var chance = new Random(seed);
        var terms = new PullTerms("orders", Duration.FromMinutes(chance.Next(10, 2_000)), EvidenceMark.Seen);
        var (policy, state, now) = (PullPolicy.Default.Policy, PullState.StartingAt(Start), Start);
        var end = Start + Duration.FromHours(8);
        while (now < end)
        {
            var plan = PullPlanner.Plan(state, terms, policy, now, $"{chance.Next(10)}");
            if (plan.Window is null)
            {
                Assert.InRange(now - state.Through, Duration.Zero, policy.EveryMax);
                now = plan.WakeAt;
                continue;
            }

            state = PullPlanner.Paged(state, plan, terms, policy, now, null);
            now += Duration.FromMilliseconds(200);
        }
    }
}
