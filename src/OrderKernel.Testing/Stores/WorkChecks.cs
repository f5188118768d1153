using NodaTime;
using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Timers and outbox: due order, leases, replacement, settling.</summary>
internal static class WorkChecks
{
    private static readonly Duration Hour = Duration.FromHours(1);

    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All =>
    [
        ("timers.due-ones-come-earliest-first", Due_order),
        ("timers.a-key-replaces-and-null-clears", Replace_and_clear),
        ("timers.a-lease-keeps-others-out-until-it-ends", Timer_leases),
        ("outbox.oldest-first-and-not-before-its-time", Outbox_order),
        ("outbox.sent-at-least-once-until-settled", Outbox_leases),
        ("outbox.a-key-is-one-effect", Outbox_keys),
    ];

    private static TimerEntry Timer(StoreBench bench, string key, Instant? dueAt) => new(key, bench.Stream("a"), "expire", dueAt);

    private static async ValueTask<ValueList<string>> Due(StoreBench bench, string owner, Instant now, Instant until, int max = int.MaxValue) =>
        (await bench.Store.ClaimDueAsync(bench.Lease(owner, now, until), max, bench.Token)).Select(t => t.Key).ToValueList();

    private static async ValueTask<ValueList<string>> Send(StoreBench bench, string owner, Instant now, Instant until, int max = int.MaxValue) =>
        (await bench.Store.ClaimAsync(bench.Lease(owner, now, until), max, bench.Token)).Select(t => t.Key).ToValueList();

    private static async ValueTask Due_order(StoreBench bench)
    {
        await bench.Done(
            bench.New() with { Timers = [Timer(bench, "late", Noon + Duration.Epsilon), Timer(bench, "b", Noon), Timer(bench, "a", Noon),
                Timer(bench, "early", Noon - Duration.Epsilon)] });
        Expect.Same([], await Due(bench, "w", Noon - Hour, Noon), "timers due an hour before");
        Expect.Same(["early", "a"], await Due(bench, "w", Noon, Noon + Hour, 2), "the first two timers due at noon");
        Expect.Same(["early", "a", "b"], await Due(bench, "w", Noon, Noon + Hour), "timers due at noon, to the nanosecond");
        Expect.Same([], await Due(bench, "w", Noon, Noon + Hour, 0), "no more than none");
    }

    private static async ValueTask Replace_and_clear(StoreBench bench)
    {
        await bench.Done(bench.New() with { Timers = [Timer(bench, "a", Noon), Timer(bench, "b", Noon)] });
        await bench.Done(
            bench.New() with { Timers = [Timer(bench, "a", Noon + Hour) with { Trigger = "other" }, Timer(bench, "b", null), Timer(bench, "never", null)] });
        Expect.Same([], await Due(bench, "w", Noon, Noon), "timers due before the replacement");
        Expect.Same([Timer(bench, "a", Noon + Hour) with { Trigger = "other" }], (await bench.Work(Late)).Timers.ToValueList(), "timers");
        await bench.Done(bench.New() with { Timers = [Timer(bench, "c", Noon), Timer(bench, "c", null), Timer(bench, "d", null), Timer(bench, "d", Noon)] });
        Expect.Same(["d", "a"], (await bench.Work(Late)).Timers.Select(t => t.Key).ToValueList(), "timers, entries of one value applied in order");
    }

    private static async ValueTask Timer_leases(StoreBench bench)
    {
        await bench.Done(bench.New() with { Timers = [Timer(bench, "a", Noon), Timer(bench, "b", Noon)] });
        Expect.Same(["a"], await Due(bench, "one", Noon, Noon + Hour, 1), "the first owner's claim");
        Expect.Same(["b"], await Due(bench, "two", Noon, Noon + Hour), "the second owner's claim");
        Expect.Same(["a"], await Due(bench, "one", Noon, Noon + Hour), "the first owner again, after a restart");
        Expect.Same([], await Due(bench, "three", Noon + Hour - Duration.Epsilon, Late), "a third owner before the leases end");
        await bench.Done(bench.New() with { Timers = [Timer(bench, "a", Noon)] });
        Expect.Same(["a"], await Due(bench, "three", Noon, Noon + Hour), "a timer that was set again is free");
        await bench.Done(bench.New() with { Timers = [Timer(bench, "a", null)] });
        Expect.Same(["b"], await Due(bench, "three", Noon + Hour, Late), "a lease that ran out hands out again");
    }

    private static async ValueTask Outbox_order(StoreBench bench)
    {
        await bench.Done(
            bench.New() with { Outbox = [new("b", "k", Noon, Bytes("b")), new("a", "k", Noon, default), new("later", "k", Noon + Hour, Bytes("later")),
                new("z", "k", Noon - Hour, Bytes("z"))] });
        Expect.Same(["z", "a"], await Send(bench, "w", Noon, Noon + Hour, 2), "the first two effects");
        Expect.Same(["z", "a", "b"], await Send(bench, "w", Noon, Noon + Hour), "effects at noon");
        var all = await bench.Store.ClaimAsync(bench.Lease("w", Late, Late), int.MaxValue, bench.Token);
        Expect.Same(["z", "a", "b", "later"], all.Select(e => e.Key).ToValueList(), "all effects");
        Expect.Bytes(Bytes("later"), all[3].Body, "body of an effect");
        Expect.That(all[1].Body.IsEmpty, "an empty body stays empty");
    }

    private static async ValueTask Outbox_leases(StoreBench bench)
    {
        await bench.Done(bench.New() with { Outbox = [new("a", "k", Noon, Bytes("a")), new("b", "k", Noon, Bytes("b"))] });
        Expect.Same(["a", "b"], await Send(bench, "one", Noon, Noon + Hour), "the first claim");
        Expect.Same([], await Send(bench, "two", Noon, Noon + Hour), "another owner while leased");
        await bench.Store.SettleAsync(bench.Tenant, "a", bench.Token);
        await bench.Store.SettleAsync(bench.Tenant, "a", bench.Token);
        await bench.Store.SettleAsync(bench.Tenant, "never", bench.Token);
        Expect.Same(["b"], await Send(bench, "two", Noon + Hour, Late), "unsettled effects when the lease ended");
        await bench.Store.SettleAsync(bench.Tenant, "b", bench.Token);
        Expect.Same([], await Send(bench, "two", Late, Late), "effects after settling");
    }

    private static async ValueTask Outbox_keys(StoreBench bench)
    {
        await bench.Done(bench.New() with { Outbox = [new("a", "k", Noon, Bytes("first")), new("a", "k", Noon - Hour, Bytes("second"))] });
        await bench.Done(bench.New() with { Outbox = [new("a", "k", Noon - Hour, Bytes("third"))] });
        var effects = (await bench.Work(Late)).Effects;
        Expect.Same(1, effects.Length, "effects under one key");
        Expect.Bytes(Bytes("first"), effects[0].Body, "the body that stays");
        await bench.Store.SettleAsync(bench.Tenant, "a", bench.Token);
        await bench.Done(bench.New() with { Outbox = [new("a", "k", Noon, Bytes("fourth"))] });
        Expect.Same(0, (await bench.Work(Late)).Effects.Length, "effects under a settled key");
    }
}
