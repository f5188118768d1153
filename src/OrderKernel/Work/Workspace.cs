using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Work;

/// <summary>What decisions read from and write to: a store, with units of work gathered into batches that share one flush to disk.</summary>
/// <remarks>A read of something that a gathered unit changes flushes first, so that each decision sees all earlier ones. With a batch of one every unit is committed at once.</remarks>
internal sealed class Workspace(IOrderStore store, int batchSize)
{
    private readonly List<Changes> _gathered = [];
    private readonly HashSet<StreamId> _dirtyStreams = [];
    private readonly HashSet<SkuId> _dirtySkus = [];
    private readonly HashSet<string> _dirtyClues = new(StringComparer.Ordinal);
    private readonly List<(Changes Changes, CommitOutcome Outcome)> _failed = [];

    public IOrderStore Store => store;

    /// <summary>Told of each unit when it is handed in, committed or not; for a clock that follows timers.</summary>
    public Action<Changes>? Gathered { get; set; }

    public async ValueTask<(StreamHead Head, ImmutableArray<EventEnvelope> Events)> ReadAsync(StreamId stream, CancellationToken cancellationToken)
    {
        if (_dirtyStreams.Contains(stream)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        var events = await store.ReadAsync(stream, 0, cancellationToken).ConfigureAwait(false);
        var head = events.IsEmpty ? new StreamHead(stream, 0, ChainHash.Genesis(stream)) : new StreamHead(stream, events[^1].Version, events[^1].Hash);
        return (head, events);
    }

    public async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        if (_dirtySkus.Contains(sku)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        return await store.BalancesAsync(tenant, sku, cancellationToken).ConfigureAwait(false);
    }

    public async ValueTask<ImmutableArray<StreamId>> FindAsync(TenantId tenant, string clue, CancellationToken cancellationToken)
    {
        if (_dirtyClues.Contains(clue)) await FlushAsync(cancellationToken).ConfigureAwait(false);
        var found = ImmutableArray.CreateBuilder<StreamId>();
        await foreach (var stream in store.FindAsync(tenant, clue, cancellationToken).ConfigureAwait(false)) found.Add(stream);
        return found.ToImmutable();
    }

    /// <summary>Hands a unit in. In a batch the outcome is known only at the flush; <see cref="TakeFailed"/> then holds what did not go through.</summary>
    public async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        if (batchSize <= 1)
        {
            var outcome = await store.CommitAsync(changes, cancellationToken).ConfigureAwait(false);
            if (outcome is CommitOutcome.Done) Gathered?.Invoke(changes);
            return outcome;
        }

        _gathered.Add(changes);
        foreach (var append in changes.Appends) _dirtyStreams.Add(append.Stream);
        foreach (var posting in changes.Postings) _dirtySkus.Add(posting.Cell.Sku);
        foreach (var entry in changes.Index) _dirtyClues.Add(entry.Clue);
        Gathered?.Invoke(changes);
        if (_gathered.Count >= batchSize) await FlushAsync(cancellationToken).ConfigureAwait(false);
        return CommitOutcome.Done.Instance;
    }

    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        if (_gathered.Count == 0) return;
        var batch = _gathered.ToImmutableArray();
        var outcomes = await store.CommitManyAsync(batch, cancellationToken).ConfigureAwait(false);
        for (var i = 0; i < batch.Length; i++)
        {
            if (outcomes[i] is not (CommitOutcome.Done or CommitOutcome.Repeated)) _failed.Add((batch[i], outcomes[i]));
        }

        _gathered.Clear();
        _dirtyStreams.Clear();
        _dirtySkus.Clear();
        _dirtyClues.Clear();
    }

    /// <summary>Units that another writer's work made fail since the last call; their decisions must be made again.</summary>
    public ImmutableArray<(Changes Changes, CommitOutcome Outcome)> TakeFailed()
    {
        var failed = _failed.ToImmutableArray();
        _failed.Clear();
        return failed;
    }
}
