namespace OrderKernel.Logistics;

/// <summary>What a source's message says of one parcel.</summary>
/// <param name="Waybill">The waybill.</param>
/// <param name="Carrier">The carrier, by our id.</param>
/// <param name="Reports">The reports, in the order of the message.</param>
/// <param name="Findings">Entries that were left out and contradictions, by JSON path.</param>
public sealed record TrackPayload(Waybill Waybill, CarrierId Carrier, ValueList<TrackReport> Reports, ValueList<Finding> Findings);
