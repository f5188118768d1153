namespace OrderKernel.Logistics;

/// <summary>The stable names of track commands and their canonical bytes.</summary>
public static class TrackCommands
{
    /// <summary>The codec.</summary>
    public static CommandCodec<ReportTrack> Codec { get; } = new CommandCodec<ReportTrack>().With("logistics.report-track", () => TrackProcess.Json.ReportTrack);
}
