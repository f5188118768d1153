using NodaTime;
using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Quarantine, index, and tenants that never meet.</summary>
internal static class RecordChecks
{
    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("quarantine.keeps-records-raw", Quarantine),
        ("quarantine.settles-once-and-remembers", Settled),
        ("index.finds-streams-by-clue", Index),
        ("tenants.never-meet", Tenants),
    ];

    private static async ValueTask Quarantine(StoreBench bench)
    {
        var at = Noon + Duration.FromNanoseconds(7);
        QuarantineEntry a = new("a", "x.one", "file.csv:3", "why {a} 为什么", at, new byte[] { 0, 255, 10, 0 }) { Door = "门/1", Fingerprint = "f" };
        QuarantineEntry b = new("b", "x.two", "", "", Noon, default), c = new("！", "x.one", "s", "d", Noon, Bytes("c")),
            d = new("😀", "x.one", "s", "d", Noon, Bytes("d"));
        await bench.Done(bench.New() with { Quarantine = [c, b] });
        await bench.Done(bench.New() with { Quarantine = [a, d, a with { Detail = "later" }, b with { Code = "x.one" }] });
        var all = await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, null, bench.Token));
        Expect.Same(["a", "b", "😀", "！"], all.Select(e => e.Key).ToValueList(), "keys in ordinal order");
        foreach (var (expected, found) in new[] { a, b, d, c }.Zip(all))
        {
            Expect.Same(expected with { Raw = default }, found with { Raw = default }, "entry");
            Expect.Bytes(expected.Raw, found.Raw, "raw bytes");
        }

        Expect.Same(["a", "😀", "！"], (await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, "x.one", bench.Token))).Select(e => e.Key).ToValueList(),
            "entries of one code");
        Expect.Same(0, (await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, "x.none", bench.Token))).Count, "entries of an unused code");

        // What may name persons goes, the entry stays, and its record is not put away again.
        await bench.Store.EraseAsync(bench.Tenant, "a", bench.Token);
        await bench.Store.EraseAsync(bench.Tenant, "a", bench.Token);
        await bench.Store.EraseAsync(bench.Tenant, "none", bench.Token);
        await bench.Done(bench.New() with { Quarantine = [a] });
        var erased = (await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, null, bench.Token)))[0];
        Expect.Same(a with { Detail = "", Raw = default }, erased with { Raw = default }, "erased entry");
        Expect.Bytes(default, erased.Raw, "erased raw bytes");
    }

    private static async ValueTask Settled(StoreBench bench)
    {
        var at = Noon + Duration.FromNanoseconds(7);
        QuarantineEntry a = new("a", "x.one", "file.csv:3", "why", Noon, Bytes("a")) { Door = "d", Fingerprint = "f" }, b = a with { Key = "b", Raw = Bytes("b") };
        RecordSettlement discarded = new("a", SettledAs.Discarded, ActorId.Of("某人"), at, "a double 重复"), later = new("a", SettledAs.Replayed, ActorId.Of("x"), Noon, "m");
        await bench.Done(bench.New() with { Quarantine = [a, b], Settled = [later with { Key = "none" }] });
        Expect.Same(a with { Raw = default }, (await Entry("a"))! with { Raw = default }, "an entry that waits");
        await bench.Done(bench.New("settle") with { Settled = [discarded] });
        await bench.Done(bench.New() with { Settled = [later, discarded], Quarantine = [a] });
        Expect.Is<CommitOutcome.Repeated>(await bench.Commit(bench.New("settle") with { Settled = [later with { Key = "b" }] }));
        var trace = a with { Detail = "", Raw = default, Settlement = discarded };
        Expect.Same(["b"], (await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, null, bench.Token))).Select(e => e.Key).ToValueList(), "what waits");
        Expect.Same(["b"], (await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, "x.one", bench.Token))).Select(e => e.Key).ToValueList(),
            "what waits of one code");
        var settled = await All(bench.Store.ListSettledAsync(bench.Tenant, bench.Token));
        Expect.Same([trace], settled.Select(e => e with { Raw = default }).ToValueList(), "what was settled, the first settlement");
        Expect.Bytes(default, settled[0].Raw, "raw bytes of a settled entry");
        Expect.Same(trace, (await Entry("a"))! with { Raw = default }, "a settled entry");
        Expect.That(await Entry("none") is null, "a key that was settled and never put away has an entry");
        Expect.That(await bench.Store.EntryAsync(TenantId.Of("other"), "a", bench.Token) is null, "an entry of another tenant was found");

        // What was never put away was not settled either; of one value records are put away first.
        await bench.Done(bench.New() with { Quarantine = [a with { Key = "none" }, a with { Key = "c" }], Settled = [later with { Key = "c" }] });
        Expect.Same(["b", "none"], (await All(((IQuarantine)bench.Store).ListAsync(bench.Tenant, null, bench.Token))).Select(e => e.Key).ToValueList(),
            "what waits after a value that put away and settled");
        await bench.Store.EraseAsync(bench.Tenant, "a", bench.Token);
        Expect.Same(trace, (await Entry("a"))! with { Raw = default }, "a settled entry that was erased");

        ValueTask<QuarantineEntry?> Entry(string key) => bench.Store.EntryAsync(bench.Tenant, key, bench.Token);
    }

    private static async ValueTask Index(StoreBench bench)
    {
        StreamId[] streams = [bench.Stream("b"), bench.Stream("a"), bench.Stream("a", "track"), bench.Stream("！"), bench.Stream("😀")];
        foreach (var stream in streams)
            await bench.Done(bench.New() with { Index = [new("SF123", stream), new("SF123", stream), new("only " + stream.Key, stream)] });
        await bench.Done(bench.New() with { Index = [new("SF123", streams[0])] });
        Expect.Same(streams.Order().ToValueList(), (await All(bench.Store.FindAsync(bench.Tenant, "SF123", bench.Token))).ToValueList(),
            "streams under a clue, in ordinal order");
        Expect.Same([streams[0]], (await All(bench.Store.FindAsync(bench.Tenant, "only b", bench.Token))).ToValueList(), "streams under a rare clue");
        Expect.Same(0, (await All(bench.Store.FindAsync(bench.Tenant, "sf123", bench.Token))).Count, "streams under the clue in other letters");
    }

    private static async ValueTask Tenants(StoreBench bench)
    {
        var other = TenantId.Of("other");
        var full = UnitChecks.Full(bench, "full", First(bench.Stream("a"), "one"));
        await bench.Done(full with { Epoch = 3 });
        Expect.Same("", await SeenBy(bench, other), "what another tenant sees");
        Expect.Done(await bench.Commit(bench.New("full") with { Tenant = other, Postings = [Post(Cell("full"), StockAccount.OnHand, 1)] }));
        Expect.Same(5L, await bench.Balance(Cell("full"), StockAccount.OnHand), "balance after another tenant posted to a cell of the same name");
        var token = PersonToken.Of("t");
        await bench.Store.PutAsync(other, [new(token, Bytes("theirs"))], bench.Token);
        Expect.That(await bench.Store.OpenAsync(bench.Tenant, token, bench.Token) is null, "a person of another tenant was opened");
        await bench.Store.SettleAsync(other, "full-effect", bench.Token);
        Expect.Same(1, (await bench.Work(Late)).Effects.Length, "effects after another tenant settled the same key");
    }

    private static async ValueTask<string> SeenBy(StoreBench bench, TenantId tenant)
    {
        var lease = new Lease(tenant, "glance", Late, Instant.FromUnixTimeSeconds(0));
        var seen = new List<object>();
        seen.AddRange(await All(bench.Store.HeadsAsync(tenant, bench.Token)));
        seen.AddRange(await All(((IInbox)bench.Store).ListAsync(tenant, bench.Token)));
        seen.AddRange((await bench.Store.BalancesAsync(tenant, [Cell("full")], bench.Token)).Cast<object>());
        seen.AddRange((await bench.Store.BalancesAsync(tenant, SkuId.Of("full"), bench.Token)).Cast<object>());
        seen.AddRange(await bench.Store.ClaimDueAsync(lease, 9, bench.Token));
        seen.AddRange(await bench.Store.ClaimAsync(lease, 9, bench.Token));
        seen.AddRange(await All(((IQuarantine)bench.Store).ListAsync(tenant, null, bench.Token)));
        seen.AddRange(await All(bench.Store.ListSettledAsync(tenant, bench.Token)));
        seen.AddRange((await All(bench.Store.FindAsync(tenant, "clue", bench.Token))).Cast<object>());
        return string.Join('\n', seen);
    }
}
