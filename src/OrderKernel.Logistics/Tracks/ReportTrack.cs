namespace OrderKernel.Logistics;

/// <summary>Somebody reports on a parcel.</summary>
/// <param name="Reports">Reports of one waybill and carrier, in any order, known ones included.</param>
public sealed record ReportTrack(ValueList<TrackReport> Reports) : ICommand
{
    /// <inheritdoc/>
    public Refusal? Missing() => Required.Each("reports", Reports, static r =>
        Required.Id("waybill", r.Waybill) ?? Required.Id("carrier", r.Carrier) ?? Required.Word("node", r.Node) ?? Required.Ids("evidence", r.Evidence));
}
