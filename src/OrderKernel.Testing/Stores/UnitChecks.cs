using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Units of work: whole or not at all, checks in their documented order, fenced writers stay out.</summary>
internal static class UnitChecks
{
    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("units.a-refused-value-changes-nothing", Nothing_of_a_refused_value),
        ("units.a-done-value-changes-everything", Everything_of_a_done_value),
        ("units.checks-come-in-order", Checks_in_order),
        ("units.a-lower-epoch-is-fenced", Fencing),
    ];

    /// <summary>A value with something for every facet.</summary>
    public static Changes Full(StoreBench bench, string name, StreamAppend append) => bench.New(name) with
    {
        Appends = [append, First(bench.Stream(name + "-side", StreamKinds.Track), "side")],
        Postings = [Post(Cell("full"), StockAccount.OnHand, 5), Post(Cell("full"), StockAccount.Supplied, -5)],
        Timers = [new(name + "-timer", append.Stream, "expire", Noon)],
        Outbox = [new(name + "-effect", "refund", Noon, Bytes("effect of " + name))],
        Quarantine = [new(name + "-record", "kit.code", "file:1", "detail", Noon, Bytes("raw of " + name)),
            new(name + "-old", "kit.code", "file:2", "detail", Noon, Bytes("old of " + name))],
        Settled = [new(name + "-old", SettledAs.Arrived, ActorId.Of("kit"), Noon, name), new("base-record", SettledAs.Repaired, ActorId.Of("kit"), Noon, name)],
        Index = [new("clue", append.Stream)],
    };

    private static async ValueTask Nothing_of_a_refused_value(StoreBench bench)
    {
        var stream = bench.Stream("a");
        await bench.Done(Full(bench, "base", First(stream, "one")) with { Epoch = 1, Settled = [] });
        var before = await bench.Dump([Cell("full"), Cell("none")], ["clue"]);
        var head = await bench.Head(stream);
        var next = Full(bench, "next", Append(head, "two")) with { Epoch = 1 };
        var sideways = First(bench.Stream("other"), "first");
        Changes[] refused =
        [
            next with { Appends = [sideways, Append(head with { Version = 0 }, "late")] },
            next with { Appends = [Append(head, "two"), Append(new(bench.Stream("never"), 7, head.Hash), "eighth")] },
            next with { Floors = [Free(Cell("full")), Free(Cell("full"), 11)] },
            next with { Floors = [Free(Cell("none"), 1)] },
            next with { Epoch = 0 },
            next with { Message = MessageId.Of("base") },
        ];
        for (var i = 0; i < refused.Length; i++)
        {
            Expect.That(await bench.Commit(refused[i]) is not CommitOutcome.Done, $"value {i} should have been refused");
            Expect.Same(before, await bench.Dump([Cell("full"), Cell("none")], ["clue"]), $"what is readable after refused value {i}");
        }

        Expect.That(await bench.Store.AnswerAsync(bench.Tenant, next.Message, bench.Token) is null, "a refused message has an answer");
        await bench.Done(next);
    }

    private static async ValueTask Everything_of_a_done_value(StoreBench bench)
    {
        var stream = bench.Stream("a");
        await bench.Done(Full(bench, "base", First(stream, "one")) with { Settled = [new("base-old", SettledAs.Arrived, ActorId.Of("kit"), Noon, "base")] });
        Expect.Same(1, (await bench.Read(stream)).Length, "events");
        Expect.Same(1, (await bench.Read(bench.Stream("base-side", StreamKinds.Track))).Length, "events of the second stream");
        Expect.Same((5L, -5L), (await bench.Balance(Cell("full"), StockAccount.OnHand), await bench.Balance(Cell("full"), StockAccount.Supplied)), "balances");
        var (timers, effects) = await bench.Work(Noon);
        Expect.Same([new("base-timer", stream, "expire", Noon)], timers.ToValueList(), "timers");
        Expect.Same(("base-effect", "refund", Noon), effects.Select(e => (e.Key, e.Kind, e.NotBefore)).Single(), "effect");
        Expect.Bytes(Bytes("effect of base"), effects[0].Body, "effect");
        Expect.Same([stream], (await All(bench.Store.FindAsync(bench.Tenant, "clue", bench.Token))).ToValueList(), "streams under a clue");
        Expect.Same(1, (await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, "kit.code", bench.Token))).Count, "quarantined records");
        Expect.Same(["base-old"], (await All(bench.Store.ListSettledAsync(bench.Tenant, bench.Token))).Select(e => e.Key).ToValueList(), "settled records");
        Expect.Bytes(Bytes("answer to base"), (await bench.Store.AnswerAsync(bench.Tenant, MessageId.Of("base"), bench.Token))?.Bytes ?? default, "answer");
    }

    private static async ValueTask Checks_in_order(StoreBench bench)
    {
        var stream = bench.Stream("a");
        var first = bench.New("first") with { Appends = [First(stream, "one")], Epoch = 5 };
        await bench.Done(first);
        var bad = bench.New("bad") with { Appends = [First(stream, "again")], Floors = [Free(Cell("none"), 1)], Epoch = 4 };
        Expect.Is<CommitOutcome.Repeated>(await bench.Commit(first with { Epoch = 4, Floors = bad.Floors }));
        Expect.Is<CommitOutcome.Fenced>(await bench.Commit(bad));
        Expect.Is<CommitOutcome.VersionMoved>(await bench.Commit(bad with { Epoch = 5 }));
        Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bad with { Epoch = 5, Appends = [] }));
    }

    private static async ValueTask Fencing(StoreBench bench)
    {
        await bench.Done(bench.New() with { Epoch = 3 });
        Expect.Same(3L, Expect.Is<CommitOutcome.Fenced>(await bench.Commit(bench.New() with { Epoch = 2 })).Epoch, "epoch");
        Expect.Is<CommitOutcome.StockShort>(await bench.Commit(bench.New() with { Epoch = 9, Floors = [Free(Cell("none"), 1)] }));
        await bench.Done(bench.New() with { Epoch = 3 });
        await bench.Done(bench.New() with { Epoch = 4 });
        Expect.Is<CommitOutcome.Fenced>(await bench.Commit(bench.New() with { Epoch = 3 }));
        Expect.Done(await bench.Commit(bench.New() with { Tenant = TenantId.Of("other"), Epoch = 0 }));
    }
}
