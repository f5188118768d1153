using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Streams: versions are compared, order and bytes are kept, heads are true.</summary>
internal static class StreamChecks
{
    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("streams.events-come-back-as-written", Round_trip),
        ("streams.a-moved-version-is-refused", Moved_version),
        ("streams.another-link-is-a-moved-version", Moved_link),
        ("streams.an-empty-append-asserts-the-version", Empty_append),
        ("streams.kinds-and-heads-are-in-ordinal-order", Ordinal_order),
        ("streams.heads-as-of-a-count", Heads_at),
        ("streams.a-broken-value-is-an-argument-error", Broken_values),
    ];

    private static async ValueTask Round_trip(StoreBench bench)
    {
        var stream = bench.Stream("a");
        var append = First(stream, "one", "zwei 二 😀", "three");
        await bench.Done(bench.New() with { Appends = [append] });
        Same(append.Events, await bench.Read(stream));
        Same(append.Events.Where(e => e.Version > 1), await bench.Read(stream, 1));
        Expect.That((await bench.Read(stream, 3)).IsEmpty && (await bench.Read(stream, 99)).IsEmpty, "events after the last version");
        Expect.That((await bench.Read(bench.Stream("never"))).IsEmpty, "events of a stream that was never written");
        Expect.Same(3L, await bench.Store.VersionAsync(stream, bench.Token), "version of a stream of 3");
        Expect.Same(0L, await bench.Store.VersionAsync(bench.Stream("never"), bench.Token), "version of a stream that was never written");
        Same(append.Events, await All(bench.Store.ReadAllAsync(bench.Tenant, StreamKinds.Order, bench.Token)));
        Expect.That(ChainVerifier.Check(await bench.Head(stream), await bench.Read(stream)) is null, "the chain does not hold");
    }

    private static async ValueTask Moved_version(StoreBench bench)
    {
        var stream = bench.Stream("a");
        await bench.Done(bench.New() with { Appends = [First(stream, "one", "two")] });
        foreach (var expected in new long[] { 0, 1, 3 })
        {
            var moved = Expect.Is<CommitOutcome.VersionMoved>(
                await bench.Commit(bench.New() with { Appends = [Append(new(stream, expected, ChainHash.Genesis(stream)), "late")] }));
            Expect.Same((stream, 2L), (moved.Stream, moved.Actual), $"expected version {expected} on a stream of 2");
        }

        var news = Expect.Is<CommitOutcome.VersionMoved>(
            await bench.Commit(bench.New() with { Appends = [Append(new(bench.Stream("b"), 1, ChainHash.Genesis(stream)), "early")] }));
        Expect.Same(0L, news.Actual, "version of a stream that was never written");
        Expect.Same(2, (await bench.Read(stream)).Length, "events after refused appends");
        await bench.Done(bench.New() with { Appends = [Append(await bench.Head(stream), "three")] });
        Expect.Same(3, (await bench.Read(stream)).Length, "events after a good append");
    }

    private static async ValueTask Moved_link(StoreBench bench)
    {
        var stream = bench.Stream("a");
        var seen = First(stream, "one", "two");
        await bench.Done(bench.New() with { Appends = [First(stream, "one", "other")] });
        var ours = new StreamHead(stream, 2, seen.Events[1].Hash);
        var moved = Expect.Is<CommitOutcome.VersionMoved>(await bench.Commit(bench.New() with { Appends = [Append(ours, "late") with { After = ours.Hash }] }));
        Expect.Same((stream, 2L), (moved.Stream, moved.Actual), "another link after as many events");
        var head = await bench.Head(stream);
        await bench.Done(bench.New() with { Appends = [Append(head, "three") with { After = head.Hash }] });
        Expect.That(ChainVerifier.Check(await bench.Head(stream), await bench.Read(stream)) is null, "the chain does not hold");
    }

    private static async ValueTask Empty_append(StoreBench bench)
    {
        var stream = bench.Stream("a");
        await bench.Done(bench.New() with { Appends = [new(stream, 0, [])] });
        Expect.Same(0, (await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token))).Count, "streams after an empty append");
        await bench.Done(bench.New() with { Appends = [First(stream, "one")] });
        Expect.Is<CommitOutcome.VersionMoved>(await bench.Commit(bench.New() with { Appends = [new(stream, 0, [])] }));
        await bench.Done(bench.New() with { Appends = [new(stream, 1, [])] });
    }

    private static async ValueTask Ordinal_order(StoreBench bench)
    {
        // Ordinal order is that of UTF-16 units: 😀 (a surrogate pair) stands before the full-width ！.
        string[] keys = ["！", "b", "B", "😀", "é", "a", "一"];
        foreach (var key in keys)
            await bench.Done(bench.New() with { Appends = [First(bench.Stream(key), "one", "two"), First(bench.Stream(key, "track"), "other")] });
        var streams = keys.Order(StringComparer.Ordinal).Select(k => bench.Stream(k)).ToList();
        var heads = await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token));
        Expect.Same(streams.Concat(streams.Select(s => bench.Stream(s.Key, "track"))).ToValueList(), heads.Select(h => h.Stream).ToValueList(),
            "streams of the heads");
        foreach (var head in heads) Expect.Same(await bench.Head(head.Stream), head, "head");
        var events = await All(bench.Store.ReadAllAsync(bench.Tenant, StreamKinds.Order, bench.Token));
        Expect.Same(streams.SelectMany(s => new[] { (s, 1L), (s, 2L) }).ToValueList(), events.Select(e => (e.Stream, e.Version)).ToValueList(),
            "all events of a kind");
    }

    private static async ValueTask Heads_at(StoreBench bench)
    {
        var (a, b) = (bench.Stream("a"), bench.Stream("b"));
        await bench.Done(bench.New() with { Appends = [First(b, "b1", "b2")] });
        var two = await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token));
        await bench.Done(bench.New() with { Appends = [First(a, "a1")] });
        var three = await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token));
        await bench.Done(bench.New() with { Appends = [Append(await bench.Head(b), "b3")] });
        var four = await All(bench.Store.HeadsAsync(bench.Tenant, bench.Token));
        foreach (var (count, heads) in new[] { (0L, []), (2L, two), (3L, three), (4L, four), (99L, four) })
            Expect.Same(heads.ToValueList(), (await All(bench.Store.HeadsAtAsync(bench.Tenant, count, bench.Token))).ToValueList(), $"heads at {count} events");
    }

    private static async ValueTask Broken_values(StoreBench bench)
    {
        var stream = bench.Stream("a");
        var good = First(stream, "one", "two");
        Changes[] broken =
        [
            bench.New() with { Appends = [good, good] },
            bench.New() with { Appends = [good with { ExpectedVersion = 1 }] },
            bench.New() with { Appends = [good with { Events = [good.Events[1]] }] },
            bench.New() with { Appends = [First(StreamId.Of(TenantId.Of("other"), "order", "a"), "one")] },
            bench.New() with { Postings = [Post(Cell("sku"), StockAccount.OnHand, 0)] },
            bench.New() with { Message = default },
            bench.New() with { Epoch = -1 },
        ];
        foreach (var value in broken) await Expect.Throws<ArgumentException>(async () => await bench.Commit(value), "a value that breaks its own contract");
        await Expect.Throws<ArgumentException>(async () => await bench.CommitMany(bench.New() with { Appends = [good] }, broken[0]),
            "a batch with a broken value");
        Expect.That((await bench.Read(stream)).IsEmpty, "a broken value left events behind");
    }

    private static void Same(IEnumerable<EventEnvelope> expected, IEnumerable<EventEnvelope> found)
    {
        var (left, right) = (expected.ToList(), found.ToList());
        Expect.Same(left.Count, right.Count, "number of events");
        foreach (var (e, f) in left.Zip(right))
        {
            Expect.Same((e.Stream, e.Version, e.Type, e.At, e.Hash), (f.Stream, f.Version, f.Type, f.At, f.Hash), "event");
            Expect.Bytes(e.Bytes, f.Bytes, "bytes of an event");
        }

    }
}
