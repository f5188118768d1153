using System.Collections.Concurrent;
using NodaTime;
using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Many at once: no gap, no duplicate, nothing sold twice, no half seen.</summary>
internal static class ConcurrencyChecks
{
    private const int AppendsPerWriter = 6;

    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("concurrency.writers-on-one-stream-leave-no-gap", One_stream),
        ("concurrency.failed-appends-between-good-ones-leave-nothing", Failed_between_good),
        ("concurrency.never-oversold", Never_oversold),
        ("concurrency.one-message-has-one-effect", One_message),
        ("concurrency.readers-see-whole-units", Whole_units),
        ("concurrency.a-timer-has-one-owner", One_owner),
    ];

    private static async ValueTask One_stream(StoreBench bench)
    {
        var stream = bench.Stream("hot");
        var workers = bench.Options.Workers;
        await bench.Together(workers, async worker =>
        {
            for (var i = 0; i < AppendsPerWriter; i++)
            {
                await AppendAsync(bench, stream, $"w{worker}-{i}", workers * AppendsPerWriter);
            }
        });
        var events = await bench.Read(stream);
        Expect.Same(workers * AppendsPerWriter, events.Length, "events");
        Expect.That(ChainVerifier.Check(await bench.Head(stream), events) is null, "the chain has a gap or a fork");
        Expect.Same(events.Length, events.Select(e => Convert.ToHexString(e.Bytes.Span)).Distinct().Count(), "different events");
    }

    // Each time that another came first it has one append less to make, so that nobody is refused more often than that.
    private static async ValueTask AppendAsync(StoreBench bench, StreamId stream, string note, int others)
    {
        for (var refused = 0; ; refused++)
        {
            var outcome = await bench.Commit(bench.New(note) with { Appends = [Append(await bench.Head(stream), note)] });
            if (outcome is not CommitOutcome.VersionMoved)
            {
                Expect.Done(outcome);
                return;
            }

            Expect.That(refused < others, $"an append behind the head was refused {refused + 1} times, and there are only {others} others");
        }
    }

    // Writers look twice before they append, and fail on purpose in between; readers follow and miss nothing.
    private static async ValueTask Failed_between_good(StoreBench bench)
    {
        const int writers = 32, appends = 3, readers = 2;
        var stream = bench.Stream("busy");
        var left = writers;
        await bench.Together(writers + readers, async worker =>
        {
            try
            {
                if (worker < writers) await WriteAsync(worker);
                else await FollowAsync();
            }
            catch
            {
                // Nobody waits for those that are not begun any more.
                Interlocked.Exchange(ref left, 0);
                throw;
            }
        });
        var events = await bench.Read(stream);
        Expect.Same(writers * appends, events.Length, "events");
        Expect.That(ChainVerifier.Check(await bench.Head(stream), events) is null, "the chain has a gap or a fork");

        async ValueTask WriteAsync(int writer)
        {
            for (var i = 0; i < appends; i++)
            {
                var seen = await bench.Head(stream);
                // So far ahead that whatever the others append meanwhile does not make it right.
                var ahead = new StreamHead(stream, seen.Version + (2 * writers * appends), seen.Hash);
                Expect.Is<CommitOutcome.VersionMoved>(await bench.Commit(bench.New() with { Appends = [Append(ahead, "never")] }));
                await AppendAsync(bench, stream, $"w{writer}-{i}", writers * appends);
            }

            Interlocked.Decrement(ref left);
        }

        // Reads on from where it was; all that is there in the end was seen, once and in order.
        async ValueTask FollowAsync()
        {
            var seen = new StreamHead(stream, 0, ChainHash.Genesis(stream));
            for (var isLast = false; ; )
            {
                foreach (var envelope in await bench.Read(stream, seen.Version))
                {
                    Expect.Same(seen.Version + 1, envelope.Version, "the version that a reader sees next");
                    Expect.That(seen.Hash.Next(envelope.Bytes.Span) == envelope.Hash, "a reader sees a link that does not follow");
                    seen = new(stream, envelope.Version, envelope.Hash);
                }

                if (isLast) break;
                isLast = Volatile.Read(ref left) <= 0;
                await Task.Yield();
            }

            Expect.Same((long)writers * appends, seen.Version, "the version to which a reader got");
        }
    }

    private static async ValueTask Never_oversold(StoreBench bench)
    {
        const int stock = 100;
        var cell = Cell("hot");
        await bench.Done(bench.New("supply") with { Postings = [Post(cell, StockAccount.OnHand, stock)] });
        var sold = 0;
        var next = 0;
        await bench.Together(bench.Options.Workers, async _ =>
        {
            for (var buyer = Interlocked.Increment(ref next); buyer <= bench.Options.Buyers; buyer = Interlocked.Increment(ref next))
            {
                var outcome = await bench.Commit(bench.New($"buyer-{buyer}") with { Postings = [Post(cell, StockAccount.Locked, 1)], Floors = [Free(cell)] });
                if (outcome is CommitOutcome.Done) Interlocked.Increment(ref sold);
                else Expect.Is<CommitOutcome.StockShort>(outcome);
            }
        });
        Expect.Same(Math.Min(stock, bench.Options.Buyers), sold, $"sold of {stock}");
        Expect.Same((long)sold, await bench.Balance(cell, StockAccount.Locked), "locked");
    }

    private static async ValueTask One_message(StoreBench bench)
    {
        var value = bench.New("one") with { Appends = [First(bench.Stream("a"), "one")], Postings = [Post(Cell("sku"), StockAccount.OnHand, 1)] };
        var outcomes = new ConcurrentBag<CommitOutcome>();
        await bench.Together(4 * bench.Options.Workers, async _ => outcomes.Add(await bench.Commit(value)));
        Expect.Same(1, outcomes.Count(o => o is CommitOutcome.Done), "how often one message was done");
        foreach (var outcome in outcomes.Where(o => o is not CommitOutcome.Done))
            Expect.Bytes(value.Answer, Expect.Is<CommitOutcome.Repeated>(outcome).FirstAnswer, "answer");
        Expect.Same(1L, await bench.Balance(Cell("sku"), StockAccount.OnHand), "balance");
    }

    private static async ValueTask Whole_units(StoreBench bench)
    {
        const int unitsMin = 40, unitsMax = 20_000, roundsMin = 8;
        var (left, right, from, to) = (bench.Stream("left"), bench.Stream("right"), Cell("sku", "from"), Cell("sku", "to"));
        var (units, looking, isOver) = (0, 2, 0);
        await bench.Together(3, async worker =>
        {
            try
            {
                if (worker == 0) await WriteAsync();
                else await LookOftenAsync();
            }
            finally
            {
                if (worker == 0) Interlocked.Exchange(ref isOver, 1);
                else Interlocked.Decrement(ref looking);
            }
        });
        Expect.Same(units, (await bench.Read(left)).Length, "events");

        // Writes on while readers look, however fast or slow each is, and lets them in between.
        async ValueTask WriteAsync()
        {
            var (a, b) = (new StreamHead(left, 0, ChainHash.Genesis(left)), new StreamHead(right, 0, ChainHash.Genesis(right)));
            while (units < unitsMin || (units < unitsMax && Volatile.Read(ref looking) > 0))
            {
                var (x, y) = (Append(a, $"{units}"), Append(b, $"{units}"));
                await bench.Done(
                    bench.New($"unit-{units}") with { Appends = [x, y], Postings = [Post(from, StockAccount.OnHand, -1), Post(to, StockAccount.OnHand, 1)] });
                units++;
                (a, b) = (new(left, units, x.Events[0].Hash), new(right, units, y.Events[0].Hash));
                if (units % 4 == 0) await Task.Delay(1, bench.Token);
            }
        }

        async ValueTask LookOftenAsync()
        {
            for (var rounds = 0; rounds < roundsMin && Volatile.Read(ref isOver) == 0;) rounds += await Look() ? 1 : 0;
        }

        // False when there was nothing to see yet.
        async ValueTask<bool> Look()
        {
            var events = await All(bench.Store.ReadAllAsync(bench.Tenant, StreamKinds.Order, bench.Token));
            Expect.Same(events.Count(e => e.Stream == left), events.Count(e => e.Stream == right), "events of two streams written together");
            var heads = await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token));
            Expect.That(heads.Count is 0 or 2 && heads.Select(h => h.Version).Distinct().Count() <= 1, "heads of two streams written together differ");
            Expect.Same(0L, (await bench.Store.BalancesAsync(bench.Tenant, from.Sku, bench.Token)).Sum(b => b.Units), "sum of balances moved together");
            return events.Count > 0;
        }
    }

    private static async ValueTask One_owner(StoreBench bench)
    {
        const int timers = 60;
        await bench.Done(
            bench.New() with { Timers = Enumerable.Range(0, timers).Select(i => new TimerEntry($"t{i:d2}", bench.Stream("a"), "expire", Noon)).ToValueList() });
        var claimed = new ConcurrentBag<string>();
        await bench.Together(bench.Options.Workers, async worker =>
        {
            // Each claims twice; the second answer repeats its own and may add to it.
            for (var i = 1; i <= 2; i++)
            {
                var mine = await bench.Store.ClaimDueAsync(bench.Lease($"w{worker}", Noon, Noon + Duration.FromHours(1)), 5 * i, bench.Token);
                if (i == 2) foreach (var timer in mine) claimed.Add(timer.Key);
            }
        });
        Expect.Same(claimed.Count, claimed.Distinct().Count(), "timers handed out, each to one owner");
        Expect.That(claimed.Count >= Math.Min(timers, 5 * bench.Options.Workers), $"only {claimed.Count} of {timers} timers were handed out");
    }
}
