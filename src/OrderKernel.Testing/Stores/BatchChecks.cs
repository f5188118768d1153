using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Batches: in order, each whole or not, later ones see earlier ones.</summary>
internal static class BatchChecks
{
    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("batches.later-values-see-earlier-ones", In_order),
        ("batches.each-value-is-whole-or-not", Each_alone),
        ("batches.repeats-change-nothing", Repeats),
    ];

    private static async ValueTask In_order(StoreBench bench)
    {
        var stream = bench.Stream("a");
        var first = First(stream, "one");
        var head = new StreamHead(stream, 1, first.Events[0].Hash);
        var cell = Cell("sku");
        var outcomes = await bench.CommitMany(
            bench.New("1") with { Appends = [first], Postings = [Post(cell, StockAccount.OnHand, 1)], Epoch = 2 },
            bench.New("2") with { Appends = [Append(head, "two")], Postings = [Post(cell, StockAccount.Locked, 1)], Floors = [Free(cell)], Epoch = 2 },
            bench.New("1") with { Epoch = 2 },
            bench.New("1") with { Content = Bytes("other"), Epoch = 2 },
            bench.New("3") with { Appends = [first], Epoch = 2 },
            bench.New("4") with { Postings = [Post(cell, StockAccount.Locked, 1)], Floors = [Free(cell)], Epoch = 2 },
            bench.New("5") with { Epoch = 1 });
        Expect.Same(
            ["Done", "Done", "Repeated", "OtherContent", "VersionMoved", "StockShort", "Fenced"],
            outcomes.Select(o => o.GetType().Name).ToValueList(),
            "outcomes in order");
        Expect.Same(2, (await bench.Read(stream)).Length, "events");
        Expect.That((await bench.CommitMany()).IsEmpty, "an empty batch has outcomes");
    }

    private static async ValueTask Each_alone(StoreBench bench)
    {
        var good = Enumerable.Range(0, 6).Select(i => UnitChecks.Full(bench, $"g{i}", First(bench.Stream($"s{i}"), "one"))).ToArray();
        var bad = good[3] with { Floors = [Free(Cell("none"), 1)] };
        var outcomes = await bench.CommitMany(good[0], good[1], bad, good[2]);
        Expect.Same(["Done", "Done", "StockShort", "Done"], outcomes.Select(o => o.GetType().Name).ToValueList(), "outcomes");
        Expect.Same(15L, await bench.Balance(Cell("full"), StockAccount.OnHand), "on hand after three of four");
        Expect.Same(3, (await All(((IInbox)bench.Store).ListAsync(bench.Tenant, bench.Token))).Count, "answered messages");
        Expect.Same(3, (await bench.Work(Noon)).Timers.Length, "timers");
        Expect.That((await bench.Read(bench.Stream("s3"))).IsEmpty, "events of the refused value");
        await bench.Done(good[3]);
    }

    private static async ValueTask Repeats(StoreBench bench)
    {
        var batch = Enumerable.Range(0, 40).Select(i => UnitChecks.Full(bench, $"u{i:d2}", First(bench.Stream($"s{i:d2}"), $"note {i}")) with
        {
            Floors = i % 7 == 0 ? [Free(Cell("full"), 1_000_000)] : [],
        }).ToArray();
        var many = (await bench.CommitMany(batch)).Select(o => o.GetType().Name).ToValueList();
        var dump = await bench.Dump([Cell("full")], ["clue"]);
        var again = (await bench.CommitMany(batch)).Select(o => o.GetType().Name).ToValueList();
        for (var i = 0; i < batch.Length; i++)
            Expect.Same(many[i] == "Done" ? "Repeated" : many[i], again[i], $"repeat of value {i}");
        foreach (var value in batch) await bench.Commit(value);
        Expect.Same(dump, await bench.Dump([Cell("full")], ["clue"]), "what is readable after repeats");
    }
}
