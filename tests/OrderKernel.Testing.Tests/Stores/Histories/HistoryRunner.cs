using System.Diagnostics;
using System.Globalization;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Testing.Tests.Stores;

/// <summary>Lets real threads act on one store, each history in a tenant of its own, and notes what each was answered.</summary>
internal sealed class HistoryRunner(IOrderStore store, int threads, int acts)
{
    private static readonly LocationId Here = LocationId.Of("HZ");
    private static readonly StockCell First = new(Here, SkuId.Of("first")), Second = new(Here, SkuId.Of("second"));
    private static readonly ValueList<StockTerm> Free = [new(StockAccount.OnHand, 1), new(StockAccount.Locked, -1)];
    private long _clock;

    /// <summary>Runs histories until one is not linearizable.</summary>
    /// <returns>How many were run, and the bad one; null when there is none.</returns>
    public (int Run, Call[][]? Bad) Run(int histories, int seed)
    {
        using var barrier = new Barrier(threads);
        Call[][]? bad = null;
        var run = 0;
        var calls = new Call[threads][];
        var workers = Enumerable.Range(0, threads).Select(thread => new Thread(() =>
        {
            for (var history = 0; history < histories && Volatile.Read(ref bad) is null; history++)
            {
                var random = new Random(HashCode.Combine(seed, history, thread));
                var planned = Enumerable.Range(0, acts).Select(_ => Act.Any(random)).ToArray();
                var tenant = TenantId.Of(string.Create(CultureInfo.InvariantCulture, $"t{seed}-{history}"));
                if (thread == 0) Supply(tenant);
                barrier.SignalAndWait();
                calls[thread] = [.. planned.Select(act => Do(tenant, act))];
                barrier.SignalAndWait();
                if (thread == 0)
                {
                    run++;
                    if (!Linearizability.Holds(calls)) Volatile.Write(ref bad, [.. calls]);
                }

                barrier.SignalAndWait();
            }
        })).ToArray();
        foreach (var worker in workers) worker.Start();
        foreach (var worker in workers) worker.Join();
        return (run, bad);
    }

    public static string Say(Call[][] history) => string.Join("\n", history.SelectMany((calls, thread) => calls.Select(c => (thread, c)))
        .OrderBy(c => c.c.From).Select(c => $"thread {c.thread}: {c.c.Act} from {c.c.From} until {c.c.Until}: {c.c.Answer}"));

    private void Supply(TenantId tenant) => Commit(new Changes(tenant, MessageId.Of("supply"), default, default, 0)
    {
        Postings = [new(First, StockAccount.OnHand, QuantityDelta.Of(PlainShop.Stock)), new(Second, StockAccount.OnHand, QuantityDelta.Of(PlainShop.Stock))],
    });

    private Call Do(TenantId tenant, Act act)
    {
        var from = Interlocked.Increment(ref _clock);
        var answer = act.Kind switch
        {
            ActKind.ReadBoth => Both(tenant),
            ActKind.ReadStream => Wait(store.ReadAsync(Stream(tenant), 0, default)).Length.ToString(CultureInfo.InvariantCulture),
            ActKind.Known => Wait(store.AnswerAsync(tenant, Message(act), default)) is null ? "no" : "yes",
            _ => Commit(Changes(tenant, act)),
        };
        return new(act, from, Interlocked.Increment(ref _clock), answer);
    }

    private string Both(TenantId tenant)
    {
        var balances = Wait(store.BalancesAsync(tenant, [First, Second], default));
        var held = balances.Where(b => b.Account == StockAccount.Locked).ToDictionary(b => b.Cell, b => b.Units);
        return $"{held.GetValueOrDefault(First)} {held.GetValueOrDefault(Second)}";
    }

    private static Changes Changes(TenantId tenant, Act act)
    {
        var content = new[] { (byte)act.Kind, (byte)act.Number };
        var changes = new Changes(tenant, Message(act), content, content, 0);
        var taken = QuantityDelta.Of(act.Number);
        return act.Kind switch
        {
            ActKind.Take => changes with { Postings = [new(First, StockAccount.Locked, taken)], Floors = [new(First, Free, 0)] },
            ActKind.TakeBoth => changes with
            {
                Postings = [new(First, StockAccount.Locked, taken), new(Second, StockAccount.Locked, taken)],
                Floors = [new(First, Free, 0), new(Second, Free, 0)],
            },
            ActKind.Give => changes with
            {
                Postings = [new(First, StockAccount.Locked, QuantityDelta.Of(-act.Number))],
                Floors = [new(First, [new(StockAccount.Locked, 1)], 0)],
            },
            ActKind.Append => changes with
            {
                Appends = [new(Stream(tenant), act.Number - 1, [Event(tenant, act)])],
                Postings = [new(Second, StockAccount.Locked, QuantityDelta.Of(1))],
                Floors = [new(Second, Free, 0)],
            },
            _ => throw new UnreachableException($"{act} changes nothing."),
        };
    }

    // The chain is not what is looked at here: each version has a link of its own.
    private static EventEnvelope Event(TenantId tenant, Act act) => new(Stream(tenant), act.Number, "test.happened", Instant.FromUtc(2026, 6, 18, 0, 0),
        new byte[] { (byte)act.Number }, ChainHash.Genesis(StreamId.Of(tenant, StreamKinds.Order, $"link-{act.Number}")));

    private static StreamId Stream(TenantId tenant) => StreamId.Of(tenant, StreamKinds.Order, "o");

    private static MessageId Message(Act act) => MessageId.Of($"m{act.Message}");

    private string Commit(Changes changes) => Wait(store.CommitAsync(changes, default)) switch
    {
        CommitOutcome.Done => "done",
        CommitOutcome.Repeated => "repeated",
        CommitOutcome.OtherContent => "other",
        CommitOutcome.VersionMoved moved => $"moved {moved.Actual}",
        CommitOutcome.StockShort stock => $"short {stock.Seen}",
        var other => other.ToString(),
    };

    private static T Wait<T>(ValueTask<T> call) => call.IsCompletedSuccessfully ? call.Result : call.AsTask().GetAwaiter().GetResult();
}
