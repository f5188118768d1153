using NodaTime;
using OrderKernel.Deliveries;

namespace OrderKernel.Runs;

/// <summary>Deliveries that somebody holds in memory.</summary>
internal sealed class HeldDeliveries(Delivery[] deliveries) : IDeliverySource
{
    public int Count => deliveries.Length;

    public Instant AtOf(int index) => deliveries[index].At;

    public ValueTask<Delivery> ReadAsync(int index, CancellationToken cancellationToken) => new(deliveries[index]);
}
