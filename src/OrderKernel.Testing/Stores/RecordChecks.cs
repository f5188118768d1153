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
        ("index.finds-streams-by-clue", Index),
        ("tenants.never-meet", Tenants),
    ];

    private static async ValueTask Quarantine(StoreBench bench)
    {
        var at = Noon + Duration.FromNanoseconds(7);
        QuarantineEntry a = new("a", "x.one", "file.csv:3", "why {a} 为什么", at, new byte[] { 0, 255, 10, 0 });
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
        seen.AddRange((await All(bench.Store.FindAsync(tenant, "clue", bench.Token))).Cast<object>());
        return string.Join('\n', seen);
    }
}
