using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Proves a store's <see cref="IDetailRetention"/>: content goes, chains and heads stay.</summary>
public static class RetentionConformance
{
    private static readonly NodaTime.LocalDate Day = new(2026, 3, 1);

    /// <summary>Runs every check.</summary>
    /// <param name="newStore">Makes an empty store that is an <see cref="IDetailRetention"/>; it is disposed after its check when it can be.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<ConformanceReport> RunAsync(Func<ValueTask<IOrderStore>> newStore, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(newStore);
        (string Name, Func<StoreBench, IDetailRetention, ValueTask> Check)[] all =
        [
            ("retention.content-goes-and-the-chain-stays", Drops),
            ("retention.dropping-again-changes-nothing", Again),
            ("retention.other-streams-and-versions-are-left-alone", Others),
            ("retention.a-stream-goes-on-after-it", GoesOn),
        ];
        var checks = new List<ConformanceCheck>();
        foreach (var (name, check) in all)
        {
            var store = await newStore();
            try
            {
                var bench = new StoreBench(store, new(), cancellationToken);
                checks.Add(store is IDetailRetention retention
                    ? await ConformanceCheck.OfAsync(name, () => check(bench, new Called(retention, bench)), () => bench.LastCall, cancellationToken)
                    : new(name, false, "the store is no IDetailRetention"));
            }
            finally
            {
                if (store is IAsyncDisposable later) await later.DisposeAsync();
                else (store as IDisposable)?.Dispose();
            }
        }

        return new(checks.ToValueList());
    }

    private static async ValueTask Drops(StoreBench bench, IDetailRetention retention)
    {
        var (stream, before) = await WrittenAsync(bench, "a");
        var heads = (await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token))).ToValueList();
        Expect.Same(2, await retention.DropAsync(stream, [1, 3], Day, bench.Token), "events dropped");
        var after = await bench.Read(stream);
        foreach (var (was, now) in before.Events.Items.Zip(after))
        {
            Expect.Same((was.Version, was.Type, was.At, was.Hash), (now.Version, now.Type, now.At, now.Hash), "what stands beside the content");
            Expect.Bytes(was.Version == 2 ? was.Bytes : DroppedDetail.Of(was.Bytes, Day), now.Bytes, $"content of version {was.Version}");
        }

        Expect.Same(heads, (await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token))).ToValueList(), "heads");
        Expect.That(ChainVerifier.Check(await bench.Head(stream), after) is null, "the chain does not hold");
        var all = await All(bench.Store.ReadAllAsync(bench.Tenant, StreamKinds.Order, bench.Token));
        Expect.Same(2, all.Count(e => e.IsDropped), "dropped events when all are read");
    }

    private static async ValueTask Again(StoreBench bench, IDetailRetention retention)
    {
        var (stream, _) = await WrittenAsync(bench, "a");
        await retention.DropAsync(stream, [1, 2], Day, bench.Token);
        var after = await bench.Read(stream);
        Expect.Same(0, await retention.DropAsync(stream, [2, 1, 2], Day, bench.Token), "events dropped the second time");
        foreach (var (was, now) in after.Zip(await bench.Read(stream))) Expect.Bytes(was.Bytes, now.Bytes, "content after the second time");
    }

    private static async ValueTask Others(StoreBench bench, IDetailRetention retention)
    {
        var (stream, _) = await WrittenAsync(bench, "a");
        var (other, _) = await WrittenAsync(bench, "b");
        Expect.Same(0, await retention.DropAsync(stream, [0, -1, 4, long.MaxValue], Day, bench.Token), "versions that are not there");
        Expect.Same(0, await retention.DropAsync(bench.Stream("never"), [1], Day, bench.Token), "a stream that was never written");
        Expect.Same(0, await retention.DropAsync(StreamId.Of(TenantId.Of("other"), StreamKinds.Order, "a"), [1], Day, bench.Token),
            "the same stream of another tenant");
        await retention.DropAsync(stream, [1, 2, 3], Day, bench.Token);
        Expect.That(!(await bench.Read(other)).Any(e => e.IsDropped), "another stream lost content");
    }

    private static async ValueTask GoesOn(StoreBench bench, IDetailRetention retention)
    {
        var (stream, _) = await WrittenAsync(bench, "a");
        await retention.DropAsync(stream, [1, 2, 3], Day, bench.Token);
        await bench.Done(bench.New() with { Appends = [Append(await bench.Head(stream), "four")] });
        var after = await bench.Read(stream);
        Expect.Same(4, after.Length, "events after one more");
        Expect.That(ChainVerifier.Check(await bench.Head(stream), after) is null, "the chain does not hold");
    }

    private static async ValueTask<(StreamId Stream, StreamAppend Append)> WrittenAsync(StoreBench bench, string key)
    {
        var stream = bench.Stream(key);
        var append = First(stream, "one", "two 二", "three");
        await bench.Done(bench.New() with { Appends = [append] });
        return (stream, append);
    }

    /// <summary>Passes a call on and lets the bench remember it.</summary>
    private sealed class Called(IDetailRetention inner, StoreBench bench) : IDetailRetention
    {
        public ValueTask<int> DropAsync(StreamId stream, ValueList<long> versions, NodaTime.LocalDate on, CancellationToken cancellationToken)
        {
            bench.LastCall = "IDetailRetention.DropAsync";
            return inner.DropAsync(stream, versions, on, cancellationToken);
        }
    }
}
