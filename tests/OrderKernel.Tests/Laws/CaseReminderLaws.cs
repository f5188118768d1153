using System.Text.Json.Nodes;
using NodaTime;
using NodaTime.Text;
using OrderKernel.AfterSales;
using OrderKernel.Policies;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when a step of a case that waits too long is not told of, is told of twice, late, or to somebody whom the tiers do not name,
// when it does not go to the superior in time, or when it matters whether the clock or a command noticed.
public class CaseReminderLaws
{
    private static readonly Instant Begin = Shop.At("3 10:00");
    private static readonly ApprovalTiers Tiers = KernelPolicies.Default.Tiers.Policy;

    [Law(120, 10_000)]
    public void What_is_told_of_waiting_steps_is_what_their_times_say(Seed seed) => Assert.Null(FaultOf(seed, null));

    // Planted: a kernel that forgets a timer, drops what it should say, or says it again under another key.
    [Theory]
    [InlineData("timer")]
    [InlineData("silent")]
    [InlineData("twice")]
    public void A_kernel_that_reminds_otherwise_is_found(string bug) => Assert.Contains(Enumerable.Range(1, 40), seed => FaultOf(seed, bug) is not null);

    private static string? FaultOf(int seed, string? bug) => FaultOfAsync(new Random(seed), bug).GetAwaiter().GetResult();

    private static async Task<string?> FaultOfAsync(Random dice, string? bug)
    {
        var store = new MemoryOrderStore();
        await new Bench(store).SendAsync(Shop.Claim("1", "1 10:00", "9000.00").Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00"));
        var kernel = new Kernel(bug is null ? store : new FailingStore(store, 0, FailureMoment.Never) { Lie = c => Lie(c, bug) }, Bench.Sourced);
        var now = Begin;
        for (var i = 0; i < 12; i++)
        {
            // Minutes that no deadline has: a command never comes at the instant of one, unless it is the one that notices it.
            now += Duration.FromMinutes((60 * dice.Next(1, 40)) + 7);
            var key = KeyOf(dice.Next(1, 4));
            if (dice.Next(4) == 0) await NoticedByCommandAsync(kernel, now, key);
            await ClockAsync(kernel, dice, now);
            await kernel.TellAsync(key, CommandOf(dice), new DecisionContext(ActorOf(dice), now, MessageId.Of($"m-{i}")));
        }

        await ClockAsync(kernel, dice, now += Duration.FromDays(30));
        var told = (await new Bench(store).OutboxAsync("notice")).Select(m => JsonNode.Parse(m.Body.Span)!).Where(b => $"{b["about"]}" == StreamKinds.Case)
            .Select(b => $"{b["code"]} {b["key"]} {b["role"]} {b["at"]}").Order(StringComparer.Ordinal).ToList();
        var due = new List<string>();
        for (var i = 1; i <= 3; i++) due.AddRange(await ExpectedAsync(store, KeyOf(i).Stream(), now));
        due.Sort(StringComparer.Ordinal);
        return told.SequenceEqual(due) ? null : $"told\n  {string.Join("\n  ", told.Except(due))}\ndue\n  {string.Join("\n  ", due.Except(told))}";
    }

    /// <summary>Who had to hear what of a case and when: by what people did to it alone, without what the kernel says of its waiting.</summary>
    private static async Task<List<string>> ExpectedAsync(MemoryOrderStore store, StreamId stream, Instant end)
    {
        var told = new List<string>();
        var state = AfterSalesCase.None;
        foreach (var unit in (await store.ReadAsync(stream, 0, default)).GroupBy(e => EventBytes.ReadHeader(e.Bytes).Message))
        {
            var before = state;
            foreach (var happened in unit.Select(CaseProcess.Codec.Decode).Where(e => e is not (CaseStepReminded or StepEscalated)))
                state = CaseProcess.Evolve(state, happened);
            if (StepOf(before) != StepOf(state)) told.AddRange(Waited(before, unit.First().At));
        }

        return [.. told.Concat(Waited(state, end)).Select(t => $"{t.Split(' ')[0]} {stream.Key} {t[(t.IndexOf(' ', StringComparison.Ordinal) + 1)..]}")];
    }

    private static (AfterSalesStatus Status, Role? Role, Instant? Since) StepOf(AfterSalesCase one) => (one.Status, one.AwaitedRole, one.StepSince);

    /// <summary>What is told of one step that waited up to an instant: code, role and when.</summary>
    private static List<string> Waited(AfterSalesCase one, Instant until)
    {
        var told = new List<string>();
        if (one.Status is not (AfterSalesStatus.Requested or AfterSalesStatus.Disputed)) return told;
        var since = one.StepSince!.Value;
        Say(OrderKernelCodes.CaseWaits, one.AwaitedRole ?? Role.Agent, since);
        for (var role = one.AwaitedRole; role is { } waiting; role = Tiers.SuperiorOf(waiting))
        {
            if (since + Tiers.RemindAfter > until) break;
            Say(AfterSalesCodes.StepOverdue, waiting, since + Tiers.RemindAfter);
            if (Tiers.SuperiorOf(waiting) is not { } superior) break;
            Say(AfterSalesCodes.StepOverdue, superior, since + Tiers.RemindAfter);
            since += Tiers.EscalateAfter;
            if (since > until) break;
            Say(OrderKernelCodes.CaseWaits, superior, since);
        }

        return told;

        void Say(string code, Role role, Instant at) => told.Add($"{code} {role} {InstantPattern.ExtendedIso.Format(at)}");
    }

    private static async Task NoticedByCommandAsync(Kernel kernel, Instant until, CaseKey key)
    {
        if (await kernel.FindAsync(key) is { } one && CaseProcess.StepDueAt(one, Tiers) is { } dueAt && dueAt <= until)
            await kernel.TellAsync(key, new AgeStep(), Role.Kernel, dueAt);
    }

    private static async Task ClockAsync(Kernel kernel, Random dice, Instant until)
    {
        if (dice.Next(2) == 0) await kernel.ClockAsync(until - Duration.FromHours(dice.Next(1, 30)));
        await kernel.ClockAsync(until);
    }

    private static CaseKey KeyOf(int i) => CaseKey.Of(Shop.Key("1"), CaseId.Of($"c-{i}"));

    private static CaseCommand CommandOf(Random dice) => dice.Next(8) switch
    {
        0 or 1 or 2 => new OpenCase(new(CaseKind.RefundOnly, Money.Fen(dice.Next(1, 90_000)), "broken") { IsDisputed = dice.Next(3) == 0 }),
        3 or 4 => new ApproveCase(),
        5 => new DisputeCase(Party.Buyer),
        6 => dice.Next(2) == 0 ? new RejectCase(Party.Seller, "no") : new WithdrawCase(),
        _ => new JudgeCase(),
    };

    private static Actor ActorOf(Random dice) => new(ActorId.Of($"p-{dice.Next(5)}"), [Role.Buyer, Role.Agent, Role.Supervisor, Role.Finance]);

    private static Changes Lie(Changes changes, string bug) => bug switch
    {
        "timer" => changes with { Timers = changes.Timers.Where(t => t.Trigger != "age-step" || t.DueAt is null) },
        "silent" => changes with { Outbox = changes.Outbox.Where(m => m.Kind != "notice") },
        _ => changes with { Outbox = changes.Outbox.Items.SelectMany(m => new[] { m, m with { Key = m.Key + "/again" } }).ToValueList() },
    };
}
