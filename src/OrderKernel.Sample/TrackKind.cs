namespace OrderKernel.Sample;

/// <summary>What a parcel's track looks like.</summary>
internal enum TrackKind
{
    Normal = 1,
    Repeats = 2,
    OutOfOrder = 3,
    ThroughLocker = 4,
    Refused = 5,
    Lost = 6,
    Doubtful = 7,
    FirstScanLate = 8,
    NeverScanned = 9,
}

/// <summary>One scan, with the aggregator's code and its word for it.</summary>
internal readonly record struct TrackNode(DateTimeOffset At, string Code, string Status, string Context);
