using NodaTime;
using OrderKernel.AfterSales;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Stores;
using OrderKernel.Tests.Support;

namespace OrderKernel.Tests.Laws;

// Fails when an answer is not what replaying the case's stream gives, when saying the same
// again changes anything, when a case and its order's ledger disagree on a refund,
// when a refund is sent twice or not at all, or when more goes back than was paid.
public class CaseDoorLaws
{
    private static readonly string[] Roles = ["buyer", "agent", "supervisor", "finance", "warehouse", "channel", "kernel"];

    private sealed record Step(int Case, int What, int Fen, int Who);

    [Law(250, 20_000)]
    public void Cases_told_through_the_kernel_agree_with_their_streams_and_with_the_ledger(Seed seed) => Assert.Null(FaultOf(Walk(seed), null));

    // Planted: a kernel that loses one half of a unit, or says an effect twice, is noticed.
    [Theory]
    [InlineData("order")]
    [InlineData("case")]
    [InlineData("outbox")]
    [InlineData("twice")]
    public void A_kernel_that_loses_a_half_is_found(string bug)
    {
        Assert.Contains(Enumerable.Range(1, 60), seed => FaultOf(Walk(seed), bug) is not null);
    }

    private static Step[] Walk(int seed)
    {
        var chance = new Random(seed);
        return [.. Enumerable.Range(0, 14).Select(_ => new Step(chance.Next(1, 4), chance.Next(15), chance.Next(1, 7_001), chance.Next(10)))];
    }

    private static Changes Lie(Changes changes, string bug) => bug switch
    {
        "outbox" => changes with { Outbox = [] },
        "twice" => changes with { Outbox = changes.Outbox.Items.SelectMany(m => new[] { m, m with { Key = m.Key + "/again" } }).ToValueList() },
        _ => changes.Appends.Count > 1 ? changes with { Appends = changes.Appends.Where(a => a.Stream.Kind != bug) } : changes,
    };

    private static string? FaultOf(Step[] walk, string? bug)
    {
        try { return FaultOfAsync(walk, bug).GetAwaiter().GetResult(); }
        catch (System.Diagnostics.UnreachableException e) when (bug is not null) { return e.Message; }
    }

    private static async Task<string?> FaultOfAsync(Step[] walk, string? bug)
    {
        var store = new MemoryOrderStore();
        var bench = new Bench(store);
        await bench.SendAsync(Shop.Claim("1", "1 10:00", "200.00").Paid("10:04").Shipped("11:00", "YT1").Delivered("1 09:00"));
        var kernel = bug is null ? bench.Kernel : new Kernel(new FailingStore(store, 0, FailureMoment.Never) { Lie = c => Lie(c, bug) }, Bench.Sourced);
        for (var i = 0; i < walk.Length; i++)
        {
            var step = walk[i];
            var key = CaseKey.Of(Shop.Key("1"), CaseId.Of($"c-{step.Case}"));
            var context = new DecisionContext(ActorOf(step.Who), Shop.At("3 10:00") + Duration.FromHours(i * 5), MessageId.Of($"m-{i}"));
            var command = CommandOf(step, await kernel.FindAsync(key));
            var first = await kernel.TellAsync(key, command, context);
            var events = await EventsAsync(store);
            var again = await kernel.TellAsync(key, command, context);
            if (first.IsOk != again.IsOk || (first.IsOk && first.ValueOrThrow() != again.ValueOrThrow()))
                return $"step {i}, {command}: a repeat answers otherwise";
            if (await EventsAsync(store) != events) return $"step {i}, {command}: a repeat wrote";
            if (first.IsOk
                && first.ValueOrThrow()
                    != (StoredStream.Of(key.Stream(), await store.ReadAsync(key.Stream(), 0, default)).Fold(CaseProcess.Decider).State ?? AfterSalesCase.None))
                return $"step {i}, {command}: the stream says something else than the answer";
            if (await DisagreementAsync(bench) is { } fault) return $"step {i}, {command}: {fault}";
        }

        return null;
    }

    private static async Task<string?> DisagreementAsync(Bench bench)
    {
        var order = await bench.OrderAsync("1");
        var refunds = new List<CaseRefund>();
        for (var i = 1; i <= 3; i++) refunds.AddRange((await bench.Kernel.FindAsync(CaseKey.Of(order.Key, CaseId.Of($"c-{i}"))))?.Refunds.Items ?? []);
        if (order.Money.Refunded + order.Money.RefundPending > order.Money.Paid) return "more goes back than was paid";
        foreach (var refund in refunds)
        {
            var booked = order.Refund(RefundId.Of(refund.Refund.Value));
            var expected = refund.Progress switch { RefundProgress.Ordered => RefundStatus.Owed, RefundProgress.Settled => RefundStatus.Refunded,
                _ => RefundStatus.Withdrawn };
            if (booked?.Status != expected || booked.Amount != refund.Amount) return $"{refund} is {booked?.Status} {booked?.Amount} in the ledger";
        }

        if (refunds.Count != order.Refunds.Count) return "the ledger knows refunds that no case has";
        var sent = (await bench.OutboxAsync("refund")).Select(m => m.Key).Order(StringComparer.Ordinal).ToList();
        var owed = (await bench.EventsAsync("1")).Where(e => e.Type == "orders.refund-owed").Select(OrderEvents.Codec.Decode).Cast<RefundOwed>().ToList();
        var ordered = owed.Where(o => !order.Refund(o.Refund)!.Id.Value.StartsWith("ch-", StringComparison.Ordinal))
            .Select(o => $"refund/{order.Key.Stream().Key}/{o.Refund}").Order(StringComparer.Ordinal);
        return sent.SequenceEqual(ordered) ? null : $"sent {string.Join(", ", sent)}, owed {string.Join(", ", ordered)}";
    }

    private static async Task<long> EventsAsync(IOrderStore store)
    {
        long events = 0;
        await foreach (var head in store.HeadsAsync(Shop.Acme, default)) events += head.Version;
        return events;
    }

    private static Actor ActorOf(int who) => who < Roles.Length
        ? new(ActorId.Of(Roles[who]), [Role.Of(Roles[who])])
        : new(ActorId.Of($"staff-{who}"), Roles.Where(r => r != "channel").Select(Role.Of).ToValueList());

    private static CaseCommand CommandOf(Step step, AfterSalesCase? known)
    {
        var units = step.Fen % 3;
        var request =
            new CaseRequest((CaseKind)((step.Fen % 8) + 1), Money.Fen(step.Fen), "broken") { Units = units == 0 ? [] : [new(Shop.First, Shop.Units(units))] };
        var inspected = (known?.Request?.Units ?? []).Items.Select(u => new InspectedUnits(u.Line, u.Units, (InspectionOutcome)((step.Fen % 5) + 1)))
            .DefaultIfEmpty(new(null, Shop.Units(1), InspectionOutcome.Restock));
        var ordered = known?.Refunds.Items.FirstOrDefault(r => r.Progress == RefundProgress.Ordered);
        return step.What switch
        {
            0 or 1 or 2 => new OpenCase(request),
            3 or 4 => new ApproveCase(),
            5 => new JudgeCase(),
            6 => new RejectCase(Party.Seller, "no"),
            7 => new DisputeCase(Party.Buyer),
            8 => new ReceiveGoods(inspected.ToValueList()),
            9 => new SettleRefund(MessageId.Of($"ch-{step.Case}-{step.Fen % 2}"), Money.Fen(step.Fen)),
            10 when ordered is not null => new SettleRefund(ordered.Refund, ordered.Amount),
            11 => new RecordPaidRefund(request, MessageId.Of($"ch-{step.Case}")),
            12 => new SendReplacement(Waybill.Of("SF9")),
            13 => new WithdrawCase(),
            _ => new AgeStep(),
        };
    }
}
