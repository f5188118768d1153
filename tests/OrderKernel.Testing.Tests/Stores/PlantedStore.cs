using System.Collections.Immutable;
using OrderKernel.Ports;

namespace OrderKernel.Testing.Tests.Stores;

/// <summary>A store of which a planted one overrides what it breaks; batches go one by one, so that what breaks a unit breaks it there too.</summary>
internal abstract class PlantedStore(IOrderStore inner) : RelayStore(inner)
{
    public override async ValueTask<ImmutableArray<CommitOutcome>> CommitManyAsync(ImmutableArray<Changes> batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        ChangesContract.Check(batch);
        var outcomes = ImmutableArray.CreateBuilder<CommitOutcome>();
        foreach (var changes in batch) outcomes.Add(await CommitAsync(changes, cancellationToken));
        return outcomes.ToImmutable();
    }
}
