using OrderKernel.Orders;

namespace OrderKernel.Steps;

/// <summary>The events of an order that tell its way through workflows; decoding the others would only cost time.</summary>
/// <param name="Events">The events.</param>
/// <param name="Dropped">One of them whose content is gone; null when all is there.</param>
internal readonly record struct StepEvents(IReadOnlyList<OrderEvent> Events, DroppedEvent? Dropped)
{
    public static StepEvents Of(StoredStream stream)
    {
        var events = new List<OrderEvent>();
        foreach (var envelope in stream.Events)
        {
            if (!OrderVisits.Matter(envelope.Type)) continue;
            if (DroppedEvent.Of(envelope) is { } dropped) return new([], dropped);
            events.Add(OrderEvents.Codec.Decode(envelope));
        }

        return new(events, null);
    }
}
