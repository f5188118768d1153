using NodaTime;

namespace OrderKernel.Channels;

/// <summary>What came of something that went through a channel's circuit. 0 is unset.</summary>
public enum WatchOutcome
{
    /// <summary>It could be used.</summary>
    Succeeded = 1,

    /// <summary>Nothing of it could be used.</summary>
    Failed = 2,

    /// <summary>Its signature was refused.</summary>
    Refused = 3,

    /// <summary>It was held, and says nothing.</summary>
    Held = 4,
}

/// <summary>By which way something comes from a channel. 0 is unset.</summary>
public enum WatchDoor
{
    /// <summary>The channel pushes it, with its proof.</summary>
    Push = 1,

    /// <summary>It is asked for.</summary>
    Pull = 2,
}

/// <summary>Decides by what arrives whether a channel's circuit opens, is tried and closes. Pure: the caller owns the clock and the state.</summary>
/// <remarks>
/// <para>Formula: closed, it opens when one of the shares of <see cref="WatchPolicy"/> is reached or a drift opens it; after <see cref="WatchPolicy.OpenFor"/>
/// a few may try it, and as many have to come through until it closes. One that fails opens it again. Each turn, and each new drift, is a finding in
/// <see cref="ChannelWatchState.Untold"/> with the numbers that decided it.</para>
/// <para>A circuit that refused signatures opened keeps nothing back that has its proof: what anybody can send would else stop what the channel sends.</para>
/// <para>Laws: it never closes without a success; each record is counted once; the same arrivals decide the same.</para>
/// </remarks>
public static class ChannelWatch
{
    /// <summary>Asks whether something may go through.</summary>
    /// <param name="state">How the channel does.</param>
    /// <param name="policy">When its circuit opens.</param>
    /// <param name="door">By which way it comes.</param>
    /// <param name="now">The time.</param>
    /// <returns>The new state, and why it has to wait; null when it may go through.</returns>
    public static (ChannelWatchState State, Reason? Wait) Admit(ChannelWatchState state, WatchPolicy policy, WatchDoor door, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        if (state.Circuit.Phase == CircuitPhase.Closed || (state.Cause == CircuitCause.Unsigned && door == WatchDoor.Pull)) return (state, null);
        var (circuit, isLet) = state.Circuit.Admit(now, policy.OpenFor, policy.Probes);
        if (!isLet) return (state, state.Cause == CircuitCause.Unsigned ? null : Reason.Of(ChannelsCodes.CircuitHolds, ("until", state.Circuit.TryAt!)));
        var tried = state with { Circuit = circuit };
        if (state.Circuit.Phase == CircuitPhase.HalfOpen) return (tried, null);
        return (Telling(tried, Reason.Of(ChannelsCodes.CircuitTried, ("probes", policy.Probes), ("at", now))), null);
    }

    /// <summary>Whether a push without proof is kept, so that a key that comes later can prove it.</summary>
    /// <param name="state">How the channel does.</param>
    /// <param name="policy">How many are kept.</param>
    /// <returns>The new state, and whether it is.</returns>
    public static (ChannelWatchState State, bool IsKept) KeepUnproved(ChannelWatchState state, WatchPolicy policy)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        var isKept = state.Circuit.Phase != CircuitPhase.Closed && state.Cause == CircuitCause.Unsigned && state.Unproved < policy.UnprovedMax;
        return (isKept ? state with { Unproved = state.Unproved + 1 } : state, isKept);
    }

    /// <summary>What follows from something that arrived, or was asked for in vain.</summary>
    /// <param name="state">How the channel did.</param>
    /// <param name="policy">When its circuit opens.</param>
    /// <param name="arrived">What arrived, counted.</param>
    /// <param name="door">By which way it came.</param>
    /// <param name="outcome">What came of it.</param>
    /// <param name="now">The time.</param>
    public static ChannelWatchState Decide(
        ChannelWatchState state, WatchPolicy policy, ChannelTally arrived, WatchDoor door, WatchOutcome outcome, Instant now)
    {
        ArgumentNullException.ThrowIfNull(state);
        ArgumentNullException.ThrowIfNull(policy);
        ArgumentNullException.ThrowIfNull(arrived);
        var next = state with { Tally = state.Tally.Merge(arrived, policy.Keeps) };
        next = Tried(next, policy, door, outcome, now);
        if (arrived.Hours.Items.Any(h => h.Records > 0)) next = Drifted(next, policy, now);
        return next.Circuit.Phase == CircuitPhase.Closed ? Counted(next, policy, now) : next;
    }

    private static ChannelWatchState Tried(ChannelWatchState state, WatchPolicy policy, WatchDoor door, WatchOutcome outcome, Instant now)
    {
        // What is asked for says nothing of signatures, and of what anybody may send only they do.
        if (state.Circuit.Phase != CircuitPhase.HalfOpen || (state.Cause == CircuitCause.Unsigned ? door == WatchDoor.Pull : outcome == WatchOutcome.Refused))
            return state;
        if (outcome == WatchOutcome.Held) return state;
        // Of a proof it matters that it was good, not what stood in the push.
        if (outcome == WatchOutcome.Succeeded || (outcome == WatchOutcome.Failed && state.Cause == CircuitCause.Unsigned))
        {
            var circuit = state.Circuit.AfterSuccess(policy.Probes);
            if (circuit.Phase != CircuitPhase.Closed) return state with { Circuit = circuit };
            var closed = Reason.Of(ChannelsCodes.CircuitClosed, ("probes", policy.Probes), ("opened", state.Circuit.OpenedAt!), ("at", now));
            return Telling(state with { Circuit = circuit, Cause = null, CountsFrom = now, Unproved = 0 }, closed);
        }

        var again = state.Circuit.AfterFailure(now, policy.OpenFor);
        return Telling(state with { Circuit = again },
            Reason.Of(ChannelsCodes.CircuitReopened, ("opened", again.OpenedAt!), ("until", again.TryAt!), ("at", now)));
    }

    private static ChannelWatchState Drifted(ChannelWatchState state, WatchPolicy policy, Instant now)
    {
        var drifts = DriftSearch.Of(state.Tally, policy.Drift);
        foreach (var drift in drifts)
        {
            if (state.Drifting.Items.Contains(drift.Key)) continue;
            state = Telling(state, drift.ToReason());
            var opens = policy.Drift.Opens == DriftOpening.Always || (policy.Drift.Opens == DriftOpening.Unread && drift.Kind == DriftKind.Unread);
            if (!opens || state.Circuit.Phase != CircuitPhase.Closed) continue;
            state = Opened(state, policy, CircuitCause.Drift, now, Reason.Of(
                ChannelsCodes.CircuitDrifting, ("path", drift.Path), ("count", drift.Count), ("of", drift.Of), ("until", now + policy.OpenFor), ("at", now)));
        }

        return state with { Drifting = drifts.Items.Select(d => d.Key).ToValueList() };
    }

    private static ChannelWatchState Counted(ChannelWatchState state, WatchPolicy policy, Instant now)
    {
        var (failing, pushes, _) = Within(policy.Failing);
        if (policy.Failing.IsReached(failing, pushes))
            return Opened(state, policy, CircuitCause.Failing, now, Told(ChannelsCodes.CircuitFailing, failing, pushes, policy.Failing));
        var (_, proved, refused) = Within(policy.Unsigned);
        if (policy.Unsigned.IsReached(refused, proved + refused))
            return Opened(state, policy, CircuitCause.Unsigned, now, Told(ChannelsCodes.CircuitUnsigned, refused, proved + refused, policy.Unsigned));
        return state;

        Reason Told(string code, long count, long of, RateLimit limit) =>
            Reason.Of(code, ("count", count), ("of", of), ("within", limit.Within), ("until", now + policy.OpenFor), ("at", now));

        (long Failed, long Pushes, long Refused) Within(RateLimit limit)
        {
            (long Failed, long Pushes, long Refused) sum = default;
            foreach (var minute in state.Tally.Minutes)
            {
                // What opened the circuit before does not open it again.
                if (minute.Start <= now - limit.Within || minute.Start > now || minute.Start < state.CountsFrom) continue;
                sum = (sum.Failed + minute.Failed, sum.Pushes + minute.Pushes, sum.Refused + minute.Refused);
            }

            return sum;
        }
    }

    private static ChannelWatchState Opened(ChannelWatchState state, WatchPolicy policy, CircuitCause cause, Instant now, Reason why) =>
        Telling(state with { Circuit = state.Circuit.Opened(now, policy.OpenFor), Cause = cause, Unproved = 0 }, why);

    private static ChannelWatchState Telling(ChannelWatchState state, Reason why) => state with { Untold = state.Untold.Add(why) };
}
