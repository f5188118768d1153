using NodaTime;

namespace OrderKernel.Channels;

/// <summary>Decides what to ask a feed for next, and what its answers change. Pure: the host owns the clock, the calls and the state.</summary>
/// <remarks>
/// <para>Formula: the next window begins <see cref="PullPolicy.Overlap"/> (at most half of what the channel allows) before what is done, and is as long as the
/// channel allows, at most to now; it is due once <see cref="PullPolicy.Every"/> and a jitter have passed since what is done: at once while the feed lags
/// behind. Compensating scans come in between. A window is done when its last page was read.</para>
/// <para>Laws: no stretch is left out; no window is longer than the channel allows; no more calls than the budget; what failed is asked for again.</para>
/// </remarks>
public static class PullPlanner
{
    /// <summary>What to do now.</summary>
    /// <param name="state">How far the feed is pulled.</param>
    /// <param name="terms">What the channel allows.</param>
    /// <param name="policy">How feeds are pulled.</param>
    /// <param name="now">The time.</param>
    /// <param name="salt">What tells shops and feeds apart, so that their jitter differs; the same gives the same.</param>
    public static PullPlan Plan(PullState state, PullTerms terms, PullPolicy policy, Instant now, string salt)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(terms);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(salt);
        if (state.NotBefore > now)
        {
            var code = state.Circuit.Phase == CircuitPhase.Open ? ChannelsCodes.PullCircuitOpen : ChannelsCodes.PullRetryWaits;
            return Wait(state.NotBefore.Value, code, ("failures", state.FailedInARow));
        }

        var (window, due) = Due(state, terms, policy, now, salt);
        if (window is not { } wanted) return Wait(due, ChannelsCodes.PullNotDue, ("through", state.Through));
        if (terms.Budget is { } budget && state.FullAt + budget.Every - (budget.Every * budget.Burst) is var gained && gained > now)
            return Wait(gained, ChannelsCodes.PullBudgetSpent, ("burst", budget.Burst), ("every", budget.Every));
        return new(wanted, now, Reasons(state, terms, now, wanted)) { Cursor = state.Cursor };
    }

    /// <summary>The state after a page was read and its records were taken.</summary>
    /// <param name="state">The state that the page was planned from.</param>
    /// <param name="plan">The plan that asked for the page.</param>
    /// <param name="terms">What the channel allows.</param>
    /// <param name="policy">How feeds are pulled.</param>
    /// <param name="now">When it was read.</param>
    /// <param name="next">The mark of the next page; null when this was the last.</param>
    /// <exception cref="ArgumentException">The plan asks for no page.</exception>
    public static PullState Paged(PullState state, PullPlan plan, PullTerms terms, PullPolicy policy, Instant now, string? next)
    {
        var window = WindowOf(plan);
        var called = Called(state, terms, now) with
        {
            Tries = 0, NotBefore = null, FailedInARow = 0, Window = window, Cursor = next, Circuit = Tried(state, policy, now).AfterSuccess(1),
        };
        if (window.Why == PullReason.Scan && state.ScanEnd is null) called = called with { ScanEnd = plan.WakeAt, ScannedAt = plan.WakeAt };
        if (next is not null) return called;
        called = called with { Window = null };
        if (window.Why == PullReason.Next) return called with { Through = Later(window.To, state.Through) };
        return called with { ScannedThrough = window.To, ScanEnd = window.To >= called.ScanEnd ? null : called.ScanEnd };
    }

    /// <summary>The state after a call that failed.</summary>
    /// <param name="state">The state that the page was planned from.</param>
    /// <param name="plan">The plan that asked for the page.</param>
    /// <param name="terms">What the channel allows.</param>
    /// <param name="policy">How feeds are pulled.</param>
    /// <param name="now">When it failed.</param>
    /// <param name="retryAfter">How long the channel asked to wait; null where it did not say.</param>
    /// <returns>
    /// The state, and what people are to be told: more failures than they are content with, or an open circuit, once in the stretch in which failures are
    /// counted.
    /// </returns>
    /// <exception cref="ArgumentException">The plan asks for no page.</exception>
    public static (PullState State, Reason? Alert) Failed(
        PullState state, PullPlan plan, PullTerms terms, PullPolicy policy, Instant now, Duration? retryAfter = null)
    {
        var window = WindowOf(plan);
        var (inARow, tries) = (state.FailedInARow + 1, state.Tries + 1);
        var isGivenUp = tries >= policy.Tries;
        var wait = isGivenUp ? policy.Every : policy.RetryAfter * (1L << (tries - 1));
        if (inARow >= policy.OpenAfter) wait = policy.OpenFor;
        if (retryAfter > wait) wait = retryAfter.Value;
        var circuit = Tried(state, policy, now).AfterFailure(now, wait);
        if (circuit.Phase == CircuitPhase.Closed && inARow >= policy.OpenAfter) circuit = circuit.Opened(now, wait);
        // A window that is given up for now is made anew the next time: marks of pages do not live long, and the channel may answer it no more.
        var failed = Called(state, terms, now) with
        {
            FailedInARow = inARow, Tries = isGivenUp ? 0 : tries, NotBefore = now + wait, Circuit = circuit,
            Window = isGivenUp ? null : window, Cursor = isGivenUp ? null : state.Cursor,
        };
        var counted = state.Failures.Where(f => now - f < policy.FailuresWithin).Add(now).Items;
        // One more than people are content with says enough.
        failed = failed with { Failures = counted.Skip(Math.Max(0, counted.Count() - policy.FailuresMax - 1)).ToValueList() };
        // A feed that is left alone fails seldom, and is out all the more.
        var isTold = failed.Failures.Count > policy.FailuresMax || inARow >= policy.OpenAfter;
        if (!isTold || now - state.ToldAt < policy.FailuresWithin) return (failed, null);
        return (failed with { ToldAt = now }, Reason.Of(ChannelsCodes.PullFailing,
            ("feed", terms.Feed), ("failures", failed.Failures.Count), ("within", policy.FailuresWithin), ("through", state.Through)));
    }

    private static (PullWindow? Window, Instant WakeAt) Due(PullState state, PullTerms terms, PullPolicy policy, Instant now, string salt)
    {
        if (state.Window is { } begun) return (begun, now);
        var due = state.Through + policy.Every + Jitter(policy.Jitter, salt, state.Through);
        if (due <= now)
        {
            // Half a window at least is new, or a feed of short windows would never get on.
            var half = terms.WindowMax / 2;
            return (Stretch(state.Through - (policy.Overlap < half ? policy.Overlap : half), now, PullReason.Next), now);
        }

        if (state.ScanEnd is { } end) return (Stretch(state.ScannedThrough, end, PullReason.Scan), now);
        var scan = state.ScannedAt + policy.ScanEvery;
        return scan <= now ? (Stretch(now - policy.ScanOver, now, PullReason.Scan), now) : (null, Earlier(due, scan));

        // What nobody wanted is not asked for, and what the channel does not answer any more.
        PullWindow Stretch(Instant from, Instant end, PullReason why)
        {
            from = Later(Reachable(from, terms, now), state.Start);
            return new(from, Earlier(from + terms.WindowMax, Later(end, from)), why);
        }
    }

    private static ValueList<Reason> Reasons(PullState state, PullTerms terms, Instant now, PullWindow window)
    {
        var why = Reason.Of(window.Why == PullReason.Scan ? ChannelsCodes.PullScans : ChannelsCodes.PullDue, ("from", window.From), ("to", window.To));
        return window.Why == PullReason.Next && terms.HistoryMax is { } reach && state.Through < now - reach
            ? [why, Reason.Of(ChannelsCodes.PullHistoryShort, ("feed", terms.Feed), ("from", state.Through), ("to", now - reach))]
            : [why];
    }

    // What lies further back than the channel answers cannot be had any more.
    private static Instant Reachable(Instant from, PullTerms terms, Instant now) => terms.HistoryMax is { } reach ? Later(from, now - reach) : from;

    private static PullState Called(PullState state, PullTerms terms, Instant now) =>
        terms.Budget is { } budget ? state with { FullAt = Later(state.FullAt, now) + budget.Every } : state;

    // One call at a time tries a feed that was left alone.
    private static Circuit Tried(PullState state, PullPolicy policy, Instant now) => state.Circuit.Admit(now, policy.OpenFor, 1).Circuit;

    private static PullWindow WindowOf(PullPlan plan)
    {
        ArgumentNullException.ThrowIfNull(plan);
        return plan.Window ?? throw new ArgumentException("The plan asks for no page.", nameof(plan));
    }

    // The same shop at the same time gets the same: a plan can be made again.
    private static Duration Jitter(Duration most, string salt, Instant at)
    {
        var hash = 14_695_981_039_346_656_037UL;
        foreach (var c in salt) hash = (hash ^ c) * 1_099_511_628_211UL;
        hash = (hash ^ (ulong)at.ToUnixTimeMilliseconds()) * 1_099_511_628_211UL;
        hash ^= hash >> 29;
        return Duration.FromMilliseconds((long)(hash % (ulong)((long)most.TotalMilliseconds + 1)));
    }

    private static PullPlan Wait(Instant until, string code, params Argument[] arguments) => new(null, until, [Reason.Of(code, arguments)]);

    private static Instant Earlier(Instant a, Instant b) => a < b ? a : b;

    private static Instant Later(Instant a, Instant b) => a > b ? a : b;
}
