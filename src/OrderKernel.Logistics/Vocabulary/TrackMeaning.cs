namespace OrderKernel.Logistics;

/// <summary>What a source's code or text means in the canonical vocabulary.</summary>
/// <param name="Node">The node.</param>
/// <param name="Exception">Why it is an exception; null unless it is one.</param>
/// <param name="DeliveredTo">Who took the parcel, where that is told.</param>
public sealed record TrackMeaning(TrackNode Node, TrackExceptionReason? Exception, DeliveryKind? DeliveredTo);
