using System.Collections.Immutable;
using NodaTime;
using OrderKernel.Ports;

namespace OrderKernel.Tests.Support;

/// <summary>When a store fails.</summary>
internal enum FailureMoment
{
    Before = 1,
    After = 2,

    /// <summary>It does not fail: a rival's work comes in between.</summary>
    Never = 3,
}

/// <summary>
/// A store that fails once, at the k-th unit of work, before it or after it was
/// committed: the caller cannot tell which. What comes before it in a batch stays.
/// </summary>
internal sealed class FailingStore(IOrderStore inner, int at, FailureMoment moment) : RelayStore(inner)
{
    /// <summary>Units of work seen so far.</summary>
    public int Units { get; private set; }

    /// <summary>What happens to a unit instead of being handed on, for stores that lie; null for honest ones.</summary>
    public Func<Changes, Changes>? Lie { get; init; }

    /// <summary>What another writer does just before that unit; null for nothing.</summary>
    public Func<Task>? Rival { get; init; }

    public override async ValueTask<CommitOutcome> CommitAsync(Changes changes, CancellationToken cancellationToken)
    {
        var isHere = ++Units == at;
        if (isHere && Rival is not null) await Rival();
        if (isHere && moment == FailureMoment.Before) throw new IOException("The line went dead.");
        var outcome = await base.CommitAsync(Lie is null ? changes : Lie(changes), cancellationToken);
        return isHere && moment == FailureMoment.After ? throw new IOException("The line went dead.") : outcome;
    }

    public override async ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>(batch.Length);
        foreach (var changes in batch) outcomes.Add(await CommitAsync(changes, cancellationToken));
        return outcomes.ToImmutable();
    }
}
