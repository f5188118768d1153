using System.Collections.Immutable;
using FsCheck;
using FsCheck.Fluent;
using FsCheck.Xunit;
using NodaTime;
using OrderKernel.Workflow;
using static OrderKernel.Inventory.Tests.Adjustments.AdjustmentScenarios;
using static OrderKernel.Inventory.Tests.Words;

namespace OrderKernel.Inventory.Tests.Adjustments;

// Fails when, after any sequence of commands by anybody, stock moved without somebody
// else's approval, moved twice, left the books unbalanced, or replay differs.
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class AdjustmentLaws
{
    private static readonly Actor[] People = [Keeper, Chief, Books, As("third", "supervisor"), As("nobody"), Actor.Kernel];

    private delegate Result<Decision<ApprovalEvent>> Deciding(Adjustment? state, ApprovalCommand command, ImmutableArray<StockBalance> positions,
        DecisionContext context);

    private sealed record World(List<(ApprovalEvent Event, Adjustment? After, ActorId By)> History, ImmutableArray<StockBalance> Balances, bool KeptFloors);

    public static TheoryData<string> Laws => ["posted by another's approval", "posted once at most", "books balance", "floors hold"];

    [Theory]
    [MemberData(nameof(Laws))]
    public void A_law_holds_and_catches_its_planted_bug(string law)
    {
        Prop.ForAll(Arbitraries.Walks(), walk => Holds(law, Run(walk, Right, p => p))).Check(Sizes.Config(Sizes.Of(300, 10_000)));
        var (decide, post) = Wrong(law);
        // Few walks meet the bug; twenty rounds leave no build to chance.
        Assert.Contains(Enumerable.Range(0, 20).SelectMany(_ => Gen.Sample(Arbitraries.Walks().Generator, 40, 1_000)),
            walk => !Holds(law, Run(walk, decide, post)));
    }

    [Law(100)]
    public bool Replaying_the_stored_events_gives_the_same_adjustment(Turn[] walk)
    {
        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Stock, "adj-1");
        var (head, header) = (new StreamHead(stream, 0, ChainHash.Genesis(stream)), new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []));
        Adjustment? replayed = null;
        foreach (var (happened, after, _) in Run(walk, Right, p => p).History)
        {
            replayed = AdjustmentDecider.Evolve(replayed, InventoryEvents.Adjustments.Decode(InventoryEvents.Adjustments.Seal(head, happened, header)));
            if (replayed != after) return false;
        }

        return true;
    }

    private static bool Holds(string law, World world) => law switch
    {
        "posted by another's approval" => !world.History.Exists(h => h.Event is AdjustmentPosted)
            || world.History
                .Exists(h => h.Event is LevelApproved e && e.By != world.History[0].By && h.After!.Proposal is { Reason.Length: > 0, Evidence.IsEmpty: false }),
        "posted once at most" => world.History.Count(h => h.Event is AdjustmentPosted) <= 1,
        "books balance" =>
            Sum(world, StockAccount.OnHand) + Sum(world, StockAccount.Sold) + Sum(world, StockAccount.WrittenOff) == Sum(world, StockAccount.Supplied),
        _ => world.KeptFloors,
    };

    private static Result<Decision<ApprovalEvent>> Right(Adjustment? state, ApprovalCommand command, ImmutableArray<StockBalance> positions,
        DecisionContext context) =>
        AdjustmentDecider.Decide(state, command, positions, StockFormula.Default, AdjustmentDecider.DefaultPolicies, context);

    private static (Deciding Decide, Func<ValueList<Posting>, ValueList<Posting>> Post) Wrong(string law) => law switch
    {
        "posted by another's approval" =>
            ((s, c, p, x) => Right(s is { Approval: not null } ? s with { Approval = s.Approval with { RequestedBy = ActorId.Of("ghost") } } : s, c, p, x),
                p => p),
        "posted once at most" =>
            ((s, c, p, x) =>
                Right(s is { IsPosted: true, Approval: not null }
                    ? s with { Approval = s.Approval with { Status = ApprovalStatus.Pending, Step = "finance", Levels = [] } }
                    : s, c, p, x), p => p),
        "books balance" => (Right, p => p.Where(one => one.Account == StockAccount.OnHand)),
        _ => ((s, c, p, x) => Right(s, c, OnHand("HZ", "A", 1_000), x), p => p),
    };

    private static long Sum(World world, StockAccount account) => StockSheet.BalanceOf(world.Balances, Cell("HZ", "A"), account);

    private static World Run(Turn[] walk, Deciding decide, Func<ValueList<Posting>, ValueList<Posting>> post)
    {
        var history = new List<(ApprovalEvent, Adjustment?, ActorId)>();
        var balances = Balances(("HZ", "A", StockAccount.OnHand, 6), ("HZ", "A", StockAccount.Locked, 3), ("HZ", "A", StockAccount.Supplied, 6));
        var (state, at, kept) = (default(Adjustment), Noon, true);
        foreach (var (number, who, hours, pick) in walk)
        {
            at += Duration.FromHours(hours);
            ApprovalCommand command = number switch
            {
                0 => new ProposeAdjustment(Broken(pick % 8, pick % 2 == 0 ? AdjustmentKind.Damage : AdjustmentKind.Gift, pick % 3 == 0 ? 600_000 : null)),
                1 or 2 or 3 => new Approve(),
                4 when pick == 0 => new Reject("no"),
                5 when pick == 0 => new Withdraw(),
                _ => new FireApprovalDeadline(pick % 2 == 0 ? "escalate" : "remind"),
            };
            var by = command is FireApprovalDeadline ? Actor.Kernel : People[who];
            if (!decide(state, command, balances, new(by, at, MessageId.Of("m"))).TryGet(out var decision, out _)) continue;
            foreach (var happened in decision.Events)
            {
                state = AdjustmentDecider.Evolve(state, happened);
                history.Add((happened, state, by.Id));
                if (happened is not AdjustmentPosted posted) continue;
                var effect = StockEffects.Of(posted, StockFormula.Default.Policy);
                balances = StockSheet.Post(balances, post(effect.Postings));
                kept &= effect.Floors.Items.All(f => StockSheet.Holds(balances, f));
            }
        }

        return new(history, balances, kept);
    }
}
