using System.Collections.Immutable;
using NodaTime;
using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>A random but repeatable trace of calls on a store, each answer compared with the plainest model.</summary>
public static class StoreTrace
{
    private static readonly string[] Skus = ["a", "b", "c"];

    /// <summary>Runs a trace on an empty store.</summary>
    /// <param name="store">The store.</param>
    /// <param name="options">Seed and length.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>The tenant's head afterwards: the same for every store that passes.</returns>
    /// <exception cref="InvalidOperationException">An answer differs from the model's; the message says at which operation.</exception>
    public static async ValueTask<PartitionHead> RunAsync(IOrderStore store, StoreConformanceOptions options, CancellationToken cancellationToken = default)
    {
        var bench = new StoreBench(store, options, cancellationToken);
        try { await CheckAsync(bench); }
        catch (BrokenPromiseException e) { throw new InvalidOperationException(e.By(bench.LastCall), e); }
        return PartitionHead.Of(bench.Tenant, await All(store.HeadsAsync(bench.Tenant, cancellationToken)));
    }

    internal static async ValueTask CheckAsync(StoreBench bench)
    {
        var (dice, model) = (new Dice(bench.Options.Seed), new StoreModel());
        var now = Noon;
        for (var i = 0; i < bench.Options.TraceLength; i++)
        {
            try
            {
                await Step(bench, dice, model, now, i);
                now += Duration.FromMinutes(dice.Below(20));
            }
            catch (BrokenPromiseException e) { throw new BrokenPromiseException($"operation {i} of seed {bench.Options.Seed}: {e.Message}"); }
        }

        await Compare(bench, model);
    }

    private static async ValueTask Step(StoreBench bench, Dice dice, StoreModel model, Instant now, int i)
    {
        var lease = bench.Lease(dice.Pick(["x", "y"]), now, now + Duration.FromMinutes(dice.Below(60)));
        switch (dice.Below(10))
        {
            case < 6:
                var single = Random(bench, dice, model, now, $"t{i}");
                Same(model.Commit(single), await bench.Commit(single));
                break;
            case 6:
                var batch = Enumerable.Range(0, 1 + dice.Below(6)).Select(k => Random(bench, dice, model, now, $"t{i}-{k}")).ToImmutableArray();
                var outcomes = await bench.Store.CommitManyAsync(batch, bench.Token);
                for (var k = 0; k < batch.Length; k++) Same(model.Commit(batch[k]), outcomes[k]);
                break;
            case 7:
                var max = dice.Below(5);
                Expect.Same(model.ClaimTimers(lease, max), (await bench.Store.ClaimDueAsync(lease, max, bench.Token)).Select(t => t.Key).ToValueList(),
                    "timers claimed");
                break;
            case 8:
                var most = dice.Below(5);
                Expect.Same(model.ClaimEffects(lease, most), (await bench.Store.ClaimAsync(lease, most, bench.Token)).Select(e => e.Key).ToValueList(),
                    "effects claimed");
                break;
            default:
                var key = $"e{dice.Below(30)}";
                model.Settle(key);
                await bench.Store.SettleAsync(bench.Tenant, key, bench.Token);
                break;
        }
    }

    /// <summary>A value that is mostly good and sometimes stale, repeated, short or fenced.</summary>
    private static Changes Random(StoreBench bench, Dice dice, StoreModel model, Instant now, string message)
    {
        if (dice.OneIn(8)) message = $"t{dice.Below(40)}";
        var changes = bench.New(message) with { Epoch = dice.OneIn(20) ? 0 : dice.OneIn(20) ? 2 : 1 };
        if (dice.OneIn(12)) changes = changes with { Content = Bytes("other") };
        var first = dice.Below(8);
        for (var k = 0; k < dice.Below(3); k++)
        {
            var stream = bench.Stream($"s{(first + k) % 8}", dice.OneIn(3) ? StreamKinds.Track : StreamKinds.Order);
            if (changes.Appends.Any(a => a.Stream == stream)) continue;
            var events = model.Events(stream).ToList();
            var version = dice.OneIn(10) ? dice.Below(4) : events.Count;
            var hash = version == 0 || version > events.Count ? ChainHash.Genesis(stream) : events[version - 1].Hash;
            changes = changes
                with { Appends =
                    changes.Appends.Add(Append(new(stream, version, hash), [.. Enumerable.Range(0, 1 + dice.Below(3)).Select(n => $"{message} {k}.{n}")])) };
        }

        for (var k = 0; k < dice.Below(3); k++)
        {
            var cell = Cell(dice.Pick(Skus));
            var account = dice.OneIn(2) ? StockAccount.OnHand : StockAccount.Locked;
            changes = changes with { Postings = changes.Postings.Add(Post(cell, account, 1 + dice.Below(5))),
                Floors = dice.OneIn(3) ? changes.Floors : changes.Floors.Add(Free(cell)) };
        }

        if (dice.OneIn(3))
            changes = changes
                with { Timers =
                    [new($"k{dice.Below(20)}", bench.Stream("s0"), "expire", dice.OneIn(4) ? null : now + Duration.FromMinutes(dice.Below(200) - 60))] };
        if (dice.OneIn(3))
            changes = changes with { Outbox = [new($"e{dice.Below(30)}", "kind", now + Duration.FromMinutes(dice.Below(100) - 50), Bytes(message))] };
        return changes;
    }

    private static async ValueTask Compare(StoreBench bench, StoreModel model)
    {
        Expect.Same(model.Streams.Order().ToValueList(), (await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token))).Select(h => h.Stream).ToValueList(),
            "streams at the end");
        foreach (var stream in model.Streams)
            Expect.Same(model.Events(stream).Select(e => (e.Version, e.Hash)).ToValueList(),
                (await bench.Read(stream)).Select(e => (e.Version, e.Hash)).ToValueList(), $"events of {stream}");
        foreach (var cell in Skus.Select(s => Cell(s)))
        {
            foreach (var account in new[] { StockAccount.OnHand, StockAccount.Locked })
                Expect.Same(model.Balance(cell, account), await bench.Balance(cell, account), $"{account} of {cell.Sku}");
        }
    }

    private static void Same(CommitOutcome expected, CommitOutcome found)
    {
        if (expected is CommitOutcome.Repeated repeated)
            Expect.Bytes(repeated.FirstAnswer, Expect.Is<CommitOutcome.Repeated>(found).FirstAnswer, "first answer");
        else Expect.Same(expected, found, "outcome");
    }
}
