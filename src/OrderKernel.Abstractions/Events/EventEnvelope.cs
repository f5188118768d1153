using NodaTime;

namespace OrderKernel;

/// <summary>One stored event: where it stands, what it is, and its canonical bytes with their link in the stream's hash chain.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The position in the stream, from 1 without gaps.</param>
/// <param name="Type">The event's stable type name, such as <c>orders.paid</c>.</param>
/// <param name="At">The business instant.</param>
/// <param name="Bytes">Canonical UTF-8 JSON of header and data (see <see cref="EventBytes"/>); stores keep it unread.</param>
/// <param name="Hash">The link after this event.</param>
public sealed record EventEnvelope(StreamId Stream, long Version, string Type, Instant At, ReadOnlyMemory<byte> Bytes, ChainHash Hash)
{
    /// <summary>True when retention dropped the content and <see cref="Bytes"/> is its <see cref="DroppedDetail"/>.</summary>
    public bool IsDropped => DroppedDetail.IsDropped(Bytes.Span);
}

/// <summary>What stands beside the data of every event: who, when, under which message, why, by which policies.</summary>
/// <param name="At">The business instant.</param>
/// <param name="Actor">Who decided.</param>
/// <param name="Message">The message under which it was decided.</param>
/// <param name="Reasons">Why.</param>
/// <param name="Policies">The documents that decided.</param>
public sealed record EventHeader(Instant At, ActorId Actor, MessageId Message, ValueList<Reason> Reasons, ValueList<PolicyReference> Policies);

/// <summary>The head of one stream: how many events it has and the link after the last.</summary>
/// <param name="Stream">The stream.</param>
/// <param name="Version">The number of events; 0 before the first.</param>
/// <param name="Hash">The link after the last event, the genesis before the first.</param>
public sealed record StreamHead(StreamId Stream, long Version, ChainHash Hash);
