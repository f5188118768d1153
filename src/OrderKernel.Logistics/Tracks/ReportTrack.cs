namespace OrderKernel.Logistics;

/// <summary>Somebody reports on a parcel.</summary>
/// <param name="Reports">Reports of one waybill and carrier, in any order, known ones included.</param>
public sealed record ReportTrack(ValueList<TrackReport> Reports);
