using FsCheck.Xunit;
using NodaTime;
using static OrderKernel.AfterSales.Tests.Sample;

namespace OrderKernel.AfterSales.Tests;

/// <summary>What holds after any sequence of commands on the cases of one order.</summary>
/// <remarks>
/// Fails when cases together pay more than the order holds, when a refund pays twice, when
/// replay gives another state, or when a larger amount falls into an earlier tier.
/// </remarks>
[Properties(Arbitrary = [typeof(Arbitraries)])]
public class CaseLaws
{
    private static readonly Actor Everybody = By("e", Role.Channel, Role.Agent, Role.Supervisor, Role.Finance, Role.Warehouse, Role.Kernel);
    private static readonly Actor Staff = By("s", Role.Buyer, Role.Agent, Role.Supervisor, Role.Finance, Role.Warehouse, Role.Carrier, Role.Kernel);

    [Law(500, 50_000)]
    public bool Cases_together_never_pay_more_than_the_order_holds(Turn[] walk)
    {
        const long paid = 20_000;
        return Walk(walk, paid, true).Sum(s => s.Refunded?.MinorUnits ?? 0) <= paid;
    }

    [Law(500, 50_000)]
    public bool What_is_granted_together_fits_the_order_while_only_asks_come(Turn[] walk)
    {
        const long paid = 20_000;
        // Without money that a channel sends of its own: that is a fact and may cross what was granted.
        var states = Walk(walk.Where(s => s.Command is not (11 or 15)).ToArray(), paid, true);
        return states.Where(s => s.Granted is not null).Sum(s => s.Outstanding!.Value.MinorUnits + s.Refunded!.Value.MinorUnits) <= paid;
    }

    [Fact]
    public void The_walks_reach_every_status()
    {
        var chance = new System.Random(11);
        var seen = new HashSet<AfterSalesStatus>();
        for (var i = 0; i < 3_000 && seen.Count < Enum.GetValues<AfterSalesStatus>().Length; i++)
        {
            var walk = Enumerable.Range(0, 40).Select(_ => new Turn(chance.Next(4), chance.Next(16), chance.Next(12_001), chance.Next(6))).ToArray();
            seen.UnionWith(Walk(walk, 20_000, true).Select(s => s.Status));
        }

        Assert.Equal(Enum.GetValues<AfterSalesStatus>().ToHashSet(), seen);
    }

    [Fact]
    public void The_law_sees_a_ceiling_that_is_not_kept()
    {
        // The same walks with a balance that forgets what went back: the law must fail for some of them.
        var chance = new System.Random(7);
        var broken = false;
        for (var i = 0; i < 300 && !broken; i++)
        {
            var walk = Enumerable.Range(0, 40).Select(_ => new Turn(chance.Next(4), chance.Next(16), chance.Next(12_001), chance.Next(6))).ToArray();
            broken = Walk(walk, 20_000, false).Sum(s => s.Refunded?.MinorUnits ?? 0) > 20_000;
        }

        Assert.True(broken);
    }

    [Law(100)]
    public bool Replaying_the_stored_events_gives_the_same_case(Turn[] walk)
    {
        var stream = StreamId.Of(TenantId.Of("t"), StreamKinds.Case, "c");
        var header = new EventHeader(Noon, ActorId.Of("a"), MessageId.Of("m"), [], []);
        foreach (var (state, events) in History(walk))
        {
            var replayed = AfterSalesCase.None;
            var head = new StreamHead(stream, 0, ChainHash.Genesis(stream));
            foreach (var one in events) replayed = CaseProcess.Evolve(replayed, CaseProcess.Codec.Decode(CaseProcess.Codec.Seal(head, one, header)));
            if (replayed != state) return false;
        }

        return true;
    }

    [Law(500, 50_000)]
    public bool Repeating_any_settlement_changes_nothing(Turn[] walk) => History(walk).All(h => h.State.Refunds.Items
        .Where(r => r.Progress == RefundProgress.Settled)
        .All(r => Try(h.State, new SettleRefund(r.Refund, r.Amount), Everybody, given: Given(Balance(0))).ValueOrThrow().Events.IsEmpty));

    [Law(500, 50_000)]
    public bool The_tier_never_falls_when_the_amount_rises(Seed one, Seed other, bool isGood, bool isDisputed)
    {
        int TierOf(long fen) => IndexOf(Judged(
            Request(fen) with { IsDisputed = isDisputed },
            Given() with { Standing = new(CustomerLevel.Silver, isGood ? CustomerHistory.Good : CustomerHistory.Watched) }).Verdict.Tier);
        var (a, b) = (1 + (one % 1_000_000), 1 + (other % 1_000_000));
        return TierOf(Math.Min(a, b)) <= TierOf(Math.Max(a, b));
    }

    [Law(500, 50_000)]
    public bool The_tier_never_falls_when_the_customer_asked_more_often(Seed amount, Seed one, Seed other, bool isDisputed)
    {
        int TierOf(int earlier) =>
            IndexOf(Judged(Request(1 + (amount % 1_000_000)) with { IsDisputed = isDisputed }, Given() with { EarlierRequests = earlier }).Verdict.Tier);
        return TierOf(Math.Min(one % 9, other % 9)) <= TierOf(Math.Max(one % 9, other % 9));
    }

    [Law(500, 50_000)]
    public bool The_status_of_an_order_does_not_depend_on_the_order_of_its_cases(Turn[] walk)
    {
        var states = Walk(walk, 20_000, true);
        return CaseStatuses.Of(states.ToValueList()) == CaseStatuses.Of(states.Reverse().ToValueList());
    }

    private static int IndexOf(string tier) => Tiers.Policy.Tiers.Items.Select(t => t.Name).ToList().IndexOf(tier);

    private static AfterSalesCase[] Walk(Turn[] walk, long paid, bool keepsBooks) =>
        History(walk, paid, keepsBooks).Select(h => h.State).ToArray();

    private static (AfterSalesCase State, List<AfterSalesEvent> Events)[] History(Turn[] walk, long paid = 20_000, bool keepsBooks = true)
    {
        var cases = Enumerable.Range(0, 4).Select(_ => (State: AfterSalesCase.None, Events: new List<AfterSalesEvent>())).ToArray();
        for (var i = 0; i < walk.Length; i++)
        {
            var (at, command, fen, who) = walk[i];
            var others = cases.Where((_, k) => k != at).Select(c => c.State).ToValueList();
            var back = keepsBooks ? cases.Sum(c => c.State.Refunded?.MinorUnits ?? 0) : 0;
            var asked = keepsBooks ? CaseStatuses.Asked(others, Currency.Cny).MinorUnits : 0;
            var given = Given(Balance(paid - back, asked), "case-" + at)
                with { Lines = [Units("1", 3, fen)], Standing = new(CustomerLevel.Ordinary, (CustomerHistory)((fen % 4) + 1)) };
            var result = Try(cases[at].State, Command(command, fen, cases[at].State), ActorOf(who), Noon + Duration.FromHours(i * 7), "m-" + i, given);
            if (!result.TryGet(out var decision, out _)) continue;
            foreach (var happened in decision.Events) cases[at] = (CaseProcess.Evolve(cases[at].State, happened), cases[at].Events);
            cases[at].Events.AddRange(decision.Events);
        }

        return cases;
    }

    /// <summary>A channel with all roles, people with all roles but the channel's, and one who has only an agent's.</summary>
    private static Actor ActorOf(int who) => who switch
    {
        < 2 => Everybody,
        2 => By("p2", Role.Agent),
        _ => Staff with { Id = ActorId.Of("p" + who) },
    };

    private static CaseCommand Command(int command, int fen, AfterSalesCase state)
    {
        var kind = (CaseKind)((fen % 8) + 1);
        var units = fen % 2 == 0 ? ValueList.ToValueList<AskedUnits>([Some("1", 3)]) : [];
        var request = Request(fen, kind) with { Units = units };
        return command switch
        {
            0 or 1 => new OpenCase(request),
            2 => new JudgeCase(),
            3 or 4 or 5 => new ApproveCase(),
            6 => new RejectCase(Party.Seller, "no"),
            7 => new DisputeCase(Party.Buyer),
            8 => new SendReturn(Waybill.Of("SF1"), null),
            9 => new ReceiveGoods([Found(state.Request?.Units.IsEmpty ?? true ? null : "1", state.Request?.Units.IsEmpty ?? true ? 1 : fen % 4,
                (InspectionOutcome)((fen % 5) + 1))]),
            10 => new SendReplacement(Waybill.Of("SF2")),
            11 => new SettleRefund(MessageId.Of("ch-" + (fen % 3)), Money.Fen(fen)),
            12 when state.Refunds.Items.FirstOrDefault(r => r.Progress == RefundProgress.Ordered) is { } ordered =>
                new SettleRefund(ordered.Refund, ordered.Amount),
            13 => new AgeStep(),
            14 => new ConfirmReplacement(),
            15 => new RecordPaidRefund(request, MessageId.Of("ch")),
            _ => new CloseCase(Party.Timeout),
        };
    }
}
