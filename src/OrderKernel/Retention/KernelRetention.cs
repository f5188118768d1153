using NodaTime;
using OrderKernel.Orders;
using OrderKernel.Ports;

namespace OrderKernel.Retention;

/// <summary>What a retention run did.</summary>
/// <param name="Orders">Orders looked at.</param>
/// <param name="Touched">Of these, orders that lost content.</param>
/// <param name="Dropped">Events of which only the hash is left now.</param>
/// <param name="Unreadable">Streams that could not be read and were left alone; verify them.</param>
public sealed record RetentionRun(int Orders, int Touched, int Dropped, ValueList<StreamId> Unreadable);

/// <summary>Lets the content of old orders go, as the retention policy says; chains, heads and anchors stay as they are.</summary>
public static class KernelRetention
{
    /// <summary>Goes through all orders of a tenant.</summary>
    /// <param name="streams">The store.</param>
    /// <param name="retention">The same store's facet that drops content.</param>
    /// <param name="policy">How long what is kept.</param>
    /// <param name="tenant">The tenant.</param>
    /// <param name="now">The business instant.</param>
    /// <param name="cancellationToken">Stops between two orders; what was dropped is gone.</param>
    /// <remarks>A legal hold that is set while an order is looked at may come too late for it: set holds before, not during a run.</remarks>
    public static async ValueTask<RetentionRun> RunAsync(
        IEventStreams streams, IDetailRetention retention, RetentionPolicy policy, TenantId tenant, Instant now, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(streams);
        ArgumentNullException.ThrowIfNull(retention);
        var (orders, touched, dropped, unreadable) = (0, 0, 0, new List<StreamId>());
        var heads = new List<StreamHead>();
        await foreach (var head in streams.HeadsAsync(tenant, cancellationToken).ConfigureAwait(false)) heads.Add(head);
        foreach (var head in heads)
        {
            cancellationToken.ThrowIfCancellationRequested();
            if (head.Stream.Kind != StreamKinds.Order) continue;
            orders++;
            var events = await streams.ReadAsync(head.Stream, 0, cancellationToken).ConfigureAwait(false);
            if (!RetentionPlan.Of(events, policy, now).TryGet(out var plan, out _)) unreadable.Add(head.Stream);
            else if (!plan.Versions.IsEmpty)
            {
                touched++;
                dropped += await retention.DropAsync(head.Stream, plan.Versions, cancellationToken).ConfigureAwait(false);
            }
        }

        return new(orders, touched, dropped, unreadable.ToValueList());
    }
}
