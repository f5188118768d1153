using NodaTime;

namespace OrderKernel;

/// <summary>A state as its stream left it, with where to append.</summary>
/// <typeparam name="TState">The state of the aggregate.</typeparam>
/// <param name="State">The state; null when the stream has no event of the family, or when retention dropped content that the fold needs.</param>
/// <param name="Head">Version and hash to append to.</param>
/// <param name="Dropped">The first event of the family whose content is gone; null when all of it is there.</param>
public readonly record struct Loaded<TState>(TState? State, StreamHead Head, DroppedEvent? Dropped) where TState : class;

/// <summary>An event of which retention left only the hash.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The event's position in it.</param>
/// <param name="Type">Its type.</param>
/// <param name="On">The day on which its content was dropped; null when the store does not know.</param>
public sealed record DroppedEvent(StreamId Stream, long Version, string Type, LocalDate? On)
{
    /// <summary>The event, when its content is gone; else null.</summary>
    /// <param name="envelope">The event as it is stored.</param>
    public static DroppedEvent? Of(EventEnvelope envelope)
    {
        ArgumentNullException.ThrowIfNull(envelope);
        return envelope.IsDropped ? new(envelope.Stream, envelope.Version, envelope.Type, DroppedDetail.On(envelope.Bytes.Span)) : null;
    }

    /// <summary>The refusal of what cannot be told or decided without the content.</summary>
    public Refusal Refusal =>
        Refusal.Of(KernelCodes.ContentDropped, ("stream", Stream), ("version", Version), ("type", Type), ("on", On?.ToString("uuuu-MM-dd", null) ?? "-"));
}
