using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Work;
using OrderKernel.Workflow;

namespace OrderKernel.Steps;

/// <summary>What all orders of a tenant that run under one workflow did, over all versions of it.</summary>
/// <param name="Workflow">The workflow's name.</param>
/// <param name="Orders">The counts.</param>
public sealed record WorkflowPopulation(string Workflow, ProcessPopulation Orders)
{
    /// <summary>Folds a tenant's orders, one stream at a time; an order counts for the workflow under which it runs now.</summary>
    /// <param name="streams">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    /// <returns>One entry a workflow, in ordinal order of the names; empty without orders. Orders whose records retention dropped are counted apart.</returns>
    public static async ValueTask<WorkflowPopulations> FoldAsync(IEventStreams streams, TenantId tenant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var folds = new SortedDictionary<string, PopulationFold>(StringComparer.Ordinal);
        long dropped = 0;
        await foreach (var stream in streams.ScanAsync(tenant, StreamKinds.Order, cancellationToken).ConfigureAwait(false))
        {
            var visits = StepEvents.Of(stream);
            if (visits.Dropped is not null)
            {
                dropped++;
            }
            else if (OrderVisits.WorkflowOf(visits.Events) is { } policy)
            {
                if (!folds.TryGetValue(policy.Name, out var fold)) folds.Add(policy.Name, fold = new());
                fold.Add(OrderVisits.Of(visits.Events));
            }
        }

        return new(folds.Select(f => new WorkflowPopulation(f.Key, f.Value.ToPopulation())).ToValueList(), dropped);
    }
}

/// <summary>The populations of a tenant's workflows.</summary>
/// <param name="Workflows">One entry a workflow, in ordinal order of the names.</param>
/// <param name="Dropped">Orders whose records retention dropped; they are in none.</param>
public sealed record WorkflowPopulations(ValueList<WorkflowPopulation> Workflows, long Dropped);
