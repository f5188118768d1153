using OrderKernel.Figures;
using OrderKernel.Orders;
using OrderKernel.Ports;
using OrderKernel.Workflow;

namespace OrderKernel.Steps;

/// <summary>The way of one order through its workflow, as its events tell it.</summary>
/// <param name="Stream">The order's stream.</param>
/// <param name="Workflow">The workflow under which it runs now.</param>
/// <param name="Visits">The steps that it entered, in that order.</param>
public sealed record OrderPath(StreamId Stream, PolicyReference Workflow, ValueList<StepVisit> Visits)
{
    /// <summary>The path of the first order that answers to a clue: an order id, a channel's order number or a waybill; null when none does.</summary>
    /// <param name="store">The store.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="clue">The clue, as it stands on the order.</param>
    /// <param name="cancellationToken">Stops the call.</param>
    public static async ValueTask<OrderPath?> FindAsync(IOrderStore store, TenantId tenant, string clue, CancellationToken cancellationToken = default)
    {
        foreach (var story in await OrderStory.FindAsync(store, tenant, clue, cancellationToken).ConfigureAwait(false))
        {
            var events = (await store.ReadAsync(story.Stream, 0, cancellationToken).ConfigureAwait(false)).Where(e => OrderVisits.Matter(e.Type)).Select(OrderEvents.Codec.Decode).ToList();
            if (OrderVisits.WorkflowOf(events) is { } workflow) return new(story.Stream, workflow, OrderVisits.Of(events).ToValueList());
        }

        return null;
    }
}
