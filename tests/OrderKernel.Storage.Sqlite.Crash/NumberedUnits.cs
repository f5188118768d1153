using System.Globalization;
using System.Text;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Storage.Sqlite.Crash;

/// <summary>Units of work with a number: each touches every table, so that a half-applied one is seen.</summary>
public static class NumberedUnits
{
    private static readonly Instant Noon = Instant.FromUtc(2026, 2, 9, 4, 0);
    private static readonly StockCell Cell = new(LocationId.Of("hangzhou"), SkuId.Of("sku"));

    /// <summary>The tenant of all units.</summary>
    public static TenantId Tenant { get; } = TenantId.Of("crash");

    /// <summary>The stream to which each unit appends.</summary>
    public static StreamId Common { get; } = StreamId.Of(Tenant, StreamKinds.Order, "common");

    /// <summary>The head of the common stream.</summary>
    public static async Task<StreamHead> HeadAsync(IOrderStore store)
    {
        var events = await store.ReadAsync(Common, 0, default);
        return events.IsEmpty ? new(Common, 0, ChainHash.Genesis(Common)) : new(Common, events.Length, events[^1].Hash);
    }

    /// <summary>The next unit; its number is the common stream's version before it. The head moves on.</summary>
    public static Changes Next(ref StreamHead head)
    {
        var number = head.Version.ToString("d6", CultureInfo.InvariantCulture);
        var before = (head.Version - 1).ToString("d6", CultureInfo.InvariantCulture);
        var own = StreamId.Of(Tenant, StreamKinds.Track, "own-" + number);
        var (common, side) = (Append(head, number), Append(new(own, 0, ChainHash.Genesis(own)), number));
        head = new(Common, head.Version + 1, common.Events[0].Hash);
        return new(Tenant, MessageId.Of("unit-" + number), Encoding.UTF8.GetBytes(number), Encoding.UTF8.GetBytes("answer " + number), 0)
        {
            Appends = [common, side],
            Postings = [new(Cell, StockAccount.OnHand, QuantityDelta.Of(1)), new(Cell, StockAccount.Supplied, QuantityDelta.Of(-1))],
            Timers = [new(number, own, "expire", Noon)],
            Outbox = [new(number, "kind", Noon, Encoding.UTF8.GetBytes("effect " + number))],
            // Each settles the record of the one before it: one is always waiting.
            Settled = common.ExpectedVersion == 0 ? [] : [new(before, SettledAs.Arrived, ActorId.Of("kit"), Noon, number)],
            Quarantine = [new(number, "kit.code", "source", "detail", Noon, Encoding.UTF8.GetBytes("raw " + number))],
            Index = [new("clue", own)],
        };
    }

    /// <summary>How many units the store holds; throws when one is there by halves or one is missing between others.</summary>
    public static async Task<long> CountWholeAsync(IOrderStore store)
    {
        var events = await store.ReadAsync(Common, 0, default);
        var count = events.Length;
        if (ChainVerifier.Check(await HeadAsync(store), events) is { } finding) throw new InvalidOperationException(finding.ToString());
        var lease = new Lease(Tenant, "glance", Noon, Instant.FromUnixTimeSeconds(0));
        var numbers = Enumerable.Range(0, count).Select(i => i.ToString("d6", CultureInfo.InvariantCulture)).ToList();
        Same(numbers.Select(n => "unit-" + n), (await All(((IInbox)store).ListAsync(Tenant, default))).Select(e => e.Message.Value), "inbox");
        Same(numbers, (await store.ClaimDueAsync(lease, int.MaxValue, default)).Select(t => t.Key), "timers");
        Same(numbers, (await store.ClaimAsync(lease, int.MaxValue, default)).Select(e => e.Key), "outbox");
        Same(numbers.TakeLast(1), (await All(((IQuarantine)store).ListAsync(Tenant, null, default))).Select(e => e.Key), "quarantine");
        Same(numbers.SkipLast(1), (await All(store.ListSettledAsync(Tenant, default))).Select(e => e.Key), "settled records");
        Same(numbers.Select(n => "own-" + n), (await All(store.FindAsync(Tenant, "clue", default))).Select(s => s.Key), "index");
        Same(numbers.Select(n => "own-" + n), (await All(store.ReadAllAsync(Tenant, StreamKinds.Track, default))).Select(e => e.Stream.Key), "own streams");
        var balances = await store.BalancesAsync(Tenant, [Cell], default);
        Same(count == 0 ? [] : [count, -count], balances.Select(b => (int)b.Units), "balances");
        return count;
    }

    private static StreamAppend Append(StreamHead head, string number)
    {
        var bytes = Encoding.UTF8.GetBytes($"{{\"type\":\"crash.noted\",\"at\":\"{Noon}\",\"data\":{{\"number\":\"{number}\"}}}}");
        return new(head.Stream, head.Version, [new(head.Stream, head.Version + 1, "crash.noted", Noon, bytes, head.Hash.Next(bytes))]);
    }

    private static async Task<List<T>> All<T>(IAsyncEnumerable<T> items)
    {
        var all = new List<T>();
        await foreach (var item in items) all.Add(item);
        return all;
    }

    private static void Same<T>(IEnumerable<T> expected, IEnumerable<T> found, string what)
    {
        var (left, right) = (expected.ToList(), found.ToList());
        if (!left.SequenceEqual(right))
            throw new InvalidOperationException($"{what}: {right.Count} entries where {left.Count} units are in the common stream.");
    }
}
