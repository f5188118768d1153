using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using OrderKernel.Ports;

namespace OrderKernel.Tests.Support;

/// <summary>
/// Runs several clients on one thread, one step of one of them at a time: a step goes from one call of the store to the next. Which client steps next is all
/// that is chosen, so that the same choices give the same run.
/// </summary>
internal sealed class Schedule(Func<int, int> choose)
{
    private readonly SortedDictionary<int, TaskCompletionSource> _waiting = [];

    /// <summary>What was chosen of how many, in order.</summary>
    public List<(int Chosen, int Of)> Choices { get; } = [];

    /// <summary>A run by given choices; what they do not say is the first.</summary>
    public static Schedule Of(IReadOnlyList<int> choices)
    {
        var next = 0;
        return new(_ => next < choices.Count ? choices[next++] : 0);
    }

    /// <summary>Runs under every schedule that there is.</summary>
    /// <param name="run">Runs once and answers the schedule that it ran by.</param>
    /// <returns>How many there are.</returns>
    public static int Every(Func<Schedule, bool> run)
    {
        var prefix = new List<int>();
        for (var count = 1; ; count++)
        {
            var schedule = Of(prefix);
            if (!run(schedule)) return count;
            var last = schedule.Choices.FindLastIndex(c => c.Chosen + 1 < c.Of);
            if (last < 0) return count;
            prefix = [.. schedule.Choices.Take(last).Select(c => c.Chosen), schedule.Choices[last].Chosen + 1];
        }
    }

    /// <summary>Waits until this client is chosen.</summary>
    public Task TurnAsync(int client)
    {
        var turn = new TaskCompletionSource();
        _waiting.Add(client, turn);
        return turn.Task;
    }

    /// <summary>Runs all clients to their ends.</summary>
    public void Run(params Func<int, Task>[] clients)
    {
        // What waits goes on within the call that lets it: there is no other thread, and no context to post to.
        var context = SynchronizationContext.Current;
        SynchronizationContext.SetSynchronizationContext(null);
        try
        {
            var running = clients.Select((client, i) => client(i)).ToArray();
            while (_waiting.Count > 0)
            {
                var chosen = _waiting.Count == 1 ? 0 : choose(_waiting.Count);
                Choices.Add((chosen, _waiting.Count));
                var (client, turn) = _waiting.ElementAt(chosen);
                _waiting.Remove(client);
                turn.SetResult();
            }

            foreach (var one in running)
            {
                if (!one.IsCompleted) throw new InvalidOperationException("A client waits for something else than its turn.");
                one.GetAwaiter().GetResult();
            }
        }
        finally
        {
            SynchronizationContext.SetSynchronizationContext(context);
        }
    }
}

/// <summary>A store in which each call waits for its client's turn.</summary>
internal sealed class ScheduledStore(IOrderStore inner, Schedule schedule, int client) : RelayStore(inner)
{
    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        await schedule.TurnAsync(client);
        return await base.CommitAsync(changes, cancellationToken);
    }

    public override async ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        await schedule.TurnAsync(client);
        return await base.CommitManyAsync(batch, cancellationToken);
    }

    public override async ValueTask<ImmutableArray<EventEnvelope>> ReadAsync(StreamId stream, long afterVersion, CancellationToken cancellationToken)
    {
        await schedule.TurnAsync(client);
        return await base.ReadAsync(stream, afterVersion, cancellationToken);
    }

    public override async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, ImmutableArray<StockCell> cells,
        CancellationToken cancellationToken)
    {
        await schedule.TurnAsync(client);
        return await base.BalancesAsync(tenant, cells, cancellationToken);
    }

    public override async ValueTask<ImmutableArray<StockBalance>> BalancesAsync(TenantId tenant, SkuId sku, CancellationToken cancellationToken)
    {
        await schedule.TurnAsync(client);
        return await base.BalancesAsync(tenant, sku, cancellationToken);
    }

    public override async ValueTask<StoredBytes?> AnswerAsync(TenantId tenant, MessageId message, CancellationToken cancellationToken)
    {
        await schedule.TurnAsync(client);
        return await base.AnswerAsync(tenant, message, cancellationToken);
    }

    public override async IAsyncEnumerable<StreamId> FindAsync(TenantId tenant, string clue, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await schedule.TurnAsync(client);
        await foreach (var stream in base.FindAsync(tenant, clue, cancellationToken)) yield return stream;
    }
}
