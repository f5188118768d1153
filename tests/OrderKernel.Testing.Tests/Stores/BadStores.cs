using System.Collections.Immutable;
using System.Globalization;
using OrderKernel.Ports;
using OrderKernel.Stores;

namespace OrderKernel.Testing.Tests.Stores;

/// <summary>Appends whatever version the stream has.</summary>
internal sealed class IgnoresTheVersion() : PlantedStore(new MemoryOrderStore())
{
    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        for (; ; )
        {
            var outcome = await Inner.CommitAsync(changes, cancellationToken);
            if (outcome is not CommitOutcome.VersionMoved moved) return outcome;
            changes = changes with { Appends = changes.Appends.Items.Select(a => a.Stream == moved.Stream ? Moved(a, moved.Actual) : a).ToValueList() };
        }
    }

    private static StreamAppend Moved(StreamAppend append, long version) =>
        append with { ExpectedVersion = version, After = null, Events = append.Events.Items.Select(e => e with { Version = ++version }).ToValueList() };
}

/// <summary>Compares how many events a stream has, not which.</summary>
internal sealed class ComparesVersionsAlone() : PlantedStore(new MemoryOrderStore())
{
    public override ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) =>
        Inner.CommitAsync(changes with { Appends = changes.Appends.Items.Select(a => a with { After = null }).ToValueList() }, cancellationToken);
}

/// <summary>Applies what it can when a floor refuses: everything but the postings.</summary>
internal sealed class HalfApplies() : PlantedStore(new MemoryOrderStore())
{
    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        var outcome = await Inner.CommitAsync(changes, cancellationToken);
        if (outcome is CommitOutcome.StockShort) await Inner.CommitAsync(changes with { Postings = [], Floors = [] }, cancellationToken);
        return outcome;
    }
}

/// <summary>Shows a reader the events of an append that it refused, until the next reading.</summary>
internal sealed class KeepsRefusedEvents() : PlantedStore(new MemoryOrderStore())
{
    private StreamAppend? _refused;

    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        var outcome = await Inner.CommitAsync(changes, cancellationToken);
        if (outcome is CommitOutcome.VersionMoved) _refused = changes.Appends[0];
        return outcome;
    }

    public override async ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken)
    {
        var events = await Inner.ReadAsync(stream, afterVersion, cancellationToken);
        var refused = Interlocked.Exchange(ref _refused, null);
        return refused?.Stream == stream && refused.ExpectedVersion >= afterVersion ? events.AddRange(refused.Events.Items) : events;
    }
}

/// <summary>Takes every delivery for a new message.</summary>
internal sealed class ForgetsTheInbox() : PlantedStore(new MemoryOrderStore())
{
    private int _deliveries;

    public override ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChangesContract.Check(changes);
        var delivery = Interlocked.Increment(ref _deliveries).ToString(CultureInfo.InvariantCulture);
        return Inner.CommitAsync(changes with { Message = MessageId.Of($"{changes.Message} ({delivery})") }, cancellationToken);
    }
}

/// <summary>Posts without asking the floors.</summary>
internal sealed class PostsWithoutItsFloor() : PlantedStore(new MemoryOrderStore())
{
    public override ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) =>
        Inner.CommitAsync(changes with { Floors = [] }, cancellationToken);
}

/// <summary>Asks each floor before the postings, as if each were alone: 3 + 3 of 5 pass.</summary>
internal sealed class ChecksFloorsBeforeTheFact() : PlantedStore(new MemoryOrderStore())
{
    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        if (changes.Postings.IsEmpty) return await Inner.CommitAsync(changes, cancellationToken);
        foreach (var posting in changes.Postings)
        {
            foreach (var floor in changes.Floors)
            {
                var balances = await Inner.BalancesAsync(changes.Tenant, [floor.Cell], cancellationToken);
                var seen = floor.Terms.Items
                    .Sum(t => t.Sign * (balances.Where(b => b.Account == t.Account).Sum(b => b.Units)
                        + (posting.Cell == floor.Cell && posting.Account == t.Account ? posting.Delta.Units : 0)));
                if (seen < floor.AtLeast) return new CommitOutcome.StockShort(floor, seen);
            }
        }

        return await Inner.CommitAsync(changes with { Floors = [] }, cancellationToken);
    }
}

/// <summary>Hands a due timer to everybody.</summary>
internal sealed class LeasesToAll() : PlantedStore(new MemoryOrderStore())
{
    public override ValueTask<System.Collections.Immutable.ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max,
        CancellationToken cancellationToken) =>
        Inner.ClaimDueAsync(lease with { Owner = "all" }, max, cancellationToken);
}

/// <summary>Reads stream after stream while others write.</summary>
internal sealed class ReadsTornUnits() : PlantedStore(new MemoryOrderStore())
{
    public override async IAsyncEnumerable<EventEnvelope> ReadAllAsync(TenantId tenant, string kind,
        [System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var head in Inner.HeadsAsync(tenant, cancellationToken))
        {
            if (head.Stream.Kind != kind) continue;
            await Task.Delay(2, cancellationToken);
            foreach (var envelope in await Inner.ReadAsync(head.Stream, 0, cancellationToken)) yield return envelope;
        }
    }
}

/// <summary>Keeps what it should erase.</summary>
internal sealed class KeepsThePerson() : PlantedStore(new MemoryOrderStore())
{
    public override ValueTask EraseAsync(TenantId tenant, PersonToken token, CancellationToken cancellationToken) => default;
}

/// <summary>Keeps the raw bytes of a record that it should erase.</summary>
internal sealed class KeepsTheRecord() : PlantedStore(new MemoryOrderStore())
{
    public override ValueTask EraseAsync(TenantId tenant, string key, CancellationToken cancellationToken) => default;
}

/// <summary>Forgets that an effect was sent.</summary>
internal sealed class ForgetsSettling() : PlantedStore(new MemoryOrderStore())
{
    public override ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => default;
}

/// <summary>Takes a settlement of a record that was put away for nothing.</summary>
internal sealed class NeverSettles() : PlantedStore(new MemoryOrderStore())
{
    public override ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken) =>
        Inner.CommitAsync(changes with { Settled = [] }, cancellationToken);
}

/// <summary>Begins a page of SKUs with the last one of the page before.</summary>
internal sealed class RepeatsTheLastOfAPage() : PlantedStore(new MemoryOrderStore())
{
    public override async ValueTask<ImmutableArray<SkuId>> SkusAsync(TenantId tenant, SkuId after, int max, CancellationToken cancellationToken)
    {
        var page = await Inner.SkusAsync(tenant, after, max, cancellationToken);
        return after.Value is null || page.IsEmpty ? page : [after, .. page.Take(max - 1)];
    }
}
