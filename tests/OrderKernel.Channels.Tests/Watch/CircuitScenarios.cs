using System.Text;
using NodaTime;

namespace OrderKernel.Channels.Tests.Watch;

// Fails when a circuit opens by other numbers than the policy's, closes without a success, lets more through than may try it, comes to stand, keeps back what
// has its proof because of what anybody can send, or a turn of it is not told once.
public sealed class CircuitScenarios
{
    private static readonly Instant Ten = Instant.FromUtc(2026, 2, 9, 10, 0);
    private static readonly WatchPolicy Policy =
        WatchPolicy.Default.Policy with { Failing = new(Min(5), 4, 7500), Unsigned = new(Min(5), 4, 9000), Probes = 2 };

    [Fact]
    public void Pushes_of_which_nothing_can_be_used_open_it_at_the_share_and_not_before()
    {
        var state = Push(ChannelWatchState.Empty, 0, "fff");
        Assert.Equal(CircuitPhase.Closed, state.Circuit.Phase);
        state = Push(state, 1, "s");
        Assert.Equal((CircuitPhase.Open, CircuitCause.Failing, Ten + Min(11)), (state.Circuit.Phase, state.Cause, state.Circuit.TryAt));
        Assert.Equal(["channels.circuit-failing (count=3, of=4, within=0:00:05:00, until=2026-02-09T10:11:00Z, at=2026-02-09T10:01:00Z)"], Told(state));
    }

    [Theory]
    // Minute and what came; f failed, s succeeded, r refused.
    [InlineData("0 ff|1 ssf", CircuitPhase.Closed)]
    [InlineData("0 ff|6 ff", CircuitPhase.Closed)]
    [InlineData("0 ff|4 ff", CircuitPhase.Open)]
    [InlineData("0 rrrr", CircuitPhase.Open)]
    [InlineData("0 rrrr s", CircuitPhase.Open)]
    [InlineData("0 srrrr", CircuitPhase.Closed)]
    [InlineData("0 frrr", CircuitPhase.Closed)]
    public void What_opens_it(string arrivals, CircuitPhase phase)
    {
        var state = ChannelWatchState.Empty;
        foreach (var one in arrivals.Split('|')) state = Push(state, one[0] - '0', one.Substring(2).Replace(" ", "", StringComparison.Ordinal));
        Assert.Equal(phase, state.Circuit.Phase);
    }

    [Fact]
    public void Open_it_lets_nothing_through_then_a_few_and_closes_by_as_many_that_come_through()
    {
        var state = Push(ChannelWatchState.Empty, 0, "ffff");
        Assert.Equal([ChannelsCodes.CircuitHolds, ChannelsCodes.CircuitHolds], new[] { WatchDoor.Push, WatchDoor.Pull }.Select(d => Wait(state, d, 9)));
        (state, var first) = ChannelWatch.Admit(state, Policy, WatchDoor.Push, Ten + Min(10));
        (state, var second) = ChannelWatch.Admit(state, Policy, WatchDoor.Pull, Ten + Min(10));
        Assert.Equal((CircuitPhase.HalfOpen, null, null), (state.Circuit.Phase, first, second));
        Assert.Equal(ChannelsCodes.CircuitHolds, Wait(state, WatchDoor.Push, 10));
        state = Decide(state, WatchDoor.Push, WatchOutcome.Succeeded, 10);
        Assert.Equal(CircuitPhase.HalfOpen, state.Circuit.Phase);
        state = Decide(state, WatchDoor.Pull, WatchOutcome.Succeeded, 11);
        Assert.Equal((CircuitPhase.Closed, null), (state.Circuit.Phase, state.Cause));
        Assert.Equal([ChannelsCodes.CircuitFailing, ChannelsCodes.CircuitTried, ChannelsCodes.CircuitClosed], state.Untold.Items.Select(r => r.Code));
        Assert.Empty(state.Told(state.Untold).Untold);
    }

    [Fact]
    public void One_that_fails_opens_it_again_and_what_opened_it_once_does_not_open_it_twice()
    {
        var state = ChannelWatch.Admit(Push(ChannelWatchState.Empty, 0, "ffff"), Policy, WatchDoor.Push, Ten + Min(10)).State;
        state = Decide(state, WatchDoor.Push, WatchOutcome.Failed, 10);
        Assert.Equal((CircuitPhase.Open, Ten, Ten + Min(20)), (state.Circuit.Phase, state.Circuit.OpenedAt, state.Circuit.TryAt));
        Assert.Equal(ChannelsCodes.CircuitReopened, state.Untold.Items[^1].Code);
        var short1 = Policy with { OpenFor = Min(1), Probes = 1 };
        state = ChannelWatch.Admit(Push(ChannelWatchState.Empty, 0, "ffff", short1), short1, WatchDoor.Push, Ten + Min(2)).State;
        state = Push(state, 2, "s", short1);
        Assert.Equal(CircuitPhase.Closed, state.Circuit.Phase);
        // The four failures lie within the five minutes still.
        Assert.Equal(CircuitPhase.Closed, Push(state, 3, "s", short1).Circuit.Phase);
    }

    [Fact]
    public void Those_that_try_and_never_come_back_are_not_waited_for_for_ever()
    {
        var state = Push(ChannelWatchState.Empty, 0, "ffff");
        for (var i = 0; i < 2; i++) state = ChannelWatch.Admit(state, Policy, WatchDoor.Push, Ten + Min(10)).State;
        Assert.Equal(ChannelsCodes.CircuitHolds, Wait(state, WatchDoor.Push, 19));
        Assert.Null(Wait(state, WatchDoor.Push, 20));
    }

    [Fact]
    public void What_anybody_can_send_keeps_nothing_back_that_has_its_proof_and_only_a_proof_closes_it()
    {
        var state = Push(ChannelWatchState.Empty, 0, "rrrr");
        Assert.Equal(CircuitCause.Unsigned, state.Cause);
        Assert.Null(Wait(state, WatchDoor.Push, 1));
        Assert.Null(Wait(state, WatchDoor.Pull, 1));
        Assert.True(ChannelWatch.KeepUnproved(state, Policy).IsKept);
        // What is asked for proves nothing of what is pushed.
        Assert.Equal(state, Decide(state, WatchDoor.Pull, WatchOutcome.Succeeded, 11) with { Tally = state.Tally });
        state = ChannelWatch.Admit(state, Policy, WatchDoor.Push, Ten + Min(11)).State;
        state = Decide(state, WatchDoor.Push, WatchOutcome.Refused, 11);
        Assert.Equal(CircuitPhase.Open, state.Circuit.Phase);
        // A record that cannot be read in a push with a good proof is no matter of signatures.
        foreach (var minute in new[] { 21, 22 })
            state = Decide(ChannelWatch.Admit(state, Policy, WatchDoor.Push, Ten + Min(minute)).State, WatchDoor.Push, WatchOutcome.Failed, minute);
        Assert.Equal(CircuitPhase.Closed, state.Circuit.Phase);
    }

    [Fact]
    public void No_more_pushes_without_proof_are_kept_than_the_policy_says()
    {
        var (state, policy, kept) = (Push(ChannelWatchState.Empty, 0, "rrrr"), Policy with { UnprovedMax = 3 }, 0);
        for (var i = 0; i < 9; i++)
        {
            (state, var isKept) = ChannelWatch.KeepUnproved(state, policy);
            kept += isKept ? 1 : 0;
        }

        Assert.Equal(3, kept);
        Assert.False(ChannelWatch.KeepUnproved(ChannelWatchState.Empty, policy).IsKept);
        Assert.False(ChannelWatch.KeepUnproved(Push(ChannelWatchState.Empty, 0, "ffff"), policy).IsKept);
    }

    [Law(200, 4_000)]
    public void Whatever_comes_it_never_closes_without_a_success_and_never_comes_to_stand(Seed seed)
    {
        var chance = new Random(seed);
        var failing = new RateLimit(Min(1 + chance.Next(9)), 1 + chance.Next(5), 1 + chance.Next(10_000));
        var policy = Policy with { Probes = 1 + chance.Next(3), Failing = failing, OpenFor = Min(1 + chance.Next(15)) };
        var (state, now, under) = (ChannelWatchState.Empty, Ten, new List<WatchDoor>());
        for (var i = 0; i < 120; i++)
        {
            now += Duration.FromSeconds(chance.Next(120));
            var before = state;
            if (chance.Next(2) == 0)
            {
                var door = (WatchDoor)(1 + chance.Next(2));
                (state, var wait) = ChannelWatch.Admit(state, policy, door, now);
                if (wait is null) under.Add(door);
                Assert.True(state.Circuit.Phase != CircuitPhase.Closed || before.Circuit.Phase == CircuitPhase.Closed);
                Assert.True(wait is null || before.Cause != CircuitCause.Unsigned);
                if (before.Circuit.Phase == CircuitPhase.Open && now < before.Circuit.TryAt && before.Cause != CircuitCause.Unsigned) Assert.NotNull(wait);
            }
            else
            {
                // Some of what was let through never comes back.
                var (door, outcome) = under.Count > 0 && chance.Next(3) > 0
                    ? (under[^1], (WatchOutcome)(1 + chance.Next(2)))
                    : (WatchDoor.Push, WatchOutcome.Refused);
                if (outcome != WatchOutcome.Refused) under.RemoveAt(under.Count - 1);
                state = ChannelWatch.Decide(state, policy, Counted(now, door, outcome), door, outcome, now);
                var closes = before.Circuit.Phase != CircuitPhase.Closed && state.Circuit.Phase == CircuitPhase.Closed;
                Assert.True(!closes || (outcome == WatchOutcome.Succeeded || before.Cause == CircuitCause.Unsigned) && outcome != WatchOutcome.Refused);
                var told = state.Untold.Items.Skip(before.Untold.Count).Count(r => r.Code.StartsWith("channels.circuit-", StringComparison.Ordinal));
                Assert.Equal(before.Circuit.Phase == state.Circuit.Phase ? 0 : 1, told);
            }

            Assert.Equal(state.Circuit.Phase == CircuitPhase.Closed, state.Cause is null);
            Assert.True(state.Circuit.Trying <= policy.Probes);
            state = ChannelWatchState.Read(state.ToBytes()).ValueOrThrow();
        }

        // From wherever it is, what comes through closes it.
        for (var i = 0; i < 12 && state.Circuit.Phase != CircuitPhase.Closed; i++)
        {
            now = Instant.Max(now, state.Circuit.TryAt!.Value);
            state = ChannelWatch.Admit(state, policy, WatchDoor.Push, now).State;
            state = ChannelWatch.Decide(state, policy, ChannelTally.Empty, WatchDoor.Push, WatchOutcome.Succeeded, now);
        }

        Assert.Equal(CircuitPhase.Closed, state.Circuit.Phase);
    }

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"drifting":[],"untold":[],"hours":[{}],"minutes":[]}""")]
    [InlineData("""{"drifting":[],"untold":[],"hours":[],"minutes":[],"circuit":{"phase":"Ajar"}}""")]
    [InlineData("""{"drifting":[],"untold":[],"hours":[{"start":"2026-02-09T10:00:00Z","ends":[-1],"fields":[],"words":[]}],"minutes":[]}""")]
    public void Bytes_that_are_no_state_are_refused(string text) =>
        Assert.Equal(ChannelsCodes.WatchStateInvalid, ChannelWatchState.Read(Encoding.UTF8.GetBytes(text)).Refusal?.Code);

    [Theory]
    [InlineData("\"within\": \"PT5M\", \"least\": 20", "\"within\": \"PT90S\", \"least\": 20", "$.failing.within", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"within\": \"PT5M\", \"least\": 20", "\"within\": \"PT2H\", \"least\": 20", "$.failing.within", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"hours\": 48", "\"hours\": 0", "$.keep.hours", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"opens\": \"Unread\"", "\"opens\": \"Perhaps\"", "$.drift.opens", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"probes\": 3, ", "", "$.circuit.probes", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"outcome\": \"Ended\"", "\"outcome\": \"Gone\"", "$.patterns[0].steps[1].outcome", KernelCodes.DocumentValueInvalid)]
    [InlineData("\"outcome\": \"Ended\"", "\"outcome\": \"none\"", "$.patterns[0].steps[1].payment", KernelCodes.DocumentPropertyMissing)]
    [InlineData("\"steps\": [", "\"steps\": [{ \"payment\": \"Paid\" }], \"more\": [", "$.patterns[0].steps", KernelCodes.DocumentValueInvalid)]
    public void A_policy_that_cannot_work_is_refused_with_its_path(string was, string becomes, string path, string code)
    {
        var text = Encoding.UTF8.GetString(WatchPolicy.DefaultBytes().Span);
        Assert.Contains(was, text, StringComparison.Ordinal);
        var refusal = WatchPolicy.Load(Encoding.UTF8.GetBytes(text.Replace(was, becomes, StringComparison.Ordinal))).Refusal!;
        Assert.Contains((path, code), refusal.Reasons.Items.Select(r => (r.Arguments[0].Value, r.Code)));
    }

    private static ChannelWatchState Push(ChannelWatchState state, int minute, string outcomes, WatchPolicy? policy = null)
    {
        foreach (var one in outcomes)
        {
            var outcome = one == 'f' ? WatchOutcome.Failed : one == 'r' ? WatchOutcome.Refused : WatchOutcome.Succeeded;
            state = Decide(state, WatchDoor.Push, outcome, minute, policy);
        }

        return state;
    }

    private static ChannelWatchState Decide(ChannelWatchState state, WatchDoor door, WatchOutcome outcome, int minute, WatchPolicy? policy = null) =>
        ChannelWatch.Decide(state, policy ?? Policy, Counted(Ten + Min(minute), door, outcome), door, outcome, Ten + Min(minute));

    private static ChannelTally Counted(Instant now, WatchDoor door, WatchOutcome outcome)
    {
        var builder = new TallyBuilder(DateTimeZone.Utc, Policy.Keeps);
        if (door == WatchDoor.Pull) builder.Pull(now, outcome == WatchOutcome.Failed);
        else if (outcome == WatchOutcome.Refused) builder.Refused(now);
        else builder.Push(now, outcome == WatchOutcome.Failed);
        return builder.ToTally();
    }

    private static string? Wait(ChannelWatchState state, WatchDoor door, int minute) => ChannelWatch.Admit(state, Policy, door, Ten + Min(minute)).Wait?.Code;

    private static IEnumerable<string> Told(ChannelWatchState state) => state.Untold.Items.Select(r => r.ToString());

    private static Duration Min(int minutes) => Duration.FromMinutes(minutes);
}
