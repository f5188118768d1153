using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Tests.Support;

/// <summary>
/// A store as a bad day has it: calls fail before or after their effect, so that nobody knows which; of a batch the end is torn off; a unit of work takes so
/// long that others come in between. What it acknowledges is kept. The same dice give the same day.
/// </summary>
internal sealed class FaultyStore(IOrderStore inner, Random dice) : RelayStore(inner)
{
    /// <summary>Of a hundred calls, how many fail before their effect, and as many after it.</summary>
    public int FailPercent { get; set; }

    /// <summary>Of a hundred units of work, how many are slow.</summary>
    public int SlowPercent { get; set; }

    /// <summary>What others do while a unit of work takes its time; null for nothing.</summary>
    public Func<Task>? Meanwhile { get; set; }

    /// <summary>What happens to a unit instead of being handed on, for stores that lie; null for honest ones.</summary>
    public Func<Changes, Changes>? Lie { get; init; }

    /// <summary>How often something went wrong or came in between.</summary>
    public int Faults { get; private set; }

    /// <summary>The keys of all effects that units of work put, by what was handed in.</summary>
    public HashSet<string> Put { get; } = [];

    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        await SlowAsync();
        return await FailingAsync(() => CommitOneAsync(changes, cancellationToken));
    }

    public override async ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        await SlowAsync();
        if (Roll(2 * FailPercent))
        {
            var kept = dice.Next(batch.Length + 1);
            for (var i = 0; i < kept; i++) await CommitOneAsync(batch[i], cancellationToken);
            await Broken<bool>();
        }

        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>(batch.Length);
        foreach (var changes in batch) outcomes.Add(await CommitOneAsync(changes, cancellationToken));
        return outcomes.ToImmutable();
    }

    public override ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken) =>
        dice.Next(1_000) < FailPercent ? Broken<ImmutableArray<EventEnvelope>>() : base.ReadAsync(stream, afterVersion, cancellationToken);

    public override ValueTask<ImmutableArray<TimerEntry>> ClaimDueAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        FailingAsync(() => base.ClaimDueAsync(lease, max, cancellationToken));

    public override ValueTask<ImmutableArray<OutboxMessage>> ClaimAsync(Lease lease, int max, CancellationToken cancellationToken) =>
        FailingAsync(() => base.ClaimAsync(lease, max, cancellationToken));

    public override async ValueTask SettleAsync(TenantId tenant, string key, CancellationToken cancellationToken) => await FailingAsync(async () =>
    {
        await base.SettleAsync(tenant, key, cancellationToken);
        return true;
    });

    public override async ValueTask PutAsync(TenantId tenant, ImmutableArray<KeyValuePair<PersonToken, ReadOnlyMemory<byte>>> entries,
        CancellationToken cancellationToken) => await FailingAsync(async () =>
    {
        await base.PutAsync(tenant, entries, cancellationToken);
        return true;
    });

    private async ValueTask<T> FailingAsync<T>(Func<ValueTask<T>> call)
    {
        if (Roll(FailPercent)) return await Broken<T>();
        var done = await call();
        return Roll(FailPercent) ? await Broken<T>() : done;
    }

    private async ValueTask<CommitOutcome> CommitOneAsync(Changes changes, CancellationToken cancellationToken)
    {
        var outcome = await Inner.CommitAsync(Lie is null ? changes : Lie(changes), cancellationToken);
        if (outcome is CommitOutcome.Done) Put.UnionWith(changes.Outbox.Items.Select(o => o.Key));
        return outcome;
    }

    private async Task SlowAsync()
    {
        if (Meanwhile is null || !Roll(SlowPercent)) return;
        Faults++;
        await Meanwhile();
    }

    private bool Roll(int percent) => percent > 0 && dice.Next(100) < percent;

    private ValueTask<T> Broken<T>()
    {
        Faults++;
        return ValueTask.FromException<T>(new IOException("The line went dead."));
    }
}
