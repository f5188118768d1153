using OrderKernel.Ports;
using static OrderKernel.Testing.StoreBench;

namespace OrderKernel.Testing;

/// <summary>Cancellation: a call with a token that is cancelled already throws and leaves everything as it was, whatever the method.</summary>
internal static class CancellationChecks
{
    private static readonly PersonToken Person = PersonToken.Of("person");

    public static IEnumerable<(string, Func<StoreBench, ValueTask>)> All => [("ports.cancelled-before-they-start", Cancelled)];

    private static async ValueTask Cancelled(StoreBench bench)
    {
        var stream = bench.Stream("a");
        await bench.Done(UnitChecks.Full(bench, "base", First(stream, "one")) with { Settled = [] });
        await bench.Done(UnitChecks.Full(bench, "next", Append(await bench.Head(stream), "two")));
        await bench.Store.PutAsync(bench.Tenant, [new(Person, Bytes("one"))], bench.Token);
        using var source = new CancellationTokenSource();
        await source.CancelAsync();
        var (faults, before) = (new List<string>(), await State(bench));
        foreach (var (method, call) in Calls(bench, source.Token))
        {
            try { await Expect.Throws<OperationCanceledException>(call, $"{method} with a cancelled token"); }
            catch (BrokenPromiseException e) { faults.Add(e.Message); }

            var after = await State(bench);
            if (after != before) faults.Add($"{method} with a cancelled token: expected nothing to change, found a change");
            before = after;
        }

        if (faults.Count > 0) throw new BrokenPromiseException(string.Join("; ", faults)) { NamesMethods = true };
    }

    // Every method of every port, under the name by which a report calls it; a test over the ports finds one that is missing.
    private static IEnumerable<(string Method, Func<ValueTask> Call)> Calls(StoreBench bench, CancellationToken cancelled)
    {
        var (store, tenant, stream, lease) = (bench.Store, bench.Tenant, bench.Stream("a"), bench.Lease("other", Late, Late + NodaTime.Duration.FromHours(1)));
        yield return ("IUnitOfWork.CommitAsync(changes)", async () => await store.CommitAsync(bench.New("one"), cancelled));
        yield return ("IUnitOfWork.CommitManyAsync(batch)", async () => await store.CommitManyAsync([bench.New("many")], cancelled));
        yield return ("IEventStreams.ReadAsync(stream, afterVersion)", async () => await store.ReadAsync(stream, 0, cancelled));
        yield return ("IEventStreams.VersionAsync(stream)", async () => await store.VersionAsync(stream, cancelled));
        yield return ("IStockBook.BalancesAsync(tenant, cells)", async () => await store.BalancesAsync(tenant, [Cell("full")], cancelled));
        yield return ("IStockBook.BalancesAsync(tenant, sku)", async () => await store.BalancesAsync(tenant, SkuId.Of("full"), cancelled));
        yield return ("IStockBook.SkusAsync(tenant, after, max)", async () => await store.SkusAsync(tenant, default, 9, cancelled));
        yield return ("IInbox.AnswerAsync(tenant, message)", async () => await store.AnswerAsync(tenant, MessageId.Of("base"), cancelled));
        yield return ("ITimers.ClaimDueAsync(lease, max)", async () => await store.ClaimDueAsync(lease, 9, cancelled));
        yield return ("IOutbox.ClaimAsync(lease, max)", async () => await store.ClaimAsync(lease, 9, cancelled));
        yield return ("IOutbox.SettleAsync(tenant, key)", () => store.SettleAsync(tenant, "base-effect", cancelled));
        yield return ("IQuarantine.EntryAsync(tenant, key)", async () => await store.EntryAsync(tenant, "next-record", cancelled));
        yield return ("IQuarantine.EraseAsync(tenant, key)", () => store.EraseAsync(tenant, "next-record", cancelled));
        yield return ("IPersonVault.PutAsync(tenant, entries)", () => store.PutAsync(tenant, [new(Person, Bytes("two"))], cancelled));
        yield return ("IPersonVault.OpenAsync(tenant, token)", async () => await store.OpenAsync(tenant, Person, cancelled));
        yield return ("IPersonVault.EraseAsync(tenant, token)", () => store.EraseAsync(tenant, Person, cancelled));

        // Where there is nothing to tell, too: a store that looks at the token between items alone never does.
        foreach (var whose in new[] { tenant, TenantId.Of("nobody") })
        {
            yield return ("IEventStreams.ReadAllAsync(tenant, kind)", async () => await All(store.ReadAllAsync(whose, StreamKinds.Order, cancelled)));
            yield return ("IEventStreams.HeadsAsync(tenant)", async () => await All(store.HeadsAsync(whose, cancelled)));
            yield return ("IEventStreams.HeadsAtAsync(tenant, events)", async () => await All(store.HeadsAtAsync(whose, 1, cancelled)));
            yield return ("IInbox.ListAsync(tenant)", async () => await All(((IInbox)store).ListAsync(whose, cancelled)));
            yield return ("IQuarantine.ListAsync(tenant, code)", async () => await All(((IQuarantine)store).ListAsync(whose, null, cancelled)));
            yield return ("IQuarantine.ListSettledAsync(tenant)", async () => await All(store.ListSettledAsync(whose, cancelled)));
            yield return ("IOrderIndex.FindAsync(tenant, clue)", async () => await All(store.FindAsync(whose, "clue", cancelled)));
        }

        if (bench.Under is not IDetailRetention retention) yield break;
        yield return ("IDetailRetention.DropAsync(stream, versions, on)", async () => await retention.DropAsync(stream, [1], new(2026, 2, 9), cancelled));
    }

    private static async ValueTask<string> State(StoreBench bench)
    {
        var person = await bench.Store.OpenAsync(bench.Tenant, Person, bench.Token);
        var events = (await bench.Read(bench.Stream("a"))).Select(e => Convert.ToHexString(e.Bytes.Span));
        return $"{await bench.Dump([Cell("full")], ["clue"])}{string.Join('\n', events)}\n{(person is { } told ? Convert.ToHexString(told.Bytes.Span) : "nobody")}";
    }
}
