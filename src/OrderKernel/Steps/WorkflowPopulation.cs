using OrderKernel.Orders;
using OrderKernel.Ports;
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
    /// <param name="cancellationToken">Stops the fold.</param>
    /// <returns>One entry a workflow, in ordinal order of the names; empty without orders.</returns>
    public static async ValueTask<ValueList<WorkflowPopulation>> FoldAsync(IEventStreams streams, TenantId tenant, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        var folds = new SortedDictionary<string, PopulationFold>(StringComparer.Ordinal);
        var events = new List<OrderEvent>();
        StreamId? present = null;
        await foreach (var envelope in streams.ReadAllAsync(tenant, StreamKinds.Order, cancellationToken).ConfigureAwait(false))
        {
            if (present != envelope.Stream) Take();
            present = envelope.Stream;
            if (OrderVisits.Matter(envelope.Type)) events.Add(OrderEvents.Codec.Decode(envelope));
        }

        Take();
        return folds.Select(f => new WorkflowPopulation(f.Key, f.Value.ToPopulation())).ToValueList();

        void Take()
        {
            if (OrderVisits.WorkflowOf(events) is { } policy)
            {
                if (!folds.TryGetValue(policy.Name, out var fold)) folds.Add(policy.Name, fold = new());
                fold.Add(OrderVisits.Of(events));
            }

            events.Clear();
        }
    }
}
