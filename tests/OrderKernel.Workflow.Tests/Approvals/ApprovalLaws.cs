using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.Workflow.Tests.Approvals.Offices;

namespace OrderKernel.Workflow.Tests.Approvals;

/// <summary>
/// What holds after any sequence of commands by anybody. Fails when somebody agrees to their own request or twice, when the dead rise, when replay differs,
/// when a reminder comes twice or a level is left out.
/// </summary>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class ApprovalLaws
{
    private static readonly Actor[] People = [Wang, Li, Zhao, Chief, Asker, By("qian", "agent", "supervisor"), By("sun", "supervisor", "finance"),
        Actor.Kernel];

    private delegate Result<Decision<ApprovalEvent>> Deciding(Approval? state, ApprovalCommand command, DecisionContext context);

    private sealed record Happened(Approval? Before, ApprovalEvent Event, Approval After, DecisionContext Context);

    /// <summary>Each law with the wrong decider that it must catch.</summary>
    public static TheoryData<string> Laws =>
        ["never by the requester", "never two levels by one", "ended stays ended", "each reminder once", "no level left out"];

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_law_holds_and_catches_its_planted_bug(string law)
    {
        Prop.ForAll(Arbitraries.Approvals(), walk => Holds(law, Run(walk, Right))).Check(Sizes.Config(Sizes.Of(400, 20_000)));
        // Few walks meet the bug; twenty rounds leave no build to chance.
        Assert.Contains(Enumerable.Range(0, 20).SelectMany(_ => Gen.Sample(Arbitraries.Approvals().Generator, 60, 1_000)),
            walk => !Holds(law, Run(walk, Wrong(law))));
    }

    [Law(100)]
    public bool Replaying_the_stored_events_gives_the_same_approval(Turn[] walk) => Replays(walk, e => e);

    [Fact]
    public void A_store_that_forgets_an_event_is_caught() =>
        Assert.Contains(Enumerable.Range(0, 20).SelectMany(_ => Gen.Sample(Arbitraries.Approvals().Generator, 60, 1_000)),
            walk => !Replays(walk, e => e is LevelApproved ? null : e));

    private static bool Replays(Turn[] walk, Func<ApprovalEvent, ApprovalEvent?> stored)
    {
        var stream = StreamId.Of(TenantId.Of("t"), "approval", "a");
        var (head, header) = (new StreamHead(stream, 0, ChainHash.Genesis(stream)), new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []));
        Approval? replayed = null;
        foreach (var one in Run(walk, Right))
        {
            if (stored(one.Event) is { } kept)
                replayed = ApprovalDecider.Evolve(replayed, ApprovalEvents.Codec.Decode(ApprovalEvents.Codec.Seal(head, kept, header)));
            if (replayed != one.After) return false;
        }

        return true;
    }

    [Fact]
    public void The_walks_reach_every_ending_and_level()
    {
        var wanted = ApprovalPolicies.Default.Current.Definition.Steps.Items.Select(s => s.Name).ToHashSet();
        var seen = new HashSet<string>();
        for (var round = 0; round < 20 && !wanted.SetEquals(seen); round++)
            seen.UnionWith(Gen.Sample(Arbitraries.Approvals().Generator, 60, 1_000).SelectMany(w => Run(w, Right)).Select(h => h.After.Step));
        Assert.Equal(wanted, seen);
    }

    private static bool Holds(string law, List<Happened> history) => law switch
    {
        "never by the requester" => history.TrueForAll(h => h.Event is not LevelApproved e || e.By != history[0].Context.Actor.Id),
        "never two levels by one" => history.Select(h => h.Event).OfType<LevelApproved>().GroupBy(e => e.By).All(g => g.Count() == 1),
        "ended stays ended" => history.TrueForAll(h => h.Before is not { IsOpen: false }),
        "each reminder once" =>
            history.Where(h => h.Event is ApprovalReminded).Select(h => (((ApprovalReminded)h.Event).Trigger, h.Before!.Since)).ToArray() is var told
                && told.Distinct().Count() == told.Length,
        _ => history.TrueForAll(h => h.Event is not ApprovalGranted
            || Rank(h.Before!.Step) >= (h.Before.Request.Amount!.Value.MinorUnits switch { >= 500_000 => 2, >= 50_000 => 1, _ => 0 })),
    };

    private static Result<Decision<ApprovalEvent>> Right(Approval? state, ApprovalCommand command, DecisionContext context) =>
        ApprovalDecider.Decide(state, command, Rulings, context);

    private static Deciding Wrong(string law) => law switch
    {
        "never by the requester" => (s, c, x) => Right(s is null ? null : s with { RequestedBy = ActorId.Of("nobody") }, c, x),
        "never two levels by one" => (s, c, x) => Right(s is null ? null : s with { Levels = [] }, c, x),
        "ended stays ended" => (s, c, x) => Right(s is null ? null : s with { Status = ApprovalStatus.Pending, Step = s.IsOpen ? s.Step : "agent" }, c, x),
        "each reminder once" => (s, c, x) => Right(s is null ? null : s with { Fired = [] }, c, x),
        _ => (s, c, x) => Right(s is null ? null : s with { Request = s.Request with { Amount = Money.Fen(1) } }, c, x),
    };

    private static int Rank(string step) => step switch { "agent" => 0, "supervisor" => 1, _ => 2 };

    private static List<Happened> Run(Turn[] walk, Deciding decide)
    {
        var history = new List<Happened>();
        Approval? state = null;
        var at = Noon;
        foreach (var (number, who, hours, fen) in walk)
        {
            at += Duration.FromHours(hours);
            ApprovalCommand command = number switch
            {
                0 => new RequestApproval(Request(fen)),
                1 or 2 or 3 => new Approve(),
                4 when fen == 0 => new Reject("no"),
                5 => new Withdraw(),
                6 => new FireApprovalDeadline("remind"),
                7 => new FireApprovalDeadline("copy-superior"),
                _ => new FireApprovalDeadline("escalate"),
            };
            var by = number == 5 && hours % 2 == 0 && history.Count > 0 ? history[0].Context.Actor : People[who];
            var context = new DecisionContext(number > 5 ? Actor.Kernel : by, at, MessageId.Of("m"));
            if (!decide(state, command, context).TryGet(out var decision, out _)) continue;
            foreach (var happened in decision.Events)
            {
                var after = ApprovalDecider.Evolve(state, happened)!;
                history.Add(new(state, happened, after, context));
                state = after;
            }
        }

        return history;
    }
}
